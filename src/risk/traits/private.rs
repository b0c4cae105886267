//! Tools that read what is somebody's own.

use crate::risk::arguments;
use crate::risk::evidence::Evidence;
use crate::risk::lexicon::Topic;
use crate::risk::profile::{Profile, sign};
use crate::risk::roles::{FoundRole, Role};
use crate::risk::words::Word;

/// Words for what the server itself is set to, such as the folders that it may read.
const SETTINGS: &[&str] = &["allowed", "permitted", "supported"];

/// What was said before, where people talk.
const SAID: &[&str] = &["history", "reply", "replies", "log", "backlog", "timeline"];

/// Where people talk.
const TALKS: &[&str] =
    &["channel", "chat", "conversation", "dm", "message", "room", "slack", "teams", "thread"];

/// Tables that people fill in.
const SHEETS: &[&str] = &["sheet", "sheets", "spreadsheet", "workbook", "worksheet"];

/// What stands in one.
const CELLS: &[&str] =
    &["cell", "column", "content", "data", "formula", "range", "row", "table", "value"];

/// What a system for customers keeps.
const RECORDS: &[&str] = &["activity", "engagement", "object", "opportunity", "record"];

/// Names of what a database keeps its records in.
const STORES: &[&str] = &["collection", "keyspace", "table"];

/// Names of what says which records are meant.
const CHOICES: &[&str] = &["filter", "pipeline", "query", "where", "projection", "selector"];

/// Verbs that leave out what is in a record.
const DESCRIBING: &[&str] = &["count", "describe", "explain"];

impl Profile<'_> {
    /// Whether it reads private data: files, mailboxes, what was said in a chat, rows of databases
    /// and spreadsheets, records of customers.
    pub(crate) fn reads_private_data(&self) -> Vec<Evidence> {
        if self.reads()
            && let Some(thing) = self.private_thing()
        {
            return self.verb_sign().into_iter().chain([sign(thing)]).collect();
        }
        let run = if self.is_query() { self.runs_anything() } else { Vec::new() };
        if !run.is_empty() {
            return run;
        }
        match self.statement() {
            Some(statement) => vec![statement],
            None if self.reads() => self.records(),
            None => Vec::new(),
        }
    }

    /// The thing that it reads and that is somebody's own.
    fn private_thing(&self) -> Option<&Word<'_>> {
        let has = |list: &[&str]| self.words.iter().any(|word| word.is_any(list));
        if has(SETTINGS) {
            return None;
        }
        let last = || self.things().last().map(|(_, word)| word);
        let is_of = |around: &[&str], things: &[&str]| {
            last().filter(|word| has(around) && word.is_any(things))
        };
        let of_customers = || {
            let is_theirs = self.mentions(&["crm"]);
            last().filter(|word| is_theirs && word.is_any(RECORDS))
        };
        self.thing(Topic::Private)
            .or_else(|| is_of(TALKS, SAID))
            .or_else(|| is_of(SHEETS, CELLS))
            .or_else(of_customers)
    }

    /// Whether what it runs is a query of a database.
    fn is_query(&self) -> bool {
        self.mentions(&["sql", "query", "database", "cypher", "table"])
    }

    /// The statement of a database's language that it is given.
    fn statement(&self) -> Option<Evidence> {
        let is_statement = |found: &&FoundRole<'_>| {
            matches!(found.answer.role(), Some(Role::Sql | Role::DatabaseProgram))
        };
        let found = self.roles().iter().find(is_statement)?;
        Some(self.given.evidence(&found.leaf.path.to_string(), &found.leaf.argument, &[]))
    }

    /// The arguments that say which records of a database are read.
    fn records(&self) -> Vec<Evidence> {
        if self.verb_is(DESCRIBING) {
            return Vec::new();
        }
        let find = |list: &[&str]| {
            let found = self.given.fitting(|name| arguments::ends_with(name, list));
            found.into_iter().next()
        };
        match (find(STORES), find(CHOICES)) {
            (Some(store), Some(choice)) => {
                [store, choice].map(|(name, it)| self.given.evidence(name, &it, &[])).into()
            }
            _ => Vec::new(),
        }
    }
}
