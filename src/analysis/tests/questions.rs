//! Single questions and their answers.

use crate::analysis::{Answer, Engine, Equality, Formula, Order, Test};
use crate::catalog::types::Kind;
use crate::json::{Number, Value};
use crate::source::Sources;

fn value(text: &str) -> Value {
    Value::read(&Sources::default().add("value", text).unwrap()).unwrap()
}

fn path(text: &str) -> Vec<String> {
    text.split('.').map(str::to_owned).collect()
}

fn is(at: &str, test: Test) -> Formula {
    Formula::test(&path(at), test)
}

fn equal(at: &str, text: &str) -> Formula {
    is(at, Test::Equal(Equality::Textual, value(text)))
}

fn compare(at: &str, order: Order, number: &str) -> Formula {
    is(at, Test::Compare(order, Number::new(number).unwrap()))
}

fn matches(at: &str, pattern: &str) -> Formula {
    is(at, Test::Matches(pattern.to_owned()))
}

fn contains(at: &str, text: &str) -> Formula {
    is(at, Test::Contains(Equality::Textual, value(text)))
}

fn same(at: &str, text: &str) -> Formula {
    is(at, Test::Equal(Equality::Typed, value(text)))
}

fn contains_same(at: &str, text: &str) -> Formula {
    is(at, Test::Contains(Equality::Typed, value(text)))
}

fn ask(question: &Formula) -> String {
    match Engine::default().find_arguments(question) {
        Answer::Found(call) => {
            assert!(question.holds(&call), "{call} doesn't meet {question:?}");
            call.to_string()
        }
        Answer::None => "nothing".to_owned(),
        Answer::Unknown(limit) => format!("unknown: {limit}"),
    }
}

fn answers(cases: &[(Formula, &str)]) {
    for (question, expected) in cases {
        assert_eq!(ask(question), *expected, "{question:?}");
    }
}

