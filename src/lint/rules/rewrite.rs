//! Rules written otherwise: what a refusal should have required.

use super::listed::{self, Listed};
use super::refusals;
use crate::finding::{Edit, Fix, Safety};
use crate::lint::LintContext;
use crate::policy::Rule;
use crate::source::{Span, Spanned};
use crate::strings::tick;
use crate::syntax::ast::{Condition, Operator, Rule as Written};

/// A refusal as the requirement that lets through only what is known to be good.
pub(super) struct Closed {
    /// What is required.
    condition: String,
    /// The same, where it lets a call through that leaves a flag out: what refuses that call, too.
    strict: Option<String>,
    /// Puts it in the refusal's place; the reason stays.
    pub(super) fix: Fix,
}

impl Closed {
    /// What to write, and which calls that refuses beside those that were refused.
    pub(super) fn help(&self, refuses: &str) -> String {
        let rule = tick(&format!("require {}", self.condition));
        match &self.strict {
            None => format!("write {rule}, which refuses {refuses}"),
            Some(strict) => format!(
                "write {}, or {rule} where a call without it does no harm",
                tick(&format!("require {strict}"))
            ),
        }
    }
}

/// The `require` that holds where a refusal's condition doesn't and what it names is there; nothing
/// where one such rule can't say it.
pub(super) fn closed(context: &LintContext<'_>, rule: &Rule) -> Option<Closed> {
    let Some(Written::DenyWhen { condition, .. }) = context.rule(rule.span) else { return None };
    let parts = match &condition.node {
        Condition::Or(parts) => parts.as_slice(),
        Condition::And(_) | Condition::Test { .. } => std::slice::from_ref(condition),
    };
    let complements = parts.iter().map(|part| complement(context, rule, part));
    let complements: Vec<_> = complements.collect::<Option<_>>()?;
    let strict: Vec<_> = complements.iter().map(|it| it.test.clone()).collect();
    let strict = strict.join(" and ");
    let condition_text = match complements.as_slice() {
        [single] => single.lenient(),
        several => several.iter().map(Complement::grouped).collect::<Vec<_>>().join(" and "),
    };
    let edits = vec![
        Edit { span: Span { end: condition.span.start, ..rule.span }, text: "require ".to_owned() },
        Edit { span: condition.span, text: condition_text.clone() },
    ];
    let title = format!("write `require {condition_text}`");
    let fix = Fix { safety: Safety::Safe, title, edits };
    let strict = (strict != condition_text).then_some(strict);
    Some(Closed { condition: condition_text, strict, fix })
}

/// Puts a rule before another one: on a line of its own where that one has its own.
pub(super) fn before(context: &LintContext<'_>, rule: Span, text: &str) -> Fix {
    let title = format!("add `{text}`");
    let gap = context.indentation(rule).map_or(" ".to_owned(), |indent| format!("\n{indent}"));
    let edit = Edit { span: Span { end: rule.start, ..rule }, text: format!("{text}{gap}") };
    Fix { safety: Safety::Safe, title, edits: vec![edit] }
}

/// What holds where a test doesn't.
struct Complement {
    /// Where the argument is there.
    test: String,
    /// The test of its absence, where a call without it is let through.
    missing: Option<String>,
}

impl Complement {
    fn lenient(&self) -> String {
        match &self.missing {
            Some(missing) => format!("{missing} or {}", self.test),
            None => self.test.clone(),
        }
    }

    fn grouped(&self) -> String {
        match self.missing {
            Some(_) => format!("({})", self.lenient()),
            None => self.test.clone(),
        }
    }
}

/// Holds where the argument is there and the test doesn't; the contrary of `exists` and `missing`.
/// Of values that the schemas list, those are named that the test lets through. What a test of
/// `null` lets through can't be said so: a call without the argument is none of it.
fn complement(
    context: &LintContext<'_>,
    rule: &Rule,
    part: &Spanned<Condition>,
) -> Option<Complement> {
    let Condition::Test { path, operator } = &part.node else { return None };
    let path = context.slice(path.span);
    if let Operator::Exists | Operator::Missing = &operator.node {
        let test = format!("{path} {}", operator.node.opposite()?);
        return Some(Complement { test, missing: None });
    }
    let test = rule.kind.tests().into_iter().find(|test| test.span == part.span)?;
    if refusals::is_about_null(&test.operator) {
        return None;
    }
    match Listed::of(context, rule, test) {
        Listed::Everywhere(values) => {
            let may_go = listed::may_be_missing(context, rule, test);
            let missing = may_go.then(|| format!("{path} missing"));
            Some(Complement { test: listed::among(path, &values)?, missing })
        }
        Listed::Nowhere => {
            Some(Complement { test: opposite(context, path, operator)?, missing: None })
        }
        Listed::Somewhere => None,
    }
}

fn opposite(context: &LintContext<'_>, path: &str, operator: &Spanned<Operator>) -> Option<String> {
    let words = operator.node.opposite()?;
    Some(match &operator.node {
        Operator::Exists | Operator::Missing => format!("{path} {words}"),
        Operator::Matches(regex) => {
            format!("{path} {words} /{}/", context.slice(regex.pattern.span))
        }
        Operator::Compare(_, operand) => format!("{path} {words} {}", context.slice(operand.span)),
    })
}
