//! What the gateway answers to calls, one after the other.

use serde::Serialize;

use super::terminal::{Style, Terminal};
use super::{Format, Render, RenderFn, wrap};
use crate::finding::Site;
use crate::gateway::{Call, Verdict};
use crate::json;
use crate::policy::Decision;
use crate::strings::escape;

/// What becomes of some calls, in their order.
#[derive(Debug)]
pub(crate) struct Verdicts<'c>(pub(crate) Vec<Answer<'c>>);

/// What becomes of a call.
#[derive(Debug)]
pub(crate) struct Answer<'c> {
    pub(crate) call: &'c Call,
    pub(crate) verdict: Verdict,
    /// Where the rule is written that decides it.
    pub(crate) site: Option<Site>,
}

#[derive(Serialize)]
struct Line<'l> {
    name: &'l str,
    decision: &'static str,
    rule: Option<&'l str>,
    message: Option<&'l str>,
    source: Option<&'l Site>,
}

impl Render for Verdicts<'_> {
    fn renderer(format: Format) -> Option<RenderFn<Self>> {
        match format {
            Format::Human => {
                Some(|it, terminal| it.0.iter().map(|answer| answer.human(terminal)).collect())
            }
            Format::Json => Some(|it, _| it.0.iter().map(Answer::json).collect()),
            Format::Csv
            | Format::Markdown
            | Format::Sarif
            | Format::Github
            | Format::Gitlab
            | Format::Junit => None,
        }
    }
}

impl Answer<'_> {
    fn json(&self) -> String {
        json::line(&Line {
            name: &self.call.name,
            decision: self.verdict.decision.name(),
            rule: self.verdict.rule.as_deref(),
            message: self.verdict.message.as_deref(),
            source: self.site.as_ref(),
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
