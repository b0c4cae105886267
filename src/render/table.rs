//! Rows in aligned columns, by the width that text has on a terminal. The last column is prose and
//! wraps below itself.

use textwrap::core::display_width;

use super::terminal::{Style, Terminal};
use super::wrap::{self, PROSE};

/// What stands between two columns.
const GAP: &str = "  ";
/// No column but the last is made wider by its longest text.
const MAX_COLUMN_WIDTH: usize = 40;
/// Where the last column would have fewer columns of the terminal, it goes below the others.
const MIN_LAST_WIDTH: usize = 24;
/// How far it is indented there.
const BELOW: usize = 4;

/// A cell, in its style.
pub(crate) type Cell = (Option<Style>, String);

/// Rows of as many cells each. Their text must be safe to print.
#[derive(Debug, Default)]
pub(crate) struct Table {
    indent: usize,
    rows: Vec<(Vec<Cell>, String)>,
}

impl Table {
    /// A table without rows, `indent` columns from the left.
    pub(crate) fn new(indent: usize) -> Self {
        Self { indent, rows: Vec::new() }
    }

    /// Adds a row: the cells that are aligned, and the text that wraps.
    pub(crate) fn add(&mut self, cells: impl Into<Vec<Cell>>, last: impl Into<String>) {
        self.rows.push((cells.into(), last.into()));
    }

    /// The rows as text, each with its line end.
    pub(crate) fn human(&self, terminal: Terminal) -> String {
        let widths = self.widths();
        let rows = self.rows.iter();
        rows.map(|(cells, last)| self.row(cells, last, &widths, terminal)).collect()
    }

    fn widths(&self) -> Vec<usize> {
        let mut widths = Vec::new();
        for (cells, _) in &self.rows {
            widths.resize(cells.len().max(widths.len()), 0);
            for (width, (_, text)) in widths.iter_mut().zip(cells) {
                *width = display_width(text).min(MAX_COLUMN_WIDTH).max(*width);
            }
        }
        widths
    }

    fn row(&self, cells: &[Cell], last: &str, widths: &[usize], terminal: Terminal) -> String {
        let mut head = " ".repeat(self.indent);
        let mut column = self.indent;
        for ((style, text), width) in cells.iter().zip(widths) {
            let gap = " ".repeat(width.saturating_sub(display_width(text)));
            let text = style.map_or_else(|| text.clone(), |style| terminal.paint(style, text));
            head.push_str(&format!("{text}{gap}{GAP}"));
            column += width + GAP.len();
        }
        if last.is_empty() {
            return format!("{}\n", head.trim_end());
        }
        let width = terminal.row_width();
        let below = match column + MIN_LAST_WIDTH > width {
            true => self.indent + BELOW,
            false => column,
        };
        let indent = " ".repeat(below);
        if below < column || display_width(&head) > column {
            let lines = wrap::hanging(last, &indent, &indent, width, PROSE);
            return format!("{}\n{}\n", head.trim_end(), lines.join("\n"));
        }
        wrap::hanging(last, &head, &indent, width, PROSE).join("\n") + "\n"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut table = Table::new(2);
        table.add([(None, "create".into()), (Some(Style::Error), "deny".into())], "one two three");
        table.add([(None, "返金".into()), (None, "ok".into())], "four");
        table.add([(None, "e\u{301}".into()), (None, "ok".into())], "");
        table
    }

    fn shown(table: &Table, columns: usize) -> String {
        table.human(Terminal { columns: Some(columns), ..Terminal::PIPE })
    }

    #[test]
    fn columns_are_aligned_by_what_is_seen() {
        insta::assert_snapshot!(shown(&table(), 60), @r"
        create  deny  one two three
        返金    ok    four
        é       ok
        ");
    }

    #[test]
    fn the_last_column_wraps_below_itself() {
        let mut table = table();
        table.add([(None, "a".into()), (None, "b".into())], "word ".repeat(9).trim_end());
        insta::assert_snapshot!(shown(&table, 40), @r"
        create  deny  one two three
        返金    ok    four
        é       ok
        a       b     word word word word word
                      word word word word
        ");
    }

    #[test]
    fn what_is_too_wide_stands_on_a_line_of_its_own() {
        let mut table = table();
        table.add([(None, "x".repeat(50)), (None, "b".into())], "below");
        insta::assert_snapshot!(shown(&table, 100), @r"
        create                                    deny  one two three
        返金                                      ok    four
        é                                         ok
        xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx  b
                                                        below
        ");
        insta::assert_snapshot!(shown(&table, 60), @r"
        create                                    deny
            one two three
        返金                                      ok
            four
        é                                         ok
        xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx  b
            below
        ");
    }

    #[test]
    fn a_row_is_a_line_in_a_pipe() {
        let mut table = table();
        table.add([(None, "x".repeat(30)), (None, "b".into())], "word ".repeat(30));
        assert_eq!(table.human(Terminal::PIPE).lines().count(), 4);
    }

    #[test]
    fn colour_moves_nothing() {
        let terminal = Terminal { has_color: true, columns: Some(60), ..Terminal::PIPE };
        let plain = table().human(terminal).replace("\x1b[31m", "").replace("\x1b[0m", "");
        assert_eq!(plain, shown(&table(), 60));
    }
}
