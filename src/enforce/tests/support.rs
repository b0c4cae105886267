//! Counters in memory, files of the tests' own folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::super::counters::{Counters, StoreError, Taken, after};
use super::super::quota::Quota;
use super::super::{Client, Decided, Hook};
use crate::session::{Memory, Session};

/// Counters of one process, by what tells them apart.
#[derive(Debug, Default, Clone)]
pub(super) struct InMemory(BTreeMap<(String, String, String, i64, i64), i64>);

impl InMemory {
    /// Whether nothing was ever taken.
    pub(super) fn is_unused(&self) -> bool {
        self.0.is_empty()
    }
}

impl Counters for InMemory {
    fn take(&mut self, quotas: &[Quota<'_>]) -> Result<Taken, StoreError> {
        let mut taken = self.0.clone();
        for (index, quota) in quotas.iter().enumerate() {
            let tool = quota.tool.unwrap_or_default().to_owned();
            let (counter, seconds) = (quota.counter.clone(), quota.window.seconds());
            let key = (quota.policy.to_owned(), tool, counter, seconds, quota.number);
            let used = taken.entry(key).or_default();
            match after(*used, quota) {
                Some(after) => *used = after,
                None => return Ok(Taken::Full(index)),
            }
        }
        self.0 = taken;
        Ok(Taken::All)
    }
}

/// The files of `tests/cases/hook`.
pub(super) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/hook")
}

/// The files in a folder, by their names.
pub(super) fn files(folder: &Path) -> Memory {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = entries.filter(|path| path.is_file());
    files.map(|path| (path.file_name().unwrap().into(), std::fs::read(&path).unwrap())).collect()
}

/// What becomes of a message under the configuration in these files.
pub(super) fn decide(files: &Memory, client: Client, message: &[u8]) -> Decided {
    let mut open = || Ok(Box::new(InMemory::default()) as Box<dyn Counters>);
    decide_with(files, client, message, &mut open)
}

/// The same with counters that are opened so.
pub(super) fn decide_with(
    files: &Memory,
    client: Client,
    message: &[u8],
    open: &mut dyn FnMut() -> Result<Box<dyn Counters>, StoreError>,
) -> Decided {
    let mut session = Session::new(files.clone());
    let configuration = session.configuration(Path::new("mcpol.toml")).unwrap();
    Hook { client, session: &mut session, configuration, open, at: 0 }.decide(message)
}

/// A message of Claude Code.
pub(super) fn claude(tool: &str, arguments: &str) -> Vec<u8> {
    let tool = crate::json::quoted(tool);
    format!(
        r#"{{"hook_event_name": "PreToolUse", "tool_name": {tool}, "tool_input": {arguments}}}"#
    )
    .into_bytes()
}
