//! What the gateway answers to calls, one after the other.

use rayon::prelude::*;
use serde::Serialize;

use super::terminal::{Style, Terminal};
use super::{Format, Render, RenderFn, RunNotes, wrap};
use crate::finding::Site;
use crate::gateway::{Call, Verdict};
use crate::json;
use crate::policy::Decision;
use crate::strings::{counted, escape};

/// What becomes of some calls, in their order: of all, or of the next ones.
#[derive(Debug)]
pub(crate) struct Verdicts<'c> {
    pub(crate) answers: Vec<Answer<'c>>,
    pub(crate) tally: Tally,
}

/// How many calls were answered so far.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tally {
    /// What every call should come to.
    pub(crate) expected: Option<Decision>,
    pub(crate) calls: usize,
    /// How many of them got another decision.
    pub(crate) unexpected: usize,
}

/// What becomes of a call.
#[derive(Debug)]
pub(crate) struct Answer<'c> {
    pub(crate) call: &'c Call,
    /// The line on which the call is written, where it is read from a file.
    pub(crate) line: Option<usize>,
    pub(crate) verdict: Verdict,
    /// What the gateway's logs call that rule.
    pub(crate) log_rule: Option<String>,
    /// Where the rule is written that decides it.
    pub(crate) site: Option<Site>,
    /// What else the caller should know.
    pub(crate) note: Option<String>,
}

#[derive(Serialize)]
struct Line<'l> {
    name: &'l str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    decision: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<&'static str>,
    rule: Option<&'l str>,
    log_rule: Option<&'l str>,
    message: Option<&'l str>,
    source: Option<&'l Site>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'l str>,
}

impl Render for Verdicts<'_> {
    fn renderers() -> Vec<(Format, RenderFn<Self>)> {
        vec![
            (Format::Human, |it, context| it.human(context.terminal)),
            (Format::Json, |it, context| it.json(context.notes)),
        ]
    }

    fn aside(&self, _terminal: Terminal) -> String {
        let Tally { expected, calls, unexpected } = self.tally;
        let Some(expected) = expected.filter(|_| unexpected > 0) else {
            return String::new();
        };
        let (of, expected) = (counted(calls, "call"), expected.name());
        format!("expected `{expected}` for {of}, {unexpected} got another decision\n")
    }
}

impl Tally {
    /// Counts the next answers.
    pub(crate) fn add(&mut self, answers: &[Answer<'_>]) {
        let is_unexpected = |answer: &&Answer<'_>| {
            self.expected.is_some_and(|expected| expected != answer.verdict.decision)
        };
        self.unexpected += answers.iter().filter(is_unexpected).count();
        self.calls += answers.len();
    }
}

/// How many answers are written one after the other.
const TOGETHER: usize = 512;

impl Verdicts<'_> {
    fn human(&self, terminal: Terminal) -> String {
        self.written(|answer| answer.human(terminal))
    }

    /// A line for each call; behind them one for the notes, where there are some.
    fn json(&self, notes: &RunNotes) -> String {
        let answers = self.written(|answer| answer.json(self.tally.expected));
        match notes.is_empty() {
            true => answers,
            false => answers + &json::line(&notes.report()),
        }
    }

    /// The answers as they are written, on all cores.
    fn written(&self, write: impl Fn(&Answer<'_>) -> String + Sync) -> String {
        let together = |answers: &[Answer<'_>]| answers.iter().map(&write).collect::<String>();
        let texts: Vec<_> = self.answers.par_chunks(TOGETHER).map(together).collect();
        texts.concat()
    }
}

impl Answer<'_> {
    fn json(&self, expected: Option<Decision>) -> String {
        json::line(&Line {
            name: &self.call.name,
            line: self.line,
            decision: self.verdict.decision.name(),
            expected: expected.map(Decision::name),
            rule: self.verdict.rule.as_deref(),
            log_rule: self.log_rule.as_deref(),
            message: self.verdict.message.as_deref(),
            source: self.site.as_ref(),
            note: self.note.as_deref(),
        })
    }

    fn human(&self, terminal: Terminal) -> String {
        let (word, style) = match self.verdict.decision {
            Decision::Allow => ("allowed", Style::Success),
            Decision::Deny => ("refused", Style::Error),
        };
        let asked = format!("{} {}", self.call.name, self.call.arguments);
        let at = self.site.as_ref().map(Site::to_string);
        let facts = [
            ("rule", self.verdict.rule.as_deref()),
            ("at", at.as_deref()),
            ("message", self.verdict.message.as_deref()),
            ("note", self.note.as_deref()),
        ];
        let asked = escape::inline(&asked);
        let mut text = wrap::entry(0, (style, word), &asked, wrap::CALL, terminal);
        for (name, fact) in facts {
            if let Some(fact) = fact {
                let label = (Style::Note, &*format!("{name}:"));
                text.push_str(&wrap::entry(2, label, &escape::inline(fact), wrap::PROSE, terminal));
            }
        }
        text
    }
}
