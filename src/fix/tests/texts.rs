//! What the lints about texts offer: each fix is made as it is promised, and takes its finding
//! away.

use std::path::{Path, PathBuf};

use crate::finding::Safety;
use crate::fix::apply_fixes;
use crate::lint::Settings;
use crate::session::{Depth, Lints, Memory, Session};
use jiff::civil::date;

const CATALOG: &str = include_str!("../../../tests/cases/lint/catalogs/texts.json");

/// A session over a policy of one rule, with one lint on.
fn session(lint: &str, tool: &str, rule: &str) -> Session<Memory> {
    let text = format!("catalog \"tools.json\"\n\nallow {tool} {{ {rule} }}\n");
    let mut session = Session::new(Memory::from([
        (PathBuf::from("a.mcpol"), text.into_bytes()),
        (PathBuf::from("tools.json"), CATALOG.as_bytes().to_vec()),
    ]));
    let mut settings = Settings::new(date(2026, 11, 21), false);
    settings.levels.retain(|name, _| *name == lint);
    session.lint(Lints::Fixed(settings));
    session
}

/// The rule after fixing, and whether the lint still has something to say.
fn mended(lint: &str, tool: &str, rule: &str, most: Safety) -> (String, bool) {
    let mut session = session(lint, tool, rule);
    let after = apply_fixes(&mut session, Path::new("a.mcpol"), &[], most).unwrap().after;
    let findings = session.check(Path::new("a.mcpol"), Depth::Check).unwrap().findings;
    let words: Vec<_> = after.split_whitespace().collect();
    let rule = words.join(" ").split_once(" { ").unwrap().1.trim_end_matches(" }").to_owned();
    (rule, findings.iter().any(|finding| finding.code == lint))
}

#[test]
fn safe_fixes_are_proved_and_made() {
    for (lint, tool, before, after) in [
        (
            "half-anchored-regex",
            "push_branch",
            "require args.branch matches /^main|release$/",
            "require args.branch matches /^(main|release)$/",
        ),
        (
            "unescaped-dot",
            "fetch_page",
            r"require args.url matches /^https:\/\/api.acme.example\/[a-z]*$/",
            r"require args.url matches /^https:\/\/api\.acme\.example\/[a-z]*$/",
        ),
        (
            "path-traversal",
            "read_text",
            r#"require args.path starts with "/workspace""#,
            r#"require args.path under "/workspace""#,
        ),
        (
            "path-traversal",
            "read_text",
            r"require args.path matches /^\/workspace\/.*\.md$/",
            r#"require args.path under "/workspace" and args.path matches /^\/workspace\/.*\.md$/"#,
        ),
        (
            "path-prefix",
            "read_text",
            r#"require args.path matches /^\/data.*$/ deny when args.path contains "..""#,
            r#"require args.path under "/data" deny when args.path contains "..""#,
        ),
        (
            "case-bypass",
            "read_text",
            r#"deny when args.path ends with ".env" or args.path contains ".ssh""#,
            r#"deny when args.path matches /(?i)\.env$/ or args.path contains ".ssh" or args.path matches /(?i)\.ssh/"#,
        ),
        (
            "case-bypass",
            "ping",
            r#"deny when args.host in ["db.acme.example", "a/b"]"#,
            r"deny when args.host matches /(?i)^(db\.acme\.example|a\/b)$/",
        ),
    ] {
        assert_eq!(mended(lint, tool, before, Safety::Safe), (after.to_owned(), false), "{before}");
    }
}

#[test]
fn guesses_are_made_on_request_only() {
    for (lint, tool, before, after) in [
        (
            "unanchored-regex",
            "push_branch",
            r"require args.branch matches /feat\//",
            r#"require args.branch starts with "feat/""#,
        ),
        (
            "half-anchored-regex",
            "push_branch",
            "require args.branch matches /^v[0-9]+/",
            "require args.branch matches /^v[0-9]+$/",
        ),
        (
            "recipient-bypass",
            "send_mail",
            r"require args.to matches /@acme\.example$/",
            r#"require args.to domain in ["acme.example"]"#,
        ),
        (
            "host-bypass",
            "fetch_page",
            r#"require args.url starts with "https://api.acme.example""#,
            r#"require args.url host in ["api.acme.example"] and args.url starts with "https://api.acme.example""#,
        ),
        (
            "path-traversal",
            "read_text",
            r#"require args.path starts with "/workspace/""#,
            r#"require args.path under "/workspace""#,
        ),
        (
            "shell-metacharacters",
            "run_command",
            r#"require args.command starts with "git status""#,
            r#"require args.command command in ["git status"]"#,
        ),
    ] {
        assert_eq!(mended(lint, tool, before, Safety::Safe), (before.to_owned(), true), "{before}");
        assert_eq!(mended(lint, tool, before, Safety::Unsafe), (after.to_owned(), false));
    }
}

/// The lints about texts that say something of a rule.
fn said(tool: &str, rule: &str) -> Vec<&'static str> {
    let texts = [
        "unanchored-regex",
        "half-anchored-regex",
        "unescaped-dot",
        "host-bypass",
        "internal-host-reachable",
        "path-traversal",
        "path-prefix",
        "shell-metacharacters",
        "unconstrained-execute",
        "denylist-on-text",
        "case-bypass",
        "type-slip",
    ];
    let mut session = session("", tool, rule);
    let mut settings = Settings::new(date(2026, 11, 21), false);
    settings.levels.retain(|name, _| texts.contains(name));
    session.lint(Lints::Fixed(settings));
    let findings = session.check(Path::new("a.mcpol"), Depth::Check).unwrap().findings;
    findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn a_weak_rule_has_one_finding() {
    for (tool, rule, expected) in [
        ("fetch_page", "require args.url matches /api.acme.example/", "host-bypass"),
        ("fetch_page", "require args.url matches /^https:|api.json$/", "half-anchored-regex"),
        ("fetch_page", r#"deny when args.url contains "localhost""#, "internal-host-reachable"),
        ("read_text", r"require args.path matches /\/workspace\/v1.2/", "path-traversal"),
        ("run_command", "require args.command matches /^git log/", "shell-metacharacters"),
        ("push_branch", "require args.branch matches /report.csv/", "unanchored-regex"),
        ("run_query", r#"deny when args.sql contains "DROP""#, "unconstrained-execute"),
        ("read_text", r#"deny when args.path == "etc/Passwd""#, "denylist-on-text"),
        ("ping", r#"deny when args.host == "db.acme.example""#, "case-bypass"),
    ] {
        assert_eq!(said(tool, rule), [expected], "{rule}");
    }
}
