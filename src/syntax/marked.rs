//! What a stretch of text says, however it is laid out.

use super::lexis::{self, Kind, Token};
use super::print::{is_plain_name, string_text};

/// The tokens of a text with one spelling each, without comments, parentheses and line ends: the
/// same before and after formatting.
pub(crate) fn without_layout(text: &str) -> String {
    let tokens =
        lexis::words(text, 0).filter(|token| !matches!(token.text, "(" | ")" | "\u{feff}"));
    let mut written = String::with_capacity(text.len());
    for token in tokens {
        if needs_space(&written, token.text) {
            written.push(' ');
        }
        written.push_str(&spelled(&token));
    }
    written
}

/// A token as the formatter would write it; a name that needs no quotes has none.
fn spelled(token: &Token<'_>) -> String {
    let string = || serde_json::from_str::<String>(token.text).ok();
    match (token.kind == Kind::String).then(string).flatten() {
        Some(name) if is_plain_name(&name) => name,
        Some(text) => string_text(&text),
        None => token.text.to_owned(),
    }
}

fn needs_space(before: &str, token: &str) -> bool {
    !before.is_empty() && !before.ends_with(['.', '[']) && !matches!(token, "." | "," | "]")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layout_comments_and_needless_quotes_say_nothing() {
        for text in [
            "require args.a>=1 and args.b in[\"x/y\",2]",
            "\u{feff}require  (args . a >= 1)# why\r\n\tand args.\"b\" in [ \"x\\/y\", 2 ]",
        ] {
            assert_eq!(without_layout(text), "require args.a >= 1 and args.b in [\"x/y\", 2]");
        }
        assert_eq!(without_layout("args.a matches /a  #(b)/ # c"), "args.a matches /a  #(b)/");
        assert_eq!(without_layout("allow \"matches\", \"list\""), "allow \"matches\", list");
        assert_ne!(without_layout("args.a == \"a b\""), without_layout("args.a == \"a  b\""));
    }
}
