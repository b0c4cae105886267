//! Many tools and no limit over all of them.

use crate::finding::Finding;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Concern, Subject};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "no-global-limit",
    weight: Weight::Pedantic,
    summary: "many tools can be called and no limit counts all calls",
    check: Check::Policy(check),
};

fn check<'s>(subject: &'s Subject<'_>) -> Vec<Concern<'s>> {
    let tools = subject.callable().count();
    if tools < subject.thresholds.many_tools || !subject.policy.all_tools.is_empty() {
        return Vec::new();
    }
    let message = format!("{tools} tools can be called and no limit counts all calls together");
    let finding = Finding::warn(LINT.name, subject.place(), message)
        .help("add `limit all tools to 120 per minute`, or what the work needs");
    vec![Concern::of_policy(finding)]
}
