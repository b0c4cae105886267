//! Escapes that stand for one character, inside a class or out of it.

use std::ops::Range;

use super::cursor::Cursor;
use super::{PatternError, tick};

/// A code point that a pattern names; surrogates, which no text holds, are among them.
pub(super) type CodePoint = u32;

/// Reads an escape, its backslash being next.
pub(super) fn read(cursor: &mut Cursor<'_>) -> Result<CodePoint, PatternError> {
    let start = cursor.at();
    cursor.next();
    let Some(character) = cursor.next() else {
        return Err(PatternError::new(cursor.range_from(start), "the pattern ends in a `\\`")
            .instead("write `\\\\` for a backslash"));
    };
    match character {
        '0'..='7' => octal(cursor, start, character),
        'x' => hexadecimal(cursor, start),
        'a' => Ok(0x07),
        'f' => Ok(0x0C),
        'n' => Ok(0x0A),
        'r' => Ok(0x0D),
        't' => Ok(0x09),
        'v' => Ok(0x0B),
        _ if character.is_ascii() && !character.is_ascii_alphanumeric() => Ok(character.into()),
        _ => Err(unknown(*cursor, start, character)),
    }
}

/// Up to three digits in all; a single one that isn't `0` would be a back-reference.
fn octal(cursor: &mut Cursor<'_>, start: usize, first: char) -> Result<CodePoint, PatternError> {
    let is_octal = |character: Option<char>| character.is_some_and(|c| c.is_digit(8));
    if first != '0' && !is_octal(cursor.peek()) {
        return Err(unknown(*cursor, start, first));
    }
    let mut value = digit(first, 8);
    for _ in 0..2 {
        if is_octal(cursor.peek()) {
            value = value * 8 + cursor.next().map_or(0, |character| digit(character, 8));
        }
    }
    Ok(value)
}

/// `\x7F` with two digits, or `\x{10FFFF}` with any number of them.
fn hexadecimal(cursor: &mut Cursor<'_>, start: usize) -> Result<CodePoint, PatternError> {
    let digits = if cursor.eat("{") {
        let digits = cursor.read_while(|character| character.is_ascii_hexdigit());
        if cursor.eat("}") { digits } else { "" }
    } else {
        two_digits(cursor)
    };
    value(digits).ok_or_else(|| {
        let text = tick(cursor.text_from(start));
        PatternError::new(cursor.range_from(start), format!("{text} names no character"))
            .instead("write two digits, `\\x7F`, or any number of them in braces, `\\x{10FFFF}`")
    })
}

fn two_digits<'p>(cursor: &mut Cursor<'p>) -> &'p str {
    let start = cursor.at();
    for _ in 0..2 {
        if !cursor.peek().is_some_and(|character| character.is_ascii_hexdigit()) {
            return "";
        }
        cursor.next();
    }
    cursor.text_from(start)
}

/// The code point, unless there are no digits or it lies beyond Unicode.
fn value(digits: &str) -> Option<CodePoint> {
    if digits.is_empty() {
        return None;
    }
    digits.chars().try_fold(0, |value, character| {
        let value = value * 16 + digit(character, 16);
        (value <= u32::from(char::MAX)).then_some(value)
    })
}

fn digit(character: char, radix: u32) -> u32 {
    character.to_digit(radix).unwrap_or(0)
}

fn unknown(cursor: Cursor<'_>, start: usize, character: char) -> PatternError {
    let (message, instead) = match character {
        '1'..='9' => ("RE2 has no back-references", Some("repeat what the group holds")),
        // Anchors; outside a class they never come here.
        'A' => ("`\\A` is no character that a class could hold", None),
        'B' => ("`\\B` is no character that a class could hold", None),
        'b' => {
            ("`\\b` is no character that a class could hold", Some("write `\\x08` for a backspace"))
        }
        'z' => ("`\\z` is no character that a class could hold", None),
        'C' => ("RE2 matches no single bytes (`\\C`)", Some("write `(?s:.)` for any character")),
        'E' => ("this `\\E` ends no `\\Q`", None),
        'G' => ("RE2 has no `\\G`", Some("write `\\A` for the text's start")),
        'H' => ("RE2 has no `\\H`", Some("write `[^ \\t]`")),
        'K' => ("RE2 has no `\\K`", Some("leave it out: only whether it matches counts")),
        'N' => ("RE2 has no `\\N`", Some("write `[^\\n]`")),
        'Q' => ("RE2 knows `\\Q` only outside a class", Some("escape each character apart")),
        'R' => ("RE2 has no `\\R`", Some("write `\\r?\\n`")),
        'X' => ("RE2 has no `\\X`", Some("write `\\PM\\pM*`")),
        'Z' => ("RE2 has no `\\Z`", Some("write `\\n?\\z`")),
        'c' => ("RE2 has no `\\c`", Some("write the character by number: `\\x0D`")),
        'e' => ("RE2 has no `\\e`", Some("write `\\x1B`")),
        'g' | 'k' => ("RE2 has no back-references", Some("repeat what the group holds")),
        'h' => ("RE2 has no `\\h`", Some("write `[ \\t]`")),
        'o' => ("RE2 has no `\\o`", Some("write the number in hexadecimal: `\\x{7F}`")),
        'u' | 'U' => return unicode(cursor, start),
        _ => return unheard_of(cursor.range_from(start), character),
    };
    let error = PatternError::new(cursor.range_from(start), message);
    PatternError { instead: instead.map(str::to_owned), ..error }
}

/// `\u0041`, which is written `\x{0041}`.
fn unicode(mut cursor: Cursor<'_>, start: usize) -> PatternError {
    let (most, kind) = if cursor.text_from(start) == "\\u" { (4, "\\u") } else { (8, "\\U") };
    let digits_start = cursor.at();
    while cursor.at() < digits_start + most
        && cursor.peek().is_some_and(|character| character.is_ascii_hexdigit())
    {
        cursor.next();
    }
    let digits = cursor.text_from(digits_start);
    let instead = if digits.is_empty() { "…" } else { digits };
    PatternError::new(cursor.range_from(start), format!("RE2 has no `{kind}`"))
        .instead(format!("write `\\x{{{instead}}}`"))
}

fn unheard_of(range: Range<usize>, character: char) -> PatternError {
    let escape = tick(&format!("\\{character}"));
    PatternError::new(range, format!("RE2 knows no escape {escape}"))
        .instead(format!("write {} for the character itself", tick(&character.to_string())))
}
