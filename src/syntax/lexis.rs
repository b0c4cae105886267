//! Tokens of any text, faulty or not.
//!
//! The grammar reads what is right. This finds its way through what is wrong: where the next
//! statement starts, which token an error stands on, which comments stand round it. It never fails
//! and never looks further than the token it returns.

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `#` to the end of the line.
    Comment,
    /// A run of letters, digits, `_`, `-` and `*` that doesn't begin with a digit or `-`.
    Word,
    /// A run that begins with a digit, or with `-` and a digit.
    Number,
    /// A quoted string; without its closing quote it ends with the line.
    String,
    /// A regular expression with its slashes; only after the word `matches`.
    Regex,
    /// An operator or any other character.
    Mark,
}

/// A token and its range of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'t> {
    pub(super) kind: Kind,
    pub(super) text: &'t str,
    pub(super) start: usize,
    /// Whether only white space stands before it on its line.
    pub(super) first_on_line: bool,
    /// Whether it is a word that a dot stands right before: a name goes on with it, and it has no
    /// meaning of its own.
    pub(super) is_key: bool,
}

impl Token<'_> {
    /// One past its last byte.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether it is a string or regular expression that the line's end cuts off.
    pub(super) fn is_unclosed(&self) -> bool {
        let delimiter = match self.kind {
            Kind::String => '"',
            Kind::Regex => '/',
            Kind::Comment | Kind::Word | Kind::Number | Kind::Mark => return false,
        };
        let inside = self.text.strip_suffix(delimiter).unwrap_or_default();
        let escapes = inside.len() - inside.trim_end_matches('\\').len();
        inside.is_empty() || escapes % 2 == 1
    }

    /// Whether it is this word of the language or this mark.
    pub(super) fn is(&self, text: &str) -> bool {
        self.text == text && matches!(self.kind, Kind::Word | Kind::Mark) && !self.is_key
    }
}

/// The tokens of a text from an offset on.
#[derive(Debug, Clone)]
pub(super) struct Tokens<'t> {
    text: &'t str,
    at: usize,
    first_on_line: bool,
    after_matches: bool,
    after_dot: bool,
}

/// Tokens from `start`, which must not lie inside one.
pub(super) fn tokens(text: &str, start: usize) -> Tokens<'_> {
    let before = text.get(..start).unwrap_or_default();
    let after_dot = before.ends_with('.');
    let before = before.trim_end_matches([' ', '\t']);
    let first_on_line = before.is_empty() || before.ends_with('\n');
    Tokens { text, at: start, first_on_line, after_matches: false, after_dot }
}

/// Tokens without comments.
pub(super) fn words(text: &str, start: usize) -> impl Iterator<Item = Token<'_>> {
    tokens(text, start).filter(|token| token.kind != Kind::Comment)
}

/// Every comment of a text in order, without the white space that its line ends with.
pub(crate) fn comments(text: &str) -> impl Iterator<Item = &str> {
    let comments = tokens(text, 0).filter(|token| token.kind == Kind::Comment);
    comments.map(|token| token.text.trim_end_matches([' ', '\t', '\r']))
}

/// The lines without the comments that they end with; those that begin the text are the file's own.
pub(crate) fn without_comments(lines: &str) -> &str {
    let mut rest = lines;
    while let Some(line) = rest.split_inclusive('\n').next_back() {
        if !line.trim_start_matches([' ', '\t', '\u{feff}']).starts_with('#') {
            return rest;
        }
        rest = rest.strip_suffix(line).unwrap_or_default();
    }
    lines
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        let before = self.at;
        self.skip_white_space();
        let rest = self.text.get(self.at..)?;
        let kind = kind(rest, self.after_matches)?;
        let text = rest.get(..length(kind, rest))?;
        let (start, first_on_line) = (self.at, self.first_on_line);
        let is_key = self.after_dot && start == before && kind == Kind::Word;
        let token = Token { kind, text, start, first_on_line, is_key };
        self.at = token.end();
        self.first_on_line = false;
        self.after_dot = token.is(".");
        self.after_matches = token.is("matches") || self.after_matches && kind == Kind::Comment;
        Some(token)
    }
}

