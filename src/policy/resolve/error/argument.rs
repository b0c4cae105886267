//! Faults that only the catalog shows: arguments that tools don't have, and tests that make no
//! sense for their types.

use std::sync::Arc;

use super::elements::Elements;
use super::{respelled, suggestion};
use crate::finding::{Edit, Finding, Fix, Safety};
use crate::json::Value;
use crate::policy::resolve::types::Mismatch;
use crate::source::Span;
use crate::strings::{Near, near, tick};
use crate::syntax::{argument_text, key_text, name_text};

/// How many names a message lists.
const LISTED: usize = 12;

/// What other languages call the length of a string.
const LENGTHS: [&str; 4] = ["count", "len", "length", "size"];

/// A path that leads nowhere.
#[derive(Debug, Clone)]
pub(in crate::policy::resolve) struct ArgumentError {
    /// The tools of the block that don't have it.
    pub(in crate::policy::resolve) tools: Vec<Arc<str>>,
    /// How many tools the block is about.
    pub(in crate::policy::resolve) all: usize,
    /// The keys before the one that can't be followed.
    pub(in crate::policy::resolve) parent: Vec<String>,
    /// Why, for the first of the tools.
    pub(in crate::policy::resolve) dead_end: DeadEnd,
    /// Where the catalog describes what the key was asked of.
    pub(in crate::policy::resolve) schema: Option<Span>,
    /// The tools of the block that have it.
    pub(in crate::policy::resolve) having: Vec<Arc<str>>,
    /// The argument of this name that stands inside another one.
    pub(in crate::policy::resolve) inner: Option<Vec<String>>,
    /// Where the block's selector can take tools out.
    pub(in crate::policy::resolve) except: Option<Except>,
    /// The rule that names it, where that can stand in a block of its own.
    pub(in crate::policy::resolve) moved: Option<MovedRule>,
    /// The key.
    pub(in crate::policy::resolve) span: Span,
}

/// Where the tools that a selector excepts can be written.
#[derive(Debug, Clone, Copy)]
pub(in crate::policy::resolve) struct Except {
    /// The end of the selector.
    pub(in crate::policy::resolve) end: Span,
    /// Whether it excepts others already.
    pub(in crate::policy::resolve) goes_on: bool,
}

impl Except {
    fn fix(self, names: &str) -> Fix {
        let word = if self.goes_on { ", " } else { " except " };
        let edits = vec![Edit { span: self.end, text: format!("{word}{names}") }];
        let title = "exclude the tools from this block".to_owned();
        Fix { safety: Safety::Unsafe, title, edits }
    }
}

/// A rule that some tools of its block can have, and the place of another block for it.
#[derive(Debug, Clone)]
pub(in crate::policy::resolve) struct MovedRule {
    /// The rule as it is written.
    pub(in crate::policy::resolve) text: String,
    /// Its place.
    pub(in crate::policy::resolve) span: Span,
    /// The end of the statement that it stands in.
    pub(in crate::policy::resolve) after: Span,
}

impl MovedRule {
    /// How many tools a help names.
    const NAMED: usize = 4;

    fn help(having: &[Arc<str>], path: &str) -> String {
        let selector = match having.len() {
            0..=Self::NAMED => names(having),
            _ => format!("tools with {path}"),
        };
        format!("write the rule in a block of its own: `restrict {selector} {{ … }}`")
    }

    fn fix(&self, having: &[Arc<str>]) -> Fix {
        let block = format!("\nrestrict {} {{\n    {}\n}}", names(having), self.text);
        let edits = vec![
            Edit { span: self.span, text: String::new() },
            Edit { span: self.after, text: block },
        ];
        let title = "move the rule to a block of its own".to_owned();
        Fix { safety: Safety::Unsafe, title, edits }
    }
}

/// Why a key can't be followed.
#[derive(Debug, Clone)]
pub(in crate::policy::resolve) enum DeadEnd {
    /// The object has other keys.
    UnknownKey { key: String, known: Vec<String> },
    /// What stands before is a list.
    Array,
    /// What stands before has no parts.
    Scalar {
        /// The key.
        key: String,
    },
}

