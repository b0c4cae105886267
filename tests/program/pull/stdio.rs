//! Servers that do what they should.

use super::script::{DISCOVER, INITIALIZE, TOOLS, UNKNOWN, assert_none_left, pull, write};
use crate::support::Folder;

const OLD: &str = r#"{
  "server": {
    "name": "old",
    "version": "1.2",
    "protocol": "2025-06-18",
    "command": [
      "sh",
      "server.sh"
    ]
  },
  "tools": [
    {
      "name": "a",
      "inputSchema": {
        "type": "object"
      }
    }
  ]
}
"#;

#[test]
fn an_old_server_is_initialized() {
    let folder = Folder::new(&[]);
    let methods = [("server/discover", UNKNOWN), ("initialize", INITIALIZE), ("tools/list", TOOLS)];
    let ran = pull(&folder, "", &methods).exits(0);
    assert_eq!(ran.err, "1 tool in 1 page, by MCP 2025-06-18, in `out.json`\n");
    assert_eq!(folder.read("out.json"), OLD);
    let heard = folder.read("heard");
    assert!(heard.contains("notifications/initialized"), "{heard}");
    // What was written is read, and may be written again.
    folder.run(&["catalog", "show", "out.json"]).exits(0);
    assert_eq!(folder.run(&["catalog", "join", "out.json"]).exits(0).out, OLD);
    pull(&folder, "", &methods).exits(0);
    assert_none_left(&folder);
}

#[test]
fn a_new_server_is_not() {
    let folder = Folder::new(&[]);
    let list =
        r#"result '{"tools": [], "ttlMs": 0, "cacheScope": "private", "resultType": "complete"}'"#;
    let ran = pull(&folder, "", &[("server/discover", DISCOVER), ("tools/list", list)]).exits(0);
    assert_eq!(ran.err, "0 tools in 1 page, by MCP 2026-07-28, in `out.json`\n");
    let (heard, text) = (folder.read("heard"), folder.read("out.json"));
    assert!(!heard.contains("\"initialize\""), "{heard}");
    let requests = heard.lines().filter(|line| {
        line.contains("\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"")
            && line.contains("\"io.modelcontextprotocol/clientCapabilities\":{}")
    });
    assert_eq!(requests.count(), 2, "{heard}");
    assert!(text.contains("\"cacheScope\": \"private\""), "{text}");
}

#[test]
fn a_server_that_is_silent_to_the_first_question_is_asked_the_older_one() {
    let folder = Folder::new(&[]);
    pull(&folder, "", &[("initialize", INITIALIZE), ("tools/list", TOOLS)]).exits(0);
    assert_eq!(folder.read("out.json"), OLD);
}

#[test]
fn a_server_that_ends_at_the_first_question_is_started_again() {
    let folder = Folder::new(&[]);
    let methods =
        [("server/discover", "exit 3"), ("initialize", INITIALIZE), ("tools/list", TOOLS)];
    pull(&folder, "", &methods).exits(0);
    assert_eq!(folder.read("out.json"), OLD);
}

#[test]
fn a_new_server_may_be_slow_to_start() {
    let folder = Folder::new(&[]);
    let methods = [("server/discover", DISCOVER), ("initialize", UNKNOWN), ("tools/list", TOOLS)];
    pull(&folder, "sleep 2", &methods).exits(0);
    assert!(folder.read("out.json").contains("2026-07-28"));
}

#[test]
fn every_page_is_asked_for_and_everything_is_kept() {
    let folder = Folder::new(&[]);
    let pages = r#"case "$line" in
      *'"cursor":"2"'*) result '{"tools": [{"name": "a", "_meta": null, "x-own": [1.0, 1e3]}]}';;
      *) result '{"tools": [{"name": "b", "inputSchema": {"type": "object"}, "execution": {"taskSupport": "optional"}}], "nextCursor": "2"}';;
    esac"#;
    let methods = [("server/discover", UNKNOWN), ("initialize", INITIALIZE), ("tools/list", pages)];
    let ran = pull(&folder, "", &methods).exits(0);
    assert_eq!(ran.err, "1 tool so far\n2 tools in 2 pages, by MCP 2025-06-18, in `out.json`\n");
    let text = folder.read("out.json");
    let tools = text.split("\"tools\": ").nth(1).unwrap();
    let expected = r#"[
    {
      "name": "a",
      "_meta": null,
      "x-own": [
        1.0,
        1e3
      ]
    },
    {
      "name": "b",
      "inputSchema": {
        "type": "object"
      },
      "execution": {
        "taskSupport": "optional"
      }
    }
  ]
}
"#;
    assert_eq!(tools, expected);
}

