//! Classes that the policy gives and the tools' definitions contradict.

use std::collections::BTreeMap;

use super::tool_names::{list_tools, list_with_evidence};
use crate::finding::Level;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, Found, Issue, LintContext, Remaining, Superseded};
use crate::risk::{Class, Evidence, classify};
use crate::source::Span;
use crate::strings::tick;
use crate::syntax::name_text;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "lowered-class",
    weight: Weight::Deny,
    summary: "`classify` makes a tool out to be less dangerous than its definition says",
    check: Check::Issues(check),
};

/// Tools that one term gives a class, and whose definitions say another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Lowered {
    term: Span,
    from: Class,
    to: Class,
}

/// How much it weighs that a tool of this class is said to be of a lesser one; what only changes
/// things that can be changed back is the author's to judge.
fn level(from: Class) -> Option<Level> {
    match from {
        Class::Financial | Class::Destructive => Some(Level::Deny),
        Class::Execute => Some(Level::Warn),
        Class::Write | Class::Read => None,
    }
}

fn check<'s>(context: &'s LintContext<'_>, _: &Superseded) -> Vec<Issue<'s>> {
    let mut found: BTreeMap<Lowered, Found<Vec<Evidence>>> = BTreeMap::new();
    for (name, given) in &context.policy.classes {
        let Some(tool) = context.catalog.and_then(|catalog| catalog.tool(name)) else { continue };
        let classification = classify(tool);
        let Some(from) = classification.class.filter(|class| *class > given.class) else {
            continue;
        };
        let lowered = Lowered { term: given.span, from, to: given.class };
        found.entry(lowered).or_default().push((name.clone(), classification.evidence.clone()));
    }
    let issue = |(lowered, tools): (Lowered, Found<_>)| {
        let level = level(lowered.from)?;
        Some(Issue::of_found(tools, move |tools| draft(lowered, tools)).at_level(level))
    };
    found.into_iter().filter_map(issue).collect()
}

fn draft(lowered: Lowered, tools: &Remaining<'_, Vec<Evidence>>) -> Draft {
    let names = tools.names();
    let (to, from) = (lowered.to.name(), lowered.from.name());
    let (are, they_do) = if names.len() == 1 { ("is", "it does") } else { ("are", "they do") };
    let message = format!("{} {are} {from} and called {}", list_tools(names), tick(to));
    let written: Vec<_> = names.iter().map(|name| name_text(name)).collect();
    let written = written.join(", ");
    let (classify, accept) = (
        tick(&format!("classify {written} as {from} because \"…\"")),
        tick(&format!("accept {} for {written} because \"…\"", LINT.name)),
    );
    Draft::new(lowered.term, message)
        .note(format!("{from} by definition, and lints about that class are silent"))
        .help(format!(
            "write {classify}; if {they_do} no more than {to}, keep this and add {accept}\n\
             {from} by: {}",
            list_with_evidence(tools.iter())
        ))
}
