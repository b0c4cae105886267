//! What a server listed, as the text of a catalog.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use crate::catalog::pulled;
use crate::cli::disk::Disk;
use crate::cli::shell::CommandError;
use crate::finding::Finding;
use crate::json::Value;
use crate::live::{Listed, Shown, Target};
use crate::session::{Server, Session};
use crate::strings::{counted, escape};

/// The only error with which a tool stays what the server made of it.
const KEPT: &str = "schema-shape";

/// A catalog's text, and what is wrong with the list that it was made of.
pub(super) struct Written {
    pub(super) findings: Vec<Finding>,
    /// None where the list can't be written as it is.
    pub(super) text: Option<String>,
    pub(super) tools: usize,
    pages: usize,
    protocol: String,
}

impl Written {
    /// Reads the pages, which findings place in `name`.
    pub(super) fn new(
        listed: &Listed,
        target: &Target,
        name: &str,
        session: &mut Session<Disk>,
    ) -> Result<Self, CommandError> {
        let pages: Vec<&str> = listed.pages.iter().map(|page| page.get()).collect();
        let path = Path::new(name);
        session.put(path, pages.join("\n").into_bytes())?;
        let server = session.catalog(path)?;
        let is_lost = server.findings.iter().any(|it| it.is_error() && it.code != KEPT);
        let catalog = server.catalog.as_ref().filter(|_| !is_lost);
        Ok(Self {
            findings: server.findings.clone(),
            text: catalog
                .map(|catalog| target.without_secrets(&pulled(catalog, about(listed, target)))),
            tools: catalog.map_or(0, |catalog| catalog.tools().len()),
            pages: listed.pages.len(),
            protocol: listed.server.protocol.clone(),
        })
    }

    /// The text read in the place of the pages; they themselves, where they can't be written.
    pub(super) fn catalog(
        self,
        name: &str,
        session: &mut Session<Disk>,
    ) -> Result<Arc<Server>, CommandError> {
        let path = Path::new(name);
        if let Some(text) = self.text {
            session.put(path, text.into_bytes())?;
        }
        Ok(session.catalog(path)?)
    }

    /// Whether something is wrong with the list.
    pub(super) fn has_errors(&self) -> bool {
        self.findings.iter().any(Finding::is_error)
    }

    /// How much was had.
    pub(super) fn sum(&self) -> String {
        let (tools, pages) = (counted(self.tools, "tool"), counted(self.pages, "page"));
        format!("{tools} in {pages}, by MCP {}", escape::inline(&self.protocol))
    }
}

/// What is known of the server: what it says of itself, and how it was reached.
fn about(listed: &Listed, target: &Target) -> Value {
    let server = &listed.server;
    let text = |text: &String| Value::from(&**text);
    let mut members = BTreeMap::new();
    let mut add = |key: &str, value: Option<Value>| {
        members.extend(value.map(|value| (key.to_owned(), value)));
    };
    add("name", server.name.as_ref().map(text));
    add("version", server.version.as_ref().map(text));
    add("protocol", Some(text(&server.protocol)));
    add("instructions", server.instructions.as_ref().map(text));
    add("cacheScope", listed.cache_scope.as_ref().map(text));
    match target.shown() {
        Shown::Command(words) => add("command", Some(list(words))),
        Shown::Url(address) => add("url", Some((&*address).into())),
    }
    let given: BTreeSet<&str> = target.given().collect();
    let key = if matches!(target, Target::Url(_)) { "headers" } else { "environment" };
    let given = given.into_iter().map(str::to_owned);
    add(key, Some(list(given)).filter(|given| *given != Value::Array(Vec::new())));
    Value::Object(members)
}

fn list(texts: impl IntoIterator<Item = String>) -> Value {
    Value::Array(texts.into_iter().map(|text| (&*text).into()).collect())
}
