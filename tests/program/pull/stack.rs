//! `mcpol init --client-config`: a first policy for each server of a client.

use std::process::Stdio;

use super::script::{INITIALIZE, UNKNOWN, assert_none_left, write};
use crate::support::{Folder, Ran, is_unsafe};

const WEB: &str = r#"{"tools": [{"name": "search_web", "description": "Search the web.",
    "inputSchema": {"type": "object", "properties": {"query": {"type": "string"}}}}]}"#;
const CRM: &str = r#"{"tools": [{"name": "get_customer", "description": "Show a customer.",
    "inputSchema": {"type": "object", "properties": {"customer_id": {"type": "string"}}}}]}"#;
const BOARD: &str = r#"{"tools": [{"name": "create_issue", "description": "Create an issue.",
    "inputSchema": {"type": "object", "properties": {
        "project": {"type": "string"}, "title": {"type": "string"}}}}]}"#;

/// A folder with a server that lists what the file holds that its first argument names.
fn folder(configuration: &str) -> Folder {
    let files = [("web.json", WEB), ("crm.json", CRM), ("board.json", BOARD), ("none.json", NONE)];
    let folder = Folder::new(&[&[(".mcp.json", configuration)], &files[..]].concat());
    let methods = [
        ("server/discover", UNKNOWN),
        ("initialize", INITIALIZE),
        ("tools/list", "result \"$(cat \"$1\")\""),
    ];
    write(&folder, "touch started; [ -z \"$FAILS\" ] || exit 9", &methods);
    folder
}

const NONE: &str = r#"{"tools": []}"#;

const THREE: &str = r#"{"mcpServers": {
    "web": {"command": "sh", "args": ["server.sh", "web.json", "--token=${MY_TOKEN}"]},
    "crm": {"command": "sh", "args": ["server.sh", "crm.json"], "env": {"MY_SETTING": "geheim-1"}},
    "our board": {"command": "sh", "args": ["server.sh", "board.json"]}
}}"#;

fn init(folder: &Folder, more: &[&str]) -> Ran {
    let init = ["init", "--client-config", ".mcp.json"];
    let mut command = folder.command(&[&init, more].concat());
    command.env("MY_TOKEN", "geheim-3").stdin(Stdio::null()).output().unwrap().into()
}

#[test]
fn every_server_has_its_catalog_and_policy_and_all_check() {
    let folder = folder(THREE);
    let ran = init(&folder, &["--yes", "-o", "agent"]).exits(0);
    let expected = "\
wrote `agent/mcpol.toml`, which lists
  crm: `agent/crm.mcpol` for `agent/crm.catalog.json`
  our board: `agent/our_board.mcpol` for `agent/our_board.catalog.json`
  web: `agent/web.mcpol` for `agent/web.catalog.json`
Read the policies and narrow them to what the agent is for, then run
  mcpol check agent
  mcpol access agent
  mcpol test agent
  mcpol compile --write agent
";
    assert_eq!(ran.out, expected);
    assert_none_left(&folder);
    let listed = "\
# The servers of one agent, each by the name that its client gives it.

[servers.crm]
policy = \"crm.mcpol\"

[servers.\"our board\"]
policy = \"our_board.mcpol\"

[servers.web]
policy = \"web.mcpol\"
";
    assert_eq!(folder.read("agent/mcpol.toml"), listed);
    for (command, said) in [
        (&["check", "agent"][..], "no findings in 3 files and 1 stack\n"),
        (&["access", "agent"], "3 servers\n"),
        (&["test", "agent"], "tests in 3 files"),
        (&["compile", "--write", "agent"], ""),
        (&["ci", "agent"], ""),
    ] {
        let ran = folder.run(command).exits(0);
        assert!(ran.out.contains(said), "{command:?}: {}", ran.out);
    }
    let names = ["crm", "our_board", "web"];
    let written = names.map(|it| {
        folder.read(&format!("agent/{it}.mcpol"))
            + &folder.read(&format!("agent/{it}.catalog.json"))
    });
    assert!(!(ran.out + &ran.err + &written.concat()).contains("geheim"));
}

/// What `init` writes for a server alone, the servers have together: but for ways out.
#[test]
fn no_flow_through_several_servers_is_left() {
    let folder = folder(THREE);
    init(&folder, &["--yes"]).exits(0);
    for name in ["crm", "web"] {
        let catalog = format!("{name}.catalog.json");
        let alone = folder.run(&["init", &catalog, "-o", &format!("alone/{name}.mcpol")]).exits(0);
        drop(alone);
        let alone = folder.read(&format!("alone/{name}.mcpol")).replace("../", "");
        assert_eq!(folder.read(&format!("{name}.mcpol")), alone);
    }
    let alone = folder.run(&["init", "our_board.catalog.json"]).exits(0).out;
    assert!(alone.contains("\nallow write tools {"), "{alone}");
    let board = folder.read("our_board.mcpol");
    assert!(board.contains("\napprove create_issue\n"), "{board}");
    assert!(board.contains("`mcpol explain toxic-flow`"), "{board}");
}

#[test]
fn a_catalog_that_lies_there_is_taken_and_nothing_started() {
    let folder = folder(
        r#"{"mcpServers": {
            "web": {"command": "no-such-program", "args": ["${input:token}"]},
            "crm": {"command": "sh", "args": ["server.sh", "crm.json"]},
            "off": {"command": "sh", "disabled": true}
        }}"#,
    );
    folder.write("web.catalog.json", WEB);
    folder.write("crm.catalog.json", CRM);
    let ran = init(&folder, &[]).exits(0);
    let said = "off: switched off\n\
                crm: not asked, its catalog is `crm.catalog.json`\n\
                web: not asked, its catalog is `web.catalog.json`\n";
    assert_eq!(ran.err, said);
    assert!(!folder.path("started").exists());
    assert_eq!(folder.read("web.catalog.json"), WEB);
    folder.run(&["check", ".", "--deny-warnings"]).exits(0);
    let first = folder.read("mcpol.toml") + &folder.read("web.mcpol") + &folder.read("crm.mcpol");
    init(&folder, &["--force", "--format", "json"]).exits(0);
    let again = folder.read("mcpol.toml") + &folder.read("web.mcpol") + &folder.read("crm.mcpol");
    assert_eq!(first, again);
}

