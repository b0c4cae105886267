//! Hints that a tool's own definition contradicts.

use crate::catalog::Tool;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, Issue, LintContext, Superseded};
use crate::risk::{Contradiction, Evidence, Hint};
use crate::source::Span;
use crate::strings::tick;
use crate::witness::{Callable, Question};

use super::per_tool::issues_of;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "annotation-contradiction",
    weight: Weight::Warn,
    summary: "a server's hints contradict the tool's definition",
    check: Check::Issues(check),
};

/// A hint, what it says, and what contradicts it.
struct ContradictedHint {
    contradiction: Contradiction,
    hint: Option<Span>,
}

fn check<'s>(context: &'s LintContext<'_>, _: &Superseded) -> Vec<Issue<'s>> {
    let judged = |tool: &&Callable<'_>| context.policy.classes.contains_key(tool.name);
    let open = context.callable().filter(|tool| !judged(tool));
    let find = |tool: &Callable<'_>| {
        let find = || find_contradicted_hint(tool);
        context.finder.find_alone(tool, Question::IsBelittled, find)
    };
    let found = open.filter_map(|tool| Some((tool, find(tool)?)));
    issues_of(context, found, |place, tools| {
        let message = match tools.names() {
            [tool] => {
                format!(
                    "the server's hints say that {} is less dangerous than its definition does",
                    tick(tool)
                )
            }
            names => format!(
                "the server's hints say that {} tools are less dangerous than their definitions do",
                names.len()
            ),
        };
        let draft = Draft::new(place, message).help(
            "write `hide` or `approve`; if the hint is right, `classify … as … because \"…\"`",
        );
        tools.iter().fold(draft, |draft, (name, hint)| hint.labelled(draft, name))
    })
}

impl ContradictedHint {
    fn labelled(&self, draft: Draft, name: &str) -> Draft {
        let signs: Vec<_> = self.contradiction.signs.iter().map(ToString::to_string).collect();
        let words = format!("{}: {}", tick(name), signs.join(", "));
        match self.hint {
            Some(span) => draft.label(span, words),
            None => draft.note(words),
        }
    }
}

fn find_contradicted_hint(tool: &Callable<'_>) -> Option<ContradictedHint> {
    let contradiction = tool.profile()?.contradiction()?;
    let hint = place(tool.tool?, &contradiction.claim);
    Some(ContradictedHint { contradiction, hint })
}

/// Where the catalog gives the hint.
fn place(tool: &Tool, claim: &Evidence) -> Option<Span> {
    let hints = tool.hints();
    match claim {
        Evidence::Hint(Hint::ReadOnly, _) => hints.read_only.map(|hint| hint.span),
        Evidence::Hint(Hint::Destructive, _) => hints.destructive.map(|hint| hint.span),
        _ => None,
    }
}
