//! Changes of a catalog for people.

use super::{CatalogDrift, ChangedPolicy, facts, words};
use crate::drift::{ServerDrift, ToolChange, ToolDrift};
use crate::render::diff::human::{self, headline, paragraph};
use crate::render::diff::words::PLAIN;
use crate::render::terminal::{Style, Terminal};
use crate::render::wrap;
use crate::strings::escape;

/// What is said of a policy to which nothing happens.
pub(super) const UNCHANGED: &str = "every call gets the same decision";

/// The whole comparison.
pub(super) fn text(catalogs: &CatalogDrift<'_>, terminal: Terminal) -> String {
    let drift = catalogs.drift;
    let is_same = drift.is_none() && catalogs.catalog_errors == 0;
    let style = if is_same { Style::Success } else { Style::Strong };
    let mut text = headline(&words::summary(catalogs), style, terminal);
    text.extend(drift.server.as_ref().map(|server| of_server(server, terminal)));
    text.extend(words::in_order(drift).into_iter().map(|tool| of_tool(tool, terminal)));
    text.extend(catalogs.policies.iter().map(|policy| of_policy(policy, terminal)));
    text
}

fn of_server(server: &ServerDrift, terminal: Terminal) -> String {
    let style = if server.says.is_empty() { Style::Note } else { Style::Error };
    let facts = facts::of_server(server, PLAIN, terminal);
    let facts: String = facts.iter().map(|fact| paragraph(fact, terminal)).collect();
    format!("\n{}\n{facts}", terminal.paint(style, words::SERVER))
}

fn of_tool(tool: &ToolDrift<'_>, terminal: Terminal) -> String {
    let title = terminal.paint(style(tool), words::title(tool));
    let title = format!("{title}: {}", words::name(tool, PLAIN));
    let title = wrap::paragraph(&title, "", "  ", terminal, wrap::PROSE);
    let facts = facts::of_tool(tool, PLAIN, terminal);
    let facts: String = facts.iter().map(|fact| paragraph(fact, terminal)).collect();
    format!("\n{title}{facts}")
}

fn style(tool: &ToolDrift<'_>) -> Style {
    match tool.change {
        _ if tool.instructs() => Style::Error,
        ToolChange::Added | ToolChange::Removed | ToolChange::Renamed | ToolChange::Changed => {
            Style::Warning
        }
        ToolChange::Reworded => Style::Note,
    }
}

fn of_policy(policy: &ChangedPolicy, terminal: Terminal) -> String {
    let title = terminal.paint(Style::Strong, &escape::inline(&policy.policy));
    if policy.is_silent() {
        return format!("\n{title}\n  {UNCHANGED}\n");
    }
    let facts = policy.facts(PLAIN);
    let facts: String = facts.iter().map(|fact| paragraph(fact, terminal)).collect();
    let meaning = match policy.has_no_diff() {
        true => String::new(),
        false => human::text(&policy.compared, terminal),
    };
    let between = if facts.is_empty() || meaning.is_empty() { "" } else { "\n" };
    format!("\n{title}\n{facts}{between}{meaning}")
}
