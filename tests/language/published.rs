//! What the linter says of three published policies, written anew in examples/published: findings
//! that an expert would agree with.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::date;
use mcpol::lint::Settings;
use mcpol::render::findings::Summary;
use mcpol::render::findings::human;
use mcpol::render::terminal::Terminal;
use mcpol::session::{Depth, Lints, Memory, Session};

#[test]
fn published_policies_have_these_findings() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/published");
    let files: Memory = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (PathBuf::from(path.file_name().unwrap()), fs::read(&path).unwrap()))
        .collect();
    for name in ["permissive", "recommended", "refund"] {
        let mut session = Session::new(files.clone());
        session.lint(Lints::Fixed(Settings::new(date(2026, 11, 21), false)));
        let path = PathBuf::from(name).with_extension("mcpol");
        let findings = session.check(&path, Depth::Check).unwrap().findings;
        let text = human::render(&findings, session.sources(), Terminal::Plain);
        insta::assert_snapshot!(name, format!("{text}{}", Summary::of(&findings, 1)));
    }
}
