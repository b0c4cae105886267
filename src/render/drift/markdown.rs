//! Changes of a catalog as Markdown, for a comment on a pull request.

use super::human::UNCHANGED;
use super::{CatalogDrift, ChangedPolicy, facts, words};
use crate::drift::{ServerDrift, ToolDrift};
use crate::render::diff::facts::Fact;
use crate::render::diff::markdown;
use crate::render::diff::words::MARKDOWN;
use crate::render::terminal::Terminal;

/// The whole comparison.
pub(super) fn text(catalogs: &CatalogDrift<'_>) -> String {
    let drift = catalogs.drift;
    let server: String = drift.server.iter().map(of_server).collect();
    let tools: String = words::in_order(drift).into_iter().map(of_tool).collect();
    let tools = server + &tools;
    let tools = if tools.is_empty() { tools } else { format!("\n{tools}") };
    let policies: String = catalogs.policies.iter().map(of_policy).collect();
    format!("**{}**\n{tools}{policies}", words::summary(catalogs))
}

fn of_policy(policy: &ChangedPolicy) -> String {
    let title = (MARKDOWN.code)(&policy.policy);
    if policy.is_silent() {
        return format!("\n### {title}\n\n{UNCHANGED}\n");
    }
    let facts: String =
        policy.facts(MARKDOWN).iter().map(|fact| format!("- {}", lines(fact))).collect();
    let meaning = match policy.has_no_diff() {
        true => String::new(),
        false => format!("\n{}", markdown::text(&policy.compared)),
    };
    format!("\n### {title}\n\n{facts}{meaning}")
}

fn of_server(server: &ServerDrift) -> String {
    let title = format!("- {}\n", words::SERVER);
    let facts = facts::of_server(server, MARKDOWN, Terminal::PIPE);
    [title].into_iter().chain(facts.iter().map(item)).collect()
}

fn of_tool(tool: &ToolDrift<'_>) -> String {
    let title = format!("- {}: {}\n", words::title(tool), words::name(tool, MARKDOWN));
    let facts = facts::of_tool(tool, MARKDOWN, Terminal::PIPE);
    [title].into_iter().chain(facts.iter().map(item)).collect()
}

/// A fact in a list below another one.
fn item(fact: &Fact) -> String {
    format!("  - {}", lines(fact))
}

fn lines(fact: &Fact) -> String {
    let lines = [&fact.says].into_iter().chain(&fact.because).map(String::as_str);
    format!("{}\n", lines.collect::<Vec<_>>().join("<br>"))
}
