//! Text to syntax tree, fault by fault.
//!
//! A file is read in runs of statements. Where the grammar refuses a run, it is read again
//! statement by statement; a statement that has a fault is read again in smaller pieces (`recover`,
//! `block`), so that every piece that is right is kept and every piece that is wrong is reported.
//! Knows nothing of what names mean.

mod block;
mod conflict;
mod extent;
mod recover;

use pest::Parser as _;

use super::build::Builder;
use super::diagnose::Failure;
use super::error::SyntaxError;
use super::grammar::{Grammar, Pair, Rule};
use super::internal::InternalError;
use super::lexis::{self, Token};
use super::{Parsed, keywords};
use crate::finding::{self, Finding, MAX_FINDINGS};
use crate::source::{Source, SourceId, Span};
use extent::Extents;
use recover::Previous;

/// The bytes of the longest text that is read: a hundred times what anyone could review.
pub(super) const LONGEST: usize = 16 << 20;

/// Reads a file: everything that it says and everything that is wrong with it.
///
/// # Errors
/// A fault of mcpol itself, whatever the text is.
pub(crate) fn parse(source: &Source) -> Result<Parsed, InternalError> {
    read_source(source, None)
}

/// What gets the pair of each faultless statement, and the offset from which its places count.
pub(super) type Visitor<'v, 't> = &'v mut dyn FnMut(usize, Pair<'t>) -> Result<(), InternalError>;

/// The same; the statements are shown to a visitor as well, in the order of the text.
pub(super) fn parse_with<'t>(
    source: &'t Source,
    visitor: Visitor<'_, 't>,
) -> Result<Parsed, InternalError> {
    read_source(source, Some(visitor))
}

fn read_source<'t>(
    source: &'t Source,
    visitor: Option<Visitor<'_, 't>>,
) -> Result<Parsed, InternalError> {
    if source.text().len() > LONGEST {
        return Ok(Parsed { findings: vec![too_long(source)], ..Parsed::default() });
    }
    if let Some(conflict) = conflict::detect_conflict(source.text(), source.id()) {
        return Ok(Parsed { findings: vec![conflict.finding()], ..Parsed::default() });
    }
    let mut reader = Reader {
        text: source.text(),
        extents: Extents::new(source.text()),
        source: source.id(),
        visitor,
        parsed: Parsed::default(),
    };
    reader.carriage_returns();
    reader.read_file()?;
    let mut parsed = reader.parsed;
    parsed.findings.sort_by_key(|finding| finding.span.start);
    Ok(parsed)
}

/// What is said about more text than is read.
pub(super) fn too_long(source: &Source) -> Finding {
    SyntaxError::TooLong { span: Span::new(source.id(), 0, 0) }.finding()
}

struct Reader<'v, 't> {
    text: &'t str,
    visitor: Option<Visitor<'v, 't>>,
    extents: Extents<'t>,
    source: SourceId,
    parsed: Parsed,
}

