//! The difference between two texts, as people review it.

use similar::TextDiff;

use crate::render::style::{Ink, Style};
use crate::strings::escape;

/// A unified diff; empty where the texts are equal.
pub(crate) fn unified(old_name: &str, new_name: &str, old: &str, new: &str) -> String {
    if old == new {
        return String::new();
    }
    TextDiff::from_lines(old, new).unified_diff().header(old_name, new_name).to_string()
}

/// The diff in colour, where there is colour, and safe to print.
pub(crate) fn shown(diff: &str, style: Style) -> String {
    diff.split_inclusive('\n').map(|line| shown_line(line, style)).collect()
}

fn shown_line(line: &str, style: Style) -> String {
    let text = line.strip_suffix('\n').unwrap_or(line);
    let safe = escape::source(text);
    let painted = match text.as_bytes().first() {
        Some(b'+') => style.paint(Ink::Good, &safe),
        Some(b'-') => style.paint(Ink::Bad, &safe),
        Some(b'@') => style.paint(Ink::Faint, &safe),
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
        insta::assert_snapshot!(shown(&diff, Style::Plain), @r"
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
