//! `mcpol diff --base`: what is read through links that lead elsewhere now, and in submodules.

use std::fs;

use serde_json::Value;

use crate::support::{Folder, POLICY, TOOLS};

const BASE: [&str; 6] = ["diff", "--base", "base", "--format", "json", "--fail-on"];

/// The policies that changed with their verdicts, and what is no longer checked, of a run that
/// fails where there is any of it.
fn told(folder: &Folder, paths: &[&str]) -> (Vec<[String; 3]>, Vec<String>) {
    let ran = folder.run(&[&BASE[..], &["any,weakened"], paths].concat());
    let json = ran.json();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let policies = json["policies"].as_array().unwrap().iter();
    let policies: Vec<_> =
        policies.map(|it| [&it["policy"], &it["status"], &it["verdict"]].map(text)).collect();
    let weakened = json["weakened"].as_array().into_iter().flatten();
    let weakened: Vec<_> = weakened.map(|it| text(&it["message"])).collect();
    let is_silent = policies.is_empty() && weakened.is_empty();
    assert_eq!(ran.code, i32::from(!is_silent), "{}{}", ran.out, ran.err);
    (policies, weakened)
}

fn is_silent(folder: &Folder, paths: &[&str]) -> bool {
    let (policies, weakened) = told(folder, paths);
    policies.is_empty() && weakened.is_empty()
}

#[cfg(unix)]
mod links {
    use super::*;

    /// The same policy twice, the second time looser.
    fn versions() -> Folder {
        let folder = Folder::new(&[("v1/tools.json", TOOLS), ("v2/tools.json", TOOLS)]);
        folder.write("v1/p.mcpol", POLICY);
        folder.write("v2/p.mcpol", POLICY.replace("50000", "90000"));
        folder.run(&["compile", "--write", "."]).exits(0);
        folder
    }

    fn point(folder: &Folder, name: &str, target: &str) {
        let path = folder.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let _ = fs::remove_file(&path);
        std::os::unix::fs::symlink(target, path).unwrap();
    }

    fn based(folder: Folder) -> Folder {
        let folder = folder.in_git();
        folder.git(&["tag", "base"]);
        folder
    }

    fn looser(name: &str) -> (Vec<[String; 3]>, Vec<String>) {
        (vec![[name, "changed", "looser"].map(str::to_owned)], Vec::new())
    }

    #[test]
    fn a_link_to_another_folder_changes_what_is_read_through_it() {
        let folder = versions();
        point(&folder, "live", "v1");
        point(&folder, "deploy/on", "../live");
        for (link, target) in [("to", "none/x"), ("on", "to"), ("away", "/none/x")] {
            point(&folder, &format!("dangling/{link}"), target);
        }
        let folder = based(folder);
        assert!(is_silent(&folder, &["."]));
        point(&folder, "live", "v2");
        for is_committed in [false, true] {
            for named in ["live", "./live/", "live/p.mcpol"] {
                assert_eq!(
                    told(&folder, &[named]),
                    looser("live/p.mcpol"),
                    "{is_committed} {named}"
                );
            }
            assert_eq!(told(&folder, &["deploy"]), looser("deploy/on/p.mcpol"));
            let (policies, weakened) = told(&folder, &["."]);
            let names: Vec<_> = policies.iter().map(|[name, ..]| name.as_str()).collect();
            assert_eq!(names, ["deploy/on/p.mcpol", "live/p.mcpol"]);
            assert_eq!(weakened, [""; 0]);
            assert!(is_silent(&folder, &["v2"]));
            if !is_committed {
                folder.commit();
            }
        }
        point(&folder, "live", "v1");
        assert!(is_silent(&folder, &["."]));
    }

    #[test]
    fn what_is_the_same_behind_another_link_is_no_change() {
        let folder = versions();
        folder.write("v3/p.mcpol", POLICY);
        folder.write("v3/tools.json", TOOLS);
        folder.write("v3/p.json", folder.read("v1/p.json"));
        point(&folder, "live", "v1");
        let folder = based(folder);
        point(&folder, "live", "v3");
        assert!(is_silent(&folder, &["live"]));
        folder.write("v3/more.mcpol", POLICY);
        let more = ["live/more.mcpol", "v3/more.mcpol"];
        let (policies, _) = told(&folder, &["live"]);
        let names: Vec<_> = policies.iter().map(|[name, ..]| name.as_str()).collect();
        assert_eq!(names, more);
    }

