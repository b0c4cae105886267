//! Tools that read what is somebody's own.

use crate::risk::evidence::Evidence;
use crate::risk::lexicon::Topic;
use crate::risk::profile::{Profile, sign};

impl Profile<'_> {
    /// Whether it reads private data: files, mailboxes, rows of databases, records of customers.
    pub(crate) fn reads_private_data(&self) -> Vec<Evidence> {
        if self.reads()
            && let Some(thing) = self.thing(Topic::Private)
        {
            return self.verb_sign().into_iter().chain([sign(thing)]).collect();
        }
        if self.is_query() { self.runs_anything() } else { Vec::new() }
    }

    /// Whether what it runs is a query of a database.
    fn is_query(&self) -> bool {
        self.mentions(&["sql", "query", "database", "cypher", "table"])
    }
}
