//! Random policies about real tools, as text, and calls of those tools.

use std::collections::BTreeMap;

use crate::catalog::types::Kind;
use crate::gateway::Call;
use crate::json::{Value, quoted};
use proptest::collection::{SizeRange, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::arguments::{NUMBERS, Slot, TEXTS, Tool};

/// What the text operators may look for.
const RECOGNISED: [&str; 9] = [
    "starts with \"a\"",
    "ends with \"acme.com\"",
    "contains \"a\"",
    "matches /^a/",
    "matches /(?i)ACME\\.com|5/",
    "host in [\"*.acme.com\"]",
    "domain in [\"acme.com\"]",
    "under \"/workspace\"",
    "command in [\"git status\"]",
];

/// A policy about some of the tools and calls of them.
pub(crate) fn case(tools: Vec<Tool>) -> impl Strategy<Value = (String, Vec<Call>)> {
    vec(select(tools), 1..4).prop_flat_map(|tools| {
        let blocks: Vec<_> = tools.iter().cloned().map(statements).collect();
        let default = select(&["default deny", "default allow"][..]);
        let all = option::of((1..9_i64, window()));
        let text = (blocks, default, all).prop_map(|(blocks, default, all)| {
            let all = all.map(|(max, window)| format!("limit all tools to {max} per {window}\n"));
            format!("{default}\n{}{}", blocks.concat(), all.unwrap_or_default())
        });
        (text, calls(tools, 1..20))
    })
}

/// Two policies about some of the tools: the same in another order, without a statement, or with
/// other rules.
pub(crate) fn pair(tools: Vec<Tool>) -> impl Strategy<Value = (String, String, Vec<Tool>)> {
    vec(select(tools), 1..4).prop_flat_map(|tools| {
        let blocks = || tools.iter().cloned().map(statements).collect::<Vec<_>>();
        (blocks(), blocks(), 0..3_u8, Just(tools.clone())).prop_map(|(old, other, how, tools)| {
            let new = match how {
                0 => old.iter().rev().chain(old.first()).cloned().collect(),
                1 => old.iter().skip(1).cloned().collect(),
                _ => other,
            };
            (old.concat(), new.concat(), tools)
        })
    })
}

/// Some statements about one tool.
fn statements(tool: Tool) -> impl Strategy<Value = String> {
    let word = prop_oneof![8 => Just("allow"), 2 => Just("restrict"), 1 => Just("approve")];
    let name = quoted(&tool.name);
    vec((word, vec(rule(tool.slots), 1..4)), 1..3).prop_map(move |statements| {
        let text = |(word, rules): (&str, Vec<String>)| match word {
            "approve" => format!("approve {name}\n"),
            _ => format!("{word} {name} {{\n    {}\n}}\n", rules.join("\n    ")),
        };
        statements.into_iter().map(text).collect()
    })
}

fn rule(slots: Vec<Slot>) -> impl Strategy<Value = String> {
    let summed: Vec<_> = slots.iter().filter(|slot| slot.kinds.contains(&Kind::Number)).collect();
    let summed: Vec<_> = summed.into_iter().map(|slot| format!("{} to ", path(slot))).collect();
    let counted = [String::new()].into_iter().chain(summed).collect::<Vec<_>>();
    let limit = (select(counted), 1..9_i64, window())
        .prop_map(|(what, max, window)| format!("limit {what}{max} per {window}"));
    let require = (vec(test(slots.clone()), 1..4), select(&[" and ", " and ", " or "][..]))
        .prop_map(|(tests, joint)| format!("require {}", tests.join(joint)));
    let refuse = (vec(test(slots), 1..4), select(&[" and ", " or "][..]), any::<bool>()).prop_map(
        |(tests, joint, deny)| {
            format!("{} when {}", if deny { "deny" } else { "approve" }, tests.join(joint))
        },
    );
    prop_oneof![3 => require, 3 => refuse, 1 => limit]
}

fn window() -> impl Strategy<Value = &'static str> {
    select(&["minute", "hour", "day"][..])
}

/// One test of one argument, mostly one that its type can meet.
fn test(slots: Vec<Slot>) -> impl Strategy<Value = String> {
    (select(slots), any::<Index>()).prop_map(|(slot, index)| {
        let operators = operators(&slot);
        format!("{} {}", path(&slot), index.get(&operators))
    })
}

fn path(slot: &Slot) -> String {
    slot.path.iter().fold("args".to_owned(), |path, key| format!("{path}.{}", quoted(key)))
}

fn operators(slot: &Slot) -> Vec<String> {
    let mut operators = vec!["exists".to_owned(), "missing".to_owned()];
    let literals: Vec<String> = match slot.listed.as_slice() {
        [] => slot.kinds.iter().flat_map(literals).collect(),
        listed => listed.iter().map(ToString::to_string).collect(),
    };
    for literal in &literals {
        operators.extend(["==", "!="].map(|sign| format!("{sign} {literal}")));
        operators.extend(["in", "not in"].map(|sign| format!("{sign} [{literal}]")));
    }
    if slot.listed.is_empty() && slot.kinds.contains(&Kind::Number) {
        let compare = |number| ["<", "<=", ">", ">="].map(|sign| format!("{sign} {number}"));
        operators.extend(NUMBERS.into_iter().flat_map(compare));
    }
    if slot.listed.is_empty() && slot.kinds.contains(&Kind::String) {
        operators.extend(RECOGNISED.map(str::to_owned));
    }
    operators
}

fn literals(kind: &Kind) -> Vec<String> {
    match kind {
        Kind::Number => NUMBERS.map(str::to_owned).to_vec(),
        Kind::String => TEXTS.map(quoted).to_vec(),
        Kind::Boolean => vec!["true".to_owned(), "false".to_owned()],
        Kind::Null | Kind::Array | Kind::Object => Vec::new(),
    }
}

/// So many calls of the tools.
pub(crate) fn calls(
    tools: Vec<Tool>,
    count: impl Into<SizeRange>,
) -> impl Strategy<Value = Vec<Call>> {
    let wait = prop_oneof![4 => Just(0), 1 => Just(61), 1 => Just(3_601)];
    let call = (select(tools), vec(option::weighted(0.8, any::<Index>()), 64), wait);
    vec(call, count).prop_map(|calls| {
        let mut at = 0;
        let call = |(tool, choices, wait): (Tool, Vec<Option<Index>>, i64)| {
            at += wait;
            Call { arguments: arguments(&tool, &choices), name: tool.name, at }
        };
        calls.into_iter().map(call).collect()
    })
}

/// Arguments are set outermost first, so that inner ones find their objects.
fn arguments(tool: &Tool, choices: &[Option<Index>]) -> Value {
    let mut arguments = Value::Object(BTreeMap::new());
    for (slot, choice) in tool.slots.iter().zip(choices) {
        if let Some(choice) = choice {
            set(&mut arguments, &slot.path, choice.get(&slot.values));
        }
    }
    arguments
}

/// A value that is no object keeps its place.
fn set(within: &mut Value, path: &[String], value: &Value) {
    let (Value::Object(members), [key, rest @ ..]) = (within, path) else { return };
    match rest {
        [] => drop(members.insert(key.clone(), value.clone())),
        _ => {
            let inner = members.entry(key.clone());
            set(inner.or_insert_with(|| Value::Object(BTreeMap::new())), rest, value);
        }
    }
}
