//! The examples: their policies check, pass their tests and are compiled, their catalogs are
//! whole.

use std::fs;
use std::path::Path;
use std::process::Command;

/// Each example with the number of its server's tools.
const EXAMPLES: [(&str, usize); 5] =
    [("events", 3), ("filesystem", 14), ("github", 26), ("iterable", 118), ("payments", 38)];

#[test]
fn catalogs_are_read_without_a_fault_and_with_every_tool() {
    for (example, tools) in EXAMPLES {
        let name = format!("examples/{example}/catalog.json");
        let text = fs::read_to_string(root().join(&name)).unwrap();
        assert_eq!(mcpol::classify(&text).unwrap().len(), tools, "{example}");
    }
}

#[test]
fn policies_check_without_a_finding() {
    let said = mcpol(&["check", "--deny-warnings", "examples"]);
    assert!(said.starts_with("no findings in "), "{said}");
}

#[test]
fn policies_are_formatted() {
    mcpol(&["fmt", "--check", "examples"]);
}

#[test]
fn policies_pass_their_tests() {
    mcpol(&["test", "examples"]);
}

#[test]
fn compiled_json_is_up_to_date() {
    mcpol(&["compile", "--check", "examples"]);
}

/// What mcpol prints; it must exit with 0.
fn mcpol(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mcpol"));
    let output = command.current_dir(root()).args(arguments).output().unwrap();
    let both = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    let said = String::from_utf8_lossy(&both).into_owned();
    assert!(output.status.success(), "{said}");
    said
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
