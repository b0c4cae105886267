//! The pages of syntax errors: what they call wrong raises exactly their code, what they call right
//! nothing; and every syntax error has a page.
#![allow(clippy::unwrap_used, reason = "a failure is the test's")]

use std::fs;

use mcpol::source::Sources;
use mcpol::syntax::parse;

/// The files in which syntax errors have their words.
const WORDS: [&str; 2] = ["src/syntax/error.rs", "src/syntax/near_miss/words.rs"];

/// The pages without an example: no text is known that raises it, or none that fits on a page.
const WITHOUT_EXAMPLE: [&str; 2] = ["format-changes-meaning", "policy-too-long"];

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

/// The policy under a heading of a page.
fn example<'p>(page: &'p str, heading: &str) -> &'p str {
    let section = page.split(heading).nth(1).unwrap();
    section.split("```mcpol\n").nth(1).unwrap().split("\n```").next().unwrap()
}

fn codes(text: &str) -> Vec<&'static str> {
    let source = Sources::default().add("page", text).unwrap();
    parse(&source).findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn the_pages_of_syntax_errors_are_true() {
    for code in syntax_codes() {
        let page = fs::read_to_string(format!("docs/errors/{code}.md")).unwrap();
        assert!(page.starts_with(&format!("# {code}\n")), "{code}");
        if !WITHOUT_EXAMPLE.contains(&code.as_str()) {
            assert_eq!(codes(example(&page, "## Wrong")), [code.as_str()]);
            assert_eq!(codes(example(&page, "## Right")), [""; 0], "{code}");
        }
    }
}

#[test]
fn every_syntax_error_has_a_case() {
    let coded = syntax_codes();
    for code in coded.iter().filter(|code| !WITHOUT_EXAMPLE.contains(&code.as_str())) {
        let case = fs::read_to_string(format!("tests/cases/check/{code}.mcpol")).unwrap();
        assert!(codes(&case).contains(&code.as_str()), "{code}");
    }
}
