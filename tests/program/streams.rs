//! Terminals, pipes and what must never reach them.

use std::process::Stdio;

use crate::support::{Folder, Ran, is_unsafe};

const POISON: &str = "a\u{1b}[2J\u{202e}\u{9b}31m";

/// Whether a terminal would obey anything in the text.
fn is_safe(text: &str) -> bool {
    !text.chars().any(|it| it != '\n' && is_unsafe(it))
}

fn poisoned() -> Folder {
    let name = serde_json::to_string(POISON).unwrap();
    let catalog = format!(r#"{{"tools": [{{"name": {name}}}, {{"name": "b", "name": {name}}}]}}"#);
    let policy = format!(
        "policy \"p\"\ncatalog \"tools.json\"\nallow \"{POISON}\"\nallow b # {POISON}\n\
         test \"{POISON}\" {{ call \"{POISON}\" {{ x: \"{POISON}\" }} => deny }}\n"
    );
    Folder::new(&[("tools.json", &catalog), ("p.mcpol", &policy)])
}

#[test]
fn nothing_that_a_terminal_obeys_is_printed() {
    let folder = poisoned();
    let commands: &[&[&str]] = &[
        &["check"],
        &["check", "p.mcpol", POISON],
        &["compile", "p.mcpol"],
        &["fmt", "--check"],
        &["test"],
        &["catalog", "show", "tools.json"],
        &["catalog", "show", "tools.json", POISON],
        &["explain", POISON],
        &["eval", "p.mcpol", "--tool", POISON],
        &["eval", "p.mcpol", "--tool", "a", "--args", POISON],
    ];
    for command in commands {
        for format in ["human", "json"] {
            let ran = folder.run(&[command, &["--format", format][..]].concat());
            assert!(is_safe(&ran.out), "{command:?}\n{}", ran.out);
            assert!(is_safe(&ran.err), "{command:?}\n{}", ran.err);
        }
    }
}

/// Arguments that make no sense are quoted, and never as they are.
#[test]
fn arguments_that_make_no_sense_are_quoted_safely() {
    let folder = Folder::new(&[]);
    let odd = format!("--x{POISON}\n::error::y\n##[error]z");
    let commands: &[&[&str]] = &[
        &[&odd],
        &["check", &odd],
        &[odd.trim_start_matches('-')],
        &["check", "--format", &odd],
        &["check", "--output", &odd],
        &["check", "--output", &format!("{odd}=a")],
        &["eval", "p", "--tool", "t", "--expect", &odd],
        &["lints", &odd],
    ];
    for command in commands {
        let ran = folder.run(command).exits(2);
        assert!(is_safe(&ran.err) && ran.out.is_empty(), "{command:?}\n{}", ran.err);
        assert!(ran.err.contains("\\u{1b}[2J"), "{command:?}\n{}", ran.err);
        let is_command = |line: &str| line.trim_start().starts_with("::") || line.contains("##[");
        assert!(!ran.err.lines().any(is_command), "{command:?}\n{}", ran.err);
    }
}

#[cfg(unix)]
#[test]
fn arguments_that_are_not_utf_8_are_refused() {
    use std::os::unix::ffi::OsStrExt;
    let folder = Folder::new(&[]);
    for before in [&["eval", "p", "--tool"][..], &["check", "--format"], &["lints"], &[]] {
        let mut command = folder.command(before);
        command.arg(std::ffi::OsStr::from_bytes(b"\xff\x1b[31m\n::error::x"));
        let ran = Ran::from(command.output().unwrap()).exits(2);
        assert!(is_safe(&ran.err) && !ran.err.contains("\n::"), "{before:?}: {}", ran.err);
    }
}

#[test]
fn help_has_the_formats_of_its_command_alone() {
    let folder = Folder::new(&[]);
    for (command, has, lacks) in [
        (&["check"][..], "- gitlab:", "- junit:"),
        (&["test"], "- junit:", "- csv:"),
        (&["catalog", "classify"], "- csv:", "- markdown:"),
        (&["lints"], "- json:", "- csv:"),
    ] {
        let help = folder.run(&[command, &["--help"]].concat()).exits(0).out;
        assert!(help.contains(has) && !help.contains(lacks), "{help}");
        let ran = folder.run(&[command, &["--format", "nonsense"]].concat()).exits(2);
        assert!(ran.err.contains("[possible values: human, json"), "{}", ran.err);
    }
    assert!(folder.run(&["--help"]).exits(0).out.contains("junit"));
}

#[test]
fn calls_are_shown_safely() {
    let folder = Folder::new(&[("p.json", "{\"version\": \"1\", \"default\": \"deny\"}")]);
    let call = serde_json::json!({"name": POISON, "arguments": {POISON: POISON}}).to_string();
    for format in ["human", "json"] {
        let arguments = ["eval", "p.json", "--calls", "-", "--format", format];
        let ran = folder.run_with(&arguments, format!("{call}\n")).exits(0);
        assert!(is_safe(&ran.out), "{}", ran.out);
    }
    let ran = folder.run_with(&["eval", "p.json", "--calls", "-"], format!("{POISON}\n")).exits(1);
    assert!(is_safe(&ran.err), "{}", ran.err);
}

#[test]
fn colour_is_for_terminals_or_on_request() {
    let folder = Folder::new(&[("a.mcpol", "nonsense\n")]);
    assert!(!folder.run(&["check"]).out.contains('\x1b'));
    assert!(folder.run(&["check", "--color", "always"]).out.contains("\x1b[31m"));
    assert!(!folder.run(&["check", "--color", "never"]).out.contains('\x1b'));
    let output = folder.command(&["check"]).env("NO_COLOR", "1").output().unwrap();
    assert!(!Ran::from(output).out.contains('\x1b'));
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let folder = Folder::new(&[("a.mcpol", &"nonsense\n".repeat(2_000))]);
    for arguments in [&["check"][..], &["explain"], &["--help"]] {
        let mut command = folder.command(arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let ran = Ran::from(child.wait_with_output().unwrap());
        assert!(!ran.err.contains("panicked"), "{}", ran.err);
        assert!(ran.code < 2, "{arguments:?} {}", ran.code);
    }
}

#[test]
fn a_policy_on_standard_input_is_not_for_every_command() {
    let folder = Folder::new(&[]);
    for arguments in [&["diff", "-", "-"][..], &["eval", "-", "--tool", "t"]] {
        let ran = folder.run_with(arguments, "policy \"p\"\n").exits(2);
        assert!(ran.err.contains("read from standard input by `check`, `test`"), "{}", ran.err);
    }
}

#[test]
fn help_shows_an_example_for_every_command() {
    let folder = Folder::new(&[]);
    for command in ["check", "compile", "fmt", "eval", "test", "explain"] {
        let ran = folder.run(&[command, "--help"]).exits(0);
        assert!(ran.out.contains(&format!("Examples:\n  mcpol {command}")), "{}", ran.out);
    }
    assert!(folder.run(&["--help"]).exits(0).out.contains("Start here:"));
    assert!(folder.run(&["--version"]).exits(0).out.starts_with("mcpol "));
}

#[test]
fn every_one_of_a_thousand_faults_is_printed_in_order() {
    let text = (0..1_000).fold("policy \"p\"\n".to_owned(), |text, index| {
        text + &format!("allow tool_{index} {{ require args.a = {index} }}\n")
    });
    let folder = Folder::new(&[("many.mcpol", &text)]);
    let ran = folder.run(&["check", "--max", "0", "many.mcpol"]).exits(1);
    let place = |index: usize| ran.out.find(&format!("[many.mcpol:{}:", index + 2));
    let places: Vec<_> = (0..1_000).map(place).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted());
}

/// Whatever is printed, a full disk is no success.
#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_printed_is_no_success() {
    let folder = Folder::refunds();
    let commands: &[&[&str]] = &[
        &["--help"],
        &["--version"],
        &["-h"],
        &["check", "--help"],
        &["check"],
        &["compile", "refunds.mcpol"],
        &["compile", "--help"],
        &["fmt"],
        &["fmt", "--check"],
        &["init", "--catalog", "tools.json"],
        &["eval", "refunds.mcpol", "--tool", "list_refunds"],
        &["access", "refunds.mcpol"],
        &["diff", "refunds.mcpol", "refunds.mcpol"],
        &["test"],
        &["test", "--list"],
        &["catalog", "show", "tools.json"],
        &["catalog", "classify", "tools.json"],
        &["lints"],
        &["config"],
        &["config", "--schema"],
        &["explain"],
        &["explain", "not-utf8"],
    ];
    for command in commands {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let ran: Ran = folder.command(command).stdout(full).output().unwrap().into();
        assert_eq!(ran.code, 2, "{command:?}");
        assert!(ran.err.contains("can't write to standard output"), "{command:?}: {}", ran.err);
    }
}
