//! Rules written otherwise: what a refusal should have required.

use std::collections::BTreeSet;

use super::added::before;
use super::complement::{Complement, complement, tested};
use super::refusals;
use crate::analysis::Formula;
use crate::finding::{Edit, Fix, Safety};
use crate::lint::LintContext;
use crate::policy::Rule;
use crate::policy::condition::Operator::{Missing, NotEqual};
use crate::policy::condition::{Path, Test};
use crate::policy::semantics::of_condition;
use crate::source::{Span, Spanned};
use crate::strings::tick;
use crate::syntax::ast::{Condition, Operator, Rule as Written};
use crate::syntax::{argument_text, condition_text};

/// A refusal as the requirement that lets through only what is known to be good.
pub(super) struct Closed {
    /// What is required.
    pub(super) strict: String,
    /// The same, where it lets calls through that leave arguments out.
    lenient: String,
    /// What of the refusal stays beside it.
    kept: Option<String>,
    /// Puts it in the refusal's place; the reason stays. None where a rule is split and a call could
    /// no longer do without an argument.
    pub(super) fix: Option<Fix>,
}

impl Closed {
    /// What to write, and which calls that refuses beside those that were refused.
    pub(super) fn help(&self, refuses: &str) -> String {
        let require = |condition: &str| tick(&format!("require {condition}"));
        let strict = require(&self.strict);
        let help = match self.lenient == self.strict {
            true => format!("write {strict}, which refuses {refuses}"),
            false => format!(
                "write {strict}, or {} where a call without it does no harm",
                require(&self.lenient)
            ),
        };
        match &self.kept {
            None => help,
            Some(kept) => format!("{help}; keep {}", tick(&format!("deny when {kept}"))),
        }
    }
}

/// The `require` that holds where a refusal's condition doesn't and what it names is there; nothing
/// where no such rule can say it. Tests of `null` stay a refusal: a call without the argument is
/// none of what they let through.
pub(super) fn closed(context: &LintContext<'_>, rule: &Rule) -> Option<Closed> {
    let Some(Written::DenyWhen { condition, .. }) = context.rule(rule.span) else { return None };
    let parts = match &condition.node {
        Condition::Or(parts) => parts.as_slice(),
        Condition::And(_) | Condition::Test { .. } => std::slice::from_ref(condition),
    };
    let is_kept = |part: &&Spanned<Condition>| {
        tested(rule, part).is_some_and(|test| refusals::is_about_null(&test.operator))
    };
    let (kept, parts): (Vec<_>, Vec<_>) = parts.iter().partition(is_kept);
    let complements = parts.iter().map(|part| complement(context, rule, part, !kept.is_empty()));
    let complements: Vec<_> = complements.collect::<Option<_>>()?;
    let joined = |lets_go: &dyn Fn(&Complement) -> bool| match complements.as_slice() {
        [single] => single.text(lets_go(single)),
        several => {
            let grouped = several.iter().map(|it| it.grouped(lets_go(it)));
            grouped.collect::<Vec<_>>().join(" and ")
        }
    };
    if complements.is_empty() {
        return None;
    }
    let required = joined(&|it| it.goes_without);
    let kept: Vec<_> = kept.iter().map(|part| context.slice(part.span)).collect();
    let kept = (!kept.is_empty()).then(|| kept.join(" or "));
    let fix = match &kept {
        None => Some(replacing(rule.span, condition.span, &required)),
        Some(kept) => (complements.iter().all(|it| it.goes_without || it.missing.is_none()))
            .then(|| splitting(context, rule.span, condition.span, &required, kept)),
    };
    Some(Closed { strict: joined(&|_| false), lenient: joined(&|_| true), kept, fix })
}

/// What to write where a rule refuses every call that gives what it names, and the fix, a guess.
pub(super) struct Meant {
    pub(super) help: String,
    pub(super) fix: Option<Fix>,
}

