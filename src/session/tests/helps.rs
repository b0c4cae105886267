//! What helps say to write can be written, and does what the help is there for.

use std::path::{Path, PathBuf};

use crate::finding::{Finding, Level};
use crate::lint::Settings;
use crate::session::{Depth, Lints, Memory, Session};
use crate::source::Sources;
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
    let words = ["classify ", "allow ", "restrict ", "hide ", "accept ", "never allow "];
    words.iter().any(|word| text.starts_with(word))
}

/// Every rule and statement that the helps of findings say to write is in the language.
pub(super) fn assert_helps_parse(path: &Path, findings: &[Finding]) {
    let helps = findings.iter().filter_map(|finding| finding.help.as_deref());
    for text in helps.flat_map(quoted) {
        let text = match text {
            text if is_rule(text) => format!("allow x {{ {text} }}\n"),
            text if is_statement(text) => format!("{text}\n"),
            _ => continue,
        };
        let text = text.replace("[…]", "[\"x\"]").replace("\"…\"", "\"x\"");
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
        for finding in checked(&path, &files).into_iter().filter(is_ours) {
            let help = finding.help.unwrap();
            let rules: Vec<_> = quoted(&help).filter(|text| is_rule(text)).collect();
            let block = format!("{{\n{}\n}}", rules.join("\n"));
            text.push_str(&format!("restrict {} {block}\n", finding.tools.join(", ")));
        }
        let mut changed = files.clone();
        changed.insert(path.clone(), text.into_bytes());
        let findings = checked(&path, &changed);
        let wrong = |finding: &&Finding| finding.level == Level::Error || is_ours(finding);
        let left: Vec<_> = findings.iter().filter(wrong).collect();
        assert!(left.is_empty(), "{}: {left:?}", path.display());
    }
}
