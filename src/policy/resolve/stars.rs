//! Values with a `*` that look like globs. Operators compare with `*` as with any character, so such
//! a value holds for no text that its author means.

use super::Resolver;
use super::error::OperandError;
use crate::json::Value;
use crate::policy::Tools;
use crate::policy::condition::{Operator, Path, Test, TextOperator};
use crate::source::Spanned;
use crate::syntax::ast::Operand;
use crate::syntax::{argument_text, ast, glob_as_test, globs_as_test, literal_test};

impl Resolver<'_> {
    /// Whether a test's values are meant as they stand; one that looks like a glob is reported,
    /// unless the catalog lists the argument's values. `refusing` is the rule's word where the
    /// condition refuses.
    pub(super) fn check_stars(
        &mut self,
        test: &Test,
        operator: &Spanned<ast::Operator>,
        tools: &Tools,
        refusing: Option<&'static str>,
    ) -> bool {
        let ast::Operator::Compare(comparison, operand) = &operator.node else { return true };
        let Some(instead) = instead(test, refusing) else { return true };
        if self.is_enumerated(&test.path, tools) {
            return true;
        }
        let (operator, span) = (comparison.words(), first_starred(operand).span);
        self.report(OperandError::GlobInValue { operator, instead, span });
        false
    }

    /// Whether the catalog lists the values of an argument, so that a `*` in one is itself.
    fn is_enumerated(&self, path: &Path, tools: &Tools) -> bool {
        let (Some(catalog), Tools::Named(tools)) = (self.catalog, tools) else { return false };
        let mut tools = tools.iter().filter_map(|(name, _)| catalog.tool(name));
        tools.all(|tool| {
            tool.arguments().lookup(path).is_ok_and(|argument| argument.values().is_some())
        })
    }
}

/// What to write for a test with a value that looks like a glob; `None` for any other.
fn instead(test: &Test, refusing: Option<&'static str>) -> Option<String> {
    match &test.operator {
        Operator::Equal(value) => starred([value]).map(|texts| for_equal(&texts)),
        Operator::In(values) => starred(values).map(|texts| for_equal(&texts)),
        Operator::NotEqual(value) => {
            starred([value]).map(|texts| for_unequal(&texts, &test.path, refusing))
        }
        Operator::NotIn(values) => {
            starred(values).map(|texts| for_unequal(&texts, &test.path, refusing))
        }
        Operator::Text(TextOperator::StartsWith(text)) => {
            goes_on(text).then(|| for_part(&format!("{}*", text.trim_end_matches('*'))))
        }
        Operator::Text(TextOperator::EndsWith(text)) => {
            has_gone_on(text).then(|| for_part(&format!("*{}", text.trim_start_matches('*'))))
        }
        Operator::Contains(Value::String(text)) => {
            (goes_on(text) && has_gone_on(text)).then(|| for_part(text))
        }
        _ => None,
    }
}

/// The first element of a list that has a `*`, where it isn't a constant's; else all of the operand.
fn first_starred(operand: &Spanned<Operand>) -> &Spanned<Operand> {
    let is_starred = |element: &&Spanned<Operand>| matches!(&element.node, Operand::Value(Value::String(text)) if is_starred(text));
    let Operand::List(elements) = &operand.node else { return operand };
    elements.iter().find(is_starred).unwrap_or(operand)
}

/// The texts among values, where one of them looks like a glob: it has a `*` and is one word, so that
/// `SELECT count(*) FROM orders` is none.
fn starred<'v>(values: impl IntoIterator<Item = &'v Value>) -> Option<Vec<&'v str>> {
    let texts = values.into_iter().filter_map(|value| match value {
        Value::String(text) => Some(text.as_str()),
        _ => None,
    });
    let texts: Vec<_> = texts.collect();
    texts.iter().any(|text| is_starred(text)).then_some(texts)
}

fn is_starred(text: &str) -> bool {
    text.contains('*') && !text.contains(char::is_whitespace)
}

/// Whether a text ends as a glob does, `acme*` or `src/*`, and not as a comment (`/*`) or an
/// expression (`SELECT *`).
fn goes_on(text: &str) -> bool {
    let before = text.strip_suffix('*').and_then(|before| before.chars().next_back());
    text.len() > 2 && before.is_some_and(is_of_word)
}

/// Whether a text begins as a glob does.
fn has_gone_on(text: &str) -> bool {
    let after = text.strip_prefix('*').and_then(|after| after.chars().next());
    text.len() > 2 && after.is_some_and(is_of_word)
}

fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() || "-_./:@".contains(character)
}

fn for_equal(texts: &[&str]) -> String {
    match texts {
        [text] => {
            format!("write `{}`; the text itself is `{}`", glob_as_test(text), literal_test(text))
        }
        _ => format!("write `{}`", globs_as_test(texts.iter().copied())),
    }
}

fn for_part(glob: &str) -> String {
    format!("write `{}`; a `*` that is meant is written with `matches`", glob_as_test(glob))
}

/// Patterns have no negation: the rule has to be said the other way round.
fn for_unequal(texts: &[&str], path: &Path, refusing: Option<&'static str>) -> String {
    let path = argument_text(path);
    let test = match texts {
        [text] => glob_as_test(text),
        _ => globs_as_test(texts.iter().copied()),
    };
    match refusing {
        None => format!("write `require {path} exists` and `deny when {path} {test}`"),
        Some(_) => format!("say what is good: `require {path} {test}`"),
    }
}
