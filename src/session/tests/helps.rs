//! What helps say to write can be written, and does what the help is there for.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::diff::is_no_looser;
use crate::finding::{Finding, Level};
use crate::gateway::Document;
use crate::lint::Settings;
use crate::session::{Depth, Lints, Memory, Session};
use crate::source::Sources;
use crate::syntax::ast::Statement;
use crate::syntax::parse;
use jiff::civil::date;

use super::cases::{cases, files};

/// What a policy has to say with every lint on.
fn checked(path: &Path, files: &Memory) -> Vec<Finding> {
    let mut session = Session::new(files.clone());
    session.lint(Lints::Fixed(Settings::new(date(2026, 11, 21), true)));
    session.check(path, Depth::Check).unwrap().findings
}

/// The policies of a lint's cases.
fn policies(files: &Memory, lint: &str) -> Vec<PathBuf> {
    let is_policy = |path: &&PathBuf| path.extension().is_some_and(|it| it == "mcpol");
    files.keys().filter(is_policy).filter(|path| path.starts_with(lint)).cloned().collect()
}

/// What stands between backticks.
fn quoted(help: &str) -> impl Iterator<Item = &str> {
    help.split('`').skip(1).step_by(2)
}

fn is_rule(text: &str) -> bool {
    let words = ["require ", "deny when ", "approve when ", "limit "];
    words.iter().any(|word| text.starts_with(word))
}

fn is_statement(text: &str) -> bool {
    let words = [
        "policy ",
        "catalog ",
        "include ",
        "default ",
        "let ",
        "group ",
        "classify ",
        "allow ",
        "restrict ",
        "deny ",
        "approve ",
        "hide ",
        "limit all tools ",
        "never allow ",
        "accept ",
        "test ",
    ];
    words.iter().any(|word| text.starts_with(word))
}

fn is_step(text: &str) -> bool {
    text.starts_with("call ") && text.contains("=>") || text.starts_with("wait ")
}

/// A text with something in each place that its reader fills in.
fn filled_in(text: &str) -> String {
    let places = [
        ("args.…", "args.x"),
        ("… matches", "args.x matches"),
        ("… host in", "args.x host in"),
        ("… domain in", "args.x domain in"),
        ("{ … } =>", "{} =>"),
        ("[…]", "[\"x\"]"),
        ("\"…\"", "\"x\""),
        ("/…/", "/x/"),
        ("{ … }", "{ limit 1 per day }"),
        ("because …", "because \"x\""),
        ("when …", "when args.x exists"),
        ("require …", "require args.x exists"),
        ("=> …", "=> allow"),
        ("let x = …", "let x = 1"),
        ("N per WINDOW", "1 per day"),
        ("N minutes", "1 minutes"),
    ];
    places.iter().fold(text.to_owned(), |text, (place, value)| text.replace(place, value))
}

/// Whether a text is the beginning of a statement or rule, and not the whole of it.
fn is_part(text: &str) -> bool {
    ["{", " when", " allow", " all tools"].iter().any(|end| text.ends_with(end))
}

/// Every rule and statement that the helps of findings say to write is in the language.
pub(super) fn assert_helps_parse(path: &Path, findings: &[Finding]) {
    let helps = findings.iter().filter_map(|finding| finding.help.as_deref());
    for text in helps.flat_map(quoted) {
        let text = match filled_in(text) {
            text if is_part(&text) => continue,
            text if is_statement(&text)
                && !text.starts_with("deny when ")
                && !text.starts_with("approve when ") =>
            {
                format!("{text}\n")
            }
            text if is_rule(&text) => format!("allow x {{ {text} }}\n"),
            text if is_step(&text) => format!("test \"x\" {{ {text} }}\n"),
            _ => continue,
        };
        if text.contains('…') {
            continue;
        }
        let parsed = parse(&Sources::default().add("help", &*text).unwrap()).unwrap();
        assert!(parsed.findings.is_empty(), "{}: {text}", path.display());
    }
}

#[test]
fn what_financial_unbounded_suggests_bounds_the_amounts() {
    let files = files(&cases("lint"));
    let is_ours = |finding: &Finding| finding.code == "financial-unbounded";
    for path in policies(&files, "financial-unbounded") {
        let mut text = String::from_utf8(files[&path].clone()).unwrap();
        let mut unbounded = Vec::new();
        for finding in checked(&path, &files).into_iter().filter(is_ours) {
            let Some(help) = finding.help else {
                assert!(finding.message.contains("not analysed"), "{}", path.display());
                unbounded.extend(finding.tools);
                continue;
            };
            let rules: Vec<_> = quoted(&help).filter(|text| is_rule(text)).collect();
            if rules.is_empty() {
                assert!(help.contains("`approve`"), "{}: {help}", path.display());
                unbounded.extend(finding.tools);
                continue;
            }
            let block = format!("{{\n{}\n}}", rules.join("\n"));
            text.push_str(&format!("restrict {} {block}\n", finding.tools.join(", ")));
        }
        let mut changed = files.clone();
        changed.insert(path.clone(), text.into_bytes());
        let findings = checked(&path, &changed);
        let wrong = |finding: &&Finding| finding.level == Level::Error || is_ours(finding);
        let mut left: Vec<_> = findings.iter().filter(wrong).collect();
        left.retain(|finding| finding.tools.is_empty() || finding.tools != unbounded);
        assert!(left.is_empty(), "{}: {left:?}", path.display());
    }
}

