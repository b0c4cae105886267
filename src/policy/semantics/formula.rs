//! What conditions and rules say, as formulas.

use std::collections::{BTreeMap, BTreeSet};

use super::enforced;
use crate::analysis::{Equality, Formula, Order, Path, Test};
use crate::catalog::Tool;
use crate::catalog::types::Kind;
use crate::json::{Number, Value};
use crate::policy::condition::{Condition, Connective, Operator, Test as Written, TextOperator};
use crate::policy::text;
use crate::policy::{Invariant, Rule, RuleKind};

/// When `==`, `in` and `contains` find two values equal.
pub(crate) const EQUALITY: Equality = Equality::Textual;

/// The calls for which a condition holds.
pub(crate) fn of_condition(condition: &Condition) -> Formula {
    condition.fold(&mut of_test, &joined)
}

/// The kinds of values that a tool's schema gives an argument; `None` where it says nothing.
pub(crate) type KindsOf<'k> = dyn Fn(&Path) -> Option<BTreeSet<Kind>> + 'k;

/// The calls that `never allow … when` a condition is about: those for which it holds, and those
/// with a value of a type that an operator can't compare, or that the schema doesn't have.
fn of_forbidden(condition: &Condition, kinds_of: &KindsOf<'_>) -> Formula {
    let of_test = &mut |test: &Written| {
        let other = match (comparable(&test.operator), &test.operator) {
            (Some(kinds), _) => Some(of_other_kinds(&test.path, kinds)),
            (None, Operator::Equal(_) | Operator::In(_)) => {
                kinds_of(&test.path).map(|kinds| of_foreign_kinds(&test.path, kinds))
            }
            (None, _) => None,
        };
        let holds = of_test(test);
        match other {
            Some(other) => holds.or(other),
            None => holds,
        }
    };
    condition.fold(of_test, &joined)
}

/// The calls of a tool, with this definition where there is one, that an invariant forbids.
pub(crate) fn of_invariant(invariant: &Invariant, tool: Option<&Tool>) -> Formula {
    let kinds_of = |path: &Path| {
        let argument = tool?.arguments().lookup(path).ok()?;
        (!argument.is_anything()).then(|| argument.kinds())
    };
    let condition = invariant.condition.as_ref();
    condition.map_or(Formula::ALWAYS, |it| of_forbidden(it, &kinds_of))
}

/// The calls with a value that none of the schema's kinds has, so that nobody knows what a server
/// makes of it: `"True"`, `1` and `[true]` for a boolean. Null counts as missing. A string that
/// spells a boolean or a number is read as that, if at all, and gateways compare it so; a number
/// or a boolean beside a string is read as its text.
fn of_foreign_kinds(path: &[String], mut kinds: BTreeSet<Kind>) -> Formula {
    let test = |test| Formula::test(path, test);
    let mut spelled = Vec::new();
    kinds.insert(Kind::Null);
    if kinds.contains(&Kind::String) {
        kinds.extend([Kind::Boolean, Kind::Number]);
    }
    if kinds.contains(&Kind::Boolean) {
        let words = ["true", "false"].map(|word| test(Test::Equal(Equality::Typed, word.into())));
        spelled.extend(words);
    }
    if kinds.contains(&Kind::Number) {
        spelled.push(test(Test::Matches(PLAIN_NUMBER.to_owned())));
    }
    let kinds: Vec<Kind> = kinds.into_iter().collect();
    of_other_kinds(path, &kinds).and(!Formula::Any(spelled))
}

/// Texts of numbers, no two of them of the same 64-bit float.
const PLAIN_NUMBER: &str = r"^(?:0|-?[1-9][0-9]{0,14}|-?(?:0|[1-9][0-9]{0,5})\.[0-9]{0,7}[1-9])$";

pub(super) fn joined(connective: Connective, parts: Vec<Formula>) -> Formula {
    match connective {
        Connective::And => Formula::All(parts),
        Connective::Or => Formula::Any(parts),
    }
}

