//! What is told of pairs of small policies.

use std::path::{Path, PathBuf};

use crate::diff::{Diff, Side, ToolChange, Verdict, diff};
use crate::gateway::Document;
use crate::session::{Depth, Memory, Session};

/// What a policy compiles to, without a catalog.
fn document(text: &str) -> Document {
    let text = format!("policy \"p\"\n{text}\n");
    let files = Memory::from([(PathBuf::from("p.mcpol"), text.clone().into_bytes())]);
    let checked = Session::new(files).check(Path::new("p.mcpol"), Depth::Compile).unwrap();
    assert!(!checked.has_errors(), "{text}{:#?}", checked.findings);
    checked.emit().unwrap().document
}

fn compare(old: &str, new: &str) -> Diff {
    let (old, new) = (document(old), document(new));
    let side =
        |document| Side { document, policy: None, catalog: None, places: &|_| None, sources: None };
    diff(side(&old), side(&new))
}

/// As in `a looser, * newly-callable, together looser`.
fn said(found: &Diff) -> String {
    let change = |tool: &ToolChange| {
        let change = serde_json::to_value(tool.change).unwrap();
        format!("{} {}", tool.name, change.as_str().unwrap())
    };
    let together = found.all_tools.iter().map(|it| format!("together {:?}", it.verdict()));
    found.tools.iter().map(change).chain(together).collect::<Vec<_>>().join(", ")
}

#[track_caller]
fn says(old: &str, new: &str, expected: &str) {
    assert_eq!(said(&compare(old, new)), expected, "{old:?} to {new:?}");
}

#[test]
fn conditions() {
    let at_most = |most| format!("allow a {{ require args.n <= {most} }}");
    says(&at_most(1), &at_most(1), "");
    says(&at_most(1), &at_most(2), "a looser");
    says(&at_most(2), &at_most(1), "a tighter");
    says("allow a { require args.n <= 1 }", "allow a { require args.n >= 1 }", "a both");
    says("allow a { require args.n <= 1 }", "allow a { deny when args.n > 1 }", "a looser");
    says(
        "allow a { require args.s in [\"x\", \"y\"] because \"No.\" }",
        "allow a { require args.s matches /^[xy]$/ because \"No.\" }",
        "",
    );
    says(
        "allow a { require args.s == \"1000000\" }",
        "allow a { require args.s == 1000000 }",
        "a looser",
    );
}

#[test]
fn what_can_be_called_at_all() {
    says("", "allow a", "a newly-callable");
    says("allow a", "deny a", "a no-longer-callable");
    says("allow a", "hide a", "a no-longer-callable");
    says("allow a { require args.n < 1 and args.n > 1 }", "deny a", "a message");
    says("default deny", "default allow", "* newly-callable");
    says("default allow\ndeny a", "deny a", "* no-longer-callable");
    says("default allow", "default allow\nhide *", "* no-longer-callable");
}

#[test]
fn what_is_no_call() {
    says("deny a", "hide a", "a hidden");
    says("hide a", "deny a", "a shown");
    says("deny a", "deny a because \"No.\"", "a message");
    says("deny a", "approve a", "a message");
    let limited = |name| format!("allow a {{ limit 5 per hour as \"{name}\" }}");
    says(&limited("x"), &limited("y"), "a counter-renamed");
    says("limit all tools to 5 per hour", "limit all tools to 9 per hour", "");
}

#[test]
fn limits_of_calls() {
    says("allow a { limit 5 per hour }", "allow a { limit 6 per hour }", "a limits-raised");
    says("allow a { limit 5 per hour }", "allow a", "a limits-raised");
    says("allow a", "allow a { limit 5 per hour }", "a limits-lowered");
    says(
        "allow a { limit 5 per minute }",
        "allow a {\n limit 6 per minute\n limit 8 per hour\n}",
        "a both",
    );
    // Five a minute are at most 300 an hour anyway.
    says(
        "allow a { limit 5 per minute }",
        "allow a {\n limit 5 per minute\n limit 300 per hour\n}",
        "",
    );
    says(
        "allow a { limit 5 per minute }",
        "allow a {\n limit 5 per minute\n limit 299 per hour\n}",
        "a limits-lowered",
    );
    // A day's limit bounds its minutes.
    says("allow a { limit 5 per day }", "allow a {\n limit 5 per day\n limit 5 per minute\n}", "");
}

#[test]
fn limits_of_tools_that_cannot_be_called_do_not_matter() {
    let never = "require args.n < 1 and args.n > 1";
    says(
        &format!("allow a {{\n {never}\n limit 5 per hour\n}}"),
        &format!("allow a {{\n {never}\n limit 9 per hour\n}}"),
        "",
    );
}

