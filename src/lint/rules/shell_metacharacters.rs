//! Rules about commands that let a second one through.

use std::sync::Arc;

use super::texts::{self, Question, TextCheck, TextTest, WeakTest, edit, matches};
use super::tool_names::list_if_several;
use crate::finding::{Fix, Safety};
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext};
use crate::policy::condition::{Operator, TextOperator};
use crate::policy::semantics::of_test;
use crate::policy::text;
use crate::re2::shape::{ANY, GAP};
use crate::risk::Content;
use crate::strings::tick;
use crate::syntax::{argument_text, string_text};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "shell-metacharacters",
    weight: Weight::Deny,
    summary: "a rule about commands accepts a second command",
    check: Check::Text(TextCheck { questions, draft }),
};

/// What a shell runs beside the command, or writes to: chains, substitutions, redirections.
const SECOND: &str = r"[;&|\n] *[a-z]|\$\([a-z]|`[a-z]|[<>]\([a-z]|> *[a-z/~]";

/// The plainest first.
const BEST: [&str; 9] = [
    r"; rm -rf /\z",
    r" && rm -rf /\z",
    r" \| sh\z",
    r"; id\z",
    r"\n[ ]*id\z",
    r"\$\(id\)",
    "`id`",
    r"<\(id\)",
    r"> /[a-z]+",
];

fn questions(text: &TextTest<'_, '_>) -> Vec<Question> {
    if text.content != Some(Content::Command) {
        return Vec::new();
    }
    let slips = of_test(text.test).and(matches(text.test, SECOND));
    let best = BEST.map(|pattern| matches(text.test, pattern)).into();
    vec![Question { about: Vec::new(), slips, best }]
}

fn draft(context: &LintContext<'_>, weak: &WeakTest<'_>, tools: &[Arc<str>]) -> Draft {
    let argument = argument_text(&weak.test.path);
    let operator = command_in(&weak.test.operator);
    let example = operator.as_deref().unwrap_or("command in [\"git status\"]");
    let message = format!("{} may contain more than one command", tick(&argument));
    Draft::new(weak.test.span, message)
        .note("accepts what a shell runs as a second command")
        .help(format!(
            "list the allowed commands: `{argument} {example}`{}",
            list_if_several(tools)
        ))
        .fix(operator.and_then(|operator| fix(context, weak, &operator)))
}

/// `command in` with the commands that a test spells, where all of them are plain.
fn command_in(operator: &Operator) -> Option<String> {
    let texts = texts::texts(operator);
    let commands: Vec<_> = texts.iter().map(|text| command(text)).collect::<Option<_>>()?;
    let listed: Vec<_> = commands.iter().map(|command| string_text(command)).collect();
    (!listed.is_empty()).then(|| format!("command in [{}]", listed.join(", ")))
}

/// The command at the beginning of a text.
fn command(text: &str) -> Option<String> {
    let spelled = text.split([GAP, ANY]).next()?.trim_end();
    text::check(&TextOperator::CommandIn(vec![spelled.to_owned()])).ok()?;
    Some(spelled.to_owned())
}

/// Only for a test that says how a command begins: that of a pattern may say more.
fn fix(context: &LintContext<'_>, weak: &WeakTest<'_>, operator: &str) -> Option<Fix> {
    let says_start = matches!(weak.test.operator, Operator::Text(TextOperator::StartsWith(_)));
    says_start.then(|| edit::replace(context, weak, operator, Safety::Unsafe)).flatten()
}
