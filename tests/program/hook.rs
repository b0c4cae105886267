//! `mcpol hook`, started as agent clients start it: whatever goes wrong is a refusal.

use std::io::Write;
use std::process::{Child, Stdio};

use crate::support::{Folder, Ran};

const POLICY: &str =
    "policy \"p\"\nallow t { limit 100 per day }\nallow u\nallow v { limit 1 per hour }\n";

const CONFIG: &str = "[servers.s]\npolicy = \"p.mcpol\"\n";

const CLIENTS: [&str; 5] = ["claude", "codex", "gemini", "copilot", "cursor"];

fn folder() -> Folder {
    Folder::new(&[("mcpol.toml", CONFIG), ("p.mcpol", POLICY)])
}

fn call(tool: &str) -> String {
    format!(
        r#"{{"hook_event_name": "PreToolUse", "tool_name": "mcp__s__{tool}", "tool_input": {{"id": "secret-7"}}}}"#
    )
}

fn hook(folder: &Folder, more: &[&str], message: impl AsRef<[u8]>) -> Ran {
    let arguments = ["hook", "--client", "claude", "--store", "state/c", "--now", "0"];
    folder.run_with(&[&arguments, more].concat(), message).exits(0)
}

/// The reason of a refusal; none for another answer.
fn reason(ran: &Ran) -> Option<String> {
    let answer = ran.json();
    let form = answer.get("hookSpecificOutput")?;
    assert_eq!(form["permissionDecision"], "deny", "{}", ran.out);
    Some(form["permissionDecisionReason"].as_str().unwrap().to_owned())
}

#[track_caller]
fn refuses(ran: &Ran, why: &str) {
    let reason = reason(ran).unwrap_or_default();
    assert!(reason.contains(why), "{}", ran.out);
}

#[test]
fn an_allowed_call_has_no_opinion_and_a_limit_is_kept_over_processes() {
    let folder = folder();
    assert_eq!(hook(&folder, &[], call("u")).out, "{}\n");
    assert!(!folder.path("state").exists(), "a call without a limit opens no store");
    assert_eq!(hook(&folder, &[], call("v")).out, "{}\n");
    refuses(&hook(&folder, &[], call("v")), "Limit reached: 1 calls per hour of this tool.");
}

#[test]
fn the_users_state_folder_keeps_the_counters() {
    let folder = folder();
    for (variable, place) in [("XDG_STATE_HOME", "mcpol"), ("HOME", ".local/state/mcpol")] {
        let run = || {
            let mut command = folder.command(&["hook", "--client", "claude"]);
            command.env_remove("XDG_STATE_HOME").env(variable, folder.path(variable));
            ended(start(command, &call("v")))
        };
        assert_eq!(run().out, "{}\n");
        assert!(folder.path(variable).join(place).join("counters.sqlite").exists());
    }
}

/// Eight processes at a time, the first of which make the store.
#[test]
fn exactly_as_many_calls_pass_as_a_limit_has() {
    let folder = folder();
    let run = || {
        let arguments = ["hook", "--client", "claude", "--store", "state/c", "--now", "0"];
        ended(start(
            folder.command(&[&arguments[..], &["--deadline", "60000"]].concat()),
            &call("t"),
        ))
    };
    let passed: usize = std::thread::scope(|scope| {
        let count = || (0..15).filter(|_| run().exits(0).out == "{}\n").count();
        let workers = [(); 8].map(|()| scope.spawn(count));
        workers.map(|worker| worker.join().unwrap()).into_iter().sum()
    });
    assert_eq!(passed, 100);
}

#[test]
fn whatever_is_wrong_is_a_refusal() {
    let folder = folder();
    for message in ["", "{", "[]", "\u{0}", "{\"tool_name\": \"x\"}"] {
        refuses(&hook(&folder, &[], message), "mcpol can't judge this call");
    }
    refuses(&hook(&folder, &[], b"\xff"), "it isn't UTF-8");
    refuses(&hook(&folder, &["--config", "gone.toml"], call("u")), "no such file");
    folder.write("p.mcpol", "policy \"p\"\nallow u { require args.x = }\n");
    refuses(&hook(&folder, &[], call("u")), "p.mcpol:2: ");
    std::fs::remove_file(folder.path("p.mcpol")).unwrap();
    refuses(&hook(&folder, &[], call("u")), "mcpol.toml:2: ");
    folder.write("mcpol.toml", "[servers.s]\npolice = \"p.mcpol\"\n");
    refuses(&hook(&folder, &[], call("u")), "mcpol.toml:2: unknown setting");
    let empty = Folder::new(&[]);
    refuses(&hook(&empty, &[], call("u")), "no mcpol.toml here or above");
}

