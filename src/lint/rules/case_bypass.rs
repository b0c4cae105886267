//! Refusals that know one case of what has none.

use std::sync::Arc;

use super::texts::refused::Place;
use super::texts::{self, Question, TextCheck, TextTest, WeakTest, edit, hosts, matches, refused};
use super::tool_names::list_if_several;
use crate::finding::{Fix, Safety};
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext};
use crate::policy::RuleKind;
use crate::policy::condition::Operator;
use crate::re2::escaped;
use crate::risk::Content;
use crate::strings::tick;
use crate::syntax::argument_text;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "case-bypass",
    weight: Weight::Warn,
    summary: "another case of a refused host, address or file name is accepted",
    check: Check::Text(TextCheck { questions, draft }),
};

/// Hosts and e-mail addresses have no case, and file names have none on many systems. Of a URL only
/// the host has none.
fn questions(text: &TextTest<'_, '_>) -> Vec<Question> {
    let operator = &text.test.operator;
    let words = refused::words(operator);
    let word = match text.content {
        Some(Content::Host | Content::Email | Content::Path) => words.first().cloned(),
        Some(Content::Url) => hosts::listed(operator).first().cloned(),
        _ => None,
    };
    let Some(word) = word else { return Vec::new() };
    let upper = escaped(&word.to_ascii_uppercase());
    let slips = refused::unknown(text, &[any_case(operator)]);
    vec![Question { about: vec![word], slips, best: vec![matches(text.test, upper)] }]
}

/// What an operator looks for, in any case.
fn any_case(operator: &Operator) -> String {
    if let Operator::Matches(pattern) = operator {
        return format!("(?i){pattern}");
    }
    let texts: Vec<_> = texts::texts(operator).iter().map(|text| escaped(text)).collect();
    let (start, end) = match Place::of(operator) {
        Place::Whole => ("^", "$"),
        Place::Start => ("^", ""),
        Place::End => ("", "$"),
        Place::Within => ("", ""),
    };
    match texts.as_slice() {
        [text] => format!("(?i){start}{text}{end}"),
        texts => format!("(?i){start}({}){end}", texts.join("|")),
    }
}

fn draft(context: &LintContext<'_>, weak: &WeakTest<'_>, tools: &[Arc<str>]) -> Draft {
    let argument = argument_text(&weak.test.path);
    let operator = edit::matches(&any_case(&weak.test.operator));
    let message = format!("this rule does not refuse {} in another case", tick(weak.first()));
    let is_whole = weak.rule.kind.refused().is_some_and(|it| it.single_test().is_some());
    let rule = if is_whole { "deny when " } else { "" };
    Draft::new(weak.test.span, message)
        .note("case-sensitive")
        .help(format!("write `{rule}{argument} {operator}`{}", list_if_several(tools)))
        .fix(fix(context, weak, &operator))
}

/// `contains` holds for lists as well, which a pattern knows nothing of: it stays.
fn fix(context: &LintContext<'_>, weak: &WeakTest<'_>, operator: &str) -> Option<Fix> {
    match (&weak.rule.kind, &weak.test.operator) {
        (RuleKind::Refuse { .. }, Operator::Contains(_)) => edit::or(weak, operator, Safety::Safe),
        (RuleKind::Refuse { .. }, _) => {
            edit::replace(context, weak.rule, weak.test, operator, Safety::Safe)
        }
        _ => None,
    }
}
