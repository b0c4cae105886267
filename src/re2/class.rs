//! Classes in brackets: `[a-z\d[:alpha:]]`.
//!
//! RE2 nests no classes and knows no operators on them, so that each character which means
//! something to Rust there is written out escaped.

use regex_syntax::hir::{self, HirKind};

use super::escape::CodePoint;
use super::translate::Reading;
use super::{PatternError, ascii, escape, misread, tick, unicode};
use crate::strings::nearest;

/// The class that holds nothing: what only surrogates would be in.
pub(super) const NOTHING: &str = r"\P{any}";

/// The last character before the surrogates.
const BEFORE_SURROGATES: char = '\u{D7FF}';

/// The first character after the surrogates.
const AFTER_SURROGATES: char = '\u{E000}';

/// Reads a class, its bracket being next, into Rust's syntax.
pub(super) fn read(reading: &mut Reading<'_>) -> Result<String, PatternError> {
    let start = reading.cursor.at();
    reading.cursor.next();
    let negated = reading.cursor.eat("^");
    let mut class = Class { reading, start, rust: String::new(), noted: start };
    class.items()?;
    let mut rust = class.rust;
    if negated && has_both_sides_of_surrogates(&rust) {
        push_range(&mut rust, BEFORE_SURROGATES.into(), AFTER_SURROGATES.into());
    }
    note_bare_posix(reading, start);
    Ok(match (negated, rust.is_empty()) {
        (false, true) => NOTHING.to_owned(),
        (true, true) => r"\p{any}".to_owned(),
        (false, false) => format!("[{rust}]"),
        (true, false) => format!("[^{rust}]"),
    })
}

struct Class<'r, 'p> {
    reading: &'r mut Reading<'p>,
    /// Where the class starts.
    start: usize,
    /// What stands between the brackets.
    rust: String,
    /// Up to where operators on sets have been noted.
    noted: usize,
}

impl Class<'_, '_> {
    /// All up to the closing bracket, which is a literal where it comes first.
    fn items(&mut self) -> Result<(), PatternError> {
        self.item()?;
        while !self.reading.cursor.eat("]") {
            self.item()?;
        }
        Ok(())
    }

    fn item(&mut self) -> Result<(), PatternError> {
        if let Some(ranges) = self.posix()? {
            self.rust.push_str(&ranges);
            return Ok(());
        }
        match escaped_class(self.reading)? {
            Some(class) => {
                self.rust.push_str(&class);
                Ok(())
            }
            None => self.range(),
        }
    }

    /// `[:alpha:]` or `[:^alpha:]`. Without a `:]` anywhere after it, `[:` is two characters.
    fn posix(&mut self) -> Result<Option<String>, PatternError> {
        let cursor = &mut self.reading.cursor;
        let start = cursor.at();
        let closes = self.reading.last_posix_end.is_some_and(|end| end >= start + 2);
        if !closes || !cursor.eat("[:") {
            return Ok(None);
        }
        let name = cursor.read_past(":]").unwrap_or_default();
        let plain = name.strip_prefix('^').unwrap_or(name);
        match ascii::posix(plain) {
            Some(ranges) if plain == name => Ok(Some(ranges.to_owned())),
            Some(ranges) => Ok(Some(format!("[^{ranges}]"))),
            None => Err(unknown_posix(cursor.range_from(start), plain)),
        }
    }

    /// One character, or two with a `-` between them.
    fn range(&mut self) -> Result<(), PatternError> {
        let start = self.reading.cursor.at();
        let low = self.character()?;
        let high = if self.continues() {
            self.note_operator();
            self.reading.cursor.next();
            self.character()?
        } else {
            low
        };
        let range = self.reading.cursor.range_from(start);
        if high < low {
            let text = tick(self.reading.cursor.text_from(start));
            return Err(PatternError::new(range, format!("the range {text} runs backwards"))
                .instead("write the lower end first, or `\\-` for the character `-`"));
        }
        self.reading.budget.spend(high - low + 1, range)?;
        push_range(&mut self.rust, low, high);
        Ok(())
    }

    /// Whether a `-` comes that isn't the class's last character.
    fn continues(&self) -> bool {
        let cursor = self.reading.cursor;
        cursor.peek() == Some('-') && cursor.peek_second().is_some_and(|second| second != ']')
    }

