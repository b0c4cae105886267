//! Every syntax error has a case.

use std::fs;

use super::{codes, read};
use crate::finding::{Finding, Fix};

/// The files in which syntax errors have their words.
const WORDS: [&str; 2] = ["src/syntax/error.rs", "src/syntax/near_miss/message.rs"];

/// The errors without a case: no text is known that raises it, or none of a bearable size.
const WITHOUT_CASE: [&str; 1] = ["policy-too-long"];

fn syntax_codes() -> Vec<String> {
    let texts = WORDS.map(|path| fs::read_to_string(path).unwrap()).concat();
    let mut codes: Vec<_> = texts
        .split("Finding::error(")
        .skip(1)
        .map(|after| after.split('"').nth(1).unwrap().to_owned())
        .collect();
    codes.sort();
    codes.dedup();
    codes
}

#[test]
fn every_syntax_error_has_a_case() {
    let coded = syntax_codes();
    for code in coded.iter().filter(|code| !WITHOUT_CASE.contains(&code.as_str())) {
        let case = fs::read_to_string(format!("tests/cases/check/{code}.mcpol")).unwrap();
        assert!(codes(&case).contains(&code.as_str()), "{code}");
    }
}

/// A text with the edits of a fix made.
fn fixed(text: &str, fix: &Fix) -> String {
    let mut edits: Vec<_> = fix.edits.iter().collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
    let mut fixed = text.to_owned();
    edits.iter().for_each(|edit| fixed.replace_range(edit.span.range(), &edit.text));
    fixed
}

#[test]
fn the_fix_of_a_syntax_error_leaves_fewer_of_them() {
    let mut made = 0;
    for entry in fs::read_dir("tests/cases/check").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "mcpol") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let findings = read(&text).findings;
        for (finding, fix) in findings.iter().filter_map(|it| Some((it, it.fix.as_ref()?))) {
            let fixed = fixed(&text, fix);
            let left = read(&fixed).findings;
            // After another word for a statement may stand more of another language.
            let is_same =
                |it: &Finding| it.code == finding.code && it.span.start == finding.span.start;
            let is_gone = match finding.code {
                "unknown-statement" => !left.iter().any(is_same),
                _ => left.len() < findings.len(),
            };
            assert!(is_gone, "{}: {finding:?}: {}", path.display(), fix.title);
            made += 1;
        }
    }
    assert!(made > 50, "{made}");
}
