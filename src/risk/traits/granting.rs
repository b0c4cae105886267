//! Arguments that say what access is given, or to whom.

use crate::risk::evidence::Evidence;
use crate::risk::profile::Profile;
use crate::risk::words;

/// Words for what is given, for who gets it, and for where events are sent.
const GIVEN: &[&str] = &[
    "role",
    "permission",
    "access",
    "scope",
    "level",
    "privilege",
    "visibility",
    "user",
    "username",
    "login",
    "member",
    "collaborator",
    "invitee",
    "email",
    "principal",
    "assignee",
    "grantee",
    "url",
    "uri",
    "endpoint",
    "callback",
    "host",
    "ip",
    "cidr",
];

impl Profile<'_> {
    /// The arguments at the top that say what access a call gives, or to whom.
    pub(crate) fn granting_arguments(&self) -> Vec<Evidence> {
        let granting = self.given.fitting(is_granting).into_iter();
        granting.map(|(name, argument)| self.given.evidence(name, &argument, &[])).collect()
    }
}

fn is_granting(name: &str) -> bool {
    words::parts(name).any(|word| words::is_any(word, GIVEN))
}