    /// What a gateway reads is the JSON, whatever stands beside it.
    #[test]
    fn json_behind_a_link_is_compared_too() {
        let folder = versions();
        folder.write("v3/p.json", folder.read("v2/p.json"));
        folder.write("v4/p.mcpol", POLICY);
        folder.write("v4/tools.json", TOOLS);
        folder.write("v4/p.json", folder.read("v2/p.json"));
        point(&folder, "live", "v1");
        let folder = based(folder);
        for (target, name) in [("v3", "live/p.mcpol"), ("v4", "live/p.mcpol")] {
            point(&folder, "live", target);
            assert_eq!(told(&folder, &["live"]), looser(name), "{target}");
        }
    }

    /// Where it can't be compared, that is told.
    #[test]
    fn what_is_outside_behind_a_link_is_told() {
        let outside = versions();
        let folder = versions();
        folder.write("v2/deep/tools.json", TOOLS);
        point(&folder, "live", "v1");
        point(&folder, "v2/more", "deep");
        let folder = based(folder);
        let elsewhere = outside.path("v2").canonicalize().unwrap();
        let elsewhere = elsewhere.to_string_lossy();
        for target in [&elsewhere, "v2"] {
            point(&folder, "live", target);
            let (_, weakened) = told(&folder, &["."]);
            let rest = "what is read through it isn't compared";
            assert_eq!(weakened, [format!("`live` led to `v1`, leads to `{target}`: {rest}")]);
        }
    }

    /// A link out of the repository holds today what it should, and tomorrow anything.
    #[test]
    fn a_file_that_became_a_link_out_of_the_repository_is_told() {
        let outside = versions();
        for (name, is_compiled) in [("v1/p.json", true), ("v1/p.mcpol", false)] {
            let folder = based(versions());
            let target = outside.path(name).canonicalize().unwrap();
            let target = target.to_string_lossy();
            point(&folder, name, &target);
            let link = format!("`{name}` became a link out of the repository, to `{target}`");
            for named in [".", "v1", "v1/p.mcpol"] {
                let (_, weakened) = told(&folder, &[named]);
                let told = [format!("{link}: what it holds is in no revision")];
                assert_eq!(weakened, told, "{named}");
            }
            assert!(is_silent(&folder, &["v2"]));
            for check in [&["ci"][..], &["compile", "--check", "v1"]] {
                let ran = folder.run(check);
                let said = [ran.out, ran.err].concat();
                let is_said = said.split_whitespace().collect::<Vec<_>>().join(" ");
                let is_said = is_said.contains("is a link out of the repository, to");
                assert_eq!((ran.code == 1, is_said), (is_compiled, is_compiled), "{said}");
            }
            folder.commit();
            folder.git(&["tag", "--force", "base"]);
            assert!(is_silent(&folder, &["."]));
        }
    }

    /// In the repository the JSON may be wherever it is.
    #[test]
    fn json_may_be_a_link_within_the_repository() {
        let folder = versions();
        fs::create_dir(folder.path("out")).unwrap();
        fs::rename(folder.path("v1/p.json"), folder.path("out/x.json")).unwrap();
        point(&folder, "v1/p.json", "../out/x.json");
        let folder = based(folder);
        folder.run(&["compile", "--check", "v1"]).exits(0);
        assert!(is_silent(&folder, &["."]));
    }

    #[test]
    fn a_folder_in_the_place_of_a_link_is_compared() {
        let folder = versions();
        point(&folder, "live", "v1");
        let folder = based(folder);
        fs::remove_file(folder.path("live")).unwrap();
        for name in ["p.mcpol", "p.json", "tools.json"] {
            folder.write(&format!("live/{name}"), folder.read(&format!("v2/{name}")));
        }
        assert_eq!(told(&folder, &["live"]), looser("live/p.mcpol"));
    }
}

