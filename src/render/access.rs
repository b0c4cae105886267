//! The table as text: for people, as comma-separated values, as Markdown.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::{Format, Render, RenderFn, RunNotes};
use crate::access::{self, Access, Reach, Requirement, ToolAccess, Total, unknown};
use crate::policy::LoweredClass;
use crate::render::terminal::{Style, Terminal};
use crate::render::wrap;
use crate::risk::{Class, class_name};
use crate::strings::{counted, csv, escape, markdown};

/// How many tools that can't be called are named for each reason.
const MAX_NAMES: usize = 12;

/// What stands before the policies that a configuration doesn't list.
const UNLISTED: &str = "policies of no server:";

/// What some policies let an agent do.
#[derive(Debug)]
pub(crate) struct AccessReport<'r> {
    pub(crate) policies: &'r [PolicyAccess],
    pub(crate) shape: Shape<'r>,
}

/// What the policies of a report are to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape<'r> {
    /// One policy was asked about, whose name needn't be said.
    One,
    /// They are several files.
    Files,
    /// They are those of one agent's servers, of which so many have errors and are left out; beside
    /// them lie policies that are no server's.
    Stack { left_out: usize, unlisted: &'r [String] },
}

/// What one of them does.
#[derive(Debug, Serialize)]
pub(crate) struct PolicyAccess {
    /// What the server is called in a stack.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) server: Option<String>,
    /// The policy's file; none for a server without a policy.
    pub(crate) file: Option<String>,
    #[serde(flatten)]
    pub(crate) access: Access,
}

/// With the totals of all servers first, where it is a stack.
impl Serialize for AccessReport<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut report = serializer.serialize_struct("AccessReport", 3)?;
        if let Shape::Stack { unlisted, .. } = self.shape {
            report.serialize_field("totals", &self.totals())?;
            report.serialize_field("unlisted", unlisted)?;
        }
        report.serialize_field("policies", self.policies)?;
        report.end()
    }
}

impl Render for AccessReport<'_> {
    fn renderers() -> Vec<(Format, RenderFn<Self>)> {
        vec![
            (Format::Human, |it, context| it.human(context.terminal)),
            (Format::Json, |it, context| it.json(context.notes)),
            (Format::Csv, |it, _| it.csv()),
            (Format::Markdown, |it, context| it.markdown() + &context.notes.markdown("access")),
        ]
    }
}

impl AccessReport<'_> {
    /// The one policy, where one was asked about.
    fn one(&self) -> Option<&Access> {
        let only = self.policies.first().filter(|_| self.shape == Shape::One);
        only.map(|policy| &policy.access)
    }

    /// The totals of all policies together.
    fn totals(&self) -> Vec<Total> {
        access::totals(self.policies.iter().flat_map(|policy| &policy.access.tools))
    }

    fn is_stack(&self) -> bool {
        matches!(self.shape, Shape::Stack { .. })
    }

    /// As in `3 servers: 1 without a policy, 1 with errors`; nothing where it is no stack.
    fn servers(&self) -> Option<String> {
        let Shape::Stack { left_out, .. } = self.shape else { return None };
        let uncovered = self.policies.iter().filter(|policy| policy.file.is_none()).count();
        let facts = [(uncovered, "without a policy"), (left_out, "with errors, not shown")];
        let facts: Vec<_> = facts
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, words)| format!("{count} {words}"))
            .collect();
        let colon = if facts.is_empty() { "" } else { ": " };
        let servers = counted(self.policies.len() + left_out, "server");
        Some(format!("{servers}{colon}{}", facts.join(", ")))
    }

    /// The policies beside a stack that are no server's.
    fn unlisted(&self) -> &[String] {
        if let Shape::Stack { unlisted, .. } = self.shape { unlisted } else { &[] }
    }

    fn human(&self, terminal: Terminal) -> String {
        if let Some(access) = self.one() {
            return access.listing(terminal);
        }
        let listed = |policy: &PolicyAccess| {
            let name = terminal.paint(Style::Strong, &escape::inline(&policy.title()));
            format!("{name}\n\n{}", policy.access.listing(terminal))
        };
        let head = self.servers().map(|servers| {
            let totals = self.totals();
            let lines = totals.iter().map(|total| {
                format!("  {}\n", terminal.paint(Style::of_class(total.class), &total.words()))
            });
            let lines: String = lines.chain(self.unlisted_entry(terminal)).collect();
            format!("{}\n{lines}", terminal.paint(Style::Strong, &servers))
        });
        head.into_iter().chain(self.policies.iter().map(listed)).collect::<Vec<_>>().join("\n")
    }

    /// These, in an entry of their own.
    fn unlisted_entry(&self, terminal: Terminal) -> Option<String> {
        let names: Vec<_> = self.unlisted().iter().map(String::as_str).collect();
        let label = (Style::Warning, UNLISTED);
        let entry = || wrap::entry(2, label, &some(&names), wrap::PROSE, terminal);
        (!names.is_empty()).then(entry)
    }

    fn json(&self, notes: &RunNotes) -> String {
        match self.one() {
            Some(access) => notes.json(access),
            None => notes.json(self),
        }
    }

    /// With the file, or the server, in a first column where there are several.
    fn csv(&self) -> String {
        if let Some(access) = self.one() {
            return access.csv();
        }
        let column = if self.is_stack() { "server" } else { "file" };
        let named = |(index, policy): (usize, &PolicyAccess)| {
            let cell = csv::row([policy.name()]);
            let (name, text) = (cell.trim_end(), policy.access.csv());
            let rows = text.split_inclusive('\n').skip(1).map(|row| format!("{name},{row}"));
            let header = text.split_inclusive('\n').next().filter(|_| index == 0);
            let header = header.map(|header| format!("{column},{header}"));
            header.into_iter().chain(rows).collect::<String>()
        };
        self.policies.iter().enumerate().map(named).collect()
    }

    fn markdown(&self) -> String {
        if let Some(access) = self.one() {
            return access.markdown();
        }
        let headed = |policy: &PolicyAccess| {
            format!("### {}\n\n{}", markdown::code(&policy.title()), policy.access.markdown())
        };
        let head = self.servers().map(|servers| {
            let totals: Vec<_> = self.totals().iter().map(Total::words).collect();
            let unlisted: Vec<_> = self.unlisted().iter().map(|it| markdown::code(it)).collect();
            let unlisted = match unlisted.is_empty() {
                true => String::new(),
                false => format!("; {UNLISTED} {}", unlisted.join(", ")),
            };
            format!("{servers}. {}{unlisted}\n", totals.join(", "))
        });
        head.into_iter().chain(self.policies.iter().map(headed)).collect::<Vec<_>>().join("\n")
    }
}

