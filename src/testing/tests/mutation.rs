//! Changes that no test notices: which there are, which change nothing, and the tests that would
//! notice them, put into the policy and run.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::session::{Depth, Memory, Session};
use crate::syntax::step_text;
use crate::testing::mutate::{Mutated, Tested, mutate};
use crate::testing::{Runner, Test, tests};

const CATALOG: &str = r#"{"tools": [
  {"name": "pay", "inputSchema": {"type": "object", "required": ["to"], "properties": {
    "to": {"type": "string"}, "amount": {"type": "integer"}, "force": {"type": "boolean"}}}},
  {"name": "look", "inputSchema": {"type": "object", "properties": {}}},
  {"name": "drop", "inputSchema": {"type": "object", "properties": {}}}
]}"#;

/// What came of changing the policy of a file, whose own tests must pass.
fn mutated(files: &Memory, path: &Path) -> Mutated {
    let checked = Session::new(files.clone()).check(path, Depth::Compile).unwrap();
    assert!(!checked.has_errors(), "{:?}", checked.findings);
    let document = checked.emit().unwrap().document;
    let tests: Vec<Test<'_>> = tests(checked.file()).collect();
    let mut runner = Runner::default();
    for test in &tests {
        let outcome = runner.run(*test, &document);
        assert!(outcome.passed(), "{outcome:?}");
    }
    mutate(Tested {
        policy: checked.policy.as_ref().unwrap(),
        document: &document,
        catalog: checked.catalog(),
        tests: &tests,
        head: checked.head(),
    })
}

fn of(text: &str) -> Mutated {
    let path = Path::new("p.mcpol");
    let text = format!("policy \"p\"\ncatalog \"c.json\"\n{text}");
    let files = [("p.mcpol", text.as_str()), ("c.json", CATALOG)];
    let files = files.map(|(name, text)| (name.into(), text.as_bytes().to_vec()));
    mutated(&Memory::from(files), path)
}

/// Each change that survives with the steps that tell it.
fn survivors(mutated: &Mutated) -> Vec<String> {
    let told = mutated.survivors.iter().map(|survivor| {
        let steps: Vec<_> = survivor.steps.iter().map(|step| step_text(&step.node)).collect();
        format!("{}: {}", survivor.change, steps.join("; "))
    });
    told.collect()
}

/// Steps of a test that no other tool can be called.
const OTHERS: &str = "call drop {} => deny\ncall look {} => allow";

/// The changes that survive in a policy that allows `look` and no other tool, and tests that.
fn left(rules: &str, steps: &str) -> Vec<String> {
    let text = format!("allow look\n{rules}\ntest \"t\" {{\n{OTHERS}\n{steps}\n}}\n");
    let mutated = of(&text);
    assert_eq!(mutated.unknown, [], "{text}");
    survivors(&mutated)
}

#[test]
fn a_rule_that_no_test_needs_is_told_once() {
    let rules = "allow pay { require args.amount >= 1 and args.amount <= 5 }";
    assert_eq!(
        left(rules, "call pay { amount: 1 } => allow\ncall pay { amount: 5 } => allow"),
        [r#"left out: call pay { to: "x" } => deny"#]
    );
}

#[test]
fn a_bound_needs_a_test_on_either_side() {
    let rules = "allow pay { require args.amount <= 5 }";
    assert_eq!(
        left(rules, "call pay { amount: 4 } => allow\ncall pay { amount: 9 } => deny"),
        [
            r#"`args.amount <= 6` instead of `args.amount <= 5`: call pay { amount: 6, to: "x" } => deny"#,
            r#"`args.amount < 5` instead of `args.amount <= 5`: call pay { amount: 5, to: "x" } => allow"#,
        ]
    );
    let sides = "call pay { amount: 5 } => allow\ncall pay { amount: 6 } => deny";
    assert_eq!(left(rules, sides), [""; 0]);
}

#[test]
fn each_part_of_a_condition_is_needed() {
    let rules = "allow pay { require args.force == true and args.to exists }";
    let steps = "call pay { to: \"x\", force: true } => allow\ncall pay { to: \"x\" } => deny";
    assert_eq!(left(rules, steps), ["without `args.to exists`: call pay { force: true } => deny"]);
}

#[test]
fn a_value_that_is_refused_is_needed() {
    let rules = "allow pay { require args.to not in [\"a\", \"b\"] }";
    let steps = "call pay { to: \"x\" } => allow\ncall pay { to: \"a\" } => deny";
    assert_eq!(
        left(rules, steps),
        [concat!(
            r#"`args.to not in ["a"]` instead of `args.to not in ["a", "b"]`: "#,
            r#"call pay { to: "b" } => deny"#
        )]
    );
}

#[test]
fn an_anchor_is_needed() {
    let rules = "allow pay { require args.to matches /^ab$/ }";
    let steps = "call pay { to: \"ab\" } => allow\ncall pay { to: \"xab\" } => deny";
    assert_eq!(
        left(rules, steps),
        [
            r#"`args.to matches /^ab/` instead of `args.to matches /^ab$/`: call pay { to: "aba" } => deny"#
        ]
    );
}

#[test]
fn a_limit_is_needed_to_the_last_call() {
    let rules = "allow pay { limit 2 per minute\nlimit 3 per hour }";
    let told = left(rules, "call pay {} => allow");
    assert_eq!(
        told,
        [
            r#"left out: call pay { to: "x" } 2 times => allow; call pay { to: "x" } => deny"#,
            concat!(
                r#"left out: call pay { to: "x" } 2 times => allow; wait 1 minute; "#,
                r#"call pay { to: "x" } => allow; call pay { to: "x" } => deny"#
            ),
        ]
    );
    let steps = "call pay {} 2 times => allow\ncall pay {} 2 times => deny\nwait 1 minute
        call pay {} => allow\ncall pay {} => deny";
    assert_eq!(left(rules, steps), [""; 0]);
}

#[test]
fn a_sum_is_used_up_by_large_amounts_and_one_too_much() {
    let rules = "allow pay {
        require args.amount >= 1 and args.amount <= 40
        limit 2 per minute
        limit args.amount to 100 per day
    }";
    let steps = "call pay { amount: 0 } => deny\ncall pay { amount: 41 } => deny
        call pay { amount: 1 } 2 times => allow\ncall pay { amount: 1 } => deny
        wait 1 minute\ncall pay { amount: 40 } => allow";
    assert_eq!(
        left(rules, steps),
        [concat!(
            r#"left out: call pay { amount: 40, to: "x" } 2 times => allow; wait 1 minute; "#,
            r#"call pay { amount: 21, to: "x" } => deny"#
        )]
    );
}

