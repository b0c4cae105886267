//! GitHub's workflow commands: annotations on the lines of a pull request.

use super::Results;
use crate::finding::Level;
use crate::render::findings::report::Item;
use crate::strings::escape;

/// One command a line for what the run could not do, and for each finding that counts.
pub(crate) fn github(results: &Results) -> String {
    let errors = results.errors.iter().map(|error| format!("::error::{}\n", data(&error.message)));
    errors.chain(results.counted().map(command)).collect()
}

/// As in `::error file=agent.mcpol,line=4,endLine=4,col=7,endColumn=18,title=unknown-tool::…`.
fn command(item: &Item) -> String {
    let at = &item.at;
    let word = match item.level {
        Level::Error | Level::Deny => "error",
        Level::Warn => "warning",
    };
    let (file, title) = (property(&at.file), property(&item.code));
    let (line, end_line, column) = (at.line, at.end_line, at.column);
    let end_column = at.end_column;
    let message = data(&item.lines_with_places().join("\n"));
    format!(
        "::{word} file={file},line={line},endLine={end_line},col={column},endColumn={end_column},\
         title={title}::{message}\n"
    )
}

/// A message as GitHub unescapes it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property as GitHub unescapes it; a file's name may hold what a terminal obeys.
fn property(text: &str) -> String {
    data(&escape::inline(text)).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_its_part_of_a_command() {
        assert_eq!(data("50%\n::error::x"), "50%25%0A::error::x");
        assert_eq!(property("a:b,c\r\u{1b}"), "a%3Ab%2Cc\\u{d}\\u{1b}");
    }
}
