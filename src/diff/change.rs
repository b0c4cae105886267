//! What a comparison tells.

use serde::{Serialize, Serializer};

use super::call_sequence::{CallSequence, MAX_CALLS};
use crate::analysis::Reason;
use crate::finding::{Call, Site};
use crate::policy::{LoweredClass, Window};
use crate::risk::Class;

/// What changes between two policies.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub(crate) struct Diff {
    /// All changes in one word.
    pub verdict: Verdict,
    /// The tools whose treatment changes, sorted by name; `*` is any tool that neither side names.
    pub tools: Vec<ToolChange>,
    /// What changes for all tools together, where their common limits change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub all_tools: Option<AllToolsChange>,
}

/// All changes in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Every call comes out alike.
    #[default]
    Equal,
    /// The new side lets more through, and nothing less.
    Looser,
    /// The new side lets less through, and nothing more.
    Tighter,
    /// It lets some more through and some less.
    Both,
    /// Something outgrew the analysis: nobody knows.
    Unknown,
}

/// Which side lets more through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// The new one.
    Looser,
    /// The old one.
    Tighter,
}

/// What changes for one tool.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct ToolChange {
    /// The tool's name, or `*`.
    pub name: String,
    /// The change in one word.
    pub change: Change,
    /// The tool's class, the most severe of what the sides and the tool's definition say; null
    /// where nothing tells.
    #[serde(serialize_with = "class")]
    pub class: Option<Class>,
    /// The less severe class that the new side gives it, or else the old one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lowered: Option<LoweredClass>,
    /// A call that only the new side lets through.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub looser: Option<Witness>,
    /// Such a call for each other rule that kept some out alone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also_looser: Vec<Witness>,
    /// A call that only the old side lets through.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tighter: Option<Witness>,
    /// Such a call for each other rule that keeps some out alone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also_tighter: Vec<Witness>,
    /// What its limits, those of all tools among them, let through in a window.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<LimitChange>,
    /// Whether it leaves the tool list or comes back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visibility: Option<Visibility>,
    /// What the agent is told when a call is refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub messages: Option<Messages>,
    /// Counters with a new name: what they have counted is forgotten.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub counters: Vec<Renamed>,
    /// Why nobody knows all that changes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_analysed: Option<Reason>,
    /// The same for the same change, wherever in the policies it is written.
    pub fingerprint: String,
}

/// A tool's change in one word, the weightiest that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Change {
    /// The analysis outgrew its bounds.
    Unknown,
    /// No call passed, and now some do.
    NewlyCallable,
    /// Some calls pass that were refused.
    Looser,
    /// Some calls pass that were refused, and some are refused that passed.
    Both,
    /// The same calls pass, but more of them.
    LimitsRaised,
    /// Some calls passed, and now none does.
    NoLongerCallable,
    /// Some calls are refused that passed.
    Tighter,
    /// The same calls pass, but fewer of them.
    LimitsLowered,
    /// It is taken out of the tool list; calls were refused before.
    Hidden,
    /// It is in the tool list again; calls are still refused.
    Shown,
    /// Only what the agent is told.
    Message,
    /// Only the name of a counter.
    CounterRenamed,
}

/// A call that only one side lets through, while no limit is used up.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Witness {
    /// The call.
    pub call: Call,
    /// Calls that must come before, as they give a limit room.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<Call>,
    /// What refuses it on the one side.
    pub refused_by: Statement,
    /// What lists the tool on the other.
    pub allowed_by: Statement,
}

/// A part of a document, and where it is written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) struct Statement {
    /// A JSON pointer into the document.
    pub rule: String,
    /// Where it is written; unknown for what is written nowhere, such as a default.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub at: Option<Site>,
    /// What the agent is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

/// What limits let through in a window.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct LimitChange {
    /// The window.
    #[serde(serialize_with = "window")]
    pub window: Window,
    /// The argument whose values are summed, as `args.PATH`; null for calls.
    pub sum: Option<String>,
    /// How much the old side lets through; null for any number.
    pub old: Option<i128>,
    /// How much the new side does.
    pub new: Option<i128>,
    /// The side that lets more through.
    #[serde(serialize_with = "raised_or_lowered")]
    pub change: Direction,
    /// The limit that says so on the old side.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old_rule: Option<Statement>,
    /// The limit that says so on the new side.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_rule: Option<Statement>,
    /// Calls within one window that only the side with more room lets through altogether; none
    /// where they were too many to make.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calls: Option<CallSequence>,
}

