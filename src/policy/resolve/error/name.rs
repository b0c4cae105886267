//! Faults of constants and groups.

use super::{respelled, suggestion};
use crate::finding::{Finding, Fix, Safety};
use crate::source::Span;
use crate::strings::{Near, tick};

/// A `let` or `group` that means nothing.
#[derive(Debug, Clone)]
pub(in crate::policy::resolve) enum NameError {
    /// A second `let` or `group` of one name.
    DefinedTwice { name: String, first: Span, span: Span },
    /// A `let` or `group` with a class's name.
    ClassName { name: String, span: Span },
    /// A constant that nothing defines.
    UnknownConstant { name: String, near: Option<Near>, span: Span },
    /// A group or class that there isn't.
    UnknownGroup { name: String, near: Option<Near>, span: Span },
    /// A group that is part of itself.
    GroupCycle { name: String, span: Span },
    /// A group without tools where tools are allowed.
    EmptyGroup { name: String, span: Span },
    /// A class without tools where tools are allowed.
    EmptyClass { name: String, catalog: String, span: Span },
    /// A class that there isn't.
    UnknownClass { name: String, near: Option<Near>, span: Span },
    /// A tool with two classes.
    ClassifiedTwice { tool: String, class: &'static str, first: Span, span: Span },
    /// What `classify` can't name.
    ClassifiedSet { span: Span },
}

impl From<NameError> for Finding {
    fn from(error: NameError) -> Self {
        match error {
            NameError::DefinedTwice { name, first, span } => {
                Finding::error("defined-twice", span, format!("{} is defined twice", tick(&name)))
                    .label(first, "first defined here")
                    .help("rename one of the two; names are shared with included files")
            }
            NameError::ClassName { name, span } => Finding::error(
                "class-name",
                span,
                format!("{} is the name of a risk class", tick(&name)),
            )
            .help("choose another name"),
            NameError::UnknownConstant { name, near, span } => Finding::error(
                "unknown-constant",
                span,
                format!("unknown constant {}", tick(&name)),
            )
            .help(match value_meant_by(&name) {
                Some(value) => value.to_owned(),
                None => suggestion(
                    near.as_ref(),
                    &format!(
                        "write `let {name} = …`, or the value itself; strings are written in double quotes"
                    ),
                ),
            })
            .fix(respelled(span, near.as_ref(), str::to_owned)),
            NameError::UnknownGroup { name, near, span } => {
                let meant = class_meant_by(&name);
                let fix = match meant {
                    Some(class) => Some(Fix::replacement(Safety::Unsafe, span, class)),
                    None => respelled(span, near.as_ref(), str::to_owned),
                };
                let help = match meant {
                    Some(class) => format!("did you mean the class `{class} tools`?"),
                    None => suggestion(
                        near.as_ref(),
                        &format!("define it with `group {name} = …`, or name the tools"),
                    ),
                };
                let message = format!("unknown class or group {}", tick(&name));
                Finding::error("unknown-group", span, message).help(help).fix(fix)
            }
            NameError::GroupCycle { name, span } => Finding::error(
                "group-cycle",
                span,
                format!("the group {} contains itself", tick(&name)),
            )
            .help("name the tools here instead"),
            NameError::EmptyGroup { name, span } => Finding::error(
                "empty-group",
                span,
                format!("the group {} has no tools", tick(&name)),
            )
            .help("remove it here, or add tools to the group"),
            NameError::EmptyClass { name, catalog, span } => Finding::error(
                "empty-class",
                span,
                format!("{} has no {name} tools", tick(&catalog)),
            )
            .help("`mcpol catalog classify FILE` shows each tool's class; `classify TOOL as CLASS because \"…\"` gives it another"),
            NameError::UnknownClass { name, near, span } => Finding::error(
                "unknown-class",
                span,
                format!("unknown class {}", tick(&name)),
            )
            .help(suggestion(
                near.as_ref(),
                "the classes are `read`, `write`, `execute`, `destructive` and `financial`",
            ))
            .fix(respelled(span, near.as_ref(), str::to_owned)),
            NameError::ClassifiedTwice { tool, class, first, span } => Finding::error(
                "classified-twice",
                span,
                format!("{} is classified twice", tick(&tool)),
            )
            .label(first, format!("classified as {} here", tick(class)))
            .help("remove one of the two; statements of included files count too"),
            NameError::ClassifiedSet { span } => Finding::error(
                "classified-set",
                span,
                "`classify` takes tool names and globs, no class, group or `tools with`",
            )
            .help("name the tools"),
        }
    }
}

/// The class that a word of its kind stands for.
fn class_meant_by(name: &str) -> Option<&'static str> {
    const WORDS: [(&str, &[&str]); 5] = [
        ("read", &["reading", "reads", "readonly", "reader", "readers", "view", "query"]),
        ("write", &["writing", "writes", "mutating", "editing", "update", "create"]),
        ("execute", &["executing", "exec", "run", "running", "execution"]),
        ("destructive", &["delete", "deleting", "destroy", "destroying", "dangerous"]),
        ("financial", &["finance", "money", "pay", "paying", "payment", "payments"]),
    ];
    let plain = name.to_ascii_lowercase().replace(['-', '_'], "");
    let mut rows = WORDS.iter();
    rows.find(|(_, words)| words.contains(&plain.as_str())).map(|(class, _)| *class)
}

/// What is said of a word that is a value in other languages.
fn value_meant_by(name: &str) -> Option<&'static str> {
    match name.to_ascii_lowercase().as_str() {
        "true" | "yes" => Some("write `true`"),
        "false" | "no" => Some("write `false`"),
        "none" | "nil" | "null" | "undefined" => {
            Some("write `null`; for an argument that isn't there, write `args.… missing`")
        }
        _ => None,
    }
}
