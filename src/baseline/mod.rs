//! Findings that were there when the linter came: kept in a file, so that only new ones count.
//!
//! A finding is known again by its lint, its file, its tools and the tokens of the text that it is
//! about, not by its line nor by how the text is laid out. The file is strict: an entry whose
//! finding is gone must go too. Errors are never in it. Which entries a run can judge is `cli`'s to
//! say: it knows what was looked at.

mod error;
mod read;

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use crate::finding::{Finding, Level};
use crate::source::{Source, Sources, Span};
use crate::strings::secrets;
use crate::syntax;
use error::BaselineError;

/// What the format's version is.
const VERSION: &str = "1";

/// A finding, as a baseline knows it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) struct Entry {
    /// The file that the finding is in.
    pub file: String,
    /// The lint.
    pub lint: String,
    /// The tokens of the text that it is about, comments left out, secrets masked.
    pub text: String,
    /// The tools that it concerns.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tools: Vec<String>,
}

/// How the files of a run are called in a baseline.
#[derive(Clone, Copy)]
pub(crate) struct Names<'n> {
    /// The texts that the findings point into.
    pub sources: &'n Sources,
    /// A source's name as the baseline has it.
    pub name: &'n dyn Fn(&str) -> String,
}

/// The known findings and where each stands in the file; equal ones stand there as often.
#[derive(Debug)]
pub(crate) struct Baseline {
    entries: BTreeMap<Entry, Vec<Span>>,
}

/// What a baseline makes of a run's findings.
#[derive(Debug)]
pub(crate) struct Sorted {
    /// Those that it doesn't know.
    pub new: Vec<Finding>,
    /// Those that it knows.
    pub known: Vec<Finding>,
    /// Its entries that no finding matches, in the order of their words.
    pub unmatched: Vec<Unmatched>,
}

/// An entry without its finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unmatched {
    /// The entry.
    pub entry: Entry,
    /// Where it stands in the baseline.
    pub place: Span,
}

#[derive(Serialize)]
struct File<'e> {
    version: &'static str,
    findings: &'e [Entry],
}

impl Entry {
    /// How a finding is known again.
    fn of(finding: &Finding, names: Names<'_>) -> Self {
        let source = names.sources.get(finding.span.source);
        let text = source.map_or("", |source| source.slice(finding.span));
        let text = syntax::without_layout(text);
        Self {
            file: source.map(|source| (names.name)(source.name())).unwrap_or_default(),
            lint: finding.code.to_owned(),
            text: secrets::masked(&text).into_owned(),
            tools: finding.tools.iter().map(ToString::to_string).collect(),
        }
    }
}

impl Unmatched {
    /// The finding that it is gone.
    pub(crate) fn stale(self) -> Finding {
        let Entry { lint, file, tools, .. } = self.entry;
        BaselineError::Stale { lint, file, tools, span: self.place }.finding()
    }
}

/// The file that holds these findings, errors and waived ones left out.
pub(crate) fn write(findings: &[Finding], names: Names<'_>) -> String {
    let counted = findings.iter().filter(|finding| counts(finding));
    let mut entries: Vec<Entry> = counted.map(|finding| Entry::of(finding, names)).collect();
    entries.sort();
    let file = File { version: VERSION, findings: &entries };
    crate::json::document(&file)
}

