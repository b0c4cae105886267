//! The shape of a resolved policy.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use super::condition::{Condition, Path};
use super::{Decision, Window};
use crate::analysis::{Formula, KnownComplements};
use crate::risk::Class;
use crate::source::{Span, Spanned};

/// One policy for one server, includes taken in.
///
/// Statements only add up: a call of a tool is allowed when some `allow` names the tool (or the
/// default allows), no statement hides, denies or sends it to approval, every rule about the tool
/// lets it pass, and every limit has room.
#[derive(Debug, Clone)]
pub(crate) struct Policy {
    /// The name after `policy`.
    pub name: Option<String>,
    /// What happens to a tool that no statement allows.
    pub default: Default,
    /// Every statement about tools in source order, includes first.
    pub statements: Vec<Statement>,
    /// The limits over all calls, in source order.
    pub all_tools: Vec<Limit>,
    /// What no call may ever do, in source order, those of included files first.
    pub invariants: Vec<Invariant>,
    /// The risk classes that the policy gives to tools, whatever their definitions say.
    pub classes: BTreeMap<Arc<str>, Classified>,
    /// The tools of each group, sorted by name, with the term that names them.
    pub groups: BTreeMap<String, Vec<(Arc<str>, Span)>>,
    /// The waivers, in source order, those of included files first.
    pub waivers: Vec<Waiver>,
    /// The complements of its patterns that were made so far.
    pub complements: KnownComplements,
}

/// A tool's class, by a `classify` statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Classified {
    /// The class.
    pub class: Class,
    /// The term that names the tool.
    pub span: Span,
}

/// An `accept` statement: findings that its author has read and lives with.
#[derive(Debug, Clone)]
pub(crate) struct Waiver {
    /// The whole statement.
    pub span: Span,
    /// Whether the compiled file itself says it.
    pub own: bool,
    /// The lint, as it is written.
    pub lint: Spanned<String>,
    /// The tools after `for`, and where they are written; `None` for all that the lint names.
    pub tools: Option<(Tools, Span)>,
    /// The reason.
    pub because: String,
    /// The last day, UTC.
    pub until: Option<Spanned<Date>>,
}

impl Waiver {
    /// Whether its last day is over.
    pub(crate) fn is_expired(&self, today: Date) -> bool {
        self.until.as_ref().is_some_and(|until| until.node < today)
    }

    /// Whether it is about this tool, and its last day isn't over.
    pub(crate) fn is_for(&self, tool: &Arc<str>, today: Date) -> bool {
        let names = |named: &[(Arc<str>, Span)]| named.iter().any(|(name, _)| name == tool);
        let is_about = match &self.tools {
            None | Some((Tools::Every, _)) => true,
            Some((Tools::Named(named), _)) => names(named),
        };
        is_about && !self.is_expired(today)
    }
}

impl Policy {
    /// A policy that says nothing but its default.
    pub(crate) fn empty(name: Option<String>, default: Default) -> Self {
        Self {
            name,
            default,
            statements: Vec::new(),
            all_tools: Vec::new(),
            invariants: Vec::new(),
            classes: BTreeMap::new(),
            groups: BTreeMap::new(),
            waivers: Vec::new(),
            complements: KnownComplements::default(),
        }
    }
}

/// The default and where it is written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Default {
    /// Allowed or refused.
    pub decision: Decision,
    /// The statement, where there is one.
    pub span: Option<Span>,
}

/// A statement about tools.
#[derive(Debug, Clone)]
pub(crate) struct Statement {
    /// The whole statement.
    pub span: Span,
    /// Whether the compiled file itself says it, not one that it includes.
    pub own: bool,
    /// The tools that it is about.
    pub tools: Tools,
    /// What it does to them.
    pub effect: Effect,
}

impl Statement {
    /// Whether it is about a tool.
    pub(crate) fn is_about(&self, tool: &str) -> bool {
        match &self.tools {
            Tools::Every => true,
            Tools::Named(names) => names.iter().any(|(name, _)| **name == *tool),
        }
    }
}

/// A `never allow` statement: calls that must not pass, limits aside, whatever else the policy
/// says.
#[derive(Debug, Clone)]
pub(crate) struct Invariant {
    /// The whole statement.
    pub span: Span,
    /// The tools that it is about, sorted, none twice, each with the term that names it.
    pub tools: Vec<(Arc<str>, Span)>,
    /// Which of their calls; `None` for all.
    pub condition: Option<Condition>,
}

/// Tools by name.
#[derive(Debug, Clone)]
pub(crate) enum Tools {
    /// All there are and all that will be: `hide *` alone.
    Every,
    /// These, sorted, none twice, each with the term that names it.
    Named(Vec<(Arc<str>, Span)>),
}

/// What a statement does to its tools.
#[derive(Debug, Clone)]
pub(crate) enum Effect {
    /// They can be called within the rules.
    Allow(Vec<Rule>),
    /// The rules hold for them as well.
    Restrict(Vec<Rule>),
    /// Every call is refused with this message.
    Deny(String),
    /// Every call is refused with this message, which asks for a human.
    Approve(String),
    /// They are taken out of the tool list.
    Hide,
}

impl Effect {
    /// The rules in braces; none for statements without.
    pub(crate) fn rules(&self) -> &[Rule] {
        match self {
            Self::Allow(rules) | Self::Restrict(rules) => rules,
            Self::Deny(_) | Self::Approve(_) | Self::Hide => &[],
        }
    }
}

/// One rule of a block.
#[derive(Debug, Clone)]
pub(crate) struct Rule {
    /// The whole rule.
    pub span: Span,
    /// What it says.
    pub kind: RuleKind,
    /// [`semantics::of_rule`], worked out once.
    pub(super) formula: OnceLock<Formula>,
}

impl Rule {
    /// A rule that says this.
    pub(crate) fn new(span: Span, kind: RuleKind) -> Self {
        Self { span, kind, formula: OnceLock::new() }
    }
}

/// What a rule says.
#[derive(Debug, Clone)]
pub(crate) enum RuleKind {
    /// Refuse with `message` unless `condition` holds.
    Require {
        /// What must hold.
        condition: Condition,
        /// What the agent is told.
        message: String,
    },
    /// Refuse with `message` if `condition` holds: `deny when` and `approve when`.
    Refuse {
        /// What a refused call needs.
        refusal: Refusal,
        /// What must not hold.
        condition: Condition,
        /// What the agent is told.
        message: String,
    },
    /// A limit of each tool on its own.
    Limit(Limit),
}

/// Why a rule refuses calls. The gateway refuses alike; what follows is up to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// They are denied: `deny when`.
    Denied,
    /// They need a human's approval: `approve when`.
    NeedsApproval,
}

/// At most `max` calls, or a sum of at most `max`, in each window.
#[derive(Debug, Clone)]
pub(crate) struct Limit {
    /// The whole rule or statement.
    pub span: Span,
    /// The argument that is summed; `None` counts calls.
    pub sum: Option<Path>,
    /// From 1 to 2^53.
    pub max: i64,
    /// The calendar-aligned window, UTC.
    pub window: Window,
    /// The counter's name, where `as` gives one.
    pub counter: Option<String>,
}