impl LimitChange {
    /// Whether more calls would have to be made to show it than are made.
    pub(crate) fn is_too_long(&self) -> bool {
        self.sum.is_none() && self.too_many().is_some_and(|calls| calls > MAX_CALLS.into())
    }
}

/// What changes for all tools together.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct AllToolsChange {
    /// What all limits let through together.
    pub limits: Vec<LimitChange>,
    /// Counters with a new name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub counters: Vec<Renamed>,
    /// Why nobody knows what changes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_analysed: Option<Reason>,
    /// The same for the same change.
    pub fingerprint: String,
}

/// Whether a tool leaves the tool list or comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Visibility {
    /// It leaves.
    Hidden,
    /// It comes back.
    Shown,
}

/// Refusals' messages that only one side has.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) struct Messages {
    /// Those of the old side.
    pub old: Vec<String>,
    /// Those of the new side.
    pub new: Vec<String>,
}

/// A counter with a new name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) struct Renamed {
    /// Its name on the old side.
    pub old: String,
    /// Its name on the new side.
    pub new: String,
}

fn class<S: Serializer>(class: &Option<Class>, serializer: S) -> Result<S::Ok, S::Error> {
    class.map(Class::name).serialize(serializer)
}

fn window<S: Serializer>(window: &Window, serializer: S) -> Result<S::Ok, S::Error> {
    window.name().serialize(serializer)
}

fn raised_or_lowered<S: Serializer>(change: &Direction, serializer: S) -> Result<S::Ok, S::Error> {
    match change {
        Direction::Looser => "raised",
        Direction::Tighter => "lowered",
    }
    .serialize(serializer)
}

impl Verdict {
    /// What some changes come to.
    pub(super) fn of(tools: &[ToolChange], all_tools: Option<&AllToolsChange>) -> Self {
        let together = all_tools.map(AllToolsChange::verdict);
        tools.iter().map(ToolChange::verdict).chain(together).fold(Self::Equal, Self::and)
    }

    /// Both together.
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (one, other) if one == other => one,
            (Self::Equal, other) => other,
            (one, Self::Equal) => one,
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            _ => Self::Both,
        }
    }

    /// Whether the new side lets anything through that the old one refused.
    pub fn is_looser(self) -> bool {
        matches!(self, Self::Looser | Self::Both)
    }

    /// The verdict that some things are looser and some tighter.
    pub(super) fn directed(looser: bool, tighter: bool) -> Self {
        match (looser, tighter) {
            (true, true) => Self::Both,
            (true, false) => Self::Looser,
            (false, true) => Self::Tighter,
            (false, false) => Self::Equal,
        }
    }
}

impl ToolChange {
    /// Calls that only the new side lets through, each kept out by another rule of the old one.
    pub(crate) fn let_through(&self) -> impl Iterator<Item = &Witness> {
        self.looser.iter().chain(&self.also_looser)
    }

    /// Calls that only the old side lets through, each kept out by another rule of the new one.
    pub(crate) fn kept_out(&self) -> impl Iterator<Item = &Witness> {
        self.tighter.iter().chain(&self.also_tighter)
    }

    /// What becomes of the tool's calls.
    pub(crate) fn verdict(&self) -> Verdict {
        match self.change {
            Change::Unknown => Verdict::Unknown,
            Change::NewlyCallable | Change::Looser | Change::LimitsRaised => Verdict::Looser,
            Change::NoLongerCallable | Change::Tighter | Change::LimitsLowered => Verdict::Tighter,
            Change::Both => Verdict::Both,
            Change::Hidden | Change::Shown | Change::Message | Change::CounterRenamed => {
                Verdict::Equal
            }
        }
    }
}

impl LimitChange {
    /// What becomes of many calls.
    pub(crate) fn verdict(&self) -> Verdict {
        Direction::verdict(std::slice::from_ref(self))
    }
}

impl AllToolsChange {
    /// What becomes of all calls together.
    pub(crate) fn verdict(&self) -> Verdict {
        match self.not_analysed {
            Some(_) => Verdict::Unknown,
            None => Direction::verdict(&self.limits),
        }
    }
}

impl Direction {
    /// The other one.
    pub(super) fn opposite(self) -> Self {
        match self {
            Self::Looser => Self::Tighter,
            Self::Tighter => Self::Looser,
        }
    }

    /// What some changes of limits come to.
    pub(super) fn verdict(limits: &[LimitChange]) -> Verdict {
        let any = |direction| limits.iter().any(|limit| limit.change == direction);
        Verdict::directed(any(Self::Looser), any(Self::Tighter))
    }
}
