//! Comma-separated values (RFC 4180) that no terminal obeys and no spreadsheet runs.

use super::escape;

/// One line of cells.
pub(crate) fn row<'c>(cells: impl IntoIterator<Item = &'c str>) -> String {
    let cells: Vec<_> = cells.into_iter().map(cell).collect();
    format!("{}\n", cells.join(","))
}

/// A cell: escaped, quoted where it must be, and with an apostrophe before what a spreadsheet
/// would take for a formula.
fn cell(text: &str) -> String {
    let text = escape::inline(text);
    let formula = text.starts_with(['=', '+', '-', '@']);
    let text = if formula { format!("'{text}") } else { text.into_owned() };
    if text.contains([',', '"', '\'']) {
        return format!("\"{}\"", text.replace('"', "\"\""));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::row;

    #[test]
    fn cells_are_quoted_escaped_and_no_formulas() {
        assert_eq!(row(["a", "b,c", "say \"x\""]), "a,\"b,c\",\"say \"\"x\"\"\"\n");
        assert_eq!(row(["=1+1", "\u{1b}[31m", ""]), "\"'=1+1\",\\u{1b}[31m,\n");
    }
}
