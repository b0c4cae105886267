//! Whether schemas differ in anything that isn't compared: keywords that types don't keep, branches
//! by themselves, what lies too deep.

use std::collections::BTreeMap;

use super::{shape, uncompared};
use crate::catalog::Tool;
use crate::json::Value;

/// The member of a definition that has the schema.
pub(super) const KEY: &str = "inputSchema";

/// Keywords that say nothing of what is taken.
const ANNOTATIONS: &[&str] = &[
    "$comment",
    "$id",
    "$schema",
    "default",
    "deprecated",
    "description",
    "example",
    "examples",
    "readOnly",
    "title",
    "writeOnly",
];

/// Keywords whose members are names and not keywords.
const NAMED: &[&str] =
    &["dependentRequired", "dependentSchemas", "dependencies", "patternProperties", "properties"];

/// Keywords whose members count where they are referred to.
const DEFINITIONS: &[&str] = &["$defs", "definitions"];

/// How many references of one schema are gone into.
const MAX_REFERENCES: usize = 256;

/// Keywords that hold values and not schemas.
const VALUES: &[&str] = &["const", "enum"];

/// How much the schemas of two tools differ, in whatever order members and branches stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Difference {
    /// They are the same.
    None,
    /// Nowhere but in what is compared argument by argument.
    Compared,
    /// In something else, too.
    More,
}

impl Difference {
    /// Of the schemas of two tools, whatever is said of their arguments.
    pub(super) fn between(old: &Tool, new: &Tool) -> Self {
        let (old, new) = (taken(old), taken(new));
        let everything = Value::Bool(true);
        let or_all = |schema: Option<Value>| schema.unwrap_or_else(|| everything.clone());
        match old == new {
            true => Self::None,
            false if uncompared::differ(&or_all(old), &or_all(new)) => Self::More,
            false => Self::Compared,
        }
    }
}

fn taken(tool: &Tool) -> Option<Value> {
    let root = shape::plain(&tool.schema_value()?);
    let mut reader = Reader { root: &root, within: Vec::new(), left: MAX_REFERENCES };
    Some(reader.schema(&root))
}

/// Puts definitions where they are referred to.
struct Reader<'r> {
    root: &'r Value,
    /// The references that are gone into.
    within: Vec<&'r str>,
    /// How many more are.
    left: usize,
}

impl<'r> Reader<'r> {
    fn schema(&mut self, value: &'r Value) -> Value {
        match value {
            Value::Object(members) => {
                let mut kept = BTreeMap::new();
                let is_read =
                    |key: &str| !ANNOTATIONS.contains(&key) && !DEFINITIONS.contains(&key);
                for (key, value) in members.iter().filter(|(key, _)| is_read(key)) {
                    kept.insert(key.clone(), self.keyword(key, value));
                }
                match kept.remove("$ref") {
                    Some(target) if kept.is_empty() => target,
                    Some(target) => {
                        kept.insert("$ref".to_owned(), target);
                        Value::Object(kept)
                    }
                    None => Value::Object(kept),
                }
            }
            Value::Array(items) => sorted(items.iter().map(|item| self.schema(item))),
            value => value.clone(),
        }
    }

    fn keyword(&mut self, key: &str, value: &'r Value) -> Value {
        match value {
            Value::Object(members) if NAMED.contains(&key) => {
                let members = members.iter().map(|(name, it)| (name.clone(), self.schema(it)));
                Value::Object(members.collect())
            }
            Value::Array(items) if key == "prefixItems" => {
                Value::Array(items.iter().map(|item| self.schema(item)).collect())
            }
            Value::Array(items) if VALUES.contains(&key) => sorted(items.iter().cloned()),
            value if VALUES.contains(&key) => value.clone(),
            Value::String(pointer) if key == "$ref" => self.target(pointer),
            value => self.schema(value),
        }
    }

    /// What a reference leads to; the reference itself where it leads back, or nowhere.
    fn target(&mut self, pointer: &'r str) -> Value {
        let found = pointer.strip_prefix('#').and_then(|path| at(self.root, path));
        let Some(found) = found.filter(|_| self.left > 0 && !self.within.contains(&pointer)) else {
            let reference = [("$ref".to_owned(), Value::from(pointer))];
            return Value::Object(reference.into());
        };
        self.left -= 1;
        self.within.push(pointer);
        let target = self.schema(found);
        self.within.pop();
        target
    }
}

/// What stands at a JSON pointer.
fn at<'r>(root: &'r Value, pointer: &str) -> Option<&'r Value> {
    let mut keys = pointer.split('/').skip(1);
    keys.try_fold(root, |value, key| match value {
        Value::Object(members) => members.get(&key.replace("~1", "/").replace("~0", "~")),
        _ => None,
    })
}

/// Each item once, in the order of their texts.
fn sorted(items: impl Iterator<Item = Value>) -> Value {
    let by_text: BTreeMap<String, Value> = items.map(|it| (it.to_string(), it)).collect();
    Value::Array(by_text.into_values().collect())
}
