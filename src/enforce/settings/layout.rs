//! How JSON is laid out around what is put into it.

/// The layout that a text has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layout {
    /// What stands before a member of the whole, once more for each level.
    unit: String,
    line_end: &'static str,
}

/// What a text is indented with that doesn't say.
const UNIT: &str = "  ";

impl Layout {
    /// That of a text whose first member stands there.
    pub(super) fn of(text: &str, first: Option<usize>) -> Self {
        let unit = first.map(|at| indentation(text, at)).filter(|unit| !unit.is_empty());
        let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        Self { unit: unit.unwrap_or(UNIT).to_owned(), line_end }
    }

    /// A list of one element, on lines of its own.
    pub(super) fn list(&self, element: &str) -> String {
        format!("[\n{}\n]", indented(element, UNIT))
    }

    /// An object of one member, in the same way.
    pub(super) fn object(&self, member: &str) -> String {
        format!("{{\n{}\n}}", indented(member, UNIT))
    }

    /// What stands between the brackets that open at a place, where that is all there is.
    pub(super) fn alone(&self, text: &str, opening: usize, item: &str) -> String {
        let around = indentation(text, opening);
        let inside = indented(&self.respaced(item), &format!("{around}{}", self.unit));
        self.ended(&format!("\n{inside}\n{around}"))
    }

    /// What stands on a line like the one of a neighbour, the end of the line before it included.
    pub(super) fn on_its_line(&self, text: &str, neighbour: usize, item: &str) -> String {
        self.ended(&format!("\n{}", indented(&self.respaced(item), indentation(text, neighbour))))
    }

    /// What begins at a place of the text.
    pub(super) fn at(&self, text: &str, start: usize, item: &str) -> String {
        let line = text.get(..start).and_then(|before| before.rsplit('\n').next());
        if line.is_some_and(|line| !line.trim().is_empty()) {
            return inline(item).trim_start().to_owned();
        }
        let item = indented(&self.respaced(item), indentation(text, start));
        self.ended(item.trim_start())
    }

    /// With the text's own indentation.
    fn respaced(&self, item: &str) -> String {
        let lines = item.lines().map(|line| {
            let inner = line.trim_start_matches(' ');
            let levels = (line.len() - inner.len()) / UNIT.len();
            format!("{}{inner}", self.unit.repeat(levels))
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    fn ended(&self, item: &str) -> String {
        item.replace('\n', self.line_end)
    }
}

/// A member of an object.
pub(super) fn member(key: &str, value: &str) -> String {
    format!("{}: {value}", crate::json::quoted(key))
}

/// On one line, a blank before it.
pub(super) fn inline(item: &str) -> String {
    let lines: Vec<&str> = item.lines().map(str::trim_start).collect();
    format!(" {}", lines.join(" "))
}

fn indented(item: &str, unit: &str) -> String {
    item.lines().map(|line| format!("{unit}{line}")).collect::<Vec<_>>().join("\n")
}

/// The blanks at the beginning of the line of a place.
fn indentation(text: &str, at: usize) -> &str {
    let line = text.get(..at).and_then(|before| before.rsplit('\n').next()).unwrap_or_default();
    let inner = line.trim_start_matches([' ', '\t']);
    line.get(..line.len() - inner.len()).unwrap_or_default()
}
