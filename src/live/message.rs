//! JSON-RPC messages: those that are sent, and what a text that came says.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::error::Category;
use serde_json::value::RawValue;
use serde_json::{Value, json};

/// The last revision of MCP that mcpol knows: it has no `initialize`.
pub(super) const MODERN: &str = "2026-07-28";

/// The last revision before it.
pub(super) const LEGACY: &str = "2025-11-25";

/// A message that is sent.
#[derive(Debug, Clone)]
pub(super) struct Outgoing {
    pub(super) body: String,
    /// The method of a request or a notification.
    pub(super) method: Option<&'static str>,
    /// Whether an answer is waited for.
    pub(super) is_request: bool,
    /// The revision that both sides have settled on.
    pub(super) revision: Option<String>,
}

/// A message that came.
#[derive(Debug)]
pub(super) enum Incoming {
    /// The answer to the request with this id, as JSON.
    Answer { id: String, outcome: Outcome },
    /// A request that the server has.
    Request { id: Box<RawValue>, method: String },
    /// What needs no answer.
    Notification,
    /// The beginning of a message, and what is wrong with the rest.
    Broken(&'static str),
    /// No message.
    Noise,
}

/// What became of a request.
#[derive(Debug)]
pub(super) enum Outcome {
    /// Its result, as the server wrote it.
    Result(Box<RawValue>),
    /// The server can't or won't.
    Error { code: i64, message: String },
}

#[derive(Deserialize)]
struct Members<'t> {
    #[serde(borrow)]
    id: Option<&'t RawValue>,
    #[serde(borrow)]
    method: Option<Cow<'t, str>>,
    #[serde(borrow)]
    result: Option<&'t RawValue>,
    error: Option<ErrorMembers>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ErrorMembers {
    code: i64,
    message: String,
}

impl Incoming {
    /// What a text says.
    pub(super) fn read(text: &str) -> Self {
        // A list would be taken for the members in their order.
        if !text.trim_start().starts_with('{') {
            return Self::Noise;
        }
        let members = match serde_json::from_str::<Members<'_>>(text) {
            Ok(members) => members,
            Err(error) if text.contains(VERSION) => return Self::of(error.classify()),
            Err(_) => return Self::Noise,
        };
        match members {
            Members { id: Some(id), method: Some(method), .. } => {
                Self::Request { id: id.to_owned(), method: method.into_owned() }
            }
            Members { method: Some(_), .. } => Self::Notification,
            Members { id, error: Some(ErrorMembers { code, message }), .. } => {
                let id = id.map(|id| id.get().to_owned()).unwrap_or_default();
                Self::Answer { id, outcome: Outcome::Error { code, message } }
            }
            Members { id: Some(id), result: Some(result), .. } => {
                let outcome = Outcome::Result(result.to_owned());
                Self::Answer { id: id.get().to_owned(), outcome }
            }
            _ => Self::Noise,
        }
    }

    /// What a text is that should be a message.
    fn of(fault: Category) -> Self {
        match fault {
            Category::Eof => Self::Broken("it breaks off"),
            Category::Syntax => Self::Broken("it is no JSON"),
            Category::Data | Category::Io => Self::Noise,
        }
    }
}

/// The member that every message has, and hardly anything else.
const VERSION: &str = "\"jsonrpc\"";

/// A request.
pub(super) fn request(id: u64, method: &'static str, params: &Value) -> String {
    json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}).to_string()
}

/// A notification without more to it.
pub(super) fn notification(method: &'static str) -> String {
    json!({"jsonrpc": "2.0", "method": method}).to_string()
}

/// What a server's own request is answered: mcpol shows no roots, asks no person and no model.
pub(super) fn answer(id: &RawValue, method: &str) -> String {
    let result = match method {
        "ping" => json!({}),
        "roots/list" => json!({"roots": []}),
        "elicitation/create" => json!({"action": "cancel"}),
        _ => {
            let error = json!({"code": METHOD_NOT_FOUND, "message": "mcpol asks for tools only"});
            return json!({"jsonrpc": "2.0", "id": id, "error": error}).to_string();
        }
    };
    json!({"jsonrpc": "2.0", "id": id, "result": result}).to_string()
}

/// The code of JSON-RPC for a method that nobody has.
const METHOD_NOT_FOUND: i64 = -32601;

/// Who asks.
pub(super) fn client() -> Value {
    json!({"name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION")})
}

/// What every request says of itself since the last revision.
pub(super) fn meta() -> Value {
    json!({
        "io.modelcontextprotocol/protocolVersion": MODERN,
        "io.modelcontextprotocol/clientCapabilities": {},
        "io.modelcontextprotocol/clientInfo": client(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_told_apart() {
        let read = |text: &str| format!("{:?}", Incoming::read(text));
        let answer =
            |id: &str, outcome: &str| format!("Answer {{ id: {id:?}, outcome: {outcome} }}");
        let cases = [
            (r#"{"id": 1, "result": {"a": 1.0}}"#, answer("1", "Result(RawValue({\"a\": 1.0}))")),
            (
                r#"{"id": "1", "error": {"code": -1, "message": "no"}}"#,
                answer("\"1\"", "Error { code: -1, message: \"no\" }"),
            ),
            (
                r#"{"id": null, "error": {"code": -1, "message": "no"}}"#,
                answer("", "Error { code: -1, message: \"no\" }"),
            ),
            (
                r#"{"method": "ping", "id": 0}"#,
                "Request { id: RawValue(0), method: \"ping\" }".into(),
            ),
            (r#"{"method": "notifications/message", "params": {}}"#, "Notification".into()),
            ("[null, null, {}]", "Noise".into()),
            (r#"{"id": 1, "result": {}, "result": {}}"#, "Noise".into()),
            (
                r#"{"jsonrpc": "2.0", "id": 1, "result": {"tools": ["#,
                "Broken(\"it breaks off\")".into(),
            ),
            (r#"{"jsonrpc": "2.0", "id": 1, 'result'"#, "Broken(\"it is no JSON\")".into()),
            ("{started", "Noise".into()),
            ("Listening on stdio", "Noise".into()),
            ("{\"level\": \"info\"}", "Noise".into()),
        ];
        for (text, said) in cases {
            assert_eq!(read(text), said, "{text}");
        }
    }
}
