//! Everything that isn't listed can be called.

use std::sync::Arc;

use super::tool_names::list_tools;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext};
use crate::policy::Decision;
use crate::policy::disposition::Dispositions;
use crate::risk::Class;
use crate::strings::counted;
use crate::witness::{Callable, example_call};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "default-allow",
    weight: Weight::Deny,
    summary: "every tool that no statement names can be called, including those added later",
    check: Check::Policy(check),
};

fn check(context: &LintContext<'_>) -> Vec<Draft> {
    let default = context.policy.default;
    let (Decision::Allow, Some(span)) = (default.decision, default.span) else {
        return Vec::new();
    };
    if Dispositions::of(context.policy).hides_everything() {
        return Vec::new();
    }
    let exposed = context.callable().filter(|tool| tool.allowed.is_none());
    let changing = exposed.filter(|tool| tool.is_at_least(Class::Write));
    let tools: Vec<Arc<str>> = changing.map(|tool: &Callable<'_>| Arc::clone(tool.name)).collect();
    let draft = Draft::new(span, "every tool that no statement names can be called");
    let help = "write `default deny` and allow what is needed";
    let call = example_call(&context.finder, context.callable_among(&tools));
    vec![match tools.as_slice() {
        [] => draft.note("including tools that the server adds later").help(help),
        tools => draft
            .note(format!("allows {} that change things", counted(tools.len(), "tool")))
            .help(format!("{help}; callable today: {}", list_tools(tools)))
            .call(call),
    }]
}
