//! `--fix` and `--diff` of `mcpol check`: what findings offer, made or shown.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::disk::{self, Disk};
use super::shell::{CommandError, Shell};
use super::writer::Writer;
use crate::finding::Safety;
use crate::fix;
use crate::render::findings::report::Fixed;
use crate::render::text_diff;
use crate::session::Session;

/// The options of fixes.
#[derive(Debug, Args)]
pub(super) struct FixArguments {
    /// Apply fixes. By default only those that can't loosen the policy; `unsafe` also applies fixes
    /// that guess intent
    #[arg(
        long, value_enum, value_name = "WHICH",
        num_args = 0..=1, require_equals = true, default_missing_value = "safe"
    )]
    fix: Option<Which>,

    /// Write nothing; print the changes that `--fix` would make
    #[arg(long)]
    diff: bool,
}

/// Which fixes are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Which {
    Safe,
    Unsafe,
}

impl FixArguments {
    /// Whether standard output is the diff's.
    pub(super) fn is_diff(&self) -> bool {
        self.diff
    }

    /// That a file is there to be written, where one is to be.
    ///
    /// # Errors
    /// Standard input can't be written.
    pub(super) fn check_paths(&self, paths: &[PathBuf]) -> Result<(), CommandError> {
        let writes = self.fix.is_some() && !self.diff;
        if writes && paths.iter().any(|path| disk::is_stdin(path)) {
            return Err(CommandError(
                "`--fix` can't write to `-`; `--diff` shows the changes".to_owned(),
            ));
        }
        Ok(())
    }

    /// Fixes the files, or with `--diff` says how that would change them; the session then has
    /// them as they are.
    pub(super) fn fix_files(
        &self,
        paths: &[PathBuf],
        session: &mut Session<Disk>,
        shell: &mut Shell,
    ) -> Option<Vec<Fixed>> {
        if self.fix.is_none() && !self.diff {
            return None;
        }
        let mut fixed = Vec::new();
        for path in paths {
            match self.file(path, paths, session, &shell.writer) {
                Ok(file) => fixed.extend(file),
                Err(trouble) => shell.trouble(&trouble),
            }
        }
        Some(fixed)
    }

    fn file(
        &self,
        path: &Path,
        run: &[PathBuf],
        session: &mut Session<Disk>,
        writer: &Writer,
    ) -> Result<Option<Fixed>, CommandError> {
        let most = match self.fix {
            Some(Which::Unsafe) => Safety::Unsafe,
            Some(Which::Safe) | None => Safety::Safe,
        };
        // A file that can't be read is reported when it is checked.
        let Ok(fixed) = fix::apply_fixes(session, path, run, most) else { return Ok(None) };
        if fixed.count == 0 {
            return Ok(None);
        }
        let file = path.to_string_lossy().into_owned();
        if !self.diff {
            writer.rewrite(path, &fixed.after)?;
            return Ok(Some(Fixed { file, count: fixed.count, diff: None }));
        }
        session.put(path, fixed.before.as_bytes().to_vec())?;
        let diff =
            text_diff::unified(&file, &format!("{file} (fixed)"), &fixed.before, &fixed.after);
        Ok(Some(Fixed { file, count: fixed.count, diff: Some(diff) }))
    }
}
