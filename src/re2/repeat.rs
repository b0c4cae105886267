//! Repeats: `*`, `+`, `?` and counts in braces.

use super::PatternError;
use super::cursor::Cursor;

/// The largest count, also of repeats within repeats multiplied.
pub(super) const MAX_COUNT: u32 = 1000;

/// How often something is repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Repeat {
    /// At least.
    pub(super) least: u32,
    /// At most; without end if absent.
    pub(super) most: Option<u32>,
    /// Whether the counts are written in braces: only those multiply.
    pub(super) counted: bool,
    /// Whether a `?` follows.
    pub(super) lazy: bool,
}

impl Repeat {
    /// How many copies of the innermost thing this makes of something that makes `inner`.
    pub(super) fn copies(self, inner: u32) -> u32 {
        match (self.counted, self.most) {
            (false, _) => inner,
            (true, Some(0)) => 1,
            (true, most) => inner.saturating_mul(most.unwrap_or(self.least).max(1)),
        }
    }

    /// The repeat in the syntax of both RE2 and Rust.
    pub(super) fn text(self) -> String {
        let least = self.least;
        let repeat = match (least, self.most) {
            (0, None) => "*".to_owned(),
            (1, None) => "+".to_owned(),
            (0, Some(1)) => "?".to_owned(),
            (_, None) => format!("{{{least},}}"),
            (_, Some(most)) if most == least => format!("{{{least}}}"),
            (_, Some(most)) => format!("{{{least},{most}}}"),
        };
        if self.lazy { repeat + "?" } else { repeat }
    }
}

/// Reads a repeat if one comes next. A `{` that starts no count is a literal.
pub(super) fn read(cursor: &mut Cursor<'_>) -> Result<Option<Repeat>, PatternError> {
    let start = cursor.at();
    let (least, most, counted) = match cursor.peek() {
        Some('*') => (0, None, false),
        Some('+') => (1, None, false),
        Some('?') => (0, Some(1), false),
        Some('{') => match braces(*cursor) {
            Some((after, least, most)) => {
                *cursor = after;
                check(after, start, least, most)?;
                (least, most, true)
            }
            None => return Ok(None),
        },
        _ => return Ok(None),
    };
    if !counted {
        cursor.next();
    }
    let lazy = cursor.eat("?");
    Ok(Some(Repeat { least, most, counted, lazy }))
}

/// `{n}`, `{n,}` or `{n,m}`.
fn braces(mut cursor: Cursor<'_>) -> Option<(Cursor<'_>, u32, Option<u32>)> {
    cursor.next();
    let least = number(&mut cursor)?;
    let most = match cursor.next()? {
        '}' => return Some((cursor, least, Some(least))),
        ',' if cursor.peek() == Some('}') => None,
        ',' => Some(number(&mut cursor)?),
        _ => return None,
    };
    cursor.eat("}").then_some((cursor, least, most))
}

/// A number without leading zeros; one that is far too large is as good as any other.
fn number(cursor: &mut Cursor<'_>) -> Option<u32> {
    let digits = cursor.read_while(|character| character.is_ascii_digit());
    let plain = digits == "0" || !digits.is_empty() && !digits.starts_with('0');
    plain.then(|| digits.parse().unwrap_or(u32::MAX))
}

/// A count that is too large, in parts that are not.
fn in_parts(least: u32, most: Option<u32>) -> String {
    const PARTS: u32 = 4;
    let no_limit = "write `*` or `+` if the length needs no limit";
    let (mut least, mut left, mut parts) = (least, most.unwrap_or(least), String::new());
    if left > PARTS * MAX_COUNT {
        return no_limit.to_owned();
    }
    while left > 0 {
        let (low, high) = (least.min(MAX_COUNT), left.min(MAX_COUNT));
        let is_last = left == high;
        (least, left) = (least - low, left - high);
        match most {
            None if is_last => parts.push_str(&format!(".{{{low},}}")),
            _ if low == high => parts.push_str(&format!(".{{{low}}}")),
            _ => parts.push_str(&format!(".{{{low},{high}}}")),
        }
    }
    format!("write the count in parts, as in `{parts}`; {no_limit}")
}

fn check(
    after: Cursor<'_>,
    start: usize,
    least: u32,
    most: Option<u32>,
) -> Result<(), PatternError> {
    let range = after.range_from(start);
    if least.max(most.unwrap_or(0)) > MAX_COUNT {
        return Err(PatternError::new(range, format!("RE2 repeats {MAX_COUNT} times at most"))
            .instead(in_parts(least, most)));
    }
    match most {
        Some(most) if most < least => {
            let message = format!("this repeats at least {least} and at most {most} times");
            Err(PatternError::new(range, message).instead(format!("write `{{{most},{least}}}`")))
        }
        _ => Ok(()),
    }
}
