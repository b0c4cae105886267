//! What a glob over texts is in this language, whose operators take `*` as a plain character.

use super::string_text;
use crate::re2;

/// The test of a text that a glob means: `ends with "-prod"` for `*-prod`.
pub(crate) fn glob_as_test(glob: &str) -> String {
    let parts: Vec<_> = glob.split('*').collect();
    match parts.as_slice() {
        [whole] => format!("== {}", string_text(whole)),
        parts if parts.iter().all(|part| part.is_empty()) => "exists".to_owned(),
        [start, ""] => format!("starts with {}", string_text(start)),
        ["", end] => format!("ends with {}", string_text(end)),
        ["", part, ""] => format!("contains {}", string_text(part)),
        _ => format!("matches /^{}$/", glob_as_pattern(glob)),
    }
}

/// The regular expression that one of these globs means.
pub(crate) fn globs_as_test<'g>(globs: impl IntoIterator<Item = &'g str>) -> String {
    let patterns: Vec<_> = globs.into_iter().map(glob_as_pattern).collect();
    format!("matches /^({})$/", patterns.join("|"))
}

/// The test that holds for exactly this text, whatever characters are in it.
pub(crate) fn literal_test(text: &str) -> String {
    format!("matches /^{}$/", escaped(text))
}

fn glob_as_pattern(glob: &str) -> String {
    glob.split('*').map(escaped).collect::<Vec<_>>().join(".*")
}

/// A text as it stands between the slashes of a regular expression.
fn escaped(text: &str) -> String {
    re2::escaped(text).replace('/', "\\/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glob_becomes_the_operator_of_its_shape() {
        let shapes = [
            ("*-prod", r#"ends with "-prod""#),
            ("acme*", r#"starts with "acme""#),
            ("*x*", r#"contains "x""#),
            ("a*b", "matches /^a.*b$/"),
            ("*a*b", "matches /^.*a.*b$/"),
            ("src/*.rs", r"matches /^src\/.*\.rs$/"),
            ("*", "exists"),
            ("**", "exists"),
            ("a", r#"== "a""#),
        ];
        for (glob, form) in shapes {
            assert_eq!(glob_as_test(glob), form, "{glob}");
        }
        assert_eq!(globs_as_test(["a-*", "b.c"]), r"matches /^(a-.*|b\.c)$/");
        assert_eq!(literal_test("*/b"), r"matches /^\*\/b$/");
    }
}
