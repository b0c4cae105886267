//! Laws of catalogs: what a schema accepts is in its type, and nothing that is read can stop
//! mcpol or keep it busy.

use crate::analysis::schema as universe;
use crate::analysis::{Formula, Test};
use crate::catalog::types::{Additional, Alternative, Bound, Objects, TypeId, Types};
use crate::catalog::{Argument, Catalog};
use crate::render::catalog as show;
use crate::render::terminal::Terminal;
use crate::source::Sources;
use crate::testkit::laws;
use proptest::prelude::*;
use regex::Regex;
use serde_json::{Map, Value, json};

/// Whether a schema accepts a value, by JSON Schema's own words (2020-12, `nullable` adds null).
/// Endless references accept everything.
fn accepts(root: &Value, schema: &Value, value: &Value, depth: usize) -> bool {
    let Value::Object(schema) = schema else { return schema != &Value::Bool(false) };
    if depth == 0 || (schema.get("nullable") == Some(&Value::Bool(true)) && value.is_null()) {
        return true;
    }
    schema.iter().all(|(key, says)| keyword_accepts(root, schema, (key, says), value, depth - 1))
}

fn keyword_accepts(
    root: &Value,
    schema: &Map<String, Value>,
    (key, says): (&str, &Value),
    value: &Value,
    depth: usize,
) -> bool {
    let number = |test: fn(f64, f64) -> bool| {
        value.as_f64().is_none_or(|value| test(value, says.as_f64().unwrap()))
    };
    let length = |test: fn(usize, u64) -> bool, length: Option<usize>| {
        length.is_none_or(|length| test(length, says.as_u64().unwrap()))
    };
    let text = || value.as_str().map(|text| text.chars().count());
    let items = || value.as_array().map(Vec::len);
    let branches = || says.as_array().unwrap().iter();
    let accepted = |schema: &Value, value: &Value| accepts(root, schema, value, depth);
    match key {
        "type" => branches_of(says).iter().any(|name| has_type(value, name.as_str().unwrap())),
        "enum" => branches().any(|one| same(one, value)),
        "const" => same(says, value),
        "minimum" => number(|value, min| value >= min),
        "maximum" => number(|value, max| value <= max),
        "exclusiveMinimum" => number(|value, min| value > min),
        "exclusiveMaximum" => number(|value, max| value < max),
        "multipleOf" => number(|value, of| value % of == 0.0),
        "minLength" => length(|length, min| length as u64 >= min, text()),
        "maxLength" => length(|length, max| length as u64 <= max, text()),
        "minItems" => length(|length, min| length as u64 >= min, items()),
        "maxItems" => length(|length, max| length as u64 <= max, items()),
        "pattern" => value.as_str().is_none_or(|text| found(says.as_str().unwrap(), text)),
        "items" => value.as_array().is_none_or(|all| {
            let prefix = schema.get("prefixItems").and_then(Value::as_array).map_or(0, Vec::len);
            all.iter().skip(prefix).all(|one| accepted(says, one))
        }),
        "prefixItems" => {
            value.as_array().is_none_or(|all| branches().zip(all).all(|(is, it)| accepted(is, it)))
        }
        "allOf" => branches().all(|schema| accepted(schema, value)),
        "anyOf" => branches().any(|schema| accepted(schema, value)),
        "oneOf" => branches().filter(|schema| accepted(schema, value)).count() == 1,
        "not" => !accepted(says, value),
        "$ref" => {
            let target = root.pointer(&says.as_str().unwrap()[1..]).unwrap();
            accepted(target, value)
        }
        "properties" => value.as_object().is_none_or(|object| {
            object
                .iter()
                .all(|(key, value)| says.get(key).is_none_or(|schema| accepted(schema, value)))
        }),
        "required" => value
            .as_object()
            .is_none_or(|object| branches().all(|key| object.contains_key(key.as_str().unwrap()))),
        "additionalProperties" => value.as_object().is_none_or(|object| {
            let named = |key: &String| {
                schema.get("properties").is_some_and(|all| all.get(key).is_some())
                    || patterns(schema.get("patternProperties"), key).next().is_some()
            };
            object.iter().all(|(key, value)| named(key) || accepted(says, value))
        }),
        "patternProperties" => value.as_object().is_none_or(|object| {
            object
                .iter()
                .all(|(key, value)| patterns(Some(says), key).all(|schema| accepted(schema, value)))
        }),
        "propertyNames" => value.as_object().is_none_or(|object| {
            object.keys().all(|key| accepted(says, &Value::String(key.clone())))
        }),
        "if" => {
            let branch = if accepted(says, value) { "then" } else { "else" };
            schema.get(branch).is_none_or(|schema| accepted(schema, value))
        }
        "dependentSchemas" | "dependentRequired" => value.as_object().is_none_or(|object| {
            let has_all = |keys: &Vec<Value>| {
                keys.iter().all(|key| object.contains_key(key.as_str().unwrap()))
            };
            let mut held = says.as_object().unwrap().iter();
            held.all(|(key, says)| {
                !object.contains_key(key)
                    || says.as_array().map_or_else(|| accepted(says, value), has_all)
            })
        }),
        _ => true,
    }
}

