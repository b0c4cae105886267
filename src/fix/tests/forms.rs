//! What is offered as a safe fix of a text's form parses and leaves a text without that fault.

use std::fs;
use std::path::Path;

use crate::finding::{Finding, Safety};
use crate::fix::edit;
use crate::source::Sources;
use crate::syntax::parse;

fn faults(text: &str) -> Vec<Finding> {
    parse(&Sources::default().add("a.mcpol", text).unwrap()).unwrap().findings
}

fn of_code(findings: &[Finding], code: &str) -> usize {
    findings.iter().filter(|finding| finding.code == code).count()
}

/// The faults with a safe fix, each with the text that its fix alone leaves.
fn fixed(text: &str) -> Vec<(Finding, String)> {
    let is_safe =
        |fault: &Finding| fault.fix.as_ref().is_some_and(|fix| matches!(fix.safety, Safety::Safe));
    let faults = faults(text).into_iter().filter(is_safe);
    let after = |fault: &Finding| edit::apply(text, &[fault.fix.as_ref().unwrap()]).text;
    faults.map(|fault| (fault.clone(), after(&fault))).collect()
}

#[test]
fn a_safe_fix_leaves_a_text_without_that_fault() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/check");
    let mut fixes = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|it| it != "mcpol") {
            continue;
        }
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let before = faults(&text);
        for (fault, text) in fixed(&text) {
            let after = faults(&text);
            let (code, place) = (fault.code, path.display());
            assert!(of_code(&after, code) < of_code(&before, code), "{place}: {code}\n{text}");
            // Behind a fault another one may have hidden.
            assert!(after.len() <= before.len(), "{place}: {code}\n{text}");
            fixes += 1;
        }
    }
    assert!(fixes > 10);
}

/// Rules with one fault: each is fixed to what parses, or to nothing.
#[test]
fn an_operator_that_begins_with_equals_is_fixed_where_a_value_follows() {
    let rules = [
        ("= 5", Some("== 5")),
        ("= -5", Some("== -5")),
        ("= \"x\"", Some("== \"x\"")),
        ("= true", Some("== true")),
        ("= null", Some("== null")),
        ("= limit_of_all", Some("== limit_of_all")),
        ("= host", Some("== host")),
        ("=< 5", None),
        ("=! 5", None),
        ("= = 5", None),
        ("= < 5", None),
        ("=/x/", None),
        ("= ~/x/", None),
        ("=in [\"x\"]", None),
        ("= not in [\"x\"]", None),
        ("= [\"x\"]", None),
        ("= one of [\"x\"]", None),
        ("= starts with \"x\"", None),
        ("= host in [\"x\"]", None),
        ("= args.y", None),
        ("= (5)", None),
        ("= .5", None),
        ("= $x", None),
        ("= exists", None),
        ("=", None),
    ];
    for (written, expected) in rules {
        let rule = |written: &str| format!("allow t {{ require args.x {written} }}\n");
        let fixes = fixed(&rule(written));
        assert!(!faults(&rule(written)).is_empty(), "{written}");
        let texts: Vec<_> = fixes.into_iter().map(|(_, text)| text).collect();
        let expected: Vec<_> = expected.map(rule).into_iter().collect();
        assert_eq!(texts, expected, "{written}");
        assert!(expected.iter().all(|text| faults(text).is_empty()), "{written}");
    }
}
