//! GitLab's Code Quality report.

use serde::Serialize;

use super::Results;
use super::fingerprint::fingerprints;
use crate::finding::Level;
use crate::json;
use crate::render::findings::report::Item;

#[derive(Serialize)]
struct Issue<'i> {
    description: String,
    check_name: &'i str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'i>,
}

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

/// An array with every finding that counts.
pub fn gitlab(results: &Results) -> String {
    let prints = fingerprints(results.counted());
    let issues: Vec<_> = results.counted().zip(prints).map(issue).collect();
    json::document(&issues)
}

fn issue((item, fingerprint): (&Item, String)) -> Issue<'_> {
    Issue {
        description: item.lines().join("\n"),
        check_name: &item.code,
        fingerprint,
        severity: severity(item.level),
        location: Location {
            path: item.at.file.strip_prefix("./").unwrap_or(&item.at.file),
            lines: Lines { begin: item.at.line, end: item.at.end_line },
        },
    }
}

fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "critical",
        Level::Deny => "major",
        Level::Warn => "minor",
    }
}
