//! The document as text, byte for byte as compiled files hold it.
//!
//! Keys stand in the order of the format's description, what says nothing is left out, two spaces
//! indent, a line end closes the file: compiled files are reviewed as diffs. Knows nothing of
//! policies.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::gateway::decision::{Document, Operator, Scope, VERSION};
use crate::policy::Window;

impl Document {
    /// The compiled file.
    pub fn to_json(&self) -> String {
        // Writing to memory fails for keys that are no strings only, and there are none.
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}

impl Serialize for Document {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("version", VERSION)?;
        object.serialize_entry("default", self.default.name())?;
        if !self.hide.is_empty() {
            object.serialize_entry("hide", &self.hide)?;
        }
        if !self.all_tools.limits.is_empty() {
            object.serialize_entry("all_tools", &self.all_tools)?;
        }
        if !self.tools.is_empty() {
            object.serialize_entry("tools", &self.tools)?;
        }
        object.end()
    }
}

impl Serialize for Operator {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl Serialize for Scope {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// A window by its name.
pub(in crate::gateway) fn window<S: Serializer>(
    window: &Window,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(window.name())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::gateway::{AllTools, Condition, Entry, Limit, ToolRules};
    use crate::json::{Number, Value};
    use crate::policy::Decision;

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
            default: Decision::Allow,
            hide: Vec::new(),
            all_tools: AllTools::default(),
            tools: BTreeMap::new(),
        };
        let text = "{\n  \"version\": \"1\",\n  \"default\": \"allow\"\n}\n";
        assert_eq!(document.to_json(), text);
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
            default: Decision::Deny,
            hide: vec!["*".to_owned()],
            all_tools: AllTools { limits: vec![limit("all", None)] },
            tools: BTreeMap::from([
                ("b".to_owned(), ToolRules::default()),
                ("a".to_owned(), rules),
            ]),
        };
        insta::assert_snapshot!(document.to_json());
    }
}
