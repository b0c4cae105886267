mod mutation;

use super::*;
use crate::gateway::read;
use crate::policy::Decision;
use crate::source::{SourceId, Sources};

fn document() -> Document {
    let text = r#"{"version": "1", "default": "deny", "tools": {
        "send": {
            "deny_if": [{"conditions": [{"path": "args.n", "op": "gt", "value": 5}],
                         "on_deny": "Too many."}],
            "limits": [{"counter": "send_rate", "window": "minute", "max": 3, "scope": "grant"}]
        }}}"#;
    read(&Sources::default().add("document", text).unwrap()).unwrap()
}

fn at<T>(line: usize, node: T) -> Spanned<T> {
    Spanned::new(node, Span::new(SourceId::default(), line, line + 1))
}

/// `call send { n: N } TIMES times => EXPECT "MESSAGE"` on a line of its own.
fn call(line: usize, n: i64, times: u64, expect: Decision, message: &str) -> Spanned<Step> {
    let arguments = Value::Object([("n".to_owned(), Value::Number(n.into()))].into());
    let message = (!message.is_empty()).then(|| at(line, message.to_owned()));
    at(
        line,
        Step::Call {
            tool: at(line, "send".to_owned()),
            arguments: at(line, arguments),
            times: Some(at(line, times)),
            expect: at(line, expect),
            message,
        },
    )
}

fn wait(line: usize, count: u64, window: Window) -> Spanned<Step> {
    at(line, Step::Wait { count: at(line, count), window })
}

fn outcome(steps: Vec<Spanned<Step>>) -> Outcome {
    let statement = at(0, Statement::Test { name: at(0, "a test".to_owned()), steps });
    let file = File { statements: vec![at(0, Statement::Default(Decision::Deny)), statement] };
    let found: Vec<_> = tests(&file).collect();
    assert_eq!(found.len(), 1);
    Runner::default().run(found[0], &document())
}

#[test]
fn a_test_passes_when_every_call_comes_out_as_it_says() {
    use Decision::{Allow, Deny};
    let outcome = outcome(vec![
        call(1, 6, 9, Deny, "Too many."),
        call(2, 1, 3, Allow, ""),
        call(3, 1, 2, Deny, ""),
        wait(4, 1, Window::Minute),
        call(5, 1, 1, Allow, ""),
    ]);
    assert!(outcome.passed(), "{outcome:?}");
    assert_eq!((outcome.name.as_str(), outcome.calls), ("a test", 15));
}

#[test]
fn a_failure_shows_the_first_call_that_came_out_differently() {
    use Decision::{Allow, Deny};
    let outcome = outcome(vec![call(1, 1, 9, Allow, ""), call(2, 6, 1, Allow, "")]);
    assert_eq!(outcome.failures.len(), 2);
    let Failure::Unexpected(first) = &outcome.failures[0] else { panic!("{outcome:?}") };
    assert_eq!((first.span.start, first.repetition, first.times), (1, 4, 9));
    assert_eq!(first.verdict.rule.as_deref(), Some("/tools/send/limits/0"));
    assert_eq!(first.expected.decision, Allow);
    let Failure::Unexpected(second) = &outcome.failures[1] else { panic!("{outcome:?}") };
    assert_eq!(second.verdict.message.as_deref(), Some("Too many."));
    assert_eq!((second.call.name.as_str(), second.verdict.decision), ("send", Deny));
}

#[test]
fn another_message_is_a_failure() {
    assert!(!outcome(vec![call(1, 6, 1, Decision::Deny, "Too much.")]).passed());
    assert!(!outcome(vec![call(1, 1, 4, Decision::Deny, "Too many.")]).passed());
}

#[test]
fn work_and_time_have_an_end() {
    let late = wait(1, u64::MAX, Window::Day);
    let failures = outcome(vec![late, call(2, 1, 1, Decision::Deny, "")]).failures;
    assert!(matches!(failures.as_slice(), [Failure::TooLong { .. }]), "{failures:?}");
    let much = vec![call(1, 6, 1, Decision::Deny, ""), call(2, 6, MAX_CALLS, Decision::Deny, "")];
    let outcome = outcome(much);
    assert_eq!(outcome.calls, 1);
    assert_eq!(outcome.failures[0].span().start, 2);
    assert!(matches!(outcome.failures.as_slice(), [Failure::TooManyCalls { .. }]));
}
