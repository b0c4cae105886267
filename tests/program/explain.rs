//! `mcpol explain`

use std::fs::{self, DirEntry};
use std::path::Path;

use crate::support::Folder;

#[test]
fn a_page_is_printed_as_it_is() {
    let folder = Folder::new(&[]);
    let page = include_str!("../../docs/errors/not-utf8.md");
    assert_eq!(folder.run(&["explain", "not-utf8"]).exits(0).out, page);
    let json = folder.run(&["explain", "not-utf8", "--format", "json"]).exits(0).json();
    assert_eq!((&json["name"], &json["page"]), (&"not-utf8".into(), &page.into()));
}

#[test]
fn every_page_is_listed_and_can_be_reached() {
    let folder = Folder::new(&[]);
    let json = folder.run(&["explain", "--format", "json"]).exits(0).json();
    let pages = json["pages"].as_array().unwrap();
    let list = folder.run(&["explain"]).exits(0).out;
    assert_eq!(pages.len(), list.lines().count());
    let files = ["errors", "lints"].map(|folder| pages_of(folder).count());
    assert_eq!(pages.len(), files.iter().sum::<usize>());
    for page in pages {
        assert!(page["summary"].as_str().is_some_and(|text| !text.is_empty()), "{page}");
        assert!(list.contains(page["name"].as_str().unwrap()));
    }
}

/// The files of a folder of pages.
fn pages_of(folder: &str) -> impl Iterator<Item = DirEntry> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(folder);
    fs::read_dir(folder).unwrap().map(Result::unwrap).filter(is_page)
}

fn is_page(entry: &DirEntry) -> bool {
    let name = entry.file_name();
    name != "README.md" && Path::new(&name).extension().is_some_and(|it| it == "md")
}

#[test]
fn an_unknown_name_gets_the_nearest() {
    let ran = Folder::new(&[]).run(&["explain", "not_utf9"]).exits(2);
    assert!(ran.err.contains("did you mean `not-utf8`?"), "{}", ran.err);
}

#[test]
fn a_keyword_leads_to_the_page_of_the_language() {
    for word in ["limit", "deny", "hide"] {
        let ran = Folder::new(&[]).run(&["explain", word]).exits(2);
        assert!(ran.err.contains("docs/language.md"), "{}", ran.err);
    }
}

#[test]
fn a_renamed_code_has_the_page_of_its_new_name() {
    for (old, new) in [("no-catalogue", "no-catalog"), ("catalogue-shape", "catalog-shape")] {
        let ran = Folder::new(&[]).run(&["explain", old]).exits(0);
        assert!(ran.out.starts_with(&format!("# {new}\n")), "{}", ran.out);
        assert_eq!(ran.err, format!("`{old}` is now called `{new}`\n"));
    }
}

#[test]
fn the_beginning_of_a_name_is_enough_for_a_hint() {
    let ran = Folder::new(&[]).run(&["explain", "fail-open"]).exits(2);
    assert!(ran.err.contains("did you mean `fail-open-deny`?"), "{}", ran.err);
}

#[test]
fn words_in_another_order_are_enough_for_a_hint() {
    let ran = Folder::new(&[]).run(&["explain", "write-unlimited"]).exits(2);
    assert!(ran.err.contains("did you mean `unlimited-write`?"), "{}", ran.err);
    let ran = Folder::new(&[]).run(&["explain", "nothing-of-the-kind-at-all"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
}

#[test]
fn a_code_may_be_pasted_as_it_is_printed() {
    let folder = Folder::new(&[]);
    for printed in ["error[not-utf8]", "warning[not-utf8]:", " not-utf8 "] {
        let ran = folder.run(&["explain", printed]).exits(0);
        assert!(ran.out.starts_with("# not-utf8\n"), "{}", ran.out);
    }
}

#[test]
fn help_may_come_first() {
    let folder = Folder::new(&[]);
    for command in [&[][..], &["check"], &["catalog", "show"]] {
        let first = folder.run(&[&["help"], command].concat()).exits(0);
        assert_eq!(first.out, folder.run(&[command, &["--help"]].concat()).out);
    }
}

#[test]
fn what_other_programs_call_a_command_leads_to_it() {
    let folder = Folder::new(&[]);
    for (other, own) in [("validate", "'check'"), ("format", "'fmt'"), ("simulate", "'eval'")] {
        let ran = folder.run(&[other, "a.mcpol"]).exits(2);
        assert!(ran.err.contains(own), "{}", ran.err);
    }
}

#[test]
fn a_file_in_the_place_of_a_command_leads_to_the_one_that_reads_it() {
    let folder = Folder::new(&[]);
    for (given, own) in [(&["a.mcpol"][..], "'check'"), (&["catalog", "tools.json"], "'show'")] {
        let ran = folder.run(given).exits(2);
        assert!(ran.err.contains(own), "{}", ran.err);
    }
}