/// A test that makes no sense for the type that the catalog gives an argument.
#[derive(Debug, Clone)]
pub(in crate::policy::resolve) struct TypeError {
    /// The tools of the block for which it makes none.
    pub(in crate::policy::resolve) tools: Vec<Arc<str>>,
    /// The argument.
    pub(in crate::policy::resolve) path: Vec<String>,
    /// Its type in words, for the first of the tools.
    pub(in crate::policy::resolve) ty: String,
    /// What its elements can be, where it is a list.
    pub(in crate::policy::resolve) elements: Option<Elements>,
    /// Why the test makes no sense.
    pub(in crate::policy::resolve) mismatch: Mismatch,
    /// Where the catalog describes the argument.
    pub(in crate::policy::resolve) schema: Option<Span>,
    /// The operator or operand.
    pub(in crate::policy::resolve) span: Span,
}

/// Whether two tools have the same fault, whatever else their schemas say.
pub(in crate::policy::resolve) trait SameFault {
    /// Whether one finding can speak of both.
    fn is_same(&self, other: &Self) -> bool;
}

impl SameFault for ArgumentError {
    fn is_same(&self, other: &Self) -> bool {
        let kinds =
            (std::mem::discriminant(&self.dead_end), std::mem::discriminant(&other.dead_end));
        self.span == other.span && kinds.0 == kinds.1
    }
}

impl SameFault for TypeError {
    fn is_same(&self, other: &Self) -> bool {
        self.mismatch == other.mismatch
    }
}

impl From<ArgumentError> for Finding {
    fn from(error: ArgumentError) -> Self {
        let ArgumentError {
            tools,
            all,
            parent,
            dead_end,
            schema,
            having,
            inner,
            except,
            moved,
            span,
        } = error;
        let (before, parent_keys) = (path_text(&parent), parent.len());
        let finding = match dead_end {
            DeadEnd::UnknownKey { key, known } => {
                let whole: Vec<_> = parent.into_iter().chain([key.clone()]).collect();
                let message = format!("{} no argument {}", have(&tools), path_text(&whole));
                let finding = Finding::error("unknown-argument", span, message);
                if let Some(moved) = moved.filter(|_| !having.is_empty()) {
                    let help = MovedRule::help(&having, &argument_text(&whole));
                    finding.help(help).fix(Some(moved.fix(&having)))
                } else if tools.len() < all {
                    let names = names(&tools);
                    let help = format!("exclude them from this block: `except {names}`");
                    finding.help(help).fix(except.map(|except| except.fix(&names)))
                } else if let Some(inner) = inner {
                    let rest: Vec<_> =
                        inner.iter().skip(parent_keys).map(|it| key_text(it)).collect();
                    finding
                        .help(format!("did you mean {}?", path_text(&inner)))
                        .fix(Some(Fix::replacement(Safety::Unsafe, span, rest.join("."))))
                } else {
                    let near = near(&key, known.iter().map(String::as_str));
                    finding.help(unknown_help(&whole, near.as_ref(), &known)).fix(respelled(
                        span,
                        near.as_ref(),
                        key_text,
                    ))
                }
            }
            DeadEnd::Array => {
                let message = format!(
                    "{before} of {} is a list, and list elements can't be addressed",
                    listed(&tools)
                );
                Finding::error("path-through-array", span, message).help(
                    "test the whole list (`contains`, `exists`, `missing`), or refuse the tool",
                )
            }
            DeadEnd::Scalar { key } => {
                let message = format!("{before} of {} is not an object", listed(&tools));
                Finding::error("path-through-scalar", span, message).help(
                    match LENGTHS.contains(&key.as_str()) {
                        true => "write a length as a pattern: `matches /(?s)^.{1,64}$/`".to_owned(),
                        false => format!("test {before} itself"),
                    },
                )
            }
        };
        labelled(finding, schema, "the catalog describes it here")
    }
}

impl From<TypeError> for Finding {
    fn from(error: TypeError) -> Self {
        let TypeError { tools, path, ty, elements, mismatch, schema, span } = error;
        let argument = format!("{} of {}", path_text(&path), listed(&tools));
        labelled(
            mistyped(&argument, mismatch, &ty, elements.as_ref(), span),
            schema,
            &format!("the catalog says {ty}"),
        )
    }
}

