//! `mcpol compile --check` and the gateway's JSON that no policy compiles to.

use std::fs;

use crate::support::{Folder, POLICY, Ran, TOOLS};

/// A document that lets everything pass.
const LOOSE: &str = "{\n  \"version\": \"1\",\n  \"default\": \"allow\"\n}\n";

/// A git repository with two policies, their catalog and what they compile to.
fn repository() -> Folder {
    let folder = Folder::refunds();
    folder.write("sub/b.mcpol", POLICY.replace("tools.json", "../tools.json"));
    folder.run(&["compile", ".", "--write"]).exits(0);
    folder.run(&["compile", "--check", "."]).exits(0);
    folder.in_git()
}

/// The one message of a check that fails over a document, in a folder whose JSON was loosened.
#[track_caller]
fn fails(folder: &Folder, orphan: &str) -> Ran {
    let mut ran = folder.run(&["compile", "--check", "."]).exits(1);
    ran.err = ran.err.replace("\n  │ ", " ").replace("\n        ", " ");
    assert!(ran.err.contains("error[orphan-output]"), "{}", ran.err);
    assert!(ran.err.contains(&format!("no policy compiles to `{orphan}`")), "{}", ran.err);
    assert!(ran.out.contains(&format!("orphan {orphan}\n")), "{}", ran.out);
    ran
}

#[test]
fn a_policy_that_lost_its_policy_line_is_told() {
    let folder = repository();
    folder.write("refunds.json", LOOSE);
    folder.write("refunds.mcpol", POLICY.replace("policy \"refunds\"\n", ""));
    let ran = fails(&folder, "refunds.json");
    assert!(ran.err.contains("`refunds.mcpol` lost its `policy` line"), "{}", ran.err);
    assert!(ran.err.contains("[refunds.json:2:3]"), "{}", ran.err);
    assert!(ran.err.contains("[refunds.mcpol:1:1]"), "{}", ran.err);
    assert!(ran.out.ends_with("2 files: 1 unchanged, 1 orphan\n"), "{}", ran.out);
    // The same where the file alone is named, and it alone is there.
    folder.run(&["compile", "--check", "refunds.mcpol"]).exits(1);
    let json = folder.run(&["compile", "--check", ".", "--format", "json"]).exits(1).json();
    assert_eq!(json["files"][1]["status"], "orphan");
    assert_eq!(json["findings"][0]["code"], "orphan-output");
    assert_eq!(json["findings"][0]["file"], "refunds.json");
}

#[test]
fn a_part_of_others_has_no_json() {
    let folder = repository();
    folder.write("part.mcpol", "allow list_refunds\n");
    folder.write("part.json", "{\"version\": \"1\", \"name\": \"a package\"}");
    folder.run(&["compile", "--check", "."]).exits(0);
    folder.write("part.json", LOOSE);
    fails(&folder, "part.json");
    // What stands in the file may be a policy whose first line is misspelt.
    folder.write("part.mcpol", "polcy \"part\"\nallow list_refunds\n");
    let ran = folder.run(&["compile", "--check", "."]).exits(1);
    assert!(!ran.err.contains("orphan"), "{}", ran.err);
}

#[test]
fn an_excluded_policy_is_told_with_its_pattern() {
    let folder = repository();
    folder.write("mcpol.toml", "exclude = [\n  \"old\",\n  \"sub/*\",\n]\n");
    let ran = fails(&folder, "sub/b.json");
    assert!(ran.err.contains("`sub/b.mcpol` is excluded in `mcpol.toml`"), "{}", ran.err);
    assert!(ran.err.contains("[mcpol.toml:3:3]"), "{}", ran.err);
    folder.write("mcpol.toml", "exclude = [\"sub\"]\nhandwritten = [\"sub\"]\n");
    folder.run(&["compile", "--check", "."]).exits(0);
}

#[test]
fn an_ignored_policy_is_told_with_its_pattern_unless_git_tracks_it() {
    let folder = repository();
    folder.write("sub/.gitignore", "# All of them.\n*.mcpol\n");
    folder.run(&["compile", "--check", "."]).exits(0);
    folder.write("sub/b.json", LOOSE);
    let ran = folder.run(&["compile", "--check", "."]).exits(1);
    assert!(ran.out.contains("stale sub/b.json"), "{}", ran.out);
    folder.git(&["rm", "--quiet", "--cached", "sub/b.mcpol"]);
    let ran = fails(&folder, "sub/b.json");
    assert!(ran.err.contains("`sub/b.mcpol` is ignored by `sub/.gitignore`"), "{}", ran.err);
    assert!(ran.err.contains("[sub/.gitignore:2:1]"), "{}", ran.err);
    fs::remove_file(folder.path("sub/.gitignore")).unwrap();
    folder.write(".ignore", "sub/b.mcpol\n");
    let ran = fails(&folder, "sub/b.json");
    assert!(ran.err.contains("ignored by `.ignore`"), "{}", ran.err);
    // What git doesn't track and ignores as well is nobody's concern.
    folder.git(&["rm", "--quiet", "--cached", "sub/b.json"]);
    folder.write(".gitignore", "/sub\n");
    folder.run(&["compile", "--check", "."]).exits(0);
}

