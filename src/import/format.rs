//! The formats that are read.

use crate::kind::Kind;
use crate::source::Source;

/// A format of policies that mcpol takes over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// The gateway's JSON, in its form of today or an older one.
    Gateway,
    /// The YAML or JSON of the open-source proxy.
    Intercept,
    /// The settings of Claude Code.
    Claude,
    /// A policy file of Gemini CLI.
    Gemini,
    /// The configuration of Codex.
    Codex,
    /// The permissions of Cursor.
    Cursor,
}

impl Format {
    /// Every format.
    pub(crate) const ALL: [Self; 6] =
        [Self::Gateway, Self::Intercept, Self::Claude, Self::Gemini, Self::Codex, Self::Cursor];

    /// The format's word on the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Gateway => "gateway",
            Self::Intercept => "intercept",
            Self::Claude => "claude",
            Self::Gemini => "gemini",
            Self::Codex => "codex",
            Self::Cursor => "cursor",
        }
    }

    /// The format of a text, told by its content.
    pub(crate) fn told(source: &Source) -> Option<Self> {
        Kind::of(source).and_then(Self::of)
    }

    /// The format of a kind of file, where it is one of these.
    pub(crate) fn of(kind: Kind) -> Option<Self> {
        match kind {
            Kind::Gateway => Some(Self::Gateway),
            Kind::Intercept => Some(Self::Intercept),
            Kind::ClaudeSettings => Some(Self::Claude),
            Kind::GeminiPolicy => Some(Self::Gemini),
            Kind::CodexSettings => Some(Self::Codex),
            Kind::CursorSettings => Some(Self::Cursor),
            _ => None,
        }
    }
}
