//! The class of a tool: what the policy gives it, and what its definition says.

use serde::{Serialize, Serializer};

use super::{Classified, Policy};
use crate::catalog::Tool;
use crate::finding::Site;
use crate::risk::{Class, classify};
use crate::source::Sources;

/// Both classes of a tool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ToolClass {
    given: Option<Classified>,
    evident: Option<Class>,
}

/// A class that is less severe than what the tool's definition says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) struct LoweredClass {
    /// The class that the policy gives.
    #[serde(serialize_with = "name")]
    pub class: Class,
    /// Where it does.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub at: Option<Site>,
}

fn name<S: Serializer>(class: &Class, serializer: S) -> Result<S::Ok, S::Error> {
    class.name().serialize(serializer)
}

impl ToolClass {
    /// The class that a policy gives, and the one that the evidence is for.
    pub(crate) fn new(given: Option<Classified>, evident: Option<Class>) -> Self {
        Self { given, evident }
    }

    /// The class of the tool with this name, and this definition where there is one.
    pub(crate) fn of(name: &str, policy: Option<&Policy>, definition: Option<&Tool>) -> Self {
        let given = policy.and_then(|policy| policy.classes.get(name)).copied();
        Self::new(given, definition.and_then(|tool| classify(tool).class))
    }

    /// The class that selectors and lints go by: the policy's word, else what the definition says.
    pub(crate) fn effective(self) -> Option<Class> {
        self.given.map(|given| given.class).or(self.evident)
    }

    /// The class that reports show: the more severe of both.
    pub(crate) fn reported(self) -> Option<Class> {
        self.given.map(|given| given.class).max(self.evident)
    }

    /// What the policy makes of it, where that is less severe than what the definition says.
    pub(crate) fn lowered(self, sources: &Sources) -> Option<LoweredClass> {
        let given = self.given.filter(|given| self.evident > Some(given.class))?;
        Some(LoweredClass { class: given.class, at: Site::of(given.span, sources) })
    }
}
