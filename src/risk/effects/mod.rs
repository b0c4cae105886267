//! What a call of a tool can do, effect by effect, each with its evidence.

mod effect;

pub(crate) use effect::Effect;

use super::class::Class;
use super::classify::Classification;
use super::evidence::Evidence;
use super::leaves::LeafPath;

/// One thing that calls of a tool can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FoundEffect {
    /// What they do.
    pub effect: Effect,
    /// Which of them do it.
    pub when: When,
    /// What that rests on, the weightiest first.
    pub evidence: Vec<Evidence>,
}

/// Which calls of a tool have an effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum When {
    /// Every call.
    Always,
    /// Those that give this argument: an optional `filename` writes a file.
    Given(LeafPath),
    /// Those in which this argument has one of these values: `operation` chooses.
    OneOf(LeafPath, Vec<String>),
}

/// The effects of a tool.
pub(super) fn of(classification: &Classification) -> Vec<FoundEffect> {
    let effect = match classification.class {
        None => return Vec::new(),
        Some(Class::Read) => Effect::Read,
        Some(Class::Write) => Effect::Update,
        Some(Class::Execute) => Effect::Execute,
        Some(Class::Destructive) => Effect::Delete,
        Some(Class::Financial) => Effect::Pay,
    };
    let evidence = classification.evidence.clone();
    vec![FoundEffect { effect, when: When::Always, evidence }]
}
