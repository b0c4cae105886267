//! The tools for people: by class, each with its effects and with the arguments that matter.

use std::collections::BTreeMap;

use super::{ArgumentReport, Report, ToolReport, Totals, joined};
use crate::render::table::Table;
use crate::render::terminal::{Style, Terminal};
use crate::render::wrap;
use crate::risk::{Class, UNCLASSIFIED, class_name};
use crate::strings::{counted, escape};

/// How far tools are indented.
const TOOL: usize = 2;
/// How far what is said of them is.
const DETAIL: usize = 4;

impl Report<'_> {
    /// The tools by class, the most severe first; totals.
    pub(crate) fn listing(&self, terminal: Terminal) -> String {
        let (mut groups, mut totals) = (BTreeMap::new(), Totals::new());
        self.each(
            |tool| (tool.order, tool.listing(terminal)),
            |(class, tool)| {
                let group = groups.entry(class).or_insert_with(|| head(class, terminal));
                group.push_str(&tool);
                *totals.entry(class_name(class)).or_default() += 1;
            },
        );
        let classes = Class::ALL.into_iter().rev().map(Some).chain([None]);
        let groups = classes.filter_map(|class| Some(groups.remove(&class)? + "\n"));
        // The first group, which may be most of the text, isn't copied.
        let text = groups.reduce(|text, group| text + &group).unwrap_or_default();
        text + &self.summary(&totals, terminal)
    }

    /// `31 tools: 14 read, 12 write, 5 unclassified`
    fn summary(&self, totals: &Totals, terminal: Terminal) -> String {
        let names = Class::ALL.into_iter().map(Class::name).chain([UNCLASSIFIED]);
        let total = |name| totals.get(name).map(|count| format!("{count} {name}"));
        let totals: Vec<_> = names.filter_map(total).collect();
        let colon = if totals.is_empty() { "" } else { ": " };
        let text = format!("{}{colon}{}", counted(self.tools.len(), "tool"), totals.join(", "));
        wrap::paragraph(&text, "", "  ", terminal, wrap::PROSE)
    }
}

/// `financial (critical severity)`
fn head(class: Option<Class>, terminal: Terminal) -> String {
    let severity = class.map(|class| format!(" ({} severity)", class.severity().name()));
    let title = format!("{}{}", class_name(class), severity.unwrap_or_default());
    format!("{}\n", terminal.paint(Style::of_class(class), &title))
}

impl ToolReport {
    /// The tool; below it its effects, the arguments that can do harm, how many more there are.
    fn listing(&self, terminal: Terminal) -> String {
        let mut head = Table::new(TOOL);
        let name = (Some(Style::Strong), escape::inline(&self.name).into_owned());
        head.add([name, (None, format!("{} confidence", self.confidence.name()))], self.doubts());
        let mut details = Table::new(DETAIL);
        for effect in &self.effects {
            let reasons = [effect.condition(), Some(joined(&effect.evidence))];
            let reasons = reasons.into_iter().flatten().filter(|words| !words.is_empty());
            let reasons = reasons.collect::<Vec<_>>().join(": ");
            details.add([(None, effect.effect.name().to_owned())], reasons);
        }
        for argument in self.arguments.iter().filter(|argument| argument.dangerous) {
            details.add([(None, argument.phrase())], joined(&argument.evidence));
        }
        let rest = self.rest().map(|rest| {
            let indent = " ".repeat(DETAIL);
            wrap::paragraph(&rest, &indent, &indent, terminal, wrap::PROSE)
        });
        [head.human(terminal), details.human(terminal), rest.unwrap_or_default()].concat()
    }

    /// What speaks for another class.
    fn doubts(&self) -> String {
        match self.conflicts.is_empty() {
            true => String::new(),
            false => format!("against {}", joined(&self.conflicts)),
        }
    }

    /// `3 more arguments; unsure: mode, x`
    fn rest(&self) -> Option<String> {
        let told = |argument: &&ArgumentReport| argument.dangerous;
        let (unsure, other): (Vec<_>, Vec<_>) =
            self.arguments.iter().filter(|it| !told(it)).partition(|it| it.is_unsure());
        let other = (!other.is_empty()).then(|| counted(other.len(), "more argument"));
        let unsure: Vec<_> = unsure.iter().map(|argument| &*argument.path).collect();
        let unsure = (!unsure.is_empty()).then(|| format!("unsure: {}", unsure.join(", ")));
        let parts: Vec<_> = other.into_iter().chain(unsure).collect();
        (!parts.is_empty()).then(|| parts.join("; "))
    }
}
