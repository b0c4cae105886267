//! Untrusted text in Markdown: never anything but text.

use super::escape;

/// A text as code, fit for a cell of a table, which bars would end.
pub(crate) fn code(text: &str) -> String {
    span(&text.replace('|', "\\|"))
}

/// A text as code outside of tables: escaped, in one line, with as many backticks around it as it
/// needs.
pub(crate) fn span(text: &str) -> String {
    let text = escape::inline(text);
    let mut fence = String::from("`");
    while text.contains(&*fence) {
        fence.push('`');
    }
    match text.starts_with('`') || text.ends_with('`') || text.is_empty() {
        true => format!("{fence} {text} {fence}"),
        false => format!("{fence}{text}{fence}"),
    }
}

/// A sentence of ours with names between backticks: the names become code, and so does every word
/// that Markdown, HTML or a forge could take for more than a word.
pub(crate) fn prose(text: &str) -> String {
    let text = escape::inline(text);
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return span(&text);
    }
    let part = |(index, part): (usize, &&str)| match index % 2 {
        0 => part.split(' ').map(word).collect::<Vec<_>>().join(" "),
        _ => span(part),
    };
    parts.iter().enumerate().map(part).collect()
}

fn word(word: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || ".,;:'\"()!?%…–/-".contains(letter);
    let is_link = word.contains("//") || word.contains("www.");
    if word.chars().all(is_plain) && !is_link { word.to_owned() } else { span(word) }
}

#[cfg(test)]
mod tests {
    use super::{code, prose};

    #[test]
    fn prose_is_words_and_code() {
        assert_eq!(prose("no tool `a|b`: x"), "no tool `a|b`: x");
        assert_eq!(prose("tell @everyone <img> #1"), "tell `@everyone` `<img>` `#1`");
        assert_eq!(prose("a ` @x"), "``a ` @x``");
        assert_eq!(prose("see https://e.example"), "see `https://e.example`");
    }

    #[test]
    fn code_ends_where_it_should() {
        for (text, expected) in [
            ("plain", "`plain`"),
            ("a|b", "`a\\|b`"),
            ("a`b", "``a`b``"),
            ("`", "`` ` ``"),
            ("a\nb", "`a\\u{a}b`"),
            ("<b>@someone", "`<b>@someone`"),
        ] {
            assert_eq!(code(text), expected);
        }
    }
}
