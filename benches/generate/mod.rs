//! Policies and catalogues of any size, the same for the same size.

use std::fmt::Write as _;

/// A catalogue of so many tools, some 830 bytes each, as real servers write them.
pub(crate) fn catalogue(tools: usize) -> String {
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
            r#"{{"name":"tool_{n}","description":"Does the work that the number {n} stands for, in a sentence or two","#,
            r#""inputSchema":{{"type":"object","properties":{{"#,
            r#""amount":{{"type":"integer","minimum":1,"description":"How much, in cents"}},"#,
            r#""status":{{"type":"string","enum":["open","closed","waiting"]}},"#,
            r#""owner":{{"type":"object","properties":{{"name":{{"type":"string"}},"team":{{"type":"string"}}}}}},{filler}}},"#,
            r#""required":["amount"],"additionalProperties":false}}}}"#
        ),
        n = number,
        filler = filler.join(",")
    )
}

/// A policy of so many rules over the first tools of [`catalogue`], three rules a block.
pub(crate) fn policy(rules: usize, tools: usize) -> String {
    let mut text = String::from(
        "policy \"bench\"\ncatalog \"catalogue.json\"\n\nlet teams = [\"blue\", \"green\"]\n",
    );
    for block in 0..rules.div_ceil(3) {
        // Writing to a string can't fail.
        let _ = write!(
            text,
            "\n# What block {block} is for.\nallow tool_{tool} {{\n    \
             require args.amount >= 1 and args.amount <= {most}\n        because \"Over the limit of block {block}.\"\n    \
             {second}\n    limit {most} per hour\n}}\n",
            tool = block % tools,
            most = block + 10,
            second = SECOND.get(block % SECOND.len()).unwrap_or(&""),
        );
    }
    text
}

/// The second rule of a block, in turn.
const SECOND: [&str; 4] = [
    "require args.status in [\"open\", \"closed\"]",
    "require args.owner.team in teams",
    "deny when args.owner.name == \"root\" or args.owner.name missing",
    "require args.option_1 starts with \"acme-\"",
];
