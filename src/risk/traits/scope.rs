//! Arguments that say where a tool acts, for whom, and on how much.

use crate::catalog::Argument;
use crate::risk::evidence::Evidence;
use crate::risk::profile::Profile;
use crate::risk::words;

/// What an argument names that bounds a tool's reach.
const REACH: &[&str] = &[
    "owner",
    "org",
    "organization",
    "organisation",
    "repo",
    "repository",
    "project",
    "workspace",
    "path",
    "file",
    "filename",
    "filepath",
    "directory",
    "folder",
    "dir",
    "url",
    "uri",
    "host",
    "hostname",
    "domain",
    "to",
    "recipient",
    "cc",
    "bcc",
    "amount",
    "account",
    "channel",
    "bucket",
    "database",
    "db",
    "namespace",
    "cluster",
    "table",
    "schema",
    "collection",
    "branch",
    "destination",
    "target",
    "source",
    "site",
    "tenant",
    "customer",
    "payee",
    "beneficiary",
    "room",
    "chat",
    "valor",
    "monto",
];

/// Words beside it that change nothing: `channel_id`, `recipientEmail`, `from_account`.
const BESIDE: &[&str] = &[
    "id",
    "ids",
    "name",
    "key",
    "slug",
    "number",
    "uuid",
    "email",
    "address",
    "path",
    "url",
    "from",
    "to",
    "source",
    "target",
    "destination",
    "dest",
    "full",
    "absolute",
    "file",
    "phone",
    "in",
    "cents",
    "gid",
    "user",
    "bank",
];

impl Profile<'_> {
    /// The arguments at the top that bound its reach, each as evidence with its name.
    pub(crate) fn scoping_arguments(&self) -> Vec<Evidence> {
        let named = self.given.fitting(is_scoping).into_iter();
        named
            .filter(|(_, argument)| !self.is_date(argument))
            .map(|(name, argument)| self.given.evidence(name, &argument, &[]))
            .collect()
    }

    /// Whether `to` is the end of a stretch of time.
    fn is_date(&self, argument: &Argument<'_>) -> bool {
        self.given.words_on(argument, &["date", "iso", "timestamp", "iso8601"]).is_some()
    }
}

/// Whether an argument with this name may bound a tool's reach.
pub(crate) fn is_scoping(name: &str) -> bool {
    let words: Vec<&str> = words::parts(name).collect();
    let reach = |word: &&str| words::is_any(word, REACH);
    words.iter().any(reach) && words.iter().all(|word| reach(word) || words::is_any(word, BESIDE))
}

/// What an argument with this name bounds a tool's reach by, without the words that change nothing:
/// `project` of `projectId`; `None` for an argument that bounds nothing.
pub(crate) fn scope_of(name: &str) -> Option<String> {
    let told = |word: &&str| words::is_any(word, REACH) && !words::is_any(word, BESIDE);
    let kept: Vec<_> = words::parts(name).filter(told).map(words::singular_of).collect();
    let own = if kept.is_empty() { name.to_lowercase() } else { kept.join("_").to_lowercase() };
    is_scoping(name).then_some(own)
}