#[test]
fn an_empty_cursor_ends_the_list() {
    let folder = Folder::new(&[]);
    let list = r#"result '{"tools": [{"name": "a"}], "nextCursor": ""}'"#;
    let methods = [("server/discover", UNKNOWN), ("initialize", INITIALIZE), ("tools/list", list)];
    let ran = pull(&folder, "", &methods).exits(0);
    assert_eq!(ran.err, "1 tool in 1 page, by MCP 2025-06-18, in `out.json`\n");
    folder.run(&["catalog", "show", "out.json"]).exits(0);
}

#[test]
fn what_is_no_program_is_told_how_to_write() {
    let cases: [(&[&str], &str); 4] = [
        (
            &["https://mcp.acme.example/mcp?key=geheim"],
            "no such program; an address is called with `--url`",
        ),
        (&["API_KEY=geheim", "serve"], "no such program; write `env` before it"),
        (
            &["serve --token geheim"],
            "no such program; write each word as its own argument, without quotes around them all",
        ),
        (&["."], "it is a folder"),
    ];
    for (command, said) in cases {
        let folder = Folder::new(&[]);
        let ran = folder.run(&[&["catalog", "pull", "--"], command].concat()).exits(2);
        let err = ran.err.replace("\n       ", " ");
        assert!(err.contains(said) && !err.contains("geheim"), "{err}");
    }
}

