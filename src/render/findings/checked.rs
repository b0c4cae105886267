//! What `mcpol check` found, fixed and was asked about.

use std::collections::BTreeMap;

use super::Summary;
use super::human;
use super::report::{Fixed, Item, LeftFix, MadeFix, Report, Selected};
use crate::finding::Finding;
use crate::json;
use crate::render::results::{Results, github, gitlab, markdown, sarif};
use crate::render::terminal::{Style, Terminal};
use crate::render::{Format, Render, RenderFn, RunNotes, text_diff};
use crate::source::{Sources, Span};
use crate::strings::{counted, escape, tick};

/// The findings about some policies.
#[derive(Debug)]
pub(crate) struct FindingReport<'r> {
    pub(crate) findings: &'r [Finding],
    /// What the baseline knows.
    pub(crate) known: &'r [Finding],
    /// Why findings are waived, by the statement.
    pub(crate) reasons: &'r BTreeMap<Span, String>,
    pub(crate) summary: Summary,
    pub(crate) sources: &'r Sources,
    /// The files that were fixed or could be, where that was asked for.
    pub(crate) fixed: Option<Vec<Fixed>>,
    /// What selectors take in, where that was asked for.
    pub(crate) selected: Option<Vec<Selected>>,
    /// Whether standard output is the diff's, and people read the findings on standard error.
    pub(crate) is_diff: bool,
}

impl Render for FindingReport<'_> {
    fn renderers() -> Vec<(Format, RenderFn<Self>)> {
        vec![
            (Format::Human, |it, context| it.human(context.terminal)),
            (Format::Json, |it, context| json::document(&it.document(context.notes))),
            (Format::Markdown, |it, context| markdown(&it.results(context.notes))),
            (Format::Sarif, |it, context| sarif(&it.results(context.notes))),
            (Format::Github, |it, context| github(&it.results(context.notes))),
            (Format::Gitlab, |it, context| gitlab(&it.results(context.notes))),
        ]
    }

    fn aside(&self, terminal: Terminal) -> String {
        if !self.is_diff {
            return String::new();
        }
        let fixed = self.fixed.iter().flatten().map(Fixed::summary);
        fixed.chain([self.found(terminal)]).collect()
    }
}

impl FindingReport<'_> {
    pub(in crate::render) fn document(&self, notes: &RunNotes) -> Report {
        Report {
            findings: self.items(),
            summary: self.summary,
            errors: notes.errors.clone(),
            fixed: self.fixed.clone(),
            selected: self.selected.clone(),
        }
    }

    pub(in crate::render) fn results(&self, notes: &RunNotes) -> Results {
        Results {
            command: "check",
            summary: self.summary.to_string(),
            items: self.items(),
            known: self.known.iter().map(|it| Item::new(it, self.sources)).collect(),
            errors: notes.errors.clone(),
        }
    }

    /// The findings with their places, and why they are waived.
    fn items(&self) -> Vec<Item> {
        let item = |finding: &Finding| {
            let mut item = Item::new(finding, self.sources);
            let reason = finding.waived.and_then(|span| self.reasons.get(&span));
            if let (Some(waived), Some(reason)) = (&mut item.waived, reason) {
                waived.because.clone_from(reason);
            }
            item
        };
        self.findings.iter().map(item).collect()
    }

    fn human(&self, terminal: Terminal) -> String {
        let shown = |file: &&Fixed| !self.is_diff || file.diff.is_some();
        let fixed = self.fixed.iter().flatten().filter(shown).map(|file| file.human(terminal));
        let found = if self.is_diff { String::new() } else { self.found(terminal) };
        fixed.chain([found]).collect()
    }

    /// What selectors take in, the findings that count, and how many there are.
    fn found(&self, terminal: Terminal) -> String {
        let selected: String = self.selected.iter().flatten().map(Selected::human).collect();
        if self.summary.files == 0 {
            return selected;
        }
        let style = match self.summary {
            summary if !summary.is_clean() => Style::Error,
            Summary { warnings: 0, .. } => Style::Success,
            _ => Style::Warning,
        };
        let last = terminal.paint(style, &self.summary.to_string());
        format!("{selected}{}{last}\n", self.listing(terminal))
    }

    /// The findings that count.
    pub(in crate::render) fn listing(&self, terminal: Terminal) -> String {
        let counted = |finding: &&Finding| finding.waived.is_none();
        let shown: Vec<_> = self.findings.iter().filter(counted).cloned().collect();
        human::render(&shown, self.sources, terminal)
    }
}

impl Fixed {
    /// The change, or what was fixed.
    fn human(&self, terminal: Terminal) -> String {
        match &self.diff {
            Some(diff) => text_diff::shown(diff, terminal),
            None => self.summary(),
        }
    }

    /// What was fixed, and what was left and why.
    fn summary(&self) -> String {
        let name = escape::inline(&self.file);
        let verb = if self.diff.is_some() { "would fix" } else { "fixed" };
        let made = (!self.made.is_empty())
            .then(|| format!("{verb} {} in {name}\n", counted(self.count, "finding")));
        let left = (!self.left.is_empty())
            .then(|| format!("left {} in {name}\n", counted(self.left.len(), "fix")));
        let lines = self.made.iter().map(MadeFix::human);
        let why = self.left.iter().map(LeftFix::human);
        made.into_iter().chain(lines).chain(left).chain(why).collect()
    }
}

impl MadeFix {
    /// As in `  line 7: fail-open-deny: write …`.
    fn human(&self) -> String {
        format!("  line {}: {}: {}\n", self.line, self.code, escape::inline(&self.title))
    }
}

impl LeftFix {
    fn human(&self) -> String {
        let fix = self.fix.human();
        format!("{} ({})\n", fix.trim_end(), escape::inline(&self.reason))
    }
}

impl Selected {
    /// As in `agent.mcpol:4:7 `read tools` selects 3 tools: a, b, c`.
    fn human(&self) -> String {
        let Self { at, term, tools } = self;
        let place = escape::inline(&at.file).into_owned();
        let names: Vec<_> = tools.iter().map(|tool| escape::inline(tool).into_owned()).collect();
        let (term, count) = (tick(term), counted(tools.len(), "tool"));
        let (line, column) = (at.line, at.column);
        format!("{place}:{line}:{column} {term} selects {count}: {}\n", names.join(", "))
    }
}
