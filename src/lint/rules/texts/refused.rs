//! The words that a refusal names, and calls that would be refused with them but for their
//! spelling.

use super::{TextTest, matches, texts};
use crate::analysis::Formula;
use crate::lint::rules::assume;
use crate::policy::RuleKind;
use crate::policy::condition::{Condition, Operator, TextOperator};
use crate::policy::semantics::of_test;
use crate::re2::shape::{ANY, GAP};

/// How many words of one refusal are looked at.
const MAX_WORDS: usize = 4;

/// A word begins after this.
const BEFORE: &str = r"(?:\A|[^0-9A-Za-z_])";

/// A word ends before this.
const AFTER: &str = r"(?:[^0-9A-Za-z_]|\z)";

/// Where in the argument a refusal looks for its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lint::rules) enum Place {
    /// They are all of it.
    Whole,
    /// At the beginning.
    Start,
    /// At the end.
    End,
    /// Anywhere, or where a pattern says.
    Within,
}

impl Place {
    pub(in crate::lint::rules) fn of(operator: &Operator) -> Self {
        match operator {
            Operator::Text(TextOperator::StartsWith(_)) => Self::Start,
            Operator::Text(TextOperator::EndsWith(_)) => Self::End,
            Operator::Matches(_) | Operator::Contains(_) => Self::Within,
            _ => Self::Whole,
        }
    }

    /// A pattern of words that holds at this place.
    pub(in crate::lint::rules) fn pattern(self, pattern: &str) -> String {
        match self {
            Self::Whole => format!(r"\A(?:{pattern})\z"),
            Self::Start => format!(r"\A(?:{pattern}){AFTER}"),
            Self::End => format!(r"{BEFORE}(?:{pattern})\z"),
            Self::Within => format!(r"{BEFORE}(?:{pattern}){AFTER}"),
        }
    }
}

/// The words that a refusal names, what is no character in them as a space.
pub(in crate::lint::rules) fn words(operator: &Operator) -> Vec<String> {
    let plain = |text: String| text.replace([GAP, ANY], " ").trim().to_owned();
    let has_letters = |text: &String| text.bytes().filter(u8::is_ascii_alphabetic).count() >= 2;
    texts(operator).into_iter().map(plain).filter(has_letters).take(MAX_WORDS).collect()
}

/// The calls in which one of these patterns holds, which the test doesn't know, and which the rule
/// would refuse if it did.
pub(in crate::lint::rules) fn unknown(text: &TextTest<'_, '_>, patterns: &[String]) -> Formula {
    let spelled = patterns.iter().map(|pattern| matches(text.test, pattern.as_str())).collect();
    let known = of_test(text.test);
    let unknown = if text.test.operator.is_negative() { known } else { !known };
    Formula::Any(spelled).and(unknown).and(otherwise_refused(text))
}

/// What else must hold for the rule to refuse a call.
fn otherwise_refused(text: &TextTest<'_, '_>) -> Formula {
    match &text.rule.kind {
        RuleKind::Refuse { condition, .. } => assume::as_meant(condition, &text.test.path),
        RuleKind::Require { condition: Condition::Or(_), .. } => Formula::NEVER,
        RuleKind::Require { .. } | RuleKind::Limit(_) => Formula::ALWAYS,
    }
}
