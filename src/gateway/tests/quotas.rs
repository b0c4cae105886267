//! The evaluator's limits against a model of the engine's.

use crate::gateway::decision::{AllTools, Limit, Scope};
use crate::gateway::{Call, Document, Gateway, ToolRules, read};
use crate::json::Value;
use crate::policy::{Decision, Window};
use crate::source::Sources;
use crate::testkit::laws;
use crate::testkit::quotas::{Quotas, Taken};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

/// Around zero, around maxima, around where floats and counters end.
const AMOUNTS: [f64; 24] = [
    0.0,
    -0.0,
    0.99,
    1.0,
    1.99,
    2.0,
    5.0,
    10.0,
    199_999.5,
    200_000.0,
    -0.99,
    -1.0,
    -1.99,
    -5.0,
    -200_000.0,
    9_007_199_254_740_992.0,
    -9_007_199_254_740_992.0,
    4_611_686_018_427_387_904.0,
    9_223_372_036_854_774_784.0,
    9_223_372_036_854_775_808.0,
    1e300,
    -9_223_372_036_854_774_784.0,
    -9_223_372_036_854_775_808.0,
    -1e300,
];

const MAXIMA: [i64; 7] = [0, 1, 2, 10, 200_000, 9_007_199_254_740_991, 9_007_199_254_740_992];

/// A limit of the tool `t`, or of all tools.
fn limit(sums: bool) -> impl Strategy<Value = Limit> {
    let sum = match sums {
        true => option::weighted(0.7, prop::sample::select(&["args.n", "args.m"][..])).boxed(),
        false => Just(None).boxed(),
    };
    let max = prop::sample::select(&MAXIMA[..]);
    let window = prop::sample::select(&Window::ALL[..]);
    (sum, max, window).prop_map(|(sum, max, window)| Limit {
        counter: "c".to_owned(),
        window,
        max,
        increment_from: sum.map(str::to_owned),
        scope: Scope::Grant,
    })
}

fn document() -> impl Strategy<Value = Document> {
    (vec(limit(false), 0..3), vec(limit(true), 1..5)).prop_map(|(all_tools, own)| {
        let empty = r#"{"version": "1", "default": "deny"}"#;
        let mut document = read(&Sources::default().add("document", empty).unwrap()).unwrap();
        document.all_tools = AllTools { limits: all_tools };
        document.tools.insert("t".to_owned(), ToolRules { limits: own, ..ToolRules::default() });
        document
    })
}

/// An amount, or what is none.
fn amount() -> impl Strategy<Value = Option<Value>> {
    let near = (prop::sample::select(&AMOUNTS[..]), -3_i32..4)
        .prop_map(|(amount, apart)| amount + f64::from(apart));
    let number = prop_oneof![4 => prop::sample::select(&AMOUNTS[..]), 2 => near];
    prop_oneof![
        12 => number.prop_map(|number| read_value(&format!("{number:?}"))),
        1 => Just(read_value("\"1\"")),
        1 => Just(None),
    ]
}

fn read_value(text: &str) -> Option<Value> {
    Value::read(&Sources::default().add("value", text).unwrap()).ok()
}

fn calls() -> impl Strategy<Value = Vec<Call>> {
    let wait = prop_oneof![6 => Just(0), 2 => 1..90_i64, 1 => 1..90_000_i64];
    vec((amount(), amount(), wait), 1..40).prop_map(|drawn| {
        let mut now = 0;
        let call = |(n, m, wait): (Option<Value>, Option<Value>, i64)| {
            now += wait;
            let members = [("n", n), ("m", m)].into_iter();
            let members = members.filter_map(|(key, value)| Some((key.to_owned(), value?)));
            Call { name: "t".to_owned(), arguments: Value::Object(members.collect()), at: now }
        };
        drawn.into_iter().map(call).collect()
    })
}

/// What a call takes of each of a document's limits, those of all tools first.
fn taken(document: &Document, call: &Call) -> Vec<Taken<usize>> {
    let own = &document.tools["t"].limits;
    let limits = document.all_tools.limits.iter().chain(own).enumerate();
    limits
        .map(|(counter, limit)| Taken {
            counter,
            window: call.at / limit.window.seconds(),
            max: limit.max,
            amount: amount_of(limit, &call.arguments),
        })
        .collect()
}

fn amount_of(limit: &Limit, arguments: &Value) -> Option<f64> {
    let Some(path) = &limit.increment_from else { return Some(1.0) };
    let Value::Object(members) = arguments else { return None };
    match members.get(path.strip_prefix("args.")?)? {
        Value::Number(number) => Some(number.as_f64()),
        _ => None,
    }
}

proptest! {
    #![proptest_config(laws::tried(2_000))]

    #[test]
    fn limits_count_as_the_engine_counts(document in document(), calls in calls()) {
        let mut gateway = Gateway::new(&document);
        let mut quotas = Quotas::new();
        for call in &calls {
            let passes = gateway.decide(call).decision == Decision::Allow;
            prop_assert_eq!(passes, quotas.take(&taken(&document, call)), "{:?}", call);
        }
    }

    #[test]
    fn a_call_that_is_made_again_and_again_passes_as_often_as_one_by_one(
        document in document(),
        calls in calls(),
        times in 1..9_u64,
    ) {
        let (mut one_by_one, mut repeated) = (Gateway::new(&document), Gateway::new(&document));
        for call in &calls {
            let decide = |_: &u64| one_by_one.decide(call).decision == Decision::Allow;
            let passed = (0..times).filter(decide).count();
            prop_assert_eq!(repeated.repeat(call, times), passed as u64, "{:?}", call);
        }
    }
}
