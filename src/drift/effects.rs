//! What calls of a tool can do that they couldn't, and the class that follows.

use serde::{Serialize, Serializer};

use super::sides::Sides;
use crate::catalog::Tool;
use crate::risk::{Class, Effect, classify};

/// What changes of a tool's effects.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct EffectChange {
    /// Its class, where that changes; null where nothing tells or the tool isn't there.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "classes")]
    pub class: Option<Sides<Option<Class>>>,
    /// What calls can do now.
    #[serde(rename = "effects_gained", skip_serializing_if = "Vec::is_empty")]
    pub gained: Vec<Effect>,
    /// What they can do no more.
    #[serde(rename = "effects_lost", skip_serializing_if = "Vec::is_empty")]
    pub lost: Vec<Effect>,
}

impl EffectChange {
    /// Of a tool on the sides that have it.
    pub(super) fn of(old: Option<&Tool>, new: Option<&Tool>) -> Self {
        let class = |tool: Option<&Tool>| classify(tool?).class;
        let (before, after) = (effects(old), effects(new));
        Self {
            class: Sides::changed(class(old), class(new)),
            gained: after.iter().filter(|it| !before.contains(it)).copied().collect(),
            lost: before.iter().filter(|it| !after.contains(it)).copied().collect(),
        }
    }

    /// Whether there is none.
    pub(super) fn is_none(&self) -> bool {
        self.class.is_none() && self.gained.is_empty() && self.lost.is_empty()
    }
}

/// Each effect once, the least severe first.
fn effects(tool: Option<&Tool>) -> Vec<Effect> {
    let found = tool.map(|tool| classify(tool).effects.as_slice()).unwrap_or_default();
    let mut effects: Vec<Effect> = found.iter().map(|found| found.effect).collect();
    effects.sort_unstable();
    effects.dedup();
    effects
}

fn classes<S: Serializer>(
    class: &Option<Sides<Option<Class>>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    class.map(|class| class.map(|class| class.map(Class::name))).serialize(serializer)
}
