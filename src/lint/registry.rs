//! Every lint: its name, its level, a line about it, and what finds it.

use super::rules;
use super::rules::per_call::{self, CallLint};
use super::rules::per_group::{self, GroupLint};
use super::rules::per_rule::{self, RuleLint};
use super::rules::per_threat::{self, ThreatLint};
use super::rules::per_tool::{self, ToolLint};
use super::rules::texts::TextCheck;
use super::{Draft, Issue, LintContext, Superseded};
pub(crate) use crate::finding::Weight;

/// One lint. Its name is also its code, its page, its waiver's word and its configuration's key.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lint {
    /// Kebab-case, unique among lints and errors.
    pub name: &'static str,
    /// How much it weighs unless configured otherwise.
    pub weight: Weight,
    /// What it says, in one line without a final stop.
    pub summary: &'static str,
    /// What finds it.
    pub(super) check: Check,
}

/// What finds a lint's issues.
#[derive(Debug, Clone, Copy)]
pub(super) enum Check {
    /// A look at the policy as a whole.
    Policy(fn(&LintContext<'_>) -> Vec<Draft>),
    /// A look at tools or rules.
    Issues(for<'s> fn(&'s LintContext<'_>, &Superseded) -> Vec<Issue<'s>>),
    /// A look at each test of a string; of several lints the strongest reports it.
    Text(TextCheck),
    /// The waivers themselves, once every other lint has run.
    Waivers,
    /// A look at several servers of one agent, which `rules::stack` lists.
    Stack,
}

impl Check {
    /// A look at each callable tool.
    pub(super) const fn per_tool<L: ToolLint>() -> Self {
        Self::Issues(per_tool::issues::<L>)
    }

    /// A look at the calls of each callable tool.
    pub(super) const fn per_call<L: CallLint>() -> Self {
        Self::Issues(per_call::issues::<L>)
    }

    /// A look at each callable tool, for groups of the lint's own.
    pub(super) const fn per_group<L: GroupLint>() -> Self {
        Self::Issues(per_group::issues::<L>)
    }

    /// A look at what passes of each callable tool.
    pub(super) const fn per_threat<L: ThreatLint>() -> Self {
        Self::Issues(per_threat::issues::<L>)
    }

    /// A look at each rule of each callable tool.
    pub(super) const fn per_rule<L: RuleLint>() -> Self {
        Self::Issues(per_rule::issues::<L>)
    }
}

/// Lints about one kind of danger.
#[derive(Debug)]
pub(crate) struct LintGroup {
    /// What they are about, as a title.
    pub title: &'static str,
    /// They, in the order in which they are listed.
    pub lints: &'static [Lint],
}

const fn group(title: &'static str, lints: &'static [Lint]) -> LintGroup {
    LintGroup { title, lints }
}

/// Every lint, in the order of docs/lints/README.md.
pub(crate) const GROUPS: &[LintGroup] = &[
    group(
        "Too much is open",
        &[
            rules::default_allow::LINT,
            rules::broad_allow::LINT,
            rules::misleading_name::LINT,
            rules::unclassified_allowed::LINT,
            rules::lowered_class::LINT,
        ],
    ),
    group(
        "Deleting and paying",
        &[
            rules::destructive_allowed::LINT,
            rules::financial_unbounded::LINT,
            rules::unbounded_sum::LINT,
            rules::no_lower_bound::LINT,
        ],
    ),
    group(
        "Running code, commands and queries",
        &[
            rules::unconstrained_execute::LINT,
            rules::shell_metacharacters::LINT,
            rules::command_runner::LINT,
            rules::option_injection::LINT,
            rules::open_environment::LINT,
        ],
    ),
    group(
        "Addresses",
        &[
            rules::host_bypass::LINT,
            rules::internal_host_reachable::LINT,
            rules::anyone_can_register::LINT,
        ],
    ),
    group(
        "Files and folders",
        &[rules::path_traversal::LINT, rules::path_prefix::LINT, rules::local_file_write::LINT],
    ),
    group(
        "Access, secrets and data that leaves",
        &[
            rules::privilege_escalation::LINT,
            rules::weakens_protection::LINT,
            rules::credential_exposure::LINT,
            rules::toxic_flow::LINT,
            rules::hinted_instructions::LINT,
            rules::annotation_contradiction::LINT,
        ],
    ),
    group("Who and what", &[rules::recipient_bypass::LINT, rules::scope_bypass::LINT]),
    group(
        "Ways round a rule",
        &[
            rules::dispatcher::LINT,
            rules::alias_bypass::LINT,
            rules::uneven_constraint::LINT,
            rules::sibling_argument_free::LINT,
            rules::key_argument_free::LINT,
            rules::free_argument::LINT,
            rules::fail_open_deny::LINT,
            rules::default_value_bypass::LINT,
            rules::type_slip::LINT,
            rules::shape_slips::LINT,
            rules::text_equality::LINT,
            rules::glob_as_text::LINT,
            rules::array_as_scalar::LINT,
            rules::denylist_on_text::LINT,
            rules::case_bypass::LINT,
        ],
    ),
    group(
        "Several servers of one agent",
        &[rules::stack::uncovered_server::LINT, rules::stack::shadowed_tool::LINT],
    ),
    group(
        "Patterns",
        &[
            rules::unanchored_regex::LINT,
            rules::half_anchored_regex::LINT,
            rules::unescaped_dot::LINT,
        ],
    ),
    group(
        "How often",
        &[
            rules::unlimited_write::LINT,
            rules::unlimited_read::LINT,
            rules::loose_limit::LINT,
            rules::burst_limit::LINT,
            rules::no_global_limit::LINT,
        ],
    ),
    group(
        "Rules that do nothing",
        &[
            rules::never_callable::LINT,
            rules::never_fires::LINT,
            rules::redundant_rule::LINT,
            rules::contradiction::LINT,
            rules::duplicate_statement::LINT,
            rules::no_effect::LINT,
            rules::allowed_and_hidden::LINT,
            rules::unused_let::LINT,
            rules::unused_group::LINT,
        ],
    ),
    group(
        "The text itself",
        &[
            rules::secret_in_policy::LINT,
            rules::confusable_text::LINT,
            rules::missing_reason::LINT,
            rules::untested_allow::LINT,
            rules::unknown_in_test::LINT,
            rules::missing_schema::LINT,
            rules::no_catalog::LINT,
        ],
    ),
    group(
        "Waivers",
        &[rules::unused_accept::LINT, rules::expired_accept::LINT, rules::broad_accept::LINT],
    ),
];

/// Every lint.
pub(crate) fn all() -> impl Iterator<Item = &'static Lint> {
    GROUPS.iter().flat_map(|group| group.lints)
}

/// The lint with this name.
pub(crate) fn named(name: &str) -> Option<&'static Lint> {
    all().find(|lint| lint.name == name)
}
