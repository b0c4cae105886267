//! Changes in words. What comes from policies and servers is written as code, in the way of the
//! format.

use std::collections::BTreeSet;

use super::groups::Group;
use crate::diff::{
    Burst, Change, Diff, LimitChange, Renamed, Statement, ToolChange, Verdict, Visibility, Witness,
};
use crate::finding::{Call, escape, markdown, tick};
use crate::policy::Window;
use crate::report::counted;

/// How many tools are named for one change.
const NAMED: usize = 12;

/// How many characters of a call's arguments the summary shows.
const SHOWN: usize = 120;

/// How a format writes untrusted text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tongue {
    /// As code.
    pub(super) code: fn(&str) -> String,
    /// As a place in a file.
    pub(super) place: fn(&str) -> String,
}

/// On a terminal.
pub(super) const PLAIN: Tongue =
    Tongue { code: tick, place: |text| escape::inline(text).into_owned() };

/// In Markdown.
pub(super) const MARKDOWN: Tongue = Tongue { code: markdown::span, place: markdown::span };

/// In a cell of a table in Markdown.
pub(super) const CELL: Tongue = Tongue { code: markdown::code, place: markdown::code };

/// A sentence, and what stands below it.
#[derive(Debug, Default)]
pub(super) struct Fact {
    pub(super) says: String,
    pub(super) because: Vec<String>,
}

/// As in ``2 looser, 1 tighter: `create_refund` now passes `{"amount":101}` ``.
pub(super) fn summary(diff: &Diff, tongue: Tongue) -> String {
    let counts = counts(diff).join(", ");
    match headline(diff, tongue) {
        Some(example) => format!("{counts}: {example}"),
        None if diff.verdict == Verdict::Equal && counts.is_empty() => "equal".to_owned(),
        None if diff.verdict == Verdict::Equal => format!("equal, {counts}"),
        None => counts,
    }
}

/// How many tools change in which direction.
fn counts(diff: &Diff) -> Vec<String> {
    let of_verdict = |verdict| diff.tools.iter().filter(|it| it.verdict() == verdict).count();
    let of = |change| diff.tools.iter().filter(|it| it.change == change).count();
    let counts = [
        (of_verdict(Verdict::Unknown), "not analysed"),
        (of_verdict(Verdict::Looser), "looser"),
        (of_verdict(Verdict::Both), "looser and tighter"),
        (of_verdict(Verdict::Tighter), "tighter"),
        (of(Change::Hidden), "hidden"),
        (of(Change::Shown), "shown"),
        (of(Change::Message), "with other messages"),
        (of(Change::CounterRenamed), "with a renamed counter"),
    ];
    let said = counts.into_iter().filter(|(count, _)| *count > 0);
    let tools = said.map(|(count, words)| format!("{count} {words}"));
    tools.chain(diff.all_tools.as_ref().map(together)).collect()
}

fn together(all_tools: &crate::diff::Together) -> String {
    let words = match all_tools.verdict() {
        Verdict::Unknown => "not analysed",
        Verdict::Looser => "looser",
        Verdict::Tighter => "tighter",
        Verdict::Both => "looser and tighter",
        Verdict::Equal => "with a renamed counter",
    };
    format!("all tools together {words}")
}

/// The change that a reviewer should see first: the looser before the tighter, single calls before
/// many, the more severe class before the less.
fn headline(diff: &Diff, tongue: Tongue) -> Option<String> {
    let severe = |tools: Vec<(&ToolChange, String)>| {
        let most = tools.iter().map(|(tool, _)| tool.class).max()?;
        tools.into_iter().find(|(tool, _)| tool.class == most).map(|(_, text)| text)
    };
    let by = |says: &dyn Fn(&ToolChange) -> Option<String>| {
        let tools = diff.tools.iter();
        severe(tools.filter_map(|tool| Some((tool, says(tool)?))).collect())
    };
    by(&|tool| tool.looser.as_ref().map(|it| passes(tool, it, "now passes", tongue)))
        .or_else(|| by(&|tool| many(tool, Verdict::Looser, "now passes", tongue)))
        .or_else(|| {
            by(&|tool| tool.tighter.as_ref().map(|it| passes(tool, it, "no longer passes", tongue)))
        })
        .or_else(|| by(&|tool| many(tool, Verdict::Tighter, "no longer passes", tongue)))
}

