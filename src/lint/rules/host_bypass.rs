//! Rules about addresses that let another host through.

use std::sync::Arc;

use super::texts::{self, Question, TextTest, Way, Weak, edit, hosts, matches};
use super::words::all;
use crate::analysis::Formula;
use crate::finding::{Finding, tick};
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Concern, Subject};
use crate::policy::meaning::of_test;
use crate::risk::Content;
use crate::syntax::argument_text;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "host-bypass",
    weight: Weight::Deny,
    summary: "a rule that names hosts lets an address of another host through",
    check: Check::Policy(check),
};

pub(super) const WAY: Way = Way { lint: LINT.name, questions };

fn check<'s>(subject: &'s Subject<'_>) -> Vec<Concern<'s>> {
    texts::concerns(subject, LINT.name, finding)
}

fn questions(text: &TextTest<'_, '_>) -> Vec<Question> {
    let operator = &text.test.operator;
    if !hosts::has_host(text) || !hosts::is_test_of_text(operator) {
        return Vec::new();
    }
    let listed = hosts::listed(operator);
    if listed.is_empty() {
        return Vec::new();
    }
    let elsewhere = hosts::elsewhere(text.content, &listed);
    let best: Vec<_> = elsewhere.into_iter().map(|pattern| matches(text.test, pattern)).collect();
    let slips = of_test(text.test).and(Formula::Any(best.clone()));
    vec![Question { about: listed.join(" "), slips, best }]
}

fn finding(subject: &Subject<'_>, weak: &Weak<'_>, tools: &[Arc<str>]) -> Finding {
    let listed: Vec<_> = weak.about.split(' ').map(str::to_owned).collect();
    let named: Vec<_> = listed.iter().map(|host| tick(host)).collect();
    let argument = argument_text(&weak.test.path);
    let verb = if weak.content == Some(Content::Host) { "name" } else { "lead to" };
    let named = named.join(" and ");
    let message = format!("{} may {verb} another host than {named}", tick(&argument));
    let operator = hosts::operator(weak.content, &listed);
    let below = match weak.content {
        Some(Content::Host) => format!(", or `ends with \".{}\"`", weak.about),
        _ => String::new(),
    };
    let below = if listed.len() == 1 { below } else { String::new() };
    let _ = subject;
    Finding::warn(LINT.name, weak.test.span, message)
        .note("lets other hosts through")
        .help(format!("write `{argument} {operator}`{below}{}", all(tools)))
        .fix(edit::and(weak, &operator))
}
