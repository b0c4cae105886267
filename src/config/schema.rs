//! The JSON Schema of `mcpol.toml`, made from the tables that it is read by.

use serde_json::{Map, Value, json};

use super::keys::{ALLOW, LEVELS, THRESHOLDS, UNLISTED};
use crate::lint;

/// The schema, for editors.
pub(crate) fn schema() -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "mcpol.toml",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "pedantic": { "type": "boolean", "description": "Turns the lints of taste on." },
            "exclude": globs("Paths that are left out when folders are walked."),
            "handwritten": globs("The gateway's JSON that no policy compiles to."),
            "baseline": {
                "type": "string",
                "description": "The file of known findings, which don't count; relative to this file."
            },
            "lints": table(lint::all().map(|lint| (lint.name, level(lint.summary)))),
            "thresholds": table(THRESHOLDS.iter().map(|it| (it.name, count(it.summary)))),
            "catalog": {
                "type": "array",
                "description": "The catalogs of policies that name none.",
                "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["paths", "file"],
                    "properties": {
                        "paths": globs("The policies."),
                        "file": { "type": "string", "description": "Relative to this file." }
                    }
                }
            },
            "servers": {
                "type": "object",
                "description": "The servers of one agent, each by the name that its client gives it.",
                "additionalProperties": {
                    "type": "object",
                    "additionalProperties": false,
                    "minProperties": 1,
                    "properties": {
                        "policy": file("Its policy."),
                        "catalog": file("Its catalog, where the policy names none.")
                    }
                }
            },
            "hook": {
                "type": "object",
                "description": "What `mcpol hook` answers where no policy says it.",
                "additionalProperties": false,
                "properties": {
                    "unlisted": words(
                        &UNLISTED,
                        "What becomes of calls of servers without a policy; `deny` by default."
                    ),
                    "builtin": file("The policy of the client's own tools."),
                    "allow": words(
                        &ALLOW,
                        "What is answered to calls that a policy allows: that they skip the \
                         client's own question, or nothing, which is the default."
                    )
                }
            }
        }
    })
}

fn words(words: &[&str], description: &str) -> Value {
    json!({ "enum": words, "description": description })
}

fn file(description: &str) -> Value {
    let description = format!("{description} Relative to this file.");
    json!({ "type": "string", "description": description })
}

fn globs(description: &str) -> Value {
    json!({ "type": "array", "items": { "type": "string" }, "description": description })
}

fn table(members: impl Iterator<Item = (&'static str, Value)>) -> Value {
    let properties: Map<String, Value> =
        members.map(|(name, schema)| (name.to_owned(), schema)).collect();
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}

fn level(summary: &str) -> Value {
    json!({ "enum": LEVELS, "description": summary })
}

fn count(summary: &str) -> Value {
    json!({ "type": "integer", "minimum": 1, "description": summary })
}
