//! Policies with many rules about one argument, and with many tools.

use std::fmt::Write as _;

use super::{Taken, files, grows_too_fast};

/// How many statements or values the smallest policy of a shape has.
const FEW: usize = 100;

/// A policy over the tools `t0`, `t1` and so on, with so many of something.
type Shape = fn(usize) -> String;

/// One block for `t0` with a line for each of so many.
fn block(count: usize, line: impl Fn(usize) -> String) -> String {
    let lines: Vec<_> = (0..count).map(|at| format!("  {}\n", line(at))).collect();
    format!("allow t0 {{\n{}}}\n", lines.concat())
}

/// `"v0", "v1"`
fn listed(count: usize, spell: impl Fn(usize) -> String) -> String {
    (0..count).map(|at| format!("{:?}", spell(at))).collect::<Vec<_>>().join(", ")
}

const SHAPES: &[(&str, Shape)] = &[
    ("values that are refused", |count| {
        block(count, |at| format!("deny when args.a == \"v{at}\""))
    }),
    ("values that are each refused by what is required", |count| {
        block(count, |at| format!("require args.a != \"v{at}\""))
    }),
    ("numbers that are refused", |count| block(count, |at| format!("deny when args.n == {at}"))),
    ("beginnings that are refused", |count| {
        block(count, |at| format!("deny when args.a starts with \"p{at}/\""))
    }),
    ("parts that are refused", |count| {
        block(count, |at| format!("deny when args.a contains \"w{at}\""))
    }),
    ("values of one list that are refused", |count| {
        let values = listed(count, |at| format!("v{at}"));
        block(1, |_| format!("require args.a not in [{values}]"))
    }),
    ("values that contradict each other", |count| {
        block(count, |at| format!("require args.a == \"v{at}\""))
    }),
    ("hosts that are listed", |count| {
        let hosts = listed(count, |at| format!("h{at}.example.com"));
        block(1, |_| format!("require args.a host in [{hosts}]"))
    }),
    ("patterns that are refused", |count| {
        block(count, |at| format!("deny when args.a matches /x{at}y.*/"))
    }),
    ("items that are refused", |count| {
        block(count, |at| format!("deny when args.list contains \"x{at}\""))
    }),
    ("values that are required", |count| {
        let values = listed(count, |at| format!("v{at}"));
        block(1, |_| format!("require args.a in [{values}]"))
    }),
    ("promises that are kept", |count| {
        let refused = block(count, |at| format!("deny when args.a == \"v{at}\""));
        let required = "restrict t0 { require args.a matches /./ }\n";
        let promised = (0..count).map(|at| format!("never allow t0 when args.a == \"v{at}\"\n"));
        refused + required + &promised.collect::<String>()
    }),
    ("tools with patterns of their own", |count| {
        (0..count / 4).fold(String::new(), |mut text, at| {
            let _ = writeln!(
                text,
                "allow t{at} {{\n  require args.a matches /^a{at}[a-z]+$/\n  \
                 deny when args.b matches /b{at}/\n}}"
            );
            text
        })
    }),
];

/// Tools `t0`, `t1` and so on with a text, another one and a list.
fn catalog(count: usize) -> String {
    let tool = |at: usize| {
        format!(
            r#"{{"name": "t{at}", "inputSchema": {{"type": "object", "properties": {{
            "a": {{"type": "string"}}, "b": {{"type": "string"}}, "n": {{"type": "integer"}},
            "list": {{"type": "array", "items": {{"type": "string"}}}}}}}}}}"#
        )
    };
    let tools: Vec<_> = (0..count).map(tool).collect();
    format!(r#"{{"tools": [{}]}}"#, tools.join(","))
}

/// One tool `t0` with so many arguments.
fn wide(count: usize) -> String {
    let arguments: Vec<_> =
        (0..count).map(|at| format!(r#""arg_{at}": {{"type": "string"}}"#)).collect();
    format!(
        r#"{{"tools": [{{"name": "t0", "description": "Lists records.", "inputSchema":
        {{"type": "object", "properties": {{{}}}}}}}]}}"#,
        arguments.join(",")
    )
}

fn taken(shape: Shape, catalog: Shape, count: usize) -> Taken {
    let policy = format!("policy \"p\"\ncatalog \"tools.json\"\n{}", shape(count));
    let files = files(&[("policy.mcpol", &policy), ("tools.json", &catalog(count))]);
    Taken::of(files, true)
}

fn fast(shapes: &[(&str, Shape)], catalog: Shape) -> String {
    let fast = shapes.iter().filter_map(|(name, shape)| {
        grows_too_fast(name, [FEW, 2 * FEW, 4 * FEW].map(|count| taken(*shape, catalog, count)))
    });
    fast.collect::<Vec<_>>().join("\n")
}

#[test]
fn checks_grow_no_faster_than_policies() {
    assert_eq!(fast(SHAPES, catalog), "");
}

/// Rules about many arguments of one tool.
const OF_ARGUMENTS: &[(&str, Shape)] = &[("a rule for each other argument", |count| {
    block(count / 2, |at| format!("require args.arg_{} starts with \"x\"", 2 * at))
})];

/// So many tools that run what they are told.
fn running(count: usize) -> String {
    let tool = |at: usize| {
        format!(
            r#"{{"name": "t{at}", "description": "Runs a thing.", "inputSchema":
            {{"type": "object", "properties": {{"id": {{"type": "string"}}}}}}}}"#
        )
    };
    format!(r#"{{"tools": [{}]}}"#, (0..count).map(tool).collect::<Vec<_>>().join(","))
}

#[test]
fn checks_of_one_rule_grow_no_faster_than_tools() {
    let rule = |_| "allow * { require args.id starts with \"a\" }\n".to_owned();
    assert_eq!(fast(&[("a rule about every tool", rule)], running), "");
}

#[test]
fn checks_grow_no_faster_than_arguments() {
    assert_eq!(fast(OF_ARGUMENTS, wide), "");
}
