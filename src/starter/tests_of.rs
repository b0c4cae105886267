//! The tests of a first policy: one for each kind of place.

use std::fmt::Write as _;
use std::sync::Arc;

use super::plan::{Place, Plan};
use super::text::name;
use crate::risk::Class;

/// What every refusal says that a human could lift.
const APPROVAL: &str = "Requires human approval.";

/// `test` statements about the first tool of each class.
pub(super) fn of(plan: &Plan) -> String {
    let tests = Class::ALL.into_iter().filter_map(|class| of_class(plan, class));
    tests.chain(of_moved(plan)).chain(of_unclassified(plan)).collect()
}

/// A test for each lint that moved tools.
fn of_moved(plan: &Plan) -> Vec<String> {
    let first = |(lint, tools): (&str, Vec<&Arc<str>>)| {
        let tool = name(tools.first()?);
        let (what, message) = match Plan::hides(lint) {
            true => ("can't be called", String::new()),
            false => ("need a human", format!(" \"{APPROVAL}\"")),
        };
        Some(format!(
            "\ntest \"tools that {lint} is about {what}\" {{\ncall {tool} {{}} => deny{message}\n}}\n"
        ))
    };
    plan.moved_by().into_iter().filter_map(first).collect()
}

fn of_class(plan: &Plan, class: Class) -> Option<String> {
    let tool = name(plan.together(class).next()?);
    Some(match plan.place(class) {
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

fn of_unclassified(plan: &Plan) -> Option<String> {
    let tool = plan.unclassified().find(|tool| !plan.moved.contains_key(*tool))?;
    let mut text = String::from("\ntest \"what nobody can classify can't be called\" {\n");
    // Writing to a string can't fail.
    let _ = writeln!(text, "call {} {{}} => deny\n}}", name(tool));
    Some(text)
}
