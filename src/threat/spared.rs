//! How old a thing must be to be deleted, or how many are kept: a number that spares the others, but
//! for 0.

use crate::analysis::{Equality, Formula, Order, Test, schema};
use crate::catalog::types::Kind;
use crate::json::{Number, Value};
use crate::policy::condition::Path;
use crate::risk::{Effect, FoundRole, has_any};
use crate::witness::Callable;

/// Words of arguments that say which things are old enough, or how many are kept.
const SPARING: &[&str] =
    &["age", "idle", "inactive", "keep", "old", "older", "retain", "retention", "stale", "unused"];

/// Words that turn it round, or make it something else.
const ASIDE: &[&str] = &["max", "maximum", "newer", "younger", "below", "page", "up"];

/// What takes things away.
const DELETING: &[Effect] = &[Effect::Delete, Effect::Overwrite];

/// The calls in which nothing is spared; none of an argument that spares nothing at all.
pub(crate) fn without_sparing(tool: &Callable<'_>, found: &FoundRole<'_>) -> Option<Formula> {
    let path = &found.leaf.path;
    let spares = found.leaf.argument.may_be(Kind::Number)
        && !path.is_in_list()
        && spares(tool, path.names().next_back()?);
    spares.then(|| {
        let path = path.outside_lists();
        let zero =
            Formula::test(&path, Test::Equal(Equality::Typed, Value::Number(Number::from(0))));
        zero.and(declared(tool, &path))
    })
}

/// Numbers with which nothing is spared, where this argument is one that spares.
pub(super) fn sparing_nothing(tool: &Callable<'_>, path: &Path) -> Option<Formula> {
    let none = Formula::test(path, Test::Compare(Order::AtMost, Number::from(0)));
    spares(tool, path.last()?).then(|| none.and(declared(tool, path)))
}

fn spares(tool: &Callable<'_>, name: &str) -> bool {
    let deletes = || tool.effects().iter().any(|found| DELETING.contains(&found.effect));
    has_any(name, SPARING) && !has_any(name, ASIDE) && deletes()
}

fn declared(tool: &Callable<'_>, path: &Path) -> Formula {
    tool.tool.and_then(|tool| schema::of_argument(tool, path)).unwrap_or(Formula::ALWAYS)
}
