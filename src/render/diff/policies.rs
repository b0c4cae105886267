//! Every policy that changed since a revision, and before them how many.

use serde::Serialize;

use super::words::{self, Markup};
use super::{Changed, Document, Status, human, markdown, weakened};
use crate::diff::Verdict;
use crate::diff::checks::Weakened;
use crate::render::terminal::Terminal;
use crate::render::{Format, Render, RenderFn, RunNotes};
use crate::strings::escape;

/// The policies that changed since `base`.
#[derive(Debug)]
pub(crate) struct ChangedPolicies<'c> {
    pub(crate) base: &'c str,
    pub(crate) changed: &'c [Changed],
    /// What the settings and the baselines no longer check.
    pub(crate) weakened: &'c [Weakened],
}

/// The JSON of several comparisons.
#[derive(Serialize)]
struct Policies<'p> {
    verdict: Verdict,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    weakened: &'p [Weakened],
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
        notes.json(&Policies { verdict, weakened: self.weakened, policies })
    }

    fn human(&self, terminal: Terminal) -> String {
        let policy = |changed: &Changed| {
            let title = title(changed, |path| escape::inline(path).into_owned());
            format!("\n{title}\n{}", human::text(&changed.compared, terminal))
        };
        let checks = human::checks(self.weakened, terminal);
        let overview = self.overview("", words::PLAIN);
        [overview, checks].into_iter().chain(self.changed.iter().map(policy)).collect()
    }

    fn markdown(&self) -> String {
        let policy = |changed: &Changed| {
            let title = title(changed, words::MARKDOWN.code);
            format!("\n### {title}\n\n{}", markdown::text(&changed.compared))
        };
        let checks = weakened::list(self.weakened, words::MARKDOWN);
        let overview = self.overview("**", words::MARKDOWN);
        [overview, checks].into_iter().chain(self.changed.iter().map(policy)).collect()
    }

    /// As in `2 policies changed since HEAD~1`, and what comes of the most telling one.
    fn overview(&self, strong: &str, markup: Markup) -> String {
        let count = match self.changed.len() {
            0 => "no policy".to_owned(),
            1 => "1 policy".to_owned(),
            count => format!("{count} policies"),
        };
        let all = self.changed.iter().map(|changed| changed.compared.diff().verdict);
        let verdict = match all.fold(Verdict::Equal, Verdict::and) {
            Verdict::Equal if self.changed.is_empty() => None,
            Verdict::Equal => Some("every call gets the same decision"),
            Verdict::Looser => Some("looser"),
            Verdict::Tighter => Some("tighter"),
            Verdict::Both => Some("looser and tighter"),
            Verdict::Unknown => Some("some could not be analysed"),
        };
        let of_policies = self.changed.iter().map(|changed| changed.compared.weakened.len());
        let weakened = of_policies.sum::<usize>() + self.weakened.len();
        let weakened = (weakened > 0).then(|| weakened::count(weakened));
        let said = verdict.map(str::to_owned).into_iter().chain(weakened).collect::<Vec<_>>();
        let said = if said.is_empty() { String::new() } else { format!(": {}", said.join(", ")) };
        format!("{strong}{count} changed since {}{said}{strong}\n", (markup.code)(self.base))
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
        Status::NoLongerCompiled => format!("{policy} (no longer compiled)"),
        Status::ChangedByHand => format!("{policy} (compiled JSON changed by hand)"),
        Status::Renamed(from) => format!("{policy} (was {})", path(from)),
    }
}
