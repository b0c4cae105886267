//! The text of a configuration: TOML, or JSON with the comments and last commas that editors allow.

use serde_json::Value;

/// The value that a text is.
///
/// # Errors
/// It is neither. Nothing of it is shown, since keys stand in such files.
pub(super) fn read(text: &str) -> Result<Value, String> {
    let text = text.trim_start_matches('\u{feff}');
    let plain = without_comments(text);
    if plain.trim_start().starts_with('{') {
        return serde_json::from_str(&plain).map_err(|error| {
            format!("it is not JSON (line {}, column {})", error.line(), error.column())
        });
    }
    toml::from_str(text).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        format!("it is neither JSON nor TOML (line {})", before.matches('\n').count() + 1)
    })
}

/// The text with blanks in the place of comments and of commas before a closing bracket.
fn without_comments(text: &str) -> String {
    let mut plain: Vec<char> = Vec::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    // Where a comma stands that nothing has followed yet.
    let mut comma = None;
    while let Some(letter) = letters.next() {
        match (letter, letters.peek()) {
            ('"', _) => {
                comma = None;
                plain.push(letter);
                copy_string(&mut letters, &mut plain);
            }
            ('/', Some('/')) => while letters.next_if(|letter| *letter != '\n').is_some() {},
            ('/', Some('*')) => skip_comment(&mut letters, &mut plain),
            _ => {
                if let (']' | '}', Some(at)) = (letter, comma) {
                    plain.splice(at..=at, [' ']);
                }
                if !letter.is_whitespace() {
                    comma = (letter == ',').then_some(plain.len());
                }
                plain.push(letter);
            }
        }
    }
    plain.into_iter().collect()
}

/// Copies a string to its end.
fn copy_string(letters: &mut impl Iterator<Item = char>, plain: &mut Vec<char>) {
    while let Some(letter) = letters.next() {
        plain.push(letter);
        match letter {
            '"' => return,
            '\\' => plain.extend(letters.next()),
            _ => {}
        }
    }
}

/// Skips a comment to its end; its lines are kept.
fn skip_comment(letters: &mut impl Iterator<Item = char>, plain: &mut Vec<char>) {
    let mut before = ' ';
    // The star that opens it doesn't close it.
    for letter in letters.skip(1) {
        if letter == '\n' {
            plain.push(letter);
        }
        if (before, letter) == ('*', '/') {
            return;
        }
        before = letter;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_last_commas_are_left_out() {
        let text = "{ // one\n \"a\": \"//,]\\\"\", /* two\n*/ \"b\": [1, 2, /**/ ], }";
        assert_eq!(read(text).unwrap(), serde_json::json!({"a": "//,]\"", "b": [1, 2]}));
        assert_eq!(read("[a]\nb = 1\n").unwrap(), serde_json::json!({"a": {"b": 1}}));
    }

    #[test]
    fn what_is_wrong_is_placed_and_not_shown() {
        let said = read("{\"token\": \"geheim\"\n \"b\" }").unwrap_err();
        assert_eq!(said, "it is not JSON (line 2, column 2)");
        let said = read("a = 1\ntoken = geheim\n").unwrap_err();
        assert_eq!(said, "it is neither JSON nor TOML (line 2)");
    }
}