mod submodules {
    use super::*;

    const FILES: [&str; 3] = ["-c", "protocol.file.allow=always", "-c"];

    /// A repository with another in `policies`.
    fn nested() -> Folder {
        let folder = Folder::new(&[("org/tools.json", TOOLS), ("org/p.mcpol", POLICY)]);
        #[cfg(unix)]
        std::os::unix::fs::symlink(".", folder.path("org/current")).unwrap();
        folder.init_git_in("org");
        folder.commit_in("org");
        folder.init_git_in("in");
        folder.write("in/own.mcpol", POLICY);
        folder.write("in/tools.json", TOOLS);
        #[cfg(unix)]
        std::os::unix::fs::symlink("policies/current", folder.path("in/live")).unwrap();
        let add = ["advice.x=1", "-C", "in", "submodule", "--quiet", "add", "../org", "policies"];
        folder.git(&[&FILES, &add[..]].concat());
        folder.commit_in("in");
        folder.git(&["-C", "in", "tag", "base"]);
        folder
    }

    fn weakened_in(folder: &Folder, paths: &[&str]) -> (usize, Vec<String>) {
        let mut command = folder.command(&[&BASE[..], &["weakened"], paths].concat());
        command.current_dir(folder.path("in"));
        let ran = crate::support::Ran::from(command.output().unwrap());
        let json = ran.json();
        let weakened = json["weakened"].as_array().into_iter().flatten();
        let weakened: Vec<_> =
            weakened.map(|it| it["message"].as_str().unwrap().to_owned()).collect();
        assert_eq!(ran.code, i32::from(!weakened.is_empty()), "{}{}", ran.out, ran.err);
        (json["policies"].as_array().unwrap().len(), weakened)
    }

    #[test]
    fn a_submodule_that_moved_is_told_and_one_that_stays_is_nothing_new() {
        let folder = nested();
        let head = || folder.git(&["-C", "in/policies", "rev-parse", "HEAD"])[..7].to_owned();
        let paths: [&[&str]; 4] = [&["."], &[], &["policies"], &["policies/p.mcpol"]];
        for paths in paths {
            assert_eq!(weakened_in(&folder, paths), (0, Vec::new()), "{paths:?}");
        }
        let before = head();
        folder.write("in/policies/p.mcpol", POLICY.replace("50000", "90000"));
        let run = format!("not compared; run `mcpol diff --base {before}` in it");
        let dirty = format!("submodule `policies` has changes that aren't committed: {run}");
        for paths in paths {
            assert_eq!(weakened_in(&folder, paths), (0, vec![dirty.clone()]), "{paths:?}");
        }
        folder.commit_in("in/policies");
        let moved = format!("submodule `policies` moved from {before} to {}: {run}", head());
        for is_committed in [false, true] {
            for paths in paths {
                let told = weakened_in(&folder, paths);
                assert_eq!(told, (0, vec![moved.clone()]), "{is_committed} {paths:?}");
            }
            assert_eq!(weakened_in(&folder, &["own.mcpol"]), (0, Vec::new()));
            if !is_committed {
                folder.commit_in("in");
            }
        }
    }

    #[test]
    fn a_submodule_that_is_new_or_gone_is_told() {
        let folder = nested();
        folder.git(&["-C", "in", "rm", "--quiet", "policies"]);
        let (policies, weakened) = weakened_in(&folder, &["."]);
        assert!(
            weakened[0].starts_with("submodule `policies` is gone, it was at "),
            "{weakened:?}"
        );
        assert_eq!((policies, weakened.len()), (0, 1));
        folder.commit_in("in");
        folder.git(&["-C", "in", "tag", "--force", "base"]);
        folder.git(&["-C", "in", "revert", "--no-edit", "HEAD"]);
        folder.git(&["-C", "in", "submodule", "--quiet", "update", "--init"]);
        let (policies, weakened) = weakened_in(&folder, &["policies"]);
        assert!(weakened[0].starts_with("submodule `policies` is new, at "), "{weakened:?}");
        assert_eq!((policies, weakened.len()), (0, 1));
    }
}
