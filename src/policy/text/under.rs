//! `under`: an absolute path, or one inside it; for URLs see `under_url`.
//!
//! The pattern reads the rest of the path segment by segment. A file's name may have spaces,
//! quotes and any language's letters, but nothing that some reader takes for `.`, `/` or `\`:
//!
//! - no empty segment (so no trailing slash), no backslash, no control character;
//! - no segment of dots and spaces alone: `.` and `..`, and what Windows makes of `.. `; after
//!   leading dots and spaces no `;` or `%`, which others cut off or decode (`..;`, `..%20`);
//! - no `%` that begins `%2e`, `%2f`, `%5c`, their double encoding (`%25`, and `%%35c`, so no `%`
//!   before another), an encoded control character, an encoded byte outside ASCII (`%c0%ae` is an
//!   overlong dot) or `%u002e`, and none before a character outside ASCII; a `%` otherwise, as in
//!   `100%.txt` or `%20`, is an ordinary character;
//! - no look-alike of these four that some system maps to them (full-width and small forms, dot
//!   leaders, the fraction and division slashes, set minus).
//!
//! Case matters, since to most file systems it does.

use super::{parts, under_url};
use crate::re2::Pattern;
use crate::strings::tick;

/// What no segment has anywhere, for use inside a class.
const NEVER: &str = r"\x00-\x1F/\\\x7F-\x9F\x{2024}-\x{2026}\x{2044}\x{2215}\x{2216}\x{FE50}-\x{FE6F}\x{FF05}\x{FF0E}\x{FF0F}\x{FF3C}";

/// A percent sign and what may follow it: printable ASCII up to the first character which shows
/// that none of the refused encodings begins here.
const PERCENT: &str = r"%(?:[ -$&-.3467:-@G-TV-\[\]-`g-tv-~]|2[ -$&-.0-46-DG-\[\]-dg-~]|5[ -$&-.0-BD-\[\]-bd-~]|[0189A-Fa-f][ -$&-.:-@G-\[\]-`g-~])";

/// A percent sign that the end of the segment follows before it means anything.
const LAST_PERCENT: &str = "(?:%[0-9A-Fa-f]?)?";

/// This path, or any inside it.
pub(super) fn pattern(path: &str) -> String {
    if under_url::is_url(path) {
        return under_url::pattern(path);
    }
    let segment = format!("[ .]*[^ %.;{NEVER}](?:[^%{NEVER}]|{PERCENT})*{LAST_PERCENT}");
    match path {
        "/" => format!(r"\A(?:/|(?:/{segment})+)\z"),
        _ => format!(r"\A{}(?:/{segment})*\z", parts::literal(path)),
    }
}

/// One or more names after a folder, none of which begins with a dot.
pub(crate) const PARTS: &str = r"(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)+";

/// The pattern, between slashes, of what is inside a relative folder; nothing where its name isn't
/// plain, or is a host's.
fn relative_pattern(path: &str) -> Option<String> {
    let folder = path.strip_prefix("./").unwrap_or(path).trim_end_matches('/');
    let is_plain = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
    };
    let pattern = format!("^{folder}{PARTS}$").replace('/', r"\/");
    folder.split('/').all(is_plain).then(|| format!("/{pattern}/"))
}

/// The path is absolute, and one that the operator itself accepts.
pub(super) fn check(path: &str) -> Result<(), String> {
    let shown = tick(path);
    if path.is_empty() {
        return Err("the path is empty: write an absolute path such as `/workspace`".to_owned());
    }
    if under_url::is_url(path) {
        return under_url::check(path);
    }
    if !path.starts_with('/') {
        return Err(match relative_pattern(path) {
            Some(pattern) => format!(
                "{shown} is not absolute: for paths such as {} write `matches {pattern}`, for \
                 absolute ones a folder such as `/workspace`",
                tick(&format!("{}/a.txt", path.trim_end_matches('/')))
            ),
            None => format!(
                "{shown} is not absolute: write a path such as `/workspace`, or a URL such as \
                 `https://docs.acme.com/public`"
            ),
        });
    }
    let plain = path.trim_end_matches('/');
    if plain.is_empty() {
        return Err(format!("{shown} is every path: write the folder, such as `/workspace`"));
    }
    if path.contains('*') {
        return Err(format!(
            "`*` is a plain character here, and all that is inside a folder is taken in: write {}",
            tick(folder_before_star(path))
        ));
    }
    if plain != path {
        return Err(format!("{shown} ends with a slash: write {}", tick(plain)));
    }
    if path.split('/').skip(1).any(|segment| matches!(segment, "" | "." | "..")) {
        return Err(format!(
            "{shown} contains an empty segment, `.` or `..`: write the path that it leads to"
        ));
    }
    if !Pattern::new(&pattern("/")).is_ok_and(|plain| plain.is_match(path)) {
        return Err(format!(
            "{shown} contains a part that some systems read as `.`, `/` or `\\`: write a path without \
             backslash, control character and encoded or look-alike dots and slashes"
        ));
    }
    Ok(())
}

/// The folders before the first part with a `*`.
fn folder_before_star(path: &str) -> &str {
    let before = path.split('*').next().unwrap_or_default();
    match before.rsplit_once('/') {
        Some((folder, _)) if !folder.is_empty() => folder,
        _ => "/workspace",
    }
}
