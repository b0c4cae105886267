//! What is told of a check that is gone.

use serde::Serialize;

use crate::finding::{Call, Site};
use crate::strings::{Fingerprint, escape};

/// Something that was checked and no longer is, or not as strictly.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Weakened {
    /// What checked it.
    pub check: Check,
    /// What became of that.
    pub how: How,
    /// What it is called: a test's name, a lint, a tool, a file, the text of a statement.
    pub subject: String,
    /// What became of it, in a sentence with names between backticks.
    pub message: String,
    /// The tools that it concerns; none where it concerns all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tools: Vec<String>,
    /// Where it was written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<Site>,
    /// Where it is written now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<Site>,
    /// A call that was forbidden and is no longer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub call: Option<Call>,
    /// The same for the same change, wherever it is written.
    pub fingerprint: String,
}

/// What checks policies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Check {
    /// A `never`.
    Never,
    /// A `test`.
    Test,
    /// A lint's level, in mcpol.toml.
    Lint,
    /// A threshold, in mcpol.toml.
    Threshold,
    /// An `accept`.
    Waiver,
    /// The known findings that don't count.
    Baseline,
    /// The class of a tool.
    Class,
    /// The catalog.
    Catalog,
    /// What mcpol.toml leaves out.
    Exclude,
    /// What mcpol.toml calls written by hand, so that no policy must compile to it.
    Handwritten,
    /// The comparison of a policy with the JSON that is enforced.
    Compiled,
}

/// What became of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum How {
    /// It is gone.
    Removed,
    /// It forbids or expects less.
    Narrowed,
    /// It weighs less.
    Lowered,
    /// There is one more exception.
    Added,
    /// An exception covers more.
    Widened,
    /// Something else stands in its place.
    Replaced,
}

impl Weakened {
    /// What became of a check; `message` is a sentence without a final stop, names between
    /// backticks.
    pub(crate) fn new(check: Check, how: How, subject: &str, message: impl AsRef<str>) -> Self {
        let subject = escape::inline(subject).into_owned();
        let message = escape::inline(message.as_ref()).into_owned();
        let mut print = Fingerprint::new();
        print.add(&(check, how, &subject, &message));
        let fingerprint = print.finish();
        let (tools, old, new, call) = (Vec::new(), None, None, None);
        Self { check, how, subject, message, tools, old, new, call, fingerprint }
    }

    /// The same, about these tools.
    #[must_use]
    pub(crate) fn tools<N: ToString>(mut self, tools: impl IntoIterator<Item = N>) -> Self {
        self.tools = tools.into_iter().map(|tool| tool.to_string()).collect();
        self
    }

    /// The same, with where it was and where it is written.
    #[must_use]
    pub(crate) fn at(mut self, old: Option<Site>, new: Option<Site>) -> Self {
        (self.old, self.new) = (old, new);
        self
    }

    /// The same, with a call that shows it.
    #[must_use]
    pub(crate) fn call(mut self, call: Option<Call>) -> Self {
        self.call = call;
        self
    }
}
