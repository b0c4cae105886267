//! A catalog as `mcpol catalog show` prints it: for people, and as JSON.
//!
//! Both show the same: every tool with its arguments, which of them must be there, their types,
//! and which keywords of the schema made a type wider than the schema. A tool's nested arguments
//! are followed until a type repeats itself, within fixed bounds.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Format, Render, RenderFn};
use crate::catalog::types::{TypeId, Widening};
use crate::catalog::{Argument, Catalog, Pattern, Tool, clipped, headline, key_text, pattern_text};
use crate::json::Value;
use crate::policy::glob;
use crate::render::table::Table;
use crate::render::terminal::{Style, Terminal};
use crate::render::wrap;
use crate::strings::escape;

/// How deep nested arguments are followed.
const MAX_LEVELS: usize = 8;

/// How many arguments of one tool are shown.
const MAX_ARGUMENTS: usize = 2000;

/// How many characters of a description a list of several tools shows.
const SUMMARY: usize = 100;

/// A catalog, or some of its tools.
#[derive(Debug)]
pub(crate) struct CatalogListing<'c> {
    /// The catalog.
    pub catalog: &'c Catalog,
    /// The names of these tools, in any order; all where there are none.
    pub only: Option<&'c [&'c str]>,
}

impl Render for CatalogListing<'_> {
    fn renderers() -> Vec<(Format, RenderFn<Self>)> {
        vec![
            (Format::Human, |it, context| listing(it.catalog, it.only, context.terminal)),
            (Format::Json, |it, context| context.notes.json(&report(it.catalog, it.only))),
        ]
    }
}

/// How far a description is indented.
const DESCRIPTION_INDENT: usize = 4;

/// A catalog as JSON: `{"tools": [{"name", "description", "arguments"}]}`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Report {
    /// The tools, in the server's order.
    pub tools: Vec<ToolReport>,
}

/// One tool.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct ToolReport {
    /// Its name, as the server spells it.
    pub name: String,
    /// What the server says that it does; null where it says nothing.
    pub description: Option<String>,
    /// Its arguments by name.
    pub arguments: BTreeMap<String, ArgumentReport>,
    /// The keywords that made the type of the arguments together wider than the schema.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub widened: Vec<String>,
}

/// One argument.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct ArgumentReport {
    /// Whether it must be there, in calls that keep to the schema, when what is around it is.
    pub required: bool,
    /// What it may be.
    #[serde(flatten)]
    pub values: TypeReport,
}

impl ToolReport {
    /// Whether it has an argument at a path such as `card.number`, for which a glob may stand.
    pub(crate) fn has_argument(&self, pattern: &str) -> bool {
        is_among(&self.arguments, "", pattern)
    }
}

fn is_among(arguments: &BTreeMap<String, ArgumentReport>, above: &str, pattern: &str) -> bool {
    arguments.iter().any(|(key, argument)| {
        let path = format!("{above}{key}");
        glob::matches(pattern, &path)
            || is_among(&argument.values.arguments, &format!("{path}."), pattern)
    })
}

/// What a value may be.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct TypeReport {
    /// The type in words, cut where it is long.
    #[serde(rename = "type")]
    pub text: String,
    /// All its values, where the schema lists them and they are more than booleans and null.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub values: Option<Vec<Value>>,
    /// The members of objects, by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub arguments: BTreeMap<String, ArgumentReport>,
    /// What the elements of lists may be, where the schema says more than their kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<Box<TypeReport>>,
    /// The keywords that made the type wider than the schema.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub widened: Vec<String>,
}

/// The catalog, or some of its tools, as JSON.
pub(crate) fn report(catalog: &Catalog, only: Option<&[&str]>) -> Report {
    Report { tools: chosen(catalog, only).map(tool_report).collect() }
}

fn chosen<'a>(
    catalog: &'a Catalog,
    only: Option<&'a [&'a str]>,
) -> impl Iterator<Item = &'a Tool> + 'a {
    let is_chosen = move |tool: &&Tool| only.is_none_or(|names| names.contains(&&**tool.name()));
    catalog.tools().iter().filter(is_chosen)
}

/// One tool as JSON.
pub(crate) fn tool_report(tool: &Tool) -> ToolReport {
    let all = tool.arguments().all();
    let mut walk = Walk::default();
    ToolReport {
        name: tool.name().to_string(),
        description: tool.description().map(std::borrow::Cow::into_owned),
        arguments: walk.members(&all),
        widened: keywords(&all),
    }
}

/// The way from the arguments to a nested one.
#[derive(Default)]
struct Walk {
    /// The types around this place.
    around: Vec<Vec<TypeId>>,
    shown: usize,
}

impl Walk {
    fn members(&mut self, of: &Argument<'_>) -> BTreeMap<String, ArgumentReport> {
        let mut members = BTreeMap::new();
        if !self.enter(of) {
            return members;
        }
        for (key, member) in named(of) {
            if self.shown >= MAX_ARGUMENTS {
                break;
            }
            self.shown += 1;
            let values = self.values(&member);
            members.insert(key.to_owned(), ArgumentReport { required: of.requires(key), values });
        }
        for (key, member) in unnamed(of) {
            if self.shown >= MAX_ARGUMENTS {
                break;
            }
            self.shown += 1;
            let values = self.values(&member);
            members.entry(key).or_insert(ArgumentReport { required: false, values });
        }
        self.around.pop();
        members
    }

    fn values(&mut self, argument: &Argument<'_>) -> TypeReport {
        TypeReport {
            text: argument.to_string(),
            values: listed_values(argument),
            arguments: self.members(argument),
            items: self.items(argument).map(Box::new),
            widened: keywords(argument),
        }
    }

