//! Tables of tab-separated cells.

/// A table whose first line names the columns.
pub(super) struct Rows<'t> {
    header: Vec<&'t str>,
    table: &'t str,
}

impl<'t> Rows<'t> {
    pub(super) fn of(table: &'t str) -> Self {
        let table = table.trim_start_matches('\u{feff}');
        let header = table.lines().next().unwrap_or_default().split('\t').collect();
        Self { header, table }
    }

    /// Where the column stands, from 0.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|column| *column == name)
    }

    /// Every line after the first that isn't empty, with its number.
    pub(super) fn body(&self) -> impl Iterator<Item = (usize, Vec<&'t str>)> + use<'t> {
        let lines = self.table.lines().enumerate().skip(1).filter(|(_, line)| !line.is_empty());
        lines.map(|(at, line)| (at + 1, line.split('\t').collect()))
    }
}
