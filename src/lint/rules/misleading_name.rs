//! A policy that is called read-only and isn't.

use std::sync::Arc;

use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, Issue, LintContext, Superseded};
use crate::risk::{Class, FoundEffect};
use crate::strings::{counted, tick};
use crate::threat;
use crate::witness::Callable;

use super::tool_names::list_tools;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "misleading-name",
    weight: Weight::Warn,
    summary: "a policy called read-only allows more than reading",
    check: Check::Issues(check),
};

/// Words that promise reading alone.
const READING: &[&str] = &["readonly", "viewonly", "viewer", "viewers", "reader", "readers"];

/// Words before `only` that do.
const ONLY: &[&str] = &["read", "reads", "view", "reading", "viewing"];

/// Words by which a name promises the contrary.
const NEGATION: &[&str] = &["not", "no", "non"];

fn check<'s>(context: &'s LintContext<'_>, _: &Superseded) -> Vec<Issue<'s>> {
    let Some(promise) = context.policy.name.as_deref().and_then(promise) else {
        return Vec::new();
    };
    let changing = context.callable().filter(|tool| changes(context, tool));
    let tools: Vec<Arc<str>> = changing.map(|tool| Arc::clone(tool.name)).collect();
    if tools.is_empty() {
        return Vec::new();
    }
    let span = context.place();
    vec![Issue::of_tools(tools, move |tools| {
        let message = format!("a policy called {} allows more than reading", tick(&promise));
        Draft::new(span, message)
            .note(format!("allows {} of class write or worse", counted(tools.len(), "tool")))
            .help(format!("give it another name, or leave these out: {}", list_tools(tools)))
    })]
}

/// Whether some call that passes does more than read, as far as can be told: rules may leave only
/// the operations that read.
fn changes(context: &LintContext<'_>, tool: &Callable<'_>) -> bool {
    let effects = tool.effects();
    let more: Vec<_> = effects.iter().filter(|it| it.effect.class() > Class::Read).collect();
    let passes = |found: &&FoundEffect| {
        let calls = threat::calls_with(found, &effects);
        !context.finder.find_call(tool, &calls).is_none()
    };
    tool.is_at_least(Class::Write) && (more.is_empty() || more.iter().any(passes))
}

/// The words of a policy's name that promise reading alone.
fn promise(name: &str) -> Option<String> {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower.split(|letter: char| !letter.is_alphanumeric()).collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    if words.iter().any(|word| NEGATION.contains(word)) {
        return None;
    }
    let alone = words.iter().find(|word| READING.contains(word)).map(|word| (*word).to_owned());
    let pair = words.windows(2).find_map(|pair| match pair {
        [first, "only"] if ONLY.contains(first) => Some(format!("{first}-only")),
        _ => None,
    });
    pair.or(alone)
}
