//! The policies of Intercept, the open-source proxy: YAML, or JSON that YAML takes in.
//!
//! | what it says | what that is |
//! |---|---|
//! | `evaluate`, the default | refuses where some condition is false: what is required |
//! | `deny` | refuses every call |
//! | `require_approval`, of later versions | refuses where every condition holds |
//! | `rate_limit`, and `state` with a condition on its counter | a limit |
//! | `"*"` | rules for every tool; it lists none |
//!
//! The proxy compares as the gateway does, which its makers made of it.

mod comments;
mod condition;
mod limit;
mod rule;

use std::collections::{BTreeMap, BTreeSet};

use condition::Bound;

use super::fault::Fault;
use super::neutral::{Neutral, Notes, Places};
use super::plain;
use super::tree::{self, Engine, Reader, Text, Tree, Twice};
use crate::analysis::Equality;
use crate::finding::Finding;
use crate::gateway::{AllTools, Document, Entry, MissingArguments, Pointer, Semantics, Windows};
use crate::policy::Decision;
use crate::source::{Source, Span};
use crate::strings::tick;

/// What reads such a file.
const ENGINE: Engine = Engine { name: "Intercept", twice: Twice::RefusesFile, is_typed: true };

/// The name whose rules hold for every tool.
const EVERY: &str = "*";

/// How the proxy reads its policies, as was observed.
const SEMANTICS: Semantics = Semantics {
    equality: Equality::Textual,
    missing: MissingArguments::FailConditions,
    windows: Windows::CalendarAligned,
};

/// The keys of a file; the last is of later versions.
const KEYS: &[&str] = &["version", "description", "default", "hide", "tools", "approvals"];

/// Reads a policy of the proxy.
pub(super) fn read(source: &Source) -> (Option<Neutral>, Vec<Finding>) {
    let is_json = source.text().trim_start_matches('\u{feff}').trim_start().starts_with('{');
    let read = if is_json { tree::read_json(source) } else { tree::read_yaml(source) };
    let text = match read {
        Ok(text) => text,
        Err(fault) => return (None, vec![fault.finding()]),
    };
    let mut intercept = Intercept::new();
    let mut neutral = intercept.file(&text);
    if let Some(neutral) = &mut neutral {
        intercept.reader.faults.extend(plain::take_out(neutral, ENGINE.name));
    }
    (neutral, intercept.reader.faults.into_iter().map(Fault::finding).collect())
}

/// A file that is being read.
struct Intercept {
    reader: Reader,
    document: Document,
    places: Places,
    notes: Notes,
    /// The bounds on counters among the conditions of the rule that is being read.
    bounds: Vec<Bound>,
    /// Those that no `state` of their own rule counts for.
    loose: Vec<Bound>,
    /// What is counted, as `TOOL.COUNTER`.
    counted: BTreeSet<String>,
}

impl Intercept {
    fn new() -> Self {
        let document = Document {
            semantics: SEMANTICS,
            default: Decision::Allow,
            hide: Vec::new(),
            all_tools: AllTools::default(),
            tools: BTreeMap::new(),
        };
        Self {
            reader: Reader::new(ENGINE),
            document,
            places: Places::default(),
            notes: Notes::default(),
            bounds: Vec::new(),
            loose: Vec::new(),
            counted: BTreeSet::new(),
        }
    }

    fn file(&mut self, text: &Text) -> Option<Neutral> {
        if let Some(span) = text.second {
            let message =
                "of several documents in a file, Intercept reads the first alone".to_owned();
            let (does, help) = ("nothing from here on is read".to_owned(), None);
            self.reader.fault::<()>(Fault::NeverMatches { span, message, does, help });
        }
        let root = &text.root;
        let mut file = self.reader.object(root, "the file", KEYS)?;
        let head = Span { end: root.span.start, ..root.span };
        match file.take("version") {
            Some(version) => self.version(&version.value),
            None => {
                self.reader.missing::<()>(head, "the file", "version: \"1\"").unwrap_or_default()
            }
        }
        if let Some(description) = file.take("description") {
            let description = self.reader.text(&description.value, "`description`");
            self.notes.head.extend(description);
        }
        if let Some(default) = file.take("default") {
            self.default(&default.value);
        }
        if let Some(hide) = file.take("hide") {
            self.hide(&hide.value);
        }
        let tools = file.take("tools").map(|tools| &tools.value);
        comments::attach(text, tools, &mut self.notes);
        if let Some(tools) = tools {
            self.tools(tools);
            self.check_counters();
        }
        Some(Neutral {
            document: self.document.clone(),
            places: std::mem::take(&mut self.places),
            notes: std::mem::take(&mut self.notes),
            is_of_catalog: false,
        })
    }

