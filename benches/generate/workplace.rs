//! A server as people have them, policies for it that lints have findings of, and calls.

use std::fmt::Write as _;

const VERBS: [&str; 8] = ["list", "get", "create", "update", "delete", "search", "send", "archive"];
const NOUNS: [&str; 15] = [
    "issue", "user", "invoice", "event", "page", "board", "sprint", "team", "file", "order",
    "ticket", "branch", "campaign", "contact", "message",
];

fn name(number: usize) -> String {
    let (verb, noun) = (VERBS[number % VERBS.len()], NOUNS[number / VERBS.len() % NOUNS.len()]);
    format!("{verb}_{noun}_{number}")
}

/// A catalog of so many tools, with six arguments each.
pub(crate) fn catalog(tools: usize) -> String {
    let tool = |number: usize| {
        format!(
            concat!(
                r#"{{"name":"{name}","description":"Works on the {noun} of the workspace. Returns it with its fields.","#,
                r#""inputSchema":{{"type":"object","properties":{{"#,
                r#""id":{{"type":"string","description":"Identifier of the {noun}"}},"#,
                r#""workspace":{{"type":"string","description":"Workspace to work in"}},"#,
                r#""limit":{{"type":"integer","minimum":1,"maximum":100}},"#,
                r#""fields":{{"type":"array","items":{{"type":"string"}}}},"#,
                r#""state":{{"type":"string","enum":["open","closed","all"]}},"#,
                r#""title":{{"type":"string","description":"Title shown in the interface"}}}},"#,
                r#""required":["id"]}}}}"#
            ),
            name = name(number),
            noun = NOUNS[number / VERBS.len() % NOUNS.len()],
        )
    };
    let tools: Vec<_> = (0..tools).map(tool).collect();
    format!("{{\"tools\":[{}]}}", tools.join(","))
}

/// The policy of this number: all tools that read, and one with a limit.
pub(crate) fn policy(number: usize) -> String {
    let (tool, limit) = (name(number), number % 50 + 1);
    format!(
        "policy \"p{number}\"\ncatalog \"catalog.json\"\nallow read tools\n\
         allow {tool} {{\n    limit {limit} per day\n}}\n"
    )
}

/// A policy that names so many tools, none of which is there.
pub(crate) fn misspelled(tools: usize) -> String {
    (0..tools).fold("catalog \"catalog.json\"\n".to_owned(), |mut text, number| {
        // Writing to a string can't fail.
        let _ = writeln!(text, "allow get_isue_{number}x");
        text
    })
}

/// So many calls of so many tools, one a line.
pub(crate) fn calls(count: usize, tools: usize) -> String {
    (0..count).fold(String::new(), |mut text, number| {
        let (tool, limit) = (name(number * 7 % tools), number % 120);
        // Writing to a string can't fail.
        let _ = writeln!(
            text,
            r#"{{"name": "{tool}", "arguments": {{"id": "i{number}", "workspace": "w{limit}", "limit": {limit}}}}}"#
        );
        text
    })
}
