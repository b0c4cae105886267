//! The walk through a pattern, from RE2's syntax to Rust's.

use std::ops::Range;

use super::budget::Budget;
use super::cursor::Cursor;
use super::escape::CodePoint;
use super::group::{self, Opening};
use super::repeat::{self, Repeat};
use super::{MAX_LENGTH, PatternError, class, escape, misread, tick};

/// A pattern in Rust's syntax, and what is easily misread in it.
#[derive(Debug)]
pub(super) struct Translation {
    /// The pattern for the `regex` crate.
    pub(super) rust: String,
    /// What is easily misread, in the order of the text.
    pub(super) misreadings: Vec<PatternError>,
    /// Where a `.` stands for any character.
    pub(super) dots: Vec<usize>,
    /// Where a `|` outside of every group stands.
    pub(super) bars: Vec<usize>,
}

/// How far a pattern has been read, and what came of it.
#[derive(Debug)]
pub(super) struct Reading<'p> {
    /// The place.
    pub(super) cursor: Cursor<'p>,
    /// What classes may still cover.
    pub(super) budget: Budget,
    /// What is easily misread so far.
    pub(super) misreadings: Vec<PatternError>,
    /// Where the pattern's last `:]` stands.
    pub(super) last_posix_end: Option<usize>,
}

/// Translates a pattern.
pub(super) fn translate(pattern: &str) -> Result<Translation, PatternError> {
    if pattern.len() > MAX_LENGTH {
        let message = format!("the pattern is longer than {MAX_LENGTH} bytes");
        return Err(PatternError::new(0..pattern.len(), message));
    }
    let mut translator = Translator {
        reading: Reading {
            cursor: Cursor::new(pattern),
            budget: Budget::full(),
            misreadings: Vec::new(),
            last_posix_end: pattern.rfind(":]"),
        },
        rust: String::with_capacity(pattern.len()),
        level: Level::default(),
        open: Vec::new(),
        last_repeat: None,
        dots: Vec::new(),
        bars: Vec::new(),
    };
    translator.run()?;
    let Translator { rust, dots, bars, reading, .. } = translator;
    Ok(Translation { rust, misreadings: reading.misreadings, dots, bars })
}

struct Translator<'p> {
    reading: Reading<'p>,
    rust: String,
    /// The group being read; the whole pattern at first.
    level: Level,
    /// The groups around it.
    open: Vec<Level>,
    /// The repeat that was read last, in the pattern.
    last_repeat: Option<Range<usize>>,
    /// Where a `.` stands for any character, in the pattern.
    dots: Vec<usize>,
    /// Where a `|` outside of every group stands, in the pattern.
    bars: Vec<usize>,
}

/// A group that isn't closed yet.
#[derive(Debug, Default)]
struct Level {
    /// Its opening in the pattern.
    opening: Range<usize>,
    /// Where it starts in the translation.
    rust_start: usize,
    /// What a repeat would repeat: nothing at the start of a group or an alternative.
    atom: Option<Atom>,
    /// The most copies that repeats in it make of anything.
    copies: u32,
}

/// What a repeat can repeat.
#[derive(Debug, Clone)]
struct Atom {
    /// Where it stands in the translation.
    range: Range<usize>,
    /// The most copies that repeats in it make of anything.
    copies: u32,
    /// Whether it ends in a repeat.
    repeated: bool,
}

