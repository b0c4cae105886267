//! Faults of selectors.

use super::{insertion, respelled, suggestion};
use crate::catalog::not_found;
use crate::finding::{Finding, Fix, Safety};
use crate::source::Span;
use crate::strings::{Near, tick};
use crate::syntax::{name_text, string_text};

/// A selector that means no tools, or not those that it seems to.
#[derive(Debug, Clone)]
pub(in crate::policy::resolve) enum SelectorError {
    /// A class or group without the word `tools`.
    SetWithoutTools { name: String, span: Span },
    /// A tool that the catalog doesn't list.
    UnknownTool {
        name: String,
        near: Option<Near>,
        prefixed: bool,
        place: Place,
        catalog: String,
        span: Span,
    },
    /// What a client calls all tools of a server.
    WholeServer { name: String, span: Span },
    /// A glob that covers no tool.
    MatchesNothing {
        pattern: String,
        own: Option<String>,
        refuses: bool,
        catalog: String,
        span: Span,
    },
    /// An argument that no tool takes.
    NoToolTakes { path: String, near: Option<Near>, catalog: String, span: Span },
    /// An argument that no tool of a class or group takes.
    NoneOfSetTakes { set: String, path: String, span: Span },
    /// An `except` term of which the selector has no tool.
    ExceptTakesNothing { span: Span },
    /// An `except` that takes everything.
    NothingLeft { span: Span },
    /// A pattern where no catalog says what it covers.
    NeedsCatalog { span: Span },
    /// A refusal of today's tools where tomorrow's can be called.
    OpenEndedRefusal { span: Span },
    /// One counter for several tools.
    SharedCounter { counter: String, span: Span },
}

/// Where a tool's name stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::policy::resolve) enum Place {
    /// In a statement of an included file that only takes calls away.
    SharedRefusal,
    /// Anywhere else.
    Other,
}

/// What is said of a name that a client has put together.
const PREFIXED: &str = "tools are named without the client's prefix";

/// A glob as a selector writes it.
fn glob_text(pattern: &str) -> String {
    match crate::syntax::is_plain_name(&pattern.replace('*', "_")) {
        true => pattern.to_owned(),
        false => string_text(pattern),
    }
}

/// The command that lists what a catalog has.
fn lister(catalog: &str, what: &str) -> String {
    // Names in angle brackets are no files'.
    let catalog = if catalog.starts_with('<') { "FILE" } else { catalog };
    let command = format!("mcpol catalog show {catalog}");
    format!("{} lists the {what}", tick(&command))
}

impl From<SelectorError> for Finding {
    fn from(error: SelectorError) -> Self {
        match error {
            SelectorError::SetWithoutTools { name, span } => {
                Finding::error("set-without-tools", span, format!("{} is a class or group, not a tool", tick(&name)))
                    .help(format!("write `{name} tools`; to name a tool, write {} in quotes", tick(&string_text(&name))))
                    .fix(Some(insertion(span, " tools", "add `tools`")))
            }
            SelectorError::UnknownTool { name, near, prefixed, place, catalog, span } => {
                let pattern = || tick(&glob_text(&format!("{name}*")));
                let shared = match place {
                    Place::SharedRefusal => format!("\nwhere several servers share the file, write {}: here a pattern may match nothing", pattern()),
                    Place::Other => String::new(),
                };
                Finding::error("unknown-tool", span, not_found(&name, &catalog))
                    .note(if prefixed { PREFIXED } else { "" })
                    .help(suggestion(near.as_ref(), &lister(&catalog, "tools")) + &shared)
                    .fix(respelled(span, near.as_ref(), name_text))
            }
            SelectorError::WholeServer { name, span } => {
                Finding::error("unknown-tool", span, format!("{} is a server, not a tool", tick(&name)))
                    .note("a policy is for one server")
                    .help("write `*` for all its tools, or `read tools` for those that only read")
                    .fix(Some(Fix::replacement(Safety::Unsafe, span, "*")))
            }
            SelectorError::MatchesNothing { pattern, own, refuses, catalog, span } => {
                let included = match refuses && own.is_none() {
                    true => "\nin a file that is included, a pattern of what is refused may match nothing",
                    false => "",
                };
                let near = own.map(|name| Near { name, only: true });
                Finding::error("matches-nothing", span, format!("no tool in {} matches {}", tick(&catalog), tick(&pattern)))
                    .note(if near.is_some() { PREFIXED } else { "" })
                    .help(suggestion(near.as_ref(), &lister(&catalog, "tools")) + included)
                    .fix(respelled(span, near.as_ref(), glob_text))
            }
            SelectorError::NoToolTakes { path, near, catalog, span } => {
                Finding::error("no-tool-takes", span, format!("no tool in {} takes {}", tick(&catalog), tick(&path)))
                    .note("no schema describes this argument")
                    .help(suggestion(near.as_ref(), &lister(&catalog, "arguments")))
                    .fix(respelled(span, near.as_ref(), str::to_owned))
            }
            SelectorError::NoneOfSetTakes { set, path, span } => {
                Finding::error("no-tool-takes", span, format!("no {set} tool takes {}", tick(&path)))
                    .help(format!("write `tools with {path}` for all that take it, or remove the term"))
            }
            SelectorError::ExceptTakesNothing { span } => {
                Finding::error("except-takes-nothing", span, "this `except` term matches none of the tools before it")
                    .help("remove it, or correct the name")
            }
            SelectorError::NothingLeft { span } => {
                Finding::error("nothing-left", span, "`except` removes every tool")
                    .help("remove the statement, or an `except` term")
            }
            SelectorError::NeedsCatalog { span } => {
                Finding::error("needs-catalog", span, "this selector needs a catalog")
                    .help("add `catalog \"FILE\"`, or name the tools")
            }
            SelectorError::OpenEndedRefusal { span } => {
                Finding::error("open-ended-refusal", span, "under `default allow` this refuses only the tools that exist today")
                    .note("tools that the server adds later will be callable")
                    .help("name the tools, or write `default deny` and allow what is needed")
            }
            SelectorError::SharedCounter { counter, span } => {
                Finding::error("shared-counter", span, format!("the counter {} would be shared by several tools", tick(&counter)))
                    .note("each tool of a block has its own counters")
                    .help("remove `as`, or write a block for each tool; a limit over all tools is `limit all tools to N per WINDOW`")
            }
        }
    }
}
