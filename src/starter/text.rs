//! A plan as text.

use std::fmt::Write as _;
use std::sync::Arc;

use super::apart::{Apart, Rules, Until};
use super::line::Blank;
use super::plan::{Place, Plan};
use super::{Order, tests_of};
use crate::risk::{Class, Effect, UNCLASSIFIED};
use crate::source::Sources;
use crate::strings::{escape, joined_with};
use crate::syntax::{self, argument_text, string_text};

/// What becomes of the rules that are offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Offers {
    /// They stand in comments, to fill in.
    Commented,
    /// They are taken as they are.
    Taken,
}

/// The policy's text, formatted.
pub(super) fn of(plan: &Plan, order: &Order<'_>, offers: Offers) -> String {
    let mut text = head(order);
    for class in Class::ALL {
        text.push_str(&of_class(plan, class));
    }
    text.push_str(&apart(plan, offers));
    text.push_str(&unclassified(plan));
    text.push_str(&tests_of::of(plan));
    formatted(text)
}

fn head(order: &Order<'_>) -> String {
    format!(
        "# A first policy by `mcpol init --style {}`. Read every line and narrow it to what the\n\
         # agent is for.\n\
         policy {}\ncatalog {}\n",
        order.style.name(),
        string_text(order.policy_name),
        string_text(order.catalog_name),
    )
}

/// The statement of a class, with a line about what it is; nothing where it has no tools.
fn of_class(plan: &Plan, class: Class) -> String {
    let tools: Vec<_> = plan.together(class).collect();
    if tools.is_empty() {
        return String::new();
    }
    let except = except(plan.apart(class));
    let statement = match plan.place(class) {
        Place::LeftOut => return String::new(),
        Place::Within(calls) => {
            format!("allow {class} tools{except} {{ limit {calls} per minute }}")
        }
        Place::Approved => format!("approve {class} tools{except}"),
        Place::Hidden => format!("hide {class} tools{except}"),
    };
    format!("\n{}{statement}\n", named(class_text(class), &tools))
}

fn class_text(class: Class) -> &'static str {
    match class {
        Class::Read => "Reading",
        Class::Write => "Creating and changing things",
        Class::Execute => "Running something",
        Class::Destructive => "Destroying what may not come back",
        Class::Financial => "Moving money",
    }
}

/// The widest line of a comment.
const COLUMNS: usize = 100;

/// A comment that names tools.
fn named(what: &str, tools: &[&Arc<str>]) -> String {
    let names: Vec<String> = tools.iter().map(|tool| safe(tool)).collect();
    let mut text = format!("# {what}:");
    let mut column = text.chars().count();
    for (index, name) in names.iter().enumerate() {
        let end = if index + 1 == names.len() { "." } else { "," };
        let width = name.chars().count() + 2;
        if column + width > COLUMNS {
            text.push_str("\n#  ");
            column = 4;
        }
        text.push_str(&format!(" {name}{end}"));
        column += width;
    }
    text + "\n"
}

/// A server's name for a tool, as it can stand in a comment.
fn safe(name: &str) -> String {
    escape::commands(&escape::inline(name)).into_owned()
}

fn except<'t>(tools: impl Iterator<Item = &'t Arc<str>>) -> String {
    let names = listed(tools);
    if names.is_empty() { names } else { format!(" except {names}") }
}

/// A statement for each reason to stand apart.
fn apart(plan: &Plan, offers: Offers) -> String {
    let statement = |(reason, tools): (&Apart, Vec<&Arc<str>>)| {
        let names = listed(tools.into_iter());
        let comment = comment(reason, &names);
        match (plan.place_apart(reason), reason, offers) {
            (_, Apart::Narrowed(rules), _) => format!("\n{comment}{}", allowed(&names, rules)),
            (_, Apart::Offered(_, rules), Offers::Taken) => format!("\n{}", allowed(&names, rules)),
            (Place::Hidden, ..) => format!("\n{comment}hide {names}\n"),
            _ => format!("\n{comment}approve {names}\n"),
        }
    };
    plan.by_reason().into_iter().map(statement).collect()
}

/// Tools that are allowed with rules.
fn allowed(names: &str, rules: &Rules) -> String {
    let lines: String = rules.lines.iter().map(|line| format!("    {}\n", line.text)).collect();
    format!("allow {names} {{\n{lines}    limit {} per minute\n}}\n", rules.calls)
}