#[test]
fn a_store_or_a_log_that_cant_be_used_is_a_refusal() {
    let folder = folder();
    folder.write("state/c", "no database, whatever its name may be");
    refuses(&hook(&folder, &[], call("v")), "mcpol can't count this call");
    assert_eq!(hook(&folder, &[], call("u")).out, "{}\n");
    refuses(&hook(&folder, &["--log", "state"], call("u")), "the log: ");
}

#[test]
fn a_hook_that_gets_no_whole_message_in_time_refuses() {
    let folder = folder();
    let arguments = ["hook", "--client", "cursor", "--deadline", "100"];
    let mut command = folder.command(&arguments);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(b"{").unwrap();
    let ran = ended(child);
    drop(stdin);
    assert_eq!(ran.json()["permission"], "deny", "{}", ran.out);
    assert!(ran.out.contains("it took more than 100 ms"), "{}", ran.out);
}

#[test]
fn arguments_that_make_no_sense_end_as_clients_take_for_a_refusal() {
    let folder = folder();
    for arguments in [
        &["hook"][..],
        &["hook", "--client", "vim"],
        &["hook", "--client", "claude", "--unknown"],
        &["hook", "--client", "claude", "--format", "json"],
        &["hook", "--client", "claude", "--log-arguments", "all"],
    ] {
        folder.run_with(arguments, call("u")).exits(2);
    }
}

#[test]
fn every_client_is_refused_in_its_own_form() {
    let folder = folder();
    for client in CLIENTS {
        let ran = folder.run_with(&["hook", "--client", client], "no call").exits(0);
        let answer = ran.json();
        let word = match client {
            "claude" | "codex" => &answer["hookSpecificOutput"]["permissionDecision"],
            "gemini" => &answer["decision"],
            "copilot" => &answer["permissionDecision"],
            _ => &answer["permission"],
        };
        assert_eq!(word, "deny", "{client}: {}", ran.out);
        assert_eq!(ran.out.matches('\n').count(), 1, "{}", ran.out);
    }
}

#[test]
fn the_log_has_a_line_for_each_call_and_no_values_unless_asked() {
    let folder = folder();
    for detail in ["none", "keys", "redacted", "full"] {
        hook(&folder, &["--log", "log.jsonl", "--log-arguments", detail], call("v"));
    }
    hook(&folder, &["--log", "log.jsonl"], "{");
    let log = folder.read("log.jsonl");
    let lines: Vec<serde_json::Value> =
        log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of = |key: &str| lines.iter().map(|line| line[key].to_string()).collect::<Vec<_>>();
    assert_eq!(of("decision"), [r#""none""#, r#""deny""#, r#""deny""#, r#""deny""#, r#""deny""#]);
    let limit = r#""limit""#;
    assert_eq!(of("rule"), ["null", limit, limit, limit, r#""fault""#]);
    let place = r#""p.mcpol:4""#;
    assert_eq!(of("source"), ["null", place, place, place, "null"]);
    assert_eq!(
        of("arguments"),
        ["null", r#"["id"]"#, r#"{"id":"string"}"#, r#"{"id":"secret-7"}"#, "null"]
    );
    assert_eq!(of("server").first().unwrap(), r#""s""#);
    assert_eq!(of("tool").first().unwrap(), r#""v""#);
    assert!(lines.iter().all(|line| line["micros"].is_u64() && line["ts"] == 0));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(folder.path("log.jsonl")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

fn start(mut command: std::process::Command, message: &str) -> Child {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(message.as_bytes()).unwrap();
    child
}

fn ended(child: Child) -> Ran {
    child.wait_with_output().unwrap().into()
}
