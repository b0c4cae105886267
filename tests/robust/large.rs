//! More on one line than a policy may have.

use std::fs;

use crate::support::{Folder, HEAD};

const LARGE: usize = 20_000_000;

fn large(before: &str, filling: &str, after: &str) -> Vec<u8> {
    let mut text = before.as_bytes().to_vec();
    text.extend(filling.as_bytes().iter().cycle().take(LARGE / filling.len() * filling.len()));
    text.extend(after.as_bytes());
    text
}

#[test]
fn a_policy_is_refused() {
    let folder = Folder::policy(large(HEAD, "allow t ", "\n"));
    for command in [&["fmt", "p.mcpol"][..], &["compile", "p.mcpol", "--write"]] {
        folder.run(command).exits(1).says("policy-too-long").says("[p.mcpol:1:1]");
    }
    let stdin = fs::File::open(folder.path("p.mcpol")).unwrap();
    folder.run_from(&["check", "-"], stdin.into()).exits(1).says("[<stdin>:1:1]");
}

#[test]
fn a_catalog_is_read_or_refused() {
    let text = large("{\"tools\":[{\"name\":\"t\",\"description\":\"", "x", "\"}]}");
    let folder = Folder::catalog(text);
    folder.run(&["catalog", "show", "c.json"]).exits(0);
    folder.run(&["check", "p.mcpol"]).exits(0);
    fs::write(folder.path("c.json"), large("", "[", "")).unwrap();
    folder.run(&["check", "p.mcpol"]).exits(1).says("catalog-not-json");
}

#[test]
fn calls_and_compiled_policies_are_read_or_refused() {
    let folder = Folder::policy(format!("{HEAD}allow t\n"));
    fs::write(
        folder.path("calls.jsonl"),
        large("{\"name\":\"t\",\"arguments\":{\"a\":\"", "x", "\"}}"),
    )
    .unwrap();
    let arguments = ["eval", "p.mcpol", "--calls", "calls.jsonl", "--format", "json"];
    folder.run(&arguments).exits(0).says("\"allow\"");
    let folder = Folder::new(&[("p.json", &large("\"", "x", "\""))]);
    folder.run(&["eval", "p.json", "--tool", "t"]).exits(1).says("gateway-type");
}

/// What costs more the longer it is, on one line.
#[test]
fn long_lines_are_read() {
    const LONG: usize = 6 << 10;
    let repeated = |text: &str| text.repeat(LONG / text.len());
    let texts = [
        format!("allow t {{ {} }}", repeated("require args.a == \"x\" ")),
        format!("allow t {{ {} }}", repeated("require args.a = \"x\" ")),
        repeated("allow t { require args.a = 1 } "),
        repeated("hide t "),
        format!("hide {}t", repeated("t, ")),
        format!("hide {}t", repeated("nothing, ")),
        format!("allow t {{ require args.a == \"{}\" }}", repeated("x")),
        format!("allow t {{ require args.n == {} }}", repeated("9")),
        format!("allow t {{ require args.a matches /{}/ }}", repeated("x")),
        repeated("x"),
        repeated("\""),
        repeated("\r"),
        repeated("\0"),
        repeated("("),
        repeated("}"),
        repeated("allow t {"),
    ];
    for text in texts {
        let folder = Folder::policy(format!("{HEAD}{text}\n"));
        folder.run(&["check", "p.mcpol"]);
    }
    for text in ["1,", "{},", "{\"name\":\"t\"},", "{\"name\":\"t\",\"inputSchema\":1},"] {
        let list = format!("[{}1]", repeated(text));
        Folder::catalog(list).run(&["check", "p.mcpol"]).exits(1);
    }
    let text = format!("{{{}\"version\":\"1\"}}", repeated("\"x\":1,"));
    let folder = Folder::new(&[("p.json", text.as_bytes()), ("calls", repeated("x\n").as_bytes())]);
    folder.run(&["eval", "p.json", "--tool", "t"]).exits(1);
    fs::write(folder.path("p.json"), "{\"version\":\"1\",\"default\":\"deny\"}").unwrap();
    folder.run(&["eval", "p.json", "--calls", "calls"]).exits(1).says("invalid-call");
}
