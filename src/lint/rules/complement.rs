//! What holds where a test of a refusal doesn't, as it is written.

use super::listed::{self, Listed};
use crate::lint::LintContext;
use crate::policy::Rule;
use crate::policy::condition::Test;
use crate::policy::semantics::compares_all;
use crate::source::Spanned;
use crate::syntax::ast::{Condition, Operator};

/// What holds where a test doesn't.
pub(super) struct Complement {
    /// Where the argument is there.
    pub(super) test: String,
    /// The test of its absence, where a rule can let a call without it through.
    pub(super) missing: Option<String>,
    /// Whether such a call is known to do no harm.
    pub(super) goes_without: bool,
}

impl Complement {
    pub(super) fn text(&self, lets_go: bool) -> String {
        match &self.missing {
            Some(missing) if lets_go => format!("{missing} or {}", self.test),
            _ => self.test.clone(),
        }
    }

    pub(super) fn grouped(&self, lets_go: bool) -> String {
        match self.missing {
            Some(_) if lets_go => format!("({})", self.text(true)),
            _ => self.test.clone(),
        }
    }
}

/// Holds where the argument is there and the test doesn't; the contrary of `exists` and `missing`.
/// Of values that the schemas list, those are named that the test lets through. `is_split` says
/// whether the rule refuses `null` besides, so that its author has thought of what isn't there.
pub(super) fn complement(
    context: &LintContext<'_>,
    rule: &Rule,
    part: &Spanned<Condition>,
    is_split: bool,
) -> Option<Complement> {
    let Condition::Test { path, operator } = &part.node else { return None };
    let path = context.slice(path.span);
    if let Operator::Exists | Operator::Missing = &operator.node {
        let test = format!("{path} {}", operator.node.opposite()?);
        return Some(Complement { test, missing: None, goes_without: false });
    }
    let test = tested(rule, part)?;
    let missing = || format!("{path} missing");
    let may_go = || listed::may_be_missing(context, rule, test);
    match Listed::of(context, rule, test) {
        Listed::Everywhere(values) => {
            let missing = may_go().then(missing);
            let goes_without = missing.is_some();
            Some(Complement { test: listed::among(path, &values)?, missing, goes_without })
        }
        Listed::Nowhere => {
            let can_go = test.operator.is_order() && listed::is_scalar(context, rule, test)
                || is_split && compares_all(&test.operator);
            let missing = (can_go && may_go()).then(missing);
            let goes_without = missing.is_some() && listed::is_page(context, rule, test);
            let test = opposite(context, path, operator)?;
            Some(Complement { test, missing, goes_without })
        }
        Listed::Somewhere => None,
    }
}

/// The test that a part of a condition is.
pub(super) fn tested<'r>(rule: &'r Rule, part: &Spanned<Condition>) -> Option<&'r Test> {
    rule.kind.tests().into_iter().find(|test| test.span == part.span)
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
