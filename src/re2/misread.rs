//! What to say of the parts of a valid pattern that people easily misread.

use std::ops::Range;

use super::{PatternError, tick};

/// `&&`, `--` and `~~` in a class, which are operators on sets elsewhere.
pub(super) fn set_operator(range: Range<usize>, character: char) -> PatternError {
    let message = match character {
        '&' => "`&&` in a class is a literal `&` in RE2, not an intersection",
        '~' => "`~~` in a class is a literal `~` in RE2, not a difference of sets",
        _ => "`--` in a class is a range that ends in `-` in RE2, not a difference of sets",
    };
    PatternError::new(range, message)
        .instead(format!("write `\\{character}` for the character `{character}`"))
}

/// `[` in a class, which starts a nested class elsewhere.
pub(super) fn nested_class(range: Range<usize>) -> PatternError {
    PatternError::new(range, "`[` in a class is a literal `[` in RE2, not a nested class")
        .instead("write `\\[`")
}

/// `[:alpha:]` without the brackets of the class that holds it.
pub(super) fn bare_posix(range: Range<usize>, text: &str) -> PatternError {
    let message = format!("{} is a class of the single characters", tick(text));
    PatternError::new(range, message).instead(format!("write `[{text}]`"))
}

/// `\<` and `\>`, which are the edges of a word elsewhere.
pub(super) fn word_edge(range: Range<usize>, character: char) -> PatternError {
    let message =
        format!("`\\{character}` is a literal `{character}` in RE2, not the edge of a word");
    PatternError::new(range, message)
        .instead(format!("write `{character}` for the character, `\\b` for the edge of a word"))
}

/// `{` or `}` that belongs to no repeat.
pub(super) fn brace(range: Range<usize>, brace: char) -> PatternError {
    PatternError::new(range, format!("this `{brace}` is a literal, no part of a repeat"))
        .instead(format!("write `\\{brace}`"))
}

/// `{,3}`, which repeats elsewhere.
pub(super) fn open_count(range: Range<usize>, most: &str) -> PatternError {
    PatternError::new(range, format!("`{{,{most}}}` is literal text in RE2, not a repeat"))
        .instead(format!("write `{{0,{most}}}` to repeat, `\\{{,{most}\\}}` for the text"))
}

/// `^feature-*`: a name with a star after the mark that it ends with, as globs are written.
pub(super) fn glob(pattern: &str) -> Option<PatternError> {
    let name = pattern.strip_prefix('^').unwrap_or(pattern);
    let name = name.strip_suffix('$').unwrap_or(name).strip_suffix('*')?;
    let is_plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    let mark = name.chars().next_back().filter(|mark| matches!(mark, '-' | '_'))?;
    let start = pattern.find('*')?.checked_sub(1)?;
    let message = format!("`{mark}*` repeats the `{mark}`, and stands for no other text");
    let instead = format!("write `{mark}.*` for any text after it, `{mark}{{0,}}` for the repeat");
    is_plain.then(|| PatternError::new(start..start + 2, message).instead(instead))
}
