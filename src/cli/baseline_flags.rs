//! The options about findings that were there before the linter.

use std::path::PathBuf;

use clap::Args;

use super::disk::{self, Disk};
use super::shell::Trouble;
use crate::baseline::{self, Baseline};
use crate::finding::Finding;
use crate::session::Session;

/// Findings that are known and don't count.
#[derive(Debug, Args)]
pub(super) struct BaselineFlags {
    /// Leave the findings out that this file holds; one that is gone must go from it
    #[arg(long, value_name = "FILE", conflicts_with = "write_baseline")]
    baseline: Option<PathBuf>,

    /// Write today's findings to this file, for --baseline
    #[arg(long, value_name = "FILE")]
    write_baseline: Option<PathBuf>,
}

impl BaselineFlags {
    /// The findings that count, and how many are known.
    pub(super) fn sort_out(
        &self,
        findings: Vec<Finding>,
        session: &mut Session<Disk>,
    ) -> Result<(Vec<Finding>, usize), Trouble> {
        if let Some(path) = &self.write_baseline {
            disk::write(path, &baseline::write(&findings, session.sources()))?;
        }
        let Some(path) = self.baseline.as_ref().or(self.write_baseline.as_ref()) else {
            return Ok((findings, 0));
        };
        let read = match session.source(path)? {
            Ok(source) => Baseline::read(&source),
            Err(fault) => Err(vec![fault]),
        };
        Ok(match read {
            Ok(baseline) => baseline.sort_out(findings, session.sources()),
            Err(faults) => (findings.into_iter().chain(faults).collect(), 0),
        })
    }
}