fn passes(tool: &ToolChange, witness: &Witness, how: &str, tongue: Tongue) -> String {
    format!("{} {how} {}", tool_code(tool, &witness.call, tongue), short(&witness.call, tongue))
}

/// The tool's name; of tools that neither side names, the one that was called.
fn tool_code(tool: &ToolChange, call: &Call, tongue: Tongue) -> String {
    match tool.name == call.name {
        true => (tongue.code)(&tool.name),
        false => format!("any other tool, such as {},", (tongue.code)(&call.name)),
    }
}

fn many(tool: &ToolChange, verdict: Verdict, how: &str, tongue: Tongue) -> Option<String> {
    let limit = tool.limits.iter().find(|limit| limit.verdict() == verdict)?;
    let burst = limit.calls.as_ref()?;
    let count = counted(usize::try_from(burst.count()).unwrap_or(usize::MAX), "call");
    Some(format!("{} {how} {count} within {}", (tongue.code)(&tool.name), within(limit.window)))
}

fn short(call: &Call, tongue: Tongue) -> String {
    let arguments = call.arguments.to_string();
    match arguments.char_indices().nth(SHOWN) {
        None => (tongue.code)(&arguments),
        Some((end, _)) => format!("{} …", (tongue.code)(arguments.get(..end).unwrap_or_default())),
    }
}

/// What a group is called.
pub(super) fn title(change: Change) -> &'static str {
    match change {
        Change::Unknown => "not analysed",
        Change::NewlyCallable => "newly callable",
        Change::Looser => "looser",
        Change::Both => "looser and tighter",
        Change::LimitsRaised => "limits raised",
        Change::NoLongerCallable => "no longer callable",
        Change::Tighter => "tighter",
        Change::LimitsLowered => "limits lowered",
        Change::Hidden => "hidden",
        Change::Shown => "shown",
        Change::Message => "message",
        Change::CounterRenamed => "counter renamed",
    }
}

