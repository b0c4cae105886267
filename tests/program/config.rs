//! mcpol.toml and `mcpol config`

use crate::support::{Folder, Ran, TOOLS};

const DELETES: &str = "policy \"a\"\n\nallow delete_user\n";

fn folder(config: &str) -> Folder {
    Folder::new(&[("mcpol.toml", config), ("pol/a.mcpol", DELETES), ("tools.json", TOOLS)])
}

/// The value of a setting and where it comes from.
fn setting(ran: &Ran, name: &str) -> (String, String) {
    let json = ran.json();
    let all = json["settings"].as_array().unwrap();
    let found = all.iter().find(|it| it["name"] == name).unwrap_or_else(|| panic!("{json}"));
    let text = |key: &str| found[key].as_str().unwrap().to_owned();
    (text("value"), text("from"))
}

fn shown(folder: &Folder, arguments: &[&str], name: &str) -> (String, String) {
    let ran = folder.run(&[&["config", "--format", "json"], arguments].concat()).exits(0);
    setting(&ran, name)
}

fn pair(value: &str, from: &str) -> (String, String) {
    (value.to_owned(), from.to_owned())
}

#[test]
fn a_level_can_be_changed_for_the_policies_beneath() {
    let folder = folder(
        "[lints]\ndestructive-allowed = \"warn\"\n\
         [[catalog]]\npaths = [\"pol/**\"]\nfile = \"tools.json\"\n",
    );
    let ran = folder.run(&["check", "pol/a.mcpol"]).exits(0);
    assert!(ran.out.starts_with("warning[destructive-allowed]\n"), "{}", ran.out);
    folder.run(&["check", "--deny-warnings", "pol/a.mcpol"]).exits(1);
    folder.run(&["check", "--deny-warnings", "--format", "json", "pol"]).exits(1);
}

#[test]
fn the_nearest_file_holds_alone() {
    let folder = folder("[lints]\ndestructive-allowed = \"off\"\n");
    let catalog = ["check", "pol/a.mcpol", "--catalog", "tools.json"];
    folder.run(&catalog).exits(0);
    folder.write("pol/mcpol.toml", "");
    folder.run(&catalog).exits(1);
}

#[test]
fn a_broken_file_is_an_error_and_nothing_is_linted() {
    let folder = folder("[lints]\ndestructiv-allowed = \"warn\"\n");
    let ran = folder.run(&["check", "--catalog", "tools.json"]).exits(1);
    assert!(ran.out.starts_with("error[config-key]\n"), "{}", ran.out);
    assert!(ran.out.contains("[mcpol.toml:2:1]"), "{}", ran.out);
    assert!(ran.out.contains("did you mean `destructive-allowed`?"), "{}", ran.out);
    assert!(
        ran.out.ends_with("\n1 error in 1 file (not linted because of errors)\n"),
        "{}",
        ran.out
    );
    let ran = folder.run(&["config"]).exits(1);
    assert!(ran.out.is_empty() && ran.err.contains("[mcpol.toml:2:1]"), "{}", ran.err);
    folder.run(&["lints"]).exits(1);
}

#[test]
fn a_file_that_cannot_be_read_is_not_passed_over() {
    let folder = Folder::refunds();
    std::fs::create_dir(folder.path("mcpol.toml")).unwrap();
    let ran = folder.run(&["check", "refunds.mcpol"]).exits(1);
    assert!(ran.out.contains("can't read the configuration: it is a folder"), "{}", ran.out);
}

#[test]
fn excluded_files_are_checked_only_by_name() {
    let folder = folder("exclude = [\"pol\"]\n");
    let ran = folder.run(&["check"]).exits(2);
    assert!(
        ran.err.contains("no .mcpol file in `.` but 1 file left out by `pol` (mcpol.toml:1)"),
        "{}",
        ran.err
    );
    folder.run(&["check", "pol/a.mcpol", "--catalog", "tools.json"]).exits(1);
}

