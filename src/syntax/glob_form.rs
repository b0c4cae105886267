//! What a glob over texts is in this language, whose operators take `*` as a plain character.

use super::string_text;
use crate::re2;

/// A character of a file's name.
const INNER: &str = r"[^\/\\]";

/// A name that is none of `.` and `..`; as in a shell, `*` takes in none that begins with a dot.
const SEGMENT: &str = r"[^\/\\.][^\/\\]*";

/// The test of a text that a glob means: `ends with "-prod"` for `*-prod`, `under "/a"` for `/a/**`.
pub(crate) fn glob_as_test(glob: &str) -> String {
    if let Some(folder) = whole_folder(glob) {
        return format!("under {}", string_text(folder));
    }
    if is_of_paths(glob) && glob.contains('*') {
        return format!("matches /^{}$/", path_pattern(glob));
    }
    let glob = single_stars(glob);
    let parts: Vec<_> = glob.split('*').collect();
    match parts.as_slice() {
        [whole] => format!("== {}", string_text(whole)),
        parts if parts.iter().all(|part| part.is_empty()) => "exists".to_owned(),
        [start, ""] => format!("starts with {}", string_text(start)),
        ["", end] => format!("ends with {}", string_text(end)),
        ["", part, ""] => format!("contains {}", string_text(part)),
        _ => format!("matches /^{}$/", glob_as_pattern(&glob)),
    }
}

/// The folder of which a glob takes in everything.
fn whole_folder(glob: &str) -> Option<&str> {
    let folder = glob.strip_suffix("/**").or_else(|| glob.strip_suffix("/*"))?;
    let is_root = folder.starts_with('/') || is_url(folder) && folder.matches('/').count() > 2;
    (is_root && !folder.contains('*') && !folder.ends_with('/')).then_some(folder)
}

fn is_of_paths(glob: &str) -> bool {
    glob.contains('/') && !is_url(glob)
}

fn is_url(glob: &str) -> bool {
    glob.contains("://")
}

/// The glob with one star for each run of them.
fn single_stars(glob: &str) -> String {
    let mut single = glob.to_owned();
    while single.contains("**") {
        single = single.replace("**", "*");
    }
    single
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
    match is_of_paths(glob) {
        true => path_pattern(glob),
        false => single_stars(glob).split('*').map(escaped).collect::<Vec<_>>().join(".*"),
    }
}

/// The regular expression of a glob over paths, in which `**` stands for any folders and `*` for
/// characters of one name.
fn path_pattern(glob: &str) -> String {
    let mut segments: Vec<_> = glob.split('/').collect();
    segments.dedup_by(|segment, before| *segment == "**" && *before == "**");
    let last = segments.pop().unwrap_or_default();
    let folders = segments.into_iter().map(|folder| match folder {
        "**" => format!("({SEGMENT}\\/)*"),
        folder => format!("{}\\/", segment_pattern(folder)),
    });
    let file = match last {
        "**" => format!("{SEGMENT}(\\/{SEGMENT})*"),
        file => segment_pattern(file),
    };
    folders.chain([file]).collect()
}

fn segment_pattern(segment: &str) -> String {
    let segment = single_stars(segment);
    let Some((start, rest)) = segment.split_once('*') else { return escaped(&segment) };
    let is_dots = |text: &str| text.bytes().all(|byte| matches!(byte, b'.' | b'*'));
    let any =
        if is_dots(start) && is_dots(rest) { SEGMENT.to_owned() } else { format!("{INNER}*") };
    let rest: Vec<_> = rest.split('*').map(escaped).collect();
    escaped(start) + &any + &rest.join(&format!("{INNER}*"))
}

/// A text as it stands between the slashes of a regular expression.
fn escaped(text: &str) -> String {
    re2::escaped(text).replace('/', "\\/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::re2::Pattern;

    #[test]
    fn a_glob_becomes_the_operator_of_its_shape() {
        let shapes = [
            ("*-prod", r#"ends with "-prod""#),
            ("acme*", r#"starts with "acme""#),
            ("*x*", r#"contains "x""#),
            ("a*b", "matches /^a.*b$/"),
            ("*a*b", "matches /^.*a.*b$/"),
            ("a**b", "matches /^a.*b$/"),
            ("/a/*", r#"under "/a""#),
            ("/a/**", r#"under "/a""#),
            ("https://docs.acme.com/public/*", r#"under "https://docs.acme.com/public""#),
            ("https://docs.acme.com/*", r#"starts with "https://docs.acme.com/""#),
            ("src/*.rs", r"matches /^src\/[^\/\\]*\.rs$/"),
            ("docs/*", r"matches /^docs\/[^\/\\.][^\/\\]*$/"),
            ("docs/**/*.md", r"matches /^docs\/([^\/\\.][^\/\\]*\/)*[^\/\\]*\.md$/"),
            ("*", "exists"),
            ("**", "exists"),
            ("a", r#"== "a""#),
        ];
        for (glob, form) in shapes {
            assert_eq!(glob_as_test(glob), form, "{glob}");
        }
        assert_eq!(globs_as_test(["a-*", "b.c"]), r"matches /^(a-.*|b\.c)$/");
        for glob in ["docs/*", "docs/**", "docs/**/*", "docs/.*", "**/*.md", "a/*/b", "/**"] {
            let pattern =
                Pattern::new(&format!("^{}$", path_pattern(glob).replace("\\/", "/"))).unwrap();
            for path in ["docs/..", "docs/../a", "../a.md", "a/../b", "a/b/../c.md", "/../etc"] {
                assert!(!pattern.is_match(path), "{glob} {path}");
            }
        }
        assert_eq!(literal_test("*/b"), r"matches /^\*\/b$/");
    }
}
