//! `mcpol compile`

use std::fs;

use crate::support::{Folder, POLICY, TOOLS};

const EVENTS: &str = r#"{
  "version": "1",
  "default": "deny",
  "tools": {
    "list_refunds": {
      "limits": [
        {
          "counter": "list_refunds_rate",
          "window": "minute",
          "max": 30,
          "scope": "grant"
        }
      ]
    }
  }
}
"#;

fn limited() -> Folder {
    Folder::new(&[
        (
            "a.mcpol",
            "policy \"a\"\ncatalog \"tools.json\"\nallow list_refunds { limit 30 per minute }\n",
        ),
        ("tools.json", TOOLS),
    ])
}

#[test]
fn the_json_goes_to_standard_output() {
    let ran = limited().run(&["compile", "a.mcpol"]).exits(0);
    assert_eq!((ran.out.as_str(), ran.err.as_str()), (EVENTS, ""));
}

#[test]
fn a_file_without_policy_compiles_when_it_is_named() {
    let folder = limited();
    folder.write(
        "part.mcpol",
        "catalog \"tools.json\"\nallow list_refunds { limit 30 per minute }\n",
    );
    assert_eq!(folder.run(&["compile", "part.mcpol"]).exits(0).out, EVENTS);
}

#[test]
fn the_json_goes_to_a_file() {
    let folder = limited();
    folder.run(&["compile", "a.mcpol", "-o", "out.json"]).exits(0);
    assert_eq!(folder.read("out.json"), EVENTS);
    folder.run(&["compile", "a.mcpol", "-o", "out.json", "--check"]).exits(0);
    folder.run(&["compile", "a.mcpol", "-o", "missing.json", "--check"]).exits(1);
}

#[test]
fn write_puts_each_json_beside_its_policy() {
    let folder = Folder::refunds();
    folder.write("sub/b.mcpol", POLICY.replace("tools.json", "../tools.json"));
    folder.write("part.mcpol", "allow list_refunds\n");
    let ran = folder.run(&["compile", ".", "--write"]).exits(0);
    assert_eq!(ran.out, "written refunds.json\nwritten sub/b.json\n2 files: 2 written\n");
    assert_eq!(folder.read("refunds.json"), folder.read("sub/b.json"));
    assert_eq!(
        folder.names(),
        ["part.mcpol", "refunds.json", "refunds.mcpol", "sub", "tools.json"]
    );
    let ran = folder.run(&["compile", ".", "--write"]).exits(0);
    assert_eq!(ran.out, "2 files: 2 unchanged\n");
}

#[test]
fn check_compares_and_writes_nothing() {
    let folder = Folder::refunds();
    let ran = folder.run(&["compile", ".", "--check"]).exits(1);
    assert_eq!(ran.out, "missing refunds.json\n1 file: 1 missing\n");
    folder.run(&["compile", ".", "--write"]).exits(0);
    folder.run(&["compile", ".", "--check"]).exits(0);
    let stale = folder.read("refunds.json").replace("50000", "60000");
    folder.write("refunds.json", &stale);
    let ran = folder.run(&["compile", ".", "--check"]).exits(1);
    assert!(ran.out.starts_with("--- refunds.json\n+++ refunds.json (compiled)\n"), "{}", ran.out);
    assert!(ran.out.contains("\n-") && ran.out.ends_with("stale refunds.json\n1 file: 1 stale\n"));
    assert_eq!(folder.read("refunds.json"), stale);
    let json = folder.run(&["compile", ".", "--check", "--format", "json"]).exits(1).json();
    assert_eq!(json["files"][0]["status"], "stale");
    assert_eq!(json["files"][0]["output"], "refunds.json");
    assert!(json["files"][0]["diff"].is_string() && json["summary"]["errors"] == 0);
}

#[test]
fn a_policy_with_errors_leaves_the_old_file() {
    let folder = Folder::refunds();
    folder.run(&["compile", ".", "--write"]).exits(0);
    let old = folder.read("refunds.json");
    folder.write("refunds.mcpol", POLICY.replace("list_refunds", "list_refnds"));
    folder.write("fine.mcpol", POLICY);
    let ran = folder.run(&["compile", ".", "--write"]).exits(1);
    assert!(ran.err.contains("error[unknown-tool]"), "{}", ran.err);
    assert_eq!(ran.out, "written fine.json\nfailed refunds.json\n2 files: 1 written, 1 failed\n");
    assert_eq!(folder.read("refunds.json"), old);
    let ran = folder.run(&["compile", "refunds.mcpol"]).exits(1);
    assert!(ran.out.is_empty() && ran.err.contains("unknown-tool"));
    let names = folder.names();
    assert!(names.iter().all(|name| !name.starts_with(".mcpol")), "{names:?}");
}

