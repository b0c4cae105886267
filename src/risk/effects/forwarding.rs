//! Where mail goes from then on: what a filter or a rule of a mailbox forwards to.

use super::When;
use super::effect::Effect;
use crate::catalog::Argument;
use crate::catalog::types::Kind;
use crate::risk::arguments::{Given, is_one};
use crate::risk::evidence::Evidence;
use crate::risk::leaves::LeafPath;
use crate::risk::words::Word;

/// Words of tools that say what becomes of mail when it comes.
const TOOLS: &[&str] = &["filter", "rule", "forwarding", "mailbox", "inbox", "vacation", "routing"];

/// Names of those to whom it goes.
const TARGETS: &[&str] = &[
    "forward",
    "forwardto",
    "forwards",
    "forwardaddress",
    "forwardaddresses",
    "forwardemail",
    "forwardingaddress",
    "forwardingemail",
    "forwardasattachmentto",
    "redirect",
    "redirectto",
];

/// Names of what a filter does, where the schema doesn't say what that may be.
const ACTIONS: &[&str] =
    &["action", "actions", "filteraction", "filteractions", "ruleaction", "ruleactions"];

/// How services spell the member of such an action that says to whom.
const SPELLED: &[(&[&str], &[&str])] = &[
    (&["gmail", "google"], &["forward"]),
    (&["outlook", "microsoft", "exchange"], &["forwardTo", "redirectTo", "forwardAsAttachmentTo"]),
    (&[], &["forward", "forwardTo", "redirectTo", "forward_to"]),
];

/// The effects of arguments by which somebody gets what comes from then on; `words` are those of
/// the tool's name.
pub(super) fn forwarded(given: &Given<'_>, words: &[Word<'_>]) -> Vec<(Effect, When, Evidence)> {
    if !words.iter().any(|word| word.is_any(TOOLS)) {
        return Vec::new();
    }
    let found = given.all().into_iter().flat_map(|(name, argument)| {
        let members = argument.keys();
        let inside = members.into_iter().filter(|key| is_one(key, TARGETS));
        let inside: Vec<_> = inside.map(|key| LeafPath::top(name).member(key)).collect();
        let own = is_one(name, TARGETS).then(|| LeafPath::top(name));
        let is_open = is_one(name, ACTIONS) && is_open_object(&argument);
        let spelled = if is_open { spelled(words) } else { &[] };
        let spelled = spelled.iter().map(|member| LeafPath::top(name).member(member));
        let sign = given.evidence(name, &argument, &[]);
        let paths: Vec<_> = own.into_iter().chain(inside).chain(spelled).collect();
        paths.into_iter().map(move |path| (path, sign.clone()))
    });
    found.map(|(path, sign)| (Effect::Grant, When::Given(path), sign)).collect()
}

/// How the member is spelled that says to whom, by the service that the tool's name names.
fn spelled(words: &[Word<'_>]) -> &'static [&'static str] {
    let is_of = |services: &[&str]| words.iter().any(|word| word.is_any(services));
    let mut known = SPELLED.iter();
    let own = known.find(|(services, _)| services.is_empty() || is_of(services));
    own.map(|(_, members)| *members).unwrap_or_default()
}

/// An object of which nothing says what it holds.
fn is_open_object(argument: &Argument<'_>) -> bool {
    argument.may_be(Kind::Object) && !argument.is_anything() && argument.keys().is_empty()
}