#[test]
fn numbers_are_told_apart_by_points_and_intervals() {
    use Order::{AtLeast, AtMost, Greater, Less};
    let number = is("n", Test::Is(Kind::Number));
    answers(&[
        (compare("n", AtMost, "500").and(!compare("n", AtMost, "100")).and(number), r#"{"n":101}"#),
        (compare("n", Greater, "0").and(compare("n", Less, "1")), r#"{"n":0.5}"#),
        (
            compare("n", Greater, "0").and(compare("n", Less, "1")).and(is("n", Test::Whole)),
            "nothing",
        ),
        (compare("n", Greater, "1").and(compare("n", Less, "1.0000000000000002")), "nothing"),
        (compare("n", AtMost, "1").and(compare("n", AtLeast, "1")), r#"{"n":1}"#),
        (equal("n", "5").and(!equal("n", "\"5\"")), "nothing"),
        (equal("n", "1000000").and(!equal("n", "\"1000000\"")), r#"{"n":1000000}"#),
        (equal("n", "0").and(!equal("n", "\"0\"")), r#"{"n":-0}"#),
        (equal("n", "\"1e+06\"").and(compare("n", Greater, "1")), r#"{"n":1000000}"#),
        (!(compare("n", AtMost, "1").or(compare("n", Greater, "1"))), r#"{}"#),
    ]);
}

#[test]
fn strings_are_found_by_walking_all_patterns_at_once() {
    answers(&[
        (matches("b", "feat/").and(!matches("b", "^feat/")), r#"{"b":"afeat/"}"#),
        (matches("b", "^(?:a|b)$").and(!equal("b", "\"a\"")), r#"{"b":"b"}"#),
        (matches("b", "^(?:a|b)$").and(!equal("b", "\"a\"")).and(!equal("b", "\"b\"")), "nothing"),
        (matches("b", "^a|b$").and(!matches("b", "^(?:a|b)$")), r#"{"b":"aa"}"#),
        (
            matches("u", r"^https://api.github\.com/")
                .and(!matches("u", r"^https://api\.github\.com/")),
            r#"{"u":"https://apiagithub.com/"}"#,
        ),
        (matches("b", r"^\d+$").and(!matches("b", "^[0-9]+$")), "nothing"),
        (matches("b", r"^\pL$").and(!matches("b", "[a-zA-Z]")), r#"{"b":"ª"}"#),
        (
            contains("b", "\"rm\"").and(!contains("b", "\"rm -rf\"")).and(contains("b", "\"-rf\"")),
            r#"{"b":"rm-rf"}"#,
        ),
        (is("b", Test::LongerThan(2)).and(!is("b", Test::LongerThan(3))), r#"{"b":"aaa"}"#),
        (is("b", Test::Is(Kind::String)).and(!equal("b", "\"\"")), r#"{"b":"a"}"#),
        (
            is("b", Test::Is(Kind::String))
                .and(!equal("b", "\"\""))
                .and(!is("b", Test::LongerThan(0))),
            "nothing",
        ),
        (matches("b", "^(?:[a-z]+ )*$").and(!matches("b", "^[a-z ]*$")), "nothing"),
        (matches("b", "^aéa$").and(!matches("b", r"\B")), r#"{"b":"aéa"}"#),
        (matches("b", "^aéa$").and(matches("b", r"\B")), "nothing"),
        (matches("b", "^aéé$").and(!matches("b", r"\B")), "nothing"),
    ]);
}

#[test]
fn texts_are_equal_across_types() {
    answers(&[
        (equal("a", "true").and(!is("a", Test::Is(Kind::Boolean))), r#"{"a":"true"}"#),
        (equal("a", "null").and(!is("a", Test::Is(Kind::Null))), r#"{"a":"<nil>"}"#),
        (equal("a", "\"[a]\"").and(!is("a", Test::Is(Kind::String))), r#"{"a":["a"]}"#),
        (
            equal("a", "\"[a b]\"")
                .and(contains("a", "\"a b\""))
                .and(is("a", Test::Is(Kind::Array))),
            r#"{"a":["a b"]}"#,
        ),
        (equal("a", "\"map[k:1]\"").and(compare("a.k", Order::Less, "5")), r#"{"a":{"k":1}}"#),
        (equal("a", "\"map[k:1]\"").and(compare("a.k", Order::Greater, "5")), "nothing"),
        (is("a", Test::Is(Kind::Object)).and(!equal("a", "\"map[]\"")), r#"{"a":{"x":true}}"#),
        (is("a", Test::Is(Kind::Array)).and(!equal("a", "\"[]\"")), r#"{"a":["x"]}"#),
    ]);
}

#[test]
fn values_of_one_kind_are_equal_by_value() {
    answers(&[
        (same("a", "5").and(!is("a", Test::Is(Kind::Number))), "nothing"),
        (same("a", "\"<nil>\"").and(!is("a", Test::Is(Kind::String))), "nothing"),
        (same("a", "[\"a\"]").and(!is("a", Test::Is(Kind::Array))), "nothing"),
        (same("a", "[1000000]"), r#"{"a":[1000000]}"#),
        (same("a", "[1e6]").and(!same("a", "[1000000]")), "nothing"),
        (same("a", "9007199254740993").and(!same("a", "9007199254740992")), "nothing"),
        (same("a", "0").and(!same("a", "-0")), "nothing"),
        (same("a", "{\"k\": 1}").and(compare("a.k", Order::Less, "5")), r#"{"a":{"k":1}}"#),
        (same("a", "{\"k\": 1}").and(compare("a.k", Order::Greater, "5")), "nothing"),
        (is("a", Test::Is(Kind::Object)).and(!same("a", "{}")), r#"{"a":{"x":true}}"#),
        (is("a", Test::Is(Kind::Array)).and(!same("a", "[]")), r#"{"a":["x"]}"#),
        (is("a", Test::Is(Kind::Array)).and(!contains_same("a", "0")), r#"{"a":[]}"#),
        (is("a", Test::Is(Kind::Array)).and(contains_same("a", "[5]")), r#"{"a":[[5]]}"#),
        (contains_same("a", "[0]").and(!contains_same("a", "[-0]")), "nothing"),
    ]);
}

#[test]
fn two_equalities_are_told_apart() {
    let list = || is("a", Test::Is(Kind::Array));
    answers(&[
        (equal("a", "5").and(!same("a", "5")), r#"{"a":"5"}"#),
        (same("a", "1000000").and(!equal("a", "\"1000000\"")), r#"{"a":1000000}"#),
        (same("a", "0").and(!equal("a", "\"0\"")), r#"{"a":-0}"#),
        (same("a", "[0]").and(!equal("a", "\"[0]\"")), r#"{"a":[-0]}"#),
        (same("a", "[1000000]").and(!equal("a", "[1000000]")), r#"{"a":[1000000]}"#),
        (equal("a", "[\"a b\"]").and(!same("a", "[\"a b\"]")).and(list()), r#"{"a":["a","b"]}"#),
        (
            list().and(contains("a", "\"[a]\"")).and(!contains_same("a", "\"[a]\"")),
            r#"{"a":[["a"]]}"#,
        ),
        (
            list().and(contains("a", "\"true\"")).and(!contains_same("a", "\"true\"")),
            r#"{"a":[true]}"#,
        ),
        (list().and(contains_same("a", "[0]")).and(!contains("a", "\"[0]\"")), r#"{"a":[[-0]]}"#),
    ]);
    let zeros = format!("[{}]", ["0"; 30].join(","));
    let question = same("a", &zeros).and(contains("a", "1"));
    assert_eq!(ask(&question), "unknown: too many lists or objects are equal to one value");
}

#[test]
fn lists_have_the_elements_that_are_asked_for_and_no_other() {
    let list = || is("l", Test::Is(Kind::Array));
    answers(&[
        (list().and(contains("l", "\"a\"")).and(!contains("l", "\"b\"")), r#"{"l":["a"]}"#),
        (
            list().and(contains("l", "1000000")).and(!contains("l", "\"1000000\"")),
            r#"{"l":[1000000]}"#,
        ),
        (list().and(contains("l", "5")).and(!contains("l", "\"5\"")), "nothing"),
        (list().and(contains("l", "0")).and(!contains("l", "\"0\"")), r#"{"l":[-0]}"#),
        (list().and(contains("l", "-0")).and(!contains("l", "\"-0\"")), r#"{"l":[0]}"#),
        (list().and(contains("l", "5")).and(contains("l", "\"a\"")), r#"{"l":[5,"a"]}"#),
    ]);
    let many = Formula::All((0..40).map(|n| !contains("l", &format!("\"{n}\""))).collect());
    assert_eq!(ask(&list().and(many)), r#"{"l":[]}"#);
}

#[test]
fn what_is_inside_an_object_needs_the_object() {
    answers(&[
        (compare("a.b", Order::Less, "1"), r#"{"a":{"b":0}}"#),
        (compare("a.b", Order::Less, "1").and(!is("a", Test::Is(Kind::Object))), "nothing"),
        (
            compare("a.b", Order::Less, "1").and(equal("a.c.d", "\"x\"")),
            r#"{"a":{"b":0,"c":{"d":"x"}}}"#,
        ),
        (is("a", Test::Present).and(!is("a.b", Test::Present)), r#"{"a":true}"#),
        (is("a", Test::Is(Kind::Object)).and(!is("a.b", Test::Present)), r#"{"a":{}}"#),
    ]);
}

#[test]
fn conditions_over_several_arguments_are_combined() {
    let either = equal("a", "1").or(equal("b", "1"));
    answers(&[
        (either.clone(), r#"{"a":1}"#),
        (either.clone().and(!equal("a", "1")), r#"{"b":1}"#),
        (either.and(!equal("a", "1")).and(!equal("b", "1")), "nothing"),
        (Formula::ALWAYS, "{}"),
        (Formula::NEVER, "nothing"),
    ]);
    let both = is("a", Test::Present).and(is("b", Test::Present));
    let inside = is("a.b.a", Test::Present);
    answers(&[(both.or(equal("a", "null")).and(inside), r#"{"a":{"b":{"a":true}},"b":true}"#)]);
    let pair = |n: usize| {
        let (a, b) = (format!("a{n}"), format!("b{n}"));
        equal(&a, "1").or(equal(&b, "1")).and(!equal(&a, "1"))
    };
    let many = Formula::All((0..200).map(pair).collect());
    assert!(ask(&many).starts_with(r#"{"b0":1,"b1":1,"#));
}

#[test]
fn what_outgrows_the_bounds_is_unknown() {
    let far = matches("a", "^(?:.*a.{18}b)$").and(!matches("a", "a.{18}b"));
    assert_eq!(ask(&far), "unknown: its patterns have too many states together");
    let text = format!("\"[{}]\"", ["1"; 30].join(" "));
    let lists = equal("a", &text).and(contains("a", "\"2\"")).and(is("a", Test::Is(Kind::Array)));
    assert_eq!(ask(&lists), "unknown: too many lists or objects are equal to one value");
    for (open, kind) in [("[", Kind::Array), ("map[a:", Kind::Object)] {
        let text = format!("\"{}{}\"", open.repeat(20_000), "]".repeat(20_000));
        let deep = equal("a", &text).and(is("a", Test::Is(kind))).and(contains("a", "\"b\""));
        assert_eq!(ask(&deep), "unknown: too many lists or objects are equal to one value");
    }
    let deep = "unknown: a condition reaches deeper than 128 levels";
    assert_eq!(ask(&equal(&["a"; 100_000].join("."), "1")), deep);
    assert!(ask(&equal(&["a"; 128].join("."), "1")).ends_with(&format!("1{}", "}".repeat(128))));
}

/// Whether the engine finds a call, and how many steps it takes.
fn asked(question: &Formula) -> (bool, usize) {
    let mut engine = Engine::default();
    let answer = engine.find_arguments(question);
    if let Answer::Found(call) = &answer {
        assert!(question.holds(call), "{call}");
    }
    (answer.exists().unwrap(), engine.steps())
}

#[test]
fn steps_grow_no_faster_than_the_values_that_are_named() {
    let each = |count: usize, quote: &str| -> Vec<Formula> {
        (0..count).map(|at| equal("x", &format!("{quote}{at}{quote}"))).collect()
    };
    let texts = |count| Formula::Any(each(count, "\""));
    let numbers = |count| Formula::Any(each(count, ""));
    let no_number = |count| Formula::All(each(count, "").into_iter().map(|it| !it).collect());
    let kind = |kind| is("x", Test::Is(kind));
    for count in [300, 3_000] {
        for (question, expected) in [
            (is("x", Test::Present).and(!texts(count)), true),
            (kind(Kind::Number).and(no_number(count)), true),
            (kind(Kind::String).and(no_number(count)), true),
            (texts(count).and(!texts(count - 1)), true),
            (texts(count).and(no_number(count)), false),
            (texts(count).and(matches("x", "^a")), false),
            (numbers(count).and(!numbers(count)), false),
            (numbers(count).and(compare("x", Order::Less, "0")), false),
        ] {
            let (answer, steps) = asked(&question);
            assert_eq!(answer, expected, "of {count}");
            assert!(steps < 150 * count, "{steps} steps for {count} values");
        }
    }
}
