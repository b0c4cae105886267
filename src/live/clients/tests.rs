//! Configurations as clients have them.

use super::*;
use crate::live::{Shown, Target};

fn variable(name: &str) -> Option<String> {
    let value = match name {
        "TOKEN" => "geheim-42",
        "PORT" => "8080",
        "HOME" => "/home/me",
        _ => return None,
    };
    Some(value.to_owned())
}

fn read(text: &str) -> Result<Vec<Configured>, String> {
    let folder = "/work".to_owned();
    configured(text, &Surroundings { variable: &variable, folder })
}

/// The one server of a configuration.
#[track_caller]
fn state(text: &str) -> State {
    let mut servers = read(text).unwrap();
    assert_eq!(servers.len(), 1, "{text}");
    servers.remove(0).state
}

#[track_caller]
fn target(text: &str) -> Target {
    match state(text) {
        State::Asked(target) => target,
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn every_client_is_read() {
    for text in [
        // Claude Desktop, Claude Code, Cursor, Gemini CLI.
        r#"{"mcpServers": {"s": {"command": "npx", "args": ["-y", "x"], "env": {"A": "b"}}}}"#,
        r#"{"mcpServers": {"s": {"type": "stdio", "command": "npx", "args": ["-y", "x"], "env": {"A": "b"}, "alwaysAllow": []}}}"#,
        // VS Code, in a file of its own and among its settings.
        "{ // ours\n \"inputs\": [], \"servers\": {\"s\": {\"type\": \"stdio\", \"command\": \"npx\", \"args\": [\"-y\", \"x\",], \"env\": {\"A\": \"b\"}}}}",
        r#"{"mcp": {"servers": {"s": {"command": "npx", "args": ["-y", "x"], "env": {"A": "b"}}}}}"#,
        // Codex.
        "model = \"x\"\n[mcp_servers.s]\ncommand = \"npx\"\nargs = [\"-y\", \"x\"]\n[mcp_servers.s.env]\nA = \"b\"\n",
        // Zed, as it is and as it was.
        r#"{"context_servers": {"s": {"source": "custom", "command": "npx", "args": ["-y", "x"], "env": {"A": "b"}}}}"#,
        r#"{"context_servers": {"s": {"command": {"path": "npx", "args": ["-y", "x"], "env": {"A": "b"}}}}}"#,
        // OpenCode.
        r#"{"mcp": {"s": {"type": "local", "command": ["npx", "-y", "x"], "environment": {"A": "b"}, "enabled": true}}}"#,
    ] {
        let Target::Command(command) = target(text) else { panic!("{text}") };
        assert_eq!(command.words, ["npx", "-y", "x"], "{text}");
        assert_eq!(command.environment, [("A".to_owned(), "b".to_owned())], "{text}");
    }
    for text in [
        r#"{"mcpServers": {"s": {"type": "http", "url": "https://a.example/mcp", "headers": {"Authorization": "Bearer ${TOKEN}"}}}}"#,
        r#"{"mcpServers": {"s": {"serverUrl": "https://a.example/mcp", "headers": {"Authorization": "Bearer ${env:TOKEN}"}}}}"#,
        r#"{"mcpServers": {"s": {"httpUrl": "https://a.example/mcp", "headers": {"Authorization": "Bearer geheim-42"}}}}"#,
        "[mcp_servers.s]\nurl = \"https://a.example/mcp\"\nbearer_token_env_var = \"TOKEN\"\n",
        "[mcp_servers.s]\nurl = \"https://a.example/mcp\"\nhttp_headers = {Authorization = \"Bearer geheim-42\"}\n",
    ] {
        let Target::Url(url) = target(text) else { panic!("{text}") };
        assert_eq!(url.address, "https://a.example/mcp", "{text}");
        let header = ("Authorization".to_owned(), "Bearer geheim-42".to_owned());
        assert_eq!(url.headers, [header], "{text}");
    }
}

#[test]
fn variables_are_replaced_and_their_names_shown() {
    let target = target(
        r#"{"mcpServers": {"s": {"command": "${userHome}/bin/s", "cwd": "${workspaceFolder}",
            "args": ["--port=${PORT}", "${NONE:-else}", "--t=${TOKEN}", "${", "$x"]}}}"#,
    );
    let Target::Command(command) = &target else { panic!() };
    let words = ["/home/me/bin/s", "--port=8080", "else", "--t=geheim-42", "${", "$x"];
    assert_eq!(command.words, words);
    assert_eq!(command.folder.as_deref(), Some(std::path::Path::new("/work")));
    let shown =
        ["${userHome}/bin/s", "--port=${PORT}", "${NONE:-else}", "--t=${TOKEN}", "${", "$x"];
    assert_eq!(target.shown(), Shown::Command(shown.map(str::to_owned).into()));
    assert_eq!(target.concealed().hide("got geheim-42"), "got ***");
}

