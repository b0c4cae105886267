//! Every lint that is on, run over one policy.

use super::context::LintContext;
use super::registry::{Check, LINTS};
use super::settings::Settings;
use super::waivers::Waivers;
use crate::finding::{Finding, Level};

/// What the lints say, waived findings among them; in no order.
pub fn run(context: &LintContext<'_>, settings: &Settings) -> Vec<Finding> {
    let mut waivers = Waivers::new(context.policy, settings.today);
    let mut findings = Vec::new();
    for lint in LINTS {
        let (Some(level), Check::Policy(check)) = (settings.levels.get(lint.name), lint.check)
        else {
            continue;
        };
        // What isn't told is looked for where a waiver's use depends on it.
        if !settings.tells(lint.name) && !waivers.are_about(lint.name) {
            continue;
        }
        for concern in check(context) {
            let told = waivers.sort_out(lint.name, &concern);
            let level = if concern.unsure { Level::Warn.max(*level) } else { *level };
            findings.extend(told.into_iter().map(|finding| with(finding, lint.name, level)));
        }
    }
    let about_waivers = waivers.findings(context, settings);
    findings.extend(about_waivers);
    findings.retain(|finding| settings.tells(finding.code));
    findings
}

pub(super) fn with(finding: Finding, code: &'static str, level: Level) -> Finding {
    Finding { code, level, ..finding }
}
