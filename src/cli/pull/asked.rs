//! Servers asked side by side, with what they say meanwhile.

use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::Duration;

use super::written::Written;
use crate::cli::disk::Disk;
use crate::cli::shell::{CommandError, Shell};
use crate::cli::signals;
use crate::live::{self, Failure, Listed, Target};
use crate::session::{Server as Catalogued, Session};
use crate::strings::escape;

/// A server that is asked.
pub(super) struct Server {
    /// What it is called among others; empty where it is alone.
    pub(super) name: String,
    pub(super) target: Target,
}

/// What came of asking a server.
pub(super) struct Answer<'s> {
    pub(super) server: &'s Server,
    listed: Result<Listed, Failure>,
}

/// Asks every server at once; the answers in the servers' order.
pub(super) fn ask<'s>(
    servers: &'s [Server],
    timeout: Duration,
    shell: &mut Shell,
) -> Result<Vec<Answer<'s>>, CommandError> {
    signals::watch().map_err(|error| CommandError(error.to_string()))?;
    live::adopt_orphans();
    let (said, heard) = channel();
    let answers = thread::scope(|scope| {
        let begin = |server: &'s Server| {
            let said = said.clone();
            scope.spawn(move || server.ask(timeout, &said))
        };
        let asked: Vec<_> = servers.iter().map(begin).collect();
        drop(said);
        heard.into_iter().for_each(|text: String| shell.note(&text));
        asked.into_iter().filter_map(|asked| asked.join().ok()).collect()
    });
    drop(live::end_all());
    Ok(answers)
}

impl Server {
    fn ask(&self, timeout: Duration, said: &Sender<String>) -> Answer<'_> {
        // Nobody listens any more only when the run is over.
        let tell = |text: String| drop(said.send(self.says(&text)));
        Answer { server: self, listed: live::pull(&self.target, timeout, &tell) }
    }

    /// A text about it, where there are others.
    pub(super) fn says(&self, text: &str) -> String {
        match &*self.name {
            "" => text.to_owned(),
            name => format!("{}: {text}", escape::inline(name)),
        }
    }
}

impl Answer<'_> {
    /// The text that is written of it, and what is wrong with it, shown in `place`. Where the
    /// server didn't answer, why and what it said itself is shown.
    pub(super) fn written(
        &self,
        place: &str,
        session: &mut Session<Disk>,
        shell: &mut Shell,
    ) -> Option<Written> {
        match &self.listed {
            Ok(listed) => match Written::new(listed, &self.server.target, place, session) {
                Ok(written) => {
                    shell.findings(&written.findings, session.sources());
                    return Some(written);
                }
                Err(error) => shell.trouble(&self.server.says(&error.to_string())),
            },
            Err(failure) => self.tell(failure, shell),
        }
        None
    }

    /// The catalog that would be written of it, placed in `place`. Where the server didn't answer,
    /// why and what it said itself is shown.
    pub(super) fn catalog(
        &self,
        place: &str,
        session: &mut Session<Disk>,
        shell: &mut Shell,
    ) -> Option<Arc<Catalogued>> {
        let listed = match &self.listed {
            Ok(listed) => listed,
            Err(failure) => {
                self.tell(failure, shell);
                return None;
            }
        };
        let written = Written::new(listed, &self.server.target, place, session);
        let catalog = written.and_then(|written| written.catalog(place, session));
        catalog.inspect_err(|error| shell.trouble(&self.server.says(&error.to_string()))).ok()
    }

    fn tell(&self, Failure { reason, said }: &Failure, shell: &mut Shell) {
        shell.trouble(&self.server.says(reason));
        if let Some(said) = said.as_ref().filter(|said| !said.is_empty()) {
            let lines: Vec<String> = said.lines().map(|line| format!("  {line}")).collect();
            let begin = self.server.says("its standard error ends with:");
            shell.note(&format!("{begin}\n{}", lines.join("\n")));
        }
    }
}
