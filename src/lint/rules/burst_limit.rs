//! Limits of an hour or a day that can be used up in a second.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::rates;
use super::tool_names::list_tools;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, Issue, LintContext, Superseded};
use crate::policy::Window;
use crate::source::Span;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "burst-limit",
    weight: Weight::Warn,
    summary: "a limit per hour or day can be used up in one second",
    check: Check::Issues(check),
};

/// The tools under one limit whose class recommends one number a minute.
type Bursts = BTreeMap<(Span, i64, &'static str, i64), Vec<Arc<str>>>;

fn check<'s>(context: &'s LintContext<'_>, _: &Superseded) -> Vec<Issue<'s>> {
    let mut bursts = Bursts::new();
    for tool in context.callable() {
        let recommended = tool.class().and_then(|it| rates::recommended(context.thresholds, it));
        let (Some(most), Some(limit)) = (recommended, rates::tightest(context, tool)) else {
            continue;
        };
        if limit.max > most && limit.window != Window::Minute && !rates::is_by_minute(context, tool)
        {
            let key = (limit.span, limit.max, limit.window.name(), most);
            bursts.entry(key).or_default().push(Arc::clone(tool.name));
        }
    }
    let issue = |((span, max, window, most), tools)| {
        Issue::of_tools(tools, move |tools| {
            let message = format!("all {max} calls of the {window} can come in one second");
            let help = format!("add `limit {most} per minute` for {}", list_tools(tools));
            Draft::new(span, message).help(help)
        })
    };
    bursts.into_iter().map(issue).collect()
}