#[test]
fn each_setting_is_shown_with_what_sets_it() {
    let folder = folder(
        "pedantic = true\nexclude = [\"old\"]\n[lints]\nloose-limit = \"off\"\n\
         [thresholds]\nmany-tools = 3\n\
         [[catalog]]\npaths = [\"pol/**\"]\nfile = \"tools.json\"\n",
    );
    let shown = |arguments: &[&str], name| shown(&folder, arguments, name);
    let policy = &["pol/a.mcpol"];
    assert_eq!(shown(policy, "pedantic"), pair("true", "mcpol.toml:1"));
    assert_eq!(shown(policy, "exclude"), pair("old", "mcpol.toml:2"));
    assert_eq!(shown(policy, "lints.loose-limit"), pair("off", "mcpol.toml:4"));
    assert_eq!(shown(policy, "thresholds.many-tools"), pair("3", "mcpol.toml:6"));
    assert_eq!(shown(policy, "catalog"), pair("tools.json", "mcpol.toml:9"));
    assert_eq!(shown(policy, "lints.unlimited-read"), pair("warn", "mcpol.toml:1"));
    assert_eq!(shown(policy, "lints.broad-allow"), pair("deny", "default"));
    assert_eq!(shown(policy, "thresholds.write-per-minute"), pair("30", "default"));
    let only = &["pol/a.mcpol", "--only", "loose-limit"];
    assert_eq!(shown(only, "lints.loose-limit"), pair("warn", "--only"));
    assert_eq!(shown(only, "lints.broad-allow"), pair("off", "--only"));
    let skip = &["pol/a.mcpol", "--skip", "broad-allow"];
    assert_eq!(shown(skip, "lints.broad-allow"), pair("off", "--skip"));
    assert_eq!(shown(&["--pedantic"], "pedantic"), pair("true", "--pedantic"));
}

#[test]
fn the_day_is_shown_with_what_sets_it() {
    let folder = Folder::refunds();
    let today = ["--today", "2027-01-02"];
    assert_eq!(shown(&folder, &today, "today"), pair("2027-01-02", "--today"));
    let mut command = folder.command(&["config", "--format", "json"]);
    let ran = Ran::from(command.env("MCPOL_TODAY", "2027-03-04").output().unwrap());
    assert_eq!(setting(&ran, "today"), pair("2027-03-04", "MCPOL_TODAY"));
}

#[test]
fn the_catalog_of_a_policy_is_its_own_where_it_names_one() {
    let folder = Folder::refunds();
    folder.write("mcpol.toml", "[[catalog]]\npaths = [\"**\"]\nfile = \"other.json\"\n");
    let catalog = shown(&folder, &["refunds.mcpol"], "catalog");
    assert_eq!(catalog, pair("tools.json", "refunds.mcpol:2"));
    folder.run(&["config", "missing.mcpol"]).exits(2);
}

#[test]
fn nothing_that_a_terminal_obeys_is_shown() {
    let folder = folder("exclude = [\"\\u001b(2J\"]\n");
    let ran = folder.run(&["config"]).exits(0);
    assert!(!ran.out.contains('\x1b') && ran.out.contains("\\u{1b}(2J"), "{}", ran.out);
}

#[test]
fn the_schema_is_the_committed_one() {
    let schema = include_str!("../../docs/schema/mcpol.toml.json");
    assert_eq!(Folder::new(&[]).run(&["config", "--schema"]).exits(0).out, schema);
}

#[test]
fn what_differs_from_the_defaults_is_shown_and_all_on_request() {
    let folder = folder("[lints]\nunlimited-read = \"off\"\n");
    let ran = folder.run(&["config"]).exits(0).out;
    assert!(
        ran.contains("lints.unlimited-read") && !ran.contains("lints.unlimited-write"),
        "{ran}"
    );
    assert!(ran.contains("more settings have their defaults; `--all` shows them\n"), "{ran}");
    let all = folder.run(&["config", "--all"]).exits(0).out;
    assert!(all.contains("lints.unlimited-write") && !all.contains("--all"), "{all}");
}

#[test]
fn a_file_outside_the_repository_is_named_and_not_read() {
    let folder = folder("[lints]\ndestructive-allowed = \"off\"\n");
    let catalog = ["check", "pol/a.mcpol", "--catalog", "tools.json"];
    folder.run(&catalog).exits(0);
    std::fs::create_dir(folder.path("pol/.git")).unwrap();
    let ran = folder.run(&catalog).exits(1);
    assert!(ran.out.contains("destructive-allowed"), "{}", ran.out);
    for path in ["pol", "pol/a.mcpol"] {
        assert_eq!(
            shown(&folder, &[path], "not read"),
            pair("mcpol.toml", "outside the repository")
        );
        assert_eq!(shown(&folder, &[path], "lints.destructive-allowed").1, "default");
    }
    // The one at the top of the repository is read, from wherever.
    folder.write("pol/mcpol.toml", "[lints]\ndestructive-allowed = \"off\"\n");
    folder.write("pol/deep/er/a.mcpol", DELETES);
    folder.run(&["check", "pol/deep/er/a.mcpol", "--catalog", "tools.json"]).exits(0);
    let mut command = folder.command(&["config", "--format", "json"]);
    let ran = Ran::from(command.current_dir(folder.path("pol/deep/er")).output().unwrap());
    assert_eq!(setting(&ran, "lints.destructive-allowed"), pair("off", "../../mcpol.toml:2"));
}

