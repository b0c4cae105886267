//! Classes of tools as `mcpol catalog classify` prints them: for people, as JSON, as CSV.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Format, Render, RenderFn};
use crate::catalog::{Catalog, Tool};
use crate::render::table::Table;
use crate::render::terminal::{Style, Terminal};
use crate::render::wrap;
use crate::risk::{
    Class, Classification, Confidence, Evidence, Severity, UNCLASSIFIED, class_name, classify,
};
use crate::strings::csv;
use crate::strings::escape;

/// The classes of a catalog's tools.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub(crate) struct Report {
    /// The tools, in the server's order.
    pub tools: Vec<ToolReport>,
    /// How many tools there are of each class that has some.
    pub totals: BTreeMap<&'static str, usize>,
}

/// One tool.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct ToolReport {
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
pub(crate) fn report(catalog: &Catalog) -> Report {
    let tools: Vec<_> = catalog.tools().iter().map(ToolReport::of).collect();
    let mut totals = BTreeMap::new();
    for tool in &tools {
        *totals.entry(tool.class).or_default() += 1;
    }
    Report { tools, totals }
}

impl Render for Report {
    fn renderers() -> Vec<(Format, RenderFn<Self>)> {
        vec![
            (Format::Human, |it, context| it.listing(context.terminal)),
            (Format::Json, |it, context| context.notes.json(it)),
            (Format::Csv, |it, _| it.csv()),
        ]
    }
}

impl Report {
    /// For people: the tools by class, the most severe first, each with its evidence; totals.
    pub(crate) fn listing(&self, terminal: Terminal) -> String {
        let classes = Class::ALL.into_iter().rev().map(Some).chain([None]);
        let groups = classes.filter_map(|class| self.group(class, terminal));
        groups.chain([self.summary(terminal)]).collect()
    }

    fn group(&self, class: Option<Class>, terminal: Terminal) -> Option<String> {
        let tools: Vec<_> = self.tools.iter().filter(|tool| tool.order == class).collect();
        let first = tools.first()?;
        let severity = first.severity.map(|severity| format!(" ({})", severity.name()));
        let title = format!("{}{}", first.class, severity.unwrap_or_default());
        let mut table = Table::new(2);
        for tool in tools {
            let name = escape::inline(&tool.name).into_owned();
            let confidence = format!("{:6}", tool.confidence.name());
            table.add([(Some(Style::Strong), name), (None, confidence)], tool.grounds());
        }
        let title = terminal.paint(Style::of_class(class), &title);
        Some(format!("{title}\n{}\n", table.human(terminal)))
    }

    /// `31 tools: 14 read, 12 write, 5 unclassified`
    fn summary(&self, terminal: Terminal) -> String {
        let names = Class::ALL.into_iter().map(Class::name).chain([UNCLASSIFIED]);
        let total = |name| self.totals.get(name).map(|count| format!("{count} {name}"));
        let totals: Vec<_> = names.filter_map(total).collect();
        let count = self.tools.len();
        let noun = if count == 1 { "tool" } else { "tools" };
        let colon = if totals.is_empty() { "" } else { ": " };
        let text = format!("{count} {noun}{colon}{}", totals.join(", "));
        wrap::paragraph(&text, "", "  ", terminal, wrap::PROSE)
    }

    /// As comma-separated values, with a line of headers.
    pub(crate) fn csv(&self) -> String {
        let header = ["name", "class", "severity", "confidence", "evidence", "conflicts"];
        let rows = self.tools.iter().map(|tool| csv::row(tool.cells().iter().map(String::as_str)));
        [csv::row(header)].into_iter().chain(rows).collect()
    }
}

impl ToolReport {
    /// What the class rests on, and what speaks against it.
    fn grounds(&self) -> String {
        let evidence = joined(&self.evidence);
        match self.conflicts.is_empty() {
            true => evidence,
            false => format!("{evidence}, against {}", joined(&self.conflicts)),
        }
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
