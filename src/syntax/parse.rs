//! Text to syntax tree, fault by fault.
//!
//! A file is read statement by statement. A statement that the grammar refuses is read again in
//! smaller pieces (its head, then rule by rule), so that every piece that is right is kept and
//! every piece that is wrong is reported; reading goes on at the next rule or statement.

use pest::Parser as _;

use super::ast::{Rule as Item, Statement, Step};
use super::build::{Builder, Head};
use super::diagnose::{A_STATEMENT, Failure};
use super::error::SyntaxError;
use super::grammar::{Grammar, Pair, Rule};
use super::lexis::{self, Kind, Token};
use super::{Parsed, keywords};
use crate::finding::nearest;
use crate::source::{Source, SourceId, Span, Spanned};

/// Reads a file: everything that it says and everything that is wrong with it.
pub fn parse(source: &Source) -> Parsed {
    let mut reader = Reader { text: source.text(), source: source.id(), parsed: Parsed::default() };
    reader.carriage_returns();
    reader.file();
    let mut parsed = reader.parsed;
    parsed.findings.sort_by_key(|finding| finding.span.start);
    parsed
}

struct Reader<'t> {
    text: &'t str,
    source: SourceId,
    parsed: Parsed,
}

impl<'t> Reader<'t> {
    fn file(&mut self) {
        let mut at = if self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let mut previous = Previous::Nothing;
        while let Some(word) = lexis::words(self.text, at).next() {
            (at, previous) = match statement_rule(word.text) {
                Some(rule) => self.statement(rule, word.start),
                None => (self.no_statement(previous, word), Previous::Broken),
            };
        }
    }

    fn carriage_returns(&mut self) {
        let bare = self
            .text
            .match_indices('\r')
            .filter(|(at, _)| self.text.as_bytes().get(at + 1) != Some(&b'\n'));
        let spans: Vec<_> = bare.map(|(at, _)| self.span(at, at + 1)).collect();
        self.parsed
            .findings
            .extend(spans.into_iter().map(|span| SyntaxError::CarriageReturn { span }.finding()));
    }

    /// Reads the statement at `start`; answers where the next one may begin.
    fn statement(&mut self, rule: Rule, start: usize) -> (usize, Previous) {
        match self.piece(rule, start, |builder, pair| builder.statement(pair)) {
            Ok((statement, end)) => {
                self.parsed.file.statements.push(statement);
                (end, Previous::Read { rule, start })
            }
            Err(failure) => (self.broken_statement(rule, start, failure), Previous::Broken),
        }
    }

    /// Reads a statement that has a fault: piece by piece if it has a block and a head before it.
    fn broken_statement(&mut self, rule: Rule, start: usize, failure: Failure) -> usize {
        let head =
            head_rule(rule).map(|head| self.piece(head, start, |builder, pair| builder.head(pair)));
        match head {
            Some(Ok((Head::Test(name), open))) => {
                let (steps, end) = self.block(open, &STEPS);
                self.keep(Statement::Test { name, steps }, start, end)
            }
            Some(Ok((Head::Allow(selector), open))) => {
                let (rules, end) = self.block(open, &RULES);
                self.keep(Statement::Allow { selector, rules: Some(rules) }, start, end)
            }
            Some(Ok((Head::Restrict(selector), open))) => {
                let (rules, end) = self.block(open, &RULES);
                self.keep(Statement::Restrict { selector, rules }, start, end)
            }
            _ => {
                let from = self.report(failure);
                self.skip(from, Block::of(rule))
            }
        }
    }

    fn keep(&mut self, statement: Statement, start: usize, end: usize) -> usize {
        self.parsed.file.statements.push(Spanned::new(statement, self.span(start, end)));
        end
    }

