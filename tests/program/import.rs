//! `mcpol import`, and the commands that take the same files as they are.

use crate::support::Folder;

/// A policy of the proxy.
const PROXY: &str = "version: \"1\"\ndefault: deny\ntools:\n  read_file:\n    rules:\n      - \
                     name: place\n        conditions:\n          - { path: args.path, op: regex, \
                     value: ^/work }\n  list_files: {}\n";

const TOOLS: &str = r#"{"tools": [
    {"name": "read_file", "inputSchema": {"type": "object", "properties": {"path": {"type": "string"}}}},
    {"name": "list_files", "inputSchema": {"type": "object"}},
    {"name": "list_hosts", "inputSchema": {"type": "object"}},
    {"name": "list_keys", "inputSchema": {"type": "object"}}
]}"#;

#[test]
fn a_policy_is_written_beside_its_catalog() {
    let folder = Folder::new(&[("p.yaml", PROXY), ("t/tools.json", TOOLS)]);
    let ran = folder.run(&["import", "p.yaml", "--catalog", "t/tools.json", "-o", "q/agent.mcpol"]);
    let expected =
        "wrote `q/agent.mcpol`: it allows the calls that `p.yaml` allows, which is proved\n";
    assert_eq!(ran.exits(0).out, expected);
    let text = folder.read("q/agent.mcpol");
    assert!(text.starts_with("policy \"agent\"\ncatalog \"../t/tools.json\"\n"), "{text}");
    folder.run(&["compile", "q/agent.mcpol", "--no-lint"]).exits(0);
    let again = folder.run(&["import", "p.yaml", "-o", "q/agent.mcpol"]).exits(2);
    assert!(again.err.contains("already exists; `--force` overwrites it"), "{}", again.err);
    folder.run(&["import", "p.yaml", "-o", "q/agent.mcpol", "--force"]).exits(0);
}

#[test]
fn what_the_catalog_does_not_have_keeps_a_file_from_being_imported() {
    let folder =
        Folder::new(&[("p.yaml", &PROXY.replace("list_files", "list_file")), ("t.json", TOOLS)]);
    let ran = folder.run(&["import", "p.yaml", "--catalog", "t.json", "-o", "p.mcpol"]).exits(1);
    assert!(
        ran.err.contains("error[unknown-tool]") && ran.err.contains("[p.yaml:9:3]"),
        "{}",
        ran.err
    );
    assert!(!folder.path("p.mcpol").exists());
}

#[test]
fn the_format_is_told_by_the_content_or_by_the_user() {
    let folder = Folder::new(&[("p.mcpol", "policy \"p\"\n"), ("p.txt", "tools: {}\n")]);
    let own = folder.run(&["import", "p.mcpol"]).exits(2);
    assert!(
        own.err.contains("`p.mcpol` is an mcpol policy, and `mcpol import` reads"),
        "{}",
        own.err
    );
    folder.run(&["import", "p.txt"]).exits(2);
    let asked = folder.run(&["import", "p.txt", "--from", "intercept"]).exits(1);
    assert!(asked.err.contains("the file has no `version"), "{}", asked.err);
    folder.run(&["import", "p.txt", "--from", "rego"]).exits(2);
    folder.run(&["import", "nothing.yaml"]).exits(2);
}

#[test]
fn other_commands_take_the_file_as_it_is() {
    let folder = Folder::new(&[("p.yaml", PROXY), ("t.json", TOOLS)]);
    let checked = folder.run(&["check", "p.yaml", "--catalog", "t.json", "--only", "path-prefix"]);
    assert!(checked.exits(0).out.contains("no findings"));
    let checked = folder.run(&["check", "p.yaml", "--catalog", "t.json", "--format", "json"]);
    let found = checked.exits(1).json()["findings"].clone();
    let found = found.as_array().unwrap();
    assert!(found.iter().all(|it| it["file"] == "p.yaml" && it["fix"].is_null()), "{found:?}");
    assert!(found.iter().any(|it| it["line"] == 6), "{found:?}");
    let refused = folder.run(&["eval", "p.yaml", "--tool", "read_file"]).exits(0);
    assert!(refused.out.contains("at: p.yaml:6:9"), "{}", refused.out);
    let table = folder.run(&["access", "p.yaml", "--catalog", "t.json"]).exits(0).out;
    assert!(table.contains("list_files"), "{table}");
    folder.run(&["import", "p.yaml", "-o", "p.mcpol"]).exits(0);
    let same = folder.run(&["diff", "p.yaml", "p.mcpol"]).exits(0).out;
    assert!(same.starts_with("equal"), "{same}");
}

/// The permissions of a client have rules of several servers.
#[test]
fn a_server_is_chosen_where_there_are_several() {
    let settings =
        r#"{"permissions": {"allow": ["mcp__a__read", "mcp__b__list", "mcp__b__find"]}}"#;
    let folder = Folder::new(&[("settings.json", settings)]);
    let none = folder.run(&["import", "settings.json"]).exits(1);
    assert!(none.err.contains("error[import-several-servers]"), "{}", none.err);
    let one = folder.run(&["import", "settings.json", "--server", "b"]).exits(0).out;
    assert!(one.ends_with("policy \"settings\"\n\nallow list, find\n"), "{one}");
    let other = folder.run(&["import", "settings.json", "--server", "c"]).exits(1);
    assert!(other.err.contains("error[import-no-rules]"), "{}", other.err);
    let call = ["eval", "settings.json", "--server", "b", "--tool"];
    folder.run(&[&call[..], &["find", "--expect", "allow"]].concat()).exits(0);
    folder.run(&[&call[..], &["read", "--expect", "deny"]].concat()).exits(0);
}

