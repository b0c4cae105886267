//! The tests of a first policy: one for each kind of place.

use std::fmt::Write as _;

use super::plan::{Place, Plan};
use super::text::name;
use crate::risk::Class;

/// What every refusal says that a human could lift.
const APPROVAL: &str = "Requires human approval.";

/// `test` statements about the first tool of each class.
pub(super) fn of(plan: &Plan<'_>) -> String {
    let tests = Class::ALL.into_iter().filter_map(|class| of_class(plan, class));
    tests.chain(of_unclassified(plan)).collect()
}

fn of_class(plan: &Plan<'_>, class: Class) -> Option<String> {
    let tool = name(plan.together(class).next()?);
    Some(match plan.style.place(class) {
        Place::Within(calls) => format!(
            "\ntest \"{class} tools can be called {calls} times a minute\" {{\n\
             call {tool} {{}} {calls} times => allow\ncall {tool} {{}} => deny\n\
             wait 1 minute\ncall {tool} {{}} => allow\n}}\n"
        ),
        Place::Approved => format!(
            "\ntest \"{class} tools need a human\" {{\ncall {tool} {{}} => deny \"{APPROVAL}\"\n}}\n"
        ),
        Place::Hidden | Place::LeftOut => {
            format!("\ntest \"{class} tools can't be called\" {{\ncall {tool} {{}} => deny\n}}\n")
        }
    })
}

fn of_unclassified(plan: &Plan<'_>) -> Option<String> {
    let tool = plan.unclassified().next()?;
    let mut text = String::from("\ntest \"what nobody can classify can't be called\" {\n");
    // Writing to a string can't fail.
    let _ = writeln!(text, "call {} {{}} => deny\n}}", name(tool));
    Some(text)
}