#[test]
fn values_of_other_clients_are_replaced() {
    let of_command = target(
        r#"{"mcp": {"s": {"command": ["s", "{env:PORT}", "$TOKEN"], "environment": {
            "A": "{env:TOKEN}", "B": "$TOKEN", "C": "a $TOKEN b", "D": "$", "E": "{", "F": "{env:"}}}}"#,
    );
    let Target::Command(command) = &of_command else { panic!() };
    assert_eq!(command.words, ["s", "8080", "$TOKEN"]);
    let values: Vec<&str> = command.environment.iter().map(|(_, value)| &**value).collect();
    assert_eq!(values, ["geheim-42", "geheim-42", "a $TOKEN b", "$", "{", "{env:"]);
    let of_url = target(
        r#"{"mcpServers": {"s": {"url": "x", "headers": {"A": "Bearer $TOKEN", "B": "Bearer {env:TOKEN}"}}}}"#,
    );
    let Target::Url(url) = &of_url else { panic!() };
    assert!(url.headers.iter().all(|(_, value)| value == "Bearer geheim-42"), "{url:?}");
}

#[test]
fn servers_of_a_folder_and_those_left_out() {
    let servers = read(
        r#"{"mcpServers": {"a": {"command": "x"}, "b": {"command": "y"}},
            "projects": {"/work": {"mcpServers": {"b": {"command": "own"}, "c": {"command": "z"}}},
                         "/other": {"mcpServers": {"d": {"command": "z"}}}}}"#,
    );
    let servers = servers.unwrap();
    let programs: Vec<_> =
        servers.iter().map(|it| (&*it.name, format!("{:?}", it.state))).collect();
    let is = |at: usize, name: &str, program: &str| {
        programs[at].0 == name && programs[at].1.contains(program)
    };
    assert_eq!(programs.len(), 3);
    assert!(is(0, "a", "\"x\"") && is(1, "b", "\"own\"") && is(2, "c", "\"z\""), "{programs:?}");
    for (lists, off) in [
        (r#"{"excluded": ["a"]}"#, ["a"].as_slice()),
        (r#"{"allowed": ["a"]}"#, &["b"]),
        (r#"{"allowed": ["a"], "excluded": ["a"]}"#, &["a", "b"]),
        ("{}", &[]),
    ] {
        let text = format!(
            r#"{{"mcpServers": {{"a": {{"command": "x"}}, "b": {{"command": "y"}}}}, "mcp": {lists}}}"#
        );
        let servers = read(&text).unwrap();
        let is_off = |it: &&Configured| matches!(it.state, State::Off);
        let found: Vec<&str> = servers.iter().filter(is_off).map(|it| &*it.name).collect();
        assert_eq!(found, off, "{lists}");
    }
}

#[test]
fn what_cannot_be_asked_says_why() {
    let entry = |entry: &str| state(&format!(r#"{{"mcpServers": {{"s": {entry}}}}}"#));
    for off in [r#"{"command": "x", "disabled": true}"#, r#"{"command": "x", "enabled": false}"#] {
        assert!(matches!(entry(off), State::Off));
    }
    for (text, reason) in [
        ("1", "its entry is no object"),
        ("{}", "it has neither a `command` nor a `url`"),
        (
            r#"{"type": "sse", "url": "x"}"#,
            "it speaks HTTP+SSE, the transport of 2024, which mcpol doesn't",
        ),
        (r#"{"command": "x", "args": "y"}"#, "its `args` are no list"),
        (r#"{"command": "x", "args": [[]]}"#, "its command line holds something else than texts"),
        (r#"{"command": "x", "env": {"A": []}}"#, "its `env` is no object of texts"),
        (r#"{"command": "${NONE}"}"#, "the variable `NONE` isn't set"),
        (r#"{"command": "${input:key}"}"#, "`${input:key}` is known to the client only"),
        (r#"{"command": "{file:./key}"}"#, "`{file:./key}` is known to the client only"),
        (r#"{"command": "x", "env": {"A": "$NONE"}}"#, "the variable `NONE` isn't set"),
        (
            r#"{"type": "htttp", "url": "x"}"#,
            "its `type` `htttp` is none that mcpol knows; did you mean `http`?",
        ),
        (r#"{"command": "x", "url": "y"}"#, "it has a `command` and an address: leave one out"),
    ] {
        let State::Unusable(said) = entry(text) else { panic!("{text}") };
        assert_eq!(said, reason, "{text}");
    }
}

#[test]
fn what_is_no_configuration_is_refused() {
    for (text, reason) in [
        ("[]", "it is neither JSON nor TOML (line 1)"),
        (
            "{\"a\": {}}",
            "it names no servers: there is none of `mcpServers`, `servers`, `mcp_servers`, `context_servers`, `mcp`",
        ),
    ] {
        assert_eq!(read(text).unwrap_err(), reason);
    }
}