#[test]
fn limits_of_all_tools() {
    let all = |most, own| {
        format!("limit all tools to {most} per hour\nallow a, b {{ limit {own} per hour }}")
    };
    says(&all(5, 9), &all(6, 9), "a limits-raised, b limits-raised, together Looser");
    // Each tool has as much room as before; all together have more.
    says(&all(15, 10), &all(20, 10), "together Looser");
    says(&all(20, 10), &all(30, 10), "");
    says(&all(30, 10), &all(5, 10), "a limits-lowered, b limits-lowered, together Tighter");
}

#[test]
fn a_limit_without_any_room_refuses_the_first_call() {
    let (mut none, one) = (document("allow a { limit 1 per hour }"), document("allow a"));
    none.tools.values_mut().for_each(|rules| rules.limits[0].max = 0);
    let side =
        |document| Side { document, policy: None, catalog: None, places: &|_| None, sources: None };
    let found = diff(side(&none), side(&one));
    assert_eq!(said(&found), "a newly-callable");
    let witness = found.tools[0].looser.as_ref().unwrap();
    assert_eq!(witness.refused_by.rule, "/tools/a/limits/0");
    let found = diff(side(&one), side(&none));
    assert_eq!(said(&found), "a no-longer-callable");
    assert_eq!(found.tools[0].tighter.as_ref().unwrap().refused_by.rule, "/tools/a/limits/0");
}

#[test]
fn a_burst_goes_as_far_as_it_must() {
    let found = compare(
        "allow a {\n limit 5 per minute\n limit 12 per hour\n}",
        "allow a {\n limit 5 per minute\n limit 14 per hour\n}",
    );
    let limits = &found.tools[0].limits;
    assert_eq!((limits.len(), limits[0].old, limits[0].new), (1, Some(12), Some(14)));
    let burst = limits[0].calls.as_ref().unwrap();
    let runs: Vec<_> = burst.runs.iter().map(|run| (run.times, run.at)).collect();
    assert_eq!(runs, [(5, 0), (5, 60), (3, 120)]);
    let found = compare("allow a { limit 200000 per day }", "allow a");
    assert_eq!((found.verdict, &found.tools[0].limits[0].calls), (Verdict::Looser, &None));
}

#[test]
fn sums() {
    let summed = |most, sum| {
        format!(
            "allow a {{\n require args.n >= 1 and args.n <= {most}\n limit args.n to {sum} per day\n}}"
        )
    };
    says(&summed(10, 25), &summed(10, 30), "a limits-raised");
    let found = compare(&summed(10, 25), &summed(10, 30));
    let burst = found.tools[0].limits[0].calls.as_ref().unwrap();
    let calls: Vec<_> =
        burst.calls().iter().map(|(call, times)| (call.arguments().to_string(), *times)).collect();
    assert_eq!(calls, [("{\"n\":10}".to_owned(), 2), ("{\"n\":6}".to_owned(), 1)]);
    // No call could have more anyway; but fractions are cut, so one could have 25.5.
    says(&summed(100, 25), &summed(26, 25), "a message");
    says(&summed(100, 25), &summed(25, 25), "a tighter");
    // A negative amount gives budget back, and then there is room for what is refused otherwise.
    let from_below =
        |most| format!("allow a {{\n require args.n <= {most}\n limit args.n to 25 per day\n}}");
    says(&from_below(26), &from_below(100), "a looser");
    let found = compare(&from_below(26), &from_below(100));
    assert_eq!(found.tools[0].looser.as_ref().unwrap().after.len(), 1);
}

#[test]
fn sums_that_no_calls_come_to_say_nothing_but_of_what_is_no_amount() {
    let summed = |rule, sum| format!("allow a {{\n {rule}\n limit 5 per day\n {sum}\n}}");
    let (bounded, open) = ("require args.n <= 5", "deny when args.n > 5");
    let sum = "limit args.n to 25 per day";
    says(&summed(bounded, sum), &summed(bounded, ""), "");
    says(&summed(bounded, "limit args.n to 24 per day"), &summed(bounded, ""), "a limits-raised");
    // A limit of a sum refuses calls without an amount.
    says(&summed(open, sum), &summed(open, ""), "a limits-raised");
    let found = compare(&summed(open, sum), &summed(open, ""));
    let burst = found.tools[0].limits[0].calls.as_ref().unwrap();
    assert_eq!((burst.count(), burst.runs[0].call.arguments().to_string()), (1, "{}".to_owned()));
}

#[test]
fn fingerprints_are_of_the_change_alone() {
    let print = |old: &str, new: &str| compare(old, new).tools[0].fingerprint.clone();
    let other = "allow b { limit 9 per hour }";
    let (old, new) = ("allow a { require args.n <= 1 }", "allow a { require args.n <= 2 }");
    let beside = |text: &str| format!("{other}\n\n{text}\nrestrict a {{ require args.m exists }}");
    assert_eq!(print(old, new), print(&beside(old), &beside(new)));
    assert_ne!(print(old, new), print(new, old));
    assert_ne!(print(old, new), print(old, "allow a { require args.n <= 3 }"));
}

