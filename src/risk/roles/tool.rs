//! What is known of the tool that an argument belongs to.

use super::phrase;
use super::signs::Signs;
use crate::risk::effects::{Effect, FoundEffect};
use crate::risk::leaves::Leaf;
use crate::risk::profile::Profile;

/// How many words of its description are looked at.
const MAX_SAID: usize = 20;

/// What the roles of a tool's arguments rest on besides themselves.
#[derive(Debug)]
pub(super) struct Facts<'p> {
    /// The words of its name.
    pub(super) name: Vec<String>,
    /// The verb of its name.
    pub(super) verb: Option<String>,
    /// The other words of its name.
    pub(super) things: Vec<String>,
    /// The first words of its description.
    pub(super) said: Vec<String>,
    effects: &'p [FoundEffect],
    /// The words of each argument's name, the arguments in the order of the leaves.
    siblings: Vec<Vec<String>>,
}

impl<'p> Facts<'p> {
    /// What is known of a tool with these arguments.
    pub(super) fn of(profile: &'p Profile<'_>, leaves: &[Leaf<'_>]) -> Self {
        let name = phrase::of_name(profile.tool.name());
        let verb = profile.verb.and_then(|at| name.get(at)).cloned();
        let things = name.iter().enumerate().filter(|(at, _)| Some(*at) != profile.verb);
        let things = things.map(|(_, word)| word.clone()).collect();
        let said = profile.description.as_deref().unwrap_or_default();
        let said = phrase::first_of(said, MAX_SAID);
        let last =
            |leaf: &Leaf<'_>| phrase::of_name(leaf.path.names().next_back().unwrap_or_default());
        let siblings = leaves.iter().map(last).collect();
        Self { name, verb, things, said, effects: profile.effects(), siblings }
    }

    /// Whether its name or the beginning of its description holds one of these.
    pub(super) fn speaks_of(&self, phrases: &str) -> bool {
        phrase::is_among(&[&self.name, &self.said], phrases)
    }

    /// Whether the verb of its name is one of these.
    pub(super) fn has_verb(&self, verbs: &str) -> bool {
        self.verb.as_deref().is_some_and(|verb| phrase::has(&[verb.to_owned()], verbs))
    }

    /// Whether it has one of these effects.
    pub(super) fn does(&self, effects: &[Effect]) -> bool {
        self.effects.iter().any(|found| effects.contains(&found.effect))
    }

    /// Whether another argument has one of these in its name.
    pub(super) fn has_beside(&self, signs: &Signs<'_>, phrases: &str) -> bool {
        if phrases.is_empty() {
            return false;
        }
        let others = self.siblings.iter().filter(|name| **name != signs.name);
        phrase::is_among(&others.map(Vec::as_slice).collect::<Vec<_>>(), phrases)
    }

    /// Whether what an argument names is what the tool is about: the project of `get_project`,
    /// not that of `list_project_issues`.
    pub(super) fn is_about(&self, signs: &Signs<'_>) -> bool {
        let object = self.things.last();
        signs.noun().is_some_and(|noun| object == Some(noun)) && !self.lists()
    }

    /// Whether its verb is one of looking for things.
    fn lists(&self) -> bool {
        let looks = ["list", "search", "find", "query"];
        self.verb.as_deref().is_some_and(|verb| looks.contains(&verb))
    }
}
