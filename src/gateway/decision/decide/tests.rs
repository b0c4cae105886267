use super::*;
use crate::gateway::read;
use crate::source::Sources;

fn document(text: &str) -> Document {
    read(&Sources::default().add("document", text).unwrap()).unwrap()
}

fn call(name: &str, arguments: &str, at: i64) -> Call {
    let source = Sources::default().add("arguments", arguments).unwrap();
    let arguments = Value::read(&source).unwrap();
    Call { name: name.to_owned(), arguments, at }
}

/// What each call comes to: `allow`, or the refusing rule.
fn rules(document: &Document, calls: &[Call]) -> Vec<String> {
    let mut gateway = Gateway::new(document);
    let decide = |call| gateway.decide(call).rule.unwrap_or_else(|| "allow".to_owned());
    calls.iter().map(decide).collect()
}

#[test]
fn the_first_refusal_in_the_order_of_evaluation_is_reported() {
    let document = document(
        r#"{"version": "1", "default": "deny", "hide": ["h"], "tools": {
            "h": {},
            "a/b": {
                "deny_if": [
                    {"conditions": [{"path": "args.n", "op": "gt", "value": 5}], "on_deny": "Big."},
                    {"conditions": [{"path": "args.n", "op": "gt", "value": 1}]}],
                "require": [
                    {"conditions": [{"path": "args.n", "op": "exists", "value": true},
                                    {"path": "args.n", "op": "lt", "value": 9}], "on_deny": "n."}]
            }}}"#,
    );
    let mut gateway = Gateway::new(&document);
    let mut decide = |name: &str, arguments: &str| gateway.decide(&call(name, arguments, 0));
    let refused = |rule: &str, message: Option<&str>| Verdict {
        decision: Decision::Deny,
        rule: Some(rule.to_owned()),
        message: message.map(str::to_owned),
    };
    assert_eq!(decide("h", "{}"), refused("(hidden)", None));
    assert_eq!(decide("other", "{}"), refused("(default deny)", None));
    assert_eq!(decide("a/b", "{}"), refused("/tools/a~1b/require/0", Some("n.")));
    assert_eq!(decide("a/b", r#"{"n": 9}"#), refused("/tools/a~1b/require/0", Some("n.")));
    assert_eq!(decide("a/b", r#"{"n": 6}"#), refused("/tools/a~1b/deny_if/0", Some("Big.")));
    assert_eq!(decide("a/b", r#"{"n": 2}"#), refused("/tools/a~1b/deny_if/1", None));
    assert_eq!(decide("a/b", r#"{"n": 1}"#).decision, Decision::Allow);
    assert_eq!(decide("a/b", "[1]"), refused("/tools/a~1b/require/0", Some("n.")));
}

#[test]
fn a_star_hides_everything() {
    let document = document(r#"{"version": "1", "default": "allow", "hide": ["*"]}"#);
    assert_eq!(rules(&document, &[call("any", "{}", 0)]), ["(hidden)"]);
}

#[test]
fn limits_are_reserved_together_or_not_at_all() {
    let document = document(
        r#"{"version": "1", "default": "allow",
            "all_tools": {"limits": [
                {"counter": "all", "window": "hour", "max": 4, "scope": "grant"}]},
            "tools": {"t": {"limits": [
                {"counter": "t_rate", "window": "minute", "max": 2, "scope": "grant"}]}}}"#,
    );
    let calls = [
        call("t", "{}", 0),
        call("t", "{}", 59),
        call("t", "{}", 59),
        call("t", "{}", 60),
        call("", "{}", 61),
        call("u", "{}", 61),
        call("u", "{}", 3600),
    ];
    let limit = "/tools/t/limits/0";
    let all = "/all_tools/limits/0";
    assert_eq!(rules(&document, &calls), ["allow", "allow", limit, "allow", "allow", all, "allow"]);
}

#[test]
fn windows_are_aligned_before_1970_too() {
    let document = document(
        r#"{"version": "1", "default": "deny", "tools": {"t": {"limits": [
            {"counter": "c", "window": "minute", "max": 1, "scope": "grant"}]}}}"#,
    );
    let calls: Vec<_> = [-61, -60, -1, 0, 59].map(|at| call("t", "{}", at)).to_vec();
    let limit = "/tools/t/limits/0";
    assert_eq!(rules(&document, &calls), ["allow", "allow", limit, "allow", limit]);
}

/// Decides calls with these amounts under a sum of at most `max`.
fn sums(max: i64, amounts: &[&str]) -> String {
    let document = document(&format!(
        r#"{{"version": "1", "default": "deny", "tools": {{"t": {{"limits": [
            {{"counter": "c", "window": "day", "max": {max}, "increment_from": "args.n",
              "scope": "grant"}}]}}}}}}"#
    ));
    let mut gateway = Gateway::new(&document);
    let mut decide = |amount: &&str| {
        let decision = gateway.decide(&call("t", &format!("{{\"n\": {amount}}}"), 0)).decision;
        if decision == Decision::Allow { 'a' } else { 'd' }
    };
    amounts.iter().map(&mut decide).collect()
}

