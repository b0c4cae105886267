//! Reads a block piece by piece: the rules of `allow` and `restrict`, the steps of `test`.

use super::{Reader, begins_statement, is_statement_start};
use crate::source::Spanned;
use crate::syntax::ast::{Rule as Item, Step};
use crate::syntax::build::Builder;
use crate::syntax::diagnose::Failure;
use crate::syntax::error::SyntaxError;
use crate::syntax::grammar::{Pair, Rule};
use crate::syntax::internal::InternalError;
use crate::syntax::keywords;
use crate::syntax::lexis::{self, Kind, Token};

/// What a block is made of.
pub(super) struct Pieces<T> {
    /// The grammar's rule for the piece that begins with a token; `None` where none does.
    rule: fn(&str, &Token<'_>) -> Option<Rule>,
    build: fn(&mut Builder<'_>, Pair<'_>) -> Result<T, InternalError>,
    /// The grammar's rule for a piece and nothing after it.
    lone: Rule,
    /// What stands in such a block, in words.
    expected: &'static [&'static str],
}

pub(super) const RULES: Pieces<Spanned<Item>> = Pieces {
    rule: item_rule,
    build: |builder, pair| builder.build_item(pair),
    lone: Rule::lone_item,
    expected: &["`require`", "`deny when`", "`approve when`", "`limit`", "`}`"],
};

pub(super) const STEPS: Pieces<Spanned<Step>> = Pieces {
    rule: step_rule,
    build: |builder, pair| builder.build_step(pair),
    lone: Rule::lone_step,
    expected: &["`call`", "`wait`", "`}`"],
};

impl Reader<'_, '_> {
    /// Reads the pieces of a block from after its brace to the closing one.
    pub(super) fn read_block<T>(
        &mut self,
        open: usize,
        kind: &Pieces<T>,
    ) -> Result<(Vec<T>, usize), InternalError> {
        let mut pieces = Vec::new();
        let (mut at, mut previous) = (open, None);
        while let Some(token) = lexis::words(self.text, at).next() {
            if self.is_full() {
                return Ok((pieces, at));
            }
            if token.is("}") {
                return Ok((pieces, token.end()));
            }
            let rule = (kind.rule)(self.text, &token);
            if rule.is_none() && self.follows_block(open, &token) {
                self.report_unclosed_block(open, token.start, token.end());
                return Ok((pieces, token.start));
            }
            if rule.is_none() && previous.is_some() && self.goes_on(at, &token) {
                pieces.pop();
            }
            let read = match rule {
                Some(rule) => self.read_piece(rule, token.start, kind.build)?,
                None => Err(self.no_piece(previous, token.start, kind)),
            };
            (at, previous) = match read {
                Ok((piece, end)) => {
                    pieces.push(piece);
                    (end, Some(token.start))
                }
                Err(failure) => {
                    let from = self.report_failure(failure.inside()).max(token.end());
                    (self.next_piece(token.start, from, kind), None)
                }
            };
        }
        self.report_unclosed_block(open, self.text.len(), self.text.len());
        Ok((pieces, self.text.len()))
    }

    /// Whether a token begins the statement after a block that isn't closed: it stands no further
    /// right than the line on which the block was opened.
    fn follows_block(&self, open: usize, token: &Token<'_>) -> bool {
        is_statement_start(token) && self.extents.indent(token.start) <= self.extents.indent(open)
    }

    /// Whether a token belongs to the piece that ends at an offset, which then isn't what its author
    /// means: it touches it, or lists another value.
    fn goes_on(&self, end: usize, token: &Token<'_>) -> bool {
        let next = || lexis::words(self.text, token.end()).next();
        let is_value = |next: Token<'_>| matches!(next.kind, Kind::String | Kind::Number);
        token.start == end || token.is(",") && next().is_some_and(is_value)
    }

    /// Text in a block that begins none of its pieces.
    fn no_piece<T>(&self, previous: Option<usize>, at: usize, kind: &Pieces<T>) -> Failure {
        let failure = match previous {
            Some(previous) => {
                Failure::of(kind.lone, self.text, previous..self.extents.piece(at, 1))
            }
            None => Failure::new(self.text, at, at, Vec::new()),
        };
        match failure.resume() == at {
            true => failure.or_expected(kind.expected),
            false => failure,
        }
    }

    fn report_unclosed_block(&mut self, open: usize, start: usize, end: usize) {
        let open = self.span(open.saturating_sub(1), open);
        let span = self.span(start, end);
        self.report_fault(SyntaxError::UnclosedBlock { open, span });
    }

    /// The next piece of a block from `from` on, its closing brace, or the statement after a block
    /// without one. Braces are counted from the start of the broken piece.
    fn next_piece<T>(&self, start: usize, from: usize, kind: &Pieces<T>) -> usize {
        let mut depth = 0_usize;
        for token in lexis::words(self.text, start).filter(|token| !token.is_key) {
            let ends = token.is("}") || (kind.rule)(self.text, &token).is_some();
            let unknown = token.start > from && begins_unknown_piece(&token);
            let starts = is_statement_start(&token) || unknown;
            if token.start >= from && (depth == 0 && ends || starts) {
                return token.start;
            }
            match token.text {
                "{" => depth += 1,
                "}" => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        self.text.len()
    }
}

/// `deny`, `approve` and `limit` begin statements too: the next word tells.
fn item_rule(text: &str, token: &Token<'_>) -> Option<Rule> {
    /// What the word isn't a rule before, but a statement's or a name in a broken rule.
    const NO_LIMIT: [&str; 4] = ["all", "]", ")", ","];
    const CONDITION: [&str; 5] = ["when", "args", "if", "unless", "where"];
    let next = || lexis::words(text, token.end()).next();
    let conditional = |rule| {
        next().is_some_and(|next| CONDITION.iter().any(|word| next.is(word))).then_some(rule)
    };
    match token.text {
        "require" => Some(Rule::require),
        "deny" => conditional(Rule::deny_when),
        "approve" => conditional(Rule::approve_when),
        "limit" if !next().is_some_and(|next| NO_LIMIT.iter().any(|it| next.is(it))) => {
            Some(Rule::limit)
        }
        _ => None,
    }
}

fn step_rule(_text: &str, token: &Token<'_>) -> Option<Rule> {
    match token.text {
        "call" => Some(Rule::call),
        "wait" => Some(Rule::wait),
        _ => None,
    }
}

/// Whether a line begins with a word of the author's own, as one with a misspelled rule does.
fn begins_unknown_piece(token: &Token<'_>) -> bool {
    token.first_on_line && token.kind == Kind::Word && !keywords::is_reserved(token.text)
}

/// Whether a piece of a block begins with a token, or the block may end with it.
pub(super) fn begins_piece(token: &Token<'_>) -> bool {
    let words = ["}", "require", "call", "wait"];
    begins_statement(token) || words.iter().any(|word| token.is(word))
}

/// Whether a rule of the grammar is a piece of a block.
pub(super) fn is_piece(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::require
            | Rule::limit
            | Rule::deny_when
            | Rule::approve_when
            | Rule::call
            | Rule::wait
    )
}
