//! What is kept of a call: one line of JSON.

use serde_json::{Map, Value as Json, json};

use super::answer::Answer;
use crate::json::Value;

/// What is kept of a call's arguments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Detail {
    /// Nothing.
    None,
    /// The names of those at the top.
    Keys,
    /// Their shape, each value replaced by its kind.
    Redacted,
    /// All of them.
    Full,
}

/// A call and what became of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Record {
    /// The server, where one is known.
    pub(super) server: Option<String>,
    /// The tool, where one could be read.
    pub(super) tool: Option<String>,
    /// The arguments, where they could be read.
    pub(super) arguments: Option<Value>,
    /// What refused the call, or asked about it.
    pub(super) rule: Option<&'static str>,
    /// Where that is written, as in `a.mcpol:7`.
    pub(super) source: Option<String>,
}

impl Detail {
    /// Every one.
    pub(crate) const ALL: [Self; 4] = [Self::None, Self::Keys, Self::Redacted, Self::Full];

    /// Its word on the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Keys => "keys",
            Self::Redacted => "redacted",
            Self::Full => "full",
        }
    }

    /// The one of this word.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|detail| detail.name() == name)
    }

    fn of(self, arguments: &Value) -> Option<Json> {
        match (self, arguments) {
            (Self::None, _) => None,
            (Self::Keys, Value::Object(members)) => Some(members.keys().cloned().collect()),
            (Self::Keys, _) => Some(json!([])),
            (Self::Redacted, _) => Some(redacted(arguments)),
            (Self::Full, _) => serde_json::to_value(arguments).ok(),
        }
    }
}

impl Record {
    /// The line, its end included.
    pub(crate) fn line(
        &self,
        client: &str,
        answer: &Answer,
        detail: Detail,
        (at, micros): (i64, u128),
    ) -> String {
        let mut members = Map::new();
        members.insert("ts".to_owned(), at.into());
        members.insert("client".to_owned(), client.into());
        members.insert("server".to_owned(), self.server.clone().into());
        members.insert("tool".to_owned(), self.tool.clone().into());
        // What isn't spoken of runs as the client's own rules say.
        members.insert("decision".to_owned(), answer.word().unwrap_or("none").into());
        members.insert("rule".to_owned(), self.rule.into());
        members.insert("source".to_owned(), self.source.clone().into());
        members.insert("micros".to_owned(), u64::try_from(micros).unwrap_or(u64::MAX).into());
        if let Some(arguments) = self.arguments.as_ref().and_then(|it| detail.of(it)) {
            members.insert("arguments".to_owned(), arguments);
        }
        format!("{}\n", Json::Object(members))
    }
}

fn redacted(value: &Value) -> Json {
    match value {
        Value::Object(members) => {
            members.iter().map(|(key, value)| (key.clone(), redacted(value))).collect()
        }
        Value::Array(items) => items.iter().map(redacted).collect(),
        Value::Null => Json::Null,
        Value::Bool(_) => "boolean".into(),
        Value::Number(_) => "number".into(),
        Value::String(_) => "string".into(),
    }
}