/// The schemas by patterns of keys whose pattern is found in one.
fn patterns<'v>(says: Option<&'v Value>, key: &'v str) -> impl Iterator<Item = &'v Value> {
    let all = says.and_then(Value::as_object).into_iter().flatten();
    all.filter(move |(pattern, _)| found(pattern, key)).map(|(_, schema)| schema)
}

fn branches_of(says: &Value) -> Vec<Value> {
    says.as_array().cloned().unwrap_or_else(|| vec![says.clone()])
}

fn has_type(value: &Value, name: &str) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "number" => value.is_number(),
        "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        "string" => value.is_string(),
        "array" => value.is_array(),
        _ => value.is_object(),
    }
}

fn same(left: &Value, right: &Value) -> bool {
    match (left.as_f64(), right.as_f64()) {
        (Some(left), Some(right)) => left == right,
        _ => left == right,
    }
}

fn found(pattern: &str, text: &str) -> bool {
    Regex::new(pattern).unwrap().is_match(text)
}

/// Whether a value is in a type.
fn holds(types: &Types, id: TypeId, value: &Value) -> bool {
    types.get(id).alternatives.iter().any(|alternative| is_in(types, alternative, value))
}

fn is_in(types: &Types, alternative: &Alternative, value: &Value) -> bool {
    match (alternative, value) {
        (Alternative::Literal(literal), value) => {
            same(&serde_json::to_value(literal).unwrap(), value)
        }
        (Alternative::Number(numbers), Value::Number(number)) => {
            let number = number.as_f64().unwrap();
            let end = |bound: &Bound, reached: bool, at: f64| {
                reached && !(bound.exclusive && at == number)
            };
            (!numbers.integer || number.fract() == 0.0)
                && numbers
                    .min
                    .as_ref()
                    .is_none_or(|min| end(min, min.number.as_f64() <= number, min.number.as_f64()))
                && numbers
                    .max
                    .as_ref()
                    .is_none_or(|max| end(max, max.number.as_f64() >= number, max.number.as_f64()))
        }
        (Alternative::String(strings), Value::String(text)) => {
            strings.may_hold(text) && strings.patterns.iter().all(|pattern| found(pattern, text))
        }
        (Alternative::Array(arrays), Value::Array(items)) => {
            let length = items.len() as u64;
            length >= arrays.min_items
                && arrays.max_items.is_none_or(|max| length <= max)
                && items.iter().enumerate().all(|(at, item)| holds(types, arrays.at(at), item))
        }
        (Alternative::Object(objects), Value::Object(members)) => {
            objects.required.keys().all(|key| members.contains_key(key))
                && members.iter().all(|(key, value)| may_have(types, objects, key, value))
        }
        _ => false,
    }
}

fn may_have(types: &Types, objects: &Objects, key: &str, value: &Value) -> bool {
    let Some(patterned) = objects.patterned(key) else { return true };
    match (objects.properties.get(key).or(patterned), objects.additional) {
        (Some(property), _) => holds(types, property.ty, value),
        (None, Additional::Typed(id)) => holds(types, id, value),
        (None, Additional::Forbidden) => false,
        (None, Additional::Open | Additional::Unsaid) => true,
    }
}

fn argument_holds(argument: &Argument<'_>, value: &Value) -> bool {
    argument.ids().iter().any(|id| holds(argument.types(), *id, value))
}