    /// Goes on to the next statement. A block on the way is still read for its faults.
    fn skip(&mut self, from: usize, block: Block) -> usize {
        let brace = |token: &Token<'_>| block != Block::Unknown && token.is("{");
        let unknown = |token: &Token<'_>| token.start > from && self.is_leftmost(token);
        let next = lexis::words(self.text, from)
            .find(|token| brace(token) || is_statement_start(token) || unknown(token));
        match (next, block) {
            (Some(next), Block::Steps) if next.is("{") => self.block(next.end(), &STEPS).1,
            (Some(next), _) if next.is("{") => self.block(next.end(), &RULES).1,
            (Some(next), _) => next.start,
            (None, _) => self.text.len(),
        }
    }

    /// Whether a word, or what other languages begin comments with, stands where a line begins:
    /// most likely something new, even if unknown.
    fn is_leftmost(&self, token: &Token<'_>) -> bool {
        let before = self.text.get(..token.start).unwrap_or_default();
        let new = token.kind == Kind::Word || matches!(token.text, "//" | "/*");
        new && (before.is_empty() || before.ends_with('\n'))
    }

    /// Reads the pieces of a block from after its brace to the closing one.
    fn block<T>(&mut self, open: usize, kind: &Pieces<T>) -> (Vec<T>, usize) {
        let mut pieces = Vec::new();
        let (mut at, mut previous) = (open, None);
        while let Some(token) = lexis::words(self.text, at).next() {
            if token.is("}") {
                return (pieces, token.end());
            }
            let rule = (kind.rule)(self.text, &token);
            if rule.is_none() && self.follows_block(open, &token) {
                self.unclosed(open, token.start, token.end());
                return (pieces, token.start);
            }
            let read = match rule {
                Some(rule) => self.piece(rule, token.start, kind.build),
                None => Err(self.no_piece(previous, token.start, kind)),
            };
            (at, previous) = match read {
                Ok((piece, end)) => {
                    pieces.push(piece);
                    (end, Some(token.start))
                }
                Err(failure) => {
                    let from = self.report(failure.inside()).max(token.end());
                    (self.next_piece(token.start, from, kind), None)
                }
            };
        }
        self.unclosed(open, self.text.len(), self.text.len());
        (pieces, self.text.len())
    }

    /// Whether a token begins the statement after a block that isn't closed: it stands no further
    /// right than the line on which the block was opened.
    fn follows_block(&self, open: usize, token: &Token<'_>) -> bool {
        is_statement_start(token) && self.indent(token.start) <= self.indent(open)
    }

    /// The white space that the line of an offset begins with.
    fn indent(&self, offset: usize) -> usize {
        let before = self.text.get(..offset).unwrap_or_default();
        let line = self.text.get(before.rfind('\n').map_or(0, |end| end + 1)..).unwrap_or_default();
        line.len() - line.trim_start_matches([' ', '\t']).len()
    }

    /// Text in a block that begins none of its pieces.
    fn no_piece<T>(&self, previous: Option<usize>, at: usize, kind: &Pieces<T>) -> Failure {
        let failure = match previous {
            Some(previous) => Failure::of(kind.lone, self.text, previous),
            None => Failure::new(self.text, at, at, Vec::new()),
        };
        failure.or_expected(kind.expected)
    }

    /// Matches one rule of the grammar at `start` and builds it.
    fn piece<T>(
        &mut self,
        rule: Rule,
        start: usize,
        build: impl FnOnce(&mut Builder<'_>, Pair<'_>) -> Option<T>,
    ) -> Result<(T, usize), Failure> {
        let text = self.text.get(start..).unwrap_or_default();
        let Ok(mut pairs) = Grammar::parse(rule, text) else {
            return Err(Failure::of(rule, self.text, start));
        };
        let Some(pair) = pairs.next() else {
            return Err(Failure::of(rule, self.text, start));
        };
        let end = start + pair.as_span().end();
        let known = self.parsed.findings.len();
        let mut builder = Builder::new(self.source, start, &mut self.parsed.findings);
        let built = build(&mut builder, pair);
        let reserved = builder.reserved;
        match (built, reserved) {
            (Some(built), None) => Ok((built, end)),
            (_, reserved) => {
                self.parsed.findings.truncate(known);
                let at = reserved.map_or(start, |span| span.start as usize);
                Err(Failure::new(self.text, start, at, Vec::new()))
            }
        }
    }

