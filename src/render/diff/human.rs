//! A comparison for people.

use super::facts::{self, Fact};
use super::groups::groups;
use super::words::{self, PLAIN};
use super::{Compared, Outcome, PARTS, weakened};
use crate::diff::checks::Weakened;
use crate::diff::{Diff, Verdict};
use crate::render::terminal::{Style, Terminal};
use crate::render::text_diff;
use crate::render::wrap;

/// The whole comparison.
pub(crate) fn text(compared: &Compared, terminal: Terminal) -> String {
    let text = compared.text.as_deref().unwrap_or_default();
    let checks = checks(&compared.weakened, terminal);
    let text = text_diff::shown(text, terminal);
    format!("{}{checks}{text}", by_meaning(compared, terminal))
}

fn by_meaning(compared: &Compared, terminal: Terminal) -> String {
    match &compared.outcome {
        Outcome::Same => "equal: the files are the same\n".to_owned(),
        Outcome::Broken => {
            format!("{}\n", terminal.paint(Style::Error, "not compared: a side has errors"))
        }
        Outcome::Parts => headline(&format!("not compared: {PARTS}"), Style::Warning, terminal),
        Outcome::Diff(_) if compared.has_no_changes() && compared.weakened.is_empty() => {
            format!("equal: {SILENT}\n")
        }
        Outcome::Diff(_) if compared.has_no_changes() => {
            headline(&weakened::alone(compared), Style::Warning, terminal)
        }
        Outcome::Diff(diff) => changes(diff, compared.weakened.len(), terminal),
    }
}

/// The checks that are gone, under their title.
pub(crate) fn checks(weakened: &[Weakened], terminal: Terminal) -> String {
    if weakened.is_empty() {
        return String::new();
    }
    let title = terminal.paint(Style::Warning, weakened::TITLE);
    let facts = weakened::facts(weakened, PLAIN);
    let facts: String = facts.iter().map(|fact| paragraph(fact, terminal)).collect();
    format!("\n{title}\n{facts}")
}

/// What is said where nothing changes but the text.
pub(crate) const SILENT: &str = "the texts differ; every call gets the same decision";

/// What stands above all changes.
pub(crate) fn headline(summary: &str, style: Style, terminal: Terminal) -> String {
    let lines = wrap::hanging(summary, "", "  ", terminal.prose_width(), wrap::PROSE);
    lines.iter().map(|line| terminal.paint(style, line) + "\n").collect()
}

fn changes(diff: &Diff, weakened: usize, terminal: Terminal) -> String {
    let mut text = headline(&words::summary(diff, weakened, PLAIN), style(diff.verdict), terminal);
    for group in groups(diff) {
        let Some(first) = group.first() else { continue };
        let title = terminal.paint(style(first.verdict()), words::title(first.change));
        let class = match words::class(first, PLAIN) {
            class if class.is_empty() => class,
            class => format!(" ({class})"),
        };
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

/// A fact, and below it what makes it one.
pub(crate) fn paragraph(fact: &Fact, terminal: Terminal) -> String {
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
