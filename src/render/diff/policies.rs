//! Every policy that changed since a revision, and before them how many.

use serde::Serialize;

use super::words::{self, Markup};
use super::{Changed, Document, Status, human, markdown};
use crate::diff::Verdict;
use crate::render::terminal::Terminal;
use crate::render::{Format, Render, RenderFn, RunNotes};
use crate::strings::escape;

/// The policies that changed since `base`.
#[derive(Debug)]
pub(crate) struct ChangedPolicies<'c> {
    pub(crate) base: &'c str,
    pub(crate) changed: &'c [Changed],
}

/// The JSON of several comparisons.
#[derive(Serialize)]
struct Policies<'p> {
    verdict: Verdict,
    policies: Vec<OfPolicy<'p>>,
}

#[derive(Serialize)]
struct OfPolicy<'p> {
    policy: &'p str,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    renamed_from: Option<&'p str>,
    #[serde(flatten)]
    document: Document<'p>,
}

impl Render for ChangedPolicies<'_> {
    fn renderers() -> Vec<(Format, RenderFn<Self>)> {
        vec![
            (Format::Human, |it, context| it.human(context.terminal)),
            (Format::Json, |it, context| it.json(context.notes)),
            (Format::Markdown, |it, context| it.markdown() + &context.notes.markdown("diff")),
        ]
    }
}

impl ChangedPolicies<'_> {
    fn json(&self, notes: &RunNotes) -> String {
        let diffs = self.changed.iter().map(|changed| changed.compared.diff().verdict);
        let verdict = diffs.fold(Verdict::Equal, Verdict::and);
        let policies = self.changed.iter().map(OfPolicy::new).collect();
        notes.json(&Policies { verdict, policies })
    }

    fn human(&self, terminal: Terminal) -> String {
        let policy = |changed: &Changed| {
            let title = title(changed, |path| escape::inline(path).into_owned());
            format!("\n{title}\n{}", human::text(&changed.compared, terminal))
        };
        let overview = overview(self.base, self.changed, "", words::PLAIN);
        [overview].into_iter().chain(self.changed.iter().map(policy)).collect()
    }

    fn markdown(&self) -> String {
        let policy = |changed: &Changed| {
            let title = title(changed, words::MARKDOWN.code);
            format!("\n### {title}\n\n{}", markdown::text(&changed.compared))
        };
        let overview = overview(self.base, self.changed, "**", words::MARKDOWN);
        [overview].into_iter().chain(self.changed.iter().map(policy)).collect()
    }
}

impl<'p> OfPolicy<'p> {
    fn new(Changed { policy, status, compared }: &'p Changed) -> Self {
        let renamed_from = status.renamed_from();
        Self { policy, status: status.word(), renamed_from, document: compared.document() }
    }
}

/// As in `new.mcpol (was old.mcpol)`, `gone.mcpol (deleted)`.
fn title(Changed { policy, status, .. }: &Changed, path: fn(&str) -> String) -> String {
    let policy = path(policy);
    match status {
        Status::Changed => policy,
        Status::New | Status::Deleted => format!("{policy} ({})", status.word()),
        Status::Renamed(from) => format!("{policy} (was {})", path(from)),
    }
}

/// As in `2 policies changed since HEAD~1`, and what comes of the most telling one.
fn overview(base: &str, changed: &[Changed], strong: &str, markup: Markup) -> String {
    let count = match changed.len() {
        0 => "no policy".to_owned(),
        1 => "1 policy".to_owned(),
        count => format!("{count} policies"),
    };
    let all = changed.iter().map(|changed| changed.compared.diff().verdict);
    let verdict = match all.fold(Verdict::Equal, Verdict::and) {
        Verdict::Equal if changed.is_empty() => "",
        Verdict::Equal => ": every call gets the same decision",
        Verdict::Looser => ": looser",
        Verdict::Tighter => ": tighter",
        Verdict::Both => ": looser and tighter",
        Verdict::Unknown => ": some could not be analysed",
    };
    format!("{strong}{count} changed since {}{verdict}{strong}\n", (markup.code)(base))
}
