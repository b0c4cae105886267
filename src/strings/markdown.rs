//! Untrusted text in Markdown: never anything but text.

use super::escape;

/// A text as code, fit for a cell of a table, which bars would end.
pub fn code(text: &str) -> String {
    span(&text.replace('|', "\\|"))
}

/// A text as code outside of tables: escaped, in one line, with as many backticks around it as it
/// needs.
pub fn span(text: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::code;

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
