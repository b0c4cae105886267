//! `mcpol check --baseline`

use crate::support::{Folder, Ran, TOOLS};

const BROAD: &str = "policy \"a\"\ncatalog \"tools.json\"\n\nallow *\n";

#[test]
fn known_findings_do_not_count_and_those_that_are_gone_do() {
    let folder = Folder::new(&[("a.mcpol", BROAD), ("tools.json", TOOLS)]);
    folder.run(&["check"]).exits(1);
    let ran = folder.run(&["check", "--write-baseline", "known.json"]).exits(0);
    assert!(ran.out.starts_with("no findings in 1 file ("), "{}", ran.out);
    folder.write("a.mcpol", format!("# A line more.\n{BROAD}"));
    let ran = folder.run(&["check", "--baseline", "known.json"]).exits(0);
    assert!(ran.out.contains(" in the baseline)"), "{}", ran.out);
    folder.write("a.mcpol", BROAD.replace('*', "list_refunds"));
    let ran = folder.run(&["check", "--baseline", "known.json"]).exits(1);
    assert!(ran.out.contains("error[stale-baseline]"), "{}", ran.out);
    assert!(ran.out.contains("known.json:"), "{}", ran.out);
}

#[test]
fn errors_and_new_findings_count() {
    let folder = Folder::new(&[("a.mcpol", BROAD), ("tools.json", TOOLS)]);
    folder.run(&["check", "--write-baseline", "known.json"]).exits(0);
    folder.write("b.mcpol", BROAD);
    folder.run(&["check", "--baseline", "known.json"]).exits(1);
    folder.write("b.mcpol", "allow nonsense_\n");
    folder.run(&["check", "--write-baseline", "more.json", "b.mcpol"]).exits(0);
    folder.run(&["check", "--baseline", "missing.json"]).exits(2);
    folder.write("known.json", "[]");
    let ran = folder.run(&["check", "--baseline", "known.json"]).exits(1);
    assert!(ran.out.contains("error[baseline-format]"), "{}", ran.out);
}

#[test]
fn what_was_not_looked_at_is_not_gone() {
    let folder = Folder::new(&[("a.mcpol", BROAD), ("b.mcpol", BROAD), ("tools.json", TOOLS)]);
    folder.run(&["check", "--write-baseline", "known.json"]).exits(0);
    folder.run(&["check", "a.mcpol", "--baseline", "known.json"]).exits(0);
    folder.run(&["check", "--only", "broad-allow", "--baseline", "known.json"]).exits(0);
    folder.run(&["check", "--skip", "broad-allow", "--baseline", "known.json"]).exits(0);
    std::fs::remove_file(folder.path("b.mcpol")).unwrap();
    let ran = folder.run(&["check", "a.mcpol", "--baseline", "known.json"]).exits(1);
    assert!(ran.out.contains("error[stale-baseline]"), "{}", ran.out);
}

#[test]
fn an_error_alone_is_told_where_it_keeps_a_policy_from_being_linted() {
    let folder = Folder::new(&[("a.mcpol", BROAD), ("tools.json", TOOLS)]);
    folder.run(&["check", "--write-baseline", "known.json"]).exits(0);
    folder.write("a.mcpol", format!("{BROAD}allow nonsense\n"));
    let ran = folder.run(&["check", "--baseline", "known.json"]).exits(1);
    assert!(
        ran.out.ends_with("\n1 error in 1 file (not linted because of errors)\n"),
        "{}",
        ran.out
    );
}

#[test]
fn files_are_named_from_the_baselines_folder() {
    let folder = Folder::new(&[("p/a.mcpol", BROAD), ("p/tools.json", TOOLS), ("ci/note", "")]);
    folder.run(&["check", "--write-baseline", "ci/known.json"]).exits(0);
    assert!(folder.read("ci/known.json").contains("\"file\": \"../p/a.mcpol\""));
    let root = folder.path("");
    folder.run(&["check", root.to_str().unwrap(), "--baseline", "ci/known.json"]).exits(0);
    let mut command = folder.command(&["check", "--baseline", "../ci/known.json"]);
    Ran::from(command.current_dir(folder.path("p")).output().unwrap()).exits(0);
}

#[test]
fn what_was_read_is_not_written_over() {
    let folder = Folder::new(&[("a.mcpol", BROAD), ("tools.json", TOOLS)]);
    for file in ["a.mcpol", "tools.json"] {
        let ran = folder.run(&["check", "--write-baseline", file]).exits(2);
        assert!(ran.err.contains(&format!("won't write `{file}`")), "{}", ran.err);
    }
    assert_eq!((folder.read("a.mcpol"), folder.read("tools.json")), (BROAD.into(), TOOLS.into()));
}

#[test]
fn findings_of_a_renamed_lint_are_known_again() {
    let folder = Folder::new(&[("a.mcpol", "policy \"a\"\n\nallow list_refunds\n")]);
    folder.run(&["check", "--write-baseline", "known.json"]).exits(0);
    let written = folder.read("known.json");
    folder.write("known.json", written.replace("no-catalog", "no-catalogue"));
    let known = ["check", "--baseline", "known.json", "--deny-warnings"];
    let ran = folder.run(&known).exits(0);
    assert!(ran.out.contains(" in the baseline)"), "{}", ran.out);
    folder.run(&["check", "--write-baseline", "known.json"]).exits(0);
    assert_eq!(folder.read("known.json"), written);
}