#[test]
fn a_server_that_fails_is_told_and_nothing_is_written() {
    let folder = folder(
        r#"{"mcpServers": {
            "crm": {"command": "sh", "args": ["server.sh", "crm.json"]},
            "failing": {"command": "sh", "args": ["server.sh", "web.json"], "env": {"FAILS": "1"}},
            "web": {"command": "sh", "args": ["${input:token}"]}
        }}"#,
    );
    let ran = init(&folder, &["--yes", "-o", "agent"]).exits(2);
    for said in [
        "mcpol: failing: the server ended before it answered `initialize` (exit code 9)\n",
        "mcpol: web: `${input:token}` is known to the client only",
        "nothing was written; a server isn't asked whose catalog lies in the folder",
    ] {
        assert!(ran.err.contains(said), "{said}\n{}", ran.err);
    }
    assert_eq!(ran.out, "");
    assert!(!folder.path("agent").exists());
    init(&folder, &["--yes", "--server", "crm", "-o", "agent"]).exits(0);
    // What is wrong with a list is a fault, with the place of it.
    folder.write("agent/web.catalog.json", r#"{"tools": [{"name": ""}]}"#);
    let both = ["--yes", "--server", "crm", "--server", "web", "-o", "agent", "--force"];
    let before = folder.read("agent/mcpol.toml");
    let ran = init(&folder, &both).exits(1);
    assert!(ran.err.contains("agent/web.catalog.json:1:21"), "{}", ran.err);
    assert_eq!(folder.read("agent/mcpol.toml"), before);
}

#[test]
fn a_configuration_loses_no_server_and_nothing_else() {
    let folder = folder(THREE);
    init(&folder, &["--yes"]).exits(0);
    init(&folder, &["--yes", "--force"]).exits(0);
    let listed = folder.read("mcpol.toml");
    let ran = init(&folder, &["--yes", "--force", "--server", "crm"]).exits(2);
    let said = "`mcpol.toml` would lose line 6, `[servers.\"our board\"]`: name no server";
    assert!(ran.err.contains(said), "{}", ran.err);
    folder.write("mcpol.toml", format!("{listed}\n[lints]\nbroad-allow = \"warn\"\n"));
    let ran = init(&folder, &["--yes", "--force"]).exits(2);
    assert!(ran.err.contains("would lose line 12, `[lints]`"), "{}", ran.err);
}

#[test]
fn nothing_is_overwritten_unasked_and_nothing_started_then() {
    for file in ["agent/mcpol.toml", "agent/crm.mcpol"] {
        let folder = folder(THREE);
        folder.write(file, "# mine\n");
        let ran = init(&folder, &["--yes", "-o", "agent"]).exits(2);
        assert_eq!(ran.err, format!("mcpol: `{file}` already exists; `--force` overwrites it\n"));
        assert_eq!(folder.read(file), "# mine\n");
        assert!(!folder.path("started").exists() && !folder.path("agent/web.mcpol").exists());
        init(&folder, &["--yes", "-o", "agent", "--force"]).exits(0);
        folder.run(&["check", "agent"]).exits(0);
    }
    let folder = folder(THREE);
    let ran = init(&folder, &["-o", "agent"]).exits(2);
    assert!(ran.err.contains("crm: sh server.sh crm.json (MY_SETTING)\n"), "{}", ran.err);
    assert!(ran.err.contains("`--yes` starts the servers"), "{}", ran.err);
    assert!(!folder.path("started").exists() && !folder.path("agent").exists());
}

