//! Refusals that know one case of what has none.

use std::sync::Arc;

use super::kinds::is_kind;
use super::texts::refused::Place;
use super::texts::{self, Question, TextCheck, TextTest, WeakTest, edit, matches, refused};
use super::tool_names::list_if_several;
use crate::finding::{Fix, Safety};
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext};
use crate::policy::condition::Operator;
use crate::policy::{Refusal, RuleKind};
use crate::re2::escaped;
use crate::risk::{Content, Role};
use crate::strings::tick;
use crate::syntax::argument_text;
use crate::threat::hosts;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "case-bypass",
    weight: Weight::Warn,
    summary: "another case of a refused owner, address, host or kind is accepted",
    check: Check::Text(TextCheck { questions, draft, is_taste }),
};

/// Names of things whose servers take each case for another thing, or one case alone.
const CASED: &[&str] = &["namespace", "cluster", "context", "node", "instance"];

/// How much the case of what an argument holds matters to those who read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    /// It doesn't: `DB.acme.com` is `db.acme.com`.
    Ignored,
    /// It may: many systems don't tell `.env` and `.ENV` apart.
    OfSystem,
    /// It hardly does: repositories, stores and most servers tell the cases apart.
    Unknown,
}

/// Of a URL only the host has no case.
fn questions(text: &TextTest<'_, '_>) -> Vec<Question> {
    let operator = &text.test.operator;
    let words = match text.content {
        Some(Content::Url) => hosts::names(operator),
        _ => refused::words(operator),
    };
    let Some(word) = words.into_iter().find(|word| case(text, word).is_some()) else {
        return Vec::new();
    };
    let slips = refused::unknown(text, &[any_case(operator)]);
    let best = others(&word).into_iter();
    let best = best.map(|other| matches(text.test, escaped(&other))).collect();
    vec![Question { about: vec![word], slips, best }]
}

fn is_taste(text: &TextTest<'_, '_>) -> bool {
    let words = refused::words(&text.test.operator);
    let matters = |word| matches!(case(text, word), Some(Case::Ignored | Case::OfSystem));
    !words.iter().any(|word| matters(word))
}

/// Whether a word means the same in another case; none where it doesn't, and for what no person
/// spells.
fn case(text: &TextTest<'_, '_>, word: &str) -> Option<Case> {
    use Role::{
        ChatRecipient, Host, Identity, InsidePath, LocalPath, Mail, ObjectKey, Owner, Permission,
        Url,
    };
    let name = text.test.path.last().map(|name| name.to_ascii_lowercase()).unwrap_or_default();
    let is_cased = CASED.iter().any(|cased| name.starts_with(cased));
    match (text.role, text.content) {
        _ if is_opaque(word) => None,
        _ if word.to_ascii_lowercase().starts_with("arn:") || is_kind(&name) => Some(Case::Ignored),
        (_, Some(Content::Command | Content::Sql | Content::Branch | Content::Prose)) => None,
        (_, Some(Content::Host | Content::Email | Content::Url)) => Some(Case::Ignored),
        (Some(Owner), _) if is_cased => Some(Case::Unknown),
        (Some(Mail | Host | Url | Permission | Owner), _) => Some(Case::Ignored),
        (Some(LocalPath), _) => Some(Case::OfSystem),
        (Some(InsidePath | ObjectKey | Identity | ChatRecipient), _) | (_, Some(Content::Path)) => {
            Some(Case::Unknown)
        }
        _ => None,
    }
}

/// An id that no person spells: digits among letters, or many.
fn is_opaque(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    digits >= 4 && !word.contains(['.', '@', ':', '/'])
}

/// The word in other cases, the likeliest first.
fn others(word: &str) -> Vec<String> {
    let is_word = word.bytes().all(|byte| byte.is_ascii_lowercase());
    let mut letters = word.chars();
    let first = letters.next().filter(|_| is_word);
    let capital = first.map(|first| format!("{}{}", first.to_ascii_uppercase(), letters.as_str()));
    let lower = Some(word.to_ascii_lowercase()).filter(|lower| lower != word);
    lower.into_iter().chain(capital).chain([word.to_ascii_uppercase()]).collect()
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

/// Hosts, addresses and files that are meant can't be listed, as names of things can; beside what is
/// required to be unequal a refusal stands, since one alone lets calls without the argument through.
fn draft(context: &LintContext<'_>, weak: &WeakTest<'_>, tools: &[Arc<str>]) -> Draft {
    let argument = argument_text(&weak.test.path);
    let operator = edit::matches(&any_case(&weak.test.operator));
    let message = format!("this rule does not refuse {} in another case", tick(weak.first()));
    let refusal = tick(&format!("{}{argument} {operator}", verb(weak)));
    let listed = format!("`require {argument} in […]`");
    let is_refusal = weak.rule.kind.refused().is_some();
    let help = match (is_refusal, weak.content.is_some()) {
        (true, true) => format!("write {refusal}"),
        (false, true) => format!("add {refusal}"),
        (true, false) => format!(
            "list what is meant, {listed}, or, if other spellings don't matter, write {refusal}"
        ),
        (false, false) => {
            format!("add {refusal}, or, if other spellings matter, list what is meant: {listed}")
        }
    };
    Draft::new(weak.test.span, message)
        .note("case-sensitive")
        .help(format!("{help}{}", list_if_several(tools)))
        .fix(fix(context, weak, &operator))
}

/// How the rule begins that refuses any case: a test among others only takes the place of this one,
/// and of what is required to be unequal the equal is refused.
fn verb(weak: &WeakTest<'_>) -> &'static str {
    match &weak.rule.kind {
        RuleKind::Refuse { condition, .. } if condition.single_test().is_none() => "",
        RuleKind::Refuse { refusal: Refusal::NeedsApproval, .. } => "approve when ",
        RuleKind::Refuse { .. } | RuleKind::Require { .. } | RuleKind::Limit(_) => "deny when ",
    }
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