/// What a policy compiles to; nothing where it has errors.
fn document(path: &Path, files: &Memory) -> Option<Document> {
    let checked = Session::new(files.clone()).check(path, Depth::Check).unwrap();
    checked.emit().map(|emitted| emitted.document)
}

/// The rule of a policy in which a place is.
fn rule_at(text: &str, place: Range<usize>) -> Option<Range<usize>> {
    let source = Sources::default().add("test", text).unwrap();
    let statements = parse(&source).unwrap().file.statements;
    let rules = statements.into_iter().flat_map(|statement| match statement.node {
        Statement::Allow { rules: Some(rules), .. } | Statement::Restrict { rules, .. } => rules,
        _ => Vec::new(),
    });
    let mut rules = rules.map(|rule| rule.span.range());
    rules.find(|rule| rule.start <= place.start && place.end <= rule.end)
}

/// What a help says to write, and what it says to keep of the rule beside it.
fn kept(help: &str) -> (&str, &str) {
    help.split_once("; keep `")
        .map_or((help, ""), |(write, kept)| (write, kept.split('`').next().unwrap_or_default()))
}

/// A policy with a rule that a finding's help says to write: in the place of the rule that the
/// finding is about, or beside it.
fn followed(text: &str, finding: &Finding, rule: &str) -> String {
    let help = finding.help.as_deref().unwrap_or_default();
    match rule_at(text, finding.span.range()).filter(|_| !help.starts_with("add ")) {
        Some(place) => {
            let kept = kept(help).1;
            format!("{}{rule} {kept}{}", &text[..place.start], &text[place.end..])
        }
        None => format!("{text}\nrestrict {} {{ {rule} }}\n", finding.tools.join(", ")),
    }
}

/// Whether a help asks what was meant by a rule that refuses every value, and so may loosen it.
fn asks_what_was_meant(help: &str) -> bool {
    help.contains("if these values are meant to pass")
}

#[test]
fn what_helps_suggest_is_no_looser() {
    let files = files(&cases("lint"));
    let is_policy = |path: &&PathBuf| path.extension().is_some_and(|it| it == "mcpol");
    let (mut tried, mut looser) = (0, Vec::new());
    for path in files.keys().filter(is_policy) {
        let Some(before) = document(path, &files) else { continue };
        let mut session = Session::new(files.clone());
        session.lint(Lints::Fixed(Settings::new(date(2026, 11, 21), true)));
        let checked = session.check(path, Depth::Check).unwrap();
        let text = checked.source().text();
        for finding in checked.findings.iter().filter(|it| !it.tools.is_empty()) {
            let is_own = finding.span.source == checked.source().id();
            let help = finding.help.as_deref().unwrap_or_default();
            let help = if is_own && !asks_what_was_meant(help) { help } else { "" };
            for rule in quoted(kept(help).0).filter(|text| is_rule(text) && !text.contains('…')) {
                let mut changed = files.clone();
                let after = followed(text, finding, rule);
                changed.insert(path.clone(), after.clone().into_bytes());
                let Some(after) = document(path, &changed) else { continue };
                tried += 1;
                if !is_no_looser(&before, &after) {
                    looser.push(format!("{}: {rule}: {help}", path.display()));
                }
            }
        }
    }
    assert!(looser.is_empty(), "{}", looser.join("\n"));
    assert!(tried > 100, "{tried}");
}

/// The conditions that a help says to require.
fn required(help: &str) -> Vec<String> {
    let is_asked = help.starts_with("`require`") || help.starts_with("write `approve`");
    let is_whole =
        |text: &&str| text.starts_with("args.") && text.contains(' ') && !text.contains('…');
    quoted(help)
        .filter(|text| is_asked && is_whole(text))
        .map(|it| format!("require {it}"))
        .collect()
}

/// Whether a finding is about how a condition is written, and not about what else is free.
fn is_about_conditions(finding: &Finding) -> bool {
    let lints =
        ["half-anchored-regex", "path-prefix", "shape-slips", "unanchored-regex", "unescaped-dot"];
    lints.contains(&finding.code)
}

#[test]
fn what_helps_say_to_require_brings_no_finding_of_its_own() {
    let files = files(&cases("lint"));
    let is_policy = |path: &&PathBuf| path.extension().is_some_and(|it| it == "mcpol");
    let (mut tried, mut brought) = (BTreeSet::new(), Vec::new());
    for path in files.keys().filter(is_policy) {
        let text = String::from_utf8(files[path].clone()).unwrap();
        let before = checked(path, &files);
        let known: Vec<_> = before.iter().filter(|it| is_about_conditions(it)).collect();
        for finding in before.iter().filter(|it| !it.tools.is_empty()) {
            for rule in required(finding.help.as_deref().unwrap_or_default()) {
                if !tried.insert((finding.code, rule.clone())) {
                    continue;
                }
                let after = format!("{text}\nrestrict {} {{ {rule} }}\n", finding.tools.join(", "));
                let mut changed = files.clone();
                changed.insert(path.clone(), after.into_bytes());
                let is_new = |found: &Finding| known.iter().all(|it| it.message != found.message);
                let found = checked(path, &changed);
                let new = found.iter().filter(|it| is_about_conditions(it) && is_new(it));
                brought.extend(new.map(|it| format!("{}: {rule}: {}", path.display(), it.message)));
            }
        }
    }
    assert!(brought.is_empty(), "{}", brought.join("\n"));
    assert!(tried.len() > 30, "{}", tried.len());
}
