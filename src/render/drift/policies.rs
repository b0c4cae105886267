//! What a change of a catalog does to a policy, as sentences.

use serde::Serialize;

use super::is_zero;
use crate::drift::{Heavier, How, NewlyTaken, Outcome, TakenIn};
use crate::finding::{Finding, Level, Site};
use crate::render::diff::facts::Fact;
use crate::render::diff::words::Markup;
use crate::render::diff::{self, Compared, Document};
use crate::strings::{counted, joined};

/// Why nobody knows, where the analysis had no question.
const UNTOLD: &str = "conditions can't tell what is new";

/// What is said before calls that were asked of what is deployed.
const OF_OLD: &str = "as it compiles under the old catalog:";

/// A policy under two catalogs.
#[derive(Debug)]
pub(crate) struct ChangedPolicy {
    /// The policy, as it was named.
    pub(crate) policy: String,
    /// Which calls pass on one side and not on the other.
    pub(crate) compared: Compared,
    /// The terms that take in tools of which no call passed.
    pub(crate) taken_in: Vec<TakenIn>,
    /// What becomes of calls that the server newly takes.
    pub(crate) newly_taken: Vec<NewlyTaken>,
    /// The tools that it lets through and whose calls weigh more than they did.
    pub(crate) heavier: Vec<Heavier>,
    /// Whether these calls were asked of it as it compiles under the old catalog.
    pub(crate) is_of_old: bool,
    /// How many findings it has that it hadn't.
    pub(crate) found: FoundCount,
    /// How many errors it has under the old catalog.
    pub(crate) old_errors: usize,
}

/// How many findings a policy has that it hadn't.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct FoundCount {
    errors: usize,
    denied: usize,
    warnings: usize,
}

/// The shape of the JSON.
#[derive(Serialize)]
pub(super) struct OfPolicy<'p> {
    policy: &'p str,
    #[serde(flatten)]
    document: Document<'p>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    taken_in: &'p [TakenIn],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    newly_taken: &'p [NewlyTaken],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    heavier: &'p [Heavier],
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    asked_under_old: bool,
    new_findings: FoundCount,
    #[serde(skip_serializing_if = "is_zero")]
    old_errors: usize,
}

impl ChangedPolicy {
    /// The shape of the JSON.
    pub(super) fn document(&self) -> OfPolicy<'_> {
        OfPolicy {
            policy: &self.policy,
            document: self.compared.document(),
            taken_in: &self.taken_in,
            newly_taken: &self.newly_taken,
            heavier: &self.heavier,
            asked_under_old: self.is_of_old,
            new_findings: self.found,
            old_errors: self.old_errors,
        }
    }

    /// What is said of it beside the calls that pass on one side alone.
    pub(super) fn facts(&self, markup: Markup) -> Vec<Fact> {
        let taken_in = self.taken_in.iter().map(|it| taken_in(it, markup));
        let newly = self.newly_taken.iter().map(|it| Fact::alone(newly_taken(it, markup)));
        let heavier = self.heavier.iter().map(|it| heavier(it, markup));
        let found = self.found_words().map(Fact::alone).into_iter();
        let is_of_old = self.is_of_old && !(self.newly_taken.is_empty() && self.heavier.is_empty());
        let of_old = is_of_old.then(|| Fact::alone(OF_OLD.to_owned()));
        found.chain(of_old).chain(taken_in).chain(heavier).chain(newly).collect()
    }

    /// As in `2 new errors`; of one with errors before, how many it has on either side.
    fn found_words(&self) -> Option<String> {
        let errors = |count| counted(count, "error");
        match self.old_errors {
            0 => self.found.words(),
            before => Some(format!(
                "{} under the old catalog, {} under the new one",
                errors(before),
                errors(self.found.errors)
            )),
        }
    }

    /// Whether nothing is said of which calls pass.
    pub(super) fn has_no_diff(&self) -> bool {
        !matches!(self.compared.outcome, diff::Outcome::Broken) && self.compared.is_silent()
    }

    /// Whether it decides every call as before, and has no more to be said.
    pub(super) fn is_silent(&self) -> bool {
        let is_told =
            !self.taken_in.is_empty() || !self.newly_taken.is_empty() || !self.heavier.is_empty();
        !is_told && self.found_words().is_none() && self.has_no_diff()
    }
}

