//! The profiles of every tool of the corpus as two tables, for a look at what is found.

use std::fmt::Write;
use std::fs;

use crate::catalog::Catalog;
use crate::risk::{Profile, class_name};
use crate::source::Sources;
use crate::testkit::corpus;

#[test]
#[ignore = "needs MCPOL_CORPUS and MCPOL_PROFILES, the folder to write to"]
fn profiles_are_written() {
    let folder = std::path::PathBuf::from(std::env::var_os("MCPOL_PROFILES").unwrap());
    let (mut effects, mut roles) = (String::new(), String::new());
    for path in [corpus::files("catalogs"), corpus::files("catalogs-more")].concat() {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let source = Sources::default().add("tools.json", fs::read_to_string(&path).unwrap());
        let (catalog, _) = Catalog::read(source.unwrap());
        for tool in catalog.tools() {
            let profile = Profile::of(tool);
            let found: Vec<_> = profile.effects().iter().map(|it| it.effect.name()).collect();
            let class = class_name(profile.classification.class);
            writeln!(effects, "{name}\t{}\t{}\t{class}", tool.name(), found.join(",")).unwrap();
            for role in profile.roles() {
                let evidence: Vec<_> = role.evidence.iter().map(ToString::to_string).collect();
                let row = (tool.name(), &role.leaf.path, role.answer.name(), evidence.join("; "));
                writeln!(roles, "{name}\t{}\t{}\t{}\t{}", row.0, row.1, row.2, row.3).unwrap();
            }
        }
    }
    fs::write(folder.join("effects.tsv"), effects).unwrap();
    fs::write(folder.join("roles.tsv"), roles).unwrap();
}