/// The kinds that an operator compares; `None` where it compares all.
fn comparable(operator: &Operator) -> Option<&'static [Kind]> {
    match operator {
        Operator::Less(_) | Operator::AtMost(_) | Operator::Greater(_) | Operator::AtLeast(_) => {
            Some(&[Kind::Number])
        }
        Operator::Matches(_) | Operator::Text(_) => Some(&[Kind::String]),
        Operator::Contains(Value::String(_)) => Some(&[Kind::String, Kind::Array]),
        Operator::Contains(_) => Some(&[Kind::Array]),
        Operator::Exists
        | Operator::Missing
        | Operator::Equal(_)
        | Operator::NotEqual(_)
        | Operator::In(_)
        | Operator::NotIn(_) => None,
    }
}

/// Whether an operator says something of every value, whatever its type.
pub(crate) fn compares_all(operator: &Operator) -> bool {
    comparable(operator).is_none()
}

/// The argument that a formula tests by the most patterns, the first of several; `None` where there
/// is no pattern in it.
pub(crate) fn patterned(formula: &Formula) -> Option<&Path> {
    let atoms = formula.atoms().into_iter();
    let patterns = atoms.filter(|atom| matches!(atom.test, Test::Matches(_)));
    let mut counts: BTreeMap<&Path, usize> = BTreeMap::new();
    patterns.for_each(|atom| *counts.entry(&atom.path).or_default() += 1);
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(path, _)| path)
}

fn of_other_kinds(path: &[String], kinds: &[Kind]) -> Formula {
    let kinds = kinds.iter().map(|kind| !Formula::test(path, Test::Is(*kind)));
    Formula::All([Formula::test(path, Test::Present)].into_iter().chain(kinds).collect())
}

/// The calls that a rule lets pass, limits aside, as it is enforced.
pub(crate) fn of_rule(rule: &Rule) -> &Formula {
    rule.formula.get_or_init(|| match &rule.kind {
        RuleKind::Require { condition, .. } => enforced::of_required(condition),
        RuleKind::Refuse { condition, .. } => !of_condition(condition),
        RuleKind::Limit(_) => Formula::ALWAYS,
    })
}

/// The calls for which one test holds: a missing argument makes every operator but `missing` false.
pub(crate) fn of_test(written: &Written) -> Formula {
    let test = |test| Formula::test(&written.path, test);
    let unless = |refused: Formula| test(Test::Present).and(!refused);
    let compare = |order, bound: &Number| test(Test::Compare(order, bound.clone()));
    let any_of = |values: &[_]| {
        Formula::Any(
            values.iter().cloned().map(|value| test(Test::Equal(EQUALITY, value))).collect(),
        )
    };
    match &written.operator {
        Operator::Exists => Formula::exists(&written.path),
        Operator::Missing => !Formula::exists(&written.path),
        Operator::Equal(value) => test(Test::Equal(EQUALITY, value.clone())),
        Operator::NotEqual(value) => unless(test(Test::Equal(EQUALITY, value.clone()))),
        Operator::In(values) => any_of(values),
        Operator::NotIn(values) => unless(any_of(values)),
        Operator::Less(bound) => compare(Order::Less, bound),
        Operator::AtMost(bound) => compare(Order::AtMost, bound),
        Operator::Greater(bound) => compare(Order::Greater, bound),
        Operator::AtLeast(bound) => compare(Order::AtLeast, bound),
        Operator::Contains(value) => test(Test::Contains(EQUALITY, value.clone())),
        Operator::Matches(regex) => test(Test::Matches(regex.clone())),
        Operator::Text(operator) => match text::whole(operator) {
            Some(pattern) => test(Test::Matches(pattern)),
            None => of_parts(&written.path, operator),
        },
    }
}

/// The calls with a string that a text operator recognises, by its parts.
pub(super) fn of_parts(path: &[String], operator: &TextOperator) -> Formula {
    let found = |pattern: String| Formula::test(path, Test::Matches(pattern));
    let text::Parts { refused, one_of } = text::parts(operator);
    let refused =
        refused.into_iter().map(|all| !Formula::All(all.into_iter().map(found).collect()));
    let one_of = Formula::Any(one_of.into_iter().map(found).collect());
    Formula::All(refused.chain([one_of]).collect())
}
