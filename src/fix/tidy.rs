//! What edits leave behind: blocks without rules, and tools that are named and excepted.

use super::edit::{self, Applied};
use crate::finding::{Edit, Fix, Safety};
use crate::lint::selector;
use crate::source::{Source, Sources, Span, Spanned};
use crate::syntax;
use crate::syntax::ast::{Selector, Statement, Term};

/// The text without what is left over in the statements that `before` doesn't have: an `allow`
/// loses its empty braces, a `restrict` with none goes, and a tool that a selector names and excepts
/// stands in neither list.
pub(super) fn tidied(before: &str, applied: Applied) -> Applied {
    let Some(source) = Sources::default().add("fixed", &*applied.text) else { return applied };
    let Ok(parsed) = syntax::parse(&source) else { return applied };
    if !parsed.findings.is_empty() {
        return applied;
    }
    let changed = |it: &&Spanned<Statement>| !before.contains(source.slice(it.span));
    let statements = parsed.file.statements.iter().filter(changed);
    let edits = statements.flat_map(|statement| leftovers(&source, statement));
    let fixes: Vec<_> = edits
        .map(|edit| Fix { safety: Safety::Safe, title: String::new(), edits: vec![edit] })
        .collect();
    let Applied { text, comments, .. } =
        edit::apply(source.text(), &fixes.iter().collect::<Vec<_>>());
    Applied { text, made: applied.made, comments: [applied.comments, comments].concat() }
}

fn leftovers(source: &Source, statement: &Spanned<Statement>) -> Vec<Edit> {
    let block = empty_block(&statement.node).map(|block| match block {
        Block::AfterSelector(end) => Span { start: end, ..statement.span },
        Block::Whole => statement.span,
    });
    let twice = selector(&statement.node).and_then(|it| named_and_excepted(source, it));
    let block = block.filter(|span| !source.slice(*span).contains('#'));
    block.map(|span| Edit { span, text: String::new() }).into_iter().chain(twice).collect()
}

/// What an empty block takes with it.
enum Block {
    /// What stands behind the selector, which ends here.
    AfterSelector(u32),
    /// The statement.
    Whole,
}

fn empty_block(statement: &Statement) -> Option<Block> {
    match statement {
        Statement::Allow { selector, rules: Some(rules) } if rules.is_empty() => {
            Some(Block::AfterSelector(ends(selector)?.end))
        }
        Statement::Restrict { rules, .. } if rules.is_empty() => Some(Block::Whole),
        _ => None,
    }
}

fn ends(selector: &Selector) -> Option<Span> {
    let terms = || selector.terms.iter().chain(&selector.except);
    Some(terms().next()?.span.to(terms().next_back()?.span))
}

/// A selector without the terms that it both names and excepts; none where it has no such terms, a
/// comment, or nothing would be left.
fn named_and_excepted(source: &Source, selector: &Selector) -> Option<Edit> {
    let span = ends(selector)?;
    let without = |list: &[Term], other: &[Term]| -> Vec<String> {
        let kept = list.iter().filter(|term| !other.iter().any(|it| it.node == term.node));
        kept.map(|term| source.slice(term.span).to_owned()).collect()
    };
    let terms = without(&selector.terms, &selector.except);
    let except = without(&selector.except, &selector.terms);
    if terms.is_empty() || terms.len() == selector.terms.len() || source.slice(span).contains('#') {
        return None;
    }
    let text = match except.as_slice() {
        [] => terms.join(", "),
        except => format!("{} except {}", terms.join(", "), except.join(", ")),
    };
    Some(Edit { span, text })
}
