//! What a policy says of each tool, and which tools it says the same of.

use super::condition::{self, NoForm, Role};
use crate::gateway::{Entry, Limit, Pointer, ToolRules, counter_name, keys};
use crate::import::fault::{Fault, condition_words};
use crate::import::neutral::Neutral;
use crate::policy::{Decision, Window};
use crate::source::Span;
use crate::syntax::{argument_text, string_text};

/// The message of a refusal that a person can lift.
const APPROVAL: &str = "Requires human approval.";

/// What happens to a tool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Effect {
    /// Every call is refused: the statement's word, and its reason.
    Refused(&'static str, Option<String>),
    /// It can be called within these rules.
    Open(&'static str, Vec<Rule>),
}

/// One rule.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    /// As it stands in the braces.
    pub(super) text: String,
    /// Whether it names a counter, which no other tool has.
    pub(super) is_own: bool,
    /// What is said about it.
    pub(super) notes: Vec<String>,
    /// Where it comes from.
    pub(super) span: Option<Span>,
}

/// Rules are the same that say the same, whatever is said about them.
impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text && !self.is_own && !other.is_own
    }
}

impl Eq for Rule {}

/// What the policy says of one tool.
pub(super) struct Drafted {
    pub(super) effect: Option<Effect>,
    pub(super) faults: Vec<Fault>,
}

/// What a policy says of the tool with these rules.
pub(super) fn of_tool(tool: &str, rules: &ToolRules, neutral: &Neutral) -> Drafted {
    let mut writer = Writer { tool, neutral, faults: Vec::new() };
    let effect = match writer.refusal(rules) {
        Some(effect) => Some(effect),
        None => writer.open(rules),
    };
    Drafted { effect, faults: writer.faults }
}

struct Writer<'n> {
    tool: &'n str,
    neutral: &'n Neutral,
    faults: Vec<Fault>,
}

impl Writer<'_> {
    /// The statement that refuses every call, where some entry or limit does.
    fn refusal(&mut self, rules: &ToolRules) -> Option<Effect> {
        let always = rules.deny_if.iter().position(|entry| entry.conditions.is_empty());
        let never = rules.limits.iter().position(|it| it.max == 0 && it.increment_from.is_none());
        let tool = self.tool;
        let (by, message) = match (always, never) {
            (Some(index), _) => {
                (Pointer::DenyIf(tool, index), rules.deny_if.get(index)?.on_deny.clone())
            }
            (None, Some(index)) => (Pointer::Limit(tool, index), None),
            (None, None) => return None,
        };
        let beside = rules.require.len() + rules.deny_if.len() + rules.limits.len() > 1;
        if let Some(span) = self.neutral.places.of(by).filter(|_| beside) {
            let message = "every call is refused here, so the tool's other rules decide nothing";
            self.faults.push(Fault::Dead { span, by: None, message: message.to_owned() });
        }
        Some(match message {
            None => Effect::Refused("deny", None),
            Some(message) if message == "Refused by policy." => Effect::Refused("deny", None),
            Some(message) => match approval(&message) {
                Some(reason) => Effect::Refused("approve", reason.map(str::to_owned)),
                None => Effect::Refused("deny", Some(message)),
            },
        })
    }

    fn open(&mut self, rules: &ToolRules) -> Option<Effect> {
        let tool = self.tool;
        let mut lines = Vec::new();
        for (index, entry) in rules.require.iter().enumerate() {
            let at = Pointer::Require(tool, index);
            match entry.conditions.is_empty() {
                true => self.says_nothing(at),
                false => lines.extend(self.entry(at, entry, Role::Requires)),
            }
        }
        for (index, entry) in rules.deny_if.iter().enumerate() {
            lines.extend(self.entry(Pointer::DenyIf(tool, index), entry, Role::Refuses));
        }
        for (index, limit) in rules.limits.iter().enumerate() {
            lines.push(self.limit(Pointer::Limit(tool, index), limit));
        }
        let is_allowing = self.neutral.document.default == Decision::Deny || lines.is_empty();
        let word = if is_allowing { "allow" } else { "restrict" };
        self.faults
            .iter()
            .all(|fault| !matches!(fault, Fault::NoExactForm { .. }))
            .then_some(Effect::Open(word, lines))
    }

    fn says_nothing(&mut self, at: Pointer<'_>) {
        if let Some(span) = self.neutral.places.of(at) {
            let message = "an entry without conditions always holds, so it requires nothing";
            self.faults.push(Fault::Dead { span, by: None, message: message.to_owned() });
        }
    }

    fn entry(&mut self, at: Pointer<'_>, entry: &Entry, role: Role) -> Option<Rule> {
        let condition = match condition::all(&entry.conditions, role) {
            Ok(condition) => condition.to_string(),
            Err(reason) => return self.no_form(at, entry, role, reason),
        };
        let (word, otherwise) = match role {
            Role::Requires => ("require", format!("Requires {condition}.")),
            Role::Refuses => ("deny when", format!("Refused when {condition}.")),
        };
        let message = entry.on_deny.as_deref().filter(|message| **message != *otherwise);
        let (word, reason) = match message.map(|message| (message, approval(message))) {
            None => (word, None),
            Some((_, Some(reason))) if role == Role::Refuses => ("approve when", reason),
            Some((message, _)) => (word, Some(message)),
        };
        let because = reason.map(|reason| format!(" because {}", string_text(reason)));
        Some(self.rule(at, format!("{word} {condition}{}", because.unwrap_or_default()), false))
    }

    fn no_form(
        &mut self,
        at: Pointer<'_>,
        entry: &Entry,
        role: Role,
        reason: NoForm,
    ) -> Option<Rule> {
        let first = entry.conditions.iter().find(|it| condition::one(it, role).is_err())?;
        let span = self
            .neutral
            .places
            .of(at)
            .or_else(|| self.neutral.places.of(Pointer::Tool(self.tool)))?;
        let message = format!("no policy says {}: {reason}", condition_words(first));
        self.faults.push(Fault::NoExactForm { span, message, help: None });
        None
    }

    fn limit(&self, at: Pointer<'_>, limit: &Limit) -> Rule {
        let path = limit.increment_from.as_deref().and_then(keys);
        let counter = counter_name(Some(self.tool), path.as_ref(), limit.window);
        let own =
            (counter != limit.counter).then(|| format!(" as {}", string_text(&limit.counter)));
        let counted = counted(path.as_deref(), limit.max, limit.window);
        let is_own = own.is_some();
        self.rule(at, format!("limit {counted}{}", own.unwrap_or_default()), is_own)
    }

    fn rule(&self, at: Pointer<'_>, text: String, is_own: bool) -> Rule {
        let notes = self.neutral.notes.of(at).to_vec();
        Rule { text, is_own, notes, span: self.neutral.places.of(at) }
    }
}

/// What a limit counts, and how much.
pub(super) fn counted(path: Option<&[String]>, max: i64, window: Window) -> String {
    let sum = path.map(|path| format!("{} to ", argument_text(path)));
    format!("{}{max} per {}", sum.unwrap_or_default(), window.name())
}

/// The reason of a message that asks for a person, where it is one.
fn approval(message: &str) -> Option<Option<&str>> {
    let rest = message.strip_prefix(APPROVAL)?;
    match rest.strip_prefix(' ') {
        Some(reason) => Some(Some(reason)),
        None => rest.is_empty().then_some(None),
    }
}
