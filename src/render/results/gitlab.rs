//! GitLab's Code Quality report.

use serde::Serialize;

use super::Results;
use super::fingerprint::fingerprints;
use crate::finding::Level;
use crate::json;
use crate::render::RunError;
use crate::render::findings::report::Item;
use crate::strings::Fingerprint;

#[derive(Serialize)]
struct Issue<'i> {
    description: String,
    check_name: &'i str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'i>,
}

/// The name of what the run could not do.
const RUN_ERROR: &str = "mcpol";
/// Where an issue is said to be that has no file.
const NO_FILE: &str = ".";

#[derive(Serialize)]
struct Location<'i> {
    path: &'i str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// An array with what the run could not do and every finding that counts.
pub(crate) fn gitlab(results: &Results) -> String {
    let prints = fingerprints(results.counted());
    let errors = results.errors.iter().map(run_error);
    let issues: Vec<_> = errors.chain(results.counted().zip(prints).map(issue)).collect();
    json::document(&issues)
}

fn run_error(error: &RunError) -> Issue<'_> {
    let mut fingerprint = Fingerprint::new();
    fingerprint.add(&(RUN_ERROR, &error.message));
    Issue {
        description: error.message.clone(),
        check_name: RUN_ERROR,
        fingerprint: fingerprint.finish(),
        severity: "blocker",
        location: Location { path: NO_FILE, lines: Lines { begin: 1, end: 1 } },
    }
}

fn issue((item, fingerprint): (&Item, String)) -> Issue<'_> {
    Issue {
        description: item.lines_with_places().join("\n"),
        check_name: &item.code,
        fingerprint,
        severity: severity(item.level),
        location: Location {
            path: path(&item.at.file),
            lines: Lines { begin: item.at.line, end: item.at.end_line },
        },
    }
}

/// A finding about nothing that is written has no file.
fn path(file: &str) -> &str {
    match file.strip_prefix("./").unwrap_or(file) {
        "" => NO_FILE,
        path => path,
    }
}

fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "critical",
        Level::Deny => "major",
        Level::Warn => "minor",
    }
}
