//! The classes of RE2 that hold ASCII characters only, spelled out as ranges.

/// The ranges of `\d`, `\s` or `\w` by the letter, capital or not.
pub(super) fn perl(letter: char) -> Option<&'static str> {
    match letter.to_ascii_lowercase() {
        'd' => Some("0-9"),
        's' => Some(r"\t\n\x0C\r "),
        'w' => Some("0-9A-Z_a-z"),
        _ => None,
    }
}

/// The ranges of a POSIX class by its name.
pub(super) fn posix(name: &str) -> Option<&'static str> {
    POSIX.iter().find(|(known, _)| *known == name).map(|(_, ranges)| *ranges)
}

/// The names of the POSIX classes.
pub(super) fn posix_names() -> impl Iterator<Item = &'static str> {
    POSIX.iter().map(|(name, _)| *name)
}

const POSIX: [(&str, &str); 14] = [
    ("alnum", "0-9A-Za-z"),
    ("alpha", "A-Za-z"),
    ("ascii", r"\x00-\x7F"),
    ("blank", r"\t "),
    ("cntrl", r"\x00-\x1F\x7F"),
    ("digit", "0-9"),
    ("graph", "!-~"),
    ("lower", "a-z"),
    ("print", " -~"),
    ("punct", r"!-/:-@\[-`\{-~"),
    ("space", r"\t\n\x0B\x0C\r "),
    ("upper", "A-Z"),
    ("word", "0-9A-Z_a-z"),
    ("xdigit", "0-9A-Fa-f"),
];
