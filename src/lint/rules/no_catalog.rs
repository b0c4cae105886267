//! Nothing to check a policy against.

use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext};
use crate::policy::Part;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "no-catalog",
    weight: Weight::Warn,
    summary: "a policy names no catalog, so its names aren't checked",
    check: Check::Policy(check),
};

fn check(context: &LintContext<'_>) -> Vec<Draft> {
    let says_something = |part: &Part<'_>| part.own && !part.file.statements.is_empty();
    if context.catalog.is_some() || !context.parts.iter().any(says_something) {
        return Vec::new();
    }
    let message = "no catalog: tool and argument names aren't checked";
    // The policy of another program has no place for a catalog's name.
    let names = if context.parts.iter().any(|part| part.source.is_made()) {
        "pass it: `--catalog FILE`"
    } else {
        "write `catalog \"FILE\"`"
    };
    let help = format!("save the server's `tools/list` answer in a file and {names}");
    vec![Draft::new(context.place(), message).help(help)]
}
