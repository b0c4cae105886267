//! Rules about commands that let a second one through.

use super::per_threat::{ThreatLint, argument};
use super::texts::{self, edit};
use crate::finding::{Fix, Safety};
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext};
use crate::policy::condition::{Operator, TextOperator};
use crate::policy::text;
use crate::re2::shape::{ANY, GAP};
use crate::strings::tick;
use crate::syntax::string_text;
use crate::threat::{Threat, runs_what_follows};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "shell-metacharacters",
    weight: Weight::Deny,
    summary: "a rule about commands accepts a second command",
    check: Check::per_threat::<ShellMetacharacters>(),
};

/// [`LINT`]
pub(in crate::lint) struct ShellMetacharacters;

impl ThreatLint for ShellMetacharacters {
    const NAME: &'static str = LINT.name;

    fn help(_: &LintContext<'_>, threat: &Threat<'_>) -> String {
        let operator = threat.wanted().and_then(|(_, test)| command_in(&test.operator));
        let operator = operator.unwrap_or_else(|| "command in [\"git status\"]".to_owned());
        let listed = tick(&format!("{} {operator}", argument(threat)));
        format!("list the allowed commands: {listed}")
    }

    fn with_fix(context: &LintContext<'_>, threat: &Threat<'_>, draft: Draft) -> Draft {
        draft.fix(fix(context, threat))
    }
}

/// `command in` with the commands that a test spells, where all of them are plain.
fn command_in(operator: &Operator) -> Option<String> {
    let texts = texts::texts(operator);
    let commands: Vec<_> = texts.iter().map(|text| command(text)).collect::<Option<_>>()?;
    let listed: Vec<_> = commands.iter().map(|command| string_text(command)).collect();
    (!listed.is_empty()).then(|| format!("command in [{}]", listed.join(", ")))
}

/// The command at the beginning of a text, if listing it lets nothing else be run.
fn command(text: &str) -> Option<String> {
    let spelled = text.split([GAP, ANY]).next()?.trim_end();
    text::check(&TextOperator::CommandIn(vec![spelled.to_owned()])).ok()?;
    (!runs_what_follows(spelled)).then(|| spelled.to_owned())
}

/// Only for a test that says how a command begins: that of a pattern may say more.
fn fix(context: &LintContext<'_>, threat: &Threat<'_>) -> Option<Fix> {
    let (rule, test) = threat.wanted()?;
    let says_start = matches!(test.operator, Operator::Text(TextOperator::StartsWith(_)));
    let operator = command_in(&test.operator).filter(|_| says_start)?;
    edit::replace(context, rule, test, &operator, Safety::Unsafe)
}
