//! Policies and catalogs of any size, the same for the same size.

pub(crate) mod workplace;

use std::fmt::Write as _;

/// A catalog of so many tools, some 830 bytes each, as real servers write them.
pub(crate) fn catalog(tools: usize) -> String {
    let tools: Vec<_> = (0..tools).map(tool).collect();
    format!("{{\"tools\":[{}]}}", tools.join(","))
}

fn tool(number: usize) -> String {
    let filler: Vec<_> = (0..4)
        .map(|extra| {
            format!(
                r#""option_{extra}":{{"type":"string","description":"Free text number {extra} of the tool number {number}"}}"#
            )
        })
        .collect();
    format!(
        concat!(
            r#"{{"name":"{name}","description":"Does the work that the number {n} stands for, in a sentence or two","#,
            r#""inputSchema":{{"type":"object","properties":{{"#,
            r#""amount":{{"type":"integer","minimum":1,"description":"How many of them"}},"#,
            r#""status":{{"type":"string","enum":["open","closed","waiting"]}},"#,
            r#""owner":{{"type":"object","properties":{{"name":{{"type":"string"}},"team":{{"type":"string"}}}}}},{filler}}},"#,
            r#""required":["amount"],"additionalProperties":false}}}}"#
        ),
        name = name(number),
        n = number,
        filler = filler.join(",")
    )
}

/// A tool's name, with a verb so that it has a class.
fn name(number: usize) -> String {
    let verb = VERBS.get(number % VERBS.len()).unwrap_or(&"get");
    format!("{verb}_thing_{number}")
}

const VERBS: [&str; 6] = ["get", "update", "list", "run", "create", "delete"];

/// A policy that says of every class what `policy` says of single tools: what is the same for all
/// tools, and nothing else.
pub(crate) fn classes() -> String {
    let mut text = head();
    for class in ["read", "write", "execute", "destructive"] {
        // Writing to a string can't fail.
        let _ = write!(text, "\nallow {class} tools {{\n    {RULE}\n}}\n");
    }
    text
}

/// The same for each of so many tools by its name.
pub(crate) fn names(tools: usize) -> String {
    let mut text = head();
    for class in 0..4 {
        let of_class = (0..tools).filter(|number| CLASSES.get(number % 6) == Some(&class));
        let names: Vec<_> = of_class.map(name).collect();
        // Writing to a string can't fail.
        let _ = write!(text, "\nallow {} {{\n    {RULE}\n}}\n", names.join(", "));
    }
    text
}

/// The class of each of [`VERBS`]: read, write, execute, destructive.
const CLASSES: [usize; 6] = [0, 1, 0, 2, 1, 3];

const RULE: &str = "require args.amount <= 100\n    limit 10 per minute";

fn head() -> String {
    "policy \"bench\"\ncatalog \"catalog.json\"\n".to_owned()
}

/// A policy of so many rules over the first tools of [`catalog`], three rules a block.
pub(crate) fn policy(rules: usize, tools: usize) -> String {
    moved(rules, tools, 0)
}

/// The same with the bounds of the first blocks moved.
pub(crate) fn moved(rules: usize, tools: usize, blocks: usize) -> String {
    let mut text = String::from(
        "policy \"bench\"\ncatalog \"catalog.json\"\n\nlet teams = [\"blue\", \"green\"]\n",
    );
    for block in 0..rules.div_ceil(3) {
        // Writing to a string can't fail.
        let _ = write!(
            text,
            "\n# What block {block} is for.\nallow {tool} {{\n    \
             require args.amount >= 1 and args.amount <= {most}\n        because \"Over the limit of block {block}.\"\n    \
             {second}\n    limit {limit} per hour\n}}\n",
            tool = name(block % tools),
            most = block + 10 + usize::from(block < blocks),
            limit = block + 10,
            second = SECOND.get(block % SECOND.len()).unwrap_or(&""),
        );
    }
    text
}

/// The second rule of a block, in turn.
const SECOND: [&str; 4] = [
    "require args.status in [\"open\", \"closed\"]",
    "require args.owner.team in teams",
    "deny when args.owner.name missing or args.option_2 exists",
    "require args.option_1 starts with \"acme-\"",
];
