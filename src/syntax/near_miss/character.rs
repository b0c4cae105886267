//! Characters that look like others: quotes, blanks and letters that word processors, web pages and
//! other keyboards put in.

use super::{NearMiss, is_dot, line, touch};
use crate::source::Span;
use crate::syntax::diagnose::Context;
use crate::syntax::lexis::{Kind, Token};

/// Letters of other scripts, each beside the one of ASCII's that it looks like.
const LOOK_ALIKES: [(&str, &str); 4] = [
    ("аеорсухіјѕһԁԛԝ", "aeopcyxijshdqw"),
    ("АВЕКМНОРСТУХІЈЅ", "ABEKMHOPCTYXIJS"),
    ("αονρικυχ", "aovpikux"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),
];

/// Quotes that aren't ASCII's double ones.
const QUOTES: &str = "“”„‟«»‘’‚‹›`";

/// A character that the language doesn't have, and one that it has in its place.
pub(super) fn detect_character(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let character = token.text.chars().next().filter(|_| token.kind == Kind::Mark)?;
    let span = context.span(token);
    if QUOTES.contains(character) {
        return Some(quotes(context, token));
    }
    if is_blank(character) {
        return Some(NearMiss::OddSpace { character, span });
    }
    if character.is_ascii() { None } else { letter(context, token) }
}

fn is_blank(character: char) -> bool {
    !character.is_ascii() && character.is_whitespace()
        || matches!(character, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// From one quote to the next on its line.
fn quotes(context: &Context<'_>, quote: &Token<'_>) -> NearMiss {
    let rest = line(context, quote.end());
    let close = rest.char_indices().find(|(_, other)| QUOTES.contains(*other) || *other == '"');
    let Some((at, close)) = close else {
        return NearMiss::TypographicQuotes { text: None, span: context.span(quote) };
    };
    let text = rest.get(..at).unwrap_or_default();
    let end = quote.end() + at + close.len_utf8();
    NearMiss::TypographicQuotes {
        text: Some(text.to_owned()).filter(|text| !text.contains('\\')),
        span: Span::new(context.source, quote.start, end),
    }
}

/// A name with a letter that plain names don't have.
fn letter(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let before = context.back(1).filter(|before| before.kind == Kind::Word && touch(before, token));
    let start = before.map_or(token.start, |word| word.start);
    let rest = context.text.get(start..)?;
    let of_name =
        |character: char| character.is_alphanumeric() || matches!(character, '_' | '-' | '*');
    let name =
        rest.split(|character| !of_name(character)).next().filter(|name| !name.is_empty())?;
    let span = Span::new(context.source, start, start + name.len());
    if let Some(plain) = name.chars().map(plain_letter).collect::<Option<String>>() {
        let character = name.chars().find(|character| !character.is_ascii())?;
        let letter = plain_letter(character)?;
        return Some(NearMiss::LookAlike { name: name.to_owned(), plain, character, letter, span });
    }
    let dot = if before.is_some() { context.back(2) } else { context.back(1) };
    let is_key = is_dot(dot) && context.before.iter().any(|token| token.is("args"));
    is_key.then(|| NearMiss::UnquotedKey { key: name.to_owned(), span })
}

/// The character of ASCII's that one is or looks like.
fn plain_letter(character: char) -> Option<char> {
    if character.is_ascii() {
        return Some(character);
    }
    let mut pairs = LOOK_ALIKES.iter().flat_map(|(others, own)| others.chars().zip(own.chars()));
    pairs.find(|(other, _)| *other == character).map(|(_, own)| own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_look_alike_has_its_letter() {
        for (others, own) in LOOK_ALIKES {
            assert_eq!(others.chars().count(), own.chars().count());
            assert!(others.chars().all(|other| !other.is_ascii()) && own.is_ascii());
        }
    }
}
