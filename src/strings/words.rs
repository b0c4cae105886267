//! Counted nouns and lists in words.

/// As in `1 file` and `2 files`.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// As in `a, b and c`.
pub(crate) fn joined(words: &[String]) -> String {
    joined_with(words, "and")
}

/// The same with another word before the last: `a, b or c`.
pub(crate) fn joined_with(words: &[String], conjunction: &str) -> String {
    match words.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} {conjunction} {last}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_joined_as_in_a_sentence() {
        let words = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(joined(&words[..0]), "");
        assert_eq!(joined(&words[..1]), "a");
        assert_eq!(joined(&words[..2]), "a and b");
        assert_eq!(joined_with(&words, "or"), "a, b or c");
    }

    #[test]
    fn a_noun_follows_its_count() {
        assert_eq!(counted(1, "file"), "1 file");
        assert_eq!(counted(0, "file"), "0 files");
    }
}
