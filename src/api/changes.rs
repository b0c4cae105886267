//! What changes between two compiled policies.

use super::Call;
use crate::diff::{self, Diff, ToolChange, Witness};

/// What changes between two compiled policies, by meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// All changes in one word: `equal`, `looser`, `tighter`, `both` or `unknown`.
    pub verdict: diff::Verdict,
    /// The tools whose treatment changes, sorted by name; `*` is any tool that neither side names.
    pub tools: Vec<Change>,
}

/// What changes for one tool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The tool's name.
    pub tool: String,
    /// The change in one word.
    pub verdict: diff::Verdict,
    /// A call that was refused and passes now.
    pub newly_allowed: Option<Call>,
    /// A call that passed and is refused now.
    pub newly_refused: Option<Call>,
}

impl Changes {
    pub(super) fn of_diff(diff: &Diff) -> Self {
        Self { verdict: diff.verdict, tools: diff.tools.iter().map(Change::of_tool).collect() }
    }
}

impl Change {
    fn of_tool(change: &ToolChange) -> Self {
        let shown = |witness: &Option<Witness>| witness.as_ref().map(|it| Call::shown(&it.call));
        Self {
            tool: change.name.clone(),
            verdict: change.verdict(),
            newly_allowed: shown(&change.looser),
            newly_refused: shown(&change.tighter),
        }
    }
}
