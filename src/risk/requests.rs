//! Tools whose names say only that something is asked or called, and of which the server says no
//! more: `batch`, `send_request`, `graphql`. What they do stands in the request that they are given.

use super::answer::Answer;
use super::arguments::is_one;
use super::class::Confidence;
use super::classify::Seen;
use super::deeds::MAKES;
use super::effects::{Effect, Effects};
use super::evidence::Evidence;
use crate::catalog::types::Kind;

/// Words that say no more.
const ASKING: &[&str] = &[
    "api", "batch", "bulk", "call", "execute", "gql", "graphql", "http", "invoke", "make", "multi",
    "raw", "request", "rest", "run", "send",
];

/// Names of what holds the request, or several.
const REQUESTS: &[&str] = &[
    "call",
    "calls",
    "invocation",
    "invocations",
    "operation",
    "operations",
    "request",
    "requests",
];

/// Words of tools that are asked in GraphQL.
const GRAPHQL: &[&str] = &["gql", "graphql"];

/// Names of what is asked in it.
const DOCUMENTS: &[&str] = &["document", "mutation", "query"];

/// Adds that such a tool does whatever it is told.
pub(super) fn add(answer: &mut Answer, seen: &Seen<'_, '_>) {
    let only_asks = seen.words.iter().all(|word| word.is_any(ASKING));
    let is_described = || seen.description.is_some_and(|text| !text.trim().is_empty());
    let known = MAKES.and(Effects::of(&[Effect::Read, Effect::List, Effect::Delete]));
    if !only_asks || seen.claims || is_described() || answer.found.effects().meets(known) {
        return;
    }
    let Some(sign) = request(seen) else { return };
    answer.found.always(Effects::of(&[Effect::Dispatch]), &[sign]);
    answer.confidence = answer.confidence.max(Confidence::Medium);
}

/// The argument that holds the request.
fn request(seen: &Seen<'_, '_>) -> Option<Evidence> {
    let asks_graphql = seen.words.iter().any(|word| word.is_any(GRAPHQL));
    let names = |name: &str| is_one(name, REQUESTS) || asks_graphql && is_one(name, DOCUMENTS);
    let found = seen.given.fitting(names);
    let (name, argument) = found.iter().find(|(name, argument)| {
        let holds = |kind| argument.may_be(kind) && argument.values().is_none();
        holds(Kind::Object) || holds(Kind::Array) || is_one(name, DOCUMENTS) && holds(Kind::String)
    })?;
    Some(seen.given.evidence(name, argument, &[]))
}