    fn character(&mut self) -> Result<CodePoint, PatternError> {
        if self.reading.cursor.peek() == Some('\\') {
            return escape::read(&mut self.reading.cursor);
        }
        self.note_operator();
        let start = self.reading.cursor.at();
        let Some(character) = self.reading.cursor.next() else { return Err(self.unclosed()) };
        if character == '[' {
            let range = self.reading.cursor.range_from(start);
            self.reading.misreadings.push(misread::nested_class(range));
        }
        Ok(character.into())
    }

    fn unclosed(&self) -> PatternError {
        let range = self.reading.cursor.range_to_end(self.start);
        PatternError::new(range, "this class is never closed")
            .instead("write `]` at its end, or `\\[` for the character `[`")
    }

    fn note_operator(&mut self) {
        let cursor = self.reading.cursor;
        let (Some(first), second) = (cursor.peek(), cursor.peek_second()) else { return };
        let start = cursor.at();
        if matches!(first, '&' | '-' | '~') && second == Some(first) && start >= self.noted {
            self.noted = start + 2;
            self.reading.misreadings.push(misread::set_operator(start..self.noted, first));
        }
    }
}

/// `\d`, `\pL` and the like, if one comes next: the same inside a class as out of it.
pub(super) fn escaped_class(reading: &mut Reading<'_>) -> Result<Option<String>, PatternError> {
    let cursor = &mut reading.cursor;
    if cursor.peek() != Some('\\') {
        return Ok(None);
    }
    let Some(letter) = cursor.peek_second() else { return Ok(None) };
    if matches!(letter, 'p' | 'P') {
        let start = cursor.at();
        let class = unicode::read(cursor)?;
        reading.budget.spend(super::budget::UNICODE_CLASS, cursor.range_from(start))?;
        return Ok(Some(class));
    }
    let Some(ranges) = ascii::perl(letter) else { return Ok(None) };
    cursor.next();
    cursor.next();
    let not = if letter.is_ascii_uppercase() { "^" } else { "" };
    Ok(Some(format!("[{not}{ranges}]")))
}

/// Whether a class holds both characters beside the surrogates. Where these end and begin two of
/// its ranges, `regex-syntax` takes them for the ends of what lies between, and the negated class
/// would hold both; with one range over them there is nothing between.
fn has_both_sides_of_surrogates(rust: &str) -> bool {
    let Ok(class) = regex_syntax::parse(&format!("[{rust}]")) else { return false };
    let HirKind::Class(hir::Class::Unicode(class)) = class.kind() else { return false };
    let holds =
        |character| class.iter().any(|range| (range.start()..=range.end()).contains(&character));
    holds(BEFORE_SURROGATES) && holds(AFTER_SURROGATES)
}

/// Writes a range; the surrogates in it, which are no characters to Rust, are left out.
fn push_range(rust: &mut String, low: CodePoint, high: CodePoint) {
    let low = char::from_u32(low).unwrap_or(AFTER_SURROGATES);
    let high = char::from_u32(high).unwrap_or(BEFORE_SURROGATES);
    if low > high {
        return;
    }
    push_literal(rust, low);
    if low < high {
        rust.push('-');
        push_literal(rust, high);
    }
}

/// Writes a character that stands for itself.
pub(super) fn push_literal(rust: &mut String, character: char) {
    if regex_syntax::is_meta_character(character) {
        rust.push('\\');
    }
    rust.push(character);
}

/// The class that was read from `start` on, if it reads like a POSIX class that stands alone.
fn note_bare_posix(reading: &mut Reading<'_>, start: usize) {
    let text = reading.cursor.text_from(start);
    let name = text.strip_prefix("[:").and_then(|text| text.strip_suffix(":]"));
    if name.is_some_and(|name| ascii::posix(name.trim_start_matches('^')).is_some()) {
        let note = misread::bare_posix(reading.cursor.range_from(start), text);
        reading.misreadings.push(note);
    }
}

fn unknown_posix(range: std::ops::Range<usize>, name: &str) -> PatternError {
    let error = PatternError::new(range, format!("RE2 knows no class {}", tick(name)));
    match nearest(name, ascii::posix_names()) {
        Some(near) => error.instead(format!("write `[:{near}:]`")),
        None => error,
    }
}
