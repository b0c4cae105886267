//! How groups open: `(`, `(?:`, `(?P<name>`, and flags such as `(?i)`.

use std::collections::BTreeMap;
use std::ops::Range;

use super::cursor::Cursor;
use super::{PatternError, tick};

/// How deep groups nest at most.
pub(super) const MAX_DEPTH: usize = 250;

/// What a parenthesis opens.
#[derive(Debug)]
pub(super) enum Opening {
    /// A group: `(?:`, or with flags of its own, `(?i:` say, in Rust's syntax. What it captures
    /// doesn't matter, so that RE2 may use a name twice and Rust needs none.
    Group(String),
    /// Flags for what follows, `(?i)` say, in Rust's syntax; there is no group to close.
    Flags(String),
}

/// Reads what a parenthesis opens, the parenthesis being next.
pub(super) fn read(cursor: &mut Cursor<'_>) -> Result<Opening, PatternError> {
    let start = cursor.at();
    if cursor.eat("(?P<") {
        return name(cursor, start);
    }
    if let Some(error) = unsupported(*cursor) {
        return Err(error);
    }
    if cursor.eat("(?<") {
        return name(cursor, start);
    }
    if cursor.eat("(?") {
        return flags(cursor, start);
    }
    cursor.next();
    Ok(plain())
}

fn name(cursor: &mut Cursor<'_>, start: usize) -> Result<Opening, PatternError> {
    let name_start = cursor.at();
    let Some(name) = cursor.read_past(">") else {
        let range = cursor.range_to_end(start);
        return Err(PatternError::new(range, "the name of this group has no end")
            .instead("write a `>` after the name"));
    };
    let valid = |character: char| character.is_ascii_alphanumeric() || character == '_';
    if name.is_empty() || !name.chars().all(valid) {
        let range = name_start..cursor.at().saturating_sub(1);
        return Err(PatternError::new(range, format!("{} is not a valid group name", tick(name)))
            .instead("use ASCII letters, digits and `_`"));
    }
    Ok(plain())
}

fn plain() -> Opening {
    Opening::Group("(?:".to_owned())
}

/// The flags of RE2.
const FLAGS: [char; 4] = ['i', 'm', 's', 'U'];

/// Flags up to `:` or `)`. RE2 lets one be given twice, the last time counts; Rust doesn't.
fn flags(cursor: &mut Cursor<'_>, start: usize) -> Result<Opening, PatternError> {
    let mut flags = BTreeMap::new();
    let mut on = true;
    let mut dangling = false;
    loop {
        let at = cursor.at();
        match cursor.next() {
            Some('-') if on => (on, dangling) = (false, true),
            Some(':') if !dangling => return Ok(Opening::Group(format!("(?{}:", rust(&flags)))),
            Some(')') if !dangling => return Ok(Opening::Flags(standing(&flags))),
            Some(flag) if FLAGS.contains(&flag) => {
                flags.insert(flag, on);
                dangling = false;
            }
            Some(flag) => return Err(unknown_flag(*cursor, at, flag)),
            None => return Err(endless(cursor.range_from(start))),
        }
    }
}

fn standing(flags: &BTreeMap<char, bool>) -> String {
    if flags.is_empty() { String::new() } else { format!("(?{})", rust(flags)) }
}

fn rust(flags: &BTreeMap<char, bool>) -> String {
    let set = |wanted| flags.iter().filter(move |(_, on)| **on == wanted).map(|(flag, _)| *flag);
    let (on, off): (String, String) = (set(true).collect(), set(false).collect());
    if off.is_empty() { on } else { format!("{on}-{off}") }
}

fn endless(range: Range<usize>) -> PatternError {
    PatternError::new(range, "these flags have no end")
        .instead("write `(?:` for a group, `\\(` for the character")
}

fn unknown_flag(cursor: Cursor<'_>, at: usize, flag: char) -> PatternError {
    let (message, instead) = match flag {
        'x' => ("RE2 has no flag `x`".to_owned(), "leave out spaces and comments"),
        'u' => ("RE2 has no flag `u`".to_owned(), "write `\\pL` or `\\p{Greek}` for letters"),
        ':' | ')' | '-' => ("flags are missing after this `-`".to_owned(), "leave the `-` out"),
        _ => {
            let message = format!("RE2 has no flag {}", tick(&flag.to_string()));
            (message, "RE2's flags are `i`, `m`, `s` and `U`")
        }
    };
    PatternError::new(cursor.range_from(at), message).instead(instead)
}

/// The group at the cursor as one of those that RE2 leaves out because no automaton has them.
fn unsupported(cursor: Cursor<'_>) -> Option<PatternError> {
    let rest = cursor.rest();
    let (opening, message, instead) =
        UNSUPPORTED.into_iter().find(|(opening, ..)| rest.starts_with(opening))?;
    let range = cursor.at()..cursor.at() + opening.len();
    Some(PatternError::new(range, message).instead(instead))
}

const UNSUPPORTED: [(&str, &str, &str); 15] = [
    ("(?=", "RE2 has no look-ahead", "write what follows as part of the pattern"),
    ("(?!", "RE2 has no look-ahead", APART),
    ("(?<=", "RE2 has no look-behind", "write what comes before as part of the pattern"),
    ("(?<!", "RE2 has no look-behind", APART),
    ("(?>", "RE2 has no atomic groups", "write `(?:`: RE2 never backtracks"),
    ("(?#", "RE2 has no comments", "leave it out"),
    ("(?|", "RE2 has no branch resets", "write `(?:`"),
    ("(?(", "RE2 has no conditional groups", "write both cases, with `|` between them"),
    ("(?'", "RE2 writes names of groups otherwise", "write `(?P<name>`"),
    ("(?P=", "RE2 has no back-references", "repeat what the group holds"),
    ("(?P>", "RE2 has no recursion", "repeat what the group holds"),
    ("(?&", "RE2 has no recursion", "repeat what the group holds"),
    ("(?R", "RE2 has no recursion", "repeat what the pattern holds, as deep as is needed"),
    ("(?P", "invalid group name", "write `(?P<name>`"),
    ("(*", "RE2 has no verbs", "write `\\(` for the character `(`"),
];

const APART: &str = "check what must not match in a condition of its own";
