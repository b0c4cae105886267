//! `--fix` and `--diff` of `mcpol check`: what findings offer, made or shown.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::disk::{self, Disk};
use super::shell::{CommandError, Shell};
use super::writer::Writer;
use crate::finding::Safety;
use crate::fix::{self, FixedText};
use crate::render::findings::report::{Fixed, LeftFix, MadeFix};
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
        if self.fix.is_some() && paths.iter().any(|path| is_word_of_fix(path)) {
            return Err(CommandError(
                "`--fix` takes no word after a blank: write `--fix=safe` or `--fix=unsafe`"
                    .to_owned(),
            ));
        }
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
        if fixed.made.is_empty() && fixed.left.is_empty() {
            return Ok(None);
        }
        let file = path.to_string_lossy().into_owned();
        let diff = (self.diff && !fixed.made.is_empty()).then(|| {
            text_diff::unified(&file, &format!("{file} (fixed)"), &fixed.before, &fixed.after)
        });
        match &diff {
            Some(_) => drop(session.put(path, fixed.before.as_bytes().to_vec())?),
            None if fixed.made.is_empty() => {}
            None => writer.rewrite(path, &fixed.after)?,
        }
        Ok(Some(report(file, fixed, diff)))
    }
}

/// `unsafe`, where no file has this name.
fn is_word_of_fix(path: &Path) -> bool {
    [Path::new("safe"), Path::new("unsafe")].contains(&path) && !path.exists()
}

fn report(file: String, fixed: FixedText, diff: Option<String>) -> Fixed {
    let shown =
        |fix: fix::Offered| MadeFix { code: fix.code.to_owned(), title: fix.title, line: fix.line };
    let left = fixed.left.into_iter();
    let left = left.map(|(fix, reason)| LeftFix { fix: shown(fix), reason: reason.to_string() });
    Fixed {
        file,
        count: fixed.made.len(),
        left: left.collect(),
        made: fixed.made.into_iter().map(shown).collect(),
        diff,
    }
}
