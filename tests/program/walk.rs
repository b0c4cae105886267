//! Which files of a folder are looked at.

use serde_json::Value;

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

/// The summary of a check, as people read it and as JSON.
fn summary(folder: &Folder, arguments: &[&str]) -> (String, Value) {
    let check = [&["check"], arguments].concat();
    let out = folder.run(&check).out;
    let json = folder.run(&[&check[..], &["--format", "json"]].concat()).json();
    (out.lines().last().unwrap().to_owned(), json["summary"].clone())
}

#[test]
fn what_is_left_aside_is_counted() {
    let folder = repository();
    folder.write("sub/untracked.mcpol", WRONG);
    folder.write("sub/report.json", "{}");
    folder.write("sub/deeper/part.mcpol", "deny delete_user\n");
    folder.git(&["add", "--force", "fine.mcpol", "sub/deeper/part.mcpol"]);
    folder.write("mcpol.toml", "exclude = [\"sub/tracked.mcpol\"]\n");
    let (text, json) = summary(&folder, &["."]);
    let aside = "(1 part checked for syntax only, 1 excluded, 1 ignored)";
    assert_eq!(text, format!("no findings in 2 files {aside}"));
    let count = |key: &str| json[key].as_u64().unwrap();
    assert_eq!(["parts", "excluded", "ignored", "outside"].map(count), [1, 1, 1, 0]);
    // A file that is named is never left out.
    let (_, json) = summary(&folder, &["sub/untracked.mcpol"]);
    assert_eq!((&json["files"], &json["ignored"]), (&1.into(), &0.into()));
}

#[cfg(unix)]
fn link(folder: &Folder, target: &str, name: &str) {
    std::os::unix::fs::symlink(target, folder.path(name)).unwrap();
}

#[cfg(unix)]
#[test]
fn links_to_folders_of_the_repository_are_followed() {
    let folder = Folder::new(&[("policies/fine.mcpol", POLICY), ("policies/tools.json", TOOLS)]);
    folder.write("gateway/deep/wrong.mcpol", WRONG);
    folder.write("gateway/orphan.json", "{\"version\": \"1\", \"default\": \"allow\"}");
    for (target, name) in [
        ("../gateway", "policies/prod"),
        ("../gateway/deep", "policies/also"),
        ("../policies", "gateway/back"),
        (".", "gateway/self"),
        ("nowhere", "gateway/dangling"),
    ] {
        link(&folder, target, name);
    }
    let check = |folder: &Folder| {
        for named in ["policies", ".", "gateway"] {
            let found = files(folder, &["check", named]);
            assert_eq!(found, ["gateway/deep/wrong.mcpol"], "{named}");
        }
        let ran = folder.run(&["compile", "--check", "policies"]).exits(1);
        assert!(ran.out.contains("orphan gateway/orphan.json\n"), "{}", ran.out);
    };
    check(&folder);
    let folder = folder.in_git();
    check(&folder);
    folder.write("mcpol.toml", "exclude = [\"gateway\"]\n");
    assert_eq!(summary(&folder, &["policies"]).0, "no findings in 1 file (1 excluded)");
}

#[cfg(unix)]
#[test]
fn links_to_folders_outside_are_named() {
    let folder = Folder::new(&[("in/fine.mcpol", POLICY), ("in/tools.json", TOOLS)]);
    folder.write("out/wrong.mcpol", WRONG);
    folder.init_git_in("in");
    link(&folder, "../out", "in/prod");
    folder.commit_in("in");
    let (text, json) = summary(&folder, &["in"]);
    assert_eq!(text, "no findings in 1 file (1 link to outside)");
    assert_eq!(json["outside"], 1);
    for command in [&["check", "in"][..], &["ci", "in"], &["fmt", "--check", "in"]] {
        let err = folder.run(command).err;
        assert_eq!(err.matches("`in/prod` leads outside, to `").count(), 1, "{command:?}: {err}");
    }
    assert_eq!(files(&folder, &["check", "in/prod"]), ["in/prod/wrong.mcpol"]);
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