#[test]
fn without_a_repository_no_file_above_the_current_folder_is_read() {
    let folder = folder("[lints]\ndestructive-allowed = \"off\"\n");
    let below = |arguments: &[&str]| {
        let mut command = folder.command(arguments);
        Ran::from(command.current_dir(folder.path("pol")).output().unwrap())
    };
    below(&["check", "a.mcpol", "--catalog", "../tools.json"]).exits(1);
    let ran = below(&["config", "--format", "json"]).exits(0);
    assert_eq!(setting(&ran, "not read"), pair("../mcpol.toml", "outside the current folder"));
    // Of a policy elsewhere only the own folder counts.
    folder.write("other/sub/a.mcpol", DELETES);
    folder.write("other/mcpol.toml", "[lints]\ndestructive-allowed = \"off\"\n");
    let elsewhere = ["check", "../other/sub/a.mcpol", "--catalog", "../tools.json"];
    below(&elsewhere).exits(1);
    folder.write("other/sub/mcpol.toml", "[lints]\ndestructive-allowed = \"off\"\n");
    below(&elsewhere).exits(0);
}

#[test]
fn a_given_configuration_holds_for_every_file() {
    let folder = Folder::refunds();
    folder.write("mcpol.toml", "pedantic = true\n");
    folder.write("ci.toml", "exclude = [\"refunds.mcpol\"]\n[lints]\nloose-limit = \"deny\"\n");
    let ran = folder.run(&["config", "--config", "ci.toml"]).exits(0);
    assert!(ran.out.contains("ci.toml:3") && !ran.out.contains("mcpol.toml"), "{}", ran.out);
    for command in [&["check"][..], &["ci"], &["test"], &["fmt", "--check"], &["access"]] {
        let ran = folder.run(&[command, &["--config", "ci.toml"]].concat()).exits(2);
        assert!(ran.err.contains("no .mcpol file"), "{command:?}: {}", ran.err);
        let ran = folder.run(&[command, &["--config", "none.toml"]].concat()).exits(2);
        assert!(ran.err.contains("none.toml"), "{command:?}: {}", ran.err);
    }
    let ran = folder.run(&["lints", "--config", "ci.toml"]).exits(0);
    assert!(ran.out.contains("ci.toml:3"), "{}", ran.out);
    for command in
        [&["lints"][..], &["init", "tools.json"], &["diff", "refunds.mcpol", "refunds.mcpol"]]
    {
        let ran = folder.run(&[command, &["--config", "none.toml"]].concat()).exits(2);
        assert!(ran.err.contains("none.toml"), "{command:?}: {}", ran.err);
    }
}

#[test]
fn a_first_policy_keeps_to_the_thresholds() {
    let update = TOOLS
        .replace("create_refund", "update_note")
        .replace("Refunds a payment", "Renames it")
        .replace("amount_in_cents", "title");
    let folder = Folder::new(&[("tools.json", &update)]);
    folder.write("ci.toml", "[lints]\nloose-limit = \"off\"\n[thresholds]\nwrite-per-minute = 5\n");
    let init = |options: &[&str]| folder.run(&[&["init", "tools.json"], options].concat());
    assert!(init(&[]).exits(0).out.contains("limit 30 per minute"));
    let ran = init(&["--config", "ci.toml"]).exits(0);
    assert!(ran.out.contains("limit 5 per minute"), "{}", ran.out);
    folder.write("policies/mcpol.toml", "thresholds = 1\n");
    init(&["-o", "policies/a.mcpol"]).exits(1);
}

#[test]
fn a_file_of_another_kind_is_called_by_it() {
    let folder = Folder::refunds();
    let check = |file| folder.run(&["check", "refunds.mcpol", "--config", file]).exits(1);
    let ran = check("tools.json");
    assert!(ran.out.contains("the file is a tool catalog, not mcpol.toml"), "{}", ran.out);
    assert_eq!(ran.out.matches("error[").count(), 1, "{}", ran.out);
    folder.write("typo.toml", "[lints]\nloose-limits = \"off\"\n");
    assert!(check("typo.toml").out.contains("loose-limits"));
}
