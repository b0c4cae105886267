//! The source map: the place in the policy of each part of the JSON.

use std::path::Path;

use serde::Serialize;

use super::job::Job;
use super::outputs::guard;
use crate::cli::disk::{self, Disk};
use crate::cli::shell::CommandError;
use crate::cli::writer::Writer;
use crate::gateway::Mapping;
use crate::json;
use crate::render::findings::report::At;
use crate::session::Session;
use crate::source::Sources;
use crate::strings::tick;

/// The file that the map goes to.
#[derive(Clone, Copy)]
pub(super) struct SourceMap<'f>(pub(super) &'f Path);

#[derive(Serialize)]
struct Mapped<'m> {
    pointer: &'m str,
    #[serde(flatten)]
    at: At,
}

impl SourceMap<'_> {
    /// That it is of one policy and has a file of its own.
    pub(super) fn check(
        &self,
        jobs: &[Job],
        session: &Session<Disk>,
        writer: &Writer,
    ) -> Result<(), CommandError> {
        let Some(job) = jobs.first() else { return Ok(()) };
        let path = self.0;
        disk::refuse_stdout("--source-map", path)?;
        if jobs.len() > 1 {
            return Err(CommandError("`--source-map` takes one policy at a time".to_owned()));
        }
        let name = tick(&path.to_string_lossy());
        if disk::identity(path) == disk::identity(&job.output) {
            return Err(CommandError(format!(
                "won't write {name}: the compiled policy goes there"
            )));
        }
        guard(path, session).and_then(|()| writer.check(path, None))
    }

    /// Writes the map of a policy that could be compiled.
    pub(super) fn write(
        &self,
        job: &Job,
        session: &Session<Disk>,
        writer: &Writer,
    ) -> Result<(), CommandError> {
        let Some(text) = job.text() else { return Ok(()) };
        writer.write(self.0, &source_map(&text.mappings, session.sources()), None)
    }
}

fn source_map(mappings: &[Mapping], sources: &Sources) -> String {
    let map: Vec<Mapped<'_>> = mappings
        .iter()
        .map(|mapping| Mapped { pointer: &mapping.pointer, at: At::new(mapping.span, sources) })
        .collect();
    json::document(&map)
}
