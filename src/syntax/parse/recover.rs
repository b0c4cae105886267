//! Finds the way on from statements that have faults.

use super::block::{RULES, STEPS};
use super::{Reader, is_statement_start, statement_rule};
use crate::source::Spanned;
use crate::strings::nearest;
use crate::syntax::ast::Statement;
use crate::syntax::build::Head;
use crate::syntax::diagnose::{A_STATEMENT, Failure};
use crate::syntax::grammar::Rule;
use crate::syntax::internal::InternalError;
use crate::syntax::keywords;
use crate::syntax::lexis::{self, Kind, Token};
use crate::syntax::near_miss;

impl Reader<'_, '_> {
    /// Reads a statement that has a fault: piece by piece if it has a block and a head before it.
    pub(super) fn broken_statement(
        &mut self,
        rule: Rule,
        start: usize,
        failure: Failure,
    ) -> Result<usize, InternalError> {
        if let Some(end) = near_miss::after_brace_list(self.text, failure.resume()) {
            self.report_failure(failure);
            return self.skip_to_next_statement(end, Block::of(rule));
        }
        let head = head_rule(rule)
            .map(|head| self.read_piece(head, start, |builder, pair| builder.build_head(pair)))
            .transpose()?;
        Ok(match head {
            Some(Ok((Head::Test(name), open))) => {
                let (steps, end) = self.read_block(open, &STEPS)?;
                self.keep_statement(Statement::Test { name, steps }, start, end)
            }
            Some(Ok((Head::Allow(selector), open))) => {
                let (rules, end) = self.read_block(open, &RULES)?;
                self.keep_statement(Statement::Allow { selector, rules: Some(rules) }, start, end)
            }
            Some(Ok((Head::Restrict(selector), open))) => {
                let (rules, end) = self.read_block(open, &RULES)?;
                self.keep_statement(Statement::Restrict { selector, rules }, start, end)
            }
            Some(Err(_)) | None => {
                let from = self.report_failure(failure);
                self.skip_to_next_statement(from, Block::of(rule))?
            }
        })
    }

    fn keep_statement(&mut self, statement: Statement, start: usize, end: usize) -> usize {
        self.parsed.file.statements.push(Spanned::new(statement, self.span(start, end)));
        end
    }

    /// Goes on to the next statement. A block on the way is still read for its faults.
    fn skip_to_next_statement(
        &mut self,
        from: usize,
        block: Block,
    ) -> Result<usize, InternalError> {
        let brace = |token: &Token<'_>| block != Block::Unknown && token.is("{");
        let unknown = |token: &Token<'_>| token.start > from && self.is_leftmost(token);
        let next = lexis::words(self.text, from)
            .find(|token| brace(token) || is_statement_start(token) || unknown(token));
        Ok(match (next, block) {
            (Some(next), Block::Steps) if next.is("{") => self.read_block(next.end(), &STEPS)?.1,
            (Some(next), Block::Rules) if next.is("{") => self.read_block(next.end(), &RULES)?.1,
            (Some(next), Block::Steps | Block::Rules | Block::Unknown) => next.start,
            (None, _) => self.text.len(),
        })
    }

    /// Whether a word, or what other languages begin comments with, stands where a line begins:
    /// most likely something new, even if unknown.
    fn is_leftmost(&self, token: &Token<'_>) -> bool {
        let before = self.text.get(..token.start).unwrap_or_default();
        let new = token.kind == Kind::Word || matches!(token.text, "//" | "/*");
        new && (before.is_empty() || before.ends_with('\n'))
    }

    /// The block of the statement that an unknown word may begin; of none that is called like a
    /// function.
    fn block_of(&self, word: &Token<'_>) -> Block {
        let is_called = lexis::words(self.text, word.end()).next().is_some_and(|it| it.is("("));
        if is_called { Block::Unknown } else { Block::near(word.text) }
    }

    /// Text that begins no statement. The rest of a line that is known to be wrong is passed over.
    pub(super) fn no_statement(
        &mut self,
        previous: Previous,
        token: Token<'_>,
    ) -> Result<usize, InternalError> {
        let (failure, block) = match previous {
            Previous::Broken if !token.first_on_line => {
                return self.skip_to_next_statement(token.end(), Block::Unknown);
            }
            Previous::Read { rule, start } => {
                if !token.first_on_line && is_doubtful(rule, &token) {
                    self.parsed.file.statements.pop();
                }
                let extent = start..self.extents.statement(token.start, 1);
                let block =
                    if token.first_on_line { self.block_of(&token) } else { Block::of(rule) };
                (Failure::of(Rule::lone_statement, self.text, extent), block)
            }
            Previous::Nothing | Previous::Broken => {
                let failure = Failure::new(self.text, token.start, token.start, Vec::new());
                (failure, self.block_of(&token))
            }
        };
        let after_list = near_miss::after_brace_list(self.text, failure.resume());
        let from = self.report_failure(failure.or_expected(&[A_STATEMENT])).max(token.start);
        let after_condition = near_miss::after_lone_condition(self.text, from);
        let from = after_list.or(after_condition).unwrap_or(from);
        self.skip_to_next_statement(from, block)
    }
}

/// Whether a statement with a token after it on its line isn't what its author means. What defines
/// a name still does.
fn is_doubtful(rule: Rule, token: &Token<'_>) -> bool {
    let selects = matches!(
        rule,
        Rule::allow | Rule::deny | Rule::approve | Rule::hide | Rule::never | Rule::accept
    );
    selects && !token.is("}") && !token.is(",")
}

/// What stands before a place in a file.
#[derive(Clone, Copy)]
pub(super) enum Previous {
    Nothing,
    /// A statement, all of it read.
    Read {
        rule: Rule,
        start: usize,
    },
    /// Something that is wrong, which has been reported.
    Broken,
}

/// What a statement has in its braces, if it has them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    Rules,
    Steps,
    Unknown,
}

impl Block {
    fn of(rule: Rule) -> Self {
        match rule {
            Rule::test => Self::Steps,
            Rule::allow | Rule::restrict | Rule::deny | Rule::approve | Rule::hide => Self::Rules,
            _ => Self::Unknown,
        }
    }

    /// The block of the statement that a misspelled word may mean.
    fn near(word: &str) -> Self {
        let meant = keywords::meant_by(word).or_else(|| nearest(word, keywords::STATEMENTS));
        let meant = meant.and_then(statement_rule);
        meant.map_or(Self::Unknown, Self::of)
    }
}

/// The rule for the head of a statement with a block.
fn head_rule(rule: Rule) -> Option<Rule> {
    match rule {
        Rule::allow => Some(Rule::allow_head),
        Rule::restrict => Some(Rule::restrict_head),
        Rule::test => Some(Rule::test_head),
        _ => None,
    }
}
