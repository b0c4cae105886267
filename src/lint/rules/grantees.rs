//! The arguments that say who gets access, and somebody whom no rule names.

use crate::analysis::{Answer, Formula};
use crate::catalog::types::Kind;
use crate::finding::Call;
use crate::json::Value;
use crate::lint::LintContext;
use crate::risk::{FoundRole, Role, has_any};
use crate::witness::Callable;

use super::gifts::Gift;
use super::{bounds, strangers};

/// Somebody whom no policy means.
pub(super) const STRANGER: &str = "mallory@evil.example";

/// An identity that no policy means.
const OTHER: i64 = 73_190_246;

/// A key that no policy means.
const KEY: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOvKq7zUy0 mallory";

/// Names of keys with which somebody logs in.
const KEYS: &[&str] = &["key", "sshkey", "authorizedkey", "publickey", "sshpublickey"];

/// Who gets access, whatever the argument is called.
const SOMEBODY: &[Role] = &[Role::Grantee, Role::NetworkRange];

/// Who gets access, unless they only hear of it.
const ADDRESSED: &[Role] = &[Role::Mail, Role::Phone, Role::ChatRecipient];

/// Words for those who only hear of it.
const NOTIFIED: &[&str] = &[
    "notify",
    "notification",
    "cc",
    "bcc",
    "reply",
    "contact",
    "support",
    "billing",
    "from",
    "sender",
];

/// What the name of somebody ends in, without what says how they are named.
const PEOPLE: &[&str] =
    &["user", "member", "principal", "person", "collaborator", "invitee", "username", "login"];

/// What somebody gets whom an argument names; `None` where it names nobody who gets access.
pub(super) fn somebody(found: &FoundRole<'_>) -> Option<Gift> {
    let name = found.leaf.path.names().next_back().unwrap_or_default();
    let hears = has_any(name, NOTIFIED);
    let is_person = || strangers::is_among(found, &[Role::Identity]) && is_person(name);
    let is_somebody = strangers::is_among(found, SOMEBODY)
        || strangers::is_among(found, ADDRESSED) && !hears
        || is_person();
    match found.answer.role().filter(|_| is_somebody)? {
        Role::NetworkRange => Some(Gift::Network),
        _ if has_any(name, &["owner"]) => Some(Gift::Ownership),
        _ if has_any(name, KEYS) => Some(Gift::Key),
        _ => Some(Gift::Entry),
    }
}

/// `user_id`, `memberIds`
fn is_person(name: &str) -> bool {
    let letters = name.chars().filter(|letter| letter.is_alphanumeric());
    let plain: String = letters.flat_map(char::to_lowercase).collect();
    let ends = ["ids", "id", "s"];
    let bare = ends.iter().find_map(|end| plain.strip_suffix(end)).unwrap_or(&plain);
    PEOPLE.iter().any(|person| bare.ends_with(person))
}

/// One of these calls in which somebody gets access whom no rule names.
pub(super) fn find_somebody(
    context: &LintContext<'_>,
    tool: &Callable<'_>,
    calls: &Formula,
    (found, gift): (&FoundRole<'_>, Gift),
) -> Answer<Call> {
    let (argument, path) = (&found.leaf.argument, found.leaf.path.outside_lists());
    let text = (gift == Gift::Key && argument.may_be(Kind::String)).then(|| Value::from(KEY));
    let number = (!argument.may_be(Kind::String)).then(|| Value::Number(OTHER.into()));
    let object = || Value::Object([("email".to_owned(), Value::from(STRANGER))].into());
    let values = text.into_iter().chain(number).chain([object()]);
    let fits =
        |value: &Value| argument.may_be(Kind::of(value)) && !bounds::is_named(tool, &path, value);
    let with = values.filter(fits).filter_map(|it| strangers::with_value(tool, found, it));
    let shown = with.map(|it| context.finder.find_call(tool, &it.and(calls.clone())));
    match Answer::first_found(shown) {
        Answer::None => strangers::find_call_at(context, tool, calls, found),
        answer => answer,
    }
}
