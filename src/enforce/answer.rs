//! What is answered to a call.

/// What a client is told about a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Answer {
    /// Nothing: the client's own rules decide.
    Abstain,
    /// It runs without the client's own question.
    Allow,
    /// A person is asked first, with these words.
    Ask(String),
    /// It doesn't run; the agent is told why.
    Deny(String),
}

impl Answer {
    /// The word for it in records and in most clients' answers; none where nothing is answered.
    pub(crate) fn word(&self) -> Option<&'static str> {
        match self {
            Self::Abstain => None,
            Self::Allow => Some("allow"),
            Self::Ask(_) => Some("ask"),
            Self::Deny(_) => Some("deny"),
        }
    }

    /// The words that go with it.
    pub(crate) fn reason(&self) -> Option<&str> {
        match self {
            Self::Abstain | Self::Allow => None,
            Self::Ask(reason) | Self::Deny(reason) => Some(reason),
        }
    }
}
