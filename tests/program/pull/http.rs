//! Servers behind an address.

use std::io::Write;
use std::time::Duration;

use super::listener::{Heard, json, listen, response};
use crate::support::{Folder, Ran, is_unsafe};

const TOOLS: &str = r#"{"tools": [{"name": "a", "inputSchema": {"type": "object"}}]}"#;

fn run(address: &str, more: &[&str]) -> (Folder, Ran) {
    let folder = Folder::new(&[]);
    let timeout = if more.contains(&"--timeout") { &[][..] } else { &["--timeout", "2"] };
    let pull = ["catalog", "pull", "-o", "out.json", "--url", address];
    let mut command = folder.command(&[&pull, timeout, more].concat());
    let ran = command.env("NO_PROXY", "*").env("TEST_TOKEN", "geheim-42").output().unwrap().into();
    (folder, ran)
}

/// A server of 2025-06-18.
fn old(heard: &Heard) -> String {
    if heard.is("initialize") {
        let answer = heard.result(
            r#"{"protocolVersion": "2025-06-18", "serverInfo": {"name": "old", "version": "1"}}"#,
        );
        return answer.replacen("\r\n", "\r\nMcp-Session-Id: s-1\r\n", 1);
    }
    if heard.is("tools/list") {
        let message = heard.result(TOOLS);
        let message = message.split("\r\n\r\n").nth(1).unwrap();
        let ping = r#"{"jsonrpc": "2.0", "id": 5, "method": "ping"}"#;
        let events = format!(": hello\n\ndata: {ping}\n\nevent: message\ndata: {message}\n\n");
        return response("200 OK", "content-type: text/event-stream; charset=utf-8\r\n", &events);
    }
    if heard.is("server/discover") {
        return response("400 Bad Request", "", "no session");
    }
    response("202 Accepted", "", "")
}

