//! Definitions that stand in a text, whether they can be read or not.

use super::lexis::{self, Kind};

/// How much of a text is looked through: definitions stand at its beginning.
const FURTHEST: usize = 32 << 10;

/// Whether a line of a text begins with `let NAME` or `group NAME`, by the first word.
pub(crate) fn defines(text: &str, word: &str, name: &str) -> bool {
    after_name(text, word, name).is_some()
}

/// What stands after `let NAME =` on its line.
pub(super) fn definition<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let value = after_name(text, "let", name)?.trim_start().strip_prefix('=')?;
    let comment = lexis::tokens(value, 0).find(|token| token.kind == Kind::Comment);
    let end = comment.map_or(value.len(), |comment| comment.start);
    value.get(..end).map(str::trim).filter(|value| !value.is_empty())
}

/// The rest of the line that a definition begins.
fn after_name<'t>(text: &'t str, word: &str, name: &str) -> Option<&'t str> {
    let end = (0..=text.len().min(FURTHEST)).rev().find(|at| text.is_char_boundary(*at))?;
    let after = |line: &'t str| {
        let rest = line.trim_start().strip_prefix(word)?.strip_prefix([' ', '\t'])?;
        let rest = rest.trim_start().strip_prefix(name)?;
        let goes_on = |next: char| next.is_alphanumeric() || next == '_' || next == '-';
        (!rest.starts_with(goes_on)).then_some(rest)
    };
    text.get(..end)?.lines().find_map(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_definition_is_found_by_its_whole_name() {
        let text = "# let x = 0\nlet xy = 1\nlet x = \"#\" # why\n  group g { a }\nletx = 2\n";
        assert_eq!(definition(text, "x"), Some("\"#\""));
        assert_eq!(definition(text, "xy"), Some("1"));
        assert_eq!(definition(text, "g"), None);
        assert!(defines(text, "group", "g") && !defines(text, "group", "x"));
    }
}
