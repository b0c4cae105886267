//! Findings that were there when the linter came: kept in a file, so that only new ones count.
//!
//! A finding is known again by its lint, its file, its tools and the text that it is about, not by
//! its line. The file is strict: an entry whose finding is gone must go too. Errors are never in it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::finding::{Finding, Level, tick};
use crate::json::{JsonError, Node, Shape, Tape};
use crate::source::{Source, Sources, Span};

/// What the format's version is.
const VERSION: &str = "1";

/// A finding, as a baseline knows it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Entry {
    /// The file that the finding is in.
    pub file: String,
    /// The lint.
    pub lint: String,
    /// The text that it is about.
    pub text: String,
    /// The tools that it concerns.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tools: Vec<String>,
}

/// The known findings and where each stands in the file; equal ones stand there as often.
#[derive(Debug)]
pub struct Baseline {
    entries: BTreeMap<Entry, Vec<Span>>,
}

#[derive(Serialize)]
struct File<'e> {
    version: &'static str,
    findings: &'e [Entry],
}

impl Entry {
    /// How a finding is known again.
    pub fn of(finding: &Finding, sources: &Sources) -> Self {
        let source = sources.get(finding.span.source);
        Self {
            file: source.map(|source| source.name().replace('\\', "/")).unwrap_or_default(),
            lint: finding.code.to_owned(),
            text: source.map(|source| source.slice(finding.span).to_owned()).unwrap_or_default(),
            tools: finding.tools.iter().map(ToString::to_string).collect(),
        }
    }
}

/// The file that holds these findings, errors and waived ones left out.
pub fn write(findings: &[Finding], sources: &Sources) -> String {
    let counted = findings.iter().filter(|finding| counts(finding));
    let mut entries: Vec<Entry> = counted.map(|finding| Entry::of(finding, sources)).collect();
    entries.sort();
    let file = File { version: VERSION, findings: &entries };
    crate::report::json::document(&file)
}

/// Whether a finding can be in a baseline.
fn counts(finding: &Finding) -> bool {
    finding.level != Level::Error && finding.waived.is_none()
}

impl Baseline {
    /// Reads a file.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn read(source: &Source) -> Result<Self, Vec<Finding>> {
        let tape = Tape::read(source).map_err(|error| vec![fault(&error)])?;
        let flaws: Vec<_> = tape.flaws().iter().map(|flaw| wrong(flaw.span())).collect();
        if !flaws.is_empty() {
            return Err(flaws);
        }
        let mut errors = Vec::new();
        let entries = entries(tape.root(), &mut errors);
        if errors.is_empty() { Ok(Self { entries }) } else { Err(errors) }
    }

    /// Takes the known findings out: those that are new, how many are known, and a finding for each
    /// entry that is gone.
    pub fn sort_out(mut self, findings: Vec<Finding>, sources: &Sources) -> (Vec<Finding>, usize) {
        let before = findings.len();
        let mut new: Vec<Finding> =
            findings.into_iter().filter(|finding| !self.knows(finding, sources)).collect();
        let known = before - new.len();
        let gone = self
            .entries
            .into_iter()
            .flat_map(|(entry, places)| places.into_iter().map(move |place| stale(&entry, place)));
        new.extend(gone);
        (new, known)
    }

    fn knows(&mut self, finding: &Finding, sources: &Sources) -> bool {
        counts(finding)
            && self
                .entries
                .get_mut(&Entry::of(finding, sources))
                .is_some_and(|places| places.pop().is_some())
    }
}

fn entries(root: Node<'_>, errors: &mut Vec<Finding>) -> BTreeMap<Entry, Vec<Span>> {
    let mut all: BTreeMap<Entry, Vec<Span>> = BTreeMap::new();
    let Some(members) = object(root, &["version", "findings"], errors) else { return all };
    match members.get("version").map(|node| node.text_value()) {
        Some(Ok(version)) if version == VERSION => {}
        _ => errors.push(wrong(members.get("version").map_or(root.opening(), |it| it.span()))),
    }
    let Some(Ok(Shape::Array(findings))) = members.get("findings").map(|node| node.shape()) else {
        errors.push(wrong(members.get("findings").map_or(root.opening(), |it| it.span())));
        return all;
    };
    for node in findings {
        if let Some(entry) = entry(node, errors) {
            all.entry(entry).or_default().push(node.span());
        }
    }
    all
}