impl Translator<'_> {
    fn run(&mut self) -> Result<(), PatternError> {
        while let Some(character) = self.reading.cursor.peek() {
            self.token(character)?;
        }
        match self.open.last() {
            Some(_) => Err(unclosed(self.level.opening.clone())),
            None => Ok(()),
        }
    }

    fn token(&mut self, character: char) -> Result<(), PatternError> {
        match character {
            '(' => self.opening()?,
            ')' => self.closing()?,
            '[' => self.class()?,
            '\\' => self.escape()?,
            '*' | '+' | '?' | '{' => self.repeat()?,
            '|' => self.alternative(),
            '.' => self.dot(),
            '^' | '$' => self.same(),
            _ => self.literal(),
        }
        Ok(())
    }

    fn opening(&mut self) -> Result<(), PatternError> {
        let start = self.reading.cursor.at();
        let opening = group::read(&mut self.reading.cursor)?;
        let range = self.reading.cursor.range_from(start);
        match opening {
            Opening::Flags(flags) => {
                self.rust.push_str(&flags);
                Ok(())
            }
            Opening::Group(opening) => self.push(range, &opening),
        }
    }

    fn push(&mut self, opening: Range<usize>, rust: &str) -> Result<(), PatternError> {
        if self.open.len() >= group::MAX_DEPTH {
            let message = format!("groups nest more than {} deep", group::MAX_DEPTH);
            return Err(PatternError::new(opening, message));
        }
        let inner = Level { opening, rust_start: self.rust.len(), atom: None, copies: 1 };
        self.open.push(std::mem::replace(&mut self.level, inner));
        self.rust.push_str(rust);
        Ok(())
    }

    fn closing(&mut self) -> Result<(), PatternError> {
        let start = self.reading.cursor.at();
        self.reading.cursor.next();
        let Some(outer) = self.open.pop() else {
            return Err(PatternError::new(start..start + 1, "this `)` closes no group")
                .instead("write `\\)` for the character"));
        };
        self.rust.push(')');
        let closed = std::mem::replace(&mut self.level, outer);
        self.put(closed.rust_start, closed.copies);
        Ok(())
    }

    fn alternative(&mut self) {
        if self.open.is_empty() {
            self.bars.push(self.reading.cursor.at());
        }
        self.reading.cursor.next();
        self.rust.push('|');
        self.level.atom = None;
    }

    fn class(&mut self) -> Result<(), PatternError> {
        let class = class::read(&mut self.reading)?;
        self.atom(&class);
        Ok(())
    }

    fn dot(&mut self) {
        self.dots.push(self.reading.cursor.at());
        self.same();
    }

    /// What means the same in both syntaxes.
    fn same(&mut self) {
        let start = self.rust.len();
        self.rust.extend(self.reading.cursor.next());
        self.put(start, 1);
    }

    fn literal(&mut self) {
        let start = self.reading.cursor.at();
        let Some(character) = self.reading.cursor.next() else { return };
        if matches!(character, '{' | '}') {
            let range = self.reading.cursor.range_from(start);
            self.reading.misreadings.push(misread::brace(range, character));
        }
        self.character(character.into());
    }

    fn escape(&mut self) -> Result<(), PatternError> {
        if self.reading.cursor.eat(r"\Q") {
            self.quoted();
        } else if let Some(anchor) = anchor(&mut self.reading.cursor) {
            self.atom(anchor);
        } else if let Some(class) = class::escaped_class(&mut self.reading)? {
            self.atom(&class);
        } else {
            self.note_word_edge();
            let code_point = escape::read(&mut self.reading.cursor)?;
            self.character(code_point);
        }
        Ok(())
    }

    fn note_word_edge(&mut self) {
        let start = self.reading.cursor.at();
        if let Some(edge @ ('<' | '>')) = self.reading.cursor.peek_second() {
            self.reading.misreadings.push(misread::word_edge(start..start + 2, edge));
        }
    }

    /// Literal text up to `\E`, or to the pattern's end.
    fn quoted(&mut self) {
        while !self.reading.cursor.eat(r"\E") {
            let Some(character) = self.reading.cursor.next() else { break };
            self.character(character.into());
        }
    }

    fn repeat(&mut self) -> Result<(), PatternError> {
        let start = self.reading.cursor.at();
        let Some(repeat) = repeat::read(&mut self.reading.cursor)? else {
            self.literal_brace();
            return Ok(());
        };
        let range = self.reading.cursor.range_from(start);
        self.check_stacked(start)?;
        let Some(atom) = self.level.atom.take() else {
            let text = tick(self.reading.cursor.text_from(start));
            return Err(PatternError::new(range, format!("{text} has nothing to repeat")).instead(
                "escape it for the character itself, `\\*` say; any text is written `.*`",
            ));
        };
        let copies = repeat.copies(atom.copies);
        if copies > repeat::MAX_COUNT {
            let message = format!("nested repeats make {copies} copies");
            return Err(PatternError::new(range, message)
                .instead(format!("RE2 makes {} at most", repeat::MAX_COUNT)));
        }
        self.write_repeat(atom, repeat);
        self.level.copies = self.level.copies.max(copies);
        self.last_repeat = Some(range);
        Ok(())
    }

    /// Whether a repeat at `start` directly follows another.
    fn check_stacked(&self, start: usize) -> Result<(), PatternError> {
        let Some(last) = self.last_repeat.as_ref().filter(|last| last.end == start) else {
            return Ok(());
        };
        let range = self.reading.cursor.range_from(last.start);
        let text = self.reading.cursor.text_from(last.start);
        Err(stacked(range, text))
    }

    /// Writes a repeat after its atom, which flags may follow: `a(?i)*` repeats the `a`.
    fn write_repeat(&mut self, atom: Atom, repeat: Repeat) {
        let Atom { range: Range { start, mut end }, copies, repeated } = atom;
        if repeated {
            self.rust.insert(end, ')');
            self.rust.insert_str(start, "(?:");
            end += "(?:)".len();
        }
        let text = repeat.text();
        self.rust.insert_str(end, &text);
        let range = start..end + text.len();
        let copies = repeat.copies(copies);
        self.level.atom = Some(Atom { range, copies, repeated: true });
    }

    /// A `{` that starts no count; `{,3}` is noted as a whole.
    fn literal_brace(&mut self) {
        let mut cursor = self.reading.cursor;
        let start = cursor.at();
        let counts = cursor.eat("{,");
        let most = cursor.read_while(|character| character.is_ascii_digit());
        if !counts || most.is_empty() || !cursor.eat("}") {
            self.literal();
            return;
        }
        self.reading.misreadings.push(misread::open_count(cursor.range_from(start), most));
        self.reading.cursor = cursor;
        cursor.text_from(start).chars().for_each(|character| self.character(character.into()));
    }

    fn character(&mut self, code_point: CodePoint) {
        let Some(character) = char::from_u32(code_point) else {
            self.atom(class::NOTHING);
            return;
        };
        let start = self.rust.len();
        class::push_literal(&mut self.rust, character);
        self.put(start, 1);
    }

    fn atom(&mut self, rust: &str) {
        let start = self.rust.len();
        self.rust.push_str(rust);
        self.put(start, 1);
    }

    /// Makes what was written from `start` on the atom that a repeat would repeat.
    fn put(&mut self, start: usize, copies: u32) {
        let range = start..self.rust.len();
        self.level.atom = Some(Atom { range, copies, repeated: false });
        self.level.copies = self.level.copies.max(copies);
    }
}

/// Reads `\b` and the like if one comes next, into Rust's syntax.
fn anchor(cursor: &mut Cursor<'_>) -> Option<&'static str> {
    ANCHORS.into_iter().find(|(anchor, _)| cursor.eat(anchor)).map(|(_, rust)| rust)
}

/// RE2's words are ASCII.
const ANCHORS: [(&str, &str); 4] =
    [(r"\A", r"\A"), (r"\z", r"\z"), (r"\b", r"(?-u:\b)"), (r"\B", r"(?-u:\B)")];

fn stacked(range: Range<usize>, text: &str) -> PatternError {
    if text.ends_with('+') {
        return PatternError::new(range, format!("RE2 has no possessive repeats: {}", tick(text)))
            .instead("leave the `+` out: RE2 never backtracks");
    }
    PatternError::new(range, format!("{} repeats a repeat", tick(text)))
        .instead("write one repeat, or a group: `(?:a*){2}`")
}

fn unclosed(opening: Range<usize>) -> PatternError {
    PatternError::new(opening, "this group is never closed")
        .instead("write `)` at its end, or `\\(` for the character `(`")
}
