//! `mcpol test --mutate --write`: the suggested tests, put into the policy.

use std::collections::BTreeSet;

use crate::session::Checked;
use crate::source::{Sources, Span};
use crate::syntax::{self, step_text, string_text};
use crate::testing;
use crate::testing::mutate::Survivor;

/// The most characters of a test's name.
const LONGEST: usize = 80;

/// A policy's text with a test for each change behind it, formatted. `None` where that can't be
/// formatted.
pub(super) fn with_tests(
    checked: &Checked,
    survivors: &[Survivor],
    sources: &Sources,
) -> Option<String> {
    let mut taken: BTreeSet<String> =
        testing::tests(checked.file()).map(|test| test.name.node.clone()).collect();
    let mut text = checked.source().text().to_owned();
    for survivor in survivors {
        let name = unused(&rule_name(survivor.span, sources), &mut taken);
        let steps: Vec<_> = survivor.steps.iter().map(|step| step_text(&step.node)).collect();
        text.push_str(&format!("\n\ntest {} {{\n{}\n}}\n", string_text(&name), steps.join("\n")));
    }
    let source = Sources::default().add("policy", text)?;
    syntax::format(&source).ok()
}

/// What a test of a rule is called: the rule's first line.
fn rule_name(span: Span, sources: &Sources) -> String {
    let text = sources.get(span.source).map_or("", |source| source.slice(span));
    let line = text.lines().next().unwrap_or_default();
    let line = line.trim_end_matches(|letter: char| letter == '{' || letter.is_whitespace());
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default().trim_end()),
        None => line.to_owned(),
    }
}

/// The name, numbered where it is taken.
fn unused(name: &str, taken: &mut BTreeSet<String>) -> String {
    let numbered = (2_usize..).map(|number| format!("{name} ({number})"));
    let free = std::iter::once(name.to_owned()).chain(numbered).find(|name| !taken.contains(name));
    let free = free.unwrap_or_default();
    taken.insert(free.clone());
    free
}
