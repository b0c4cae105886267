//! Classes of tools as `mcpol catalog classify` prints them: for people, as JSON, as CSV.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Format, Render, RenderFn};
use crate::catalog::{Catalog, Tool};
use crate::json;
use crate::risk::{
    Class, Classification, Confidence, Evidence, Severity, UNCLASSIFIED, class_name, classify,
};
use crate::strings::csv;
use crate::strings::escape;

/// The widest column of names that is aligned.
const WIDEST: usize = 40;

/// The classes of a catalog's tools.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Report {
    /// The tools, in the server's order.
    pub tools: Vec<ToolReport>,
    /// How many tools there are of each class that has some.
    pub totals: BTreeMap<&'static str, usize>,
}

/// One tool.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ToolReport {
    /// Its name, as the server spells it.
    pub name: String,
    /// Its class's name.
    pub class: &'static str,
    /// Its class's severity; null where there is no class.
    pub severity: Option<Severity>,
    /// How sure the class is.
    pub confidence: Confidence,
    /// What the class rests on.
    pub evidence: Vec<Evidence>,
    /// What speaks for another class.
    pub conflicts: Vec<Evidence>,
    #[serde(skip)]
    order: Option<Class>,
}

impl ToolReport {
    fn of(tool: &Tool) -> Self {
        let Classification { class, confidence, evidence, conflicts, .. } = classify(tool);
        Self {
            name: tool.name().to_string(),
            class: class_name(class),
            severity: class.map(Class::severity),
            confidence,
            evidence,
            conflicts,
            order: class,
        }
    }
}

/// The classes of a catalog's tools.
pub fn report(catalog: &Catalog) -> Report {
    let tools: Vec<_> = catalog.tools().iter().map(ToolReport::of).collect();
    let mut totals = BTreeMap::new();
    for tool in &tools {
        *totals.entry(tool.class).or_default() += 1;
    }
    Report { tools, totals }
}

impl Render for Report {
    fn renderer(format: Format) -> Option<RenderFn<Self>> {
        match format {
            Format::Human => Some(|report, _| report.listing()),
            Format::Json => Some(|report, _| json::document(report)),
            Format::Csv => Some(|report, _| report.csv()),
            Format::Markdown | Format::Sarif | Format::Github | Format::Gitlab | Format::Junit => {
                None
            }
        }
    }
}

impl Report {
    /// For people: the tools by class, the most severe first, each with its evidence; totals.
    pub fn listing(&self) -> String {
        let classes = Class::ALL.into_iter().rev().map(Some).chain([None]);
        let groups = classes.filter_map(|class| self.group(class));
        groups.chain([self.summary()]).collect()
    }

    fn group(&self, class: Option<Class>) -> Option<String> {
        let tools: Vec<_> = self.tools.iter().filter(|tool| tool.order == class).collect();
        let first = tools.first()?;
        let severity = first.severity.map(|severity| format!(" ({})", severity.name()));
        let width = |tool: &&ToolReport| escape::inline(&tool.name).chars().count();
        let widest = tools.iter().map(width).max().unwrap_or_default().min(WIDEST);
        let lines: String = tools.iter().map(|tool| tool.line(widest)).collect();
        Some(format!("{}{}\n{lines}\n", first.class, severity.unwrap_or_default()))
    }

    /// `31 tools: 14 read, 12 write, 5 unclassified`
    fn summary(&self) -> String {
        let names = Class::ALL.into_iter().map(Class::name).chain([UNCLASSIFIED]);
        let total = |name| self.totals.get(name).map(|count| format!("{count} {name}"));
        let totals: Vec<_> = names.filter_map(total).collect();
        let count = self.tools.len();
        let noun = if count == 1 { "tool" } else { "tools" };
        let colon = if totals.is_empty() { "" } else { ": " };
        format!("{count} {noun}{colon}{}\n", totals.join(", "))
    }

    /// As comma-separated values, with a line of headers.
    pub fn csv(&self) -> String {
        let header = ["name", "class", "severity", "confidence", "evidence", "conflicts"];
        let rows = self.tools.iter().map(|tool| csv::row(tool.cells().iter().map(String::as_str)));
        [csv::row(header)].into_iter().chain(rows).collect()
    }
}

impl ToolReport {
    fn line(&self, widest: usize) -> String {
        let name = escape::inline(&self.name);
        let confidence = self.confidence.name();
        let evidence = joined(&self.evidence);
        let against = match self.conflicts.is_empty() {
            true => String::new(),
            false => format!(", against {}", joined(&self.conflicts)),
        };
        let line = format!("  {name:widest$}  {confidence:6}  {evidence}{against}");
        format!("{}\n", line.trim_end())
    }

    fn cells(&self) -> [String; 6] {
        [
            self.name.clone(),
            self.class.to_owned(),
            self.severity.map_or("", Severity::name).to_owned(),
            self.confidence.name().to_owned(),
            joined(&self.evidence),
            joined(&self.conflicts),
        ]
    }
}

fn joined(evidence: &[Evidence]) -> String {
    let texts: Vec<_> = evidence.iter().map(ToString::to_string).collect();
    texts.join("; ")
}
