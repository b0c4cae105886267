//! First policies for real servers: no lint has a finding, warnings included, and their own tests
//! pass.

use std::fs;
use std::path::{Path, PathBuf};

use super::{filled_in, findings};
use crate::lint::Settings;
use crate::session::{Depth, Lints, Memory, Session};
use crate::starter::{Order, Style, write};
use crate::testing;
use crate::testkit::corpus;
use crate::witness::CallableTools;
use jiff::civil::date;

const STYLES: [Style; 3] = [Style::Recommended, Style::Strict, Style::Readonly];

#[test]
#[ignore = "needs MCPOL_CORPUS"]
fn first_policies_of_real_servers_have_no_findings() {
    for path in corpus::catalogs() {
        let catalog = fs::read_to_string(&path).unwrap();
        for style in STYLES {
            holds(&path, &catalog, style);
        }
    }
}

/// What every server's first policy allows in the style that only reads.
#[test]
#[ignore = "needs MCPOL_CORPUS"]
fn readonly_allows_what_only_reads() {
    let mut shown = String::new();
    for path in corpus::catalogs() {
        let catalog = fs::read_to_string(&path).unwrap();
        let lints = Settings::new(date(2026, 11, 21), false);
        let (catalog_name, policy_name, style) = ("tools.json", "agent", Style::Readonly);
        let order = Order { catalog: &catalog, catalog_name, policy_name, style, lints: &lints };
        let files = Memory::from([
            (PathBuf::from("agent.mcpol"), write(&order).unwrap().into_bytes()),
            (PathBuf::from("tools.json"), catalog.into_bytes()),
        ]);
        let mut session = Session::new(files);
        let checked = session.check(Path::new("agent.mcpol"), Depth::Check).unwrap();
        shown.push_str(&format!("{}\n", path.file_stem().unwrap().to_string_lossy()));
        let policy = checked.policy.as_ref().unwrap();
        for tool in CallableTools::new(policy, checked.catalog()).iter() {
            shown.push_str(&format!("  {}\n", tool.name));
        }
    }
    insta::assert_snapshot!("readonly_allows", shown);
}

fn holds(path: &Path, catalog: &str, style: Style) {
    let lints = Settings::new(date(2026, 11, 21), false);
    let order =
        Order { catalog, catalog_name: "tools.json", policy_name: "agent", style, lints: &lints };
    let text = write(&order).unwrap_or_else(|(findings, _)| {
        panic!("{}, {}: {findings:#?}", path.display(), style.name())
    });
    let files = Memory::from([
        (PathBuf::from("agent.mcpol"), text.clone().into_bytes()),
        (PathBuf::from("tools.json"), catalog.as_bytes().to_vec()),
    ]);
    let mut session = Session::new(files);
    session.lint(Lints::Fixed(lints));
    let checked = session.check(Path::new("agent.mcpol"), Depth::Check).unwrap();
    assert_eq!(checked.findings, [], "{}, {}", path.display(), style.name());
    let wrong = findings(&filled_in(&text), catalog);
    assert!(wrong.is_empty(), "{}, {}: {wrong:?}\n{text}", path.display(), style.name());
    let document = checked.emit().unwrap().document;
    for test in testing::tests(checked.file()) {
        assert!(
            testing::Runner::default().run(test, &document).passed(),
            "{}, {}",
            path.display(),
            style.name()
        );
    }
}