/// Nothing where some call passes a refusal that gives all that it names.
pub(super) fn meant(context: &LintContext<'_>, rule: &Rule) -> Option<Meant> {
    let refused = rule.kind.refused()?;
    let given = refused.tests().into_iter().filter(|test| test.operator != Missing);
    let given: Vec<_> = given.map(|test| Formula::exists(&test.path)).collect();
    let passing = Formula::All(given).and(!of_condition(refused));
    if context.finder.is_satisfiable(&passing) != Ok(false) {
        return None;
    }
    let refuses = "this refuses every call that gives what it names";
    Some(match among_refused(context, rule) {
        Some((condition, among)) => Meant {
            help: format!("{refuses}; if these values are meant to pass, write `require {among}`"),
            fix: Some(Fix { safety: Safety::Unsafe, ..replacing(rule.span, condition, &among) }),
        },
        None => Meant { help: format!("{refuses}; was `and` meant?"), fix: None },
    })
}

/// The values of `args.a != 1 or args.a != 2` as `args.a in [1, 2]`, with the condition's place.
fn among_refused(context: &LintContext<'_>, rule: &Rule) -> Option<(Span, String)> {
    let Written::DenyWhen { condition, .. } = context.rule(rule.span)? else { return None };
    let Condition::Or(parts) = &condition.node else { return None };
    let values = parts.iter().map(|part| {
        let Condition::Test { operator, .. } = &part.node else { return None };
        let is_unequal = matches!(tested(rule, part)?.operator, NotEqual(_));
        let Operator::Compare(_, operand) = &operator.node else { return None };
        is_unequal.then(|| context.slice(operand.span))
    });
    let values = values.collect::<Option<Vec<_>>>()?.join(", ");
    let paths: BTreeSet<_> = parts.iter().map(|part| Some(&tested(rule, part)?.path)).collect();
    match paths.into_iter().collect::<Option<Vec<_>>>()?.as_slice() {
        [path] => Some((condition.span, format!("{} in [{values}]", argument_text(path)))),
        _ => None,
    }
}

/// A requirement without the part that lets calls without the argument pass: the condition and the
/// fix. Nothing where such calls pass it anyway, or no call does.
pub(super) fn without_missing(
    context: &LintContext<'_>,
    rule: &Rule,
    path: &Path,
) -> Option<(String, Fix)> {
    let Written::Require { condition, .. } = context.rule(rule.span)? else { return None };
    let Condition::Or(parts) = &condition.node else { return None };
    let is_missing = |test: &Test| test.path == *path && test.operator == Missing;
    let is_kept = |part: &&Spanned<Condition>| !tested(rule, part).is_some_and(is_missing);
    let kept: Vec<_> = parts.iter().filter(is_kept).cloned().collect();
    let strict = rule.kind.required()?.substitute(&|test| is_missing(test).then_some(false));
    let is_possible = |formula: &Formula| context.finder.is_satisfiable(formula) != Ok(false);
    let strict = of_condition(&strict);
    let passes_without = strict.clone().and(!Formula::exists(path));
    if kept.len() == parts.len()
        || context.slice(condition.span).contains('#')
        || is_possible(&passes_without)
        || !is_possible(&strict)
    {
        return None;
    }
    let required = match kept.as_slice() {
        [single] => condition_text(&single.node),
        _ => condition_text(&Condition::Or(kept)),
    };
    let fix = Fix {
        safety: Safety::Safe,
        title: format!("write `require {required}`"),
        edits: vec![Edit { span: condition.span, text: required.clone() }],
    };
    Some((required, fix))
}

/// Puts a requirement in a refusal's place.
fn replacing(rule: Span, condition: Span, required: &str) -> Fix {
    let edits = vec![
        Edit { span: Span { end: condition.start, ..rule }, text: "require ".to_owned() },
        Edit { span: condition, text: required.to_owned() },
    ];
    Fix { safety: Safety::Safe, title: format!("write `require {required}`"), edits }
}

/// Puts a requirement with the refusal's reason before what of the refusal stays.
fn splitting(
    context: &LintContext<'_>,
    rule: Span,
    condition: Span,
    required: &str,
    kept: &str,
) -> Fix {
    let reason = context.slice(Span { start: condition.end, ..rule });
    let mut fix = before(context, rule, &format!("require {required}{reason}"));
    fix.title = format!("write `require {required}` and `deny when {kept}`");
    fix.edits.push(Edit { span: condition, text: kept.to_owned() });
    fix
}
