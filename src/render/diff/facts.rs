//! What changes, as sentences: the call that shows it, and the statements that make it.

use super::groups::Group;
use super::words::{self, Markup};
use crate::analysis::Reason;
use crate::diff::{
    AllToolsChange, CallSequence, Change, LimitChange, Messages, Renamed, Statement, Verdict,
    Visibility, Witness,
};
use crate::finding::Call;

/// A sentence, and what stands below it.
#[derive(Debug, Default)]
pub(crate) struct Fact {
    pub(crate) says: String,
    pub(crate) because: Vec<String>,
}

/// What changes for the first tool of a group, which stands for all.
pub(crate) fn of_group(group: &Group<'_>, markup: Markup) -> Vec<Fact> {
    let Some(tool) = group.first() else { return Vec::new() };
    let alone = (group.tools.len() == 1).then_some(tool.name.as_str());
    let renderer = Renderer { markup, alone };
    let mut facts = Vec::new();
    facts.extend(tool.not_analysed.map(|reason| renderer.unknown(reason)));
    facts.extend(tool.let_through().map(|it| renderer.witness(it, NOW)));
    facts.extend(tool.kept_out().map(|it| renderer.witness(it, NO_LONGER)));
    facts.extend(tool.limits.iter().map(|it| renderer.limit(it)));
    facts.extend(tool.visibility.map(visibility));
    if tool.change == Change::Message {
        facts.extend(tool.messages.iter().flat_map(|it| renderer.messages(it)));
    }
    facts.extend(tool.counters.iter().map(|it| renderer.counter(it)));
    facts
}

/// What changes for all tools together.
pub(crate) fn of_all_tools(all_tools: &AllToolsChange, markup: Markup) -> Vec<Fact> {
    let renderer = Renderer { markup, alone: None };
    let unknown = all_tools.not_analysed.map(|reason| renderer.unknown(reason));
    let limits = all_tools.limits.iter().map(|it| renderer.limit(it));
    let counters = all_tools.counters.iter().map(|it| renderer.counter(it));
    unknown.into_iter().chain(limits).chain(counters).collect()
}

/// How a witness is told: what the call does, who refuses, who allows.
type Telling = [&'static str; 3];

const NOW: Telling = ["now passes", "refused before by", "allowed now by"];

const NO_LONGER: Telling = ["no longer passes", "refused now by", "allowed before by"];

/// Tells facts in the way of a format.
struct Renderer<'t> {
    markup: Markup,
    /// The tool that they are about, where it is one alone: its calls are shown without its name.
    alone: Option<&'t str>,
}

impl Renderer<'_> {
    fn code(&self, text: &str) -> String {
        (self.markup.code)(text)
    }

    fn call(&self, call: &Call) -> String {
        let arguments = self.code(&call.arguments().to_string());
        match self.alone == Some(call.name()) {
            true => arguments + call.note(),
            false => format!("{} {arguments}{}", self.code(call.name()), call.note()),
        }
    }

    fn unknown(&self, reason: Reason) -> Fact {
        Fact::alone(format!("nobody knows: {reason}"))
    }

    fn witness(&self, witness: &Witness, [how, refused, allowed]: Telling) -> Fact {
        let after: Vec<_> = witness.after.iter().map(|it| self.call(it)).collect();
        let after = match after.is_empty() {
            true => String::new(),
            false => format!(" after {}", after.join(" and ")),
        };
        let refused_by = self.statement(&witness.refused_by);
        let allowed_by = self.statement(&witness.allowed_by);
        Fact {
            says: format!("{how} {}{after}", self.call(&witness.call)),
            because: vec![format!("{refused} {refused_by}, {allowed} {allowed_by}")],
        }
    }

    fn statement(&self, statement: &Statement) -> String {
        let place = self.place(statement);
        match &statement.message {
            Some(message) => format!("{place} ({})", self.code(message)),
            None => place,
        }
    }

    fn place(&self, statement: &Statement) -> String {
        match &statement.at {
            Some(at) => (self.markup.place)(&at.to_string()),
            None if statement.rule == "/default" => "the default".to_owned(),
            None => (self.markup.place)(&statement.rule),
        }
    }

    fn limit(&self, limit: &LimitChange) -> Fact {
        let per = limit.window.name();
        let what = match &limit.sum {
            None => format!("calls per {per}"),
            Some(path) => format!("sum of {} per {per}", self.code(path)),
        };
        let example = limit.calls.iter().map(|sequence| self.example(limit, sequence));
        Fact {
            says: format!("{what}: {} before, {} now", amount(limit.old), amount(limit.new)),
            because: example.chain(self.rules(limit)).collect(),
        }
    }

    /// Where the limits are written.
    fn rules(&self, limit: &LimitChange) -> Option<String> {
        let said = |when: &str, rule: &Option<Statement>| {
            rule.as_ref().map(|rule| format!("limited {when} by {}", self.place(rule)))
        };
        match (said("before", &limit.old_rule), said("now", &limit.new_rule)) {
            (Some(old), Some(new)) => Some(format!("{old}, {new}")),
            (old, new) => old.or(new),
        }
    }

    /// As in ``now passes: `{"amount":1}` 31 times within a minute``.
    fn example(&self, limit: &LimitChange, sequence: &CallSequence) -> String {
        let how = match limit.verdict() {
            Verdict::Looser => "now passes",
            _ => "no longer passes",
        };
        let calls = sequence.calls();
        let calls: Vec<_> =
            calls.iter().map(|(call, times)| self.call(call) + " " + &often(*times)).collect();
        format!("{how}: {} within {}", calls.join(" and "), words::within(limit.window))
    }

    fn messages(&self, messages: &Messages) -> Vec<Fact> {
        let fact = |how: &str, text: &String| Fact::alone(format!("{how} {}", self.code(text)));
        let old = messages.old.iter().map(|text| fact("no longer says", text));
        old.chain(messages.new.iter().map(|text| fact("says", text))).collect()
    }

    fn counter(&self, renamed: &Renamed) -> Fact {
        let (old, new) = (self.code(&renamed.old), self.code(&renamed.new));
        Fact::alone(format!("counter {old} is now {new}: what it has counted is forgotten"))
    }
}

impl Fact {
    /// A sentence that nothing stands below.
    pub(crate) fn alone(says: String) -> Self {
        Self { says, because: Vec::new() }
    }
}

/// How much limits let through.
fn amount(amount: Option<i128>) -> String {
    amount.map_or("any number".to_owned(), |amount| amount.to_string())
}

fn often(times: u64) -> String {
    match times {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        times => format!("{times} times"),
    }
}

fn visibility(visibility: Visibility) -> Fact {
    let says = match visibility {
        Visibility::Hidden => "now taken out of the tool list",
        Visibility::Shown => "now in the tool list",
    };
    Fact::alone(says.to_owned())
}