/// The first names of a group, and how many more there are.
pub(super) fn names(group: &Group<'_>, tongue: Tongue) -> String {
    let name = |tool: &&ToolChange| match tool.name.as_str() {
        "*" => format!("{} (any other tool)", (tongue.code)("*")),
        name => (tongue.code)(name),
    };
    let shown: Vec<_> = group.tools.iter().take(NAMED).map(name).collect();
    match group.tools.len().saturating_sub(NAMED) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

/// What changes for the first tool of a group, which stands for all.
pub(super) fn facts(tool: &ToolChange, tongue: Tongue) -> Vec<Fact> {
    let mut facts = Vec::new();
    facts.extend(tool.not_analysed.as_deref().map(|reason| Fact {
        says: format!("nobody knows: {}", (tongue.code)(reason)),
        because: Vec::new(),
    }));
    facts.extend(tool.looser.as_ref().map(|it| witness(tool, it, NOW, tongue)));
    facts.extend(tool.tighter.as_ref().map(|it| witness(tool, it, NO_LONGER, tongue)));
    facts.extend(tool.limits.iter().map(|it| limit(it, tongue)));
    facts.extend(tool.visibility.map(visibility));
    if tool.change == Change::Message {
        facts.extend(tool.messages.iter().flat_map(|it| messages(it, tongue)));
    }
    facts.extend(tool.counters.iter().map(|it| counter(it, tongue)));
    facts
}

/// How a witness is told: what the call does, who refuses, who allows.
type Telling = [&'static str; 3];

const NOW: Telling = ["now passes", "refused before by", "allowed now by"];

const NO_LONGER: Telling = ["no longer passes", "refused now by", "allowed before by"];

fn witness(tool: &ToolChange, witness: &Witness, telling: Telling, tongue: Tongue) -> Fact {
    let [how, refused, allowed] = telling;
    let name = match witness.call.name == tool.name {
        true => String::new(),
        false => format!("{} ", (tongue.code)(&witness.call.name)),
    };
    let after: Vec<_> =
        witness.after.iter().map(|it| (tongue.code)(&it.arguments.to_string())).collect();
    let after = match after.is_empty() {
        true => String::new(),
        false => format!(", after {}", after.join(" and ")),
    };
    Fact {
        says: format!("{how} {name}{}{after}", (tongue.code)(&witness.call.arguments.to_string())),
        because: vec![format!(
            "{refused} {}, {allowed} {}",
            statement(&witness.refused_by, tongue),
            statement(&witness.allowed_by, tongue)
        )],
    }
}

fn statement(statement: &Statement, tongue: Tongue) -> String {
    let place = place(statement, tongue);
    match &statement.message {
        Some(message) => format!("{place} ({})", (tongue.code)(message)),
        None => place,
    }
}

fn place(statement: &Statement, tongue: Tongue) -> String {
    match &statement.at {
        Some(at) => (tongue.place)(&at.to_string()),
        None if statement.rule == "/default" => "the default".to_owned(),
        None => (tongue.place)(&statement.rule),
    }
}

/// What changes for all tools together.
pub(super) fn of_all_tools(all_tools: &crate::diff::Together, tongue: Tongue) -> Vec<Fact> {
    let unknown = all_tools.not_analysed.iter().map(|reason| Fact {
        says: format!("nobody knows: {}", (tongue.code)(reason)),
        because: Vec::new(),
    });
    let limits = all_tools.limits.iter().map(|it| limit(it, tongue));
    let counters = all_tools.counters.iter().map(|it| counter(it, tongue));
    unknown.chain(limits).chain(counters).collect()
}

fn limit(limit: &LimitChange, tongue: Tongue) -> Fact {
    let per = limit.window.name();
    let what = match &limit.sum {
        None => format!("calls per {per}"),
        Some(path) => format!("sum of {} per {per}", (tongue.code)(path)),
    };
    let amount = |amount: Option<i128>| amount.map_or("any number".to_owned(), |it| it.to_string());
    let (old, new) = (amount(limit.old), amount(limit.new));
    let example = limit.calls.iter().map(|burst| example(limit, burst, tongue));
    let because = example.chain(rules(limit, tongue)).collect();
    Fact { says: format!("{what}: {old} before, {new} now"), because }
}

/// Where the quotas are written.
fn rules(limit: &LimitChange, tongue: Tongue) -> Option<String> {
    let said = |when: &str, rule: &Option<Statement>| {
        rule.as_ref().map(|rule| format!("limited {when} by {}", place(rule, tongue)))
    };
    match (said("before", &limit.old_rule), said("now", &limit.new_rule)) {
        (Some(old), Some(new)) => Some(format!("{old}, {new}")),
        (old, new) => old.or(new),
    }
}

/// As in ``now passes: 31 times `{"amount":1}` within a minute``.
fn example(limit: &LimitChange, burst: &Burst, tongue: Tongue) -> String {
    let how = match limit.verdict() {
        Verdict::Looser => "now passes",
        _ => "no longer passes",
    };
    let calls = burst.calls();
    let names: BTreeSet<&str> = calls.iter().map(|(call, _)| call.name.as_str()).collect();
    let call = |(call, times): &(&Call, u64)| {
        let arguments = (tongue.code)(&call.arguments.to_string());
        let name = match names.len() {
            1 => String::new(),
            _ => format!("{} ", (tongue.code)(&call.name)),
        };
        format!("{name}{arguments} {}", often(*times))
    };
    let calls: Vec<_> = calls.iter().map(call).collect();
    format!("{how}: {} within {}", calls.join(" and "), within(limit.window))
}

fn often(times: u64) -> String {
    match times {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        times => format!("{times} times"),
    }
}

fn within(window: Window) -> &'static str {
    match window {
        Window::Minute => "a minute",
        Window::Hour => "an hour",
        Window::Day => "a day",
    }
}

fn visibility(visibility: Visibility) -> Fact {
    let says = match visibility {
        Visibility::Hidden => "taken out of the tool list",
        Visibility::Shown => "in the tool list again",
    };
    Fact { says: says.to_owned(), because: Vec::new() }
}

fn messages(messages: &crate::diff::Messages, tongue: Tongue) -> Vec<Fact> {
    let fact = |how: &str, text: &String| Fact {
        says: format!("{how} {}", (tongue.code)(text)),
        because: Vec::new(),
    };
    let old = messages.old.iter().map(|text| fact("no longer says", text));
    old.chain(messages.new.iter().map(|text| fact("says", text))).collect()
}

fn counter(renamed: &Renamed, tongue: Tongue) -> Fact {
    let (old, new) = ((tongue.code)(&renamed.old), (tongue.code)(&renamed.new));
    let says = format!("counter {old} is now {new}: what it has counted is forgotten");
    Fact { says, because: Vec::new() }
}