/// Both sides of a comparison may have rules of several servers.
#[test]
fn a_server_is_chosen_for_both_sides_of_a_comparison() {
    let old = r#"{"permissions": {"allow": ["mcp__a__read", "mcp__b__list"]}}"#;
    let new = r#"{"permissions": {"allow": ["mcp__a__read", "mcp__b__list", "mcp__b__find"]}}"#;
    let folder = Folder::new(&[("old.json", old), ("new.json", new)]);
    folder.run(&["diff", "old.json", "new.json"]).exits(1);
    let same = folder.run(&["diff", "old.json", "new.json", "--server", "a"]).exits(0).out;
    assert!(same.starts_with("equal"), "{same}");
    let looser = folder.run(&["diff", "old.json", "new.json", "--server", "b"]).exits(0).out;
    assert!(looser.contains("find"), "{looser}");
}

/// Cursor's permissions may have comments, whatever reads them.
#[test]
fn comments_are_read_where_the_engine_reads_them() {
    let permissions = "// Mine.\n{\"mcpAllowlist\": [\"a:get\", /* \"a:drop\" */],}\n";
    let folder = Folder::new(&[("permissions.json", permissions)]);
    let policy = folder.run(&["import", "permissions.json"]).exits(0).out;
    assert!(policy.ends_with("\nallow get\n"), "{policy}");
    let call = ["eval", "permissions.json", "--tool"];
    folder.run(&[&call[..], &["get", "--expect", "allow"]].concat()).exits(0);
    folder.run(&[&call[..], &["drop", "--expect", "deny"]].concat()).exits(0);
}

#[test]
fn a_file_is_read_from_standard_input() {
    let folder = Folder::new(&[]);
    let ran = folder.run_with(&["import", "-"], PROXY).exits(0).out;
    assert!(ran.starts_with("policy \"policy\"\n"), "{ran}");
    let faulty = folder.run_with(&["import", "-"], "version: \"1\"\ntools: 5\n").exits(1);
    assert!(faulty.err.contains("<stdin>:2:8"), "{}", faulty.err);
    folder.run_with(&["import", "-", "-o", "p.mcpol"], PROXY).exits(0);
    assert!(folder.read("p.mcpol").starts_with("policy \"p\"\n"));
}

/// What a pattern refuses stays refused when the server has more tools.
#[test]
fn a_refusal_by_a_pattern_holds_for_tools_to_come() {
    let settings =
        r#"{"permissions": {"allow": ["mcp__files__*"], "deny": ["mcp__files__list_*"]}}"#;
    let folder = Folder::new(&[("settings.json", settings), ("t.json", TOOLS)]);
    let ran = folder.run(&["import", "settings.json", "--catalog", "t.json", "-o", "p.mcpol"]);
    let expected = "wrote `p.mcpol`: it allows the calls of the catalog's tools that \
                    `settings.json` allows, which is proved\n";
    assert_eq!(ran.exits(0).out, expected);
    for tool in ["list_keys", "list_users"] {
        folder.run(&["eval", "p.mcpol", "--tool", tool, "--expect", "deny"]).exits(0);
        let call = ["--catalog", "t.json", "--tool", tool, "--expect", "deny"];
        folder.run(&[&["eval", "settings.json"][..], &call].concat()).exits(0);
    }
    folder.run(&["eval", "p.mcpol", "--tool", "read_file", "--expect", "allow"]).exits(0);
}

/// No line of another program's file names a catalog.
#[test]
fn a_catalog_is_asked_for_where_the_file_can_have_it() {
    let folder = Folder::new(&[("p.yaml", PROXY)]);
    let checked = folder.run(&["check", "p.yaml", "--only", "no-catalog"]).out;
    assert!(checked.contains("`--catalog FILE`") && !checked.contains("`catalog "), "{checked}");
}

/// What is taken leniently is what its engine makes of it, and the policy says so.
#[test]
fn faults_keep_a_policy_from_being_written_unless_they_are_taken_over() {
    let settings = r#"{"permissions": {"allow": ["mcp__a__read"], "deny": ["mcp__a__drop(*)"]}}"#;
    let folder = Folder::new(&[("settings.json", settings)]);
    let faulty = folder.run(&["import", "settings.json", "-o", "p.mcpol"]).exits(1);
    assert!(faulty.err.contains("deny[import-never-matches]"), "{}", faulty.err);
    assert!(!folder.path("p.mcpol").exists());
    folder.run(&["import", "settings.json", "-o", "p.mcpol", "--lenient"]).exits(0);
    let text = folder.read("p.mcpol");
    assert!(text.contains("# Taken over as it is read (line 1)"), "{text}");
    let checked = folder.run(&["check", "settings.json"]).exits(1).out;
    assert!(checked.contains("deny[import-never-matches]"), "{checked}");
}
