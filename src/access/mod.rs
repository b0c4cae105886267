//! What a policy lets an agent do, tool by tool: the table that `mcpol access` prints.
//!
//! Stands on the policy, the catalog and the analysis; `render` writes the table for people and
//! programs. Knows no files.

use std::collections::BTreeMap;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::analysis::{Answer, Formula, Reason};
use crate::catalog::Catalog;
use crate::finding::Call;
use crate::policy::disposition::{self, Disposition, Dispositions};
use crate::policy::semantics::{self, MergedLimit};
use crate::policy::{Decision, LoweredClass, Policy, Refusal, RuleKind, ToolClass};
use crate::risk::{Class, class_name};
use crate::source::Sources;
use crate::syntax::argument_text;
use crate::threat;
use crate::witness::{CallFinder, Callable, CallableTools};

/// What a policy lets an agent do.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Access {
    /// Every tool of the catalog and of the policy, sorted by name.
    pub tools: Vec<ToolAccess>,
    /// The totals of each class that has tools, the most severe first.
    pub totals: Vec<Total>,
    /// The limits over all calls.
    pub limits: Vec<String>,
    /// Any other tool, one that the server adds later among them.
    pub others: Reach,
}

/// What a policy lets an agent do with one tool.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct ToolAccess {
    /// Its name.
    pub name: String,
    /// Its class, the more severe of what the policy and its definition say; null where nothing
    /// tells.
    #[serde(serialize_with = "class")]
    pub class: Option<Class>,
    /// The less severe class that the policy gives it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lowered: Option<LoweredClass>,
    /// Whether some call passes, or why none does.
    #[serde(flatten)]
    pub reach: Reach,
    /// What is asked of its calls.
    pub conditions: Vec<Requirement>,
    /// Its own limits.
    pub limits: Vec<String>,
    /// The arguments of which nothing tells what they are, and that may be anything; null where
    /// nobody knows.
    #[serde(skip_serializing_if = "has_none")]
    pub free: Option<Vec<String>>,
    /// A call that passes.
    pub example: Option<Call>,
}

fn has_none(free: &Option<Vec<String>>) -> bool {
    free.as_ref().is_some_and(Vec::is_empty)
}

/// A condition on the calls of a tool, and what it decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Requirement {
    /// What becomes of calls that meet it, or don't.
    pub kind: RequirementKind,
    /// The condition, in the language's words.
    pub condition: String,
}

/// What a condition decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum RequirementKind {
    /// A call must meet it.
    Require,
    /// A call that meets it is denied.
    Deny,
    /// A call that meets it needs approval.
    Approve,
}

impl RequirementKind {
    /// What stands before the condition.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Require => "only when",
            Self::Deny => "denied when",
            Self::Approve => "needs approval when",
        }
    }
}

/// Whether some call of a tool passes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Some call does.
    Callable,
    /// It is taken out of the tool list.
    Hidden,
    /// Every call needs approval.
    Approval,
    /// Every call is denied.
    Denied,
    /// Nothing allows it.
    NotAllowed,
    /// It is allowed, but no call meets its conditions.
    NoCallPasses,
    /// The analysis outgrew its bounds: nobody knows.
    NotAnalysed(Reason),
}

/// How many tools of a class can be called.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Total {
    /// The class; null for tools that nothing tells the class of.
    #[serde(serialize_with = "class")]
    pub class: Option<Class>,
    /// How many of its tools can be called, as far as is known.
    pub callable: usize,
    /// Of how many nobody knows.
    #[serde(skip_serializing_if = "is_none")]
    pub not_analysed: usize,
    /// How many tools it has.
    pub tools: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
fn is_none(count: &usize) -> bool {
    *count == 0
}

fn class<S: Serializer>(class: &Option<Class>, serializer: S) -> Result<S::Ok, S::Error> {
    class.map(Class::name).serialize(serializer)
}

/// `callable`, null where nobody knows, and the `reason` why it isn't known to be.
impl Serialize for Reach {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let callable = match self {
            Self::Callable => Some(true),
            Self::NotAnalysed(_) => None,
            _ => Some(false),
        };
        let reason = (*self != Self::Callable).then(|| self.words());
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("callable", &callable)?;
        map.serialize_entry("reason", &reason)?;
        map.end()
    }
}

impl Reach {
    /// Whether it can be called, or why not, in words.
    pub(crate) fn words(&self) -> String {
        match self {
            Self::Callable => "callable".to_owned(),
            Self::Hidden => "hidden".to_owned(),
            Self::Approval => "needs approval".to_owned(),
            Self::Denied => "denied".to_owned(),
            Self::NotAllowed => "not allowed".to_owned(),
            Self::NoCallPasses => "allowed, but no call passes".to_owned(),
            Self::NotAnalysed(reason) => format!("not analysed: {reason}"),
        }
    }
}

impl Access {
    /// What a policy without errors lets an agent do.
    pub(crate) fn of_policy(policy: &Policy, catalog: Option<&Catalog>, sources: &Sources) -> Self {
        let asked = Asked {
            policy,
            catalog,
            sources,
            dispositions: Dispositions::of(policy),
            callable: CallableTools::new(policy, catalog),
            finder: CallFinder::new(policy),
        };
        let named = policy.statements.iter().flat_map(disposition::names);
        let offered = catalog.iter().flat_map(|catalog| catalog.tools());
        let mut names: Vec<&str> = named.map(|(name, _)| &**name).collect();
        names.extend(offered.map(|tool| &**tool.name()));
        names.sort_unstable();
        names.dedup();
        let tools: Vec<_> = names.into_iter().map(|name| asked.tool(name)).collect();
        let totals = totals(&tools);
        let shared = semantics::shared_limits(policy);
        let limits = shared.iter().map(limit).collect();
        Self { tools, totals, limits, others: others(policy, &asked.dispositions) }
    }

