//! Changes in words. What comes from policies and servers is written as code, in the way of the
//! format.

use crate::cli::diff::groups::Group;
use crate::diff::{
    Burst, Change, Diff, LimitChange, Renamed, Statement, ToolChange, Verdict, Visibility, Witness,
};
use crate::finding::Call;
use crate::report::counted;

/// How many tools are named for one change.
const NAMED: usize = 12;

/// How many characters of a call's arguments the summary shows.
const SHOWN: usize = 120;

/// Writes untrusted text as code.
pub(super) type Code = fn(&str) -> String;

/// A sentence, and what stands below it.
#[derive(Debug, Default)]
pub(super) struct Fact {
    pub(super) says: String,
    pub(super) because: Vec<String>,
}

/// As in ``2 looser, 1 tighter: `create_refund` now passes `{"amount":101}` ``.
pub(super) fn summary(diff: &Diff, code: Code) -> String {
    let counts = counts(diff).join(", ");
    match headline(diff, code) {
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
fn headline(diff: &Diff, code: Code) -> Option<String> {
    let severe = |tools: Vec<(&ToolChange, String)>| {
        let most = tools.iter().map(|(tool, _)| tool.class).max()?;
        tools.into_iter().find(|(tool, _)| tool.class == most).map(|(_, text)| text)
    };
    let by = |says: &dyn Fn(&ToolChange) -> Option<String>| {
        let tools = diff.tools.iter();
        severe(tools.filter_map(|tool| Some((tool, says(tool)?))).collect())
    };
    by(&|tool| tool.looser.as_ref().map(|it| passes(tool, it, "now passes", code)))
        .or_else(|| by(&|tool| many(tool, Verdict::Looser, "now passes", code)))
        .or_else(|| by(&|tool| {
            tool.tighter.as_ref().map(|it| passes(tool, it, "no longer passes", code))
        }))
        .or_else(|| by(&|tool| many(tool, Verdict::Tighter, "no longer passes", code)))
}

fn passes(tool: &ToolChange, witness: &Witness, how: &str, code: Code) -> String {
    format!("{} {how} {}", tool_code(tool, &witness.call, code), short(&witness.call, code))
}

/// The tool's name; of tools that neither side names, the one that was called.
fn tool_code(tool: &ToolChange, call: &Call, code: Code) -> String {
    match tool.name == call.name {
        true => code(&tool.name),
        false => format!("any other tool, such as {},", code(&call.name)),
    }
}

fn many(tool: &ToolChange, verdict: Verdict, how: &str, code: Code) -> Option<String> {
    let limit = tool.limits.iter().find(|limit| limit.verdict() == verdict)?;
    let burst = limit.calls.as_ref()?;
    let count = counted(usize::try_from(burst.count()).unwrap_or(usize::MAX), "call");
    Some(format!("{} {how} {count} in a {}", code(&tool.name), limit.window.name()))
}

fn short(call: &Call, code: Code) -> String {
    let arguments = call.arguments.to_string();
    match arguments.char_indices().nth(SHOWN) {
        None => code(&arguments),
        Some((end, _)) => format!("{} …", code(arguments.get(..end).unwrap_or_default())),
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
pub(super) fn names(group: &Group<'_>, code: Code) -> String {
    let name = |tool: &&ToolChange| match tool.name.as_str() {
        "*" => format!("{} (any other tool)", code("*")),
        name => code(name),
    };
    let shown: Vec<_> = group.tools.iter().take(NAMED).map(name).collect();
    match group.tools.len().saturating_sub(NAMED) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

/// What changes for the first tool of a group, which stands for all.
pub(super) fn facts(tool: &ToolChange, code: Code) -> Vec<Fact> {
    let mut facts = Vec::new();
    facts.extend(tool.not_analysed.as_deref().map(|reason| Fact {
        says: format!("nobody knows: {}", code(reason)),
        because: Vec::new(),
    }));
    facts.extend(tool.looser.as_ref().map(|it| witness(tool, it, NOW, code)));
    facts.extend(tool.tighter.as_ref().map(|it| witness(tool, it, NO_LONGER, code)));
    facts.extend(tool.limits.iter().map(|it| limit(it, code)));
    facts.extend(tool.visibility.map(visibility));
    if tool.change == Change::Message {
        facts.extend(tool.messages.iter().flat_map(|it| messages(it, code)));
    }
    facts.extend(tool.counters.iter().map(|it| counter(it, code)));
    facts
}

/// How a witness is told: what the call does, who refuses, who allows.
type Telling = [&'static str; 3];

const NOW: Telling = ["now passes", "refused before by", "allowed now by"];

const NO_LONGER: Telling = ["no longer passes", "refused now by", "allowed before by"];

fn witness(tool: &ToolChange, witness: &Witness, telling: Telling, code: Code) -> Fact {
    let [how, refused, allowed] = telling;
    let name = match witness.call.name == tool.name {
        true => String::new(),
        false => format!("{} ", code(&witness.call.name)),
    };
    let after: Vec<_> = witness.after.iter().map(|it| code(&it.arguments.to_string())).collect();
    let after = match after.is_empty() {
        true => String::new(),
        false => format!(", after {}", after.join(" and ")),
    };
    Fact {
        says: format!("{how} {name}{}{after}", code(&witness.call.arguments.to_string())),
        because: vec![
            format!("{refused} {}", statement(&witness.refused_by, code)),
            format!("{allowed} {}", statement(&witness.allowed_by, code)),
        ],
    }
}

fn statement(statement: &Statement, code: Code) -> String {
    let place = match &statement.at {
        Some(at) => code(&at.to_string()),
        None if statement.rule == "/default" => "the default".to_owned(),
        None => code(&statement.rule),
    };
    match &statement.message {
        Some(message) => format!("{place}, {}", code(message)),
        None => place,
    }
}

/// What changes for all tools together.
pub(super) fn of_all_tools(all_tools: &crate::diff::Together, code: Code) -> Vec<Fact> {
    let unknown = all_tools.not_analysed.iter().map(|reason| Fact {
        says: format!("nobody knows: {}", code(reason)),
        because: Vec::new(),
    });
    let limits = all_tools.limits.iter().map(|it| limit(it, code));
    let counters = all_tools.counters.iter().map(|it| counter(it, code));
    unknown.chain(limits).chain(counters).collect()
}

fn limit(limit: &LimitChange, code: Code) -> Fact {
    let what = match &limit.sum {
        None => "calls".to_owned(),
        Some(path) => format!("sum of {}", code(path)),
    };
    let amount = |amount: Option<i128>| amount.map_or("any number".to_owned(), |it| it.to_string());
    let (old, new) = (amount(limit.old), amount(limit.new));
    let rules = [("before by", &limit.old_rule), ("now by", &limit.new_rule)];
    let rules = rules.into_iter().filter_map(|(when, rule)| Some((when, rule.as_ref()?)));
    let example = limit.calls.iter().map(|burst| example(limit, burst, code));
    Fact {
        says: format!("{what} per {}: {old} before, {new} now", limit.window.name()),
        because: example
            .chain(rules.map(|(when, rule)| format!("limited {when} {}", statement(rule, code))))
            .collect(),
    }
}

/// As in `31 calls in a minute now pass, as with {"amount":1}`.
fn example(limit: &LimitChange, burst: &Burst, code: Code) -> String {
    let count = counted(usize::try_from(burst.count()).unwrap_or(usize::MAX), "call");
    let verb = match (limit.verdict(), burst.count()) {
        (Verdict::Looser, 1) => "now passes",
        (Verdict::Looser, _) => "now pass",
        (_, 1) => "no longer passes",
        _ => "no longer all pass",
    };
    let calls: Vec<_> = burst
        .calls()
        .into_iter()
        .map(|(call, times)| {
            let arguments = code(&call.arguments.to_string());
            format!("{times} of {} {arguments}", code(&call.name))
        })
        .collect();
    format!("{count} in a {} {verb}: {}", limit.window.name(), calls.join(", "))
}

fn visibility(visibility: Visibility) -> Fact {
    let says = match visibility {
        Visibility::Hidden => "taken out of the tool list",
        Visibility::Shown => "in the tool list again",
    };
    Fact { says: says.to_owned(), because: Vec::new() }
}

fn messages(messages: &crate::diff::Messages, code: Code) -> Vec<Fact> {
    let fact = |how: &str, text: &String| Fact {
        says: format!("{how} {}", code(text)),
        because: Vec::new(),
    };
    let old = messages.old.iter().map(|text| fact("no longer says", text));
    old.chain(messages.new.iter().map(|text| fact("says", text))).collect()
}

fn counter(renamed: &Renamed, code: Code) -> Fact {
    let (old, new) = (code(&renamed.old), code(&renamed.new));
    let says = format!("counter {old} is now {new}: what it has counted is forgotten");
    Fact { says, because: Vec::new() }
}