#[test]
fn a_policy_that_is_gone_is_told_with_what_it_may_be_now() {
    let folder = repository();
    let moved = |from: &str, to: &str| fs::rename(folder.path(from), folder.path(to)).unwrap();
    moved("refunds.mcpol", "refunds.policy");
    let ran = fails(&folder, "refunds.json");
    assert!(ran.err.contains("there is no `refunds.mcpol`"), "{}", ran.err);
    assert!(ran.err.contains("rename `refunds.policy` to `refunds.mcpol`"), "{}", ran.err);
    for ending in ["refunds.mcpol.bak", "refunds", "refunds.MCPOL.txt"] {
        moved("refunds.policy", ending);
        assert!(fails(&folder, "refunds.json").err.contains(&format!("rename `{ending}` to")));
        moved(ending, "refunds.policy");
    }
    moved("refunds.policy", "refund.mcpol");
    let ran = fails(&folder, "refunds.json");
    assert!(ran.err.contains("the nearest policy is `refund.mcpol`"), "{}", ran.err);
    assert!(ran.out.contains("missing refund.json"), "{}", ran.out);
    moved("refund.mcpol", "sub/refunds.mcpol");
    assert!(fails(&folder, "refunds.json").err.contains("is `sub/refunds.mcpol`"));
    fs::remove_file(folder.path("sub/refunds.mcpol")).unwrap();
    fs::remove_file(folder.path("sub/b.mcpol")).unwrap();
    let ran = fails(&folder, "sub/b.json");
    assert!(ran.err.contains("bring `refunds.mcpol` back"), "{}", ran.err);
    assert_eq!(ran.out, "orphan refunds.json\norphan sub/b.json\n2 files: 2 orphan\n");
}

#[test]
fn documents_are_told_from_other_json() {
    let folder = repository();
    for (name, text) in [
        ("package.json", "{\"name\": \"a\", \"version\": \"1.0.0\", \"dependencies\": {}}"),
        ("tsconfig.json", "{\"compilerOptions\": {\"strict\": true}}"),
        ("api.json", "{\"openapi\": \"3.1.0\", \"info\": {\"version\": \"1\"}}"),
        ("keyed.json", "{\"version\": \"1\", \"tools\": {\"a\": {\"inputSchema\": {}}}}"),
        ("map.json", "{\"version\": 3, \"sources\": []}"),
        ("broken.json", "{\"version\": \"1\""),
        ("binary.json", "\0\u{1}"),
        ("empty.json", ""),
    ] {
        folder.write(name, text);
    }
    folder.write("bytes.json", b"{\"\xff\": 1}");
    folder.run(&["compile", "--check", "."]).exits(0);
    for text in [
        "{\"version\": \"2\", \"default\": \"allow\", \"extra\": 1}",
        "{\"tools\": {\"create_refund\": {}}, \"version\": \"1\"}",
        "\u{feff}{\"hide\": [\"a\"], \"version\": \"1\", \"default\": \"deny\"}",
    ] {
        folder.write("package.json", text);
        fails(&folder, "package.json");
    }
    folder.write("package.json", b"{\"version\": \"1\", \"default\": \"allow\", \"\xff\": 1}");
    fails(&folder, "package.json");
    folder.write("package.json", "{}");
    folder.write(".github/gateway.JSON", LOOSE);
    fails(&folder, ".github/gateway.JSON");
}

#[test]
fn handwritten_documents_are_exempt() {
    let folder = repository();
    folder.write("gateway/legacy.json", LOOSE);
    fails(&folder, "gateway/legacy.json");
    folder.write("mcpol.toml", "handwritten = [\"gateway/*.json\", \"refunds.json\"]\n");
    folder.run(&["compile", "--check", "."]).exits(0);
    folder.run(&["compile", "--check", "sub"]).exits(0);
    let shown = folder.run(&["config"]).exits(0).out;
    assert!(shown.contains("gateway/*.json, refunds.json"), "{shown}");
    // What a policy compiles to is compared all the same.
    folder.write("refunds.json", LOOSE);
    let ran = folder.run(&["compile", "--check", "."]).exits(1);
    assert!(ran.out.contains("stale refunds.json"), "{}", ran.out);
}

#[cfg(unix)]
#[test]
fn links_lead_to_the_documents_that_policies_compile_to() {
    use std::os::unix::fs::symlink;
    let folder = repository();
    symlink("refunds.json", folder.path("current.json")).unwrap();
    symlink("nowhere", folder.path("dangling.json")).unwrap();
    folder.run(&["compile", "--check", "."]).exits(0);
    folder.write("other/loose.json", LOOSE);
    fs::remove_file(folder.path("current.json")).unwrap();
    symlink("other/loose.json", folder.path("current.json")).unwrap();
    fails(&folder, "current.json");
}

/// Much JSON is looked through at the speed at which it is read.
#[test]
fn a_repository_with_much_json_is_checked_quickly() {
    let folder = Folder::new(&[("tools.json", TOOLS), ("a.mcpol", "policy \"a\"\n")]);
    folder.run(&["compile", ".", "--write"]).exits(0);
    let row = "{\"name\": \"package\", \"files\": [1, 2, {\"a\": null}]},";
    let text = format!("{{\"version\": \"1.0\", \"packages\": [{}0]}}", row.repeat(20_000));
    for index in 0..10 {
        folder.write(&format!("data/{index}.json"), &text);
    }
    let start = std::time::Instant::now();
    folder.run(&["compile", "--check", "."]).exits(0);
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}