fn mistyped(
    argument: &str,
    mismatch: Mismatch,
    ty: &str,
    elements: Option<&Elements>,
    span: Span,
) -> Finding {
    match mismatch {
        Mismatch::Operator { needs } => Finding::error(
            "operator-type",
            span,
            format!("{argument} is never {needs}, so this never holds"),
        )
        .help_if(match elements {
            Some(elements) => Some(elements.help()),
            None if ty.starts_with("string") && needs == "a number" => {
                Some("compare a text with `==`, `in`, `starts with` or `matches`")
            }
            None => None,
        }),
        Mismatch::Sum => Finding::error(
            "sum-of-non-number",
            span,
            format!("{argument} is never a number and can't be summed"),
        )
        .help("count calls instead: `limit N per WINDOW`"),
        Mismatch::Literal { value } => {
            Finding::error("literal-type", span, format!("{argument} is never {}", literal(&value)))
                .help_if(match elements {
                    Some(elements) => Some(elements.help_for(&value)),
                    None => literal_help(&value, ty),
                })
        }
        Mismatch::OutsideEnum { value, allowed } => outside_enum(argument, &value, &allowed, span),
        Mismatch::Element { mismatch } => {
            mistyped(&format!("an element of {argument}"), *mismatch, ty, elements, span)
        }
    }
}

fn outside_enum(argument: &str, value: &Value, allowed: &[Value], span: Span) -> Finding {
    let texts: Vec<_> = allowed.iter().map(ToString::to_string).collect();
    let written = value.to_string();
    let near = near(&written, texts.iter().map(String::as_str));
    let shown: Vec<_> = texts.iter().take(LISTED).map(|text| tick(text)).collect();
    let more = if texts.len() > LISTED { ", …" } else { "" };
    Finding::error(
        "outside-enum",
        span,
        format!("{argument} is never {}", tick(&value.to_string())),
    )
    .note(format!("the catalog lists {}{more}", shown.join(", ")))
    .help(suggestion(near.as_ref(), "write one of the values that the catalog lists"))
}

/// Tools as a selector lists them.
fn names(tools: &[Arc<str>]) -> String {
    let names: Vec<_> = tools.iter().map(|tool| name_text(tool)).collect();
    names.join(", ")
}

fn unknown_help(path: &[String], near: Option<&Near>, known: &[String]) -> String {
    let listed: Vec<_> = known.iter().take(LISTED).map(|name| tick(name)).collect();
    match near {
        Some(near) => format!("did you mean {}?", sibling(path, &near.name)),
        None if known.is_empty() => "the catalog lists no arguments here".to_owned(),
        None => format!(
            "the catalog lists {}{}",
            listed.join(", "),
            if known.len() > LISTED { ", …" } else { "" }
        ),
    }
}

/// The path with another last key.
fn sibling(path: &[String], key: &str) -> String {
    let mut keys = path.to_vec();
    keys.pop();
    keys.push(key.to_owned());
    path_text(&keys)
}

fn literal(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        other => format!("{} like {}", other.kind(), tick(&other.to_string())),
    }
}

fn literal_help(value: &Value, ty: &str) -> Option<String> {
    match value {
        Value::String(text) if text.is_empty() => {
            Some("write `exists` or `missing`: only a text can be empty".to_owned())
        }
        Value::String(text) if ty.starts_with("number") || ty.starts_with("integer") => {
            crate::json::Number::new(text)
                .map(|number| format!("write `{}` without quotes", number.spelling()))
        }
        Value::String(text) if ty == "boolean" && matches!(text.as_str(), "true" | "false") => {
            Some(format!("write `{text}` without quotes"))
        }
        Value::Number(number) if ty == "boolean" => match number.spelling() {
            "1" => Some("write `true`".to_owned()),
            "0" => Some("write `false`".to_owned()),
            _ => None,
        },
        Value::Number(number) if ty.starts_with("string") => {
            Some(format!("write `\"{}\"` in quotes", number.spelling()))
        }
        _ => None,
    }
}

/// `args.a.b` between backticks.
fn path_text(keys: &[String]) -> String {
    tick(&argument_text(keys))
}

/// `a`, `b` and 3 more.
fn listed(tools: &[Arc<str>]) -> String {
    let names: Vec<_> = tools.iter().take(LISTED).map(|tool| tick(tool)).collect();
    match tools.len().saturating_sub(LISTED) {
        0 => match names.as_slice() {
            [most @ .., last] if !most.is_empty() => format!("{} and {last}", most.join(", ")),
            _ => names.concat(),
        },
        more => format!("{} and {more} more", names.join(", ")),
    }
}

fn have(tools: &[Arc<str>]) -> String {
    let verb = if tools.len() == 1 { "has" } else { "have" };
    format!("{} {verb}", listed(tools))
}

fn labelled(finding: Finding, schema: Option<Span>, text: &str) -> Finding {
    match schema {
        Some(span) => finding.label(span, text),
        None => finding,
    }
}
