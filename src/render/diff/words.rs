//! Changes in words. What comes from policies and servers is written as code, in the way of the
//! format.

use super::groups::{Group, groups};
use super::weakened;
use crate::diff::{AllToolsChange, Change, Diff, ToolChange, Verdict, Witness};
use crate::finding::Call;
use crate::policy::Window;
use crate::render::access::words_of_lowered;
use crate::strings::counted;
use crate::strings::{escape, markdown, tick};

/// How many tools are named for one change.
const MAX_NAMES: usize = 12;

/// How many characters of a call's arguments the summary shows.
const MAX_ARGUMENTS_LENGTH: usize = 120;

/// How a format writes untrusted text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Markup {
    /// As code.
    pub(crate) code: fn(&str) -> String,
    /// As a place in a file.
    pub(crate) place: fn(&str) -> String,
    /// Whether nothing in a text has a meaning of its own.
    pub(crate) is_plain: bool,
}

/// On a terminal.
pub(crate) const PLAIN: Markup =
    Markup { code: tick, place: |text| escape::inline(text).into_owned(), is_plain: true };

/// In Markdown.
pub(crate) const MARKDOWN: Markup =
    Markup { code: markdown::span, place: markdown::span, is_plain: false };

/// In a cell of a table in Markdown.
pub(crate) const CELL: Markup =
    Markup { code: markdown::code, place: markdown::code, is_plain: false };

/// As in ``2 looser, 1 tighter: `create_refund` now passes `{"amount":101}` ``.
pub(crate) fn summary(diff: &Diff, weakened: usize, markup: Markup) -> String {
    let gone = (weakened > 0).then(|| weakened::count(weakened));
    let counts = counts(diff).into_iter().chain(gone).collect::<Vec<_>>().join(", ");
    match headline(diff, markup) {
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
        (of(Change::Message), "by message only"),
        (of(Change::CounterRenamed), "by the name of a counter only"),
    ];
    let said = counts.into_iter().filter(|(count, _)| *count > 0);
    let tools = said.map(|(count, words)| format!("{count} {words}"));
    tools.chain(diff.all_tools.as_ref().map(together)).collect()
}

fn together(all_tools: &AllToolsChange) -> String {
    let words = match all_tools.verdict() {
        Verdict::Unknown => "not analysed",
        Verdict::Looser => "looser",
        Verdict::Tighter => "tighter",
        Verdict::Both => "looser and tighter",
        Verdict::Equal => "by the name of a counter only",
    };
    format!("all tools together {words}")
}

/// What the first of the changes below comes to, that has a call to show: a single call before many,
/// what passes before what no longer does.
fn headline(diff: &Diff, markup: Markup) -> Option<String> {
    let groups = groups(diff);
    groups.iter().filter_map(Group::first).find_map(|tool| example(tool, markup))
}

fn example(tool: &ToolChange, markup: Markup) -> Option<String> {
    let one = |witness: &Option<Witness>, how| {
        witness.as_ref().map(|witness| passes(tool, witness, how, markup))
    };
    one(&tool.looser, "now passes")
        .or_else(|| many(tool, Verdict::Looser, "now passes", markup))
        .or_else(|| one(&tool.tighter, "no longer passes"))
        .or_else(|| many(tool, Verdict::Tighter, "no longer passes", markup))
}

fn passes(tool: &ToolChange, witness: &Witness, how: &str, markup: Markup) -> String {
    format!("{} {how} {}", tool_code(tool, &witness.call, markup), short(&witness.call, markup))
}

/// The tool's name; of tools that neither side names, the one that was called.
fn tool_code(tool: &ToolChange, call: &Call, markup: Markup) -> String {
    match tool.name == call.name() {
        true => (markup.code)(&tool.name),
        false => format!("any other tool, such as {},", (markup.code)(call.name())),
    }
}

fn many(tool: &ToolChange, verdict: Verdict, how: &str, markup: Markup) -> Option<String> {
    let limit = tool.limits.iter().find(|limit| limit.verdict() == verdict)?;
    let sequence = limit.calls.as_ref()?;
    let count = counted(usize::try_from(sequence.count()).unwrap_or(usize::MAX), "call");
    Some(format!("{} {how} {count} within {}", (markup.code)(&tool.name), within(limit.window)))
}

fn short(call: &Call, markup: Markup) -> String {
    let arguments = call.arguments().to_string();
    match arguments.char_indices().nth(MAX_ARGUMENTS_LENGTH) {
        None => (markup.code)(&arguments) + call.note(),
        Some((end, _)) => {
            let start = (markup.code)(arguments.get(..end).unwrap_or_default());
            format!("{start} …{}", call.note())
        }
    }
}

/// What a group is called.
pub(crate) fn title(change: Change) -> &'static str {
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

/// The tool's class, and what a side makes of it; empty where nothing tells.
pub(crate) fn class(tool: &ToolChange, markup: Markup) -> String {
    let class = tool.class.map(|class| class.name().to_owned());
    let lowered = tool.lowered.as_ref().map(|it| words_of_lowered(it, markup.place));
    class.into_iter().chain(lowered).collect::<Vec<_>>().join(", ")
}

/// The first names of a group, and how many more there are.
pub(crate) fn names(group: &Group<'_>, markup: Markup) -> String {
    let name = |tool: &&ToolChange| match tool.name.as_str() {
        "*" => format!("{} (any other tool)", (markup.code)("*")),
        name => (markup.code)(name),
    };
    let shown: Vec<_> = group.tools.iter().take(MAX_NAMES).map(name).collect();
    match group.tools.len().saturating_sub(MAX_NAMES) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

/// As in `an hour`.
pub(crate) fn within(window: Window) -> &'static str {
    match window {
        Window::Minute => "a minute",
        Window::Hour => "an hour",
        Window::Day => "a day",
    }
}
