//! Limits that let more calls through than is recommended for the class.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::rates;
use super::tool_names::list_tools;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, Issue, LintContext, Superseded};
use crate::source::Span;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "loose-limit",
    weight: Weight::Warn,
    summary: "a limit is above the recommended one for the tool's class",
    check: Check::Issues(check),
};

/// The tools under one limit whose class recommends one number.
type Loose = BTreeMap<(Span, i64, i64), Vec<Arc<str>>>;

fn check<'s>(context: &'s LintContext<'_>, _: &Superseded) -> Vec<Issue<'s>> {
    let mut loose = Loose::new();
    for tool in context.callable() {
        let recommended = tool.class().and_then(|it| rates::recommended(context.thresholds, it));
        let (Some(most), Some(limit)) = (recommended, rates::tightest(context, tool)) else {
            continue;
        };
        if limit.max > most && rates::is_by_minute(context, tool) {
            let key = (limit.span, limit.max, most);
            loose.entry(key).or_default().push(Arc::clone(tool.name));
        }
    }
    let issue = |((span, max, most), tools)| {
        Issue::of_tools(tools, move |tools| {
            let message = format!("{max} calls are more than the {most} a minute recommended");
            let help = format!("write `limit {most} per minute` or less for {}", list_tools(tools));
            Draft::new(span, message).help(help)
        })
    };
    loose.into_iter().map(issue).collect()
}