impl FoundCount {
    /// Counts findings by their levels.
    pub(crate) fn of(findings: &[Finding]) -> Self {
        let count = |level| findings.iter().filter(|it| it.level == level).count();
        Self {
            errors: count(Level::Error),
            denied: count(Level::Deny),
            warnings: count(Level::Warn),
        }
    }

    /// As in `1 new error, 2 new warnings`.
    fn words(self) -> Option<String> {
        let counts = [(self.errors, "new error"), (self.denied, "new denied finding")];
        let counts = counts.into_iter().chain([(self.warnings, "new warning")]);
        let said: Vec<_> =
            counts.filter(|(count, _)| *count > 0).map(|(count, of)| counted(count, of)).collect();
        (!said.is_empty()).then(|| joined(&said))
    }
}

/// As in `` `read tools` now takes in `export_all` ``.
fn taken_in(taken_in: &TakenIn, markup: Markup) -> Fact {
    let tools: Vec<_> = taken_in.tools.iter().map(|tool| (markup.code)(tool)).collect();
    Fact {
        says: format!("{} now takes in {}", (markup.code)(&taken_in.term), joined(&tools)),
        because: vec![format!("at {}", (markup.place)(&taken_in.at.to_string()))],
    }
}

/// As in `` `sync` was read and is write now ``.
fn heavier(it: &Heavier, markup: Markup) -> Fact {
    let (tool, class) = ((markup.code)(&it.tool), &it.class);
    let says = match it.hint {
        Some(hint) => {
            format!("{tool} is allowed, and {} says that calls do more", (markup.code)(hint))
        }
        None => format!("{tool} was {} and is {} now", class.old, class.new),
    };
    let at = |site: &Site| (markup.place)(&site.to_string());
    let allowed = match &it.allowed {
        Some(site) => format!("allowed by {}", at(site)),
        None => "allowed by the default".to_owned(),
    };
    let classified = it.classified.as_ref().map(|site| format!("classified at {}", at(site)));
    Fact { says, because: [allowed].into_iter().chain(classified).collect() }
}

/// As in `` `send_email` gained `args.bcc`, which no rule bounds: `{"bcc":["x"]}` passes ``.
fn newly_taken(it: &NewlyTaken, markup: Markup) -> String {
    let tool = (markup.code)(&it.tool);
    let argument = it.argument.as_ref().map(|path| (markup.code)(path)).unwrap_or_default();
    let what = match it.how {
        How::Tool => format!("{tool} is new"),
        How::Gained => format!("{tool} gained {argument}"),
        How::Optional => format!("{tool} may be called without {argument}"),
        How::Widened => format!("{tool} takes more in {argument}"),
        How::Default => format!("{tool} takes another value where {argument} is left out"),
        How::Schema => format!("{tool} may take more by its {}", (markup.code)("inputSchema")),
    };
    match &it.outcome {
        Outcome::Passes { call, .. } if it.how == How::Default => {
            let call = (markup.code)(&call.arguments().to_string());
            format!("{what}, which is refused where it is given: {call} passes")
        }
        Outcome::Passes { call, bounded } => {
            let bounded = if *bounded { "" } else { ", which no rule bounds" };
            let call = (markup.code)(&call.arguments().to_string());
            format!("{what}{bounded}: {call} passes")
        }
        Outcome::Refused { by: Some(by) } => {
            format!("{what}: refused by {}", (markup.place)(&by.to_string()))
        }
        Outcome::Refused { by: None } => format!("{what}: refused by several rules together"),
        Outcome::NotAnalysed { reason: Some(reason) } => format!("{what}: not analysed: {reason}"),
        Outcome::NotAnalysed { reason: None } => {
            format!("{what}: not analysed: {UNTOLD}")
        }
    }
}