    fn version(&mut self, tree: &Tree) {
        let version = self.reader.text(tree, "`version`");
        if version.as_deref().is_some_and(|version| version != "1") {
            let message = "it knows no other version than `\"1\"`";
            self.reader.refused::<()>(tree.span, message, "write `version: \"1\"`");
        }
    }

    fn default(&mut self, tree: &Tree) {
        self.places.set(Pointer::Default, tree.span);
        match self.reader.text(tree, "`default`").as_deref() {
            Some("deny") => self.document.default = Decision::Deny,
            Some("allow") | None => {}
            Some(other) => {
                let message = format!("{} is no default", tick(other));
                self.reader.refused::<()>(tree.span, message, "write `allow` or `deny`");
            }
        }
    }

    fn hide(&mut self, tree: &Tree) {
        let mut seen = BTreeSet::new();
        for tree in self.reader.list(tree, "`hide`").unwrap_or_default() {
            let Some(name) = self.reader.text(tree, "a hidden tool's name") else { continue };
            if name.is_empty() || !seen.insert(name.clone()) {
                let message = "a name in `hide` is empty, or stands twice";
                self.reader.refused::<()>(tree.span, message, "leave it out");
                continue;
            }
            self.places.set(Pointer::Hide(self.document.hide.len()), tree.span);
            self.document.hide.push(name);
        }
    }

    fn tools(&mut self, tree: &Tree) {
        let members = self.reader.members(tree, "`tools`").unwrap_or_default();
        for member in members.iter().filter(|member| member.key != EVERY) {
            self.places.set(Pointer::Tool(&member.key), member.key_span);
            self.document.tools.entry(member.key.clone()).or_default();
            self.tool(&member.key, &member.value);
        }
        if let Some(every) = members.iter().find(|member| member.key == EVERY) {
            self.tool(EVERY, &every.value);
        }
    }

    /// Adds what must hold for a tool's calls, or for all calls.
    fn require(&mut self, tool: &str, entry: Entry, span: Span) {
        if tool == EVERY {
            return self.require_of_every(&entry, span);
        }
        let rules = self.document.tools.entry(tool.to_owned()).or_default();
        self.places.set(Pointer::Require(tool, rules.require.len()), span);
        rules.require.push(entry);
    }

    /// Adds what refuses a tool's calls, or all calls.
    fn refuse(&mut self, tool: &str, entry: Entry, span: Span) {
        if tool == EVERY {
            return self.refuse_every(&entry, span);
        }
        let rules = self.document.tools.entry(tool.to_owned()).or_default();
        self.places.set(Pointer::DenyIf(tool, rules.deny_if.len()), span);
        rules.deny_if.push(entry);
    }

    fn require_of_every(&mut self, entry: &Entry, span: Span) {
        self.check_every(span);
        let tools: Vec<String> = self.document.tools.keys().cloned().collect();
        for tool in tools {
            self.require(&tool, entry.clone(), span);
        }
    }

    fn refuse_every(&mut self, entry: &Entry, span: Span) {
        match entry.conditions.is_empty() {
            true => self.document.default = Decision::Deny,
            false => self.check_every(span),
        }
        let tools: Vec<String> = self.document.tools.keys().cloned().collect();
        for tool in tools {
            self.refuse(&tool, entry.clone(), span);
        }
    }

    /// Under `default: allow` the rules of `"*"` hold for tools that nobody names.
    fn check_every(&mut self, span: Span) {
        if self.document.default == Decision::Allow {
            let message = "these conditions hold for tools that the file doesn't name, and rules of a \
                           policy hold for named ones";
            let help =
                Some("write `default: deny` and name the tools that can be called".to_owned());
            self.reader.fault::<()>(Fault::NoExactForm { span, message: message.to_owned(), help });
        }
    }
}
