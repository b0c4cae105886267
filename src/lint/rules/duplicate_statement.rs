//! What a file says twice.

use std::collections::BTreeMap;

use super::edits;
use crate::finding::{Fix, Safety};
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, Issue, LintContext, Superseded, trees};
use crate::source::{Source, Span, Spanned};
use crate::syntax::ast::{Rule, Statement};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "duplicate-statement",
    weight: Weight::Warn,
    summary: "a statement or rule says what another one says",
    check: Check::Issues(check),
};

/// What is said again, and what said it first.
struct Again {
    what: &'static str,
    span: Span,
    first: Span,
    fix: Option<Fix>,
}

fn check<'s>(context: &'s LintContext<'_>, _: &Superseded) -> Vec<Issue<'s>> {
    found(context).iter().map(|again| issue(context, again)).collect()
}

/// The rules that stand in what is said again.
fn rules_in(context: &LintContext<'_>, again: Span) -> impl Iterator<Item = Span> {
    let rules = context.own_statements().flat_map(|it| trees::rules(&it.node));
    rules.map(|rule| rule.span).filter(move |rule| contains(again, *rule))
}

fn contains(outer: Span, inner: Span) -> bool {
    outer.source == inner.source && outer.start <= inner.start && inner.end <= outer.end
}

fn found(context: &LintContext<'_>) -> Vec<Again> {
    let mut found = Vec::new();
    for part in context.parts.iter().filter(|part| part.own) {
        let statements = || part.file.statements.iter().filter(|it| counts(&it.node));
        let twice = twice(part.source, statements());
        found.extend(twice.into_iter().map(|(again, first)| Again {
            what: "statement",
            span: again.span,
            first,
            fix: Some(Fix::removal(safety(trees::rules(&again.node)), again.span, "statement")),
        }));
        for statement in statements() {
            let twice = self::twice(part.source, trees::rules(&statement.node));
            found.extend(twice.into_iter().map(|(again, first)| Again {
                what: "rule",
                span: again.span,
                first,
                fix: Some(Fix::removal(safety(std::slice::from_ref(again)), again.span, "rule")),
            }));
        }
        let selectors = part.file.statements.iter().filter_map(|it| trees::selector(&it.node));
        for terms in selectors.flat_map(|selector| [&selector.terms, &selector.except]) {
            let twice = self::twice(part.source, terms);
            found.extend(twice.into_iter().map(|(again, first)| Again {
                what: "term",
                span: again.span,
                first,
                fix: edits::take_term(context, again.span).map(|edits| Fix {
                    safety: Safety::Safe,
                    title: "remove the term".to_owned(),
                    edits,
                }),
            }));
        }
    }
    found
}

fn issue<'s>(context: &LintContext<'_>, again: &Again) -> Issue<'s> {
    let message = format!("this {} repeats an earlier one", again.what);
    let draft = Draft::new(again.span, message)
        .label(again.first, "first written here")
        .help("remove one of the two")
        .fix(again.fix.clone());
    Issue::of_policy(draft).about_rules(rules_in(context, again.span))
}

/// A second waiver is an unused one; other statements that stand twice are errors.
fn counts(statement: &Statement) -> bool {
    !matches!(
        statement,
        Statement::Policy(_)
            | Statement::Catalog(_)
            | Statement::Default(_)
            | Statement::Let { .. }
            | Statement::Group { .. }
            | Statement::Accept { .. }
    )
}

/// Every node that is equal to one before it, which comes first of all.
fn twice<'a, T: PartialEq + 'a>(
    source: &Source,
    nodes: impl IntoIterator<Item = &'a Spanned<T>>,
) -> Vec<(&'a Spanned<T>, Span)> {
    let mut seen: BTreeMap<String, &Spanned<T>> = BTreeMap::new();
    let mut twice = Vec::new();
    for node in nodes {
        match seen.get(&key(source.slice(node.span))) {
            Some(first) if *first == node => twice.push((node, first.span)),
            Some(_) => {}
            None => {
                seen.insert(key(source.slice(node.span)), node);
            }
        }
    }
    twice
}

/// Equal nodes that are laid out differently have the same key; comments inside count.
fn key(text: &str) -> String {
    text.split_ascii_whitespace().collect()
}

/// A refusal that stands twice is compiled twice; nothing else is.
fn safety(rules: &[Spanned<Rule>]) -> Safety {
    let refuses = |rule: &Spanned<Rule>| trees::condition(&rule.node).is_some();
    if rules.iter().any(refuses) { Safety::Unsafe } else { Safety::Safe }
}
