//! The tests of a first policy: one for each kind of place.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::iter;

use super::apart::Apart;
use super::line::{Line, Sample};
use super::plan::{Place, Plan};
use super::text::name;
use crate::json::Value;
use crate::risk::{Class, Effect};
use crate::syntax::string_text;

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
            (_, Apart::Narrowed(rules)) => narrowed(&tool, &rules.lines),
            (Place::Hidden, _) => format!("call {tool} {{}} => deny"),
            _ => format!("call {tool} {{}} => deny \"{APPROVAL}\""),
        };
        tests
            .push(format!("\ntest {} {{\n{calls}\n}}\n", string_text(&title(plan, reason, &tool))));
    }
    tests
}

fn title(plan: &Plan, reason: &Apart, tool: &str) -> String {
    match reason {
        Apart::Lint(lint) => format!("tools that {lint} is about are not called unseen"),
        Apart::Effect(effect) => format!("tools that {} need a human", phrase(*effect)),
        Apart::Narrowed(_) => format!("{tool} keeps within its rules"),
        Apart::Offered(..) if plan.place_apart(reason) == Place::Hidden => {
            format!("{tool} can't be called until it has bounds")
        }
        Apart::Offered(..) => format!("{tool} needs a human until it has bounds"),
        Apart::Unbounded(_) | Apart::TooMany(_) => format!("{tool} needs a human"),
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

/// How many rules of one tool are tested.
const MAX_RULES: usize = 3;

/// A call that keeps to the rules, and one for each of the first that doesn't.
fn narrowed(tool: &str, lines: &[Line]) -> String {
    let needed = || lines.iter().filter_map(|line| Some((&*line.path, line.needs.as_ref()?)));
    let call = |given: Value, answer: &str| format!("call {tool} {given} => {answer}");
    let kept = call(object(needed()), "allow");
    let broken = lines.iter().filter_map(|line| {
        let refused = (&*line.path, line.refuses.as_ref()?);
        Some(call(object(needed().chain([refused])), "deny"))
    });
    iter::once(kept).chain(broken.take(MAX_RULES)).collect::<Vec<_>>().join("\n")
}

/// The arguments of a call with these values.
fn object<'l>(values: impl Iterator<Item = (&'l [String], &'l Sample)>) -> Value {
    let mut members = BTreeMap::new();
    values.for_each(|(path, sample)| put(&mut members, path, sample));
    Value::Object(members)
}

fn put(members: &mut BTreeMap<String, Value>, path: &[String], sample: &Sample) {
    match path {
        [] => {}
        [key] => drop(members.insert(key.clone(), sample.value())),
        [key, rest @ ..] => {
            let inner = members.entry(key.clone()).or_insert(Value::Object(BTreeMap::new()));
            if let Value::Object(inner) = inner {
                put(inner, rest, sample);
            }
        }
    }
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
