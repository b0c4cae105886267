//! Every call that is shown is one that the tool's schema accepts, or is said to be refused by it.

use std::fs;
use std::path::{Path, PathBuf};

use super::cases::{cases, files, is_case};
use super::{Checked, check};
use crate::catalog::Tool;
use crate::lint::Settings;
use crate::session::{Lints, Memory, Session};
use crate::testkit::{accepted, corpus};
use jiff::civil::date;

fn settings() -> Settings {
    Settings::new(date(2026, 11, 21), true)
}

/// What is wrong with the calls that findings show.
fn mistaken(checked: &Checked) -> Vec<String> {
    let calls = checked.findings.iter().filter_map(|it| Some((it.code, it.call.as_ref()?)));
    let said = calls.filter_map(|(code, call)| {
        let tool = checked.catalog()?.tool(call.name())?;
        let is_accepted = accepted::accepts(tool, call.arguments())?;
        let is_wrong = is_accepted == call.is_refused_by_schema();
        is_wrong.then(|| format!("{code}: {call}\n    {}", tool.schema().unwrap_or_default()))
    });
    said.collect()
}

#[test]
fn calls_of_cases_are_accepted_or_said_to_be_refused() {
    let mut wrong = Vec::new();
    for (of, depth) in [("lint", 2), ("check", 1)] {
        let files = files(&cases(of));
        let shared = |path: &Path| path.starts_with("catalogs") || path.starts_with("parts");
        for path in files.keys().filter(|path| is_case(path, depth) && !shared(path)) {
            let mut session = Session::new(files.clone());
            session.lint(Lints::Fixed(settings()));
            let checked = session.check(path, super::Depth::Check).unwrap();
            let said = mistaken(&checked).into_iter();
            wrong.extend(said.map(|said| format!("{}: {said}", path.display())));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A policy of one `allow` for each tool.
fn permissive(tools: &[Tool]) -> String {
    let allows = tools.iter().map(|tool| format!("allow {}\n", crate::json::quoted(tool.name())));
    format!("policy \"p\"\ncatalog \"tools.json\"\n{}", allows.collect::<String>())
}

#[test]
#[ignore = "needs MCPOL_CORPUS"]
fn calls_of_real_servers_are_accepted_or_said_to_be_refused() {
    let mut wrong = Vec::new();
    for path in corpus::catalogs() {
        let text = fs::read_to_string(&path).unwrap();
        let mut files = Memory::from([(PathBuf::from("tools.json"), text.into_bytes())]);
        let mut session = Session::new(files.clone());
        let server = session.catalog(Path::new("tools.json")).unwrap();
        let policy = permissive(server.catalog.as_ref().unwrap().tools());
        files.insert(PathBuf::from("p.mcpol"), policy.into_bytes());
        let mut session = Session::new(files);
        session.lint(Lints::Fixed(settings()));
        let said = mistaken(&check(&mut session, "p.mcpol")).into_iter();
        wrong.extend(said.map(|said| format!("{}: {said}", path.display())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