    /// Text that begins no statement. The rest of a line that is known to be wrong is passed over.
    fn no_statement(&mut self, previous: Previous, token: Token<'_>) -> usize {
        let (failure, block) = match previous {
            Previous::Broken if !token.first_on_line => {
                return self.skip(token.end(), Block::Unknown);
            }
            Previous::Read { rule, start } => {
                (Failure::of(Rule::lone_statement, self.text, start), Block::of(rule))
            }
            Previous::Nothing | Previous::Broken => {
                let failure = Failure::new(self.text, token.start, token.start, Vec::new());
                (failure, Block::near(token.text))
            }
        };
        let from = self.report(failure.or_expected(&[A_STATEMENT])).max(token.start);
        self.skip(from, block)
    }

    /// Reports a failure; answers where to look on from.
    fn report(&mut self, failure: Failure) -> usize {
        let resume = failure.resume();
        self.parsed.findings.push(failure.finding(self.text, self.source));
        resume
    }

    fn unclosed(&mut self, open: usize, start: usize, end: usize) {
        let open = self.span(open.saturating_sub(1), open);
        let span = self.span(start, end);
        self.parsed.findings.push(SyntaxError::UnclosedBlock { open, span }.finding());
    }

    /// The next piece of a block from `from` on, its closing brace, or the statement after a block
    /// without one. Braces are counted from the start of the broken piece.
    fn next_piece<T>(&self, start: usize, from: usize, kind: &Pieces<T>) -> usize {
        let mut depth = 0_usize;
        for token in lexis::words(self.text, start) {
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

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.source, start, end)
    }
}

/// What stands before a place in a file.
#[derive(Clone, Copy)]
enum Previous {
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
        let meant = nearest(word, keywords::STATEMENTS).and_then(statement_rule);
        meant.map_or(Self::Unknown, Self::of)
    }
}

/// What a block is made of.
struct Pieces<T> {
    /// The grammar's rule for the piece that begins with a token; `None` where none does.
    rule: fn(&str, &Token<'_>) -> Option<Rule>,
    build: fn(&mut Builder<'_>, Pair<'_>) -> Option<T>,
    /// The grammar's rule for a piece and nothing after it.
    lone: Rule,
    /// What stands in such a block, in words.
    expected: &'static [&'static str],
}

const RULES: Pieces<Spanned<Item>> = Pieces {
    rule: item_rule,
    build: |builder, pair| builder.item(pair),
    lone: Rule::lone_item,
    expected: &["`require`", "`deny when`", "`approve when`", "`limit`", "`}`"],
};

const STEPS: Pieces<Spanned<Step>> = Pieces {
    rule: step_rule,
    build: |builder, pair| builder.step(pair),
    lone: Rule::lone_step,
    expected: &["`call`", "`wait`", "`}`"],
};

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

/// The rule for the head of a statement with a block.
fn head_rule(rule: Rule) -> Option<Rule> {
    match rule {
        Rule::allow => Some(Rule::allow_head),
        Rule::restrict => Some(Rule::restrict_head),
        Rule::test => Some(Rule::test_head),
        _ => None,
    }
}

/// `deny`, `approve` and `limit` begin statements too: the next word tells.
fn item_rule(text: &str, token: &Token<'_>) -> Option<Rule> {
    let next = || lexis::words(text, token.end()).next();
    let conditional =
        |rule| next().is_some_and(|next| next.is("when") || next.is("args")).then_some(rule);
    match token.text {
        "require" => Some(Rule::require),
        "deny" => conditional(Rule::deny_when),
        "approve" => conditional(Rule::approve_when),
        "limit" if !next().is_some_and(|next| next.is("all")) => Some(Rule::limit),
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

fn is_statement_start(token: &Token<'_>) -> bool {
    token.first_on_line && keywords::STATEMENTS.contains(&token.text)
}
