//! Rules written otherwise: what a refusal should have required.

use crate::finding::{Edit, Fix, Safety};
use crate::lint::LintContext;
use crate::source::{Span, Spanned};
use crate::syntax::ast::{Condition, Operator, Rule};

/// The text of `require` that holds where a refusal's condition doesn't and what it names is there;
/// nothing where one such rule can't say it.
pub(super) fn closed(context: &LintContext<'_>, rule: Span) -> Option<String> {
    let Some(Rule::DenyWhen { condition, .. }) = context.rule(rule) else { return None };
    let parts = match &condition.node {
        Condition::Or(parts) => parts.as_slice(),
        Condition::And(_) | Condition::Test { .. } => std::slice::from_ref(condition),
    };
    let complements = parts.iter().map(|part| complement(context, part));
    Some(complements.collect::<Option<Vec<_>>>()?.join(" and "))
}

/// Puts that in the refusal's place; the reason stays.
pub(super) fn close(context: &LintContext<'_>, rule: Span) -> Option<Fix> {
    let Some(Rule::DenyWhen { condition, .. }) = context.rule(rule) else { return None };
    let closed = closed(context, rule)?;
    let title = format!("write `require {closed}`");
    let edits = vec![
        Edit { span: Span { end: condition.span.start, ..rule }, text: "require ".to_owned() },
        Edit { span: condition.span, text: closed },
    ];
    Some(Fix { safety: Safety::Safe, title, edits })
}

/// Puts a rule before another one: on a line of its own where that one has its own.
pub(super) fn before(context: &LintContext<'_>, rule: Span, text: &str) -> Fix {
    let title = format!("add `{text}`");
    let gap = context.indentation(rule).map_or(" ".to_owned(), |indent| format!("\n{indent}"));
    let edit = Edit { span: Span { end: rule.start, ..rule }, text: format!("{text}{gap}") };
    Fix { safety: Safety::Safe, title, edits: vec![edit] }
}

/// Holds where the argument is there and the test doesn't; the contrary of `exists` and `missing`.
fn complement(context: &LintContext<'_>, condition: &Spanned<Condition>) -> Option<String> {
    let Condition::Test { path, operator } = &condition.node else { return None };
    let path = context.slice(path.span);
    let opposite = operator.node.opposite()?;
    Some(match &operator.node {
        Operator::Exists | Operator::Missing => format!("{path} {opposite}"),
        Operator::Matches(regex) => {
            format!("{path} {opposite} /{}/", context.slice(regex.pattern.span))
        }
        Operator::Compare(_, operand) => {
            format!("{path} {opposite} {}", context.slice(operand.span))
        }
    })
}
