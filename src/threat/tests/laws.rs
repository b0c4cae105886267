//! What holds of every answer, over random rules about the tools of one catalog.

use std::collections::BTreeMap;
use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::*;

use crate::analysis::{Reason, value_at};
use crate::catalog::Catalog;
use crate::finding::Claim;
use crate::gateway;
use crate::json::Value;
use crate::policy::Policy;
use crate::session::{Depth, Memory, Session};
use crate::source::Sources;
use crate::testkit::{laws, strings};
use crate::threat::ask::ask;
use crate::threat::question::{frame, in_set};
use crate::threat::row::{Row, Set, filled};
use crate::threat::sets;
use crate::threat::subject::Subject;
use crate::threat::threats::{Threats, weight};
use crate::witness::{CallFinder, CallableTools, Passes, Replay, object_with_only};

const CATALOG: &str = include_str!("../../../tests/cases/lint/catalogs/run.json");

/// How many members of a set are drawn.
const DRAWN: usize = 1_000;

/// Rules, each about arguments that one tool or several have.
#[rustfmt::skip]
const RULES: &[(&[&str], &str)] = &[
    (&["query", "execute_sql", "explain_query"], r#"require args.sql starts with "SELECT ""#),
    (&["query", "execute_sql", "explain_query"], r"require args.sql matches /(?i)^select\b[^;]*$/"),
    (&["query", "execute_sql", "explain_query"], r"require args.sql matches /(?is)^(select|with|explain)\b[^;]*;?\s*$/"),
    (&["query", "execute_sql", "explain_query"], r"require args.sql matches /^[a-z, ]+$/"),
    (&["query", "execute_sql", "explain_query"], r#"require args.sql in ["SELECT 1", "SELECT 2"]"#),
    (&["query", "execute_sql", "explain_query"], r"require args.sql exists"),
    (&["query", "execute_sql", "explain_query"], r#"deny when args.sql contains ";""#),
    (&["query", "execute_sql", "explain_query"], r"deny when args.sql matches /(?i)\b(drop|delete|update|insert)\b/"),
    (&["execute_sql"], r#"require args.project == "dev""#),
    (&["explain_query"], "require args.analyze missing or args.analyze == false"),
    (&["run_command"], r#"require args.command command in ["git status", "npm test"]"#),
    (&["run_command"], r#"require args.command command in ["xargs", "git"]"#),
    (&["run_command"], r#"require args.command starts with "git""#),
    (&["run_command"], r#"require args.command in ["git status", "bash -c id"]"#),
    (&["run_command"], r"require args.command matches /^(ls|git log)( [A-Za-z0-9_.\/=-]+)*$/"),
    (&["run_command"], r#"deny when args.command contains ";""#),
    (&["run_command"], r"deny when args.command matches /[;&|`$<>\n]/"),
    (&["run_command"], "require args.env missing"),
    (&["run_command"], r#"require args.cwd under "/workspace""#),
    (&["run_program"], r#"require args.program in ["git", "bash"]"#),
    (&["run_program", "exec_in_container"], "require args.argv missing"),
    (&["run_program"], r#"require args.argv contains "status""#),
    (&["run_program"], r#"deny when args.argv contains "-c""#),
    (&["exec_in_container"], r#"deny when args.command contains "sh""#),
    (&["page_evaluate"], r#"require args.function starts with "() => document.""#),
    (&["page_evaluate"], r#"require args.function == "() => document.title""#),
    (&["page_evaluate"], r"require args.function matches /^[^()]*$/"),
    (&["git_diff"], r"require args.source matches /^[A-Za-z0-9_.\/=-]+$/"),
    (&["git_diff"], r"require args.source matches /^[A-Za-z0-9][A-Za-z0-9_.\/-]*$/"),
    (&["git_diff"], r"require args.target missing"),
];

/// What stands beside a drawn value in a call.
const BESIDE: &[(&str, &str)] = &[("project", "dev"), ("cwd", "/workspace/a"), ("program", "git")];

/// A policy for one tool with these of its rules.
fn policy(tool: &str, rules: &[&str]) -> Policy {
    let path = Path::new("p.mcpol");
    let text = format!("policy \"p\"\nallow {tool} {{\n{}\n}}\n", rules.join("\n"));
    let files = Memory::from([(path.to_owned(), text.clone().into_bytes())]);
    let checked = Session::new(files).check(path, Depth::Compile).unwrap();
    assert!(!checked.has_errors(), "{text}: {:?}", checked.findings);
    checked.policy.unwrap()
}

fn catalog() -> Catalog {
    Catalog::read(Sources::default().add("catalog.json", CATALOG).unwrap()).0
}

/// A tool and some of the rules that there are for it.
fn ruled() -> impl Strategy<Value = (&'static str, Vec<&'static str>)> {
    let tools: Vec<&str> = {
        let mut tools: Vec<_> = RULES.iter().flat_map(|(tools, _)| tools.iter().copied()).collect();
        tools.sort_unstable();
        tools.dedup();
        tools
    };
    (prop::sample::select(tools), vec(any::<prop::sample::Index>(), 0..4)).prop_map(
        |(tool, picks)| {
            let own: Vec<_> = RULES
                .iter()
                .filter(|(tools, _)| tools.contains(&tool))
                .map(|(_, it)| *it)
                .collect();
            (tool, picks.iter().map(|pick| *pick.get(&own)).collect())
        },
    )
}

/// Of each argument the place of the row that is hit in the table, and whether a call shows it.
fn hits(tool: &str, rules: &[&str]) -> BTreeMap<String, (usize, bool, &'static Row)> {
    let (policy, catalog) = (policy(tool, rules), catalog());
    let (tools, finder) = (CallableTools::new(&policy, Some(&catalog)), CallFinder::new(&policy));
    let threats = Threats::of(&finder, tools.iter());
    let of_threat = |threat: &crate::threat::Threat<'_>| {
        let place = sets::all().position(|row| std::ptr::eq(row, threat.row)).unwrap();
        let path = threat.found.leaf.path.to_string();
        (path, (place, threat.answer.is_ok(), threat.row))
    };
    threats.of_tool(tool).iter().map(of_threat).collect()
}

/// Every text in a value.
fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(items) => items.iter().flat_map(texts).collect(),
        Value::Object(members) => members.values().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn without_steps_nothing_is_analysed() {
    let (policy, catalog) = (policy("query", &[]), catalog());
    let tools = CallableTools::new(&policy, Some(&catalog));
    let threats = Threats::within(&CallFinder::new(&policy), tools.iter(), 0);
    let [threat] = threats.of_tool("query") else { panic!("one argument") };
    assert_eq!(threat.answer.as_ref().unwrap_err(), &Reason::TooManySteps);
}

proptest! {
    #![proptest_config(laws::tried(32))]

    #[test]
    fn what_is_shown_passes_and_lies_in_its_set((tool, rules) in ruled()) {
        let (policy, catalog) = (policy(tool, &rules), catalog());
        let tools = CallableTools::new(&policy, Some(&catalog));
        let finder = CallFinder::new(&policy);
        let document = gateway::emit(&policy).document;
        let threats = Threats::of(&finder, tools.iter());
        let callable = tools.named(tool).unwrap();
        for threat in threats.of_tool(tool) {
            let Some(shown) = threat.shown() else { continue };
            let arguments = shown.call.arguments();
            prop_assert!(Passes(&mut Replay::new(&document)).is_confirmed(tool, arguments));
            let subject = Subject::new(callable, &threat.found).unwrap();
            prop_assert!(finder.holds(&frame(threat.row, &subject), arguments));
            let path = subject.path();
            if !threat.found.leaf.path.is_in_list() {
                let set = in_set(threat.row, &path, &subject.constants).unwrap();
                prop_assert!(finder.holds(&set, arguments), "{}", shown.call);
            } else {
                prop_assert!(!texts(value_at(arguments, &path).unwrap()).is_empty());
            }
        }
    }

    #[test]
    fn where_nothing_passes_no_drawn_member_does((tool, rules) in ruled()) {
        let (policy, catalog) = (policy(tool, &rules), catalog());
        let tools = CallableTools::new(&policy, Some(&catalog));
        let finder = CallFinder::new(&policy);
        let callable = tools.named(tool).unwrap();
        let subjects = callable.profile().unwrap().roles().iter();
        for subject in subjects.filter_map(|found| Subject::new(callable, found)) {
            for row in sets::rows(subject.role) {
                let asked = weight(row, &subject).is_some();
                let Set::Texts { within, .. } = row.set else { continue };
                if !asked || subject.found.leaf.path.is_in_list() {
                    continue;
                }
                let path = subject.path();
                let Some(set) = in_set(row, &path, &subject.constants) else { continue };
                if !ask(&finder, row, &subject).is_none() {
                    continue;
                }
                let known = (row.known)(&subject.constants);
                let dangerous = frame(row, &subject).and(set);
                let members = strings::of_pattern(&filled(within, &known).unwrap(), DRAWN);
                prop_assert!(!members.is_empty(), "{}", row.name);
                for text in members {
                    let Value::Object(mut call) = object_with_only(&path, Value::from(text.as_str()))
                        else { unreachable!() };
                    for (key, value) in BESIDE.iter().filter(|(key, _)| path != [(*key).to_owned()]) {
                        call.insert((*key).to_owned(), Value::from(*value));
                    }
                    let call = Value::Object(call);
                    prop_assert!(
                        !(finder.holds(&dangerous, &call) && finder.holds(finder.passing(callable), &call)),
                        "{}: {call}", row.name
                    );
                }
            }
        }
    }

    /// But for what is asked only where a rule exists.
    #[test]
    fn one_more_requirement_adds_no_finding((tool, rules) in ruled(), pick in any::<prop::sample::Index>()) {
        let own: Vec<_> = RULES.iter().filter(|(tools, _)| tools.contains(&tool)).collect();
        let more = pick.get(&own).1;
        let before = hits(tool, &rules);
        for (path, (place, is_shown, row)) in hits(tool, &[&rules[..], &[more]].concat()) {
            let needs_rule = row.levels.free.is_none() || row.lint == "open-environment";
            if needs_rule || !is_shown {
                continue;
            }
            let known = before.get(&path).is_some_and(|(worse, ..)| *worse <= place);
            prop_assert!(known, "{path}: {} by {more}", row.name);
        }
    }
}