impl Tokens<'_> {
    fn skip_white_space(&mut self) {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let width =
            rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).count();
        let skipped = rest.get(..width).unwrap_or_default();
        self.first_on_line |= skipped.contains(&b'\n');
        self.at += width;
    }
}

fn kind(rest: &str, after_matches: bool) -> Option<Kind> {
    let mut bytes = rest.bytes();
    Some(match bytes.next()? {
        b'#' => Kind::Comment,
        b'"' => Kind::String,
        b'/' if after_matches => Kind::Regex,
        b'0'..=b'9' => Kind::Number,
        b'-' if bytes.next().is_some_and(|byte| byte.is_ascii_digit()) => Kind::Number,
        b'*' | b'_' | b'a'..=b'z' | b'A'..=b'Z' => Kind::Word,
        _ => Kind::Mark,
    })
}

/// The bytes of the token of this kind that `rest` begins with; at least one.
fn length(kind: Kind, rest: &str) -> usize {
    match kind {
        Kind::Comment => line(rest).len(),
        Kind::Word | Kind::Number => {
            1 + run(rest.get(1..).unwrap_or_default(), kind == Kind::Number)
        }
        Kind::String => delimited(rest, b'"'),
        Kind::Regex => delimited(rest, b'/'),
        Kind::Mark => mark(rest),
    }
}

/// The text up to the line's end, without a carriage return before it.
fn line(rest: &str) -> &str {
    let line = rest.split('\n').next().unwrap_or_default();
    line.strip_suffix('\r').unwrap_or(line)
}

fn run(rest: &str, number: bool) -> usize {
    rest.bytes()
        .take_while(|byte| {
            byte.is_ascii_alphanumeric()
                || matches!(byte, b'_' | b'-' | b'*')
                || number && matches!(byte, b'.' | b'+')
        })
        .count()
}

/// The bytes from an opening delimiter past the closing one, or to the line's end without it.
pub(super) fn delimited(rest: &str, delimiter: u8) -> usize {
    let mut escaped = false;
    for (at, byte) in rest.bytes().enumerate().skip(1) {
        match byte {
            b'\n' => return line(rest.get(..=at).unwrap_or_default()).len(),
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            _ if byte == delimiter => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

fn mark(rest: &str) -> usize {
    const MARKS: [&str; 9] = ["==", "!=", "<=", ">=", "=>", "//", "&&", "||", "/*"];
    let known = MARKS.iter().find(|mark| rest.starts_with(**mark));
    known.map_or_else(|| rest.chars().next().map_or(1, char::len_utf8), |mark| mark.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_has_tokens() {
        let text =
            "allow a-b*, \"x\\\"y\" { # why\n  require args.p matches /a\\/b[/] =>5.5 \"open\n}";
        let texts: Vec<_> = tokens(text, 0).map(|token| token.text).collect();
        assert_eq!(
            texts,
            [
                "allow",
                "a-b*",
                ",",
                "\"x\\\"y\"",
                "{",
                "# why",
                "require",
                "args",
                ".",
                "p",
                "matches",
                "/a\\/b[/",
                "]",
                "=>",
                "5.5",
                "\"open",
                "}"
            ]
        );
    }

    #[test]
    fn a_comment_may_stand_before_a_regular_expression() {
        let texts: Vec<_> = words("matches # \n /a#b/ exists", 0).map(|token| token.text).collect();
        assert_eq!(texts, ["matches", "/a#b/", "exists"]);
    }

    #[test]
    fn only_the_first_token_of_a_line_is_first() {
        let firsts: Vec<_> = tokens("a b\n  c # d\ne", 2)
            .filter(|token| token.first_on_line)
            .map(|token| token.text)
            .collect();
        assert_eq!(firsts, ["c", "e"]);
    }
}
