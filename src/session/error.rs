//! What can be wrong with a file before its words are read.

use super::Unreadable;
use super::files::plain;
use crate::catalog::is_builtin;
use crate::finding::Finding;
use crate::kind::Kind;
use crate::source::Span;
use crate::strings::tick;

/// How many `include` statements of a cycle are shown.
const MAX_LABELS: usize = 8;

#[derive(Debug, Clone)]
pub(super) enum SessionError {
    /// The file has bytes that aren't UTF-8.
    NotUtf8 { place: Span },
    /// The file is text in UTF-16.
    Utf16 { place: Span },
    /// An included file can't be read.
    Include { name: String, place: Span, unreadable: Unreadable },
    /// The file is no policy but something else.
    Kind { kind: Kind, wanted: &'static str, place: Span },
    /// An included file has faults, and its name isn't a policy's: what it holds isn't shown.
    NotPolicy { name: String, place: Span },
    /// A policy's catalog is none, for a reason of its own: what it holds isn't shown.
    NotCatalog { name: String, place: Span, fault: Box<Finding>, line: usize },
    /// A policy's catalog can't be read.
    Catalog { name: String, place: Span, unreadable: Unreadable },
    /// A policy that a configuration names can't be read.
    Policy { name: String, place: Span, unreadable: Unreadable },
    /// What a configuration names as the policy of a server is a part that others include.
    PartOfStack { name: String, place: Span },
    /// What a configuration names as the policy of a server is something else.
    NoPolicyOfStack { name: String, kind: Kind, place: Span },
    /// A configuration names another catalog for a server than its policy does.
    OtherCatalog { name: String, place: Span, policy: Span },
    /// A file includes itself, by way of the files whose includes `chain` lists.
    Cycle { name: String, place: Span, chain: Vec<Span> },
}

impl SessionError {
    pub(super) fn finding(self) -> Finding {
        match self {
            Self::NotUtf8 { place } => not_utf8(place),
            Self::Utf16 { place } => Finding::error(
                "not-utf8",
                place,
                "the file is UTF-16, not UTF-8 text",
            )
            .help("save the file as UTF-8; in PowerShell, write it with `Out-File -Encoding utf8`"),
            Self::Include { name, place, unreadable } => {
                let message = format!("can't include {}: {}", tick(&name), unreadable.reason);
                Finding::error("include-unreadable", place, message)
                    .help_if(looked_for(&unreadable))
            }
            Self::NotPolicy { name, place } => not_policy(&name, place),
            Self::NotCatalog { name, place, fault, line } => {
                not_catalog(&name, place, *fault, line)
            }
            Self::Catalog { name, place, unreadable } => {
                let message =
                    format!("can't read the catalog {}: {}", tick(&name), unreadable.reason);
                Finding::error("catalog-unreadable", place, message)
                    .help_if(looked_for(&unreadable))
            }
            Self::Policy { name, place, unreadable } => {
                let message =
                    format!("can't read the policy {}: {}", tick(&name), unreadable.reason);
                Finding::error("config-value", place, message).help_if(looked_for(&unreadable))
            }
            Self::PartOfStack { name, place } => {
                let message = format!("{} has no `policy` statement", tick(&name));
                Finding::error("config-value", place, message)
                    .note("so it is a part for others to include")
                    .help("write `policy \"NAME\"` and `catalog \"FILE\"` at its top")
            }
            Self::NoPolicyOfStack { name, kind, place } => {
                let message = format!("{} is {}, not a policy", tick(&name), kind.name());
                let help = match kind {
                    Kind::Catalog => format!("write `catalog = \"{name}\"`, or name the policy"),
                    _ => kind.advice().to_owned(),
                };
                Finding::error("config-value", place, message).help(help)
            }
            Self::OtherCatalog { name, place, policy } => {
                let message = format!("the policy doesn't name the catalog {}", tick(&name));
                Finding::error("config-value", place, message)
                    .label(policy, "this policy")
                    .help("what holds is the policy's own: name the same file there, or none here")
            }
            Self::Kind { kind, wanted, place } => {
                let message = format!("the file is {}, not {wanted}", kind.name());
                Finding::error("not-a-policy", place, message).help(kind.advice())
            }
            Self::Cycle { name, place, chain } => cycle(&name, place, chain),
        }
    }
}

fn not_utf8(place: Span) -> Finding {
    Finding::error("not-utf8", place, "the file isn't UTF-8 text")
        .note("the first bytes that aren't")
        .help("save the file as UTF-8")
}

fn not_policy(name: &str, place: Span) -> Finding {
    let name = tick(name);
    let message = format!("can't include {name}: it is not a policy");
    Finding::error("include-unreadable", place, message)
        .note("has syntax errors, and its name doesn't end in `.mcpol`")
        .help(format!(
            "if it is a part of a policy, let its name end in `.mcpol`; `mcpol check {}` shows the \
             errors",
            name.trim_matches('`')
        ))
}

/// The fault without the text that it points at, which may be anything.
fn not_catalog(name: &str, place: Span, fault: Finding, line: usize) -> Finding {
    Finding::error(fault.code, place, fault.message)
        .note(format!("line {line} of {}", tick(name)))
        .help_if(fault.help)
}

fn looked_for(unreadable: &Unreadable) -> Option<String> {
    if is_builtin(&unreadable.path) {
        return None;
    }
    let path = tick(&plain(&unreadable.path).to_string_lossy());
    Some(format!("the path is taken from the folder of the file that names it: {path}"))
}

fn cycle(name: &str, place: Span, chain: Vec<Span>) -> Finding {
    let message = format!("including {} leads back to the same file", tick(name));
    let finding = Finding::error("include-cycle", place, message)
        .note("closes the circle")
        .help("take one of these `include` statements out");
    chain
        .into_iter()
        .take(MAX_LABELS)
        .fold(finding, |finding, at| finding.label(at, "is on the way"))
}
