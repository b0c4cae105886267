//! Every server of a client's configuration.

use std::process::Stdio;

use super::listener::{Heard, listen};
use super::script::{INITIALIZE, TOOLS, UNKNOWN, assert_none_left, write};
use crate::support::{Folder, Ran};

/// A folder with a script for a server.
fn folder(configuration: &str) -> Folder {
    let folder = Folder::new(&[(".mcp.json", configuration)]);
    let first = "echo \"starting with $MY_SETTING\" >&2; [ -z \"$FAILS\" ] || exit 9";
    let methods = [("server/discover", UNKNOWN), ("initialize", INITIALIZE), ("tools/list", TOOLS)];
    write(&folder, first, &methods);
    folder
}

fn pull(folder: &Folder, more: &[&str]) -> Ran {
    let pull = ["catalog", "pull", "--client-config", ".mcp.json"];
    let mut command = folder.command(&[&pull, more].concat());
    command.env("NO_PROXY", "*").env("MY_TOKEN", "geheim-3").stdin(Stdio::null());
    command.output().unwrap().into()
}

fn new(heard: &Heard) -> String {
    let result = r#"{"supportedVersions": ["2026-07-28"], "tools": []}"#;
    heard.result(result)
}

#[test]
fn every_server_is_asked_and_has_its_catalog() {
    let (address, heard) = listen(|heard, _| new(heard));
    let configuration = r#"{"mcpServers": {
        "one": {"command": "sh", "args": ["server.sh", "--token=${MY_TOKEN}"], "env": {"MY_SETTING": "geheim-1"}},
        "Two/../b": {"command": "sh", "args": ["server.sh"]},
        "web": {"url": "ADDRESS", "headers": {"X-Key": "geheim-2"}},
        "failing": {"command": "sh", "args": ["server.sh"], "env": {"FAILS": "1", "MY_SETTING": "geheim-4"}},
        "off": {"command": "sh", "disabled": true}
    }}"#;
    let folder = folder(&configuration.replace("ADDRESS", &address));
    let ran = pull(&folder, &["--yes", "-o", "catalogs"]).exits(2);
    let first = ran.err.lines().take(5).collect::<Vec<_>>();
    let listed = [
        "off: switched off",
        "Two/../b: sh server.sh",
        "failing: sh server.sh (FAILS, MY_SETTING)",
        "one: sh server.sh --token=*** (MY_SETTING)",
    ];
    assert_eq!(first[..4], listed);
    assert_eq!(first[4], format!("web: {address} (X-Key)"));
    for said in [
        "one: 1 tool in 1 page, by MCP 2025-06-18, in `catalogs/one.catalog.json`\n",
        "Two/../b: 1 tool in 1 page, by MCP 2025-06-18, in `catalogs/Two_.._b.catalog.json`\n",
        "web: 0 tools in 1 page, by MCP 2026-07-28, in `catalogs/web.catalog.json`\n",
        "mcpol: failing: the server ended before it answered `initialize` (exit code 9)\n",
        "failing: its standard error ends with:\n  starting with ***\n",
    ] {
        assert!(ran.err.contains(said), "{said}{}", ran.err);
    }
    let text = folder.read("catalogs/one.catalog.json");
    assert!(text.contains("\"environment\": [\n      \"MY_SETTING\"\n    ]"), "{text}");
    assert!(!folder.path("catalogs/failing.catalog.json").exists());
    assert!(heard.try_iter().all(|heard| heard.head.contains("x-key: geheim-2\r\n")));
    let files =
        ["one", "Two_.._b", "web"].map(|it| folder.read(&format!("catalogs/{it}.catalog.json")));
    assert!(!(ran.out + &ran.err + &files.concat()).contains("geheim"));
    assert_none_left(&folder);
}

#[test]
fn nothing_is_started_before_somebody_agrees() {
    let folder = folder(r#"{"mcpServers": {"one": {"command": "sh", "args": ["server.sh"]}}}"#);
    let ran = pull(&folder, &[]).exits(2);
    assert!(ran.err.contains("one: sh server.sh\n") && ran.err.contains("`--yes`"), "{}", ran.err);
    assert_eq!(folder.names(), [".mcp.json", "server.sh"]);
    pull(&folder, &["--yes"]).exits(0);
    assert_eq!(folder.names(), [".mcp.json", "heard", "one.catalog.json", "server.sh"]);
}

#[test]
fn only_the_servers_that_are_named_are_asked() {
    let configuration = r#"{"servers": {
        "one": {"command": "sh", "args": ["server.sh"]},
        "two": {"command": "no-such-program", "args": ["${input:token}"]}
    }}"#;
    let folder = folder(configuration);
    pull(&folder, &["--yes", "--server", "one"]).exits(0);
    let ran = pull(&folder, &["--yes", "--server", "tow"]).exits(2);
    assert!(ran.err.contains("no server `tow`; did you mean `two`?"), "{}", ran.err);
    let ran = pull(&folder, &["--yes", "--server", "two"]).exits(2);
    assert!(
        ran.err.contains("mcpol: two: `${input:token}` is known to the client only"),
        "{}",
        ran.err
    );
}

#[test]
fn no_file_is_written_twice_or_over_something_else() {
    let one = r#"{"command": "sh", "args": ["server.sh"]}"#;
    let twice = folder(&format!(r#"{{"mcpServers": {{"a b": {one}, "a/B": {one}}}}}"#));
    let ran = pull(&twice, &["--yes"]).exits(2);
    assert!(ran.err.contains("`a b` and `a/B` would both be written to"), "{}", ran.err);
    let other = folder(&format!(r#"{{"mcpServers": {{"a": {one}}}}}"#));
    other.write("a.catalog.json", r#"{"version": "1", "default": "deny"}"#);
    let ran = pull(&other, &["--yes"]).exits(2);
    assert!(ran.err.contains("it holds the gateway's JSON"), "{}", ran.err);
    assert!(!other.path("heard").exists() && !twice.path("heard").exists());
}

#[test]
fn a_file_that_is_no_configuration_is_not_shown() {
    let folder = folder("{\"key\": \"geheim\"");
    let ran = pull(&folder, &["--yes"]).exits(2);
    let said = "mcpol: can't use `.mcp.json`: it is not JSON (line 1, column 16)\n";
    assert_eq!(ran.err, said);
}
