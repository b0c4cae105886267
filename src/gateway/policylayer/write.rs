//! The document as text, byte for byte as compiled files hold it.
//!
//! Keys stand in the order of the format's description, what says nothing is left out, two spaces
//! indent, a line end closes the file, and no character is invisible: compiled files are reviewed
//! as diffs. Knows nothing of policies.

use std::collections::BTreeMap;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::names::{VERSION, operator_name, scope_name};
use crate::gateway::decision::{AllTools, Condition, Document, Entry, Limit, ToolRules};
use crate::strings::escape;

/// The compiled file.
pub(crate) fn write(document: &Document) -> String {
    // Writing to memory fails for keys that are no strings only, and there are none.
    let mut text = serde_json::to_string_pretty(&Written(document)).unwrap_or_default();
    text.push('\n');
    escape::json(&text).into_owned()
}

/// A document or a part of one, serialised as compiled files hold it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Written<'d, T>(pub &'d T);

/// A list of such parts.
struct WrittenList<'d, T>(&'d [T]);

impl Serialize for Written<'_, Document> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Document { semantics: _, default, hide, all_tools, tools } = self.0;
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("version", VERSION)?;
        object.serialize_entry("default", default.name())?;
        if !hide.is_empty() {
            object.serialize_entry("hide", hide)?;
        }
        if !all_tools.limits.is_empty() {
            object.serialize_entry("all_tools", &Written(all_tools))?;
        }
        if !tools.is_empty() {
            object.serialize_entry("tools", &Written(tools))?;
        }
        object.end()
    }
}

impl Serialize for Written<'_, AllTools> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("limits", &WrittenList(&self.0.limits))?;
        object.end()
    }
}

impl Serialize for Written<'_, BTreeMap<String, ToolRules>> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(tool, rules)| (tool, Written(rules))))
    }
}

impl Serialize for Written<'_, ToolRules> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let ToolRules { require, deny_if, limits } = self.0;
        let mut object = serializer.serialize_map(None)?;
        for (key, entries) in [("require", require), ("deny_if", deny_if)] {
            if !entries.is_empty() {
                object.serialize_entry(key, &WrittenList(entries))?;
            }
        }
        if !limits.is_empty() {
            object.serialize_entry("limits", &WrittenList(limits))?;
        }
        object.end()
    }
}

impl Serialize for Written<'_, Entry> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Entry { conditions, on_deny } = self.0;
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("conditions", &WrittenList(conditions))?;
        if let Some(message) = on_deny {
            object.serialize_entry("on_deny", message)?;
        }
        object.end()
    }
}

impl Serialize for Written<'_, Condition> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Condition { path, op, value } = self.0;
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("path", path)?;
        object.serialize_entry("op", operator_name(*op))?;
        object.serialize_entry("value", value)?;
        object.end()
    }
}

impl Serialize for Written<'_, Limit> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Limit { counter, window, max, increment_from, scope } = self.0;
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("counter", counter)?;
        object.serialize_entry("window", window.name())?;
        object.serialize_entry("max", max)?;
        if let Some(path) = increment_from {
            object.serialize_entry("increment_from", path)?;
        }
        object.serialize_entry("scope", scope_name(*scope))?;
        object.end()
    }
}

impl<'d, T> Serialize for WrittenList<'d, T>
where
    Written<'d, T>: Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(Written))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gateway::decision::{Operator, Scope};
    use crate::gateway::policylayer::SEMANTICS;
    use crate::json::{Number, Value};
    use crate::policy::{Decision, Window};

    fn limit(counter: &str, increment_from: Option<&str>) -> Limit {
        Limit {
            counter: counter.to_owned(),
            window: Window::Day,
            max: 9_223_372_036_854_775_807,
            increment_from: increment_from.map(str::to_owned),
            scope: Scope::Grant,
        }
    }

    #[test]
    fn an_empty_document_has_two_lines_of_content() {
        let document = Document {
            semantics: SEMANTICS,
            default: Decision::Allow,
            hide: Vec::new(),
            all_tools: AllTools::default(),
            tools: BTreeMap::new(),
        };
        let text = "{\n  \"version\": \"1\",\n  \"default\": \"allow\"\n}\n";
        assert_eq!(write(&document), text);
    }

    #[test]
    fn a_character_that_nobody_sees_is_written_out() {
        let document = Document {
            semantics: SEMANTICS,
            default: Decision::Deny,
            hide: vec!["a\u{202e}\u{200b}b".to_owned()],
            all_tools: AllTools::default(),
            tools: BTreeMap::new(),
        };
        assert!(write(&document).contains(r#""a\u202e\u200bb""#));
    }

    #[test]
    fn every_field_stands_in_its_place() {
        let list = Value::Array(vec![Value::Number(Number::new("1e6").unwrap()), "a\"b".into()]);
        let condition = Condition { path: "args.a.b".to_owned(), op: Operator::NotIn, value: list };
        let entry = Entry { conditions: vec![condition], on_deny: Some("No.".to_owned()) };
        let always = Entry { conditions: Vec::new(), on_deny: None };
        let rules = ToolRules {
            require: vec![entry],
            deny_if: vec![always],
            limits: vec![limit("sum", Some("args.n"))],
        };
        let document = Document {
            semantics: SEMANTICS,
            default: Decision::Deny,
            hide: vec!["*".to_owned()],
            all_tools: AllTools { limits: vec![limit("all", None)] },
            tools: BTreeMap::from([
                ("b".to_owned(), ToolRules::default()),
                ("a".to_owned(), rules),
            ]),
        };
        insta::assert_snapshot!(write(&document));
    }
}
