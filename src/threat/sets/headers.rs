//! What a request says beside its address: `Host` among its headers leads elsewhere.

use crate::finding::Weight::Warn;
use crate::risk::{Effect, Role};
use crate::threat::beside;
use crate::threat::constants::Constants;
use crate::threat::row::{
    Examples,
    Exemplar::{Object, Text},
    Levels, Row, Set, anything, nothing,
};
use crate::threat::subject::Subject;

/// Which machine is asked.
const ADDRESSES: &[Role] = &[Role::Url, Role::Host];

/// Effects of tools that send a request.
const REQUESTING: &[Effect] = &[Effect::Dispatch, Effect::Execute, Effect::Send];

pub(super) const ROWS: &[Row] = &[Row {
    name: "url.headers",
    roles: &[Role::Content],
    effects: &[],
    asked: is_beside_pinned,
    beside: anything,
    set: Set::Given,
    known: nothing,
    exemplars: &[Object("Host", "admin.internal"), Text("Host: admin.internal")],
    levels: Levels { ruled: None, free: Some(Warn) },
    lint: "host-bypass",
    says: "may hold any headers: `Host` leads to another site, others to another method or account",
    instead: None,
    examples: Examples::NONE,
}];

/// Whether a rule says which addresses are good beside it.
fn is_beside_pinned(subject: &Subject<'_, '_>) -> bool {
    let is_pinned = |path: &[String]| Constants::of(subject.tool, path).is_pinned();
    let mut addresses = subject.siblings(ADDRESSES);
    beside::is_headers(subject.tool, subject.found)
        && (subject.fetches() || subject.has_effect(REQUESTING))
        && addresses.any(|found| is_pinned(&found.leaf.path.outside_lists()))
}
