//! Instructions to the model, and hidden text, in the definition of an allowed tool.
//!
//! A server's definitions go into the model's context as they are. Every string of a definition is
//! looked at, keys, defaults and examples too: [`asks`] finds what a text tells the model to do
//! beside using the tool, [`hidden`] what a person can't see, [`concealed`] what stands where no
//! one looks, and [`encoded`] what has to be decoded first.

mod asks;
mod concealed;
mod concept;
mod encoded;
mod gate;
mod hidden;
mod lexicon;
mod lookalikes;
mod reading;
mod sentence;
mod server;
mod signs;

use std::sync::OnceLock;

use crate::catalog::{Catalog, Tool};
use crate::finding::Level;
use crate::json::Value;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, Issue, LintContext, Remaining, Superseded};
use crate::source::{Sources, Span};
use crate::strings::{escape, tick};

use super::per_tool::issues_of;
use server::Server;
use signs::{Sign, of_tool};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "hinted-instructions",
    weight: Weight::Deny,
    summary: "an allowed tool's definition contains instructions to the model or hidden text",
    check: Check::Issues(check),
};

/// How many signs of one tool are shown.
const MAX_LABELS: usize = 4;

fn check<'s>(context: &'s LintContext<'_>, _: &Superseded) -> Vec<Issue<'s>> {
    let server = Server::of(context.catalog);
    let signs = context.listed_tools().filter_map(|tool| Some((tool, kept(tool.tool?, &server)?)));
    let (quiet, loud): (Vec<_>, Vec<_>) =
        signs.partition(|(_, signs)| signs.iter().all(|sign| sign.is_quiet));
    let loud = issues_of(context, loud.into_iter(), draft);
    let quiet = issues_of(context, quiet.into_iter(), draft).into_iter();
    loud.into_iter().chain(quiet.map(|issue| issue.at_level(Level::Warn))).collect()
}

/// A text in a tool's definition that instructs the model, or that is hidden.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Instruction {
    /// Where it stands in the catalog.
    pub span: Span,
    /// What it does, with the text, escaped.
    pub says: String,
    /// Whether it says nothing by itself: an invisible character.
    pub is_quiet: bool,
}

/// What a tool's definition tells the model, in the order of the text.
pub(crate) fn instructions(tool: &Tool, catalog: &Catalog) -> Vec<Instruction> {
    let signs = kept(tool, &Server::of(Some(catalog))).unwrap_or_default();
    let instruction = |sign: &Sign| Instruction {
        span: sign.span,
        says: escape::inline(&sign.says()).into_owned(),
        is_quiet: sign.is_quiet,
    };
    signs.iter().map(instruction).collect()
}

/// What a server tells the model beside its tools, in the order of the text. The places are in that
/// text alone.
pub(crate) fn server_instructions(text: &str, catalog: &Catalog) -> Vec<Instruction> {
    let tool = [("name", "server"), ("description", text)].map(|(key, it)| (key.into(), it.into()));
    let tools = Value::Array(vec![Value::Object(tool.into())]);
    let Some(source) = Sources::default().add("", tools.to_string()) else { return Vec::new() };
    let (own, _) = Catalog::read(source);
    own.tools().first().map(|tool| instructions(tool, catalog)).unwrap_or_default()
}

/// The signs of a tool's definition, found once for all policies that use the catalog; nothing
/// where there are none.
fn kept<'t>(tool: &'t Tool, server: &Server<'_>) -> Option<&'t [Sign]> {
    let signs: &OnceLock<Option<Vec<Sign>>> = tool.kept().get();
    signs.get_or_init(|| of_tool(tool, server)).as_deref()
}

fn draft(place: Span, tools: &Remaining<'_, &[Sign]>) -> Draft {
    let draft = Draft::new(place, message(tools))
        .note("the model reads it")
        .help("read the definition, and don't use the server if it isn't harmless; only `hide` keeps it from the model");
    let signs = tools
        .iter()
        .flat_map(|(tool, signs)| signs.iter().take(MAX_LABELS).map(move |sign| (tool, sign)));
    signs.fold(draft, |draft, (tool, sign)| draft.label(sign.span, sign.label(tool)))
}

/// What the definitions do; of one tool with the text that does it first.
fn message(tools: &Remaining<'_, &[Sign]>) -> String {
    let signs = || tools.iter().flat_map(|(_, signs)| signs.iter());
    let told = signs().find_map(|sign| Some((sign, sign.tells?)));
    match (tools.names(), told) {
        ([tool], Some((sign, tells))) => {
            format!("the definition of {} tells the model to {tells}: {}", tick(tool), sign.quoted)
        }
        ([tool], None) => format!("the definition of {} contains hidden text", tick(tool)),
        (names, Some(_)) => {
            format!("the definitions of {} tools contain instructions to the model", names.len())
        }
        (names, None) => format!("the definitions of {} tools contain hidden text", names.len()),
    }
}

#[cfg(test)]
mod tests;
