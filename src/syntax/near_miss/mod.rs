//! What people write who know other languages, each with the form that is right here.
//!
//! The tokens round the place where reading failed tell what was meant. Each kind of near miss has
//! its own message (`message`); which one it is, is found out in the other files here, each about
//! the pieces that it is named after.

mod character;
mod comparison;
mod condition;
mod equals;
mod form;
mod good;
mod inside;
mod limit;
mod message;
mod misplaced;
mod named;
mod object;
mod operand;
mod own_marks;
mod phrase;
mod reason;
mod selector;
mod statement;
mod step;
mod taking;
mod text;
mod unfinished;
mod waiver;

use super::diagnose::Context;
use super::lexis::{Kind, Token};
use crate::source::Span;

pub(super) use misplaced::after_lone_condition;
pub(super) use selector::after_brace_list;
use text::{clause, line};

/// A form that isn't the language's, but whose meaning is plain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NearMiss {
    /// Something with one right form, which needs no more words.
    OtherForm { found: String, instead: String, span: Span },
    /// The same where the right form stands in the place of the wrong one, and why it does.
    Replaced { message: String, instead: String, span: Span },
    /// Something that needs words of its own.
    Explained { message: String, help: String, span: Span },
    /// `matches /^[/]a/`
    EarlySlash { instead: String, span: Span },
    /// `allow X when C` and the like.
    WhenOutsideBraces {
        statement: String,
        selector: String,
        condition: String,
        has_block: bool,
        span: Span,
    },
    /// A rule that stands alone.
    RuleOutsideBraces { rule: String, above: Option<String>, span: Span },
    /// A statement that stands among rules.
    StatementInsideBraces { statement: String, line: Option<String>, span: Span },
    /// `deny X { … }`, and the reason before the braces.
    NoBlock { statement: String, selector: String, reason: Option<String>, span: Span },
    /// `deny args.a == 1` inside braces.
    MissingWhen { rule: String, condition: String, span: Span },
    /// `limit X to 5 per minute`
    LimitOfTools { tools: String, limit: String, span: Span },
    /// `limit … because`
    LimitBecause { span: Span },
    /// `allow all tools`
    AllTools { span: Span },
    /// `allow get@v2`
    UnquotedName { name: String, span: Span },
    /// `allow args.list`
    ArgumentAsName { name: String, span: Span },
    /// `allow github:get_issue`
    PrefixedName { name: String, last: String, span: Span },
    /// `allow get_issu?`
    QuestionMark { glob: String, span: Span },
    /// `allow *, !get_issue`
    NegatedTerm { instead: String, span: Span },
    /// `t with args.x`, `tools without args.x` and the like.
    ToolsWith { message: &'static str, instead: String, span: Span },
    /// `allow [a, b]`, `allow get_{a,b}`
    ListedTools { names: String, span: Span },
    /// `allow a and b`
    JoinedTools { word: String, span: Span },
    /// `allow { … }`
    NoSelector { statement: String, span: Span },
    /// `default: deny`, `allow get_issue:`
    StrayMark { mark: String, span: Span },
    /// `let x: 1`
    DefinitionMark { mark: String, span: Span },
    /// `default block`
    DefaultWord { word: String, decision: &'static str, span: Span },
    /// A letter of another script that looks like one of ASCII's.
    LookAlike { name: String, plain: String, character: char, letter: char, span: Span },
    /// A key with letters that plain words don't have.
    UnquotedKey { key: String, span: Span },
    /// A blank that isn't one.
    OddSpace { character: char, span: Span },
    /// `“x”`
    TypographicQuotes { text: Option<String>, span: Span },
    /// `allow a; deny b`
    Semicolon { span: Span },
    /// `not` before a condition or another operator than `in`.
    Not { instead: Option<String>, span: Span },
    /// `args.a !~ /x/`
    NegatedMatch { span: Span },
    /// `unless`
    Unless { instead: String, span: Span },
    /// A condition that no rule begins.
    MissingRequire { condition: String, inside: bool, span: Span },
    /// `len(args.a)`
    Function { name: String, instead: String, span: Span },
    /// `user.role`
    NotOfTheCall { name: String, span: Span },
    /// `args.a is 1`
    UnknownOperator { operator: String, instead: Option<String>, span: Span },
    /// `/x/i`
    RegexFlags { regex: String, flags: String, span: Span },
    /// `args.a[0]`
    ArrayIndex { span: Span },
    /// `args["a"]`
    BracketKey { path: String, key: String, span: Span },
    /// `in ("a", "b")`, and its entries.
    ListBrackets { entries: Option<String>, span: Span },
    /// `args.a == args.b`
    ArgumentOnTheRight { span: Span },
    /// `matches "x"`
    QuotedRegex { instead: Option<String>, span: Span },
    /// `and` beside `or`.
    MixedConnectives { first: &'static str, second: &'static str, first_span: Span, span: Span },
    /// `&&`, `||`
    SymbolConnective { symbol: String, word: &'static str, span: Span },
    /// A comma with nothing after it.
    TrailingComma { span: Span },
    /// `//` or `/*`
    SlashComment { span: Span },
    /// `'text'`
    SingleQuotes { text: Option<String>, span: Span },
    /// `=` for `==`; whether what follows can be compared with.
    SingleEquals { fixes: bool, span: Span },
    /// `require args.a`
    LoneArgument { path: String, span: Span },
    /// `hide X because "…"`
    HideBecause { selector: String, span: Span },
    /// `limit 5 per minute` outside braces.
    LimitOutsideBraces { limit: String, above: Option<String>, span: Span },
    /// `limit 5 requests per minute`
    LimitUnit { word: String, limit: String, rest: Option<(Span, String)>, span: Span },
    /// `limit 5 every minute`
    LimitPer { word: String, span: Span },
    /// `5/minute`
    SlashLimit { count: String, window: &'static str, span: Span },
    /// `per 5 minutes`, `per week`
    LongWindow { span: Span },
    /// `per minutes`, `per min`
    PluralWindow { written: String, window: &'static str, limit: String, span: Span },
    /// `require amount <= 5`
    MissingArgs { name: String, span: Span },
}

/// What the author meant, where the tokens round a failure tell.
pub(super) fn detect_near_miss(context: &Context<'_>) -> Option<NearMiss> {
    let whole = || waiver::detect_no_reason(context);
    let unfinished = || unfinished::detect_unfinished(context);
    statement::detect_trailing_comma(context).or_else(whole).or_else(unfinished).or_else(|| {
        let token = context.token?;
        character::detect_character(context, &token)
            .or_else(|| step::detect_step(context, &token))
            .or_else(|| object::detect_in_object(context, &token))
            .or_else(|| waiver::detect_waiver(context, &token))
            .or_else(|| form::detect_other_form(context, &token))
            .or_else(|| named::detect_named(context, &token))
            .or_else(|| taking::detect_taking(context, &token))
            .or_else(|| selector::detect_in_selector(context, &token))
            .or_else(|| operand::detect_operand(context, &token))
            .or_else(|| mark(context, &token))
            .or_else(|| misplaced::detect_misplaced(context, &token))
            .or_else(|| reason::detect_string(context, &token))
            .or_else(|| statement::detect_in_statement(context, &token))
            .or_else(|| named::detect_no_comma(context, &token))
            .or_else(|| limit::detect_in_limit(context, &token))
            .or_else(|| condition::detect_in_condition(context, &token))
    })
}

/// A right form in the place of a wrong one.
fn replaced(span: Span, message: impl Into<String>, instead: impl Into<String>) -> NearMiss {
    NearMiss::Replaced { message: message.into(), instead: instead.into(), span }
}

/// What has no one right form, and words about it.
fn explained(span: Span, message: impl Into<String>, help: impl Into<String>) -> NearMiss {
    NearMiss::Explained { message: message.into(), help: help.into(), span }
}

/// Marks that other languages write in any place.
fn mark(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let span = context.span(token);
    let symbol = token.text.to_owned();
    Some(match token.text {
        "//" | "/*" => NearMiss::SlashComment { span },
        "'" => quoted(context, token),
        "-" if context.next.is_some_and(|next| next.is("-") && touch(token, &next)) => {
            NearMiss::SlashComment { span }
        }
        ";" => NearMiss::Semicolon { span },
        "&&" | "&" => NearMiss::SymbolConnective { symbol, word: "and", span },
        "||" | "|" => NearMiss::SymbolConnective { symbol, word: "or", span },
        _ => return None,
    })
}

/// From a single quote to the next on its line, or the quote alone.
fn quoted(context: &Context<'_>, quote: &Token<'_>) -> NearMiss {
    let line = line(context, quote.end());
    let text = line.split_once('\'').map(|(text, _)| text);
    let width = text.map_or(0, |text| text.len() + 1);
    let span = Span::new(context.source, quote.start, quote.end() + width);
    let plain = text.filter(|text| !text.contains(['"', '\\']));
    NearMiss::SingleQuotes { text: plain.map(str::to_owned), span }
}

/// Whether two tokens touch.
fn touch(before: &Token<'_>, token: &Token<'_>) -> bool {
    before.end() == token.start
}

fn is_dot(token: Option<&Token<'_>>) -> bool {
    token.is_some_and(|token| token.is("."))
}

fn is_key(token: Option<&Token<'_>>) -> bool {
    token.is_some_and(|token| matches!(token.kind, Kind::Word | Kind::String))
}

fn span_from(context: &Context<'_>, first: &Token<'_>, last: &Token<'_>) -> Span {
    context.span(first).to(context.span(last))
}