fn comment(reason: &Apart, names: &str) -> String {
    match reason {
        Apart::Lint(lint) => {
            format!("# `mcpol explain {lint}` says why a human should look at these calls.\n")
        }
        Apart::Effect(effect) => format!("# {}\n", effect_text(*effect)),
        Apart::Narrowed(_) => {
            "# The rules leave out the arguments with which a call could reach whom or what it likes.\n"
                .to_owned()
        }
        Apart::Offered(until, rules) => format!(
            "{}# To allow this instead of the line below (and drop its test), {}\n{}",
            until_text(*until),
            invitation(rules),
            commented(&allowed(&wrapped(names), rules))
        ),
        Apart::Unbounded(arguments) => {
            let named: Vec<_> = arguments.iter().map(|path| argument_text(path)).collect();
            commented(&format!("No rule can bound {}.", joined_with(&named, "and")))
        }
        Apart::TooMany(count) => commented(&format!("{count} arguments would each need a rule.")),
    }
}

/// What tools do that the style wouldn't allow; nothing where only their arguments stand against it.
fn until_text(until: Until) -> String {
    match until {
        Until::Bounded => String::new(),
        Until::Effect(effect) => format!("# {}\n", effect_text(effect)),
        Until::Class(class) => format!("# {}.\n", class_text(class)),
    }
}

/// What is to be done with rules that are offered.
fn invitation(rules: &Rules) -> &'static str {
    let has = |blank| rules.lines.iter().any(|line| line.blank == blank && !line.is_sure);
    match (has(Blank::Values), has(Blank::Rule)) {
        (true, _) => "fill in what it may reach:",
        (false, true) => "write a rule for what nobody can tell:",
        (false, false) => "without what could reach anything:",
    }
}

/// Lines as a comment.
fn commented(text: &str) -> String {
    text.lines().map(|line| format!("# {}\n", safe(line))).collect()
}

/// Names after `allow`, over as many lines as they need.
fn wrapped(names: &str) -> String {
    let mut text = String::new();
    let mut column = "# allow ".len();
    for name in names.split_inclusive(", ") {
        if column + name.chars().count() > COLUMNS && !text.is_empty() {
            text.truncate(text.trim_end().len());
            text.push_str("\n    ");
            column = "#     ".len();
        }
        text.push_str(name);
        column += name.chars().count();
    }
    text
}

/// What tools that stand apart for an effect do.
fn effect_text(effect: Effect) -> &'static str {
    match effect {
        Effect::Read | Effect::List | Effect::Fetch => "Reading.",
        Effect::Create | Effect::Update => "Creating and changing things.",
        Effect::Execute => "Running something.",
        Effect::Send => "Sending something to people or services.",
        Effect::Expose => "Showing secrets.",
        Effect::Grant => "Giving access.",
        Effect::Weaken => "Switching a protection off.",
        Effect::WriteLocalFile => "Writing files where the server runs.",
        Effect::Dispatch => "Calling whatever the arguments name.",
        Effect::Overwrite => "Overwriting what was there.",
        Effect::Delete => "Destroying what may not come back.",
        Effect::Pay => "Moving money.",
    }
}

/// The tools that are left out, in a comment.
fn unclassified(plan: &Plan) -> String {
    let names: Vec<_> = plan.unclassified().collect();
    if names.is_empty() {
        return String::new();
    }
    let mut text = String::from(
        "\n# Nobody can tell what these do, so they can't be called. To use one, say what it is:\n\
         # `classify NAME as CLASS because \"…\"`.\n",
    );
    for name in names {
        let _ = writeln!(text, "#   {}", safe(name));
    }
    text
}

/// Names in a selector.
pub(super) fn listed<'t>(tools: impl Iterator<Item = &'t Arc<str>>) -> String {
    let names: Vec<_> = tools.map(|tool| name(tool)).collect();
    names.join(", ")
}

/// One tool's name, in quotes where it would mean something else without.
pub(super) fn name(tool: &str) -> String {
    let class = tool == UNCLASSIFIED || Class::named(tool).is_some();
    if syntax::is_plain_name(tool) && !class { tool.to_owned() } else { string_text(tool) }
}

/// What can't be formatted is no policy, and is reported as that when it is checked.
fn formatted(text: String) -> String {
    let source = Sources::default().add("policy.mcpol", text.as_str());
    source.and_then(|source| syntax::format(&source).ok()).unwrap_or(text)
}