fn scalar() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(json!(null)),
        any::<bool>().prop_map(Value::from),
        (-3i64..6).prop_map(Value::from),
        prop::sample::select(vec![0.5, 2.0, 2.5]).prop_map(Value::from),
        "[ab]{0,3}".prop_map(Value::from),
    ]
}

fn value() -> impl Strategy<Value = Value> {
    scalar().prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            1 => prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            3 => members(inner).prop_map(Value::Object),
        ]
    })
}

fn members(of: impl Strategy<Value = Value>) -> impl Strategy<Value = Map<String, Value>> {
    prop::collection::btree_map("[ab]", of, 0..3).prop_map(|map| map.into_iter().collect())
}

fn patterned(of: impl Strategy<Value = Value>) -> impl Strategy<Value = Map<String, Value>> {
    let pattern = prop::sample::select(vec!["^a", "b$", "^(a|c)$", "", "[ab]"]);
    prop::collection::btree_map(pattern.prop_map(str::to_owned), of, 0..3)
        .prop_map(|map| map.into_iter().collect())
}

/// Keywords that need no other schema.
fn plain_keyword() -> impl Strategy<Value = (&'static str, Value)> {
    let names = || {
        prop::sample::select(vec![
            "null", "boolean", "number", "integer", "string", "array", "object",
        ])
    };
    prop_oneof![
        4 => names().prop_map(|name| ("type", json!(name))),
        2 => prop::collection::vec(names(), 1..4).prop_map(|names| ("type", json!(names))),
        2 => prop::collection::vec(scalar(), 0..4).prop_map(|values| ("enum", json!(values))),
        1 => value().prop_map(|value| ("const", value)),
        2 => (prop::sample::select(vec!["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]), -2i64..5)
            .prop_map(|(key, number)| (key, json!(number))),
        2 => (prop::sample::select(vec!["minLength", "maxLength", "minItems", "maxItems"]), 0u64..4)
            .prop_map(|(key, number)| (key, json!(number))),
        1 => prop::sample::select(vec!["a", "^a", "b$", "^$"]).prop_map(|text| ("pattern", json!(text))),
        1 => prop::collection::vec("[ab]", 0..3).prop_map(|keys| ("required", json!(keys))),
        1 => any::<bool>().prop_map(|also| ("nullable", json!(also))),
        1 => any::<bool>().prop_map(|open| ("additionalProperties", json!(open))),
        1 => Just(("multipleOf", json!(2))),
        1 => prop::collection::vec("[ab]", 0..3).prop_map(|keys| ("propertyNames", json!({"enum": keys}))),
        1 => ("[ab]", prop::collection::vec("[ab]", 1..3))
            .prop_map(|(key, keys)| ("dependentRequired", json!({key: keys}))),
        2 => prop::sample::select(vec!["#/$defs/a", "#/$defs/b", "#/properties/x"])
            .prop_map(|target| ("$ref", json!(target))),
        1 => Just(("description", json!("d"))),
    ]
}

/// Objects of which two schemas say something.
fn joined() -> impl Strategy<Value = Value> {
    (record(), record()).prop_map(|(left, right)| json!({"type": "object", "allOf": [left, right]}))
}

fn record() -> impl Strategy<Value = Value> {
    let member = || prop::collection::vec(plain_keyword(), 0..2).prop_map(object);
    let others = prop_oneof![any::<bool>().prop_map(Value::from), member()];
    (members(member()), prop::option::of(others)).prop_map(|(properties, others)| {
        let properties = [("properties", Value::Object(properties))];
        let others = others.map(|others| ("additionalProperties", others));
        object(properties.into_iter().chain(others).collect())
    })
}

fn schema() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        4 => joined(),
        8 => prop::collection::vec(plain_keyword(), 0..3).prop_map(object),
        1 => any::<bool>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 3, |inner| {
        let some = || prop::collection::vec(inner.clone(), 1..4);
        let keyword = prop_oneof![
            3 => members(inner.clone()).prop_map(|all| ("properties", Value::Object(all))),
            1 => inner.clone().prop_map(|schema| ("additionalProperties", schema)),
            2 => inner.clone().prop_map(|schema| ("items", schema)),
            2 => some().prop_map(|all| ("prefixItems", json!(all))),
            2 => patterned(inner.clone()).prop_map(|all| ("patternProperties", Value::Object(all))),
            1 => inner.clone().prop_map(|schema| ("if", schema)),
            1 => inner.clone().prop_map(|schema| ("then", schema)),
            1 => inner.clone().prop_map(|schema| ("else", schema)),
            1 => members(inner.clone()).prop_map(|all| ("dependentSchemas", Value::Object(all))),
            1 => inner.clone().prop_map(|schema| ("not", schema)),
            2 => some().prop_map(|all| ("allOf", json!(all))),
            2 => some().prop_map(|all| ("anyOf", json!(all))),
            2 => some().prop_map(|all| ("oneOf", json!(all))),
        ];
        (prop::collection::vec(keyword, 1..3), prop::collection::vec(plain_keyword(), 0..3))
            .prop_map(|(parts, plain)| object(parts.into_iter().chain(plain).collect()))
    })
}

fn object(keywords: Vec<(&'static str, Value)>) -> Value {
    Value::Object(keywords.into_iter().map(|(key, says)| (key.to_owned(), says)).collect())
}

fn read(text: String) -> Catalog {
    Catalog::read(Sources::default().add("c", text).unwrap()).0
}

proptest! {
    #![proptest_config(laws::tried(32))]

    #[test]
    fn what_a_schema_accepts_is_in_its_type(
        x in schema(), a in schema(), b in schema(), values in prop::collection::vec(value(), 24),
    ) {
        let root = json!({"properties": {"x": x}, "$defs": {"a": a, "b": b}});
        let catalog = read(json!([{"name": "t", "inputSchema": root}]).to_string());
        let arguments = catalog.tool("t").unwrap().arguments();
        let argument = arguments.lookup(&["x"]).unwrap();
        let exact = arguments.widenings().is_empty();
        for value in &values {
            let accepted = accepts(&root, &x, value, 24);
            let held = argument_holds(&argument, value);
            prop_assert!(held || !accepted, "{value} is left out of {argument}");
            prop_assert!(accepted || !held || !exact, "{value} is too much in {argument}");
        }
    }
}

proptest! {
    #![proptest_config(laws::tried(32))]

    /// The analysis takes what the schema says for a formula: one that leaves no valid call out.
    #[test]
    fn what_a_schema_accepts_is_a_valid_call(
        x in schema(), a in schema(), b in schema(), values in prop::collection::vec(value(), 24),
        is_required in any::<bool>(),
    ) {
        let required = if is_required { vec!["x"] } else { Vec::new() };
        let root = json!({"properties": {"x": x}, "required": required, "$defs": {"a": a, "b": b}});
        let catalog = read(json!([{"name": "t", "inputSchema": root}]).to_string());
        let tool = catalog.tool("t").unwrap();
        let paths = [&["x"][..], &["x", "a"], &["x", "a", "b"], &["x", "b"]];
        let about = paths.map(|path| {
            let path: Vec<_> = path.iter().map(|key| (*key).to_owned()).collect();
            Formula::test(&path, Test::Present)
        });
        let valid = universe::valid_calls(tool, &Formula::Any(about.into()));
        if !is_required {
            prop_assert!(valid.holds(&arguments(&json!({}))), "{root}");
        }
        for value in values.iter().filter(|value| accepts(&root, &x, value, 24)) {
            let call = json!({"x": value});
            prop_assert!(valid.holds(&arguments(&call)), "{call} is left out of {root}");
        }
    }
}

proptest! {
    #![proptest_config(laws::tried(32))]

    /// What is said of a call's acceptance is so, and so it is of a call that was made to fit.
    #[test]
    fn what_is_said_of_acceptance_is_so(
        x in schema(), a in schema(), b in schema(), values in prop::collection::vec(value(), 24),
    ) {
        let root = json!({"properties": {"x": x}, "required": ["x"], "$defs": {"a": a, "b": b}});
        let catalog = read(json!([{"name": "t", "inputSchema": root}]).to_string());
        let tool = catalog.tool("t").unwrap();
        for call in values.iter().map(|value| json!({"x": value})).chain([json!({})]) {
            let fitted = tool.fitted(arguments(&call), &|_| false);
            for call in [arguments(&call), fitted] {
                let said = tool.accepts(&call);
                let accepted = accepts(&root, &root, &serde_json::to_value(&call).unwrap(), 48);
                prop_assert!(said.is_none_or(|said| said == accepted), "{call} of {root}: {said:?}");
            }
        }
    }
}

fn arguments(call: &Value) -> crate::json::Value {
    let source = Sources::default().add("arguments", call.to_string()).unwrap();
    crate::json::Value::read(&source).unwrap()
}

/// A small catalog in which every part of a schema has a place.
const SEED: &str = r##"{"jsonrpc":"2.0","result":{"tools":[{"name":"a\u00e9","description":"d\n",
"annotations":{"readOnlyHint":true},"inputSchema":{"$schema":"s","type":"object","properties":{
"n":{"type":["integer","null"],"minimum":-1.5e3},"e":{"enum":["x",1,null,[{}]]},"r":{"$ref":"#/$defs/d"},
"u":{"oneOf":[{"const":1},{"type":"array","items":{"$ref":"#"}}]}},"$defs":{"d":{"allOf":[{"pattern":"^a"},
{"minLength":2}]}},"required":["n"],"additionalProperties":false}},{"name":"b"}],"nextCursor":null}}"##;