#[test]
fn limits_over_all_tools_are_used_up_by_several() {
    let rules = "allow pay { limit 2 per minute }\nlimit all tools to 3 per minute
        restrict look { limit 2 per minute }";
    // `look` was called once before.
    let steps = "call look {} => allow\ncall look {} => deny
        wait 1 minute\ncall pay {} 2 times => allow\ncall pay {} => deny";
    assert_eq!(
        left(rules, steps),
        [concat!(
            r#"left out: call look {} 2 times => allow; call pay { to: "x" } => allow; "#,
            r#"call pay { to: "x" } => deny"#
        )]
    );
}

#[test]
fn what_changes_no_decision_is_no_fault() {
    for rules in [
        // A tool that nothing allows.
        "hide drop",
        "deny drop",
        // Said twice.
        "allow pay { require args.amount <= 5 }\nrestrict pay { require args.amount <= 9 }",
        "allow pay { require args.amount <= 5 and args.amount <= 9 }",
        // A limit behind a smaller one.
        "allow pay { require args.amount <= 5\nlimit 5 per day\nlimit 5 per hour }",
        "allow pay { require args.amount <= 5\nlimit 1 per minute\nlimit 60 per hour }",
        // As many calls as there can be never add up to so much.
        "allow pay { require args.amount <= 5 and args.amount > 0\nlimit 5 per day
            limit args.amount to 25 per day }",
    ] {
        let mutated = of(&format!("allow look\n{rules}\ntest \"t\" {{\n{OTHERS}\n}}"));
        assert!(mutated.equivalent > 0, "{rules} {mutated:?}");
        assert_eq!(mutated.unknown, [], "{rules}");
    }
}

#[test]
fn the_default_and_what_is_allowed_are_needed() {
    assert_eq!(
        survivors(&of("allow look\nallow pay\n")),
        [
            "`default allow`: call drop {} => deny",
            "left out: call look {} => allow",
            r#"left out: call pay { to: "x" } => allow"#,
        ]
    );
}

#[test]
fn what_only_shows_after_more_calls_than_a_test_makes_is_left_out() {
    let text = "allow look { limit 100000 per day }\n";
    let mutated = of(&format!("{text}test \"t\" {{\n{OTHERS}\n}}\n"));
    assert_eq!(
        (mutated.left_out, mutated.survivors.len() + mutated.unknown.len()),
        (1, 0),
        "{mutated:?}"
    );
}

#[test]
fn what_must_never_be_catches_changes_too() {
    let rules = "allow pay { require args.amount <= 5 }";
    let steps = "call pay { amount: 5 } => allow";
    let fence = "never allow pay when args.amount > 5";
    assert_eq!(left(&format!("{rules}\n{fence}"), steps), [""; 0]);
    let fence = "never allow pay when args.amount > 9";
    assert_eq!(
        left(&format!("{rules}\n{fence}"), steps),
        [concat!(
            "`args.amount <= 6` instead of `args.amount <= 5`: ",
            r#"call pay { amount: 6, to: "x" } => deny"#
        )]
    );
}

/// Puts every test that is suggested into the policy, until nothing is left to suggest. Each
/// suggestion passes on the policy, or [`mutated`] fails, and catches its change, or the change is
/// there again.
fn mended(mut files: Memory, path: &Path) -> usize {
    let mut seen = BTreeSet::new();
    for round in 0..10 {
        let mutated = mutated(&files, path);
        assert_eq!(mutated.unknown, [], "{}", path.display());
        if mutated.survivors.is_empty() {
            return seen.len();
        }
        let mut text = String::from_utf8(files[path].clone()).unwrap();
        for (index, survivor) in mutated.survivors.iter().enumerate() {
            let fault = format!("{:?} {}", survivor.span, survivor.change);
            assert!(seen.insert(fault.clone()), "{fault} {:?}", survivor.steps);
            text.push_str(&format!("\ntest \"{round} {index}\" {{\n"));
            for step in &survivor.steps {
                text.push_str(&format!("    {}\n", step_text(&step.node)));
            }
            text.push_str("}\n");
        }
        files.insert(path.to_owned(), text.into_bytes());
    }
    panic!("{}: there is always something left", path.display());
}

#[test]
fn the_suggested_tests_pass_and_catch_every_change() {
    for example in ["events", "filesystem", "github", "payments"] {
        assert_mended(example);
    }
}

#[test]
#[ignore = "takes a while"]
fn the_suggested_tests_of_a_large_policy_pass_and_catch_every_change() {
    assert_mended("iterable");
}

fn assert_mended(example: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(example);
    let files: Memory = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().into(), fs::read(&path).unwrap()))
        .collect();
    let suggested = mended(files, Path::new(&format!("{example}.mcpol")));
    assert!(suggested > 0, "{example}");
}
