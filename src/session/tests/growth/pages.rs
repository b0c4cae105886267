//! The policy of every lint's page, for as many copies of its tools.

use serde_json::Value;

use super::super::pages::examples::{CATALOG, Example, POLICY, examples};
use super::{Taken, grows_too_fast};
use crate::lint::all;
use crate::pages;
use crate::source::Sources;
use crate::syntax;

/// How many copies the smallest policy has.
const FEW: usize = 5;

/// The example with so many copies of its tools, and of what it says of them.
fn taken(example: &Example<'_>, count: usize) -> Taken {
    let mut catalog: Value = serde_json::from_str(&example.catalog).unwrap();
    let tools = catalog["tools"].as_array().unwrap().clone();
    let named = tools.iter().filter_map(|tool| tool["name"].as_str());
    let names: Vec<_> = named.chain(defined(example.text)).collect();
    let copies = (0..count).flat_map(|copy| tools.iter().map(move |tool| copied(tool, copy)));
    catalog["tools"] = copies.collect();
    let mut files = example.files(multiplied(example.text, &names, count).into_bytes());
    files.insert(CATALOG.into(), catalog.to_string().into_bytes());
    Taken::of(files, example.names_catalog())
}

/// The names that a policy gives to groups and values.
fn defined(policy: &str) -> impl Iterator<Item = &str> {
    let words = policy.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
    words.filter_map(|words| match words.as_slice() {
        ["group" | "let", name, ..] => Some(*name),
        _ => None,
    })
}

/// A name in a copy; the first copy has the names as they are.
fn renamed(name: &str, copy: usize) -> String {
    if copy == 0 { name.to_owned() } else { format!("{name}_{copy}") }
}

/// A tool under another name, with arguments under other names, so that no answer about the first
/// is one about it.
fn copied(tool: &Value, copy: usize) -> Value {
    let mut tool = tool.clone();
    tool["name"] = renamed(tool["name"].as_str().unwrap(), copy).into();
    let Some(schema) = tool.get_mut("inputSchema") else { return tool };
    if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
        let properties = properties.iter().map(|(key, value)| (renamed(key, copy), value.clone()));
        schema["properties"] = properties.collect();
    }
    if let Some(required) = schema.get("required").and_then(Value::as_array) {
        let required = required.iter().map(|key| renamed(key.as_str().unwrap(), copy));
        schema["required"] = required.collect();
    }
    tool
}

/// Every statement that names a tool once for each copy, the others once.
fn multiplied(policy: &str, names: &[&str], count: usize) -> String {
    let source = Sources::default().add(POLICY, policy.to_owned()).unwrap();
    let statements = syntax::parse(&source).unwrap().file.statements;
    let copies = statements.iter().map(|statement| {
        let statement = source.slice(statement.span);
        let mut copies: Vec<_> =
            (0..count).map(|copy| statement_of_copy(statement, names, copy)).collect();
        copies.dedup();
        copies.join("\n")
    });
    copies.collect::<Vec<_>>().join("\n")
}

/// A statement with the tools and arguments of a copy in the place of the first.
fn statement_of_copy(statement: &str, names: &[&str], copy: usize) -> String {
    let is_of_name = |it: char| it.is_alphanumeric() || "_-./*".contains(it);
    let words = statement.split_inclusive(|it| !is_of_name(it));
    let words = words.map(|word| {
        let name = word.trim_end_matches(|it| !is_of_name(it));
        let argument = name.strip_prefix("args.").map(|path| path.split('.').next().unwrap());
        match argument.or(names.contains(&name).then_some(name)) {
            Some(own) => word.replacen(own, &renamed(own, copy), 1),
            None => word.to_owned(),
        }
    });
    words.collect()
}

#[test]
fn checks_grow_no_faster_than_the_tools_of_a_page() {
    let mut fast = Vec::new();
    for lint in all() {
        let page = pages::page(lint.name).unwrap();
        let policies = examples(page, "Avoid", "Avoid").into_iter();
        for example in policies.filter(|example| !example.is_configuration()) {
            let taken = |count| taken(&example, count);
            fast.extend(grows_too_fast(lint.name, [FEW, 2 * FEW, 4 * FEW].map(taken)));
        }
    }
    assert!(fast.is_empty(), "{}", fast.join("\n"));
}
