//! A row and an argument as a formula: the calls that are asked for.

use super::constants::{Constants, Extent};
use super::deeds::{calls_of, calls_with};
use super::row::{Known, Row, Set, filled};
use super::subject::Subject;
use crate::analysis::{Equality, Formula, Order, Test, schema};
use crate::catalog::types::Kind;
use crate::json::{Number, Value};
use crate::risk::{Effect, FoundEffect};

/// More than anyone means to pay.
const FORTUNE: i64 = 1_000_000_000;

/// The calls whose argument lies in the row's set and isn't covered by what the policy names;
/// `None` where the set needs something of which nothing is known.
pub(super) fn in_set(row: &Row, path: &[String], constants: &Constants<'_>) -> Option<Formula> {
    let known = (row.known)(constants);
    let set = of_values(&row.set, path, &known)?;
    Some(if row.is_of_statements() { set.and(unlisted(path, constants)) } else { set })
}

/// The values that the policy doesn't spell as a whole.
fn unlisted(path: &[String], constants: &Constants<'_>) -> Formula {
    let listed = constants.of_extent(&[Extent::Whole]);
    Formula::All(listed.map(|text| !is(path, Value::from(text))).collect())
}

/// The values of a set at a path.
pub(super) fn of_values(set: &Set, path: &[String], known: &[Known]) -> Option<Formula> {
    let test = |test| Formula::test(path, test);
    match set {
        Set::Texts { within, less } => {
            let within = test(Test::Matches(filled(within, known)?));
            let less = less.and_then(|less| filled(less, known));
            Some(match less {
                Some(less) => within.and(!test(Test::Matches(less))),
                None => within,
            })
        }
        Set::Given => {
            let empty = [Value::from(""), Value::Array(Vec::new()), Value::Object([].into())];
            let empty = empty.map(|value| !test(Test::Equal(Equality::Typed, value)));
            Some(Formula::exists(path).and(Formula::All(empty.into())))
        }
        Set::Large => Some(test(Test::Compare(Order::AtLeast, large(known)))),
        Set::Missing => Some(!Formula::exists(path)),
        Set::On => Some(is(path, Value::Bool(true))),
        Set::Off => Some(is(path, Value::Bool(false))),
    }
}

/// The calls that a row is about, whatever its set: the argument has a value of its declared type,
/// the tool does what the row needs, and the rest of the call is as the row wants it.
pub(super) fn frame(row: &Row, subject: &Subject<'_, '_>) -> Formula {
    let path = subject.path();
    let declared = subject.tool.tool.and_then(|tool| schema::of_argument(tool, &path));
    let effects = of_effects(subject.profile.effects(), row.effects);
    let beside = (row.beside)(subject);
    // A call may lack what the schema wants; `null` is no way to leave out what may be left out.
    let is_wanted = !subject.found.leaf.argument.is_optional();
    let declared = declared.filter(|_| !(is_wanted && matches!(row.set, Set::Missing)));
    let usage = subject.found.usage.as_ref().map_or(Formula::ALWAYS, calls_of);
    declared.unwrap_or(Formula::ALWAYS).and(usage).and(effects).and(beside)
}

/// The least number that is larger than anyone means, where the policy names these.
fn large(known: &[Known]) -> Number {
    let named = known.iter().filter_map(|known| known.text.parse::<f64>().ok());
    let largest = named.fold(0.0, f64::max);
    #[expect(clippy::cast_possible_truncation, reason = "what is larger becomes the largest")]
    let tenfold = (largest * 10.0) as i64;
    Number::from(tenfold.max(FORTUNE))
}

/// The calls with one of these effects. A tool in which none of them was found may do the same by
/// what its name or description says, in any call.
pub(super) fn of_effects(found: &[FoundEffect], wanted: &[Effect]) -> Formula {
    let ways: Vec<_> = found.iter().filter(|it| wanted.contains(&it.effect)).collect();
    match ways.is_empty() {
        true => Formula::ALWAYS,
        false => Formula::Any(ways.into_iter().map(|it| calls_with(it, found)).collect()),
    }
}

/// The argument is this value.
pub(super) fn is(path: &[String], value: Value) -> Formula {
    Formula::test(path, Test::Equal(Equality::Typed, value))
}

/// The argument is a list.
pub(super) fn is_list(path: &[String]) -> Formula {
    Formula::test(path, Test::Is(Kind::Array))
}
