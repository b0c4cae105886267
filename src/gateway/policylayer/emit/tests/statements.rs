//! What statements become: listed tools, hidden names, limits and places.

use super::build::*;
use crate::gateway::{Emitted, check, emit, write};
use crate::policy::{Decision, Effect, Policy, Statement, Tools, Window};

/// The document of a policy about which there is nothing to say.
fn compiled(statements: Vec<Statement>) -> String {
    json(&policy(Decision::Deny, statements))
}

fn json(policy: &Policy) -> String {
    assert_eq!(check(policy, None), []);
    write(&emit(policy).document)
}

fn pointers(emitted: &Emitted) -> Vec<(&str, u32)> {
    let pair = |mapping: &'_ crate::gateway::Mapping| mapping.span.start;
    emitted.mappings.iter().map(|mapping| (mapping.pointer.as_str(), pair(mapping))).collect()
}

#[test]
fn the_recommended_documents_come_out_exactly() {
    for tool in ["track_event", "track_bulk_events", "track_logout"] {
        let expected = format!(
            r#"{{
  "version": "1",
  "default": "deny",
  "tools": {{
    "{tool}": {{
      "limits": [
        {{
          "counter": "{tool}_rate",
          "window": "minute",
          "max": 30,
          "scope": "grant"
        }}
      ]
    }}
  }}
}}
"#
        );
        let rules = vec![limit(calls(30, Window::Minute))];
        assert_eq!(compiled(vec![allow(&[tool], rules)]), expected);
    }
}

#[test]
fn the_other_recommendations_come_out_exactly() {
    let statements = vec![
        allow(&["get"], Vec::new()),
        statement(&["pay"], Effect::Approve("Requires human approval.".to_owned())),
        statement(&["drop", "delete"], Effect::Hide),
    ];
    insta::assert_snapshot!(compiled(statements));
}

#[test]
fn hide_beats_approve_beats_deny_beats_rules() {
    let rules = || vec![limit(calls(1, Window::Day))];
    let statements = vec![
        allow(&["a", "b", "c", "d"], rules()),
        statement(&["a", "b", "c"], Effect::Deny("Denied first.".to_owned())),
        statement(&["c"], Effect::Deny("Denied again.".to_owned())),
        statement(&["a", "b"], Effect::Approve("Ask.".to_owned())),
        statement(&["a"], Effect::Hide),
    ];
    let policy = policy(Decision::Deny, statements);
    let emitted = emit(&policy);
    insta::assert_snapshot!(write(&emitted.document));
}

#[test]
fn restrict_lists_only_what_can_be_called() {
    let rules = || vec![limit(calls(1, Window::Day))];
    let denying = policy(Decision::Deny, vec![restrict(&["a"], rules())]);
    assert_eq!(emit(&denying).document.tools.len(), 0);
    let allowing = policy(Decision::Allow, vec![restrict(&["a"], rules())]);
    assert_eq!(emit(&allowing).document.tools["a"].limits.len(), 1);
}

#[test]
fn hiding_everything_leaves_one_star() {
    let every = Statement { tools: Tools::Every, ..statement(&[], Effect::Hide) };
    let overruled = [allow(&["b"], Vec::new()), statement(&["a"], Effect::Hide)];
    let policy = policy(Decision::Deny, [vec![every], overruled.to_vec()].concat());
    let emitted = emit(&policy);
    assert_eq!(emitted.document.hide, ["*"]);
    assert!(emitted.document.tools.is_empty());
}

#[test]
fn the_source_map_is_in_the_order_of_the_document() {
    let mut policy = policy(
        Decision::Deny,
        vec![
            allow(&["b"], vec![limit(calls(9, Window::Hour)), refuse(is("n", 1))]),
            allow(&["a/b"], vec![require(is("n", 1))]),
            restrict(&["b"], vec![limit(calls(5, Window::Hour))]),
            statement(&["h"], Effect::Hide),
        ],
    );
    policy.default.span = Some(place());
    policy.all_tools.push(calls(3, Window::Minute));
    let term = |index: usize| match &policy.statements[index].tools {
        Tools::Named(names) => names[0].1.start,
        Tools::Every => 0,
    };
    let rule = |statement: usize, rule: usize| {
        policy.statements[statement].effect.rules()[rule].span.start
    };
    let emitted = emit(&policy);
    let expected = [
        ("/default", policy.default.span.unwrap().start),
        ("/hide/0", term(3)),
        ("/all_tools/limits/0", policy.all_tools[0].span.start),
        ("/tools/a~1b", term(1)),
        ("/tools/a~1b/require/0", rule(1, 0)),
        ("/tools/b", term(0)),
        ("/tools/b/deny_if/0", rule(0, 1)),
        ("/tools/b/limits/0", rule(2, 0)),
    ];
    assert_eq!(pointers(&emitted), expected);
}

#[test]
fn a_tool_comes_from_the_statement_that_allows_it() {
    let rules = vec![limit(calls(1, Window::Day))];
    let policy = policy(Decision::Deny, vec![restrict(&["a"], rules), allow(&["a"], Vec::new())]);
    let Tools::Named(names) = &policy.statements[1].tools else { panic!() };
    assert_eq!(pointers(&emit(&policy))[0], ("/tools/a", names[0].1.start));
}

#[test]
fn counters_are_named_after_what_they_count() {
    let limits = vec![
        limit(calls(1, Window::Minute)),
        limit(calls(2, Window::Hour)),
        limit(calls(3, Window::Day)),
        limit(sum("a.b", 4, Window::Minute)),
        limit(named(calls(5, Window::Day), "mine")),
        limit(calls(9, Window::Minute)),
        limit(sum("a.b", 3, Window::Minute)),
    ];
    let mut policy = policy(Decision::Deny, vec![allow(&["t"], limits)]);
    policy.all_tools = vec![calls(7, Window::Day), calls(6, Window::Day)];
    insta::assert_snapshot!(json(&policy));
}

#[test]
fn one_counter_for_two_limits_is_an_error() {
    let cases = [
        (vec![named(calls(1, Window::Day), "t_rate"), calls(1, Window::Minute)], Vec::new()),
        (vec![sum("a.b", 1, Window::Day), sum("a_b", 1, Window::Day)], Vec::new()),
        (vec![named(calls(1, Window::Day), "calls_per_day")], vec![calls(1, Window::Day)]),
        (vec![named(calls(1, Window::Day), "x"), named(sum("a", 1, Window::Day), "x")], Vec::new()),
    ];
    for (own, all_tools) in cases {
        let spans = [all_tools.as_slice(), &own].concat();
        let rules = own.into_iter().map(limit).collect();
        let mut policy = policy(Decision::Deny, vec![allow(&["t"], rules)]);
        policy.all_tools = all_tools;
        let findings = check(&policy, None);
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!(finding.code, "counter-clash");
        assert_eq!([finding.labels[0].span, finding.span], [spans[0].span, spans[1].span]);
    }
}

#[test]
fn one_counter_for_two_tools_is_one_error_a_block() {
    let rules = vec![limit(named(calls(1, Window::Day), "x"))];
    let policy = policy(Decision::Deny, vec![allow(&["a", "b", "c"], rules)]);
    assert_eq!(check(&policy, None).len(), 1);
}