fn entry(node: Node<'_>, errors: &mut Vec<Finding>) -> Option<Entry> {
    let members = object(node, &["file", "lint", "text", "tools"], errors)?;
    let mut text = |key: &str| match members.get(key).map(|node| node.text_value()) {
        Some(Ok(text)) => Some(text.into_owned()),
        _ => {
            errors.push(wrong(members.get(key).map_or(node.opening(), |it| it.span())));
            None
        }
    };
    let (file, lint, about) = (text("file"), text("lint"), text("text"));
    let tools = match members.get("tools").map(|node| node.shape()) {
        None => Vec::new(),
        Some(Ok(Shape::Array(tools))) => {
            tools.filter_map(|tool| Some(tool.text_value().ok()?.into_owned())).collect()
        }
        Some(_) => {
            errors.extend(members.get("tools").map(|tools| wrong(tools.span())));
            return None;
        }
    };
    Some(Entry { file: file?, lint: lint?, text: about?, tools })
}

/// The members of an object that has no others than `known`.
fn object<'s>(
    node: Node<'s>,
    known: &[&str],
    errors: &mut Vec<Finding>,
) -> Option<BTreeMap<String, Node<'s>>> {
    let Ok(Shape::Object(members)) = node.shape() else {
        errors.push(wrong(node.span()));
        return None;
    };
    let mut named = BTreeMap::new();
    for member in members {
        let name = member.name().into_owned();
        if known.contains(&&*name) {
            named.insert(name, member.value);
        } else {
            errors.push(wrong(member.key.span()));
        }
    }
    Some(named)
}

fn fault(error: &JsonError) -> Finding {
    Finding::error("baseline-format", error.span, &error.message).help(HELP)
}

fn wrong(span: Span) -> Finding {
    Finding::error("baseline-format", span, "this has no place in a baseline").help(HELP)
}

const HELP: &str = "`mcpol check --write-baseline FILE` writes a baseline";

fn stale(entry: &Entry, place: Span) -> Finding {
    let message = format!("this finding of {} is gone", tick(&entry.lint));
    Finding::error("stale-baseline", place, message)
        .help("remove the entry, or write the baseline anew with `--write-baseline FILE`")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(sources: &mut Sources) -> Vec<Finding> {
        let source = sources.add("a.mcpol", "allow *\nallow *\n").unwrap();
        let finding = |start| {
            let span = Span::new(source.id(), start, start + 1);
            let tools = vec!["b".into(), "c".into()];
            Finding { tools, ..Finding::warn("broad-allow", span, "too much") }
        };
        vec![finding(6), finding(14)]
    }

    fn read(text: &str, sources: &mut Sources) -> Result<Baseline, Vec<Finding>> {
        Baseline::read(&sources.add("baseline.json", text).unwrap())
    }

    #[test]
    fn what_was_written_is_known_again_wherever_it_stands() {
        let mut sources = Sources::default();
        let findings = findings(&mut sources);
        let baseline = read(&write(&findings, &sources), &mut sources).unwrap();
        let moved: Vec<_> = findings.iter().rev().cloned().collect();
        assert_eq!(baseline.sort_out(moved, &sources), (Vec::new(), 2));
    }

    #[test]
    fn each_entry_covers_one_finding_and_one_that_is_gone_is_an_error() {
        let mut sources = Sources::default();
        let findings = findings(&mut sources);
        let one = write(&findings[..1], &sources);
        let (new, known) = read(&one, &mut sources).unwrap().sort_out(findings.clone(), &sources);
        assert_eq!((new.len(), known), (1, 1));
        let (gone, known) = read(&one, &mut sources).unwrap().sort_out(Vec::new(), &sources);
        assert_eq!((gone[0].code, known), ("stale-baseline", 0));
    }

    #[test]
    fn errors_are_never_in_a_baseline() {
        let mut sources = Sources::default();
        let source = sources.add("a.mcpol", "x").unwrap();
        let error = Finding::error("unknown-tool", source.span(), "no");
        assert!(!write(&[error], &sources).contains("unknown-tool"));
    }

    #[test]
    fn what_has_no_place_in_it_is_reported() {
        for text in [
            "[]",
            "{\"version\": \"2\", \"findings\": []}",
            "{\"version\": \"1\"}",
            "{\"version\": \"1\", \"findings\": [], \"more\": 1}",
            "{\"version\": \"1\", \"version\": \"1\", \"findings\": []}",
            "{\"version\": \"1\", \"findings\": [{\"file\": \"a\", \"lint\": \"b\"}]}",
            "{\"version\": \"1\", \"findings\": [1]}",
            "nonsense",
        ] {
            let found = read(text, &mut Sources::default()).unwrap_err();
            assert!(found.iter().all(|finding| finding.code == "baseline-format"), "{text}");
        }
    }
}
