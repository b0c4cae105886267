mod cases;
mod every_phase;
mod folder;
mod growth;
mod helps;
mod mutated;
mod pages;
mod published;
mod shown_calls;
mod stack;

use super::*;

const TOOLS: &str = r#"{"tools": [{"name": "fetch"}]}"#;

fn files(files: &[(&str, &str)]) -> Memory {
    files.iter().map(|(name, text)| (PathBuf::from(name), text.as_bytes().to_vec())).collect()
}

fn check(session: &mut Session<Memory>, path: &str) -> Checked {
    session.check(Path::new(path), Depth::Check).unwrap()
}

fn codes(checked: &Checked) -> Vec<&'static str> {
    checked.findings.iter().map(|finding| finding.code).collect()
}

/// The parts of a policy, by their texts' names.
fn parts(all: &[(&str, &str)], path: &str) -> (Vec<String>, Vec<Finding>) {
    let mut session = Session::new(files(all));
    let root = session.load(Path::new(path)).unwrap();
    let mut findings = Vec::new();
    let parts = Includes::new(&mut session, &mut findings).expand(Path::new(path), &root).unwrap();
    (parts.iter().map(|part| part.source().name().to_owned()).collect(), findings)
}

#[test]
fn included_files_come_first_and_each_once() {
    let (names, findings) = parts(
        &[
            ("a.mcpol", "include \"p/b.mcpol\"\ninclude \"p/../p/c.mcpol\""),
            ("p/b.mcpol", "include \"c.mcpol\"\ninclude \"../d.mcpol\""),
            ("p/c.mcpol", ""),
            ("d.mcpol", "include \"p/c.mcpol\""),
        ],
        "./a.mcpol",
    );
    assert_eq!(names, ["p/c.mcpol", "d.mcpol", "p/b.mcpol", "a.mcpol"]);
    assert_eq!(findings, []);
}

#[test]
fn a_cycle_shows_its_way_and_what_leads_into_it_is_no_part_of_it() {
    let all = [
        ("root.mcpol", "include \"a.mcpol\""),
        ("a.mcpol", "include \"b.mcpol\""),
        ("b.mcpol", "include \"a.mcpol\""),
    ];
    let mut session = Session::new(files(&all));
    let checked = check(&mut session, "root.mcpol");
    assert_eq!(codes(&checked), ["include-cycle"]);
    let file = |span: crate::source::Span| session.sources().get(span.source).unwrap().name();
    let finding = &checked.findings[0];
    assert_eq!(file(finding.span), "b.mcpol");
    let on_the_way: Vec<&str> = finding.labels.iter().map(|label| file(label.span)).collect();
    assert_eq!(on_the_way, ["a.mcpol"]);
}

#[test]
fn a_long_chain_of_includes_is_followed() {
    let link = |index: usize| {
        let text = format!("include \"{}.mcpol\"", index + 1);
        (PathBuf::from(format!("{index}.mcpol")), text.into_bytes())
    };
    let mut all: Memory = (0..5_000).map(link).collect();
    all.insert(PathBuf::from("5000.mcpol"), Vec::new());
    let mut session = Session::new(all);
    assert_eq!(codes(&check(&mut session, "0.mcpol")), [""; 0]);
}

#[test]
fn a_catalog_is_read_once_and_its_faults_are_told_once() {
    let policy = "policy \"p\"\ncatalog \"tools.json\"";
    let mut session = Session::new(files(&[
        ("a.mcpol", policy),
        ("b.mcpol", policy),
        ("tools.json", r#"{"tools":[{"name":"a"}],"nextCursor":"x"}"#),
    ]));
    let mut findings = check(&mut session, "a.mcpol").findings;
    findings.extend(check(&mut session, "b.mcpol").findings);
    assert_eq!(in_order(findings).len(), 1);
    assert!(session.has_read(Path::new("./tools.json")));
    assert!(!session.has_read(Path::new("other.json")));
}

#[test]
fn a_given_catalog_replaces_the_named_one() {
    let mut session =
        Session::new(files(&[("p.mcpol", "catalog \"missing.json\""), ("tools.json", TOOLS)]));
    assert_eq!(codes(&check(&mut session, "p.mcpol")), ["catalog-unreadable"]);
    session.use_catalog(Path::new("tools.json")).unwrap();
    assert_eq!(codes(&check(&mut session, "p.mcpol")), [""; 0]);
    assert!(session.use_catalog(Path::new("missing.json")).is_err());
}

#[test]
fn a_part_without_a_catalog_is_not_resolved() {
    let mut session = Session::new(files(&[("part.mcpol", "allow f*")]));
    let checked = check(&mut session, "part.mcpol");
    assert!(checked.policy.is_none() && !checked.has_errors());
    let compiled = session.check(Path::new("part.mcpol"), Depth::Compile).unwrap();
    assert!(compiled.policy.is_some());
    assert!(session.is_part(Path::new("part.mcpol")).unwrap());
}

#[test]
fn names_are_shown_plain() {
    let plain = |path| files::plain(Path::new(path)).to_string_lossy().into_owned();
    assert_eq!(plain("./a/../b/./c.mcpol"), "b/c.mcpol");
    assert_eq!(plain("../../a/../c.mcpol"), "../../c.mcpol");
    assert_eq!(plain("/../a"), "/../a");
}

#[test]
fn text_can_stand_in_for_a_file() {
    let mut session = Session::new(files(&[("a.mcpol", "nonsense")]));
    let path = Path::new("a.mcpol");
    assert!(!session.faults(path).unwrap().is_empty());
    session.put(path, b"policy \"a\"".to_vec()).unwrap();
    assert!(session.faults(path).unwrap().is_empty());
    session.put(path, b"policy \"\xff\"".to_vec()).unwrap();
    assert_eq!(codes(&check(&mut session, "a.mcpol")), ["not-utf8"]);
}

#[test]
fn a_file_that_is_not_there_is_no_finding() {
    let error = Session::new(Memory::new()).check(Path::new("a\u{1b}"), Depth::Check).unwrap_err();
    assert_eq!(error.to_string(), "can't read `a\\u{1b}`: no such file");
}
