//! What a reader takes a name for.

use super::escape::is_unsafe;

/// Letters that can't be told from Latin ones in most typefaces, each with that one.
const LETTERS: &[(char, char)] = &[
    ('а', 'a'),
    ('с', 'c'),
    ('ԁ', 'd'),
    ('е', 'e'),
    ('һ', 'h'),
    ('і', 'i'),
    ('ј', 'j'),
    ('ӏ', 'l'),
    ('о', 'o'),
    ('р', 'p'),
    ('ԛ', 'q'),
    ('ѕ', 's'),
    ('у', 'y'),
    ('х', 'x'),
    ('ԝ', 'w'),
    ('в', 'b'),
    ('к', 'k'),
    ('м', 'm'),
    ('н', 'h'),
    ('т', 't'),
    ('ο', 'o'),
    ('ν', 'v'),
    ('α', 'a'),
    ('β', 'b'),
    ('ε', 'e'),
    ('ζ', 'z'),
    ('η', 'n'),
    ('ι', 'i'),
    ('κ', 'k'),
    ('μ', 'u'),
    ('ρ', 'p'),
    ('τ', 't'),
    ('υ', 'u'),
    ('χ', 'x'),
    ('օ', 'o'),
    ('ս', 'u'),
    ('ı', 'i'),
    ('ɡ', 'g'),
    ('ℓ', 'l'),
    ('‐', '-'),
    ('‑', '-'),
    ('–', '-'),
    ('—', '-'),
    ('−', '-'),
    ('＿', '_'),
];

/// The name as it looks: blanks, case and what can't be seen left out, letters of other scripts as
/// Latin ones, and one of each pair that typefaces hardly tell apart. Names that look alike give
/// the same text.
pub(crate) fn appearance(name: &str) -> String {
    let seen = name.chars().filter(|letter| !letter.is_whitespace() && !is_unsafe(*letter));
    let letters: String = seen.map(narrow).flat_map(char::to_lowercase).map(latin).collect();
    letters.replace("rn", "m").replace("vv", "w").replace(['l', '1', '|'], "i").replace('0', "o")
}

/// Full-width and mathematical letters as plain ones.
fn narrow(letter: char) -> char {
    let code = u32::from(letter);
    let plain = match code {
        0xFF01..=0xFF5E => code - 0xFEE0,
        0x1D400..=0x1D6A3 => match (code - 0x1D400) % 52 {
            capital @ 0..26 => capital + 0x41,
            small => small - 26 + 0x61,
        },
        0x1D7CE..=0x1D7FF => (code - 0x1D7CE) % 10 + 0x30,
        _ => code,
    };
    char::from_u32(plain).unwrap_or(letter)
}

fn latin(letter: char) -> char {
    if letter.is_ascii() {
        return letter;
    }
    LETTERS.iter().find(|(other, _)| *other == letter).map_or(letter, |(_, latin)| *latin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_look_alike_have_one_appearance() {
        for (left, right) in [
            ("payrnent", "payment"),
            ("get_user", "get_user "),
            ("get_user", "Get_User"),
            ("get_user", "g\u{435}t_us\u{435}r"),
            ("get_user", "get\u{200b}_user"),
            ("get_user", "get_user\u{2800}"),
            ("list_all", "l1st_a11"),
            ("go", "g0"),
            ("view", "vievv"),
            ("fetch", "\u{ff46}etch"),
            ("fetch", "\u{1d41f}etch"),
            ("a-b", "a\u{2010}b"),
        ] {
            assert_eq!(appearance(left), appearance(right), "{left} {right}");
        }
        for (left, right) in [("get_user", "get_users"), ("get-user", "get_user"), ("a", "b")] {
            assert_ne!(appearance(left), appearance(right), "{left} {right}");
        }
    }
}
