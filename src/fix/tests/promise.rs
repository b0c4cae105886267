//! What is promised of every safe fix, whoever offers it.

use std::path::Path;

use super::session;
use crate::finding::{Edit, Finding, Fix, Safety};
use crate::fix::{Fixer, Reason, Round};
use crate::source::Span;

/// Why a fix of a finding about `fetch` isn't made that puts `new` in the place of `old`.
fn reason(policy: &str, old: &str, new: &str) -> Option<Reason> {
    let text = format!("policy \"p\"\n\n{policy}\n");
    let (mut session, path) = (session(&text), Path::new("a.mcpol"));
    let mut fixer = Fixer { session: &mut session, path, including: Vec::new(), formatted: false };
    let state = fixer.look().unwrap();
    let at = text.find(old).unwrap();
    let span = Span::new(state.checked.source().id(), at, at + old.len());
    let edits = vec![Edit { span, text: new.to_owned() }];
    let fix = Fix { safety: Safety::Safe, title: String::new(), edits };
    let mut finding = Finding::warn("test", span, "test");
    finding.tools = vec!["fetch".into()];
    fixer.attempt(&state, &[(&finding, &fix)], Round::Safe).unwrap().err()
}

#[test]
fn some_call_of_every_tool_still_passes() {
    let refusal = "deny when args.url != \"a\"";
    let policy = &format!("allow fetch {{\n    {refusal}\n}}");
    let both = "require args.url == \"a\" and args.url == \"b\"";
    assert_eq!(reason(policy, refusal, both), Some(Reason::Closes("fetch".to_owned())));
    assert_eq!(reason(policy, refusal, "require args.url == \"a\""), None);
}

#[test]
fn only_calls_of_the_findings_tools_are_refused() {
    let policy = "allow fetch, drop_all {\n    deny when args.url == \"a\"\n}";
    let (refusal, exists) = ("deny when args.url == \"a\"", "require args.url exists");
    let both = format!("{refusal}\n    {exists}");
    assert_eq!(reason(policy, refusal, &both), Some(Reason::Concerns("drop_all".to_owned())));
    let own = format!("}}\n\nrestrict fetch {{\n    {exists}\n}}");
    assert_eq!(reason(policy, "}", &own), None);
}

#[test]
fn what_is_refused_stays_refused() {
    let policy = "allow fetch {\n    deny when args.url == \"a\"\n}";
    assert_eq!(reason(policy, "\"a\"", "\"b\""), Some(Reason::Loosens));
}
