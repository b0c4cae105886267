//! Lines of a stream that may never end, or never begin a new one.

use std::io::{self, BufRead};

/// The bytes of the longest message that is read.
pub(super) const MAX_MESSAGE: usize = 16 << 20;

/// The bytes that are read of one server, all its messages together.
pub(super) const MAX_ALL: usize = 64 << 20;

/// What was read of a stream.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// A line without its end.
    Whole(Vec<u8>),
    /// More bytes than a line may have.
    TooLong,
    /// The stream has ended.
    End,
}

/// Reads one line of at most `most` bytes; `waits` is shown what has come before more is waited for.
pub(super) fn read(
    from: &mut impl BufRead,
    most: usize,
    waits: &dyn Fn(&[u8]),
) -> io::Result<Line> {
    let mut line = Vec::new();
    loop {
        waits(&line);
        let part = from.fill_buf()?;
        if part.is_empty() {
            return Ok(if line.is_empty() { Line::End } else { Line::Whole(line) });
        }
        let end = part.iter().position(|byte| *byte == b'\n');
        let taken = end.unwrap_or(part.len());
        if line.len() + taken > most {
            return Ok(Line::TooLong);
        }
        line.extend(part.iter().take(taken));
        from.consume(taken + usize::from(end.is_some()));
        if end.is_some() {
            line.pop_if(|last| *last == b'\r');
            return Ok(Line::Whole(line));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_where_they_should() {
        let mut text = io::BufReader::with_capacity(3, &b"abcd\r\n\nefgh"[..]);
        let mut next = || read(&mut text, 4 + 1, &|_| ()).unwrap();
        for line in ["abcd", "", "efgh"] {
            assert_eq!(next(), Line::Whole(line.into()));
        }
        assert_eq!(next(), Line::End);
    }

    #[test]
    fn a_line_without_end_is_not_read_to_it() {
        let mut endless = io::BufReader::new(io::repeat(b'a'));
        assert_eq!(read(&mut endless, 1_000, &|_| ()).unwrap(), Line::TooLong);
    }
}
