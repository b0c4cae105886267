//! Tools whose class is less severe now, so that fewer lints look at them and other selectors take
//! them in: by `classify`, or by what the catalog says of them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Check, Checks, How, Weakened};
use crate::catalog::{Catalog, Tool};
use crate::finding::Site;
use crate::lint::list_tools;
use crate::policy::ToolClass;
use crate::risk::Class;

/// A class that became a lesser one, and where that is said.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Lowered {
    from: Class,
    to: Class,
    old: Option<Site>,
    new: Option<Site>,
}

pub(super) fn weakened(old: Checks<'_>, new: Checks<'_>) -> Vec<Weakened> {
    let mut found: BTreeMap<Lowered, Vec<Arc<str>>> = BTreeMap::new();
    for name in names(old, new) {
        if let Some(lowered) = lowered(&name, old, new) {
            found.entry(lowered).or_default().push(name);
        }
    }
    found.into_iter().map(|(lowered, tools)| told(lowered, &tools)).collect()
}

/// The tools whose class may have changed: with the same catalog, those that a policy classifies.
fn names(old: Checks<'_>, new: Checks<'_>) -> BTreeSet<Arc<str>> {
    let given = [old, new].into_iter().flat_map(|side| side.policy.classes.keys());
    let text = |side: Checks<'_>| side.catalog.map(|catalog| catalog.source().text().to_owned());
    let same = text(old) == text(new);
    let offered = new.catalog.filter(|_| !same).into_iter().flat_map(Catalog::tools);
    given.chain(offered.map(Tool::name)).map(Arc::clone).collect()
}

fn lowered(name: &str, old: Checks<'_>, new: Checks<'_>) -> Option<Lowered> {
    let class = |side: Checks<'_>| {
        let definition = side.catalog.and_then(|catalog| catalog.tool(name));
        ToolClass::of(name, Some(side.policy), definition).effective()
    };
    let (from, to) = (class(old)?, class(new)?);
    let site = |side: Checks<'_>| side.site(side.policy.classes.get(name)?.span);
    (to < from).then(|| Lowered { from, to, old: site(old), new: site(new) })
}

fn told(lowered: Lowered, tools: &[Arc<str>]) -> Weakened {
    let Lowered { from, to, old, new } = lowered;
    let by = match (&old, &new) {
        (_, Some(_)) => "",
        (Some(_), None) => ", as `classify` is gone",
        (None, None) => ", by what the catalog says",
    };
    let are = if tools.len() == 1 { "counts" } else { "count" };
    let message =
        format!("{} {are} as {}, no longer as {}{by}", list_tools(tools), to.name(), from.name());
    let first = tools.first().map(|tool| &**tool).unwrap_or_default();
    Weakened::new(Check::Class, How::Lowered, first, message).tools(tools).at(old, new)
}
