//! A comparison as Markdown, for a comment on a pull request.

use super::facts::{self, Fact};
use super::groups::groups;
use super::human::SILENT;
use super::words::{self, CELL, MARKDOWN};
use super::{Compared, Outcome, PARTS, weakened};
use crate::diff::Diff;
use crate::strings::escape;

/// The whole comparison.
pub(crate) fn text(compared: &Compared) -> String {
    let meaning = match &compared.outcome {
        Outcome::Same => "**equal**: the files are the same\n".to_owned(),
        Outcome::Broken => "**not compared**: a side has errors\n".to_owned(),
        Outcome::Parts => format!("**not compared**: {PARTS}\n"),
        Outcome::Diff(_) if compared.has_no_changes() && compared.weakened.is_empty() => {
            format!("**equal**: {SILENT}\n")
        }
        Outcome::Diff(_) if compared.has_no_changes() => {
            format!("**{}**\n", weakened::alone(compared))
        }
        Outcome::Diff(diff) => changes(diff, compared.weakened.len()),
    };
    let meaning = meaning + &weakened::list(&compared.weakened, MARKDOWN);
    let text = compared.text.as_deref().filter(|text| !text.is_empty());
    meaning + &text.map(fenced).unwrap_or_default()
}

fn changes(diff: &Diff, weakened: usize) -> String {
    let mut text = format!("**{}**\n\n", words::summary(diff, weakened, MARKDOWN));
    text.push_str("| change | tools | class | what |\n|---|---|---|---|\n");
    for group in groups(diff) {
        let Some(first) = group.first() else { continue };
        let tools = words::names(&group, CELL);
        let class = words::class(first, CELL);
        let facts = cell(&facts::of_group(&group, CELL));
        text.push_str(&format!(
            "| {} | {tools} | {class} | {facts} |\n",
            words::title(first.change)
        ));
    }
    if let Some(all_tools) = &diff.all_tools {
        let facts = cell(&facts::of_all_tools(all_tools, CELL));
        text.push_str(&format!("| together | all tools | | {facts} |\n"));
    }
    text
}

/// Some facts in one cell of a table.
fn cell(facts: &[Fact]) -> String {
    let lines = facts.iter().flat_map(|fact| [&fact.says].into_iter().chain(&fact.because));
    lines.cloned().collect::<Vec<_>>().join("<br>")
}

/// A text diff between fences that nothing in it can close.
fn fenced(diff: &str) -> String {
    let safe: Vec<_> = diff.lines().map(escape::source).collect();
    let longest = safe.iter().map(|line| longest_run(line)).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    format!("\n{fence}diff\n{}\n{fence}\n", safe.join("\n"))
}

/// The most backticks that follow one another.
fn longest_run(line: &str) -> usize {
    line.split(|letter| letter != '`').map(str::len).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::fenced;

    #[test]
    fn no_text_closes_its_fence() {
        assert_eq!(fenced("+a\n"), "\n```diff\n+a\n```\n");
        assert_eq!(fenced(" ```\n"), "\n````diff\n ```\n````\n");
    }
}
