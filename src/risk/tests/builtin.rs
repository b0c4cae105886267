//! The tools of agent clients: their classes and what their arguments are.

use std::path::Path;

use crate::catalog::{Catalog, builtin};
use crate::risk::{Profile, class_name};
use crate::source::Sources;

#[test]
fn the_tools_of_clients_are_what_they_do() {
    for name in ["claude-code", "codex", "copilot-cli", "cursor", "gemini-cli"] {
        let text = builtin(Path::new(&format!("builtin:{name}"))).unwrap();
        let (catalog, _) = Catalog::read(Sources::default().add(name, text).unwrap());
        let lines: Vec<String> = catalog.tools().iter().map(line).collect();
        insta::assert_snapshot!(name, lines.join("\n"));
    }
}

/// A tool with its class and the roles of its arguments.
fn line(tool: &crate::catalog::Tool) -> String {
    let profile = Profile::of(tool);
    let roles = profile.roles().iter().map(|it| format!("{} {}", it.leaf.path, it.answer.name()));
    let class = class_name(crate::risk::classify(tool).class);
    format!("{} ({class}): {}", tool.name(), roles.collect::<Vec<_>>().join(", "))
}
