//! A comparison for people.

use super::facts::{self, Fact};
use super::groups::groups;
use super::words::{self, PLAIN};
use super::{Compared, Outcome};
use crate::diff::{Diff, Verdict};
use crate::render::terminal::{Style, Terminal};
use crate::render::text_diff;
use crate::render::wrap;

/// The whole comparison.
pub(crate) fn text(compared: &Compared, terminal: Terminal) -> String {
    let text = compared.text.as_deref().unwrap_or_default();
    format!("{}{}", by_meaning(compared, terminal), text_diff::shown(text, terminal))
}

fn by_meaning(compared: &Compared, terminal: Terminal) -> String {
    match &compared.outcome {
        Outcome::Same => "equal: the files are the same\n".to_owned(),
        Outcome::Broken => {
            format!("{}\n", terminal.paint(Style::Error, "not compared: a side has errors"))
        }
        Outcome::Diff(diff) if is_silent(diff) => format!("equal: {}\n", silent(compared)),
        Outcome::Diff(diff) => changes(diff, terminal),
    }
}

/// What is said where nothing changes but the text.
pub(crate) fn silent(compared: &Compared) -> &'static str {
    match compared.parts {
        false => "the texts differ; every call gets the same decision",
        true => {
            "the texts differ; these files are includes: compare the policies that include them"
        }
    }
}

/// Whether nothing at all changes but the text.
pub(crate) fn is_silent(diff: &Diff) -> bool {
    diff.tools.is_empty() && diff.all_tools.is_none()
}

fn changes(diff: &Diff, terminal: Terminal) -> String {
    let summary = words::summary(diff, PLAIN);
    let lines = wrap::hanging(&summary, "", "  ", terminal.prose_width(), wrap::PROSE);
    let paint = |line: &String| terminal.paint(style(diff.verdict), line) + "\n";
    let mut text: String = lines.iter().map(paint).collect();
    for group in groups(diff) {
        let Some(first) = group.first() else { continue };
        let title = terminal.paint(style(first.verdict()), words::title(first.change));
        let class = first.class.map(|class| format!(" ({})", class.name())).unwrap_or_default();
        let title = format!("{title}: {}{class}", words::names(&group, PLAIN));
        text.push_str(&format!("\n{}", wrap::paragraph(&title, "", "  ", terminal, wrap::PROSE)));
        text.extend(facts::of_group(&group, PLAIN).iter().map(|fact| paragraph(fact, terminal)));
    }
    if let Some(all_tools) = &diff.all_tools {
        let title = terminal.paint(style(all_tools.verdict()), "all tools together");
        text.push_str(&format!("\n{title}\n"));
        let facts = facts::of_all_tools(all_tools, PLAIN);
        text.extend(facts.iter().map(|fact| paragraph(fact, terminal)));
    }
    text
}

fn paragraph(fact: &Fact, terminal: Terminal) -> String {
    let below = |line: &String| wrap::paragraph(line, "    ", "      ", terminal, wrap::PROSE);
    let because: String = fact.because.iter().map(below).collect();
    wrap::paragraph(&fact.says, "  ", "    ", terminal, wrap::PROSE) + &because
}

fn style(verdict: Verdict) -> Style {
    match verdict {
        Verdict::Looser | Verdict::Unknown => Style::Error,
        Verdict::Both => Style::Warning,
        Verdict::Tighter | Verdict::Equal => Style::Success,
    }
}
