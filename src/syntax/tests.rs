//! What the parser reads, and that nothing breaks it.

mod errors;
mod format;
mod laws;
mod recovery;
mod written;

use super::ast::{Statement, TermKind};
use super::{Parsed, parse};
use crate::source::Sources;

fn read(text: &str) -> Parsed {
    parse(&Sources::default().add("test", text).unwrap()).unwrap()
}

fn codes(text: &str) -> Vec<&'static str> {
    read(text).findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn statements_need_no_line_ends() {
    let parsed = read(
        "allow a,b except c deny get_* because \"no\" hide \"x y\" limit all tools to 5 per minute \
         let list=[1,2] allow d{require args.a exists limit args.n to 5 per day as \"c\"}default deny",
    );
    assert_eq!(parsed.findings, []);
    assert_eq!(parsed.file.statements.len(), 7);
}

#[test]
fn a_quoted_star_is_a_glob_and_a_quoted_class_is_a_name() {
    let parsed = read("hide \"a.*\", \"read\", read tools");
    let Statement::Hide(selector) = &parsed.file.statements[0].node else { panic!() };
    let kinds: Vec<_> = selector.terms.iter().map(|term| &term.node).collect();
    assert!(matches!(kinds[0], TermKind::Glob { quoted: true, .. }));
    assert!(matches!(kinds[1], TermKind::Name { quoted: true, .. }));
    assert!(matches!(kinds[2], TermKind::Set(_)));
}

#[test]
fn every_fault_is_reported_and_the_rest_is_kept() {
    let text = "alow x\nallow y {\n  requires args.a exists\n  limit 5 per minute\n  limit 6 per minutes\n  \
                require args.b missing\n}\nhide a,\ndeny b\ntest \"t\" {\n  call x { a: [1, ] } => deny\n  \
                wait 1 minute\n}\nhide c";
    let parsed = read(text);
    assert_eq!(
        codes(text),
        [
            "unknown-statement",
            "unexpected-token",
            "plural-window",
            "trailing-comma",
            "trailing-comma"
        ]
    );
    let Statement::Allow { rules, .. } = &parsed.file.statements[0].node else { panic!() };
    assert_eq!(rules.as_ref().unwrap().len(), 2);
    let Statement::Test { steps, .. } = &parsed.file.statements[3].node else { panic!() };
    assert_eq!(steps.len(), 1);
    assert!(matches!(parsed.file.statements[4].node, Statement::Hide(_)));
}

#[test]
fn a_missing_brace_costs_one_fault() {
    assert_eq!(codes("allow x {\n  limit 5 per minute\n\nhide y\nhide z"), ["unclosed-block"]);
}

#[test]
fn line_ends_and_byte_order_mark() {
    assert_eq!(codes("\u{feff}hide a # x\r\nhide b\r\n"), [] as [&str; 0]);
    assert_eq!(codes("# harmless\rhide a\n"), ["carriage-return"]);
}

#[test]
fn deep_nesting_is_an_error() {
    for depth in [70, 1_000, 10_000, 100_000] {
        let (open, close) = ("(".repeat(depth), ")".repeat(depth));
        let condition = read(&format!("allow x {{ require {open}args.a exists{close} }}"));
        assert!(!condition.findings.is_empty(), "{depth} parentheses");
        let (open, close) = ("[".repeat(depth), "]".repeat(depth));
        let arguments = read(&format!("test \"t\" {{ call x {{ a: {open}{close} }} => deny }}"));
        assert!(!arguments.findings.is_empty(), "{depth} brackets");
    }
}

#[test]
fn a_thousand_faults_are_a_thousand_findings() {
    let text = "allow x { require amount <= 5 }\nbogus line\n".repeat(500);
    assert_eq!(codes(&text).len(), 1_000);
}
