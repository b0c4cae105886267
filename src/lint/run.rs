//! Every lint that is on, run over one policy.

use std::collections::BTreeMap;

use super::context::LintContext;
use super::issue::Issue;
use super::registry::{Check, Lint, all};
use super::rules::texts;
use super::settings::Settings;
use super::supersedes::{SUPERSEDES, Superseded};
use super::waivers::Waivers;
use crate::finding::{Finding, Level};

/// What the lints report, waived findings among them; in no order.
pub(crate) fn run(context: &LintContext<'_>, settings: &Settings) -> Vec<Finding> {
    let mut waivers = Waivers::new(context.policy, settings.today);
    let mut issues = Issues { context, by_lint: BTreeMap::new() };
    let mut findings = Vec::new();
    for lint in all() {
        if !settings.levels.contains_key(lint.name) {
            continue;
        }
        // What isn't reported is looked for where a waiver's use depends on it.
        if !settings.reports(lint.name) && !waivers.are_about(lint.name) {
            continue;
        }
        for issue in issues.find(lint) {
            let Some(level) = settings.level_of(lint.name, issue.level) else { continue };
            let level = if issue.unsure { Level::Warn } else { level };
            let reported = |finding: &Finding| {
                settings.pedantic || !issue.pedantic || finding.waived.is_some()
            };
            findings.extend(waivers.sort_out(lint.name, level, issue).into_iter().filter(reported));
        }
    }
    findings.extend(waivers.findings(context, settings));
    findings.retain(|finding| settings.reports(finding.code));
    findings
}

/// What lints have found, each of them asked once.
struct Issues<'s, 'a> {
    context: &'s LintContext<'a>,
    by_lint: BTreeMap<&'static str, Vec<Issue<'s>>>,
}

impl<'s> Issues<'s, '_> {
    fn find(&mut self, lint: &'static Lint) -> &[Issue<'s>] {
        if !self.by_lint.contains_key(lint.name) {
            let superseded = self.superseded(lint);
            self.by_lint.insert(lint.name, check(self.context, lint, &superseded));
        }
        self.by_lint.get(lint.name).map_or(&[], Vec::as_slice)
    }

    /// What the lints that supersede one have found.
    fn superseded(&mut self, lint: &Lint) -> Superseded {
        let mut superseded = Superseded::default();
        for row in SUPERSEDES.iter().filter(|row| row.silences.name == lint.name) {
            for issue in self.find(row.lint).iter().filter(|issue| !row.weighs_less(issue)) {
                superseded.add(issue, row.about);
            }
        }
        superseded
    }
}

fn check<'s>(
    context: &'s LintContext<'_>,
    lint: &'static Lint,
    superseded: &Superseded,
) -> Vec<Issue<'s>> {
    match lint.check {
        Check::Policy(check) => check(context).into_iter().map(Issue::of_policy).collect(),
        Check::Issues(check) => check(context, superseded),
        Check::Text(check) => texts::issues(context, lint.name, check.draft, superseded),
        Check::Waivers | Check::Stack => Vec::new(),
    }
}
