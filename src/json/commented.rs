//! JSON as some editors write it: with comments, and commas behind the last element.

/// The text with blanks where JSON has nothing: comments, and commas before a closing bracket. What
/// is left stands where it stood.
pub(super) fn without_comments(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    let (mut comma, mut before) = (None, '[');
    while let Some(letter) = rest.chars().next() {
        let length = match letter {
            '"' => string(rest),
            '/' => comment(rest),
            _ => letter.len_utf8(),
        };
        let (part, after) = rest.split_at(length);
        rest = after;
        match letter {
            '/' if length > 1 => {
                blank(&mut plain, part);
                continue;
            }
            ',' => comma = Some(plain.len()).filter(|_| !"[{,".contains(before)),
            ']' | '}' => {
                if let Some(at) = comma.take() {
                    plain.replace_range(at..=at, " ");
                }
            }
            _ if letter.is_whitespace() => {}
            _ => comma = None,
        }
        if !letter.is_whitespace() {
            before = letter;
        }
        plain.push_str(part);
    }
    plain
}

/// Blanks in the place of a text, its lines kept.
fn blank(plain: &mut String, text: &str) {
    plain.extend(text.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
}

/// The length of the string that a text begins with, or of all the text where it isn't closed.
fn string(text: &str) -> usize {
    let mut is_escaped = false;
    let end = text.bytes().skip(1).position(|byte| {
        let ends = byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        ends
    });
    end.map_or(text.len(), |end| end + 2)
}

/// The length of the comment that a text begins with; one where it begins with none.
fn comment(text: &str) -> usize {
    match text.get(..2) {
        Some("//") => text.find('\n').unwrap_or(text.len()),
        Some("/*") => {
            let end = text.get(2..).and_then(|inside| inside.find("*/"));
            end.map_or(text.len(), |end| end + 4)
        }
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::without_comments;

    #[test]
    fn comments_and_last_commas_become_blanks() {
        for (text, plain) in [
            ("{} // ö\n", "{}      \n"),
            ("/* a\n*/[1, 2 , /* b */ ]", "    \n  [1, 2           ]"),
            (r#"{"a": "// no, }", "b": 1,}"#, r#"{"a": "// no, }", "b": 1 }"#),
            (r#"["\"", "\\", ]"#, r#"["\"", "\\"  ]"#),
            ("[,]", "[,]"),
            ("[1,,]", "[1,,]"),
            ("/*/ x", "     "),
            ("/*/ */ 1", "       1"),
            ("\"open // x", "\"open // x"),
            ("[1 / 2]", "[1 / 2]"),
        ] {
            assert_eq!(without_comments(text), plain);
            assert_eq!(without_comments(text).len(), text.len());
        }
    }
}