#[test]
fn what_is_not_proved_is_not_written() {
    let folder = limited();
    folder.write(
        "b.mcpol",
        "policy \"b\"\nallow run {\n    require args.command matches /^.*a.{18}b$/ \
         or args.command matches /x.{18}y/\n}\n",
    );
    folder.write("b.json", "old");
    for arguments in [&["compile", "b.mcpol"][..], &["compile", "b.mcpol", "-o", "new.json"]] {
        let ran = folder.run(arguments).exits(1);
        assert_eq!(ran.out.matches("version").count(), 0, "{}", ran.out);
        let said = format!("{}{}", ran.out, ran.err);
        assert!(said.contains("error[not-analysed]"), "{said}");
        assert!(said.contains("[b.mcpol:3:5]"), "{said}");
        assert!(said.contains("write the rules about `args.command` with plainer patterns"));
    }
    folder.run(&["compile", ".", "--write"]).exits(1);
    assert_eq!(folder.read("b.json"), "old");
    assert_eq!(folder.read("a.json"), EVENTS);
    assert!(!folder.path("new.json").exists());
}

#[test]
fn what_a_policy_is_made_from_is_never_written_over() {
    let folder = Folder::new(&[("tools.json", TOOLS), ("tools.mcpol", POLICY)]);
    let ran = folder.run(&["compile", ".", "--write"]).exits(2);
    assert!(ran.err.contains("won't write `tools.json`"), "{}", ran.err);
    assert_eq!(folder.read("tools.json"), TOOLS);
    folder.run(&["compile", "tools.mcpol", "-o", "tools.mcpol"]).exits(2);
    folder.run(&["compile", "tools.mcpol", "--source-map", "./tools.json"]).exits(2);
    assert_eq!(folder.read("tools.mcpol"), POLICY);
}

#[test]
fn parts_alone_are_nothing_to_compile() {
    let folder = Folder::new(&[("part.mcpol", "allow list_refunds\n")]);
    let ran = folder.run(&["compile", ".", "--write"]).exits(2);
    assert!(ran.err.contains("nothing to compile"), "{}", ran.err);
    folder.write("broken.mcpol", "polcy \"b\"\n");
    folder.run(&["compile", ".", "--check"]).exits(1);
}

#[test]
fn several_policies_need_a_place_each() {
    let folder = Folder::refunds();
    folder.write("part.mcpol", "hide delete_user\n");
    let one = folder.run(&["compile", "refunds.mcpol"]).exits(0).out;
    assert_eq!(folder.run(&["compile", "."]).exits(0).out, one);
    folder.write("b.mcpol", "policy \"b\"\n");
    folder.run(&["compile", "."]).exits(2);
    folder.run(&["compile", "refunds.mcpol", "b.mcpol"]).exits(2);
    folder.run(&["compile"]).exits(2);
    folder.run(&["compile", "refunds.mcpol", "--write", "-o", "a.json"]).exits(2);
    folder.run(&["compile", "missing.mcpol"]).exits(2);
    folder.run(&["compile", "refunds.mcpol", "-o", "no/such/folder.json"]).exits(2);
}

#[test]
fn the_source_map_leads_back_to_the_text() {
    let folder = limited();
    folder.run(&["compile", "a.mcpol", "--source-map", "map.json"]).exits(0);
    let map: serde_json::Value = serde_json::from_str(&folder.read("map.json")).unwrap();
    let limit = map
        .as_array()
        .unwrap()
        .iter()
        .find(|entry| entry["pointer"] == "/tools/list_refunds/limits/0")
        .unwrap();
    let expected = serde_json::json!({
        "pointer": "/tools/list_refunds/limits/0", "file": "a.mcpol",
        "line": 3, "column": 22, "end_line": 3, "end_column": 41,
    });
    assert_eq!(*limit, expected);
}

#[cfg(unix)]
#[test]
fn permissions_and_links_are_kept() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = limited();
    folder.write("real/a.json", "old");
    fs::set_permissions(folder.path("real/a.json"), fs::Permissions::from_mode(0o640)).unwrap();
    symlink("real/a.json", folder.path("a.json")).unwrap();
    folder.run(&["compile", ".", "--write", "--force"]).exits(0);
    assert!(folder.path("a.json").is_symlink());
    assert_eq!(folder.read("real/a.json"), EVENTS);
    let mode = fs::metadata(folder.path("real/a.json")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    folder.run(&["compile", "a.mcpol", "-o", "new.json"]).exits(0);
    let mode = fs::metadata(folder.path("new.json")).unwrap().permissions().mode();
    assert_eq!(mode & 0o444, 0o444);
}

#[test]
fn a_source_map_has_a_file_of_its_own_and_comes_after_the_json() {
    let folder = limited();
    for map in ["a.json", "./a.json", "b.mcpol"] {
        let ran = folder.run(&["compile", "a.mcpol", "-o", "a.json", "--source-map", map]).exits(2);
        assert!(ran.err.contains(&format!("won't write `{map}`")), "{}", ran.err);
    }
    let nowhere = ["compile", "a.mcpol", "-o", "nowhere/a.json", "--source-map", "map.json"];
    folder.run(&nowhere).exits(2);
    let made = folder.names();
    assert!(!made.iter().any(|name| name == "a.json" || name == "map.json"), "{made:?}");
}