    /// Whether it is certain of every tool whether it can be called.
    pub(crate) fn is_certain(&self) -> bool {
        let is_known =
            |tool: &ToolAccess| !matches!(tool.reach, Reach::NotAnalysed(_)) && tool.free.is_some();
        self.tools.iter().all(is_known)
    }
}

/// A policy, its catalog, and what is known of its tools.
struct Asked<'a> {
    policy: &'a Policy,
    catalog: Option<&'a Catalog>,
    sources: &'a Sources,
    dispositions: Dispositions<'a>,
    callable: CallableTools<'a>,
    finder: CallFinder<'a>,
}

impl Asked<'_> {
    fn tool(&self, name: &str) -> ToolAccess {
        match self.callable.named(name) {
            Some(callable) => self.open(callable),
            None => self.refused(name),
        }
    }

    fn open(&self, callable: &Callable<'_>) -> ToolAccess {
        let (reach, example) = match self.finder.find_call(callable, &Formula::ALWAYS) {
            Answer::Found(call) => (Reach::Callable, Some(call)),
            Answer::None => (Reach::NoCallPasses, None),
            Answer::Unknown(reason) => (Reach::NotAnalysed(reason), None),
        };
        let classes = callable.classes();
        ToolAccess {
            name: callable.name.to_string(),
            class: classes.reported(),
            lowered: classes.lowered(self.sources),
            reach,
            conditions: callable.rules.iter().filter_map(|rule| requirement(&rule.kind)).collect(),
            limits: semantics::own_limits(callable.limits()).iter().map(limit).collect(),
            free: self.free(callable),
            example,
        }
    }

    fn free(&self, callable: &Callable<'_>) -> Option<Vec<String>> {
        let free = threat::free_arguments(&self.finder, callable).ok()?;
        Some(free.iter().map(|free| format!("args.{}", free.found.leaf.path)).collect())
    }

    fn refused(&self, name: &str) -> ToolAccess {
        let definition = self.catalog.and_then(|catalog| catalog.tool(name));
        let classes = ToolClass::of(name, Some(self.policy), definition);
        ToolAccess {
            name: name.to_owned(),
            class: classes.reported(),
            lowered: classes.lowered(self.sources),
            reach: refused(self.dispositions.of_tool(name)),
            conditions: Vec::new(),
            limits: Vec::new(),
            free: Some(Vec::new()),
            example: None,
        }
    }
}

/// What becomes of a tool that nothing names.
fn others(policy: &Policy, dispositions: &Dispositions<'_>) -> Reach {
    match (dispositions.hides_everything(), policy.default.decision) {
        (true, _) => Reach::Hidden,
        (false, Decision::Allow) => Reach::Callable,
        (false, Decision::Deny) => Reach::NotAllowed,
    }
}

fn refused(disposition: Disposition<'_>) -> Reach {
    match disposition {
        Disposition::Hidden(_) => Reach::Hidden,
        Disposition::Approved(_) => Reach::Approval,
        Disposition::Denied(_) => Reach::Denied,
        Disposition::Open | Disposition::Unlisted => Reach::NotAllowed,
    }
}

/// What a rule asks of a call.
fn requirement(rule: &RuleKind) -> Option<Requirement> {
    let kind = match rule {
        RuleKind::Require { .. } => RequirementKind::Require,
        RuleKind::Refuse { refusal: Refusal::Denied, .. } => RequirementKind::Deny,
        RuleKind::Refuse { refusal: Refusal::NeedsApproval, .. } => RequirementKind::Approve,
        RuleKind::Limit(_) => return None,
    };
    Some(Requirement { kind, condition: rule.condition()?.to_string() })
}

fn limit(limit: &MergedLimit<'_>) -> String {
    let (max, window) = (limit.max, limit.window.name());
    match limit.sum {
        Some(path) => format!("{max} of {} per {window}", argument_text(path)),
        None if max == 1 => format!("1 call per {window}"),
        None => format!("{max} calls per {window}"),
    }
}

/// How many tools of each class can be called, the most severe class first.
pub(crate) fn totals<'t>(tools: impl IntoIterator<Item = &'t ToolAccess>) -> Vec<Total> {
    let mut totals: BTreeMap<Option<Class>, Total> = BTreeMap::new();
    for tool in tools {
        let new = || Total { class: tool.class, callable: 0, not_analysed: 0, tools: 0 };
        let total = totals.entry(tool.class).or_insert_with(new);
        total.callable += usize::from(tool.reach == Reach::Callable);
        total.not_analysed += usize::from(matches!(tool.reach, Reach::NotAnalysed(_)));
        total.tools += 1;
    }
    totals.into_values().rev().collect()
}

impl Total {
    /// As in `write: 12 of 60 callable`.
    pub(crate) fn words(&self) -> String {
        let unknown = unknown(self.not_analysed);
        format!("{}: {} of {} callable{unknown}", class_name(self.class), self.callable, self.tools)
    }
}

/// As in `, 3 not analysed`; nothing for none.
pub(crate) fn unknown(not_analysed: usize) -> String {
    if not_analysed == 0 { String::new() } else { format!(", {not_analysed} not analysed") }
}
