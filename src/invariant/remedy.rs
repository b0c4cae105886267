//! What to write so that a broken invariant holds.

use std::fmt;

use crate::analysis::Formula;
use crate::json::Value;
use crate::policy::condition::{Condition, Operator, Path, Test};
use crate::policy::semantics::{compares_all, of_condition, of_test};
use crate::strings::{joined, tick};
use crate::syntax::argument_text;

/// Found in every text, and in nothing else.
const ANY_TEXT: &str = "(?s)^.*$";

/// A rule that refuses calls.
#[derive(Debug, Clone, PartialEq)]
enum Remedy {
    /// `require`
    Require(Test),
    /// `require`, where the argument may be left out.
    RequireIfGiven(Test),
    /// `deny when`
    DenyWhen(Condition),
}

/// What the schema of an argument says.
pub(super) struct Described {
    /// Its values, where they are all listed.
    pub(super) values: Option<Vec<Value>>,
    /// Whether it is a list, and no string.
    pub(super) is_list: bool,
    /// Whether a call may leave the argument out.
    pub(super) optional: bool,
}

/// What is known of an argument.
pub(super) type Schema<'s> = dyn Fn(&Path) -> Option<Described> + 's;

/// What would refuse the calls that a condition forbids. `proves` says whether the invariant holds
/// when only calls of a formula can pass.
pub(super) fn help(
    condition: Option<&Condition>,
    tools: usize,
    schema: &Schema<'_>,
    proves: impl Fn(&Formula) -> bool,
) -> String {
    let Some(condition) = condition else {
        let them = if tools == 1 { "it" } else { "them" };
        return format!("remove {them} from what is allowed, or `deny` {them}");
    };
    let passed = |rules: &[Remedy]| Formula::All(rules.iter().map(Remedy::passed).collect());
    let proved = candidates(condition, schema).into_iter().find(|rules| proves(&passed(rules)));
    match proved {
        Some(rules) => {
            let rules: Vec<_> = rules.iter().map(|rule| tick(&rule.to_string())).collect();
            let its = if tools == 1 { "its" } else { "their" };
            format!("add {} to {its} rules", joined(&rules))
        }
        None => no_rule(condition, schema),
    }
}

/// Rules that may refuse what a condition forbids, those that refuse nothing else first.
fn candidates(condition: &Condition, schema: &Schema<'_>) -> Vec<Vec<Remedy>> {
    let whole = || vec![Remedy::DenyWhen(condition.clone())];
    let is_precise = |part: &&Condition| part.single_test().is_some() || is_exact(part);
    let parts = refusals(condition, &|_| None);
    let if_given = refusals(condition, schema);
    let always = refusals(condition, &|path| Some(Described { optional: false, ..schema(path)? }));
    let precise: Vec<_> = match condition.disjuncts().iter().all(is_precise) {
        true => parts.into_iter().chain([whole()]).collect(),
        false => [whole()].into_iter().chain(parts).collect(),
    };
    let nulls = without_null(condition).into_iter();
    let texts = texts_only(condition, schema);
    let beside = (!texts.is_empty()).then(|| [whole(), texts.clone()].concat());
    let texts = beside.into_iter().flat_map(|beside| [texts.clone(), beside]);
    let all = nulls.chain(precise).chain(if_given).chain(always).chain(texts);
    all.map(without_implied).collect()
}

/// That every argument is a text of which the condition asks something that only texts meet, or
/// texts and lists, of which it is none.
fn texts_only(condition: &Condition, schema: &Schema<'_>) -> Vec<Remedy> {
    let is_list = |test: &Test| schema(&test.path).is_some_and(|described| described.is_list);
    let asks_texts = |test: &&Test| match &test.operator {
        Operator::Matches(_) | Operator::Text(_) => true,
        Operator::Contains(Value::String(_)) => !is_list(test),
        _ => false,
    };
    let mut paths: Vec<Path> = Vec::new();
    let mut rules = Vec::new();
    for test in condition.tests().into_iter().filter(asks_texts) {
        if !paths.contains(&test.path) {
            paths.push(test.path.clone());
            let operator = Operator::Matches(ANY_TEXT.to_owned());
            rules.push(Remedy::Require(Test { operator, ..test.clone() }));
        }
    }
    rules
}

/// The rules of which none says in part what another one says: that an argument must exist goes
/// without saying where a rule requires more of it.
fn without_implied(rules: Vec<Remedy>) -> Vec<Remedy> {
    let exist: Vec<Path> = rules.iter().filter_map(required_path).collect();
    let always = |rule| match rule {
        Remedy::RequireIfGiven(test) if exist.contains(&test.path) => Remedy::Require(test),
        rule => rule,
    };
    let mut rules: Vec<Remedy> = rules.into_iter().map(always).collect();
    let compares = |rule: &Remedy| match rule {
        Remedy::Require(test) if !is_presence(test) => Some(test.path.clone()),
        _ => None,
    };
    let compared: Vec<Path> = rules.iter().filter_map(compares).collect();
    rules.retain(|rule| required_path(rule).is_none_or(|path| !compared.contains(&path)));
    rules
}

/// The argument of a rule that asks for nothing but that it exists.
fn required_path(rule: &Remedy) -> Option<Path> {
    match rule {
        Remedy::Require(test) if test.operator == Operator::Exists => Some(test.path.clone()),
        _ => None,
    }
}

/// Whether a test only asks whether the argument is there.
fn is_presence(test: &Test) -> bool {
    matches!(test.operator, Operator::Exists | Operator::Missing)
}