#[test]
fn a_hyphen_is_standard_output() {
    let folder = Folder::refunds();
    let expected = folder.run(&["compile", "refunds.mcpol"]).exits(0).out;
    assert_eq!(folder.run(&["compile", "refunds.mcpol", "-o", "-"]).exits(0).out, expected);
    assert_eq!(folder.names(), ["refunds.mcpol", "tools.json"]);
}

/// A policy that a lint denies.
const DENIED: &str = "policy \"a\"\ncatalog \"tools.json\"\n\nallow *\n";

#[test]
fn nothing_is_written_for_what_lints_deny() {
    let folder = Folder::new(&[("a.mcpol", DENIED), ("tools.json", TOOLS)]);
    let ran = folder.run(&["compile", "a.mcpol"]).exits(1);
    assert!(ran.out.is_empty() && ran.err.contains("deny[broad-allow]"), "{}{}", ran.out, ran.err);
    assert!(!ran.err.contains("warn["), "{}", ran.err);
    folder.run(&["compile", "--write"]).exits(1);
    folder.run(&["compile", "a.mcpol", "-o", "b.json", "--source-map", "m.json"]).exits(1);
    assert_eq!(folder.names(), ["a.mcpol", "tools.json"]);
    folder.run(&["compile", "--write", "--no-lint"]).exits(0);
    folder.run(&["compile", "--check", "--no-lint"]).exits(0);
    folder.run(&["compile", "--check"]).exits(1);
    folder.run(&["check", "--write-baseline", "known.json"]).exits(0);
    folder.run(&["compile", "--check", "--baseline", "known.json"]).exits(0);
    folder.write("mcpol.toml", "[lints]\nbroad-allow = \"warn\"\n");
    let levels = folder.run(&["check"]);
    assert_eq!(folder.run(&["compile", "--check"]).code, levels.code);
}

#[test]
fn what_became_no_json_is_told() {
    let vain = "policy \"a\"\ncatalog \"tools.json\"\n\nallow list_refunds\nhide list_refunds\n";
    let folder = Folder::new(&[("a.mcpol", vain), ("tools.json", TOOLS)]);
    let ran = folder.run(&["compile", "a.mcpol"]).exits(0);
    assert!(ran.err.contains("warning[no-effect]"), "{}", ran.err);
    folder.write("a.mcpol", format!("{vain}accept no-effect because \"For now.\"\n"));
    let ran = folder.run(&["compile", "a.mcpol"]).exits(0);
    assert_eq!(ran.err, "");
    folder.write("a.mcpol", vain);
    folder.write("mcpol.toml", "[lints]\nno-effect = \"deny\"\n");
    let ran = folder.run(&["compile", "a.mcpol"]).exits(1);
    assert!(ran.out.is_empty() && ran.err.contains("deny[no-effect]"), "{}", ran.err);
}

#[test]
fn one_denied_policy_keeps_no_other_from_being_written() {
    let folder = limited();
    folder.write("b.mcpol", DENIED);
    folder.run(&["compile", "--write"]).exits(1);
    assert_eq!(folder.names(), ["a.json", "a.mcpol", "b.mcpol", "tools.json"]);
}

#[test]
fn a_catalog_under_the_name_of_the_json_is_told_without_a_diff() {
    let policy = POLICY.replace("tools.json", "refunds.json");
    let folder = Folder::new(&[("refunds.mcpol", &policy), ("refunds.json", TOOLS)]);
    let ran = folder.run(&["compile", "--write", "refunds.mcpol"]).exits(2);
    assert!(ran.err.contains("it is the catalog"), "{}", ran.err);
    let checks = ["compile --check", "compile --check -o refunds.json refunds.mcpol", "ci"];
    for command in checks.map(|command| command.split(' ').collect::<Vec<_>>()) {
        let ran = folder.run(&command).exits(1);
        let said = ran.out + &ran.err;
        assert!(said.contains("`refunds.json` is the catalog"), "{said}");
        assert!(said.contains("give the policy or the catalog another name"), "{said}");
        assert!(!said.contains("inputSchema"), "{said}");
    }
    assert_eq!(folder.read("refunds.json"), TOOLS);
}

#[test]
fn git_may_change_line_ends() {
    let folder = Folder::refunds();
    folder.run(&["compile", "--write"]).exits(0);
    let json = folder.read("refunds.json");
    for name in ["refunds.mcpol", "refunds.json", "tools.json"] {
        folder.write(name, folder.read(name).replace('\n', "\r\n"));
    }
    folder.run(&["compile", "--check"]).exits(0);
    folder.run(&["fmt", "--check"]).exits(0);
    folder.run(&["ci"]).exits(0);
    folder.run(&["compile", "--write"]).exits(0);
    assert_eq!(folder.read("refunds.json"), json);
    folder.write("refunds.json", json.replace('\n', "\r\n").replace("50000", "60000"));
    let ran = folder.run(&["compile", "--check"]).exits(1);
    let changed = ran.out.lines().filter(|line| line.starts_with(['-', '+'])).count();
    assert_eq!(changed, 4, "{}", ran.out);
}
