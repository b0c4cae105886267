//! Findings for people, drawn by miette.
//!
//! miette prints whatever it is given raw and counts columns in bytes, so it never sees a source:
//! it gets an excerpt of a few sanitised lines that knows its own places.

use std::fmt;

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, Severity, SourceCode,
    ThemeCharacters, ThemeStyles,
};

use super::excerpt::Excerpt;
use crate::finding::{Finding, Level};
use crate::render::terminal::{Style, Terminal, WIDTH};
use crate::source::Sources;

/// Messages longer than this many characters are cut: they hold a name of that length.
const LONGEST: usize = 2_000;
/// How wide the lines of source text are that are shown.
const SNIPPET_WIDTH: usize = 140;

/// Every finding, with an empty line after each.
pub fn render(findings: &[Finding], sources: &Sources, terminal: Terminal) -> String {
    let handler = handler(terminal);
    let mut out = String::new();
    for finding in findings {
        let shown = Shown::new(finding, sources);
        out.push_str(&header(finding, terminal));
        // Writing to a string can't fail, and an excerpt holds every place that it names.
        let _ = handler.render_report(&mut out, &shown);
        out.push_str(&shown.excerpt.left_out());
        out.push_str(&evidence(finding, terminal));
        out.push('\n');
    }
    out
}

/// As in `error[unknown-tool]`.
fn header(finding: &Finding, terminal: Terminal) -> String {
    let (style, word) = match finding.level {
        Level::Error => (Style::Error, "error"),
        Level::Deny => (Style::Error, "deny"),
        Level::Warn => (Style::Warning, "warning"),
    };
    format!("{}\n", terminal.paint(style, &format!("{word}[{}]", finding.code)))
}

/// The call that gets through and whether `--fix` mends it.
fn evidence(finding: &Finding, terminal: Terminal) -> String {
    let mut lines = String::new();
    if let Some(call) = &finding.call {
        let word = terminal.paint(Style::Warning, "allowed call:");
        lines.push_str(&format!("  {word} {}\n", cut(&call.to_string())));
    }
    if let Some(fix) = &finding.fix {
        let word = terminal.paint(Style::Dim, &format!("{}:", fix.safety.option()));
        lines.push_str(&format!("  {word} {}\n", fix.title));
    }
    lines
}

fn handler(terminal: Terminal) -> GraphicalReportHandler {
    let characters = ThemeCharacters { warning: "!".to_owned(), ..ThemeCharacters::unicode() };
    let styles = match terminal {
        Terminal::Plain => ThemeStyles::none(),
        Terminal::Colour => ThemeStyles::ansi(),
    };
    GraphicalReportHandler::new_themed(GraphicalTheme { characters, styles })
        .with_links(false)
        .with_width(WIDTH)
        .with_wrap_lines(terminal == Terminal::Colour)
        .without_syntax_highlighting()
}

/// A finding as miette wants it.
#[derive(Debug)]
struct Shown<'f> {
    finding: &'f Finding,
    excerpt: Excerpt,
}

impl<'f> Shown<'f> {
    fn new(finding: &'f Finding, sources: &Sources) -> Self {
        Self { finding, excerpt: Excerpt::new(finding, sources, SNIPPET_WIDTH) }
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&cut(&self.finding.message))
    }
}

impl std::error::Error for Shown<'_> {}

impl Diagnostic for Shown<'_> {
    fn severity(&self) -> Option<Severity> {
        Some(match self.finding.level {
            Level::Error | Level::Deny => Severity::Error,
            Level::Warn => Severity::Warning,
        })
    }

    fn help(&self) -> Option<Box<dyn fmt::Display + '_>> {
        let help = self.finding.help.as_deref()?;
        Some(Box::new(cut(help)))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.excerpt)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.excerpt.labels()))
    }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests;