#[test]
fn what_does_not_apply_is_refused() {
    let folder = Folder::new(&[("c.json", r#"{"mcpServers": {}}"#)]);
    for arguments in [
        &["--header", "A: b", "--", "true"][..],
        &["--header-env", "A=B", "--client-config", "c.json"],
        &["--server", "a", "--", "true"],
        &["--yes", "--url", "http://127.0.0.1:1/"],
    ] {
        let ran = folder.run(&[&["catalog", "pull"], arguments].concat()).exits(2);
        assert!(ran.err.contains("cannot be used with"), "{}", ran.err);
    }
}

#[test]
fn a_folder_that_is_missing_is_told() {
    let servers = r#"{"mcpServers": {"a": {"command": "sh", "cwd": "gone"}}}"#;
    let folder = Folder::new(&[("c.json", servers)]);
    let ran = folder.run(&["catalog", "pull", "--client-config", "c.json", "--yes"]).exits(2);
    assert!(ran.err.contains("there is no folder `gone`"), "{}", ran.err);
}

#[test]
fn secrets_of_the_command_line_are_not_written() {
    let folder = Folder::new(&[]);
    let list = r#"result '{"tools": [{"name": "a", "description": "Uses geheim-1, geheim-3."}]}'"#;
    let methods = [("server/discover", UNKNOWN), ("initialize", INITIALIZE), ("tools/list", list)];
    write(&folder, "", &methods);
    let pull = ["catalog", "pull", "-o", "out.json", "--", "sh", "server.sh"];
    let secret = [
        "--pat",
        "geheim-1",
        "-p",
        "geheim-2",
        "--user",
        "admin:geheim-3",
        "sk-proj-abcdefghijklmnopgeheim12345678",
        "Server=x;Password=geheim;",
        "--root",
        "/srv",
    ];
    folder.run(&[&pull[..], &secret].concat()).exits(0);
    let text = folder.read("out.json");
    assert!(!text.contains("geheim"), "{text}");
    assert!(text.contains("\"--root\",\n      \"/srv\""), "{text}");
    assert!(text.contains("Uses ***, ***."), "{text}");
}

#[test]
fn what_the_server_asks_is_answered() {
    let folder = Folder::new(&[]);
    let asks = r#"say '{"jsonrpc": "2.0", "id": "p", "method": "ping"}'
      say '{"jsonrpc": "2.0", "id": 7, "method": "roots/list"}'
      say '{"jsonrpc": "2.0", "id": 8, "method": "elicitation/create", "params": {}}'
      say '{"jsonrpc": "2.0", "id": 9, "method": "sampling/createMessage", "params": {}}'
      say '{"jsonrpc": "2.0", "method": "notifications/message", "params": {}}'
      read -r a; read -r b; read -r c; read -r d; say "$a$b$c$d" >answers"#;
    let list = format!("{asks}; {TOOLS}");
    let methods =
        [("server/discover", UNKNOWN), ("initialize", INITIALIZE), ("tools/list", &*list)];
    pull(&folder, "", &methods).exits(0);
    let answers = folder.read("answers");
    for answer in [
        r#"{"id":"p","jsonrpc":"2.0","result":{}}"#,
        r#"{"id":7,"jsonrpc":"2.0","result":{"roots":[]}}"#,
        r#"{"id":8,"jsonrpc":"2.0","result":{"action":"cancel"}}"#,
        r#""code":-32601"#,
    ] {
        assert!(answers.contains(answer), "{answers}");
    }
}

#[test]
fn the_catalog_goes_to_standard_output_where_no_file_is_named() {
    let folder = Folder::new(&[]);
    write(
        &folder,
        "",
        &[("server/discover", UNKNOWN), ("initialize", INITIALIZE), ("tools/list", TOOLS)],
    );
    let ran = folder.run(&["catalog", "pull", "--", "sh", "server.sh"]).exits(0);
    assert_eq!(ran.out, OLD);
    folder.run(&["catalog", "pull"]).exits(2);
}

#[test]
fn a_file_of_another_kind_stays_and_nothing_is_started() {
    let folder = Folder::new(&[("out.mcpol", "policy \"p\"\n")]);
    write(&folder, "touch started", &[]);
    let ran = folder.run(&["catalog", "pull", "-o", "out.mcpol", "--", "sh", "server.sh"]).exits(2);
    assert!(ran.err.contains("policies have this ending"), "{}", ran.err);
    assert_eq!(folder.names(), ["out.mcpol", "server.sh"]);
}

#[test]
fn secrets_of_the_environment_are_shown_by_nobody() {
    let folder = Folder::new(&[]);
    write(&folder, "echo \"key $MY_API_KEY\" >&2; echo \"out $MY_API_KEY\"; exit 4", &[]);
    let pull = ["catalog", "pull", "-o", "out.json", "--", "sh", "server.sh", "--token=geheim-77"];
    let mut command = folder.command(&pull);
    let ran = crate::support::Ran::from(command.env("MY_API_KEY", "geheim-42").output().unwrap());
    let ran = ran.exits(2);
    assert!(!ran.err.contains("geheim"), "{}", ran.err);
    assert!(ran.err.contains("key ***") && ran.err.contains("exit code 4"), "{}", ran.err);
}

#[test]
fn secrets_that_the_server_lists_are_not_written() {
    let folder = Folder::new(&[]);
    let list = r#"result "{\"tools\": [{\"name\": \"a\", \"description\": \"$MY_API_KEY in $MY_PLACE\"}]}""#;
    let methods = [("server/discover", UNKNOWN), ("initialize", INITIALIZE), ("tools/list", list)];
    write(&folder, "", &methods);
    let pull = ["catalog", "pull", "-o", "out.json", "--", "sh", "server.sh"];
    let mut command = folder.command(&pull);
    command.env("MY_API_KEY", "geheim-42").env("MY_PLACE", "production");
    assert!(command.output().unwrap().status.success());
    let text = folder.read("out.json");
    assert!(text.contains("\"description\": \"*** in production\""), "{text}");
}