    fn items(&mut self, argument: &Argument<'_>) -> Option<TypeReport> {
        let elements = argument.elements().filter(|elements| !elements.is_anything())?;
        if !self.enter(argument) {
            return None;
        }
        let report = self.values(&elements);
        self.around.pop();
        Some(report)
    }

    /// Goes one level deeper, unless there is enough of it.
    fn enter(&mut self, argument: &Argument<'_>) -> bool {
        let new = !self.around.iter().any(|ids| ids == argument.ids());
        let enters = new && self.around.len() < MAX_LEVELS;
        if enters {
            self.around.push(argument.ids().to_vec());
        }
        enters
    }
}

/// The values, where the schema lists them; the type says enough of booleans and null.
fn listed_values(argument: &Argument<'_>) -> Option<Vec<Value>> {
    let values = argument.values()?;
    let plain = |value: &&Value| matches!(value, Value::Bool(_) | Value::Null);
    (!values.iter().all(plain)).then(|| values.into_iter().cloned().collect())
}

fn named<'a>(of: &Argument<'a>) -> Vec<(&'a str, Argument<'a>)> {
    of.keys().into_iter().filter_map(|key| Some((key, of.member(key)?))).collect()
}

/// The members without names of their own: those by the pattern of their keys, and `*` for all
/// others of which something is said.
fn unnamed<'a>(of: &Argument<'a>) -> Vec<(String, Argument<'a>)> {
    let key = |pattern: Option<&Pattern>| pattern.map_or("*".to_owned(), pattern_text);
    of.unnamed().into_iter().map(|(pattern, member)| (key(pattern), member)).collect()
}

fn widenings<'a>(argument: &Argument<'a>) -> Vec<&'a Widening> {
    let types = argument.types();
    argument.ids().iter().flat_map(|id| &types.get(*id).widenings).collect()
}

fn keywords(argument: &Argument<'_>) -> Vec<String> {
    let mut keywords: Vec<String> = Vec::new();
    for widening in widenings(argument) {
        if !keywords.contains(&widening.keyword) {
            keywords.push(widening.keyword.clone());
        }
    }
    keywords
}

/// The catalog, or some of its tools, for people: arguments as a policy names them (`?` marks
/// those that may be left out), each with its type.
pub(crate) fn listing(catalog: &Catalog, only: Option<&[&str]>, terminal: Terminal) -> String {
    let is_one = only.is_some_and(|names| names.len() == 1);
    let listing = |one| tool_listing(catalog, one, is_one, terminal);
    let tools: Vec<_> = chosen(catalog, only).map(listing).collect();
    tools.join("\n")
}

fn tool_listing(catalog: &Catalog, tool: &Tool, whole: bool, terminal: Terminal) -> String {
    let name = terminal.paint(Style::Strong, &escape::inline(tool.name()));
    let mut text = format!("{name}\n");
    if let Some(description) = tool.description() {
        text.push_str(&described(&description, whole, terminal));
    }
    let mut rows = Rows::default();
    rows.members(&tool.arguments().all(), "args");
    text.push_str(&rows.table().human(terminal));
    text.push_str(&wider(catalog, tool, terminal));
    text
}

fn described(description: &str, whole: bool, terminal: Terminal) -> String {
    let lines = description.trim().lines().take(if whole { usize::MAX } else { 1 });
    let line = |line: &str| {
        let line = if whole { line.to_owned() } else { clipped(line, SUMMARY) };
        let line = escape::inline(&line).into_owned();
        wrap::lines(&line, terminal.prose_width().saturating_sub(DESCRIPTION_INDENT))
    };
    let indent = " ".repeat(DESCRIPTION_INDENT);
    lines.flat_map(line).map(|line| format!("{}\n", format!("{indent}{line}").trim_end())).collect()
}

/// Where a keyword made a type wider than the schema.
fn wider(catalog: &Catalog, tool: &Tool, terminal: Terminal) -> String {
    let widenings = tool.arguments().widenings();
    let entry = |widening: &Widening| {
        let place = catalog.source().place(widening.span.start);
        let keyword = escape::tick(&clipped(&widening.keyword, SUMMARY));
        let text = format!("{keyword} at {}:{}", place.line, place.column);
        let label = (Style::Note, "wider than its schema:");
        wrap::entry(2, label, &text, wrap::PROSE, terminal)
    };
    widenings.into_iter().map(entry).collect()
}

/// Arguments, one a row.
#[derive(Default)]
struct Rows {
    walk: Walk,
    rows: Vec<(String, String)>,
}

impl Rows {
    fn members(&mut self, of: &Argument<'_>, path: &str) {
        if !self.walk.enter(of) {
            return;
        }
        for (key, member) in named(of) {
            if self.rows.len() >= MAX_ARGUMENTS {
                break;
            }
            let path = format!("{path}.{}", escape::inline(&key_text(key)));
            let mark = if of.requires(key) { "" } else { "?" };
            self.rows.push((format!("{path}{mark}"), headline(&member)));
            self.members(&member, &path);
        }
        for (key, member) in unnamed(of) {
            if self.rows.len() >= MAX_ARGUMENTS {
                break;
            }
            let path = format!("{path}.{}", escape::inline(&key));
            self.rows.push((format!("{path}?"), headline(&member)));
            self.members(&member, &path);
        }
        self.walk.around.pop();
    }

    fn table(self) -> Table {
        let mut table = Table::new(2);
        for (path, text) in self.rows {
            table.add([(None, path)], text);
        }
        table
    }
}
