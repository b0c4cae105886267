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
use crate::finding::{Finding, Level, call_label};
use crate::render::terminal::{Style, Terminal};
use crate::render::wrap;
use crate::source::Sources;
use crate::strings::{counted, escape};

/// Messages longer than this many characters are cut: they hold a name of that length.
const LONGEST: usize = 2_000;
/// What stands left of a message.
const MESSAGE_INDENT: usize = 4;
/// What stands left of help: `  help: `.
const HELP_INDENT: usize = 8;

/// Findings, with an empty line after each. Of a file that has more than the terminal shows, those
/// that weigh most are shown, and how many more there are.
pub(crate) fn render(findings: &[Finding], sources: &Sources, terminal: Terminal) -> String {
    let of_a_file = |a: &Finding, b: &Finding| a.span.source == b.span.source;
    let files = findings.chunk_by(of_a_file);
    files.map(|findings| of_file(findings, sources, terminal)).collect()
}

fn of_file(findings: &[Finding], sources: &Sources, terminal: Terminal) -> String {
    let most = terminal.max_findings.unwrap_or(findings.len());
    let mut shown: Vec<_> = findings.iter().enumerate().collect();
    shown.sort_by_key(|(index, finding)| (finding.level, *index));
    shown.truncate(most);
    shown.sort_by_key(|(index, _)| *index);
    let mut text = drawn(shown.into_iter().map(|(_, finding)| finding), sources, terminal);
    if let (Some(more @ 1..), Some(first)) = (findings.len().checked_sub(most), findings.first()) {
        let name = sources.get(first.span.source).map_or("", |source| source.name());
        let (more, name) = (counted(more, "more finding"), escape::inline(name));
        text.push_str(&format!("{more} in {name}; `--max` says how many are shown\n\n"));
    }
    text
}

fn drawn<'f>(
    findings: impl Iterator<Item = &'f Finding>,
    sources: &Sources,
    terminal: Terminal,
) -> String {
    let mut out = String::new();
    for finding in findings {
        let shown = Shown::new(finding, sources, terminal);
        out.push_str(&header(finding, terminal));
        // Writing to a string can't fail, and an excerpt holds every place that it names.
        let mut drawn = String::new();
        let _ = shown.handler().render_report(&mut drawn, &shown);
        out.push_str(&shown.excerpt.renumbered(&drawn));
        out.push_str(&shown.excerpt.left_out());
        out.push_str(&evidence(finding, terminal));
        out.push('\n');
    }
    out
}

/// As in `error[unknown-tool]`.
fn header(finding: &Finding, terminal: Terminal) -> String {
    let word = match finding.level {
        Level::Error => "error",
        Level::Deny => "deny",
        Level::Warn => "warning",
    };
    let header = terminal.paint(style(finding.level), &format!("{word}[{}]", finding.code));
    format!("{}\n", terminal.paint(Style::Strong, &header))
}

fn style(level: Level) -> Style {
    match level {
        Level::Error | Level::Deny => Style::Error,
        Level::Warn => Style::Warning,
    }
}

/// The call that is allowed and whether `--fix` fixes it.
fn evidence(finding: &Finding, terminal: Terminal) -> String {
    let mut lines = String::new();
    if let Some(call) = &finding.call {
        let (text, note, label) =
            (call.to_string(), call.note(), call_label(finding.server.as_deref()));
        let call = cut(text.strip_suffix(note).unwrap_or(&text)) + note;
        lines.push_str(&wrap::entry(2, (Style::Warning, &label), &call, wrap::CALL, terminal));
    }
    if let Some(fix) = &finding.fix {
        let label = format!("{}:", fix.safety.option());
        let label = (Style::Note, &*label);
        lines.push_str(&wrap::entry(
            2,
            label,
            &cut(&escape::inline(&fix.title)),
            wrap::PROSE,
            terminal,
        ));
    }
    lines
}

/// A finding as miette wants it.
#[derive(Debug)]
struct Shown<'f> {
    finding: &'f Finding,
    excerpt: Excerpt,
    terminal: Terminal,
}

impl<'f> Shown<'f> {
    fn new(finding: &'f Finding, sources: &Sources, terminal: Terminal) -> Self {
        let excerpt = Excerpt::new(finding, sources, terminal.snippet_width());
        Self { finding, excerpt, terminal }
    }

    fn handler(&self) -> GraphicalReportHandler {
        let characters = ThemeCharacters { warning: "!".to_owned(), ..ThemeCharacters::unicode() };
        let styles = if self.terminal.has_color { self.styles() } else { ThemeStyles::none() };
        GraphicalReportHandler::new_themed(GraphicalTheme { characters, styles })
            .with_links(false)
            .with_wrap_lines(false)
            .without_syntax_highlighting()
    }

    /// The finding's own place in the colour of its level, others in that of notes.
    fn styles(&self) -> ThemeStyles {
        let ansi = ThemeStyles::ansi();
        let (own, note) = match self.finding.level {
            Level::Error | Level::Deny => (ansi.error, ansi.help),
            Level::Warn => (ansi.warning, ansi.help),
        };
        let highlight = |label: LabeledSpan| if label.primary() { own } else { note };
        let highlights = self.excerpt.labels().map(highlight).collect();
        ThemeStyles { link: note, linum: note, highlights, ..ansi }
    }

    /// Words behind an indent that miette puts before every line.
    fn wrapped(&self, text: &str, indent: usize) -> String {
        let width = self.terminal.prose_width().saturating_sub(indent);
        wrap::lines(&cut(text), width).join("\n")
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = self.wrapped(&self.finding.message, MESSAGE_INDENT);
        let strong = |line: &str| self.terminal.paint(Style::Strong, line);
        let lines: Vec<String> = message.lines().map(strong).collect();
        formatter.write_str(&lines.join("\n"))
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
        Some(Box::new(self.wrapped(help, HELP_INDENT)))
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
