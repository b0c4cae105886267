//! How the lines of a text end: with LF or, as on Windows and in git's copies there, with CRLF.

use std::borrow::Cow;

/// The text with LF at the end of each line.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    match text.contains("\r\n") {
        true => Cow::Owned(text.replace("\r\n", "\n")),
        false => Cow::Borrowed(text),
    }
}

/// A text with LF at the end of each line, with the line ends that another's first line has.
pub(crate) fn like(model: &str, text: String) -> String {
    let first = model.split_inclusive('\n').next().unwrap_or_default();
    match first.ends_with("\r\n") {
        true => text.replace('\n', "\r\n"),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_are_those_of_the_first_line() {
        for (model, ends) in [("a\r\nb\n", "x\r\ny\r\n"), ("a\nb\r\n", "x\ny\n"), ("", "x\ny\n")] {
            assert_eq!(like(model, "x\ny\n".to_owned()), ends, "{model:?}");
            assert_eq!(plain(ends), "x\ny\n");
        }
    }
}