impl PolicyAccess {
    /// The server, else the file.
    fn name(&self) -> &str {
        self.server.as_deref().or(self.file.as_deref()).unwrap_or_default()
    }

    /// As in `files: agent.mcpol`, `search: no policy`, `agent.mcpol`.
    fn title(&self) -> String {
        match (&self.server, &self.file) {
            (Some(server), file) => {
                format!("{server}: {}", file.as_deref().unwrap_or("no policy"))
            }
            (None, file) => file.clone().unwrap_or_default(),
        }
    }
}

impl Access {
    /// For people: the tools of each class, the most severe first; those that can be called with
    /// their conditions, limits and a call, the others by the reason.
    pub(crate) fn listing(&self, terminal: Terminal) -> String {
        let mut text = String::new();
        for total in &self.totals {
            let title = terminal.paint(Style::of_class(total.class), &total.words());
            text.push_str(&format!("{title}\n"));
            let of_class: Vec<_> = self.of_class(total.class).collect();
            for tool in &of_class {
                text.push_str(&tool.paragraph(terminal));
            }
            text.push_str(&others(&of_class, terminal));
            text.push('\n');
        }
        if !self.limits.is_empty() {
            let limits = escape::inline(&self.limits.join(", ")).into_owned();
            let label = (Style::Strong, "all tools together:");
            let text_of_limits = format!("at most {limits}");
            text.push_str(&wrap::entry(0, label, &text_of_limits, wrap::PROSE, terminal));
        }
        if self.others == Reach::Callable {
            let label =
                (Style::Strong, "any other tool, including those that the server adds later:");
            text.push_str(&wrap::entry(0, label, "callable", wrap::PROSE, terminal));
        }
        text.push_str(&format!(
            "{} of {} tools callable{}\n",
            self.callable(),
            self.tools.len(),
            unknown(self.totals.iter().map(|total| total.not_analysed).sum()),
        ));
        text
    }

    fn callable(&self) -> usize {
        self.totals.iter().map(|total| total.callable).sum()
    }

    fn of_class(&self, class: Option<Class>) -> impl Iterator<Item = &ToolAccess> {
        self.tools.iter().filter(move |tool| tool.class == class)
    }

    /// As comma-separated values, with a line of headers; any other tool is `*`, and a last line has
    /// the limits of all tools together.
    pub(crate) fn csv(&self) -> String {
        let header = ["name", "class", "reach", "conditions", "limits", "example"];
        let rows = self.tools.iter().map(|tool| csv::row(tool.cells().iter().map(String::as_str)));
        let others = csv::row(["*", "", &self.others.words(), "", "", ""]);
        let limits = self.limits.join("; ");
        let together = csv::row(["all tools", "", "", "", &limits, ""]);
        let together = (!limits.is_empty()).then_some(together);
        [csv::row(header)].into_iter().chain(rows).chain([others]).chain(together).collect()
    }