/// A server of 2026-07-28.
fn new(heard: &Heard) -> String {
    if heard.is("server/discover") {
        return heard.result(
            r#"{"supportedVersions": ["2026-07-28"], "capabilities": {},
            "_meta": {"io.modelcontextprotocol/serverInfo": {"name": "new"}}}"#,
        );
    }
    heard.result(&TOOLS.replacen('{', r#"{"cacheScope": "private", "resultType": "complete", "#, 1))
}

#[test]
fn an_old_server_has_a_session() {
    let (address, heard) = listen(|heard, _| old(heard));
    let (folder, ran) = run(&address, &[]);
    let ran = ran.exits(0);
    assert_eq!(ran.err, "1 tool in 1 page, by MCP 2025-06-18, in `out.json`\n");
    let text = folder.read("out.json");
    assert!(text.contains(&format!("\"url\": \"{address}\"")), "{text}");
    let heard: Vec<Heard> = heard.try_iter().collect();
    let of = |method: &str| heard.iter().find(|heard| heard.is(method)).unwrap();
    for method in ["notifications/initialized", "tools/list"] {
        let head = &of(method).head;
        assert!(head.contains("mcp-session-id: s-1\r\n"), "{head}");
        assert!(head.contains("mcp-protocol-version: 2025-06-18\r\n"), "{head}");
    }
    assert!(!of("initialize").head.contains("mcp-protocol-version"));
    assert!(heard.iter().any(|it| it.body == r#"{"id":5,"jsonrpc":"2.0","result":{}}"#));
    let last = &heard.last().unwrap().head;
    assert!(last.starts_with("delete ") && last.contains("mcp-session-id: s-1\r\n"), "{last}");
}

#[test]
fn a_new_server_is_told_of_each_request_in_headers() {
    let (address, heard) = listen(|heard, _| new(heard));
    let more = ["--header", "X-Team: geheim-77", "--header-env", "Authorization=TEST_TOKEN"];
    let (folder, ran) = run(&address, &more);
    let ran = ran.exits(0);
    let heard: Vec<Heard> = heard.try_iter().collect();
    assert_eq!(heard.len(), 2);
    for (heard, method) in heard.iter().zip(["server/discover", "tools/list"]) {
        let head = &heard.head;
        assert!(head.contains("mcp-protocol-version: 2026-07-28\r\n"), "{head}");
        assert!(head.contains(&format!("mcp-method: {method}\r\n")), "{head}");
        assert!(
            head.contains("x-team: geheim-77\r\nauthorization: bearer geheim-42\r\n"),
            "{head}"
        );
    }
    let text = folder.read("out.json");
    assert!(
        text.contains("\"headers\": [\n      \"Authorization\",\n      \"X-Team\"\n    ]"),
        "{text}"
    );
    assert!(text.contains("\"cacheScope\": \"private\""), "{text}");
    assert!(!(ran.err + &text).contains("geheim"));
}

#[test]
fn redirects_are_named_and_not_followed() {
    let (inner, heard) = listen(|heard, _| new(heard));
    let to = format!("{inner}?token=geheim-1\u{1b}[31m");
    let (address, _) = listen(move |_, _| {
        response(
            "307 Temporary Redirect",
            &format!("location: {}\r\n", to.replace('\u{1b}', "")),
            "",
        )
    });
    let (folder, ran) = run(&address, &["--header", "X-Key: geheim-2"]);
    let ran = ran.exits(2);
    let said = ran.err.replace("\n       ", " ");
    assert!(said.contains(&format!("the server redirects to `{inner}?***` (HTTP 307)")), "{said}");
    assert!(!said.contains("geheim"), "{said}");
    assert_eq!((heard.try_iter().count(), folder.names()), (0, Vec::new()));
}

#[test]
fn what_is_no_answer_is_an_error_in_time() {
    let late = |method: &'static str| {
        move |heard: &Heard, _: &mut std::net::TcpStream| {
            if heard.is(method) {
                std::thread::sleep(Duration::from_secs(3));
            }
            old(heard)
        }
    };
    let cases: Vec<(String, &str)> = vec![
        (listen(|_, _| response("401 Unauthorized", "", "")).0, "the server wants to know who asks (HTTP 401)"),
        (listen(|_, _| response("404 Not Found", "", "\u{1b}[31m")).0, "the server doesn't take `initialize`: HTTP 404"),
        (listen(|_, _| response("200 OK", "content-type: text/html\r\n", "<html>")).0, "its answer is of the type \"text/html\""),
        (listen(|_, _| json("[]")).0, "the server ended before it answered `initialize` (its answer has ended)"),
        (listen(|_, _| json("")).0, "the server ended before it answered `initialize` (its answer has ended)"),
        (listen(|heard, _| {
            let body = r#"{"jsonrpc": "2.0", "id": null, "error": {"code": -32000, "message": "\u001b[31mno"}}"#;
            if heard.is("tools/list") { response("400 Bad Request", "", body) } else { old(heard) }
        }).0, "the server doesn't take `tools/list`: HTTP 400, \\u{1b}[31mno (-32000)"),
        (listen(|_, _| String::new()).0, "can't call the server: "),
        (listen(late("tools/list")).0, "no answer to `tools/list` within 2 s"),
        (listen(late("initialize")).0, "no answer to `initialize` within 2 s"),
        ("http://127.0.0.1:1/mcp".to_owned(), "can't call the server: "),
        ("file:///etc/passwd".to_owned(), "can't call the server: "),
        ("nonsense".to_owned(), "can't call the server: "),
    ];
    for (address, words) in cases {
        let (folder, ran) = run(&address, &[]);
        let ran = ran.exits(2);
        let said = ran.err.replace("\n       ", " ");
        assert!(said.contains(words), "{words}: {said}");
        assert!(!said.contains(|it| is_unsafe(it) && it != '\n'), "{said}");
        assert!(folder.names().is_empty());
    }
}

#[test]
fn bodies_that_never_end_are_refused() {
    let endless = |kind: &'static str, part: &'static str| {
        listen(move |heard, stream| {
            if !heard.is("tools/list") {
                return old(heard);
            }
            let head =
                format!("HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\nconnection: close\r\n\r\n");
            let part = part.replace("NOISE", &"x".repeat(1_000)).repeat(1_000);
            let mut next = stream.write_all(head.as_bytes());
            while next.is_ok() {
                next = stream.write_all(part.as_bytes());
            }
            String::new()
        })
    };
    for (kind, part, words) in [
        ("application/json", "          ", "the server sent a message of more than 16 MiB"),
        ("text/event-stream", "data: x\n", "the server sent a message of more than 16 MiB"),
        ("text/event-stream", ": ping\n\n", "the server sent a message of more than 16 MiB"),
        ("text/event-stream", "data: NOISE\n\n", "the server sent more than 64 MiB"),
    ] {
        let (_, ran) = run(&endless(kind, part).0, &["--timeout", "30"]);
        let ran = ran.exits(2);
        assert!(ran.err.contains(words), "{words}: {}", ran.err);
    }
}

#[test]
fn a_stream_that_goes_on_without_an_answer_ends_in_time() {
    let (address, _) = listen(|heard, stream| {
        if !heard.is("tools/list") {
            return old(heard);
        }
        let head =
            "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n";
        let mut next = stream.write_all(head.as_bytes());
        while next.is_ok() {
            std::thread::sleep(Duration::from_millis(50));
            next = stream.write_all(
                b"data: {\"jsonrpc\": \"2.0\", \"method\": \"notifications/progress\"}\n\n",
            );
        }
        String::new()
    });
    let (_, ran) = run(&address, &[]);
    let ran = ran.exits(2);
    assert!(ran.err.contains("no answer to `tools/list` within 2 s"), "{}", ran.err);
}

#[test]
fn headers_are_read_without_showing_them() {
    let cases = [
        (["--header", "geheim"], "write `--header 'Name: value'`"),
        (["--header", "Na me: geheim"], "the header `Na me` can't be sent"),
        (["--header", "Name: geh\neim"], "the header `Name` can't be sent"),
        (["--header-env", "Name"], "write `--header-env Name=VARIABLE`"),
        (["--header-env", "Name=NO_SUCH_THING"], "the variable `NO_SUCH_THING` isn't set"),
    ];
    for (more, words) in cases {
        let (_, ran) = run("http://127.0.0.1:1/", &more);
        let ran = ran.exits(2);
        let said = ran.err.replace("\n       ", " ");
        assert!(said.contains(words) && !said.contains("geh"), "{said}");
    }
}
