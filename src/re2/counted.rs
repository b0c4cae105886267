//! Patterns that say how long a text is and of which characters, and nothing else.

use regex_syntax::hir::{Class, ClassUnicode, Hir, HirKind, Look};

use super::plain::{is_look, read};

/// Every character of a text is one of some, and there are so many of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Counted {
    /// The pattern of the texts of any length; `None` where they may be of all characters.
    pub characters: Option<String>,
    /// The fewest characters.
    pub least: u64,
    /// The most, where there is an end.
    pub most: Option<u64>,
}

/// What a pattern counts: `^[a-z]{1,64}$`, `(?s)^.{0,1000}.{0,1000}$`. None of patterns without a
/// count in braces, of those that say more, and of those that RE2 refuses.
pub(crate) fn counted(pattern: &str) -> Option<Counted> {
    let hir = pattern.contains('{').then(|| read(pattern)).flatten()?;
    let HirKind::Concat(parts) = hir.kind() else { return None };
    let [start, repeated @ .., end] = parts.as_slice() else { return None };
    if !is_look(start, Look::Start) || !is_look(end, Look::End) {
        return None;
    }
    let runs = repeated.iter().map(run).collect::<Option<Vec<_>>>()?;
    let (class, ..) = *runs.first()?;
    let is_one_class = runs.iter().all(|(other, ..)| *other == class);
    is_one_class.then_some(())?;
    let least = runs.iter().map(|(_, least, _)| least).sum();
    let most = runs.iter().map(|(_, _, most)| *most).sum();
    if (least, most) == (0, None) {
        return None;
    }
    Some(Counted { characters: of_any_length(class)?, least, most })
}

/// A class, and how often it stands there.
fn run(hir: &Hir) -> Option<(&ClassUnicode, u64, Option<u64>)> {
    match hir.kind() {
        HirKind::Class(Class::Unicode(class)) => Some((class, 1, Some(1))),
        HirKind::Repetition(repetition) => match repetition.sub.kind() {
            HirKind::Class(Class::Unicode(class)) => {
                Some((class, repetition.min.into(), repetition.max.map(u64::from)))
            }
            _ => None,
        },
        _ => None,
    }
}

/// The pattern of texts of these characters; nothing where these are all. `None` where RE2 wouldn't
/// take it.
fn of_any_length(class: &ClassUnicode) -> Option<Option<String>> {
    if class.ranges().iter().any(|range| (range.start(), range.end()) == ('\0', char::MAX)) {
        return Some(None);
    }
    let class = Hir::class(Class::Unicode(class.clone()));
    let pattern = format!("^(?:{class})*$");
    read(&pattern).is_some().then_some(Some(pattern))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::re2::Pattern;

    #[test]
    fn patterns_that_count_and_say_nothing_else() {
        let all = |least, most| Some(Counted { characters: None, least, most });
        let of = |characters: &str, least, most| {
            Some(Counted { characters: Some(characters.to_owned()), least, most })
        };
        for (pattern, expected) in [
            (r"(?s)^.{1,1000}$", all(1, Some(1000))),
            (r"(?s)^.{0,1000}.{0,500}$", all(0, Some(1500))),
            (r"(?s)\A.{3}.*\z", all(3, None)),
            (r"^[a-z]{2,8}$", of("^(?:[a-z])*$", 2, Some(8))),
            (r"^[a-z]{2,}[a-z]$", of("^(?:[a-z])*$", 3, None)),
            (r"^\d{4}$", of("^(?:[0-9])*$", 4, Some(4))),
            (r"^[a{]{2}$", of(r"^(?:[a\{])*$", 2, Some(2))),
            (r"^(?:[a\{])*$", None),
            (r"^[a-z]{2}[0-9]$", None),
            (r"^[a-z]{2,8}", None),
            (r"^[a-z]+$", None),
            (r"(?m)^[a-z]{2}$", None),
            (r"^(?:[a-z]{2}|b)$", None),
            (r"^(?:[a-z]{2})?$", None),
            (r"^[a-z]{2", None),
            ("{", None),
        ] {
            assert_eq!(counted(pattern), expected, "{pattern}");
        }
    }

    #[test]
    fn a_count_says_what_its_pattern_says() {
        let texts = [
            "",
            "a",
            "é",
            "ab",
            "a\n",
            "\n",
            "abc",
            "日本",
            "12",
            "1234",
            "a-b_c",
            "]^",
            "aaaaaaaaa",
        ];
        for pattern in [
            r"(?s)^.{1,2}$",
            r"^.{1,2}$",
            r"^\p{L}{2}$",
            r"^\PL{1,4}$",
            r"^[^a]{0,3}$",
            r"^[\]^\-\\a-c_]{2,5}$",
            r"(?i)^[a-f]{2,9}$",
            r"^\w{3,}\w$",
            r"^[[:^alpha:]]{1,4}$",
        ] {
            let Some(counted) = counted(pattern) else { panic!("{pattern}") };
            let whole = Pattern::new(pattern).expect("a pattern");
            let of = counted.characters.map(|of| Pattern::new(&of).expect("a pattern"));
            for text in texts {
                let length = u64::try_from(text.chars().count()).expect("a short text");
                let is_long_enough = length >= counted.least;
                let fits = is_long_enough && counted.most.is_none_or(|most| length <= most);
                let is_of = of.as_ref().is_none_or(|of| of.is_match(text));
                assert_eq!(whole.is_match(text), fits && is_of, "{pattern} {text:?}");
            }
        }
    }
}
