//! What checking takes as policies grow: steps of the analysis, which no machine's load changes.

use std::fmt::Write as _;

use jiff::civil::date;

use super::*;
use crate::analysis::steps_of;
use crate::lint::Settings;

/// How many statements or values the smallest policy of a shape has.
const FEW: usize = 60;

/// How many times as many steps twice as many may take: `n log n`, and some slack.
const MOST: f64 = 2.6;

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

/// How many steps a check of it takes, with every lint.
fn steps(shape: Shape, count: usize) -> usize {
    let tool = |at: usize| {
        format!(
            r#"{{"name": "t{at}", "inputSchema": {{"type": "object", "properties": {{
            "a": {{"type": "string"}}, "b": {{"type": "string"}},
            "list": {{"type": "array", "items": {{"type": "string"}}}}}}}}}}"#
        )
    };
    let tools: Vec<_> = (0..count).map(tool).collect();
    let catalog = format!(r#"{{"tools": [{}]}}"#, tools.join(","));
    let policy = format!("policy \"p\"\ncatalog \"tools.json\"\n{}", shape(count));
    steps_of(|| {
        let mut session = Session::new(files(&[("p.mcpol", &policy), ("tools.json", &catalog)]));
        session.lint(Lints::Fixed(Settings::new(date(2026, 11, 21), true)));
        let checked = check(&mut session, "p.mcpol");
        assert!(!checked.has_errors(), "{:?}", checked.findings);
    })
}

#[test]
fn steps_grow_no_faster_than_policies() {
    let grown = |(name, shape): &(&'static str, Shape)| {
        let counts = [FEW, 2 * FEW, 4 * FEW].map(|count| steps(*shape, count));
        #[expect(clippy::cast_precision_loss, reason = "a ratio")]
        let fastest = counts.windows(2).map(|pair| pair[1] as f64 / pair[0] as f64);
        let is_fast = fastest.fold(0.0, f64::max) > MOST;
        is_fast.then(|| format!("{name}: {counts:?}"))
    };
    let fast: Vec<_> = SHAPES.iter().filter_map(grown).collect();
    assert!(fast.is_empty(), "{}", fast.join("\n"));
}
