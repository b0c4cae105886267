//! Places of an API that an argument names: a tool that calls any does whatever stands there.

use crate::analysis::Answer;
use crate::json::Value;
use crate::lint::LintContext;
use crate::risk::{Effect, FoundEffect, FoundRole, Role, When, has_any};
use crate::witness::Callable;

use super::per_call::Passing;
use super::{strangers, things};

/// What may say where.
const PLACES: &[Role] = &[Role::InsidePath, Role::Url];

/// A place that nobody means.
const ELSEWHERE: &str = "/admin/users";

/// Words of tools that ask for what stands there.
const ASKING: &[&str] = &["api", "call", "http", "request", "rest"];

/// Words for places of an API.
const ENDPOINTS: &[&str] = &["api", "endpoint", "path", "relative", "request", "route"];

/// Those that are nothing else.
const SURELY: &[&str] = &["api", "endpoint", "route"];

/// What an API is asked to do that changes something, the worst first.
pub(super) const METHODS: &[&str] = &["DELETE", "delete", "PUT", "PATCH"];

/// Names of what says which of it.
const METHOD: &[&str] = &["method", "verb", "http"];

/// Words of tools that send what web servers take.
const WEB: &[&str] = &["http", "rest", "request", "url"];

/// Whether an argument says how a place of an API is asked: `method` beside `url`.
pub(super) fn is_method(tool: &Callable<'_>, found: &FoundRole<'_>) -> bool {
    let names_place = || strangers::of_roles(tool, PLACES).next().is_some();
    found.leaf.is_called_only(METHOD) && (has_any(tool.name, WEB) || names_place())
}

/// A call of another place of an API than rules name, of a tool that does what stands there.
pub(super) fn find(context: &LintContext<'_>, tool: &Callable<'_>) -> Answer<Passing> {
    let runs = |found: &FoundEffect| {
        found.when == When::Always && matches!(found.effect, Effect::Execute | Effect::Dispatch)
    };
    if !tool.effects().iter().any(runs) {
        return Answer::None;
    }
    let names = if has_any(tool.name, ASKING) { ENDPOINTS } else { SURELY };
    let places = strangers::of_roles(tool, PLACES);
    let free = places
        .filter(|found| found.leaf.is_called_only(names) && things::test_of(tool, found).is_none());
    Answer::first_found(free.map(|found| {
        let with = strangers::with_value(tool, found, Value::from(ELSEWHERE));
        let call = with.map_or(Answer::None, |with| context.finder.find_call(tool, &with));
        call.map(|call| Passing::through(call, found))
    }))
}
