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