#[test]
fn sums_are_cut_given_back_and_wrap() {
    assert_eq!(sums(10, &["6", "5", "4", "1"]), "adad");
    assert_eq!(sums(10, &["0.99", "10.9", "0.99", "1"]), "aaad");
    assert_eq!(sums(10, &["10", "-5", "6", "5"]), "aada");
    assert_eq!(sums(10, &["null", "\"1\"", "[1]", "true"]), "dddd");
    assert_eq!(sums(10, &["9223372036854775807", "1"]), "aa");
    assert_eq!(sums(10, &["11", "9223372036854774784", "1e300", "11"]), "ddaa");
    let observed = ["2000", "9223372036854774784", "150000", "150000", "150000"];
    assert_eq!(sums(200_000, &observed), "aaaaa");
    assert_eq!(sums(200_000, &["2000", "9223372036854774784", "1e300", "199025", "1"]), "aaada");
    assert_eq!(sums(10, &["-1", "1e300", "11", "12"]), "adad");
    assert_eq!(sums(10, &["1e300", "1e300", "10", "1"]), "aaad");
    assert_eq!(sums(1, &["-1e300", "-1", "9223372036854774784", "1"]), "adaa");
}

/// A minute's limit and a day's sum in one order or the other.
fn a_rate_and_a_sum(first: &str, second: &str) -> Document {
    document(&format!(
        r#"{{"version": "1", "default": "deny", "tools": {{"t": {{"limits": [{first}, {second}]}}}}}}"#
    ))
}

#[test]
fn taking_back_stops_at_zero_so_that_the_order_of_limits_matters() {
    let rate = r#"{"counter": "r", "window": "minute", "max": 1, "scope": "grant"}"#;
    let sum = r#"{"counter": "s", "window": "day", "max": 10, "increment_from": "args.n",
                  "scope": "grant"}"#;
    let calls =
        [call("t", r#"{"n": -5}"#, 0), call("t", r#"{"n": 1}"#, 0), call("t", r#"{"n": 15}"#, 60)];
    let rules = |first, second| rules(&a_rate_and_a_sum(first, second), &calls);
    assert_eq!(rules(rate, sum), ["allow", "/tools/t/limits/0", "allow"]);
    assert_eq!(rules(sum, rate), ["allow", "/tools/t/limits/1", "/tools/t/limits/0"]);
}

#[test]
fn what_all_tools_share_is_taken_back_too() {
    let document = document(
        r#"{"version": "1", "default": "deny",
            "all_tools": {"limits": [
                {"counter": "all", "window": "day", "max": 2, "scope": "grant"}]},
            "tools": {"t": {"limits": [
                {"counter": "s", "window": "day", "max": 10, "increment_from": "args.n",
                 "scope": "grant"}]}}}"#,
    );
    let calls = ["11", "10", "1", "0", "0"].map(|n| call("t", &format!("{{\"n\": {n}}}"), 0));
    let (sum, all) = ("/tools/t/limits/0", "/all_tools/limits/0");
    assert_eq!(rules(&document, &calls), [sum, "allow", sum, "allow", all]);
}
