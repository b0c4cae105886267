//! Rules about addresses that let internal ones through.

use std::sync::Arc;

use super::texts::{self, Question, TextCheck, TextTest, WeakTest, matches};
use super::tool_names::list_if_several;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext};
use crate::policy::semantics::of_test;
use crate::risk::Content;
use crate::strings::tick;
use crate::syntax::argument_text;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "internal-host-reachable",
    weight: Weight::Warn,
    summary: "a rule about addresses accepts internal ones",
    check: Check::Text(TextCheck { questions, draft, is_taste: texts::never }),
};

/// Hosts that a server reaches and the world doesn't, in several spellings.
const INTERNAL: &str = r"localhost|127\.0\.0\.1|169\.254\.169\.254|\[::1\]|10\.0\.0\.1|192\.168\.0\.1|172\.16\.0\.1|metadata\.google\.internal|0\.0\.0\.0|127\.1|2130706433|0x7f000001|\[::ffff:127\.0\.0\.1\]";

/// What everybody knows comes first.
const BEST: [&str; 5] = [
    r"\Ahttp://169\.254\.169\.254/latest/meta-data/\z",
    r"//169\.254\.169\.254",
    "//localhost",
    r"//127\.0\.0\.1",
    r"//(?:10|192)\.",
];

/// By these a rule shows that it thinks of internal hosts.
const SIGNS: &[&str] = &[
    "localhost",
    "127.",
    "169.254",
    "10.",
    "192.168",
    "172.",
    "::1",
    "metadata",
    "internal",
    ".local",
    "0.0.0.0",
];

/// A rule that lets internal hosts through on purpose names them; one that refuses some means all.
fn questions(text: &TextTest<'_, '_>) -> Vec<Question> {
    if text.content != Some(Content::Url) || text.refuses != names_internal(text) {
        return Vec::new();
    }
    let internal = format!(r"\A(?i:https?)://(?:{INTERNAL})(?::[0-9]{{1,5}})?(?:[/?#][!-~]*)?\z");
    let reached = matches(text.test, internal);
    let slips = if text.refuses { reached } else { of_test(text.test).and(reached) };
    let best = BEST.map(|pattern| matches(text.test, pattern)).into();
    vec![Question { about: Vec::new(), slips, best }]
}

fn names_internal(text: &TextTest<'_, '_>) -> bool {
    let texts = texts::texts(&text.test.operator);
    texts.iter().any(|text| SIGNS.iter().any(|sign| text.to_ascii_lowercase().contains(sign)))
}

fn draft(_: &LintContext<'_>, weak: &WeakTest<'_>, tools: &[Arc<str>]) -> Draft {
    let argument = argument_text(&weak.test.path);
    let message = format!("{} may point to internal addresses", tick(&argument));
    Draft::new(weak.test.span, message).note("accepts internal addresses").help(format!(
        "list the allowed hosts: `{argument} host in [\"api.acme.example\"]`{}",
        list_if_several(tools)
    ))
}
