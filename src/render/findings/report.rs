//! Findings for programs. docs/schema/findings.json is this shape's schema, docs/json.md its page.

use std::fmt;
use std::ops::Not;

use serde::Serialize;

use super::Summary;
use crate::finding::{self, Finding, Label, Level, Safety};
use crate::json::Value;
use crate::render::RunError;
use crate::source::{Sources, Span};
use crate::strings::{escape, secrets};
use crate::syntax;

/// What one run found.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Report {
    /// Every finding, in the order of the files and their text.
    pub findings: Vec<Item>,
    /// How much was found.
    pub summary: Summary,
    /// What the run could not do; the exit code is 2 then, and there may be more to find.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<RunError>,
    /// The files that were fixed, or with `--diff` could be; only where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fixed: Option<Vec<Fixed>>,
    /// What classes, groups and patterns take in; only with `--verbose`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub selected: Option<Vec<Selected>>,
}

/// A term of a selector and the tools that it takes in.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Selected {
    /// Where the term is written.
    #[serde(flatten)]
    pub at: At,
    /// The term, as it is written.
    pub term: String,
    /// The tools, sorted.
    pub tools: Vec<String>,
}

/// A file whose findings were fixed, or could be.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Fixed {
    /// The file, as it was named.
    pub file: String,
    /// How many fixes that took.
    pub count: usize,
    /// The fixes, in the order in which they were made.
    pub made: Vec<MadeFix>,
    /// The fixes that findings offer and that weren't made.
    pub left: Vec<LeftFix>,
    /// The change that wasn't made, as a unified diff.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub diff: Option<String>,
}

/// A fix that was made.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct MadeFix {
    /// The code of the finding.
    pub code: String,
    /// What it did.
    pub title: String,
    /// The line that it began on, in the text as it was then.
    pub line: usize,
}

/// A fix that wasn't made.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct LeftFix {
    /// The fix; the line is that of the text as it is now.
    #[serde(flatten)]
    pub fix: MadeFix,
    /// Why it wasn't made.
    pub reason: String,
}

/// One finding.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Item {
    /// The name of what is wrong; `mcpol explain CODE` prints its page.
    pub code: String,
    /// How much it weighs.
    pub level: Level,
    /// What is wrong.
    pub message: String,
    /// Where.
    #[serde(flatten)]
    pub at: At,
    /// A few words about exactly this text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What to write instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Related places.
    pub labels: Vec<Related>,
    /// The tools that it concerns; none where it concerns the policy as a whole.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tools: Vec<String>,
    /// A call that is allowed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub call: Option<Call>,
    /// A fix for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<Fix>,
    /// The `accept` statement that covers it: it counts for nothing then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waived: Option<Waived>,
    /// What else shows it.
    #[serde(skip)]
    #[cfg_attr(test, schemars(skip))]
    pub facts: Vec<Fact>,
    /// Its file and text, by which it is known again.
    #[serde(skip)]
    #[cfg_attr(test, schemars(skip))]
    pub mark: Mark,
}

/// What a finding is about, wherever the run was started and however the text is laid out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Mark {
    /// The file, by its stable name.
    pub file: String,
    /// The tokens of the marked text, comments left out.
    pub text: String,
}

/// Something that shows a finding: a name for it, and its text, escaped.
#[derive(Debug, Clone)]
pub(crate) struct Fact {
    /// As in `expected`.
    pub name: &'static str,
    /// As in `deny`.
    pub text: String,
}

/// An `accept` statement that covers a finding.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Waived {
    /// Where it is written.
    #[serde(flatten)]
    pub at: At,
    /// Its reason.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub because: String,
}

/// A call of a tool.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Call {
    /// The server, of a finding about several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub server: Option<String>,
    /// The tool.
    pub name: String,
    /// Its arguments.
    #[cfg_attr(test, schemars(with = "serde_json::Map<String, serde_json::Value>"))]
    pub arguments: Value,
    /// Whether the tool's own schema refuses it: the policy lets it through, and the server may not.
    #[serde(skip_serializing_if = "Not::not")]
    #[cfg_attr(test, schemars(default))]
    pub refused_by_schema: bool,
}

impl Call {
    fn new(call: &finding::Call, server: Option<&str>) -> Self {
        Self {
            server: server.map(str::to_owned),
            name: call.name().to_owned(),
            arguments: call.arguments().clone(),
            refused_by_schema: call.is_refused_by_schema(),
        }
    }
}

/// A fix for a finding.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Fix {
    /// Whether it never allows a call that was refused before.
    pub safety: Safety,
    /// What it does.
    pub title: String,
    /// Edits that are made together or not at all.
    pub edits: Vec<Edit>,
}

/// One replaced stretch of text.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Edit {
    /// What goes.
    #[serde(flatten)]
    pub at: At,
    /// What comes.
    pub text: String,
}

/// A related place.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Related {
    /// Where; it may be another file than the finding's.
    #[serde(flatten)]
    pub at: At,
    /// What it shows.
    pub message: String,
}

/// A stretch of text. Lines and columns count from 1, columns in characters; the end is the place
/// after the last character.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct At {
    /// The file, as it was named.
    pub file: String,
    /// The first character's line.
    pub line: usize,
    /// The first character's column.
    pub column: usize,
    /// The line of the end.
    pub end_line: usize,
    /// The column of the end.
    pub end_column: usize,
}

