//! Draws a layout: decides what fits on a line, and writes tokens and comments.

use std::ops::Range;

use super::layout::Layout;
use super::tokens::{Comment, Token};

/// The widest line that is drawn where it can end earlier; comments aside.
const WIDTH: usize = 100;

/// The spaces of one level.
const INDENT: usize = 4;

/// Writes the text. `breaks` tells before which tokens a line may end.
pub(super) fn draw_layout(layout: &[Layout], tokens: &[Token<'_>], breaks: &[bool]) -> String {
    let ruler = Ruler::new(tokens, breaks);
    let mut pen = Pen { tokens, breaks, ruler, text: String::new(), line: Line::default() };
    pen.parts(layout, 0, true);
    pen.text
}

/// Where tokens would stand if the whole file were one line.
struct Ruler {
    starts: Vec<usize>,
    ends: Vec<usize>,
    /// How many of the tokens before have a comment between them and the one before.
    comments: Vec<usize>,
}

impl Ruler {
    fn new(tokens: &[Token<'_>], breaks: &[bool]) -> Self {
        let mut ruler = Self { starts: Vec::new(), ends: Vec::new(), comments: vec![0] };
        let (mut column, mut comments) = (0, 0);
        let mut before = None;
        for (token, may_break) in tokens.iter().zip(breaks) {
            column += usize::from(before.is_some_and(|before| is_apart(before, token)));
            ruler.starts.push(column);
            column += token.text.chars().count();
            ruler.ends.push(column);
            comments += usize::from(*may_break && is_commented(before, token));
            ruler.comments.push(comments);
            before = Some(token);
        }
        ruler
    }

    fn start(&self, at: usize) -> usize {
        self.starts.get(at).copied().unwrap_or_default()
    }

    fn end(&self, at: usize) -> usize {
        self.ends.get(at).copied().unwrap_or_default()
    }

    /// Whether a comment stands between these tokens.
    fn has_comments(&self, tokens: &Range<usize>) -> bool {
        self.comments.get(tokens.start + 1) != self.comments.get(tokens.end)
    }
}

/// Whether a comment stands between two tokens that follow each other.
fn is_commented(before: Option<&Token<'_>>, token: &Token<'_>) -> bool {
    !token.above.is_empty() || before.is_some_and(|before| before.beside.is_some())
}

/// Whether a space stands between two tokens on one line.
fn is_apart(before: &Token<'_>, token: &Token<'_>) -> bool {
    let opens = ["(", "["].iter().any(|mark| before.is(mark));
    let closes = [",", ":", ")", "]", ""].iter().any(|mark| token.is(mark));
    let empty = before.is("{") && token.is("}");
    !(opens || closes || empty)
}

/// The line that is being written.
#[derive(Default)]
struct Line {
    /// Its first token.
    first: usize,
    level: usize,
}

struct Pen<'a, 't> {
    tokens: &'a [Token<'t>],
    breaks: &'a [bool],
    ruler: Ruler,
    text: String,
    line: Line,
}

impl Pen<'_, '_> {
    /// Draws parts that stand at a level; `broken` says whether the lines in them end.
    fn parts(&mut self, parts: &[Layout], level: usize, broken: bool) {
        for part in parts {
            match part {
                Layout::Tokens(tokens) => self.tokens(tokens.clone()),
                Layout::Line { next, blank } if broken => self.new_line(*next, level, *blank),
                Layout::Line { .. } => {}
                Layout::Indent(parts) => self.parts(parts, level + 1, broken),
                Layout::Group { tokens, parts, lines } => {
                    let flat = !lines && self.fits(tokens);
                    self.parts(parts, level, !flat);
                }
                Layout::Clause { tokens, parts, after_terms } => {
                    let level = self.clause(tokens, level, *after_terms);
                    self.parts(parts, level, true);
                }
            }
        }
    }

    /// Begins a clause: on the same line where that is the statement's own and the clause fits.
    /// Answers the level at which it stands.
    fn clause(&mut self, tokens: &Range<usize>, level: usize, after_terms: bool) -> usize {
        let in_list = self.line.level > level;
        let commented = self.ruler.has_comments(&(tokens.start.saturating_sub(1)..tokens.end));
        if !in_list && !commented && self.fits(tokens) {
            return level;
        }
        let level = if in_list && after_terms { level } else { level + 1 };
        self.new_line(tokens.start, level, false);
        level
    }

    /// Whether tokens, and those after them up to where a line can end, fit on this line.
    fn fits(&self, tokens: &Range<usize>) -> bool {
        let mut end = tokens.end;
        while self.breaks.get(end) == Some(&false) && self.width_to(end) <= WIDTH {
            end += 1;
        }
        let on_line = tokens.start >= self.line.first;
        on_line && self.width_to(end) <= WIDTH && !self.ruler.has_comments(tokens)
    }

    /// How wide this line is with all tokens before `end`.
    fn width_to(&self, end: usize) -> usize {
        let width = self.ruler.end(end.saturating_sub(1)) - self.ruler.start(self.line.first);
        self.line.level * INDENT + width
    }

    fn tokens(&mut self, tokens: Range<usize>) {
        for at in tokens {
            let Some(token) = self.tokens.get(at) else { continue };
            let before = self.before(at).filter(|_| at > self.line.first);
            if before.is_some_and(|before| is_apart(before, token)) {
                self.text.push(' ');
            }
            self.text.push_str(&token.text);
        }
    }

    fn before(&self, at: usize) -> Option<&Token<'_>> {
        self.tokens.get(at.checked_sub(1)?)
    }

    /// Ends the line, writes the comments above the next token and begins its line.
    fn new_line(&mut self, next: usize, level: usize, blank: bool) {
        let Some(token) = self.tokens.get(next) else { return };
        self.end_line(next);
        let inner = level + usize::from(token.closes() && !token.text.is_empty());
        let mut blank_stays = blank && self.before(next).is_some_and(|before| !before.opens());
        for comment in &token.above {
            self.comment(comment, inner, blank_stays);
            blank_stays = blank;
        }
        if blank_stays && token.blank && !token.closes() {
            self.text.push('\n');
        }
        self.line = Line { first: next, level };
        if !token.text.is_empty() {
            self.indent(level);
        }
    }

    fn end_line(&mut self, next: usize) {
        let Some(last) = next.checked_sub(1).and_then(|last| self.tokens.get(last)) else { return };
        if let Some(comment) = last.beside {
            self.text.push_str("  ");
            self.text.push_str(comment);
        }
        self.text.push('\n');
    }

    fn comment(&mut self, comment: &Comment<'_>, level: usize, blank_stays: bool) {
        if comment.blank && blank_stays {
            self.text.push('\n');
        }
        self.indent(level);
        self.text.push_str(comment.text);
        self.text.push('\n');
    }

    fn indent(&mut self, level: usize) {
        self.text.extend(std::iter::repeat_n(' ', level * INDENT));
    }
}
