//! `mcpol diff --config`: which configuration each side has.

use crate::support::Folder;

/// What the checks of the project are weakened by since the last commit.
fn weakened(folder: &Folder, options: &[&str]) -> Vec<String> {
    let ran = folder.run(&[&["diff", "--base", "HEAD", "--format", "json"], options].concat());
    let json = ran.exits(0).json();
    let weakened = json["weakened"].as_array().into_iter().flatten();
    weakened.map(|it| it["message"].as_str().unwrap().to_owned()).collect()
}

const OFF: &str = "[lints]\nloose-limit = \"off\"\n";
const DENIED: &str = "[lints]\nloose-limit = \"deny\"\n";

#[test]
fn each_side_has_its_own_version_of_it() {
    let folder = Folder::refunds();
    folder.write("ci/mcpol-ci.toml", DENIED);
    folder.write("mcpol.toml", OFF);
    let folder = folder.in_git();
    assert_eq!(weakened(&folder, &["--config", "ci/mcpol-ci.toml"]), [""; 0]);
    folder.write("ci/mcpol-ci.toml", OFF);
    assert_eq!(weakened(&folder, &[]), [""; 0]);
    let lowered = ["lint `loose-limit` is off, it was deny"];
    assert_eq!(weakened(&folder, &["--config", "ci/mcpol-ci.toml"]), lowered);
    let ran = folder.run(&["diff", "--base", "HEAD", "--config", "none.toml"]).exits(2);
    assert!(ran.err.contains("can't read `none.toml`"), "{}", ran.err);
    let sides = ["HEAD:refunds.mcpol", "HEAD:refunds.mcpol", "--config", "none.toml"];
    folder.run(&[&["diff"], &sides[..]].concat()).exits(2);
}

/// A revision from before the file keeps what held then.
#[test]
fn a_switch_to_another_file_is_seen() {
    let folder = Folder::refunds();
    folder.write("mcpol.toml", DENIED);
    let folder = folder.in_git();
    folder.write("lax.toml", [OFF, "[thresholds]\nmany-tools = 90\n"].concat());
    let told = weakened(&folder, &["--config", "lax.toml"]);
    assert_eq!(told.len(), 2, "{told:?}");
    folder.commit();
    assert_eq!(weakened(&folder, &["--config", "lax.toml"]), [""; 0]);
}

#[test]
fn what_it_excludes_is_left_out_and_its_catalogs_are_used() {
    let folder = Folder::refunds();
    let policy = folder.read("refunds.mcpol").replace("catalog \"tools.json\"\n", "");
    folder.write("refunds.mcpol", &policy);
    folder.write("ci.toml", "[[catalog]]\npaths = [\"**\"]\nfile = \"tools.json\"\n");
    let folder = folder.in_git();
    folder.write("refunds.mcpol", policy.replace("50000", "90000"));
    let sides = ["diff", "HEAD:refunds.mcpol", "refunds.mcpol"];
    let class = "(financial)";
    assert!(!folder.run(&sides).out.contains(class));
    let ran = folder.run(&[&sides[..], &["--config", "ci.toml"]].concat()).exits(0);
    assert!(ran.out.contains(class), "{}", ran.out);
    folder.write("ci.toml", "exclude = [\"refunds.mcpol\"]\n");
    let ran = folder.run(&["diff", "--base", "HEAD", "--config", "ci.toml"]).exits(0);
    assert!(ran.out.contains("`exclude` takes in more"), "{}", ran.out);
}

/// What a link leads to is what it led to then, and what it leads to now.
#[cfg(unix)]
#[test]
fn a_link_is_followed_on_each_side() {
    use std::os::unix::fs::symlink;
    let folder = Folder::refunds();
    folder.write("strict.toml", DENIED);
    folder.write("lax/ci.toml", OFF);
    folder.write("old/ci.toml", DENIED);
    symlink("old", folder.path("conf")).unwrap();
    let folder = folder.in_git();
    assert_eq!(weakened(&folder, &["--config", "strict.toml"]), [""; 0]);
    assert_eq!(weakened(&folder, &["--config", "conf/ci.toml"]), [""; 0]);
    for (link, target) in [("strict.toml", "lax/ci.toml"), ("conf", "lax")] {
        std::fs::remove_file(folder.path(link)).unwrap();
        symlink(target, folder.path(link)).unwrap();
    }
    let lowered = ["lint `loose-limit` is off, it was deny"];
    assert_eq!(weakened(&folder, &["--config", "strict.toml"]), lowered);
    assert_eq!(weakened(&folder, &["--config", "conf/ci.toml"]), lowered);
    let absolute = folder.path("strict.toml");
    assert_eq!(weakened(&folder, &["--config", &absolute.to_string_lossy()]), lowered);
}
