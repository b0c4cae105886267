//! What is said about every row, by mcpol or by a yardstick.

use std::collections::{BTreeMap, BTreeSet};

use super::check::{self, Catalogs};
use super::{Benchmark, JudgedArgument, ToolKey};
use crate::risk::class::Class;
use crate::risk::effects::Effect;
use crate::risk::profile::Profile;
use crate::risk::roles::{FoundRole, RoleAnswer};

/// Answers in the order of the benchmark's rows; where there are none, nobody was asked.
#[derive(Debug, Default)]
pub(super) struct Answers {
    /// The effects of each tool.
    pub effects: Option<Vec<BTreeSet<Effect>>>,
    /// The class of each tool.
    pub classes: Vec<Option<Class>>,
    /// The role of each argument; `None` for one that wasn't looked at.
    pub roles: Option<Vec<Option<RoleAnswer>>>,
}

/// The tools that rows are about, looked at.
pub(super) struct Profiles<'b, 'c>(BTreeMap<&'b ToolKey, Profiled<'c>>);

struct Profiled<'c> {
    profile: Profile<'c>,
    /// Where each path stands among the profile's roles.
    paths: BTreeMap<String, usize>,
}

impl<'b, 'c> Profiles<'b, 'c> {
    /// Looks at every tool of the benchmark that the catalogs have.
    pub(super) fn of(benchmark: &'b Benchmark, catalogs: &Catalogs<'c>) -> Self {
        let mut profiles = BTreeMap::new();
        for (_, _, key) in benchmark.keys() {
            if let Ok(tool) = check::tool(catalogs, key) {
                profiles.entry(key).or_insert_with(|| Profiled::new(Profile::of(tool)));
            }
        }
        Self(profiles)
    }

    /// The profile of a tool.
    pub(super) fn get(&self, key: &ToolKey) -> Option<&Profile<'c>> {
        self.0.get(key).map(|profiled| &profiled.profile)
    }

    /// What was found for an argument.
    pub(super) fn role(&self, row: &JudgedArgument) -> Option<&FoundRole<'c>> {
        let Profiled { profile, paths } = self.0.get(&row.key)?;
        profile.roles().get(*paths.get(&row.path)?)
    }

    /// What mcpol says.
    pub(super) fn answers(&self, benchmark: &Benchmark) -> Answers {
        let effects = |key: &ToolKey| {
            let found = self.get(key).map(Profile::effects).unwrap_or_default();
            found.iter().map(|found| found.effect).collect()
        };
        let class = |key: &ToolKey| self.get(key)?.classification.class;
        let role = |row| self.role(row).map(|found| found.answer);
        Answers {
            effects: Some(benchmark.tools.iter().map(|row| effects(&row.key)).collect()),
            classes: benchmark.tools.iter().map(|row| class(&row.key)).collect(),
            roles: Some(benchmark.arguments.iter().map(role).collect()),
        }
    }
}

impl<'c> Profiled<'c> {
    fn new(profile: Profile<'c>) -> Self {
        let places = profile.roles().iter().enumerate();
        let paths = places.map(|(at, found)| (found.leaf.path.to_string(), at)).collect();
        Self { profile, paths }
    }
}
