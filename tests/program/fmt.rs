//! `mcpol fmt`

use crate::support::{Folder, POLICY};

const LOOSE: &str = "policy   \"a\"\n\n\n\nallow   list_refunds # why\n";
const NEAT: &str = "policy \"a\"\n\nallow list_refunds  # why\n";

#[test]
fn files_are_rewritten_only_when_they_change() {
    let folder = Folder::new(&[("a.mcpol", LOOSE), ("b.mcpol", POLICY)]);
    let ran = folder.run(&["fmt"]).exits(0);
    assert_eq!(ran.out, "written a.mcpol\n2 files: 1 written, 1 unchanged\n");
    assert_eq!((folder.read("a.mcpol").as_str(), folder.read("b.mcpol").as_str()), (NEAT, POLICY));
    assert_eq!(folder.run(&["fmt"]).exits(0).out, "2 files: 2 unchanged\n");
}

#[test]
fn check_shows_what_would_change() {
    let folder = Folder::new(&[("a.mcpol", LOOSE)]);
    let ran = folder.run(&["fmt", "--check"]).exits(1);
    assert_eq!(
        ran.out,
        "--- a.mcpol\n+++ a.mcpol (formatted)\n@@ -1,5 +1,3 @@\n-policy   \"a\"\n+policy \"a\"\n \n-\n-\n\
         -allow   list_refunds # why\n+allow list_refunds  # why\nunformatted a.mcpol\n1 file: 1 unformatted\n"
    );
    assert_eq!(folder.read("a.mcpol"), LOOSE);
    folder.write("a.mcpol", NEAT);
    folder.run(&["fmt", "--check", "a.mcpol"]).exits(0);
}

#[test]
fn standard_input_is_filtered() {
    let folder = Folder::new(&[]);
    let ran = folder.run_with(&["fmt", "-"], LOOSE).exits(0);
    assert_eq!((ran.out.as_str(), ran.err.as_str()), (NEAT, ""));
    let ran = folder.run_with(&["fmt", "-"], "nonsense").exits(1);
    assert!(ran.out.is_empty() && ran.err.contains("[<stdin>:1:1]"), "{}", ran.err);
    folder.run_with(&["fmt", "-", "--check"], LOOSE).exits(1);
    folder.run_with(&["fmt", "-", "."], LOOSE).exits(2);
}

#[test]
fn a_file_with_faults_is_left_alone() {
    let folder = Folder::new(&[("a.mcpol", "allow   x\nnonsense\n"), ("b.mcpol", LOOSE)]);
    let ran = folder.run(&["fmt"]).exits(1);
    assert!(ran.err.contains("[a.mcpol:2:1]"), "{}", ran.err);
    assert_eq!(ran.out, "failed a.mcpol\nwritten b.mcpol\n2 files: 1 written, 1 failed\n");
    assert_eq!(folder.read("a.mcpol"), "allow   x\nnonsense\n");
    let json = folder.run(&["fmt", "--format", "json"]).exits(1).json();
    assert_eq!(json["files"][0]["status"], "failed");
    assert_eq!(json["files"][1]["status"], "unchanged");
    assert_eq!(json["summary"]["errors"], 1);
}

#[test]
fn line_ends_are_those_of_the_first_line() {
    let folder = Folder::new(&[("a.mcpol", "hide a\r\nhide   b\nhide c\r\n")]);
    folder.run(&["fmt", "--check"]).exits(1);
    folder.run(&["fmt"]).exits(0);
    assert_eq!(folder.read("a.mcpol"), "hide a\r\nhide b\r\nhide c\r\n");
    folder.run(&["fmt", "--check"]).exits(0);
}
