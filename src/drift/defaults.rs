//! Calls without an argument of which the server now takes another value: what they do is that of
//! calls with the value.

use super::argument::{ArgumentChange, Presence};
use crate::analysis::{Formula, Path, Test};
use crate::json::Value;
use crate::risk::Step;

/// The argument at the place of a default that is another one, where a condition can name it.
pub(super) fn path(change: &ArgumentChange) -> Option<Path> {
    let is_other = change.default.is_some() && change.change == Presence::Changed;
    let (outside, inside) = change.path.at_list();
    let is_named = is_other && inside.is_empty() && !change.path.is_unnamed();
    is_named.then(|| outside.iter().filter_map(Step::key).map(str::to_owned).collect())
}

/// The calls without the argument that a formula doesn't let through with the value; nothing where
/// it looks at what the argument stands in.
pub(super) fn refused(passing: &Formula, path: &Path, value: &Value) -> Option<Formula> {
    let given = path
        .iter()
        .rev()
        .fold(value.clone(), |inner, key| Value::Object([(key.clone(), inner)].into()));
    let refused = !with_value(passing, path, &given)?;
    Some(refused.and(!Formula::test(path, Test::Present)))
}

/// The formula where the argument is known: `given` are arguments that have it alone.
fn with_value(formula: &Formula, path: &Path, given: &Value) -> Option<Formula> {
    let all = |parts: &[Formula]| -> Option<Vec<Formula>> {
        parts.iter().map(|part| with_value(part, path, given)).collect()
    };
    Some(match formula {
        Formula::All(parts) => Formula::All(all(parts)?),
        Formula::Any(parts) => Formula::Any(all(parts)?),
        Formula::Not(part) => !with_value(part, path, given)?,
        Formula::Atom(atom) if atom.path.starts_with(path) => match formula.holds(given) {
            true => Formula::ALWAYS,
            false => Formula::NEVER,
        },
        Formula::Atom(atom) if path.starts_with(&atom.path) => return None,
        Formula::Atom(_) => formula.clone(),
    })
}
