//! The figures of mcpol and of the yardsticks, and what mcpol got wrong.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::answers::{Answers, Profiles};
use super::check::Catalogs;
use super::figures::{Answered, Figures, Told};
use super::{Benchmark, JudgedArgument, JudgedTool, ToolKey, hints, naive};
use crate::risk::class::class_name;
use crate::risk::effects::Effect;
use crate::risk::evidence::Evidence;
use crate::risk::profile::Profile;
use crate::risk::roles::{Role, RoleAnswer};

/// The score of a benchmark.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Score {
    /// Over the catalogs that rules may be written on.
    pub tuned_on: Part,
    /// Over the others, where there are some.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kept_apart: Option<Part>,
}

/// The figures over some catalogs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Part {
    /// How many catalogs.
    pub catalogs: usize,
    /// How many judged tools.
    pub tools: usize,
    /// How many judged arguments.
    pub arguments: usize,
    /// What mcpol says.
    pub mcpol: Figures,
    /// What names alone say.
    pub naive: Figures,
    /// What annotations alone say.
    pub hints: Figures,
    /// How well mcpol tells each effect.
    pub effects: BTreeMap<&'static str, Told>,
    /// How well mcpol tells each role.
    pub roles: BTreeMap<&'static str, Told>,
}

/// One answer that isn't right.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Miss {
    /// `effects`, `class` or `role`.
    pub what: &'static str,
    /// The catalog.
    pub catalog: String,
    /// The tool.
    pub tool: String,
    /// The argument, where it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// What people say and mcpol doesn't.
    pub wanted: Vec<&'static str>,
    /// What mcpol says and people don't.
    pub found: Vec<&'static str>,
    /// What that rests on.
    pub evidence: Vec<Evidence>,
}

impl Benchmark {
    /// Scores what mcpol says of the tools of these catalogs, which must have them all.
    pub(crate) fn score(&self, catalogs: &Catalogs<'_>) -> Score {
        let profiles = Profiles::of(self, catalogs);
        let said = Said {
            mcpol: profiles.answers(self),
            naive: naive::answers(self),
            hints: hints::answers(self, catalogs),
        };
        let kept_apart = |key: &ToolKey| self.is_kept_apart(key);
        Score {
            tuned_on: said.part(self, &|key| !kept_apart(key)),
            kept_apart: (!self.kept_apart.is_empty()).then(|| said.part(self, &kept_apart)),
        }
    }

    /// What mcpol gets wrong over the catalogs that aren't kept apart.
    pub(crate) fn misses(&self, catalogs: &Catalogs<'_>) -> Vec<Miss> {
        let profiles = &Profiles::of(self, catalogs);
        let is_shown = |key: &ToolKey| !self.is_kept_apart(key);
        let tools = self.tools.iter().filter(|row| is_shown(&row.key));
        let tools = tools.flat_map(|row| tool_misses(row, profiles));
        let arguments = self.arguments.iter().filter(|row| is_shown(&row.key));
        tools.chain(arguments.filter_map(|row| role_miss(row, profiles))).collect()
    }
}

/// What everybody says.
struct Said {
    mcpol: Answers,
    naive: Answers,
    hints: Answers,
}

impl Said {
    fn part(&self, benchmark: &Benchmark, keeps: &dyn Fn(&ToolKey) -> bool) -> Part {
        let figures = |answers| Answered::new(benchmark, answers, keeps).figures();
        let mcpol = Answered::new(benchmark, &self.mcpol, keeps);
        let effects = mcpol.effects().into_iter().map(|(effect, told)| (effect.name(), told));
        let roles = mcpol.roles().into_iter().map(|(role, told)| (role_name(role), told));
        let keys = || benchmark.keys().map(|(_, _, key)| key).filter(|key| keeps(key));
        let catalogs: BTreeSet<_> = keys().map(|key| &*key.catalog).collect();
        let tools = benchmark.tools.iter().filter(|row| keeps(&row.key)).count();
        Part {
            catalogs: catalogs.len(),
            tools,
            arguments: keys().count() - tools,
            mcpol: mcpol.figures(),
            naive: figures(&self.naive),
            hints: figures(&self.hints),
            effects: effects.collect(),
            roles: roles.collect(),
        }
    }
}

fn role_name(role: Option<Role>) -> &'static str {
    role.map_or(RoleAnswer::Harmless, RoleAnswer::Is).name()
}

fn tool_misses(row: &JudgedTool, profiles: &Profiles<'_, '_>) -> Vec<Miss> {
    let Some(profile) = profiles.get(&row.key) else { return Vec::new() };
    [effects_miss(row, profile), class_miss(row, profile)].into_iter().flatten().collect()
}

fn effects_miss(row: &JudgedTool, profile: &Profile<'_>) -> Option<Miss> {
    let found = profile.effects().iter().map(|found| found.effect).collect();
    let (missing, extra) = (row.missing(&found), row.extra(&found));
    let is_extra = |effect| missing.is_empty() || extra.contains(&effect);
    let doubtful = profile.effects().iter().filter(|found| is_extra(found.effect));
    let evidence = doubtful.flat_map(|found| found.evidence.clone()).collect();
    let names = |effects: &[_]| effects.iter().map(|effect| Effect::name(*effect)).collect();
    let is_right = missing.is_empty() && extra.is_empty();
    (!is_right).then(|| miss("effects", &row.key, names(&missing), names(&extra), evidence))
}

fn class_miss(row: &JudgedTool, profile: &Profile<'_>) -> Option<Miss> {
    let class = profile.classification.class;
    let evidence = profile.classification.evidence.clone();
    let (wanted, found) = (vec![class_name(row.class)], vec![class_name(class)]);
    (!row.is_of(class)).then(|| miss("class", &row.key, wanted, found, evidence))
}

fn role_miss(row: &JudgedArgument, profiles: &Profiles<'_, '_>) -> Option<Miss> {
    let found = profiles.role(row);
    let answer = found.map(|found| found.answer);
    if row.is(answer) {
        return None;
    }
    let alternatives = row.note.roles.iter().copied();
    let wanted = std::iter::once(row.role).chain(alternatives).map(role_name).collect();
    let evidence = found.map(|found| found.evidence.clone()).unwrap_or_default();
    let found = answer.map(RoleAnswer::name).into_iter().collect();
    let path = Some(row.path.clone());
    Some(Miss { path, ..miss("role", &row.key, wanted, found, evidence) })
}

fn miss(
    what: &'static str,
    key: &ToolKey,
    wanted: Vec<&'static str>,
    found: Vec<&'static str>,
    evidence: Vec<Evidence>,
) -> Miss {
    let ToolKey { catalog, tool } = key.clone();
    Miss { what, catalog, tool, path: None, wanted, found, evidence }
}