impl Report {
    /// The report of these findings.
    pub(crate) fn new(findings: &[Finding], summary: Summary, sources: &Sources) -> Self {
        Self {
            findings: findings.iter().map(|finding| Item::new(finding, sources)).collect(),
            summary,
            errors: Vec::new(),
            fixed: None,
            selected: None,
        }
    }
}

impl Item {
    /// A finding with its places.
    pub(crate) fn new(finding: &Finding, sources: &Sources) -> Self {
        Self {
            code: finding.code.to_owned(),
            level: finding.level,
            message: finding.message.clone(),
            at: At::new(finding.span, sources),
            note: (!finding.note.is_empty()).then(|| finding.note.clone()),
            help: finding.help.clone(),
            labels: finding.labels.iter().map(|label| Related::new(label, sources)).collect(),
            tools: finding.tools.iter().map(ToString::to_string).collect(),
            call: finding.call.as_ref().map(|call| Call::new(call, finding.server.as_deref())),
            fix: finding.fix.as_ref().and_then(|fix| Fix::new(fix, sources)),
            waived: finding
                .waived
                .map(|span| Waived { at: At::new(span, sources), because: String::new() }),
            facts: Vec::new(),
            mark: Mark::new(finding.span, sources),
        }
    }
}

impl Fact {
    /// A fact, its text escaped.
    pub(crate) fn new(name: &'static str, text: &str) -> Self {
        Self { name, text: escape::inline(text).into_owned() }
    }
}

impl Fix {
    /// A fix as a report shows it; none that writes a secret, which no report repeats.
    fn new(fix: &finding::Fix, sources: &Sources) -> Option<Self> {
        let edit = |edit: &finding::Edit| Edit {
            at: At::new(edit.span, sources),
            text: edit.text.clone(),
        };
        let is_secret = fix.edits.iter().any(|edit| !secrets::find(&edit.text).is_empty());
        (!is_secret).then(|| Self {
            safety: fix.safety,
            title: fix.title.clone(),
            edits: fix.edits.iter().map(edit).collect(),
        })
    }
}

/// As in `create_refund {"amount_in_cents":101}`, escaped.
impl fmt::Display for Call {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let arguments = self.arguments.to_string();
        let (name, arguments) = (escape::inline(&self.name), escape::inline(&arguments));
        write!(formatter, "{name} {arguments}{}", finding::call_note(self.refused_by_schema))
    }
}

/// As in `agent.mcpol:4:7`, escaped.
impl fmt::Display for At {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}:{}", escape::inline(&self.file), self.line, self.column)
    }
}

impl Mark {
    fn new(span: Span, sources: &Sources) -> Self {
        let source = sources.get(span.source);
        Self {
            file: source.map(|source| source.stable_name().to_owned()).unwrap_or_default(),
            text: source.map(|it| syntax::without_layout(it.slice(span))).unwrap_or_default(),
        }
    }
}

/// As in `agent.mcpol:4:7: allowed here`, or the place alone; escaped.
impl fmt::Display for Related {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.message.as_str() {
            "" => write!(formatter, "{}", self.at),
            message => write!(formatter, "{}: {message}", self.at),
        }
    }
}

impl Related {
    fn new(label: &Label, sources: &Sources) -> Self {
        Self { at: At::new(label.span, sources), message: label.text.clone() }
    }
}

impl At {
    /// A span as people count it.
    pub(crate) fn new(span: Span, sources: &Sources) -> Self {
        let Some(source) = sources.get(span.source) else {
            return Self { file: String::new(), line: 1, column: 1, end_line: 1, end_column: 1 };
        };
        let (start, end) = (source.place(span.start), source.place(span.end));
        Self {
            file: source.name().to_owned(),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{document, line};

    #[test]
    fn places_count_characters_from_one() {
        let mut sources = Sources::default();
        let source = sources.add("a.mcpol", "é\nüb c").unwrap();
        let finding = Finding::error("some-code", Span::new(source.id(), 5, 6), "no `b`");
        let summary = Summary::of(std::slice::from_ref(&finding), 1);
        let report = Report::new(&[finding], summary, &sources);
        let at = &report.findings[0].at;
        assert_eq!((at.line, at.column, at.end_line, at.end_column), (2, 2, 2, 3));
        assert_eq!(
            line(&report),
            "{\"findings\":[{\"code\":\"some-code\",\"level\":\"error\",\"message\":\"no `b`\",\
             \"file\":\"a.mcpol\",\"line\":2,\"column\":2,\"end_line\":2,\"end_column\":3,\
             \"labels\":[]}],\
             \"summary\":{\"files\":1,\"errors\":1,\"denied\":0,\"warnings\":0,\"waived\":0,\"baseline\":0,\"not_linted\":0,\"parts\":0,\"excluded\":0,\"ignored\":0,\"outside\":0}}\n"
        );
    }

    /// `MCPOL_BLESS=1 cargo test` writes the schema anew.
    #[test]
    fn the_schema_is_the_committed_one() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema/findings.json");
        let schema = document(&schemars::schema_for!(Report));
        if std::env::var_os("MCPOL_BLESS").is_some() {
            std::fs::write(path, &schema).unwrap();
        }
        assert_eq!(std::fs::read_to_string(path).unwrap_or_default(), schema);
    }
}
