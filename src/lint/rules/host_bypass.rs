//! Rules about addresses that let another host through.

use std::sync::Arc;

use super::texts::{self, Question, TextCheck, TextTest, WeakTest, edit, hosts, matches};
use super::tool_names::{list_if_several, strings_with_or};
use crate::finding::Safety;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext};
use crate::policy::semantics::of_test;
use crate::risk::Content;
use crate::strings::tick;
use crate::syntax::{argument_text, string_text};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "host-bypass",
    weight: Weight::Deny,
    summary: "a rule that names hosts accepts a URL with another host",
    check: Check::Text(TextCheck { questions, draft, is_taste: texts::never }),
};

fn questions(text: &TextTest<'_, '_>) -> Vec<Question> {
    let listed = hosts::listed(&text.test.operator);
    if !hosts::has_host(text) || listed.is_empty() {
        return Vec::new();
    }
    let elsewhere = hosts::elsewhere(text.content, &listed);
    let Some((likely, others)) = elsewhere.split_first() else { return Vec::new() };
    let slips = |pattern: &str| of_test(text.test).and(matches(text.test, pattern));
    let best = others.iter().map(|pattern| matches(text.test, pattern.as_str())).collect();
    vec![
        Question { about: listed.clone(), slips: slips(likely), best: Vec::new() },
        Question { about: listed, slips: slips(&others.join("|")), best },
    ]
}

fn draft(_: &LintContext<'_>, weak: &WeakTest<'_>, tools: &[Arc<str>]) -> Draft {
    let argument = argument_text(&weak.test.path);
    let verb = if weak.content == Some(Content::Host) { "name" } else { "lead to" };
    let message = format!(
        "{} may {verb} another host than {}",
        tick(&argument),
        strings_with_or(&weak.about)
    );
    let operator = hosts::operator(weak.content, &weak.test.operator);
    let below = match (weak.content, weak.about.as_slice()) {
        (Some(Content::Host), [host]) => {
            format!(", or `ends with {}` for what lies below it", string_text(&format!(".{host}")))
        }
        _ => String::new(),
    };
    let fix = edit::and(weak, &operator, Safety::Unsafe);
    let verb = if fix.is_some() { "add" } else { "write" };
    Draft::new(weak.test.span, message)
        .note("accepts other hosts")
        .help(format!("{verb} `{argument} {operator}`{below}{}", list_if_several(tools)))
        .fix(fix)
}
