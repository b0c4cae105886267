//! The difference between two texts, as people review it.

use similar::TextDiff;

use crate::render::terminal::{Style, Terminal};
use crate::strings::escape;

/// A unified diff; empty where the texts are equal.
pub(crate) fn unified(old_name: &str, new_name: &str, old: &str, new: &str) -> String {
    if old == new {
        return String::new();
    }
    TextDiff::from_lines(old, new).unified_diff().header(old_name, new_name).to_string()
}

/// The diff in colour, where there is colour, and safe to print.
pub(crate) fn shown(diff: &str, terminal: Terminal) -> String {
    diff.split_inclusive('\n').map(|line| shown_line(line, terminal)).collect()
}

fn shown_line(line: &str, terminal: Terminal) -> String {
    let text = line.strip_suffix('\n').unwrap_or(line);
    let safe = escape::source(text);
    let painted = match text.as_bytes().first() {
        Some(b'+') => terminal.paint(Style::Success, &safe),
        Some(b'-') => terminal.paint(Style::Error, &safe),
        Some(b'@') => terminal.paint(Style::Note, &safe),
        _ => safe.into_owned(),
    };
    painted + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diff_shows_what_changes_and_nothing_raw() {
        let diff = unified("a", "b", "one\n\x1b[2Jtwo\n", "one\nthree\n");
        insta::assert_snapshot!(shown(&diff, Terminal::PIPE), @r"
        --- a
        +++ b
        @@ -1,2 +1,2 @@
         one
        -\u{1b}[2Jtwo
        +three
        ");
        assert_eq!(unified("a", "b", "same", "same"), "");
    }
}
