//! Annotations that the rest of the definition speaks against.

use crate::risk::class::Class;
use crate::risk::classify;
use crate::risk::evidence::{Evidence, Hint};
use crate::risk::profile::Profile;

/// Verbs after which nothing is left; `remove` and `reset` often take apart what stays.
const FINAL: &[&str] =
    &["delete", "destroy", "drop", "purge", "wipe", "erase", "truncate", "eliminar", "excluir"];

/// What a server claims of a tool, and what its definition says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Contradiction {
    /// The annotation.
    pub claim: Evidence,
    /// What speaks against it.
    pub signs: Vec<Evidence>,
}

impl Profile<'_> {
    /// Where the annotations make a tool out to be milder than its definition does. Only clear
    /// signs count: nothing is said about a `convert_time` that only reads.
    pub(crate) fn contradiction(&self) -> Option<Contradiction> {
        let hints = self.tool.hints();
        let read_only = hints.read_only.is_some_and(|hint| hint.node);
        let harmless = hints.destructive.is_some_and(|hint| !hint.node);
        if !read_only && !harmless {
            return None;
        }
        let said = classify::before_hints(self.tool, &self.words, self.description.as_deref());
        if read_only && said.clear && said.changes() {
            let claim = Evidence::Hint(Hint::ReadOnly, true);
            return Some(Contradiction { claim, signs: said.evidence });
        }
        let destroys = said.class == Some(Class::Destructive) && self.verb_is(FINAL);
        let claim = Evidence::Hint(Hint::Destructive, false);
        (harmless && destroys).then_some(Contradiction { claim, signs: said.evidence })
    }
}
