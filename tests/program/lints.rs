//! `mcpol lints` and the options that say what is linted

use std::collections::BTreeSet;
use std::path::Path;

use crate::support::{Folder, Ran, TOOLS};

const WAIVED: &str = "policy \"a\"\ncatalog \"tools.json\"\n\nallow delete_user\n\
    accept destructive-allowed for delete_user because \"Tried with care.\" until 2027-01-31\n";

fn folder(policy: &str) -> Folder {
    Folder::new(&[("a.mcpol", policy), ("tools.json", TOOLS)])
}

fn codes(ran: &Ran) -> Vec<String> {
    let json = ran.json();
    let findings = json["findings"].as_array().unwrap();
    findings.iter().map(|it| it["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_lint_is_listed_in_its_order() {
    let folder = Folder::new(&[]);
    let list = folder.run(&["lints"]).exits(0).out;
    let rows = list.lines().filter_map(|line| line.strip_prefix("  "));
    let names: Vec<_> = rows.map(|row| row.split(' ').next().unwrap()).collect();
    let titles: Vec<_> = list.lines().filter(|line| line.starts_with(char::is_uppercase)).collect();
    let json = folder.run(&["lints", "--format", "json"]).exits(0).json();
    let lints = json["lints"].as_array().unwrap();
    assert_eq!(names, lints.iter().map(|lint| lint["name"].as_str().unwrap()).collect::<Vec<_>>());
    let page = |name: &&str| format!("docs/lints/{name}.md");
    let has_page = |name| Path::new(env!("CARGO_MANIFEST_DIR")).join(page(name)).is_file();
    assert!(names.len() > 50 && names.iter().all(has_page));
    let levels = lints.iter().map(|lint| lint["level"].as_str().unwrap());
    assert_eq!(levels.collect::<BTreeSet<_>>(), ["deny", "pedantic", "warn"].into());
    assert!(lints[0].get("configured").is_none());
    let about = lints.iter().map(|lint| lint["about"].as_str().unwrap());
    assert!(about.clone().all(|title| titles.contains(&title)));
    assert_eq!(about.collect::<BTreeSet<_>>().len(), titles.len());
}

#[test]
fn a_configured_level_is_said() {
    let folder = Folder::new(&[("mcpol.toml", "[lints]\nbroad-allow = \"off\"\n")]);
    let list = folder.run(&["lints"]).exits(0).out;
    let line = list.lines().find(|line| line.starts_with("  broad-allow ")).unwrap();
    assert!(line.ends_with(" (off by mcpol.toml:2)"), "{line}");
    let json = folder.run(&["lints", "--format", "json"]).exits(0).json();
    let configured = serde_json::json!({"level": "off", "from": "mcpol.toml:2"});
    assert_eq!(json["lints"][1]["configured"], configured);
}

#[test]
fn one_lint_can_be_asked_for_and_one_left_out() {
    let folder =
        folder("policy \"a\"\ncatalog \"tools.json\"\n\nallow delete_user, list_refunds\n");
    let run = |arguments: &[&str]| {
        codes(&folder.run(&[&["check", "--format", "json"], arguments].concat()))
    };
    let all = run(&[]);
    assert!(all.contains(&"destructive-allowed".to_owned()), "{all:?}");
    assert_eq!(run(&["--only", "destructive-allowed"]), ["destructive-allowed"]);
    assert_eq!(run(&["--only", "unlimited-read"]), ["unlimited-read"]);
    assert!(!run(&["--skip", "destructive-allowed"]).contains(&"destructive-allowed".to_owned()));
    folder.write("a.mcpol", "allow nonsense_\nallow\n");
    let only = folder.run(&["check", "--only", "unlimited-read", "--format", "json"]).exits(1);
    assert!(!codes(&only).is_empty());
}

#[test]
fn a_lint_of_waivers_alone_knows_what_the_others_find() {
    let folder = folder(WAIVED);
    let arguments = ["check", "--only", "unused-accept", "--today", "2026-12-01"];
    folder.run(&[&arguments[..], &["--deny-warnings"]].concat()).exits(0);
    folder.write("a.mcpol", WAIVED.replace("allow delete_user", "approve delete_user"));
    let ran = folder.run(&arguments).exits(0);
    assert!(ran.out.starts_with("warning[unused-accept]\n"), "{}", ran.out);
}

#[test]
fn an_unknown_lint_gets_the_nearest() {
    for option in ["--only", "--skip"] {
        let ran = folder(WAIVED).run(&["check", option, "broad_alow"]).exits(2);
        assert!(ran.err.contains("did you mean `broad-allow`?"), "{}", ran.err);
    }
}

#[test]
fn a_waiver_holds_to_its_last_day() {
    let folder = folder(WAIVED);
    let on = |day| folder.run(&["check", "--today", day]);
    let ran = on("2027-01-31").exits(0);
    assert_eq!(ran.out, "no findings in 1 file (1 waived)\n");
    let ran = on("2027-02-01").exits(1);
    assert!(ran.out.contains("deny[expired-accept]"), "{}", ran.out);
    let mut command = folder.command(&["check"]);
    let ran = Ran::from(command.env("MCPOL_TODAY", "2027-02-01").output().unwrap()).exits(1);
    assert!(ran.out.contains("deny[expired-accept]"), "{}", ran.out);
}

#[test]
fn a_waived_finding_is_in_the_json() {
    let arguments = ["check", "--today", "2027-01-31", "--format", "json"];
    let json = folder(WAIVED).run(&arguments).exits(0).json();
    assert_eq!(json["findings"][0]["waived"]["line"], 5);
    assert_eq!(json["summary"]["waived"], 1);
}

#[test]
fn only_a_date_is_a_day() {
    for day in ["2026-13-01", "tomorrow", "2026-11-21T10:00", "20261121", ""] {
        let ran = folder(WAIVED).run(&["check", "--today", day]).exits(2);
        assert!(ran.err.contains("write YYYY-MM-DD"), "{day}: {}", ran.err);
    }
}

#[test]
fn compiling_lints_unless_told_not_to() {
    let folder = folder(&WAIVED.replace("accept", "# accept"));
    let ran = folder.run(&["compile", "a.mcpol"]).exits(1);
    assert!(ran.err.contains("destructive-allowed"), "{}", ran.err);
    assert!(ran.out.is_empty() && ran.err.contains("nothing was written"), "{}", ran.err);
    let ran = folder.run(&["compile", "--no-lint", "a.mcpol"]).exits(0);
    assert!(ran.err.is_empty() && ran.out.starts_with('{'), "{}", ran.err);
}

#[test]
fn a_renamed_lint_is_refused_under_its_old_name() {
    let now = "the lint `no-catalogue` is called `no-catalog` now";
    for option in ["--only", "--skip"] {
        let ran = folder(WAIVED).run(&["check", option, "no-catalogue"]).exits(2);
        assert!(ran.err.contains(now), "{}", ran.err);
    }
    let folder = folder("policy \"a\"\n\nallow delete_user\n");
    folder.write("mcpol.toml", "[lints]\nno-catalogue = \"off\"\n");
    let ran = folder.run(&["check"]).exits(1);
    assert!(ran.out.contains(now) && ran.out.contains("help: write `no-catalog`"), "{}", ran.out);
}

#[test]
fn a_waiver_of_a_renamed_lint_is_rewritten_by_a_safe_fix() {
    let waived = |lint: &str| {
        format!(
            "policy \"a\"\n\naccept {lint} because \"None is published.\"\n\nallow list_users\n"
        )
    };
    let folder = folder(&waived("no-catalogue"));
    let ran = folder.run(&["check"]).exits(1);
    assert!(ran.out.contains("the lint `no-catalogue` is called `no-catalog` now"), "{}", ran.out);
    assert!(ran.out.contains("--fix: write `no-catalog`"), "{}", ran.out);
    folder.run(&["check", "--fix"]).exits(0);
    assert_eq!(folder.read("a.mcpol"), waived("no-catalog"));
}
