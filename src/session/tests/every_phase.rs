//! Every phase over one policy, one catalog and one file of calls, in memory.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::catalog::Catalog;
use crate::finding::Finding;
use crate::gateway::{Call, Gateway, read, write};
use crate::json::document;
use crate::render::catalog as show;
use crate::render::findings::report::Report;
use crate::render::findings::{Summary, human};
use crate::render::terminal::Terminal;
use crate::session::{Checked, Depth, Memory, Session};
use crate::source::{Source, Sources};
use crate::strings::escape;
use crate::{cli, syntax, testing};

const POLICY: &str = "p.mcpol";
const CATALOG: &str = "c.json";

/// Reads the policy with the catalog in every way that a command does.
pub(crate) fn policy(policy: &[u8], catalog: &[u8]) {
    let files = Memory::from([
        (PathBuf::from(POLICY), policy.to_vec()),
        (PathBuf::from(CATALOG), catalog.to_vec()),
    ]);
    let mut session = Session::new(files);
    let part = session.check(Path::new(POLICY), Depth::Check).unwrap();
    sound(&part.findings, session.sources());
    session.use_catalog(Path::new(CATALOG)).unwrap();
    let checked = session.check(Path::new(POLICY), Depth::Compile).unwrap();
    sound(&checked.findings, session.sources());
    compiled(&checked);
    formatted(&checked);
}

/// Reads a catalog and everything in it.
pub(crate) fn catalog(bytes: &[u8]) {
    let mut sources = Sources::default();
    let source = text(&mut sources, bytes);
    let (catalog, findings) = Catalog::read(source);
    sound(&findings, &sources);
    safe(&show::listing(&catalog, None, Terminal::PIPE));
    safe(&document(&show::report(&catalog, None)));
}

/// Reads calls, and asks a policy that says nothing about them.
pub(crate) fn calls(bytes: &[u8]) {
    let (mut log, mut session) = (cli::CallLog::new(bytes), Session::new(Memory::new()));
    let mut calls = Vec::new();
    while let Some(next) = log.next().unwrap() {
        calls.extend(next.into_iter().map(|asked| asked.call));
    }
    decide("{\"version\": \"1\", \"default\": \"allow\"}", &calls);
    let findings = log.findings(Path::new("calls.jsonl"), &mut session).unwrap();
    sound(&findings.unwrap_or_default(), session.sources());
}

/// Reads the gateway's JSON.
pub(crate) fn gateway(bytes: &[u8]) {
    let mut sources = Sources::default();
    let source = text(&mut sources, bytes);
    match read(&source) {
        Ok(document) => assert_eq!(reread(&write(&document)), write(&document)),
        Err(findings) => sound(&findings, &sources),
    }
}

fn text(sources: &mut Sources, bytes: &[u8]) -> Arc<Source> {
    sources.add("text", String::from_utf8_lossy(bytes).into_owned()).unwrap()
}

/// What holds of everything that is said: it has a place in a text, and words that are safe.
fn sound(findings: &[Finding], sources: &Sources) {
    for finding in findings {
        let labels = finding.labels.iter().map(|label| label.span);
        for span in std::iter::once(finding.span).chain(labels) {
            let source = sources.get(span.source).unwrap();
            assert!(source.text().get(span.range()).is_some(), "{finding:?}");
        }
        assert!(!finding.message.is_empty() && !finding.message.ends_with('.'), "{finding:?}");
    }
    safe(&human::render(findings, sources, Terminal::PIPE));
    safe(&document(&Report::new(findings, Summary::of(findings, 1), sources)));
}

fn safe(text: &str) {
    let raw = text.chars().find(|it| *it != '\n' && escape::is_unsafe(*it));
    assert_eq!(raw, None, "{text}");
}

/// What is compiled is read back, and decides the policy's own tests.
fn compiled(checked: &Checked) {
    let Some(emitted) = checked.emit() else { return };
    let json = write(&emitted.document);
    assert_eq!(reread(&json), json);
    for test in testing::tests(checked.file()).take(20) {
        testing::Runner::default().run(test, &emitted.document);
    }
}

fn reread(json: &str) -> String {
    let source = Sources::default().add("compiled", json).unwrap();
    write(&read(&source).unwrap())
}

fn formatted(checked: &Checked) {
    if let Ok(once) = syntax::format(checked.source()) {
        let source = Sources::default().add("formatted", once.as_str()).unwrap();
        assert_eq!(syntax::format(&source).unwrap(), once);
    }
}

fn decide(policy: &str, calls: &[Call]) {
    let source = Sources::default().add("policy", policy).unwrap();
    let document = read(&source).unwrap();
    let mut gateway = Gateway::new(&document);
    for call in calls {
        gateway.decide(call);
    }
}
