//! The tests of a first policy: one for each kind of place.

use super::apart::Apart;
use super::plan::{Place, Plan};
use super::text::name;
use crate::json::quoted;
use crate::risk::{Class, Effect};
use crate::syntax::string_text;
use std::fmt::Write as _;

/// What every refusal says that a human could lift.
const APPROVAL: &str = "Requires human approval.";

/// `test` statements about the first tool of each class.
pub(super) fn of(plan: &Plan) -> String {
    let tests = Class::ALL.into_iter().filter_map(|class| of_class(plan, class));
    tests.chain(of_apart(plan)).chain(of_unclassified(plan)).collect()
}

/// A test for each reason to stand apart, of one tool.
fn of_apart(plan: &Plan) -> Vec<String> {
    let mut tests = Vec::new();
    for (reason, tools) in plan.by_reason() {
        let Some(tool) = tools.first().map(|tool| name(tool)) else { continue };
        let calls = match (plan.place_apart(reason), reason) {
            (Place::Within(_), Apart::Operations(argument, values)) => {
                operations(&tool, argument, values)
            }
            (Place::Hidden, _) => format!("call {tool} {{}} => deny"),
            _ => format!("call {tool} {{}} => deny \"{APPROVAL}\""),
        };
        tests.push(format!("\ntest {} {{\n{calls}\n}}\n", string_text(&title(reason, &tool))));
    }
    tests
}

fn title(reason: &Apart, tool: &str) -> String {
    match reason {
        Apart::Lint(lint) => format!("tools that {lint} is about are not called unseen"),
        Apart::Effect(effect) => format!("tools that {} need a human", phrase(*effect)),
        Apart::Operations(..) => format!("{tool} does some of its operations"),
        Apart::Bounds(_) => format!("{tool} needs a human until it has bounds"),
    }
}

/// What tools do, after "tools that".
fn phrase(effect: Effect) -> String {
    match effect {
        Effect::WriteLocalFile => "write local files".to_owned(),
        Effect::Grant => "give access".to_owned(),
        Effect::Expose => "show secrets".to_owned(),
        other => other.name().to_owned(),
    }
}

fn operations(tool: &str, argument: &str, values: &[String]) -> String {
    let call = |value: &str, expected: &str| {
        format!("call {tool} {{{}: {}}} => {expected}", quoted(argument), quoted(value))
    };
    let good = values.first().map(|value| call(value, "allow"));
    good.into_iter().chain([call("anything else", "deny")]).collect::<Vec<_>>().join("\n")
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
    let tool = plan.unclassified().next()?;
    let mut text = String::from("\ntest \"what nobody can classify can't be called\" {\n");
    // Writing to a string can't fail.
    let _ = writeln!(text, "call {} {{}} => deny\n}}", name(tool));
    Some(text)
}
