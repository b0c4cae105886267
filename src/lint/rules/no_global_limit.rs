//! Many tools and no limit over all of them.

use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "no-global-limit",
    weight: Weight::Pedantic,
    summary: "many tools can be called and no limit counts all calls",
    check: Check::Policy(check),
};

fn check(context: &LintContext<'_>) -> Vec<Draft> {
    let tools = context.callable().count();
    if tools < context.thresholds.many_tools || !context.policy.all_tools.is_empty() {
        return Vec::new();
    }
    let message = format!("{tools} tools can be called and no limit counts all calls together");
    let draft = Draft::new(context.place(), message)
        .help("add `limit all tools to 120 per minute`, or what the work needs");
    vec![draft]
}
