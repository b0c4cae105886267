//! Which files of a folder are looked at.

use crate::support::{Folder, POLICY, TOOLS};

const WRONG: &str = "policy \"a\"\nalow x\n";

/// The files that a command says something about.
fn files(folder: &Folder, arguments: &[&str]) -> Vec<String> {
    let ran = folder.run(&[arguments, &["--format", "json"]].concat()).exits(1);
    let json = ran.json();
    let findings = json["findings"].as_array().unwrap().clone();
    findings.iter().map(|it| it["file"].as_str().unwrap().to_owned()).collect()
}

fn repository() -> Folder {
    let folder = Folder::new(&[("tools.json", TOOLS), ("fine.mcpol", POLICY)]);
    folder.init_git_in(".");
    folder.write("sub/tracked.mcpol", WRONG);
    folder.git(&["add", "--force", "sub/tracked.mcpol"]);
    folder.write(".gitignore", "*.mcpol\n/sub/\n");
    folder
}

#[test]
fn what_git_tracks_is_never_ignored() {
    let folder = repository();
    folder.write("untracked.mcpol", WRONG);
    folder.write("sub/untracked.mcpol", WRONG);
    for command in [&["check"][..], &["fmt", "--check"], &["test"], &["compile", "--check", "."]] {
        assert_eq!(files(&folder, command), ["sub/tracked.mcpol"], "{command:?}");
    }
    for path in ["sub", "./sub/../sub"] {
        assert_eq!(files(&folder, &["check", path]).len(), 1, "{path}");
    }
    folder.write(".gitignore", "");
    folder.write("sub/.ignore", "*\n");
    folder.write(".git/info/exclude", "*\n");
    assert_eq!(files(&folder, &["check"]), ["sub/tracked.mcpol"]);
}

#[test]
fn a_hook_of_another_repository_changes_nothing() {
    let folder = repository();
    let mut command = folder.command(&["check"]);
    command.env("GIT_DIR", "nowhere").env("GIT_INDEX_FILE", "nowhere/index");
    let ran = crate::support::Ran::from(command.output().unwrap()).exits(1);
    assert!(ran.out.contains("[sub/tracked.mcpol:2:1]"), "{}", ran.out);
}

#[test]
fn hidden_folders_are_walked_and_those_of_git_are_not() {
    let folder = repository();
    folder.write(".gitignore", "");
    folder.write(".github/policies/a.mcpol", WRONG);
    folder.write("sub/.b.mcpol", WRONG);
    folder.write(".git/c.mcpol", WRONG);
    let found = files(&folder, &["check"]);
    assert_eq!(found, [".github/policies/a.mcpol", "sub/.b.mcpol", "sub/tracked.mcpol"]);
}

#[test]
fn without_git_no_ignore_file_counts() {
    let folder = Folder::new(&[("a.mcpol", WRONG), (".ignore", "*\n"), (".gitignore", "*\n")]);
    assert_eq!(files(&folder, &["check"]), ["a.mcpol"]);
    // A repository that git can't read.
    folder.write(".git/HEAD", "nonsense");
    assert_eq!(files(&folder, &["check"]), ["a.mcpol"]);
}

#[test]
fn what_git_tracks_and_is_gone_is_no_file() {
    let folder = repository();
    std::fs::remove_file(folder.path("sub/tracked.mcpol")).unwrap();
    let ran = folder.run(&["check"]).exits(2);
    assert!(ran.err.contains("no .mcpol file in `.`"), "{}", ran.err);
}

#[test]
fn submodules_are_asked_what_they_track() {
    let folder = Folder::new(&[("inner/a.mcpol", WRONG)]);
    folder.init_git_in("inner");
    folder.commit_in("inner");
    folder.init_git_in("outer");
    let inner = folder.path("inner").to_string_lossy().into_owned();
    let add = ["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", &inner, "sub"];
    folder.git(&[&["-C", "outer"][..], &add].concat());
    folder.write("outer/.gitignore", "*.mcpol\n");
    assert_eq!(files(&folder, &["check", "outer"]), ["outer/sub/a.mcpol"]);
}
