//! Why a document isn't what its policy means, in words.

use std::fmt;

use crate::analysis::Reason;
use crate::finding::{Call, Finding};
use crate::policy::Window;
use crate::policy::condition::Path;
use crate::source::Span;
use crate::strings::tick;
use crate::syntax::argument_text;

/// Why a document isn't what its policy means.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Fault {
    /// One of them allows a call that the other refuses.
    #[error("the {} allows {call}, and the {} refuses it", .allowed_by.words(), .allowed_by.other().words())]
    Call {
        /// The call.
        call: Call,
        /// Which of them allows it.
        allowed_by: Side,
    },
    /// They let a call pass another number of times, or up to another sum.
    #[error("the policy admits {} of {call} per {}, and the compiled document {}",
        counted(.sum.as_ref(), *.meant), .window.name(), counted(.sum.as_ref(), *.compiled))]
    Limit {
        /// A call that is counted.
        call: Call,
        /// The argument that is summed.
        sum: Option<Path>,
        /// The window.
        window: Window,
        /// What the policy admits; `None` for any number.
        meant: Option<i64>,
        /// What the document admits.
        compiled: Option<i64>,
    },
    /// One of them takes a tool out of the tool list.
    #[error("the {} hides {}, and the {} doesn't", .hidden_by.words(), tick(.tool), .hidden_by.other().words())]
    Hidden {
        /// The tool.
        tool: String,
        /// Which of them hides it.
        hidden_by: Side,
    },
    /// Two limits of the document are counted together.
    #[error("two limits of the compiled document have the counter {}", tick(.0))]
    Counter(String),
    /// The document's JSON is that of another document.
    #[error("the compiled document reads back as another one")]
    Written,
    /// Whether they agree about a tool's calls could not be found out.
    #[error("not analysed: {reason}")]
    NotAnalysed {
        /// The tool.
        tool: String,
        /// The argument that has the most patterns, and a rule about it.
        rule: Option<(Path, Span)>,
        /// Why.
        reason: Reason,
    },
}

/// One of the two that must agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// What is written.
    Policy,
    /// What is compiled from it.
    Document,
}

impl Side {
    /// The policy, where `is_policy`.
    pub(super) fn of(is_policy: bool) -> Self {
        if is_policy { Self::Policy } else { Self::Document }
    }

    fn other(self) -> Self {
        Self::of(self == Self::Document)
    }

    fn words(self) -> &'static str {
        match self {
            Self::Policy => "policy",
            Self::Document => "compiled document",
        }
    }
}

/// As in `5 calls`, `a sum of 500 over args.amount` and `any number`.
fn counted(sum: Option<&Path>, max: Option<i64>) -> impl fmt::Display {
    match (max, sum) {
        (None, _) => "any number".to_owned(),
        (Some(max), None) => format!("{max} calls"),
        (Some(max), Some(path)) => format!("a sum of {max} over {}", tick(&argument_text(path))),
    }
}

impl Fault {
    /// What to say where the policy may be the reason; `None` for a fault of the compiler. `head`
    /// is where the policy begins.
    pub(crate) fn finding(&self, head: Span) -> Option<Finding> {
        let Self::NotAnalysed { tool, rule, reason } = self else { return None };
        let message = format!(
            "not proved that what is compiled for {} is what is meant: {reason}",
            tick(tool)
        );
        let (place, rules) = match rule {
            Some((path, span)) => {
                (*span, format!("the rules about {}", tick(&argument_text(path))))
            }
            None => (head, "its rules".to_owned()),
        };
        let help = format!("write {rules} with plainer patterns, or fewer of them");
        Some(Finding::error("not-analysed", place, message).help(help))
    }
}
