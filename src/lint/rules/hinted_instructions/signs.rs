//! The signs of one tool: texts that don't belong in a definition.

use std::cell::OnceCell;

use crate::catalog::Tool;
use crate::json::{Letter, Node};
use crate::source::Span;
use crate::strings::tick;

use super::asks::{self, Around, Ask, Kind};
use super::concept::Set;
use super::reading::{Reading, plain_text};
use super::server::Server;
use super::{concealed, encoded, gate, hidden};

/// How much of a text is quoted, in characters.
const QUOTED: usize = 100;

/// A text that doesn't belong in a definition.
#[derive(Debug)]
pub(super) struct Sign {
    pub(super) span: Span,
    /// What it tells the model to do; nothing of what is only hidden.
    pub(super) tells: Option<&'static str>,
    /// The text, or what is hidden.
    pub(super) quoted: String,
    /// Whether it says nothing by itself: an invisible character.
    pub(super) is_quiet: bool,
}

/// Where a string stands.
struct Place<'t> {
    tool: &'t Tool,
    server: &'t Server<'t>,
    is_description: bool,
    job: OnceCell<Set>,
}

/// The signs of a tool's definition; nothing where there are none.
pub(super) fn of_tool(tool: &Tool, server: &Server<'_>) -> Option<Vec<Sign>> {
    let strings = tool.strings().filter(|string| may_have_signs(string.text()));
    let signs: Vec<Sign> = strings.flat_map(|string| of_string(string, tool, server)).collect();
    (!signs.is_empty()).then_some(signs)
}

/// Whether a closer look is worth it, told from the string as it stands in the file: at escapes of
/// characters, and at letters beyond ASCII, it always is.
fn may_have_signs(raw: &str) -> bool {
    let is_plain = |it: char| it.is_ascii() || is_mark(it);
    !(raw.is_ascii() || raw.chars().all(is_plain))
        || raw.contains('\u{7f}')
        || has_escape(raw)
        || gate::may_ask(raw)
        || concealed::may_be_in(raw)
        || encoded::may_be_in(raw)
}

/// Whether a character beyond ASCII parts words and is seen.
fn is_mark(character: char) -> bool {
    !character.is_alphanumeric()
        && !crate::strings::escape::is_unsafe(character)
        && !matches!(character, '\u{300}'..='\u{36f}')
}

/// Whether a character is written as a number, or as a control character.
fn has_escape(raw: &str) -> bool {
    raw.contains('\\') && ["\\u", "\\b"].iter().any(|escape| raw.contains(escape))
}

fn of_string(string: Node<'_>, tool: &Tool, server: &Server<'_>) -> Vec<Sign> {
    let letters: Vec<Letter> = string.letters().collect();
    let text: Vec<char> = letters.iter().map(|letter| letter.character).collect();
    let hides = hidden::find(&letters).into_iter().map(Sign::hidden);
    let encodes = encoded::find(&text).into_iter().filter_map(|it| Sign::encoded(&it, &letters));
    let conceals =
        concealed::find(&text).into_iter().filter_map(|it| Sign::concealed(&it, &letters));
    let reading = Reading::of(&letters);
    let place = Place::of(string, tool, server);
    let asks = asks::find(&reading.text, &place);
    let asks = asks.into_iter().filter_map(|ask| Sign::asked(ask, &reading));
    asks.chain(hides).chain(encodes).chain(conceals).collect()
}

impl<'t> Place<'t> {
    fn of(string: Node<'_>, tool: &'t Tool, server: &'t Server<'t>) -> Self {
        let description = tool.description();
        let is_description =
            description.is_some_and(|it| string.text_value().is_ok_and(|text| text == it));
        Self { tool, server, is_description, job: OnceCell::new() }
    }
}

impl Around for Place<'_> {
    fn is_description(&self) -> bool {
        self.is_description
    }

    fn is_own_tool(&self, name: &str) -> bool {
        self.server.has(name)
    }

    fn job(&self) -> Set {
        let of_description = || self.tool.description().map(|it| asks::job(&plain_text(&it)));
        let of_name = || asks::job(&plain_text(&self.tool.name().replace(['_', '-'], " ")));
        *self.job.get_or_init(|| of_name().or(of_description().unwrap_or_default()))
    }
}

impl Sign {
    fn hidden(hidden: hidden::Hidden) -> Self {
        Self { span: hidden.span, tells: None, quoted: hidden.words, is_quiet: hidden.is_quiet }
    }

    fn encoded(encoded: &encoded::Encoded, letters: &[Letter]) -> Option<Self> {
        let span = span(letters, encoded.start, encoded.end)?;
        let quoted = format!("{} that say {}", encoded.form, quoted(&encoded.says));
        Some(Self { span, tells: None, quoted, is_quiet: false })
    }

    fn concealed(concealed: &concealed::Concealed, letters: &[Letter]) -> Option<Self> {
        let text = letters.get(concealed.start..concealed.end)?.iter().map(|it| it.character);
        let quoted = format!("{}: {}", concealed.place, quoted(&text.collect::<String>()));
        let span = span(letters, concealed.start, concealed.end)?;
        Some(Self { span, tells: None, quoted, is_quiet: false })
    }

    fn asked(ask: Ask, reading: &Reading<'_>) -> Option<Self> {
        let span = reading.span(ask.start, ask.end)?;
        let quoted = quoted(reading.text.get(ask.start..ask.end)?);
        Some(Self { span, tells: Some(told(ask.kind)), quoted, is_quiet: false })
    }

    pub(super) fn label(&self, tool: &str) -> String {
        format!("{} {}", tick(tool), self.says())
    }

    /// What the definition does that it stands in.
    pub(super) fn says(&self) -> String {
        match self.tells {
            Some(tells) => format!("tells the model to {tells}: {}", self.quoted),
            None => format!("hides {}", self.quoted),
        }
    }
}

/// What the model is told.
fn told(kind: Kind) -> &'static str {
    match kind {
        Kind::Files => "hand over files that hold secrets",
        Kind::Tools => "call other tools or run commands",
        Kind::Hiding => "keep something from the user",
        Kind::Data => "give away what isn't the tool's business",
        Kind::Preference => "use it rather than other tools",
        Kind::Approval => "act without the user's consent",
        Kind::Override => "set other instructions aside",
        Kind::Voice => "take it for the system's own words",
    }
}

/// Where these letters are written.
fn span(letters: &[Letter], start: usize, end: usize) -> Option<Span> {
    Some(letters.get(start)?.span.to(letters.get(end.checked_sub(1)?)?.span))
}

/// A text between quotation marks, not too long, on one line.
fn quoted(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    let shown: String = text.chars().take(QUOTED).collect();
    let more = if shown.len() < text.len() { "…" } else { "" };
    format!("\"{shown}{more}\"")
}
