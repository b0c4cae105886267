//! The arguments of real tools, with values that keep to their types and values that slip past
//! rules.

use std::collections::BTreeMap;

use crate::catalog::types::{Alternative, Kind};
use crate::catalog::{Argument, Catalog};
use crate::json::{Number, Value};

/// How deep arguments are looked for inside others.
const DEPTH: usize = 3;

/// A tool with the arguments that a policy can name.
#[derive(Debug, Clone)]
pub(crate) struct Tool {
    pub(crate) name: String,
    pub(crate) slots: Vec<Slot>,
}

/// One argument.
#[derive(Debug, Clone)]
pub(crate) struct Slot {
    pub(crate) path: Vec<String>,
    pub(crate) kinds: Vec<Kind>,
    /// All that it may be, where its type lists that.
    pub(crate) listed: Vec<Value>,
    /// What calls give: first what its type holds, then what slips.
    pub(crate) values: Vec<Value>,
}

/// The tools that take arguments.
pub(crate) fn tools(catalog: &Catalog) -> Vec<Tool> {
    let mut tools = Vec::new();
    for tool in catalog.tools() {
        let mut slots = Vec::new();
        collect(&tool.arguments().all(), &mut Vec::new(), &mut slots);
        if !slots.is_empty() {
            tools.push(Tool { name: tool.name().to_string(), slots });
        }
    }
    tools
}

fn collect(argument: &Argument<'_>, path: &mut Vec<String>, slots: &mut Vec<Slot>) {
    for key in argument.keys() {
        let Some(member) = argument.member(key).filter(|_| !key.contains('.')) else { continue };
        path.push(key.to_owned());
        slots.push(slot(&member, path.clone()));
        if path.len() < DEPTH {
            collect(&member, path, slots);
        }
        path.pop();
    }
}

fn slot(argument: &Argument<'_>, path: Vec<String>) -> Slot {
    let listed: Vec<Value> = argument.values().unwrap_or_default().into_iter().cloned().collect();
    let mut values: Vec<Value> = argument.alternatives().flat_map(typed).collect();
    let slipped: Vec<_> = values.iter().filter_map(slip).collect();
    values.extend(slipped);
    values.extend([Value::Null, Value::from(""), Value::Bool(true), number("7")]);
    values.extend([Value::Array(vec![Value::from("a")]), Value::Object(BTreeMap::new())]);
    Slot { path, kinds: argument.kinds().into_iter().collect(), listed, values }
}

fn number(spelling: &str) -> Value {
    Value::Number(Number::new(spelling).unwrap())
}

/// A few values of an alternative.
fn typed(alternative: &Alternative) -> Vec<Value> {
    match alternative {
        Alternative::Literal(value) => vec![value.clone()],
        Alternative::Number(_) => NUMBERS.map(number).to_vec(),
        Alternative::String(_) => TEXTS.map(Value::from).to_vec(),
        Alternative::Array(_) => {
            vec![Value::Array(vec![number("5")]), Value::Array(TEXTS.map(Value::from).to_vec())]
        }
        Alternative::Object(_) => Vec::new(),
    }
}

/// The same in another type, which a rule may not see.
fn slip(value: &Value) -> Option<Value> {
    match value {
        Value::Number(number) => Some(Value::from(number.spelling())),
        Value::String(_) => Some(Value::Array(vec![value.clone()])),
        Value::Bool(truth) => Some(Value::from(truth.to_string().as_str())),
        _ => None,
    }
}

/// Amounts around the bounds that policies name, and some that floats and texts tell apart.
pub(crate) const NUMBERS: [&str; 8] = ["-1", "0", "1", "5", "5.0", "99.5", "1000000", "1e19"];

/// What the text operators are about, and its look-alikes.
pub(crate) const TEXTS: [&str; 12] = [
    "a",
    "5",
    "a@acme.com",
    "a@acme.com.evil.com",
    "https://api.acme.com/a",
    "https://api.acme.com@evil.com",
    "/workspace/a",
    "/workspace/../etc",
    "git status -s",
    "git status; rm a",
    "A",
    "true",
];