/// The same policy in other layouts.
const LAYOUTS: [&str; 3] = [
    "policy \"a\"\ncatalog \"tools.json\"\n\nallow list_refunds, create_refund\n",
    "\u{feff}policy \"a\" catalog \"tools.json\"\nallow\tlist_refunds,create_refund # all\n",
    "policy \"a\"\r\ncatalog \"tools.json\"\r\n\r\nallow \"list_refunds\", # one\r\n    create_refund\r\n",
];

#[test]
fn findings_are_known_again_in_any_layout() {
    for before in LAYOUTS {
        let folder = Folder::new(&[("a.mcpol", before), ("tools.json", TOOLS)]);
        let all = ["check", "--only", "untested-allow", "--write-baseline", "known.json"];
        let ran = folder.run(&all).exits(0);
        assert!(ran.out.contains("in the baseline)"), "{}", ran.out);
        for after in LAYOUTS {
            folder.write("a.mcpol", after);
            let all = ["check", "--only", "untested-allow", "--baseline", "known.json"];
            folder.run(&all).exits(0);
        }
    }
}

#[test]
fn fingerprints_are_the_same_in_any_layout_and_however_a_file_is_named() {
    let prints = |ran: Ran| {
        let lines = ran.out.lines().filter(|line| line.contains("fingerprint"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let folder = Folder::new(&[("p/a.mcpol", LAYOUTS[0]), ("p/tools.json", TOOLS)]);
    let check = ["check", "--only", "untested-allow", "--format", "gitlab"];
    let expected = prints(folder.run(&check));
    assert_eq!(expected.len(), 1);
    let root = folder.path("p/a.mcpol");
    assert_eq!(prints(folder.run(&[&check[..], &[root.to_str().unwrap()]].concat())), expected);
    for layout in LAYOUTS {
        folder.write("p/a.mcpol", layout);
        assert_eq!(prints(folder.run(&check)), expected);
    }
    folder.write("mcpol.toml", "");
    std::fs::create_dir(folder.path(".git")).unwrap();
    let mut command = folder.command(&check);
    let below = Ran::from(command.current_dir(folder.path("p")).output().unwrap());
    assert_eq!(prints(below), expected);
}

#[test]
fn a_run_that_could_not_lint_everything_writes_no_baseline() {
    let folder = Folder::new(&[("a.mcpol", BROAD), ("tools.json", TOOLS)]);
    folder.run(&["check", "--write-baseline", "b.json"]).exits(0);
    let before = folder.read("b.json");
    for arguments in [&["nothing.mcpol"][..], &["a.mcpol", "nothing.mcpol"], &["broken.mcpol"]] {
        folder.write("broken.mcpol", "polcy \"x\"\n");
        let ran =
            folder.run(&[&["check", "--write-baseline", "b.json"], arguments].concat()).exits(2);
        assert!(ran.err.contains("no baseline is written"), "{}", ran.err);
        assert_eq!(folder.read("b.json"), before, "{arguments:?}");
    }
}

/// A folder whose mcpol.toml names the baseline of a policy that allows everything.
fn configured() -> Folder {
    let folder = Folder::new(&[("p/a.mcpol", BROAD), ("p/tools.json", TOOLS)]);
    folder.run(&["check", "--write-baseline", "known.json"]).exits(0);
    folder.write("mcpol.toml", "baseline = \"known.json\"\n");
    folder
}

#[test]
fn the_configuration_names_a_baseline() {
    let folder = configured();
    let ran = folder.run(&["check"]).exits(0);
    assert!(ran.out.contains(" in the baseline)"), "{}", ran.out);
    folder.run(&["check", "p/a.mcpol"]).exits(0);
    folder.run(&["check", "--no-baseline"]).exits(1);
    folder.run(&["check", "--no-baseline", "--baseline", "known.json"]).exits(2);
    folder.write("none.json", "{\"version\": \"1\", \"findings\": []}");
    folder.run(&["check", "--baseline", "none.json"]).exits(1);
    folder.run(&["check", "--write-baseline", "again.json"]).exits(0);
    assert_eq!(folder.read("again.json"), folder.read("known.json"));
    let ran = folder.run(&["config"]).exits(0);
    assert!(ran.out.contains("baseline  known.json"), "{}", ran.out);
    folder.write("p/a.mcpol", BROAD.replace('*', "list_refunds"));
    let ran = folder.run(&["check"]).exits(1);
    assert!(ran.out.contains("error[stale-baseline]"), "{}", ran.out);
}

#[test]
fn a_configured_baseline_that_is_none_is_an_error_where_it_is_named() {
    let folder = configured();
    for (name, told) in [
        ("missing.json", "can't read the baseline"),
        ("p/a.mcpol", "it holds something else"),
        ("p", "can't read the baseline"),
    ] {
        folder.write("mcpol.toml", format!("baseline = \"{name}\"\n"));
        let ran = folder.run(&["check"]).exits(1);
        assert!(ran.out.contains("error[config-value]") && ran.out.contains(told), "{}", ran.out);
        assert!(ran.out.contains("mcpol.toml:1:12"), "{}", ran.out);
    }
}

#[test]
fn ci_and_compile_use_the_configured_baseline() {
    let folder = configured();
    folder.run(&["fmt"]);
    folder.run(&["compile", "--write"]).exits(0);
    folder.run(&["ci"]).exits(0);
    folder.run(&["ci", "--no-baseline"]).exits(1);
    folder.run(&["compile", "--check"]).exits(0);
    folder.run(&["compile", "--check", "--no-baseline"]).exits(1);
    folder.run(&["compile", "--check", "--no-baseline", "--no-lint"]).exits(0);
}