fn survives(text: String) {
    let catalog = read(text);
    for tool in catalog.tools() {
        tool.hints();
        tool.arguments();
    }
    show::listing(&catalog, None, Terminal::PIPE);
    serde_json::to_string(&show::report(&catalog, None)).unwrap();
}

proptest! {
    #![proptest_config(laws::tried(32))]

    #[test]
    fn random_text_is_survived(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        survives(String::from_utf8_lossy(&bytes).into_owned());
    }

    #[test]
    fn changed_catalogs_are_survived(
        changes in prop::collection::vec((any::<prop::sample::Index>(), "[\\[\\]{}\",:0-9a-e#$\\\\]{0,2}"), 1..4),
    ) {
        let mut text = SEED.to_owned();
        for (at, new) in changes {
            let at = at.index(text.len());
            text.replace_range(at..=at, &new);
        }
        survives(text);
    }
}

#[test]
fn truncated_catalogs_are_survived() {
    for end in 0..SEED.len() {
        survives(SEED[..end].to_owned());
    }
}

fn one_tool(schema: &str) -> String {
    format!(r#"[{{"name":"t","inputSchema":{schema}}}]"#)
}

#[test]
fn schemas_that_grow_without_end_are_survived() {
    let chain = |level: &dyn Fn(usize) -> String, levels: usize| {
        let levels: Vec<_> = (0..levels).map(level).collect();
        one_tool(&format!(
            r##"{{"$ref":"#/$defs/l0","$defs":{{{},"end":{{}}}}}}"##,
            levels.join(",")
        ))
    };
    let next = |at: usize| format!(r##"{{"$ref":"#/$defs/l{}"}}"##, at + 1);
    for keyword in ["anyOf", "allOf", "oneOf"] {
        let twice = |at: usize| {
            format!(r#""l{at}":{{"{keyword}":[{n},{n},{{"minLength":{at}}}]}}"#, n = next(at))
        };
        survives(chain(&twice, 40));
        survives(chain(&twice, 2000));
        survives(one_tool(&format!(r##"{{"{keyword}":[{{"$ref":"#"}},{{"$ref":"#"}}]}}"##)));
    }
    survives(chain(&|at| format!(r#""l{at}":{}"#, next(at)), 5000));
    // Every level asks for all sets of two of the levels.
    let crossed = r##"{"properties":{"a":{"allOf":[{"$ref":"#"},{"$ref":"#/$defs/x"}]},
        "b":{"allOf":[{"$ref":"#"},{"$ref":"#/$defs/y"}]}},
        "$defs":{"x":{"properties":{"a":{"$ref":"#/$defs/y"},"b":{"minLength":1}}},
        "y":{"properties":{"b":{"$ref":"#"},"a":{"$ref":"#/$defs/x"}}}}}"##;
    survives(one_tool(crossed));
}

#[test]
fn long_lines_are_survived() {
    let long = "x".repeat(20_000_000);
    survives(one_tool(&format!(
        r#"{{"properties":{{"{long}":{{"const":"{long}","not":{{}}}}}}}}"#
    )));
    survives(format!(r#"[{{"name":"t","description":"{long}"}}"#));
    survives(format!("[{}1]", "1,".repeat(500_000)));
    survives(one_tool(&format!(r#"{{"enum":[{}1]}}"#, "1,".repeat(500_000))));
}
