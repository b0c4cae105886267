//! Event streams: the messages in them.

use std::io::{self, BufRead};

use super::line::{self, Line};

/// The field that holds a message, or a line of it.
const DATA: &[u8] = b"data";

/// Reads the message of the next event that has one, of at most `most` bytes.
pub(super) fn read(from: &mut impl BufRead, most: usize) -> io::Result<Line> {
    let mut message = Vec::new();
    // Also of what is no message, no more is read than that.
    let mut left = most;
    loop {
        let line = match line::read(from, left, &|_| ())? {
            Line::Whole(line) => line,
            Line::End if !message.is_empty() => return Ok(Line::Whole(message)),
            other => return Ok(other),
        };
        left = match left.checked_sub(line.len() + 1) {
            Some(left) => left,
            None => return Ok(Line::TooLong),
        };
        if line.is_empty() && !message.is_empty() {
            return Ok(Line::Whole(message));
        }
        if let Some(part) = data(&line).filter(|part| !part.is_empty()) {
            if !message.is_empty() {
                message.push(b'\n');
            }
            message.extend(part);
        }
    }
}

/// What stands in a line of a message.
fn data(line: &[u8]) -> Option<&[u8]> {
    let part = line.strip_prefix(DATA)?.strip_prefix(b":")?;
    Some(part.strip_prefix(b" ").unwrap_or(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_found_in_their_events() {
        let mut text = &b": hello\nevent: message\r\nid: 1\r\ndata: {\"a\":\r\ndata:1}\r\n\r\nretry: 5\ndata:\n\ndata: 2\n\ndata: 3"[..];
        let mut next = || read(&mut text, 100).unwrap();
        for message in ["{\"a\":\n1}", "2", "3"] {
            assert_eq!(next(), Line::Whole(message.into()));
        }
        assert_eq!(next(), Line::End);
    }

    #[test]
    fn events_without_end_are_not_read_to_it() {
        let mut endless = io::BufReader::new(io::repeat(b'\n'));
        assert_eq!(read(&mut endless, 1_000).unwrap(), Line::TooLong);
        let mut endless = io::BufReader::new(io::Read::chain(&b"data: "[..], io::repeat(b'a')));
        assert_eq!(read(&mut endless, 1_000).unwrap(), Line::TooLong);
    }
}
