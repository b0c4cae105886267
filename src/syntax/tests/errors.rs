//! Every syntax error has a case.

use std::fs;

use crate::source::Sources;
use crate::syntax::parse;

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

fn codes(text: &str) -> Vec<&'static str> {
    let source = Sources::default().add("page", text).unwrap();
    parse(&source).unwrap().findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn every_syntax_error_has_a_case() {
    let coded = syntax_codes();
    for code in coded.iter().filter(|code| !WITHOUT_CASE.contains(&code.as_str())) {
        let case = fs::read_to_string(format!("tests/cases/check/{code}.mcpol")).unwrap();
        assert!(codes(&case).contains(&code.as_str()), "{code}");
    }
}