/// Those of some findings that aren't among others, each as often.
pub(crate) fn beyond(findings: &[Finding], others: &[Finding], names: Names<'_>) -> Vec<Finding> {
    let mut known: BTreeMap<Entry, usize> = BTreeMap::new();
    for other in others {
        *known.entry(Entry::of(other, names)).or_default() += 1;
    }
    let is_new = |finding: &&Finding| match known.get_mut(&Entry::of(finding, names)) {
        Some(left) if *left > 0 => {
            *left -= 1;
            false
        }
        _ => true,
    };
    findings.iter().filter(is_new).cloned().collect()
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
    pub(crate) fn read(source: &Source) -> Result<Self, Vec<Finding>> {
        read::entries(source).map(|entries| Self { entries })
    }

    /// The entries that another baseline hasn't, or not as often, each with its place.
    pub(crate) fn beyond(&self, other: Option<&Self>) -> Vec<(&Entry, Span)> {
        let known = |entry| other.and_then(|other| other.entries.get(entry)).map_or(0, Vec::len);
        let more = self.entries.iter().flat_map(|(entry, places)| {
            places.iter().skip(known(entry)).map(move |place| (entry, *place))
        });
        more.collect()
    }

    /// Takes the known findings out.
    pub(crate) fn sort_out(mut self, findings: Vec<Finding>, names: Names<'_>) -> Sorted {
        let (known, new): (Vec<_>, Vec<_>) =
            findings.into_iter().partition(|finding| self.knows(finding, names));
        let unmatched = self.entries.into_iter().flat_map(|(entry, places)| {
            places.into_iter().map(move |place| Unmatched { entry: entry.clone(), place })
        });
        Sorted { new, known, unmatched: unmatched.collect() }
    }

    fn knows(&mut self, finding: &Finding, names: Names<'_>) -> bool {
        counts(finding)
            && self
                .entries
                .get_mut(&Entry::of(finding, names))
                .is_some_and(|places| places.pop().is_some())
    }
}

impl fmt::Debug for Names<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Names").finish_non_exhaustive()
    }
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

    /// The names as they are.
    fn names(sources: &Sources) -> Names<'_> {
        Names { sources, name: &|name| name.to_owned() }
    }

    fn read(text: &str, sources: &mut Sources) -> Result<Baseline, Vec<Finding>> {
        Baseline::read(&sources.add("baseline.json", text).unwrap())
    }

    #[test]
    fn what_was_written_is_known_again_wherever_it_stands() {
        let mut sources = Sources::default();
        let findings = findings(&mut sources);
        let baseline = read(&write(&findings, names(&sources)), &mut sources).unwrap();
        let moved: Vec<_> = findings.iter().rev().cloned().collect();
        let sorted = baseline.sort_out(moved, names(&sources));
        assert_eq!((sorted.new, sorted.known.len(), sorted.unmatched), (vec![], 2, vec![]));
    }

    #[test]
    fn each_entry_covers_one_finding_and_one_that_is_gone_is_an_error() {
        let mut sources = Sources::default();
        let findings = findings(&mut sources);
        let one = write(&findings[..1], names(&sources));
        let baseline = read(&one, &mut sources).unwrap();
        let sorted = baseline.sort_out(findings.clone(), names(&sources));
        assert_eq!((sorted.new.len(), sorted.known.len(), sorted.unmatched), (1, 1, vec![]));
        let baseline = read(&one, &mut sources).unwrap();
        let mut sorted = baseline.sort_out(Vec::new(), names(&sources));
        assert_eq!((sorted.new.len(), sorted.known.len()), (0, 0));
        assert_eq!(sorted.unmatched.remove(0).stale().code, "stale-baseline");
    }

    #[test]
    fn errors_are_never_in_a_baseline() {
        let mut sources = Sources::default();
        let source = sources.add("a.mcpol", "x").unwrap();
        let error = Finding::error("unknown-tool", source.span(), "no");
        assert!(!write(&[error], names(&sources)).contains("unknown-tool"));
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
            "{\"version\": \"1\", \"findings\": [{\"file\": \"a\", \"lint\": \"b\", \"text\": \"c\", \
             \"tools\": [1]}]}",
            "nonsense",
        ] {
            let found = read(text, &mut Sources::default()).unwrap_err();
            assert!(found.iter().all(|finding| finding.code == "baseline-format"), "{text}");
        }
    }

    #[test]
    fn a_misspelt_key_gets_the_nearest() {
        let text = "{\"version\": \"1\", \"findings\": [], \"finding\": []}";
        let found = read(text, &mut Sources::default()).unwrap_err();
        assert_eq!(found[0].help.as_deref(), Some("did you mean `findings`?"));
    }

    #[test]
    fn secrets_are_not_copied() {
        let mut sources = Sources::default();
        let token = format!("npm_{}", "a8Xk2LmQ9zRt4VbN7c".repeat(2));
        let source = sources.add("a.mcpol", token.as_str()).unwrap();
        let finding = Finding::warn("secret-in-policy", source.span(), "a token");
        let text = write(&[finding], names(&sources));
        assert!(text.contains("npm_*") && !text.contains(&token), "{text}");
    }
}