impl<'t> Reader<'_, 't> {
    fn read_file(&mut self) -> Result<(), InternalError> {
        let mut at = if self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        while at < self.text.len() && !self.is_full() {
            at = match self.extents.run(at) {
                Some(end) if self.read_run(at, end)? => end,
                run => self.read_one_by_one(at, run.unwrap_or(at + extent::LONGEST_RUN))?,
            };
        }
        Ok(())
    }

    /// Reads statements if there is nothing wrong with any of them.
    fn read_run(&mut self, start: usize, end: usize) -> Result<bool, InternalError> {
        let text = self.text.get(start..end).unwrap_or_default();
        let Some(run) = Grammar::parse(Rule::run, text).ok().and_then(|mut pairs| pairs.next())
        else {
            return Ok(false);
        };
        let (findings, statements) =
            (self.parsed.findings.len(), self.parsed.file.statements.len());
        let mut builder = Builder::new(self.source, start, &mut self.parsed.findings);
        builder.build_run(run.clone(), &mut self.parsed.file.statements)?;
        let right = builder.reserved.is_none();
        if right {
            self.show_to_visitor(
                start,
                run.into_inner().filter(|pair| pair.as_rule() != Rule::EOI),
            )?;
        } else {
            self.parsed.findings.truncate(findings);
            self.parsed.file.statements.truncate(statements);
        }
        Ok(right)
    }

    /// Reads one statement after the other, at least up to `end`; answers how far.
    fn read_one_by_one(&mut self, mut at: usize, end: usize) -> Result<usize, InternalError> {
        let mut previous = Previous::Nothing;
        while at < end && !self.is_full() {
            let Some(word) = lexis::words(self.text, at).next() else {
                return Ok(self.text.len());
            };
            (at, previous) = match statement_rule(word.text) {
                Some(rule) => self.read_statement(rule, word.start)?,
                None => (self.no_statement(previous, word)?, Previous::Broken),
            };
        }
        Ok(at)
    }

    fn carriage_returns(&mut self) {
        let bare = self
            .text
            .match_indices('\r')
            .filter(|(at, _)| self.text.as_bytes().get(at + 1) != Some(&b'\n'));
        let spans: Vec<_> =
            bare.take(MAX_FINDINGS + 1).map(|(at, _)| self.span(at, at + 1)).collect();
        spans.into_iter().for_each(|span| self.report_fault(SyntaxError::CarriageReturn { span }));
    }

    /// Whether there are so many faults that reading ends.
    fn is_full(&self) -> bool {
        self.parsed.findings.len() > MAX_FINDINGS
    }

    /// Keeps a fault that isn't the grammar's.
    fn report_fault(&mut self, fault: SyntaxError) {
        finding::add(&mut self.parsed.findings, fault.finding());
    }

    /// Reads the statement at `start`; answers where the next one may begin.
    fn read_statement(
        &mut self,
        rule: Rule,
        start: usize,
    ) -> Result<(usize, Previous), InternalError> {
        let mut read = None;
        let statement = self.read_piece(rule, start, |builder, pair| {
            read = Some(pair.clone());
            builder.build_statement(pair)
        })?;
        Ok(match statement {
            Ok((statement, end)) => {
                self.show_to_visitor(start, read)?;
                self.parsed.file.statements.push(statement);
                (end, Previous::Read { rule, start })
            }
            Err(failure) => (self.broken_statement(rule, start, failure)?, Previous::Broken),
        })
    }

    /// Shows the pairs of statements to the visitor, if there is one and all is right so far.
    fn show_to_visitor(
        &mut self,
        base: usize,
        pairs: impl IntoIterator<Item = Pair<'t>>,
    ) -> Result<(), InternalError> {
        match &mut self.visitor {
            Some(visitor) if self.parsed.findings.is_empty() => {
                pairs.into_iter().try_for_each(|pair| visitor(base, pair))
            }
            Some(_) | None => Ok(()),
        }
    }

    /// Matches one rule of the grammar at `start` and builds it.
    fn read_piece<T>(
        &mut self,
        rule: Rule,
        start: usize,
        build: impl FnOnce(&mut Builder<'_>, Pair<'t>) -> Result<T, InternalError>,
    ) -> Result<Result<(T, usize), Failure>, InternalError> {
        let pair = match self.matched(rule, start) {
            Ok(pair) => pair,
            Err(failure) => return Ok(Err(failure)),
        };
        let end = start + pair.as_span().end();
        let known = self.parsed.findings.len();
        let mut builder = Builder::new(self.source, start, &mut self.parsed.findings);
        let built = build(&mut builder, pair)?;
        Ok(match builder.reserved {
            None => Ok((built, end)),
            Some(reserved) => {
                self.parsed.findings.truncate(known);
                Err(Failure::new(self.text, start, reserved.start as usize, Vec::new()))
            }
        })
    }

    /// The match of a rule at `start`, given as much text as it takes.
    fn matched(&self, rule: Rule, start: usize) -> Result<Pair<'t>, Failure> {
        let mut count = 1;
        loop {
            let end = match block::is_piece(rule) {
                true => self.extents.piece(start, count),
                false => self.extents.statement(start, count),
            };
            let text = self.text.get(start..end).unwrap_or_default();
            let pair = Grammar::parse(rule, text).ok().and_then(|mut pairs| pairs.next());
            if let Some(pair) = pair {
                return Ok(pair);
            }
            let failure = Failure::of(rule, self.text, start..end);
            if failure.resume() < end || end == self.text.len() {
                return Err(failure);
            }
            count *= 4;
        }
    }

    /// Reports a failure; answers where to look on from.
    fn report_failure(&mut self, failure: Failure) -> usize {
        let resume = failure.resume();
        finding::add(&mut self.parsed.findings, failure.finding(self.text, self.source));
        resume
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.source, start, end)
    }
}

fn statement_rule(word: &str) -> Option<Rule> {
    Some(match word {
        "policy" => Rule::policy,
        "catalog" => Rule::catalog,
        "include" => Rule::include,
        "default" => Rule::default,
        "let" => Rule::constant_definition,
        "group" => Rule::group,
        "classify" => Rule::classify,
        "allow" => Rule::allow,
        "restrict" => Rule::restrict,
        "deny" => Rule::deny,
        "approve" => Rule::approve,
        "hide" => Rule::hide,
        "limit" => Rule::limit_all,
        "never" => Rule::never,
        "accept" => Rule::accept,
        "test" => Rule::test,
        _ => return None,
    })
}

/// Whether a token is the word that a statement begins with.
fn begins_statement(token: &Token<'_>) -> bool {
    !token.is_key && statement_rule(token.text).is_some()
}

fn is_statement_start(token: &Token<'_>) -> bool {
    token.first_on_line && keywords::STATEMENTS.contains(&token.text)
}
