//! Servers that mean harm or are broken: each is a clear error within its time, and leaves no file
//! and no process behind.

use std::process::{Command, Stdio};
use std::time::Duration;

use super::script::{INITIALIZE, TOOLS, UNKNOWN, assert_none_left, left, pull, pull_with, write};
use crate::support::{Folder, is_unsafe};

/// A server that begins well and then does this at `tools/list`.
#[track_caller]
fn said(first: &str, list: &str) -> String {
    said_by(
        first,
        &[("server/discover", UNKNOWN), ("initialize", INITIALIZE), ("tools/list", list)],
    )
}

#[track_caller]
fn said_by(first: &str, methods: &[(&str, &str)]) -> String {
    let folder = Folder::new(&[]);
    let ran = pull_with(&folder, &["--timeout", "1"], first, methods).exits(2);
    assert!(!folder.path("out.json").exists());
    assert_none_left(&folder);
    assert!(!ran.err.contains(|it| is_unsafe(it) && it != '\n'), "{}", ran.err);
    ran.err.replace("\n       ", " ")
}

#[test]
fn lists_that_never_end_are_refused() {
    let itself = said("", r#"result '{"tools": [], "nextCursor": "1"}'"#);
    assert!(
        itself.contains("mcpol: the server gave the cursor `1` twice: its list never ends"),
        "{itself}"
    );
    let ever = said("n=0", r#"n=$((n+1)); result "{\"tools\": [], \"nextCursor\": \"$n\"}""#);
    assert!(ever.contains("the server's list has"), "{ever}");
    let large = said(
        "",
        r#"result "{\"tools\": [], \"nextCursor\": \"$(head -c 100000 /dev/zero | tr '\0' x)\"}""#,
    );
    assert!(large.contains("cursor"), "{large}");
}

#[test]
fn messages_that_never_end_are_refused() {
    let said = said("", "head -c 1073741824 /dev/zero | tr '\\0' x");
    assert!(said.contains("the server sent a message of more than 16 MiB"), "{said}");
}

#[test]
fn what_comes_without_end_is_refused() {
    let said = said("", "yes \"$(head -c 1000000 /dev/zero | tr '\\0' x)\"");
    assert!(
        said.contains("the server sent more than 64 MiB") || said.contains("no answer"),
        "{said}"
    );
}

#[test]
fn lines_that_are_no_messages_are_shown_and_skipped() {
    let folder = Folder::new(&[]);
    let banner = "printf 'Listening \\033[31mhere\\n[1, 2]\\n{\"level\": \"info\"}\\n\\n\\377\\n'";
    let methods = [("server/discover", UNKNOWN), ("initialize", INITIALIZE), ("tools/list", TOOLS)];
    let ran = pull(&folder, banner, &methods).exits(0);
    let lines: Vec<&str> = ran.err.lines().collect();
    let expected = [
        "no message, skipped: `Listening \\u{1b}[31mhere`",
        "no message, skipped: `[1, 2]`",
        "no message, skipped: `{\"level\": \"info\"}`",
        "no message, skipped: `\u{fffd}`",
        "1 tool in 1 page, by MCP 2025-06-18, in `out.json`",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn silence_ends() {
    let none = said_by("", &[]);
    assert!(none.contains("no answer to `initialize` within 1 s"), "{none}");
    let late = said("", &format!("sleep 3; {TOOLS}"));
    assert!(late.contains("no answer to `tools/list` within 1 s"), "{late}");
    let noisy = said("", "while :; do echo noise; sleep 0.1; done");
    assert!(noisy.contains("no answer to `tools/list` within 1 s"), "{noisy}");
}

#[test]
fn processes_that_stay_are_ended() {
    for first in [
        "trap '' TERM INT HUP",
        "trap '' TERM; (trap '' TERM; sleep 1000) & setsid sleep 1000 & setsid sh -c 'sleep 1000 & sleep 1000' &",
        "setsid sh -c 'trap \"\" TERM HUP; setsid sh -c \"sleep 1000 & exec sleep 1000\" &' <&- >&- 2>&- &",
    ] {
        let folder = Folder::new(&[]);
        let methods = [
            ("server/discover", UNKNOWN),
            ("initialize", INITIALIZE),
            ("tools/list", "result '{\"tools\": []}'; exec <&-; while :; do sleep 1; done"),
        ];
        pull(&folder, first, &methods).exits(0);
        assert_none_left(&folder);
    }
}

#[test]
fn an_interrupted_run_leaves_nothing() {
    for signal in ["-INT", "-TERM"] {
        let folder = Folder::new(&[]);
        write(&folder, "trap '' TERM INT; touch started; setsid sleep 1000 &", &[]);
        let pull = ["catalog", "pull", "-o", "out.json", "--", "sh", "server.sh"];
        let mut run = folder.command(&pull).stderr(Stdio::null()).spawn().unwrap();
        while !folder.path("started").exists() || left(&folder).len() < 3 {
            std::thread::sleep(Duration::from_millis(10));
        }
        Command::new("kill").args([signal, &run.id().to_string()]).output().unwrap();
        assert_eq!(run.wait().unwrap().code(), None);
        assert_none_left(&folder);
        assert!(!folder.path("out.json").exists());
    }
}

#[test]
fn names_with_control_characters_are_refused_and_escaped() {
    let folder = Folder::new(&[]);
    let list = r#"result '{"tools": [{"name": "a\u001b[31m"}]}'"#;
    let methods = [("server/discover", UNKNOWN), ("initialize", INITIALIZE), ("tools/list", list)];
    let ran = pull(&folder, "", &methods).exits(1);
    assert!(ran.err.contains("error[tool-name]"), "{}", ran.err);
    assert!(!ran.err.contains('\u{1b}'), "{}", ran.err);
    assert!(!folder.path("out.json").exists());
}

#[test]
fn what_the_server_says_of_itself_is_escaped() {
    let folder = Folder::new(&[]);
    let initialize =
        r#"result '{"protocolVersion": "\u001b[31m\u202e", "serverInfo": {"name": "\u001b[31m"}}'"#;
    let methods = [("server/discover", UNKNOWN), ("initialize", initialize), ("tools/list", TOOLS)];
    let ran = pull(&folder, "", &methods).exits(0);
    assert!(!(ran.err + &folder.read("out.json")).contains(|it| is_unsafe(it) && it != '\n'));
}

#[test]
fn answers_that_are_none_are_refused() {
    let other = said("", r#"say '{"jsonrpc": "2.0", "id": 99, "result": {"tools": []}}'"#);
    assert!(
        other.contains(
            "the server answered another request than `tools/list`: the `id` is `99`, not 3"
        ),
        "{other}"
    );
    let text = said("", r#"say '{"jsonrpc": "2.0", "id": "3", "result": {"tools": []}}'"#);
    assert!(text.contains("the `id` is `\"3\"`, not 3"), "{text}");
    let error = said("", r#"error -32000 "\\u001b[31mno tools today""#);
    assert!(
        error.contains("the server refused `tools/list`: `\\u{1b}[31mno tools today` (-32000)"),
        "{error}"
    );
    let shape = said("", r#"result '{"tools": {}}'"#);
    assert!(shape.contains("can't be read: its `tools` are no list"), "{shape}");
    let none = said("", "result '{}'");
    assert!(none.contains("can't be read: it has no `tools`"), "{none}");
    let cursor = said("", r#"result '{"tools": [], "nextCursor": 1}'"#);
    assert!(cursor.contains("can't be read: its `nextCursor` is no text"), "{cursor}");
    let wants = said("", r#"result '{"resultType": "input_required"}'"#);
    assert!(wants.contains("its `resultType` is input_required"), "{wants}");
}

#[test]
fn answers_that_break_off_are_told() {
    let begun = r#"printf '{"jsonrpc": "2.0", "id": 3, "result": {"tools": ['"#;
    for list in [format!("{begun}; echo"), format!("{begun}; exit")] {
        let cut = said("", &list);
        assert!(cut.contains("the server's answer to `tools/list` can't be read: it breaks off"));
        assert!(!cut.contains("skipped") && !cut.contains("no answer"), "{cut}");
    }
    let broken = said("", r#"say '{"jsonrpc": "2.0", "id": 3, oops}'"#);
    assert!(broken.contains("can't be read: it is no JSON"), "{broken}");
}

#[test]
fn a_list_of_many_pages_says_little() {
    let folder = Folder::new(&[]);
    let list = r#"n=$((n+1)); if [ $n = 100 ]; then c=; else c=$n; fi
        result "{\"tools\": [{\"name\": \"t$n\"}], \"nextCursor\": \"$c\"}""#;
    let methods = [("server/discover", UNKNOWN), ("initialize", INITIALIZE), ("tools/list", list)];
    let ran = pull(&folder, "n=0", &methods).exits(0);
    assert_eq!(ran.err.lines().count(), 8, "{}", ran.err);
}

#[test]
fn servers_that_end_say_why() {
    let at_once = said_by("echo 'no key \u{1b}[31m' >&2; exit 7", &[]);
    assert!(
        at_once.contains("mcpol: the server ended before it answered `initialize` (exit code 7)"),
        "{at_once}"
    );
    assert!(at_once.contains("its standard error ends with:\n  no key \\u{1b}[31m\n"), "{at_once}");
    let closed = said_by("exec >&-", &[]);
    assert!(closed.contains("the server ended before it answered"), "{closed}");
    let long = said_by("yes 0123456789 | head -c 10000000 >&2; exit 1", &[]);
    assert!(long.len() < 6_000, "{}", long.len());
}

#[test]
fn a_server_that_reads_nothing_is_refused() {
    let list = r#"while :; do say '{"jsonrpc": "2.0", "id": 1, "method": "ping"}'; done"#;
    let said = said("", list);
    assert!(said.contains("no answer to `tools/list`") || said.contains("takes no more"), "{said}");
}

#[test]
fn two_tools_of_one_name_are_refused() {
    let folder = Folder::new(&[]);
    let list = r#"result '{"tools": [{"name": "a"}, {"name": "a", "title": "b"}]}'"#;
    let methods = [("server/discover", UNKNOWN), ("initialize", INITIALIZE), ("tools/list", list)];
    let ran = pull(&folder, "", &methods).exits(1);
    assert!(ran.err.contains("error[duplicate-tool]"), "{}", ran.err);
    assert!(!folder.path("out.json").exists());
}

#[test]
fn a_tool_with_an_odd_schema_is_kept_and_told() {
    let folder = Folder::new(&[]);
    let list = r#"result '{"tools": [{"name": "a", "inputSchema": true}]}'"#;
    let methods = [("server/discover", UNKNOWN), ("initialize", INITIALIZE), ("tools/list", list)];
    let ran = pull(&folder, "", &methods).exits(1);
    assert!(ran.err.contains("error[schema-shape]"), "{}", ran.err);
    assert!(folder.read("out.json").contains("\"inputSchema\": true"));
}

#[test]
fn a_line_that_breaks_off_is_shown_where_the_server_stays() {
    let said = said("", "printf '{\"jsonrpc\": \"2.0\", \"result\": {\"tools\": ['; sleep 20");
    assert!(
        said.contains(
            "no answer to `tools/list` within 1 s: the server's last line has no end: \
             `{\"jsonrpc\": \"2.0\", \"result\": {\"tools\": [`"
        ),
        "{said}"
    );
}