/// Rules against `null`, which passes wherever an argument may be left out: of one argument, and of
/// all.
fn without_null(condition: &Condition) -> Vec<Vec<Remedy>> {
    let mut paths: Vec<_> = condition.tests().into_iter().map(|test| &test.path).collect();
    paths.sort_unstable();
    paths.dedup();
    let single = |path: &&Path| condition.tests().into_iter().find(|test| test.path == **path);
    let is_null = |test: &Test| {
        let test = Test { operator: Operator::Equal(Value::Null), ..test.clone() };
        Remedy::DenyWhen(Condition::Test(test))
    };
    let rules: Vec<_> = paths.iter().filter_map(single).map(is_null).collect();
    let each = rules.iter().map(|rule| vec![rule.clone()]);
    each.chain((rules.len() > 1).then(|| rules.clone())).collect()
}

/// Rules that together refuse every call that a condition forbids, values of other types too.
fn refusals(condition: &Condition, schema: &Schema<'_>) -> Option<Vec<Remedy>> {
    let of_disjunct = |part| of_disjunct(part, schema);
    let parts: Option<Vec<_>> = condition.disjuncts().into_iter().map(of_disjunct).collect();
    parts.map(|parts| parts.concat())
}

fn of_disjunct(part: &Condition, schema: &Schema<'_>) -> Option<Vec<Remedy>> {
    match part.single_test() {
        Some(test) => rest(test, schema).or_else(|| of_single_test(test)).map(|rule| vec![rule]),
        None if is_exact(part) => Some(vec![Remedy::DenyWhen(part.clone())]),
        None => part.conjuncts().into_iter().find_map(|part| refusals(part, schema)),
    }
}

/// That an argument is one of its other values.
fn rest(test: &Test, schema: &Schema<'_>) -> Option<Remedy> {
    let forbidden = match &test.operator {
        Operator::Equal(value) => std::slice::from_ref(value),
        Operator::In(values) => values,
        _ => return None,
    };
    let Described { values, optional, .. } = schema(&test.path)?;
    let mut rest = values?;
    rest.retain(|value| *value != Value::Null && !forbidden.contains(value));
    let operator = match rest.as_slice() {
        [] => return None,
        [one] => Operator::Equal(one.clone()),
        _ => Operator::In(rest),
    };
    let test = Test { operator, ..test.clone() };
    Some(if optional { Remedy::RequireIfGiven(test) } else { Remedy::Require(test) })
}

/// Whether `deny when` refuses all that the condition forbids.
fn is_exact(condition: &Condition) -> bool {
    condition.tests().iter().all(|test| compares_all(&test.operator))
}

fn of_single_test(test: &Test) -> Option<Remedy> {
    let opposite = match &test.operator {
        Operator::Exists => Operator::Missing,
        Operator::Missing => Operator::Exists,
        Operator::Less(bound) => Operator::AtLeast(bound.clone()),
        Operator::AtMost(bound) => Operator::Greater(bound.clone()),
        Operator::Greater(bound) => Operator::AtMost(bound.clone()),
        Operator::AtLeast(bound) => Operator::Less(bound.clone()),
        operator if compares_all(operator) => {
            return Some(Remedy::DenyWhen(Condition::Test(test.clone())));
        }
        _ => return None,
    };
    Some(Remedy::Require(Test { operator: opposite, ..test.clone() }))
}

/// Tests of strings and lists say nothing of values of other types, so no `deny when` refuses
/// those.
fn no_rule(condition: &Condition, schema: &Schema<'_>) -> String {
    let test = without_rule(condition);
    let of_lists = test.filter(|test| match schema(&test.path) {
        Some(described) => described.is_list,
        None => matches!(&test.operator, Operator::Contains(value) if !is_text(value)),
    });
    if let Some(test) = of_lists {
        return of_list(test, schema(&test.path).is_none_or(|described| described.optional));
    }
    let argument = test.map_or("args.…".to_owned(), |test| argument_text(&test.path));
    let good = tick(&format!("require {argument} in […]"));
    format!("list what is allowed: {good}; `deny when` does not refuse values of other types")
}

/// What else than `deny when` it takes for a list: what tells that the argument is one, or that it
/// isn't there.
fn of_list(test: &Test, optional: bool) -> String {
    let argument = argument_text(&test.path);
    let deny = tick(&format!("deny when {test}"));
    let value = match &test.operator {
        Operator::Contains(value) if !is_text(value) => "…",
        _ => "\"…\"",
    };
    let entry = tick(&format!("require {argument} contains {value}"));
    let none = match optional {
        true => format!(
            "; where no list is needed, add `require {argument} missing` and `deny when {argument} == null`"
        ),
        false => String::new(),
    };
    format!(
        "beside {deny}, which does not refuse values of other types, require an entry that every \
         call must have: {entry}{none}"
    )
}

fn is_text(value: &Value) -> bool {
    matches!(value, Value::String(_))
}

/// The first test that no rule is the contrary of, else the first one of a value.
fn without_rule(condition: &Condition) -> Option<&Test> {
    let tests = condition.tests();
    let has_none = |test: &&Test| of_single_test(test).is_none();
    let of_value = || tests.iter().copied().find(|test| !is_presence(test));
    tests.iter().copied().find(has_none).or_else(of_value)
}

impl Remedy {
    /// The calls that it lets pass.
    fn passed(&self) -> Formula {
        match self {
            Self::Require(test) => of_test(test),
            Self::RequireIfGiven(test) => (!Formula::exists(&test.path)).or(of_test(test)),
            Self::DenyWhen(condition) => !of_condition(condition),
        }
    }
}

impl fmt::Display for Remedy {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Require(test) => write!(formatter, "require {test}"),
            Self::RequireIfGiven(test) => {
                write!(formatter, "require {} missing or {test}", argument_text(&test.path))
            }
            Self::DenyWhen(condition) => write!(formatter, "deny when {condition}"),
        }
    }
}
