//! A plan as text.

use std::fmt::Write as _;
use std::sync::Arc;

use super::plan::{Place, Plan};
use super::{Order, tests_of};
use crate::risk::{Class, UNCLASSIFIED};
use crate::source::Sources;
use crate::strings::counted;
use crate::strings::escape;
use crate::syntax::{self, string_text};

/// The policy's text, formatted.
pub(super) fn of(plan: &Plan<'_>, order: &Order<'_>) -> String {
    let mut text = head(plan, order);
    for class in Class::ALL {
        text.push_str(&of_class(plan, class));
    }
    text.push_str(&moved(plan));
    text.push_str(&unclassified(plan));
    text.push_str(&tests_of::of(plan));
    formatted(text)
}

fn head(plan: &Plan<'_>, order: &Order<'_>) -> String {
    let tools = counted(plan.catalog.tools().len(), "tool");
    format!(
        "# A first policy for {tools}, by `mcpol init --style {}`. Read every line and narrow it\n\
         # to what the agent is for.\n\
         policy {}\ncatalog {}\n",
        order.style.name(),
        string_text(order.policy_name),
        string_text(order.catalog_name),
    )
}

/// The statement of a class, with a line about what it is; nothing where it has no tools.
fn of_class(plan: &Plan<'_>, class: Class) -> String {
    let count = plan.together(class).count();
    if count == 0 {
        return String::new();
    }
    let except = except(plan.apart(class));
    let does = |one: &str, many: &str| if count == 1 { one.to_owned() } else { many.to_owned() };
    let what = match class {
        Class::Read => does("reads", "read"),
        Class::Write => does("creates or changes things", "create or change things"),
        Class::Execute => does("runs something", "run something"),
        Class::Destructive => {
            does("destroys what may not come back", "destroy what may not come back")
        }
        Class::Financial => does("moves money", "move money"),
    };
    let statement = match plan.style.place(class) {
        Place::LeftOut => return String::new(),
        Place::Within(calls) => {
            format!("allow {class} tools{except} {{ limit {calls} per minute }}")
        }
        Place::Approved => format!("approve {class} tools{except}"),
        Place::Hidden => format!("hide {class} tools{except}"),
    };
    format!("\n# {} {what}.\n{statement}\n", counted(count, "tool"))
}

fn except<'t>(tools: impl Iterator<Item = &'t Arc<str>>) -> String {
    let names = listed(tools);
    if names.is_empty() { names } else { format!(" except {names}") }
}

/// A statement for each lint that moved tools.
fn moved(plan: &Plan<'_>) -> String {
    let mut text = String::new();
    for (lint, tools) in plan.moved_by() {
        let names = listed(tools.into_iter());
        let keyword = if Plan::hides(lint) { "hide" } else { "approve" };
        // Writing to a string can't fail.
        let _ = write!(
            text,
            "\n# {lint}: if these were allowed, `mcpol check` would have a finding.\n{keyword} {names}\n"
        );
    }
    text
}

/// The tools that are left out, in a comment.
fn unclassified(plan: &Plan<'_>) -> String {
    let names: Vec<_> =
        plan.unclassified().filter(|tool| !plan.moved.contains_key(*tool)).collect();
    if names.is_empty() {
        return String::new();
    }
    let mut text = format!(
        "\n# {} nobody can tell the class of, so none of them can be called. To use one, say what it\n\
         # is: `classify NAME as CLASS because \"…\"`.\n",
        counted(names.len(), "tool"),
    );
    for name in names {
        let _ = writeln!(text, "#   {}", escape::inline(name));
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
