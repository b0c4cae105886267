//! `mcpol test --list`: the tests, without running them.

use std::path::{Path, PathBuf};

use super::wanted::Wanted;
use crate::cli::disk::Disk;
use crate::cli::shell::{CommandError, Outcome, Shell};
use crate::finding::Finding;
use crate::render::testing::{Listed, TestList};
use crate::session::{Session, in_order};

/// Lists the tests that are meant. What can't be read as a policy is said, since it may hold some.
pub(super) fn list(
    paths: &[PathBuf],
    wanted: &Wanted,
    session: &mut Session<Disk>,
    shell: &mut Shell,
) -> Result<Outcome, CommandError> {
    let mut wanted = wanted.clone();
    let mut listing = Listing::default();
    for path in paths {
        if let Err(trouble) = listing.add(path, &mut wanted, session) {
            shell.trouble(&trouble);
        }
    }
    if listing.tests.is_empty() && listing.faults.is_empty() {
        return if shell.has_failed() { Ok(Outcome::Faults) } else { Err(wanted.nothing()) };
    }
    let faults = in_order(listing.faults);
    shell.findings(&faults, session.sources());
    shell.emit(&TestList { tests: &listing.tests });
    Ok(Outcome::clean_if(faults.is_empty()))
}

#[derive(Default)]
struct Listing {
    tests: Vec<Listed>,
    faults: Vec<Finding>,
}

impl Listing {
    fn add(
        &mut self,
        path: &Path,
        wanted: &mut Wanted,
        session: &mut Session<Disk>,
    ) -> Result<(), CommandError> {
        self.faults.extend(session.faults(path)?.into_iter().filter(Finding::is_error));
        let names = session.tests(path)?.into_iter().filter(|name| wanted.takes(&name.node));
        let listed = names.map(|name| Listed::new(&name.node, name.span, session.sources()));
        self.tests.extend(listed);
        Ok(())
    }
}
