//! The catalogs of a client's servers, for those who go on with them.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::asked::ask;
use super::clients::Clients;
use super::configured::asked;
use super::{names, place};
use crate::cli::disk::Disk;
use crate::cli::shell::{CommandError, Shell};
use crate::live::clients::Configured;
use crate::session::{Server as Catalogued, Session};
use crate::strings::{escape, tick};

/// The catalog of a server.
pub(in crate::cli) struct Had {
    /// What the client calls the server.
    pub(in crate::cli) name: String,
    /// Where its catalog lies, or is to lie.
    pub(in crate::cli) file: PathBuf,
    pub(in crate::cli) catalog: Arc<Catalogued>,
    /// Whether it is yet to be written.
    pub(in crate::cli) is_new: bool,
}

impl Clients {
    /// The catalogs of some servers, sorted by name: those that lie in a folder, and what the other
    /// servers answer. Those that can't be had are told.
    pub(in crate::cli) fn catalogs(
        &self,
        servers: Vec<Configured>,
        folder: &Path,
        timeout: Duration,
        session: &mut Session<Disk>,
        shell: &mut Shell,
    ) -> Result<Vec<Had>, CommandError> {
        let file = |name: &str| folder.join(names::catalog(name));
        let (there, others): (Vec<_>, Vec<_>) =
            servers.into_iter().partition(|server| file(&server.name).exists());
        let mut had = Vec::new();
        for Configured { name, .. } in there {
            let file = file(&name);
            let (shown, place) = (escape::inline(&name), tick(&file.to_string_lossy()));
            shell.note(&format!("{shown}: not asked, its catalog is {place}"));
            let catalog = session.catalog(&file)?;
            had.push(Had { name, file, catalog, is_new: false });
        }
        let servers = asked(others, shell);
        for server in &servers {
            place::check(&file(&server.name), &shell.writer)?;
        }
        self.confirm(&servers)?;
        for answer in ask(&servers, timeout, shell)? {
            let name = answer.server.name.clone();
            let file = file(&name);
            let catalog = answer.catalog(&file.to_string_lossy(), session, shell);
            had.extend(catalog.map(|catalog| Had { name, file, catalog, is_new: true }));
        }
        had.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(had)
    }
}
