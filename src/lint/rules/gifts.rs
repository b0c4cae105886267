//! What an argument gives, by the harm.

/// What an argument gives that no rule means, the most dangerous first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gift {
    /// The thing itself.
    Ownership,
    /// Access for somebody.
    Entry,
    /// Access for whoever has a key.
    Key,
    /// Access from a network.
    Network,
    /// A role with which everything is allowed.
    Everything,
    /// Everything, by a switch.
    Power,
    /// Access for everybody.
    Publicity,
    /// More access than the rules say.
    More,
}

impl Gift {
    /// What an argument may do, after its name.
    pub(super) fn says(self) -> &'static str {
        match self {
            Self::Ownership => "may make anybody the owner",
            Self::Entry => "may be somebody whom no rule names",
            Self::Key => "may be anybody's key",
            Self::Network => "may be a network that no rule names",
            Self::Everything => "may be a role with which everything is allowed",
            Self::Power => "may be true, with which everything is allowed",
            Self::Publicity => "may make a thing public",
            Self::More => "may give more access than the rules name",
        }
    }
}