#[test]
fn names_that_make_no_files_are_refused_or_changed() {
    let server = |names: &[&str]| {
        let entry = r#"{"command": "sh", "args": ["server.sh", "crm.json"]}"#;
        let entries: Vec<_> =
            names.iter().map(|it| format!("{}: {entry}", serde_json::json!(it))).collect();
        folder(&format!("{{\"mcpServers\": {{{}}}}}", entries.join(", ")))
    };
    for (names, said) in [
        (&["a b", "a/B"][..], "`a b` and `a/B` would both be written to `a_b.catalog.json`"),
        (&["x", "x.catalog"], "`x.catalog.json`, which is the catalog of `x`"),
        (&[""], "a server needs a name"),
        (&[&"n".repeat(300)], "no file can be called after `nnn"),
    ] {
        let folder = server(names);
        let ran = init(&folder, &["--yes"]).exits(2);
        assert!(ran.err.replace("\n       ", " ").contains(said), "{}", ran.err);
        assert!(!folder.path("started").exists());
    }
    let odd = ["../up", "\u{1b}[31m\u{202e}", "q\"\\]", "[lints]\nx", "mcpol", "büro"];
    let folder = server(&odd);
    let ran = init(&folder, &["--yes", "-o", "agent"]).exits(0);
    assert!(!(ran.out + &ran.err).contains(|it| is_unsafe(it) && it != '\n'));
    let text = folder.read("agent/mcpol.toml");
    assert!(!text.contains(|it| is_unsafe(it) && it != '\n'), "{text}");
    assert!(text.contains("[servers.\"../up\"]\npolicy = \"_up.mcpol\"\n"), "{text}");
    assert!(text.contains("[servers.\"büro\"]\npolicy = \"büro.mcpol\"\n"), "{text}");
    folder.run(&["check", "agent"]).exits(0);
    let access = folder.run(&["access", "agent", "--format", "json"]).exits(0).json();
    let mut names: Vec<_> =
        access["policies"].as_array().unwrap().iter().map(|it| it["server"].clone()).collect();
    names.sort_by_key(|name| name.as_str().unwrap().to_owned());
    let mut odd = odd.map(serde_json::Value::from).to_vec();
    odd.sort_by_key(|name| name.as_str().unwrap().to_owned());
    assert_eq!(names, odd);
}

#[test]
fn a_server_without_tools_has_a_policy_that_allows_nothing() {
    let none = r#"{"command": "sh", "args": ["server.sh", "none.json"]}"#;
    let folder = folder(&format!(r#"{{"mcpServers": {{"none": {none}}}}}"#));
    init(&folder, &["--yes"]).exits(0);
    folder.run(&["check"]).exits(0);
    folder.run(&["access"]).exits(0);
}

#[test]
fn a_configuration_around_it_is_said_to_hold_no_more() {
    let folder = folder(THREE);
    folder.write("mcpol.toml", "pedantic = true\n");
    let ran = init(&folder, &["--yes", "-o", "agent"]).exits(0);
    assert!(
        ran.err.ends_with("`agent/mcpol.toml` holds here now, not `mcpol.toml`\n"),
        "{}",
        ran.err
    );
}

#[test]
fn what_is_no_folder_or_no_configuration_is_told() {
    let folder = folder(r#"{"mcpServers": {"off": {"command": "sh", "disabled": true}}}"#);
    let ran = init(&folder, &["--yes", "-o", "-"]).exits(2);
    assert!(ran.err.contains("need a folder"), "{}", ran.err);
    let ran = init(&folder, &["--yes"]).exits(2);
    assert!(ran.err.contains("`.mcp.json` has no server that is switched on"), "{}", ran.err);
    for (beside, said) in [
        (&["init", "web.json", "--client-config", ".mcp.json"][..], "cannot be used with"),
        (&["init", "--config", "a.toml", "--client-config", ".mcp.json"], "cannot be used with"),
        (&["init", "web.json", "--yes"], "cannot be used with"),
    ] {
        let ran = folder.run(beside).exits(2);
        assert!(ran.err.contains(said), "{}", ran.err);
    }
}