    /// As a table in Markdown, the totals above it.
    pub(crate) fn markdown(&self) -> String {
        let totals: Vec<_> = self.totals.iter().map(|total| total.words()).collect();
        let mut text = format!("{}\n\n", totals.join(", "));
        if !self.limits.is_empty() {
            text.push_str(&format!("All tools: at most {}.\n\n", self.limits.join(", ")));
        }
        text.push_str("| tool | class | reach | conditions | limits | example |\n");
        text.push_str("|---|---|---|---|---|---|\n");
        text.extend(self.tools.iter().map(ToolAccess::markdown_row));
        text.push_str(&format!("| any other | | {} | | | |\n", self.others.words()));
        text
    }
}

/// The tools that can't be called, by the reason.
fn others(tools: &[&ToolAccess], terminal: Terminal) -> String {
    let mut reasons: Vec<(String, Vec<&str>)> = Vec::new();
    for tool in tools.iter().filter(|tool| tool.reach != Reach::Callable) {
        let words = tool.reach.words();
        match reasons.iter_mut().find(|(reason, _)| *reason == words) {
            Some((_, names)) => names.push(&tool.name),
            None => reasons.push((words, vec![&tool.name])),
        }
    }
    let entry = |(reason, names): &(String, Vec<&str>)| {
        let label = (Style::Note, &*format!("{reason}:"));
        wrap::entry(2, label, &some(names), wrap::PROSE, terminal)
    };
    reasons.iter().map(entry).collect()
}

/// The first names, and how many more there are.
fn some(names: &[&str]) -> String {
    let shown: Vec<_> = names.iter().take(MAX_NAMES).map(|name| escape::inline(name)).collect();
    match names.len().saturating_sub(MAX_NAMES) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

/// As in `classified as read by agent.mcpol:3:10`, the place in the way of the format.
pub(super) fn words_of_lowered(lowered: &LoweredClass, place: fn(&str) -> String) -> String {
    let by = lowered.at.as_ref().map(|at| format!(" by {}", place(&at.to_string())));
    let by = by.unwrap_or_default();
    format!("classified as {}{by}", lowered.class.name())
}

impl ToolAccess {
    fn paragraph(&self, terminal: Terminal) -> String {
        let Some(example) = &self.example else { return String::new() };
        let name = terminal.paint(Style::Strong, &escape::inline(&self.name));
        let mut text = format!("  {name}\n");
        let conditions = self.conditions.iter().map(Requirement::words);
        let limits =
            (!self.limits.is_empty()).then(|| format!("at most {}", self.limits.join(", ")));
        let lowered = self.lowered.as_ref().map(|it| words_of_lowered(it, str::to_owned));
        for fact in lowered.into_iter().chain(conditions).chain(limits).chain(self.free_words()) {
            let fact = escape::inline(&fact).into_owned();
            text.push_str(&wrap::paragraph(&fact, "    ", "      ", terminal, wrap::CONDITION));
        }
        let label = (Style::Note, "example:");
        text + &wrap::entry(4, label, &example.to_string(), wrap::CALL, terminal)
    }

    /// As in `free, and nothing tells what it is: args.knob`.
    fn free_words(&self) -> Option<String> {
        match self.free.as_deref() {
            Some([]) => None,
            Some([one]) => Some(format!("free, and nothing tells what it is: {one}")),
            Some(several) => {
                Some(format!("free, and nothing tells what they are: {}", several.join(", ")))
            }
            None => Some("whether other arguments are free: not analysed".to_owned()),
        }
    }

    fn cells(&self) -> [String; 6] {
        [
            self.name.clone(),
            class_name(self.class).to_owned(),
            self.reach.words(),
            self.conditions.iter().map(Requirement::words).collect::<Vec<_>>().join("; "),
            self.limits.join("; "),
            self.example.as_ref().map(|call| call.arguments().to_string()).unwrap_or_default(),
        ]
    }

    /// Its class; beneath it, what the policy makes of it.
    fn markdown_class(&self) -> String {
        let class = class_name(self.class);
        match &self.lowered {
            Some(lowered) => format!("{class}, {}", words_of_lowered(lowered, markdown::code)),
            None => class.to_owned(),
        }
    }

    fn markdown_row(&self) -> String {
        let codes = |texts: &[String]| {
            let codes: Vec<_> = texts.iter().map(|text| markdown::code(text)).collect();
            codes.join("<br>")
        };
        let conditions: Vec<_> = self.conditions.iter().map(Requirement::markdown).collect();
        let example = self.example.as_ref().map(|call| call.arguments().to_string());
        format!(
            "| {} | {} | {} | {} | {} | {} |\n",
            markdown::code(&self.name),
            self.markdown_class(),
            self.reach.words(),
            conditions.join("<br>"),
            codes(&self.limits),
            codes(example.as_slice()),
        )
    }
}

impl Requirement {
    /// As in `only when args.amount <= 500`.
    fn words(&self) -> String {
        format!("{} {}", self.kind.words(), self.condition)
    }

    /// The same in a cell of a table in Markdown.
    fn markdown(&self) -> String {
        format!("{} {}", self.kind.words(), markdown::code(&self.condition))
    }
}
