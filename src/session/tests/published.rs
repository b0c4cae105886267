//! What the linter says of three published policies, written anew in examples/published: findings
//! that an expert would agree with.

use std::fs;
use std::path::{Path, PathBuf};

use crate::lint::Settings;
use crate::render::findings::Summary;
use crate::render::findings::human;
use crate::render::terminal::Terminal;
use crate::session::{Depth, Lints, Memory, Session};
use jiff::civil::date;

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
        let text = human::render(&findings, session.sources(), Terminal::PIPE);
        insta::assert_snapshot!(name, format!("{text}{}", Summary::of(&findings, 1)));
    }
}