#[test]
fn sums_that_give_room_back() {
    let limits = |one: &str, other: &str| {
        format!("allow a {{ require args.n >= ONE limit {one} limit {other} }}").replace("ONE", "0")
    };
    let (sum, rate) = ("args.n to 10 per day", "1 per minute");
    says(&limits(sum, rate), &limits(rate, sum), "a unknown");
    let bounded = |text: String| text.replace(">= 0", ">= 0 and args.n <= 5");
    says(&bounded(limits(sum, rate)), &bounded(limits(rate, sum)), "");
    let negative = |text: String| text.replace(">= 0", ">= -1 and args.n <= 5");
    says(&negative(limits(sum, rate)), &negative(limits(rate, sum)), "a unknown");
    let raised = limits("args.n to 20 per day", rate);
    says(&limits(sum, rate), &raised, "a limits-raised");
    says(&raised, &limits(sum, rate), "a limits-lowered");
}

#[test]
fn an_amount_that_passes_only_where_it_wraps() {
    let most = |amount: &str| {
        format!(
            "allow a {{ require args.n >= 1 and args.n <= {amount} limit args.n to 200000 per day }}"
        )
    };
    let found = compare(&most("9007199254740992"), &most("9223372036854774784"));
    assert_eq!(said(&found), "a looser");
    let witness = found.tools[0].looser.as_ref().unwrap();
    assert_eq!(witness.after.len(), 1, "{witness:?}");
}

/// A message that no call comes to is none.
#[test]
fn messages_that_no_call_sees() {
    let first = "allow a { require args.n <= 100";
    says(&format!("{first} }}"), &format!("{first} require args.n <= 200 }}"), "");
    let both = "deny when args.n > 100 because \"A\"";
    says(
        &format!("allow a {{ {both} deny when args.n > 200 because \"B\" }}"),
        &format!("allow a {{ {both} }}"),
        "",
    );
    says(
        &format!("allow a {{ {both} }}"),
        &format!("allow a {{ {} }}", both.replace("\"A\"", "\"B\"")),
        "a message",
    );
}

/// As in `looser 500..1000`.
fn totals(old: &str, new: &str) -> Vec<String> {
    let found = compare(old, new);
    let limits = found.tools.iter().flat_map(|tool| &tool.limits);
    let room = |room: Option<i128>| room.map_or("any".to_owned(), |room| room.to_string());
    let said = limits.map(|it| {
        let sum = it.sum.as_deref().unwrap_or("calls");
        format!("{sum} per {}: {} to {}", it.window.name(), room(it.old), room(it.new))
    });
    said.collect()
}

/// A total is no more than the other rules let through.
#[test]
fn totals_within_reach_of_the_other_rules() {
    let policy =
        |limits: &str| format!("allow a {{ require args.n >= 1 and args.n <= 100 {limits} }}");
    let old = policy("limit args.n to 500 per day limit 10 per day");
    let hourly = policy("limit args.n to 500 per hour limit 10 per day");
    assert_eq!(totals(&old, &hourly), ["args.n per day: 500 to 1000"]);
    assert_eq!(totals(&old, &policy("limit 10 per day")), ["args.n per day: 500 to 1000"]);
    let counted = policy("limit args.n to 500 per day limit 1000 per day");
    assert_eq!(totals(&old, &counted), ["calls per day: 10 to 500"]);
    assert_eq!(totals(&counted, &counted.replace("limit 1000", "limit 9000")), [""; 0]);
    let any = "allow a { limit args.n to 500 per day limit 10 per day }";
    let raised = any.replace("500", "900");
    assert_eq!(totals(any, &raised), ["args.n per day: 500 to 900"]);
}

#[test]
fn every_rule_that_is_gone_is_shown_by_a_call_that_it_alone_kept_out() {
    let found = compare(
        "allow a {\n require args.to in [\"x\"]\n deny when args.t contains \"http\"\n \
         deny when args.t contains \"token\"\n limit 9 per hour\n}",
        "allow a {\n require args.to in [\"x\", \"y\"]\n limit 9 per hour\n}",
    );
    let rules: Vec<_> =
        found.tools[0].let_through().map(|it| it.refused_by.rule.as_str()).collect();
    assert_eq!(rules, ["/tools/a/require/0", "/tools/a/deny_if/0", "/tools/a/deny_if/1"]);
    let nested = compare(
        "allow a {\n deny when args.t matches /a/\n deny when args.t matches /ab/\n}",
        "allow a",
    );
    assert_eq!(nested.tools[0].let_through().count(), 1);
}
