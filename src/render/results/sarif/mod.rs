//! SARIF 2.1.0, the OASIS standard for results of static analysis.

mod model;
mod rules;

use std::collections::BTreeMap;

use model::{
    Artifact, ArtifactChange, ArtifactLocation, AutomationDetails, BaseId, Content, Driver, Fix,
    Invocation, Level, Location, Log, Message, Notification, PhysicalLocation, Properties, Region,
    Replacement, Run, RunResult, Suppression, Tool,
};

use super::fingerprint::fingerprints;
use super::uri;
use super::{Results, sarif::rules::Rules};
use crate::finding::{self, Safety};
use crate::json;
use crate::render::RunError;
use crate::render::findings::report::{self, At, Item};

/// What relative locations are relative to.
const ROOT: &str = "%SRCROOT%";

/// One run with every finding; those that are waived or known are suppressed.
pub(crate) fn sarif(results: &Results) -> String {
    let items: Vec<&Item> = results.items.iter().chain(&results.known).collect();
    let rules = Rules::of(&items);
    let artifacts = Artifacts::of(&items);
    let prints = fingerprints(items.iter().copied());
    let known = results.items.len();
    let found = items.iter().zip(prints).enumerate().map(|(index, (item, print))| {
        let builder = ResultBuilder { rules: &rules, artifacts: &artifacts, item };
        builder.build(print, index >= known)
    });
    json::document(&Log::new(Run {
        tool: Tool { driver: Driver::new(rules.list()) },
        automation_details: AutomationDetails { id: format!("mcpol/{}/", results.command) },
        invocations: [invocation(&results.errors)],
        original_uri_base_ids: BTreeMap::from([(ROOT, BaseId::new("where mcpol was run"))]),
        artifacts: artifacts.list(),
        results: found.collect(),
        column_kind: "unicodeCodePoints",
    }))
}

fn invocation(errors: &[RunError]) -> Invocation {
    let notification =
        |error: &RunError| Notification { level: "error", message: Message::new(&error.message) };
    Invocation {
        execution_successful: errors.is_empty(),
        tool_execution_notifications: errors.iter().map(notification).collect(),
    }
}

/// The files that results point into, each with its index.
struct Artifacts<'i>(BTreeMap<&'i str, usize>);

impl<'i> Artifacts<'i> {
    fn of(items: &[&'i Item]) -> Self {
        let mut files: BTreeMap<&str, usize> =
            items.iter().flat_map(|item| places(item)).map(|at| (&*at.file, 0)).collect();
        files.remove("");
        files.values_mut().enumerate().for_each(|(index, at)| *at = index);
        Self(files)
    }

    fn list(&self) -> Vec<Artifact> {
        self.0.keys().map(|file| Artifact { location: self.location(file) }).collect()
    }

    fn location(&self, file: &str) -> ArtifactLocation {
        ArtifactLocation {
            uri: uri::uri(file),
            uri_base_id: uri::is_below(file).then_some(ROOT),
            index: self.0.get(file).copied(),
        }
    }

    fn physical(&self, at: &At) -> PhysicalLocation {
        PhysicalLocation { artifact_location: self.location(&at.file), region: region(at) }
    }
}

/// Every place that a finding names.
fn places(item: &Item) -> impl Iterator<Item = &At> {
    let labels = item.labels.iter().map(|label| &label.at);
    let edits = item.fix.iter().flat_map(|fix| fix.edits.iter().map(|edit| &edit.at));
    let waiver = item.waived.iter().map(|waived| &waived.at);
    std::iter::once(&item.at).chain(labels).chain(edits).chain(waiver)
}

fn region(at: &At) -> Region {
    Region {
        start_line: at.line,
        start_column: at.column,
        end_line: at.end_line,
        end_column: at.end_column,
    }
}

/// Makes the result of one finding.
struct ResultBuilder<'r> {
    rules: &'r Rules<'r>,
    artifacts: &'r Artifacts<'r>,
    item: &'r Item,
}

impl ResultBuilder<'_> {
    fn build(&self, print: String, is_known: bool) -> RunResult {
        let item = self.item;
        RunResult {
            rule_id: item.code.clone(),
            rule_index: self.rules.index(&item.code),
            level: level(item.level),
            message: Message::new(&item.lines().join("\n")),
            locations: self.locations(),
            related_locations: self.related(),
            partial_fingerprints: BTreeMap::from([("mcpol/v1", print)]),
            fixes: item
                .fix
                .iter()
                .filter(|fix| fix.safety == Safety::Safe)
                .map(|it| self.fix(it))
                .collect(),
            suppressions: self.suppressions(is_known),
            properties: Properties { level: item.level.name(), tools: item.tools.clone() },
        }
    }

    /// A finding about nothing that is written has no place.
    fn locations(&self) -> Vec<Location> {
        let at = Some(&self.item.at).filter(|at| !at.file.is_empty());
        at.map(|at| Location::new(self.artifacts.physical(at))).into_iter().collect()
    }

    fn related(&self) -> Vec<Location> {
        let labels = self.item.labels.iter().enumerate();
        labels
            .map(|(index, label)| Location {
                id: Some(index),
                message: Some(Message::new(&label.message)),
                physical_location: self.artifacts.physical(&label.at),
            })
            .collect()
    }

    /// One change for each file that the fix touches.
    fn fix(&self, fix: &report::Fix) -> Fix {
        let mut changes: BTreeMap<&str, Vec<Replacement>> = BTreeMap::new();
        for edit in &fix.edits {
            let inserted_content = Content { text: edit.text.clone() };
            let replacement = Replacement { deleted_region: region(&edit.at), inserted_content };
            changes.entry(&edit.at.file).or_default().push(replacement);
        }
        let change = |(file, replacements)| ArtifactChange {
            artifact_location: self.artifacts.location(file),
            replacements,
        };
        Fix {
            description: Message::new(&fix.title),
            artifact_changes: changes.into_iter().map(change).collect(),
        }
    }

    fn suppressions(&self, is_known: bool) -> Vec<Suppression> {
        let waiver = self.item.waived.iter().map(|waived| Suppression {
            kind: "inSource",
            status: "accepted",
            justification: Some(waived.because.clone()).filter(|because| !because.is_empty()),
            location: Some(Location::new(self.artifacts.physical(&waived.at))),
        });
        let baseline = is_known.then(|| Suppression {
            kind: "external",
            status: "accepted",
            justification: Some("the baseline holds it".to_owned()),
            location: None,
        });
        waiver.chain(baseline).collect()
    }
}

fn level(level: finding::Level) -> Level {
    match level {
        finding::Level::Error | finding::Level::Deny => Level::Error,
        finding::Level::Warn => Level::Warning,
    }
}
