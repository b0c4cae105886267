//! Every policy in tests/cases/format, formatted: the result stands beside it.

use std::fs;
use std::path::PathBuf;

use crate::source::Sources;
use crate::syntax::format;

#[test]
fn every_case_is_formatted_as_it_is_written_down() {
    let folder = PathBuf::from("tests/cases/format");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(fs::canonicalize(&folder).unwrap());
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let mut cases: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.retain(|path| path.extension().is_some_and(|extension| extension == "mcpol"));
    cases.sort();
    for case in cases {
        let source = Sources::default().add("case", fs::read_to_string(&case).unwrap()).unwrap();
        let formatted = format(&source);
        assert!(formatted.is_ok(), "{}: {formatted:#?}", case.display());
        let name = case.file_stem().unwrap().to_str().unwrap();
        settings.bind(|| insta::assert_snapshot!(name, formatted.unwrap()));
    }
}
