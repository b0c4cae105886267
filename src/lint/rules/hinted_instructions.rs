//! Instructions to the model, and hidden text, in the definition of an allowed tool.
//!
//! A server's definitions go into the model's context as they are. Every string of a definition is
//! looked at, keys, defaults and examples too: [`hidden`] finds what a person can't see, [`orders`]
//! what speaks to the model.

mod hidden;
mod orders;
mod phrase_words;
mod phrases;
mod reading;

use std::cell::LazyCell;
use std::collections::BTreeSet;

use crate::catalog::Tool;
use crate::json::{Letter, Node};
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, Issue, LintContext, Remaining, Superseded};
use crate::source::Span;
use crate::strings::tick;
use crate::witness::Callable;

use super::per_tool::issues_of;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "hinted-instructions",
    weight: Weight::Deny,
    summary: "an allowed tool's definition contains instructions to the model or hidden text",
    check: Check::Issues(check),
};

/// How many signs of one tool are shown.
const MAX_LABELS: usize = 4;

/// A text that doesn't belong in a definition.
struct Sign {
    span: Span,
    words: String,
    hidden: bool,
}

/// The names of the server's tools; hardly ever asked for.
type Names<'s> = LazyCell<BTreeSet<String>, Box<dyn Fn() -> BTreeSet<String> + 's>>;

fn check<'s>(context: &'s LintContext<'_>, _: &Superseded) -> Vec<Issue<'s>> {
    let names: Names<'s> = LazyCell::new(Box::new(|| names(context)));
    let found = context.listed_tools().filter_map(|tool| Some((tool, signs(tool, &names)?)));
    issues_of(context, found, draft)
}

fn draft(place: Span, tools: &Remaining<'_, Vec<Sign>>) -> Draft {
    let draft = Draft::new(place, message(tools))
        .note("the model reads it")
        .help("read the definition, and don't use the server if it isn't harmless; only `hide` keeps it from the model");
    let signs = tools
        .iter()
        .flat_map(|(tool, signs)| signs.iter().take(MAX_LABELS).map(move |sign| (tool, sign)));
    signs.fold(draft, |draft, (tool, sign)| draft.label(sign.span, sign.label(tool)))
}

fn message(tools: &Remaining<'_, Vec<Sign>>) -> String {
    let hidden = tools.iter().all(|(_, signs)| signs.iter().all(|sign| sign.hidden));
    match (tools.names(), hidden) {
        ([tool], true) => format!("the definition of {} contains hidden text", tick(tool)),
        ([tool], false) => {
            format!("the definition of {} contains instructions to the model", tick(tool))
        }
        (names, true) => format!("the definitions of {} tools contain hidden text", names.len()),
        (names, false) => {
            format!("the definitions of {} tools contain instructions to the model", names.len())
        }
    }
}

impl Sign {
    fn label(&self, tool: &str) -> String {
        let hides = if self.hidden { " hides" } else { "" };
        format!("{}{hides} {}", tick(tool), self.words)
    }
}

fn names(context: &LintContext<'_>) -> BTreeSet<String> {
    let tools = context.catalog.map(|catalog| catalog.tools()).unwrap_or_default();
    tools.iter().map(|tool| orders::name(tool.name())).collect()
}

fn signs(tool: &Callable<'_>, names: &Names<'_>) -> Option<Vec<Sign>> {
    let tool = tool.tool.filter(|tool| may_have_signs(tool.text()))?;
    let signs = of_tool(tool, names);
    (!signs.is_empty()).then_some(signs)
}

fn of_tool(tool: &Tool, names: &Names<'_>) -> Vec<Sign> {
    let strings = tool.strings().filter(|string| may_have_signs(string.text()));
    strings.flat_map(|string| of_string(string, names)).collect()
}

/// Whether a closer look is worth it: at escapes and everything beyond ASCII it always is.
fn may_have_signs(text: &str) -> bool {
    !text.is_ascii() || text.contains(['\u{7f}']) || has_escape(text) || orders::may_be_in(text)
}

/// Whether a character is written as a number, or as a control character.
fn has_escape(text: &str) -> bool {
    text.contains('\\') && ["\\u", "\\b"].iter().any(|escape| text.contains(escape))
}

fn of_string(string: Node<'_>, names: &Names<'_>) -> Vec<Sign> {
    let letters: Vec<Letter> = string.letters().collect();
    let hidden = hidden::find(&letters).into_iter();
    let hidden = hidden.map(|it| Sign { span: it.span, words: it.words, hidden: true });
    let orders = orders::find(&letters, names).into_iter();
    let orders = orders.map(|it| Sign { span: it.span, words: it.words, hidden: false });
    hidden.chain(orders).collect()
}
