//! Tools that a policy lets through and whose calls weigh more than they did, by what the server says.

use serde::Serialize;

use super::sides::Sides;
use super::tool::ToolDrift;
use crate::catalog::Catalog;
use crate::finding::Site;
use crate::policy::Policy;
use crate::risk::{Class, class_name};
use crate::source::Sources;
use crate::witness::{CallFinder, Callable, CallableTools};

/// A tool that a policy lets through and whose calls weigh more than they did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Heavier {
    /// Its name.
    pub tool: String,
    /// Its class on both sides.
    pub class: Sides<&'static str>,
    /// The hint that says so, where the class stays.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<&'static str>,
    /// The term that lets it through; none where the default does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allowed: Option<Site>,
    /// Where the policy gives it a class of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub classified: Option<Site>,
}

/// Those among the tools that change and of which some call passes.
pub(super) fn of(
    policy: &Policy,
    catalog: Option<&Catalog>,
    tools: &[ToolDrift<'_>],
    sources: &Sources,
) -> Vec<Heavier> {
    let (listed, finder) = (CallableTools::new(policy, catalog), CallFinder::new(policy));
    let passes = |callable: &Callable<'_>| !finder.find_conflict(callable).is_found();
    let heavier = |tool: &ToolDrift<'_>| {
        let signs = Signs::of(tool)?;
        let callable = listed.named(&tool.name).filter(|it| passes(it))?;
        let given = policy.classes.get(&*tool.name);
        Some(Heavier {
            tool: tool.name.clone(),
            class: signs.class.map(class_name),
            hint: signs.hint,
            allowed: callable.allowed.and_then(|(_, term)| Site::of(term, sources)),
            classified: given.and_then(|given| Site::of(given.span, sources)),
        })
    };
    tools.iter().filter_map(heavier).collect()
}

/// What says that a tool's calls weigh more.
struct Signs {
    class: Sides<Option<Class>>,
    hint: Option<&'static str>,
}

impl Signs {
    /// Of a tool that both sides have.
    fn of(tool: &ToolDrift<'_>) -> Option<Self> {
        let (Some(_), Some(_), false) = (tool.old, tool.new, tool.has_new_name()) else {
            return None;
        };
        let same = || Sides { old: tool.class(), new: tool.class() };
        let class = tool.effects.class.unwrap_or_else(same);
        match is_heavier(class) {
            true => Some(Self { class, hint: None }),
            false => tool
                .hints
                .iter()
                .find(|it| it.weighs_more())
                .map(|it| Self { class, hint: Some(it.hint) }),
        }
    }
}

/// Whether a class is more severe than before. Of what has none nobody knows how much it weighs.
fn is_heavier(class: Sides<Option<Class>>) -> bool {
    match (class.old, class.new) {
        (Some(old), Some(new)) => new > old,
        (Some(_), None) => true,
        (None, new) => new > Some(Class::Read),
    }
}
