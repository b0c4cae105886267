//! Near misses in statements and blocks.

use super::{NearMiss, clause, span_from, touch};
use crate::syntax::diagnose::Context;
use crate::syntax::keywords;
use crate::syntax::lexis::{Kind, Token};

/// A comma, and then nothing that could follow one.
pub(super) fn detect_trailing_comma(context: &Context<'_>) -> Option<NearMiss> {
    let comma = context.back(1).filter(|token| token.is(","))?;
    let follows = context.token.is_some_and(|token| match token.kind {
        Kind::Word => token.first_on_line && keywords::is_reserved(token.text) || goes_on(&token),
        Kind::Mark => matches!(token.text, "]" | "}" | "{" | ")"),
        Kind::Comment | Kind::Number | Kind::String | Kind::Regex => false,
    });
    (follows || context.token.is_none())
        .then(|| NearMiss::TrailingComma { span: context.span(comma) })
}

/// Whether a word goes on with the statement that a list stands in.
fn goes_on(token: &Token<'_>) -> bool {
    ["because", "except", "when", "as"].iter().any(|word| token.is(word))
}

/// Words of the language where it doesn't have them.
pub(super) fn detect_in_statement(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let span = context.span(token);
    let statement = context.before.first().map_or("", |first| first.text);
    match token.text {
        "when" | "if" => condition(context, token, statement),
        "args" if context.before.len() == 1 => argument(context, token, statement),
        "because" if statement == "limit" => Some(NearMiss::LimitBecause { span }),
        "all" if statement != "limit" => Some(all_tools(context, token)),
        "{" => block(context, token, statement),
        "require" if !context.inside => {
            Some(NearMiss::RuleOutsideBraces { rule: "require".to_owned(), span })
        }
        _ if token.kind == Kind::Word && context.inside => inside_braces(context, token),
        _ => unquoted_name(context, token),
    }
}

/// A condition where the statement takes none.
fn condition(context: &Context<'_>, token: &Token<'_>, statement: &str) -> Option<NearMiss> {
    let conditional = ["allow", "restrict", "deny", "approve", "hide"].contains(&statement);
    let first = context.before.first().filter(|_| conditional && !context.inside)?;
    if context.before.len() == 1 {
        let rule = format!("{statement} when");
        return Some(NearMiss::RuleOutsideBraces { rule, span: span_from(context, first, token) });
    }
    Some(NearMiss::WhenOutsideBraces {
        statement: statement.to_owned(),
        selector: selector(context.text.get(first.end()..token.start)?),
        condition: clause(context, token.end()),
        span: context.span(token),
    })
}

/// The text of a selector, without a block after it.
fn selector(text: &str) -> String {
    let words = text.split('{').next().unwrap_or_default().split_whitespace();
    words.collect::<Vec<_>>().join(" ")
}

/// A condition right after `deny` or `approve`.
fn argument(context: &Context<'_>, token: &Token<'_>, statement: &str) -> Option<NearMiss> {
    let first = context.before.first().filter(|_| matches!(statement, "deny" | "approve"))?;
    let rule = format!("{statement} when");
    Some(match context.inside {
        true => NearMiss::MissingWhen { rule, span: context.span(first) },
        false => NearMiss::RuleOutsideBraces { rule, span: span_from(context, first, token) },
    })
}

fn all_tools(context: &Context<'_>, token: &Token<'_>) -> NearMiss {
    let tools = context.next.filter(|next| next.is("tools"));
    NearMiss::AllTools { span: span_from(context, token, &tools.unwrap_or(*token)) }
}

/// A block after a statement without rules.
fn block(context: &Context<'_>, token: &Token<'_>, statement: &str) -> Option<NearMiss> {
    let first = context.before.first()?;
    let none = ["deny", "approve", "hide", "never"].contains(&statement) && !context.inside;
    (none && context.before.len() > 1).then(|| NearMiss::NoBlock {
        statement: statement.to_owned(),
        selector: clause(context, first.end()),
        span: context.span(token),
    })
}

/// A statement's word where a rule must begin.
fn inside_braces(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let begins = context.begins && keywords::STATEMENTS.contains(&token.text);
    begins.then(|| NearMiss::StatementInsideBraces {
        statement: token.text.to_owned(),
        span: context.span(token),
    })
}

/// A plain name that goes on with characters that plain names don't have.
fn unquoted_name(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let start = context.back(1).filter(|before| before.kind == Kind::Word && touch(before, token));
    let odd = |character: char| {
        matches!(character, '.' | '/' | ':' | '@')
            || !character.is_ascii() && character.is_alphanumeric()
    };
    if !token.text.starts_with(odd) || context.before.iter().any(|token| token.is("args")) {
        return None;
    }
    let start = start.filter(|word| !keywords::is_reserved(word.text));
    let start = start.map_or(token.start, |word| word.start);
    let rest = context.text.get(start..)?;
    let plain = |character: char| character.is_ascii_alphanumeric() || "_-*".contains(character);
    let name = rest.split(|character| !plain(character) && !odd(character)).next()?;
    let span = crate::source::Span::new(context.source, start, start + name.len());
    let named = name.starts_with(|character: char| character.is_alphabetic());
    named.then(|| NearMiss::UnquotedName { name: name.to_owned(), span })
}
