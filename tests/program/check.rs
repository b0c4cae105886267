//! `mcpol check`

use crate::support::{Folder, POLICY, TOOLS};

const FAULTY: &str = "policy \"p\"\ncatalog \"tools.json\"\n\nallow create_refnd\n";

#[test]
fn a_clean_policy_is_said_to_be_clean() {
    let ran = Folder::refunds().run(&["check", "refunds.mcpol"]).exits(0);
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("no findings in 1 file\n", ""));
}

#[test]
fn faults_are_shown_with_their_place_and_the_nearest_name() {
    let folder = Folder::new(&[("a.mcpol", FAULTY), ("tools.json", TOOLS)]);
    let ran = folder.run(&["check", "a.mcpol"]).exits(1);
    assert!(ran.out.starts_with("error[unknown-tool]\n"), "{}", ran.out);
    assert!(ran.out.contains("[a.mcpol:4:7]") && ran.out.contains("create_refund"), "{}", ran.out);
    assert!(
        ran.out.ends_with("\n1 error in 1 file (not linted because of errors)\n"),
        "{}",
        ran.out
    );
}

#[test]
fn json_is_the_documented_shape() {
    let folder = Folder::new(&[("a.mcpol", FAULTY), ("tools.json", TOOLS)]);
    let json = folder.run(&["check", "--format", "json"]).exits(1).json();
    let finding = &json["findings"][0];
    assert_eq!(finding["code"], "unknown-tool");
    assert_eq!(finding["level"], "error");
    assert_eq!(finding["file"], "a.mcpol");
    let place = ["line", "column", "end_line", "end_column"].map(|key| finding[key].as_u64());
    assert_eq!(place, [Some(4), Some(7), Some(4), Some(19)]);
    assert!(finding["message"].is_string() && finding["labels"].is_array());
    let summary = serde_json::json!({"files": 1, "errors": 1, "denied": 0, "warnings": 0, "waived": 0, "baseline": 0, "not_linted": 1,
        "parts": 0, "excluded": 0, "ignored": 0, "outside": 0});
    assert_eq!(json["summary"], summary);
}

#[test]
fn a_folder_is_walked_in_order() {
    let folder = Folder::new(&[
        ("tools.json", TOOLS),
        ("b/two.mcpol", "nonsense"),
        ("a/one.mcpol", "nonsense"),
        ("a/note.txt", "nonsense"),
        (".hidden/three.mcpol", "nonsense"),
    ]);
    let json = folder.run(&["check", "--format", "json"]).exits(1).json();
    let files: Vec<_> = json["findings"].as_array().unwrap().iter().map(|it| &it["file"]).collect();
    assert_eq!(files, [".hidden/three.mcpol", "a/one.mcpol", "b/two.mcpol"]);
    assert_eq!(json["summary"]["files"], 3);
}

#[test]
fn a_file_named_twice_is_checked_once() {
    let json = Folder::refunds()
        .run(&["check", "refunds.mcpol", ".", "./refunds.mcpol", "--format", "json"])
        .exits(0)
        .json();
    assert_eq!(json["summary"]["files"], 1);
}

#[test]
fn nothing_to_check_is_no_success() {
    let folder = Folder::new(&[("readme.txt", "")]);
    let ran = folder.run(&["check"]).exits(2);
    assert!(ran.err.contains("no .mcpol file in `.`"), "{}", ran.err);
    folder.run(&["check", "missing.mcpol"]).exits(2);
    folder.run(&["check", "--no-such-option"]).exits(2);
    folder.run(&[]).exits(2);
}

#[test]
fn an_unreadable_file_hides_no_other() {
    let folder = Folder::new(&[("a.mcpol", "nonsense")]);
    let ran = folder.run(&["check", "missing.mcpol", "a.mcpol"]).exits(2);
    assert!(ran.err.contains("can't read `missing.mcpol`: no such file"), "{}", ran.err);
    assert!(ran.out.contains("a.mcpol:1:1"), "{}", ran.out);
}

#[test]
fn standard_input_stands_where_it_is_said_to() {
    let folder = Folder::new(&[("policies/tools.json", TOOLS)]);
    let arguments = ["check", "-", "--stdin-path", "policies/new.mcpol"];
    folder.run_with(&arguments, POLICY).exits(0);
    let ran = folder.run_with(&arguments, FAULTY).exits(1);
    assert!(ran.out.contains("[policies/new.mcpol:4:7]"), "{}", ran.out);
    let ran = folder.run_with(&["check", "-"], POLICY).exits(1);
    assert!(ran.out.contains("error[catalog-unreadable]"), "{}", ran.out);
    assert!(ran.out.contains("[<stdin>:2:9]"), "{}", ran.out);
    folder.run_with(&["check", ".", "--stdin-path", "a.mcpol"], "").exits(2);
}

#[test]
fn another_catalog_can_be_given() {
    let folder = Folder::new(&[("a.mcpol", FAULTY), ("tools.json", TOOLS)]);
    folder.write("other.json", TOOLS.replace("create_refund", "create_refnd"));
    let other = ["check", "a.mcpol", "--catalog", "other.json", "--skip", "financial-unbounded"];
    folder.run(&other).exits(0);
    folder.run(&["check", "a.mcpol", "--catalog", "missing.json"]).exits(2);
}

#[test]
fn a_part_is_checked_as_far_as_it_can_be() {
    let folder = Folder::new(&[
        ("tools.json", TOOLS),
        ("part.mcpol", "allow list_*\nallow somehting\n"),
        ("a.mcpol", "policy \"a\"\ncatalog \"tools.json\"\ninclude \"part.mcpol\"\n"),
    ]);
    folder.run(&["check", "part.mcpol"]).exits(0);
    let ran = folder.run(&["check"]).exits(1);
    assert_eq!(ran.out.matches("[part.mcpol:2:7]").count(), 1, "{}", ran.out);
    folder.run(&["check", "part.mcpol", "--catalog", "tools.json"]).exits(1);
}

#[test]
fn includes_that_cannot_be_followed_are_findings() {
    let folder = Folder::new(&[
        ("a.mcpol", "include \"b.mcpol\"\ninclude \"missing.mcpol\"\n"),
        ("b.mcpol", "include \"sub/c.mcpol\"\n"),
        ("sub/c.mcpol", "include \"../a.mcpol\"\n"),
    ]);
    let json = folder.run(&["check", "a.mcpol", "--format", "json"]).exits(1).json();
    let codes: Vec<_> = json["findings"].as_array().unwrap().iter().map(|it| &it["code"]).collect();
    assert_eq!(codes, ["include-unreadable", "include-cycle"]);
    let cycle = &json["findings"][1];
    assert_eq!(cycle["file"], "sub/c.mcpol");
    let on_the_way: Vec<_> =
        cycle["labels"].as_array().unwrap().iter().map(|it| &it["file"]).collect();
    assert_eq!(on_the_way, ["a.mcpol", "b.mcpol"]);
}

#[test]
fn what_is_no_text_is_pointed_at() {
    let folder = Folder::new(&[]);
    folder.write("a.mcpol", b"policy \"caf\xe9\"\n");
    let ran = folder.run(&["check", "a.mcpol"]).exits(1);
    assert!(ran.out.starts_with("error[not-utf8]\n"), "{}", ran.out);
    assert!(ran.out.contains("[a.mcpol:1:12]"), "{}", ran.out);
}

#[test]
fn what_selectors_take_in_is_listed_on_request() {
    let policy = "policy \"a\"\ncatalog \"tools.json\"\n\nallow list_refunds\nhide *_user, \
                  \"create_refund\"\nrestrict read tools { limit 5 per minute }\n";
    let folder = Folder::new(&[("a.mcpol", policy), ("tools.json", TOOLS)]);
    let ran = folder.run(&["check", "--verbose"]).exits(0);
    let lines: Vec<_> = ran.out.lines().collect();
    assert_eq!(
        lines,
        [
            "a.mcpol:5:6 `*_user` selects 1 tool: delete_user",
            "a.mcpol:6:10 `read tools` selects 1 tool: list_refunds",
            "no findings in 1 file",
        ]
    );
    let json = folder.run(&["check", "-v", "--format", "json"]).exits(0).json();
    assert_eq!(json["selected"][0]["tools"], serde_json::json!(["delete_user"]));
    assert!(folder.run(&["check", "--format", "json"]).exits(0).json()["selected"].is_null());
}

#[test]
fn a_document_is_no_policy() {
    let folder = Folder::new(&[("p.json", r#"{"version": "1", "default": "deny"}"#)]);
    for command in ["compile", "fmt", "test"] {
        let ran = folder.run(&[command, "p.json"]).exits(1);
        let said = [ran.out, ran.err].concat();
        let expected = "the file is a gateway policy (compiled JSON), not an mcpol policy";
        assert!(said.contains("error[not-a-policy]") && said.contains(expected), "{said}");
    }
}

/// Nobody is told of syntax in a file that is no policy at all, whatever its name is.
#[test]
fn a_file_of_another_kind_is_called_by_its_name() {
    let kinds = [
        (r#"{"permissions": {"allow": ["Bash(ls:*)"]}}"#, "a Claude Code settings file"),
        (r#"{"mcpServers": {"x": {"command": "x"}}}"#, "an MCP client's configuration"),
        ("version: \"1\"\ntools:\n  t:\n    rules: []\n", "an Intercept policy"),
        (TOOLS, "a tool catalog"),
        (r#"{"version": "1", "default": "deny"}"#, "a gateway policy (compiled JSON)"),
    ];
    for (text, kind) in kinds {
        let is_imported = ["Intercept", "gateway", "Claude"].iter().any(|it| kind.contains(it));
        for name in ["p.mcpol", "p.json", "p.yaml"] {
            let folder = Folder::new(&[(name, text)]);
            for command in ["check", "compile", "fmt", "test", "access"] {
                let takes_others = ["check", "access"].contains(&command);
                if is_imported && takes_others && name != "p.mcpol" {
                    continue;
                }
                let ran = folder.run(&[command, name]).exits(1);
                let said = [ran.out, ran.err].concat();
                let expected = format!("the file is {kind}, not an mcpol policy");
                assert!(said.contains(&expected), "{command} {name}: {said}");
                assert_eq!(said.matches("error[").count(), 1, "{command} {name}: {said}");
            }
        }
    }
    let folder = Folder::new(&[("s.json", kinds[1].0), ("tools.json", TOOLS)]);
    let ran = folder.run(&["eval", "s.json", "--tool", "t"]).exits(1);
    let expected = "the file is an MCP client's configuration, not a gateway policy";
    assert!(ran.err.contains(expected), "{}", ran.err);
    let ran = folder.run(&["diff", "s.json", "tools.json"]).exits(1);
    assert!(ran.err.contains(expected) && ran.err.contains("a tool catalog"), "{}", ran.err);
}

/// A link's folder may have other settings.
#[cfg(unix)]
#[test]
fn a_link_does_not_stand_for_the_policy_that_it_leads_to() {
    use std::os::unix::fs::symlink;
    let policy = "policy \"a\"\ncatalog \"tools.json\"\nallow delete_user\n";
    let folder = Folder::new(&[
        ("b/real.mcpol", policy),
        ("b/tools.json", TOOLS),
        ("a/tools.json", TOOLS),
        ("a/mcpol.toml", "[lints]\ndestructive-allowed = \"off\"\n"),
    ]);
    symlink("../b/real.mcpol", folder.path("a/link.mcpol")).unwrap();
    for paths in [&["."][..], &["a/link.mcpol", "b/real.mcpol"], &["b/real.mcpol", "a/link.mcpol"]]
    {
        let ran = folder.run(&[&["check"], paths].concat()).exits(1);
        assert!(ran.out.contains("b/real.mcpol:3"), "{}", ran.out);
        assert!(ran.out.ends_with("1 denied finding in 1 file\n"), "{}", ran.out);
    }
    folder.run(&["compile", "--no-lint", "--write", "."]).exits(0);
    folder.write("b/real.json", "{}");
    folder.run(&["compile", "--no-lint", "--check", "."]).exits(1);
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_passed_over() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new(&[("a.mcpol", "policy \"a\"\nhide t\n")]);
    symlink("nowhere", folder.path("b.mcpol")).unwrap();
    for command in [&["check"][..], &["fmt", "--check"], &["compile", "--write"]] {
        let ran = folder.run(&[command, &["."]].concat()).exits(2);
        assert!(ran.err.contains("`b.mcpol`: it is not a regular file"), "{}", ran.err);
    }
}

/// A policy with so many unknown tools, and as many harmless findings before them.
fn many(count: usize) -> Folder {
    let unknown: String = (0..count).map(|index| format!("hide tool_{index}\n")).collect();
    let policy = format!("policy \"a\"\ncatalog \"tools.json\"\n{unknown}");
    Folder::new(&[("a.mcpol", &policy), ("tools.json", TOOLS)])
}

#[test]
fn of_many_findings_fifty_are_printed_and_the_others_counted() {
    let folder = many(60);
    let shown = |arguments: &[&str]| {
        let ran = folder.run(&[&["check"], arguments].concat()).exits(1);
        (ran.out.matches("error[").count(), ran.out)
    };
    let (count, out) = shown(&[]);
    assert_eq!(count, 50, "{out}");
    assert!(
        out.contains("\n10 more findings in a.mcpol; `--max` says how many are shown\n"),
        "{out}"
    );
    assert!(out.contains("60 errors in 1 file"), "{out}");
    assert_eq!(shown(&["--max", "3"]).0, 3);
    assert_eq!(shown(&["--max", "0"]).0, 60);
    assert_eq!(shown(&["--max", "60"]).0, 60);
    let json = folder.run(&["check", "--max", "3", "--format", "json"]).exits(1).json();
    assert_eq!(json["findings"].as_array().unwrap().len(), 60);
    let ran = folder.run(&["compile", "a.mcpol"]).exits(1);
    assert_eq!(ran.err.matches("error[").count(), 50);
}

/// What fails the run is shown before what doesn't.
#[test]
fn what_weighs_most_is_printed_first() {
    let policy = "policy \"a\"\ncatalog \"tools.json\"\nallow list_refunds\nallow delete_user\n";
    let folder = Folder::new(&[("a.mcpol", policy), ("tools.json", TOOLS)]);
    let ran = folder.run(&["check", "--max", "1"]).exits(1);
    assert!(ran.out.starts_with("deny["), "{}", ran.out);
}

#[test]
fn a_quiet_run_says_nothing_unless_it_fails() {
    let folder = Folder::refunds();
    for command in [&["check"][..], &["test"], &["fmt", "--check"], &["compile", "--write", "."]] {
        let ran = folder.run(&[command, &["--quiet"]].concat()).exits(0);
        assert_eq!((ran.out, ran.err), (String::new(), String::new()), "{command:?}");
    }
    let json = folder.run(&["compile", "refunds.mcpol", "-q"]).exits(0).out;
    assert_eq!(json, folder.read("refunds.json"));
    assert!(!folder.run(&["check", "-q", "--format", "json"]).exits(0).out.is_empty());
    folder.write("refunds.mcpol", POLICY.replace("hide delete_user", "hide delete_usr"));
    let loud = folder.run(&["check"]).exits(1);
    let quiet = folder.run(&["check", "-q"]).exits(1);
    assert_eq!((loud.out, loud.err), (quiet.out, quiet.err));
    let ran = folder.run(&["check", "-q", "missing.mcpol"]).exits(2);
    assert!(ran.err.contains("no such file"), "{}", ran.err);
}

#[test]
fn lints_are_given_as_a_list() {
    let policy = "policy \"a\"\ncatalog \"tools.json\"\nallow list_refunds\nallow delete_user\n";
    let folder = Folder::new(&[("a.mcpol", policy), ("tools.json", TOOLS)]);
    let codes = |arguments: &[&str]| -> Vec<String> {
        let ran = folder.run(&[&["check", "--format", "json"], arguments].concat()).json();
        let findings = ran["findings"].as_array().unwrap();
        findings.iter().map(|it| it["code"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(codes(&["--only", "destructive-allowed,unlimited-read"]).len(), 2);
    assert_eq!(codes(&["--only", "destructive-allowed"]), ["destructive-allowed"]);
    let rest = codes(&["--skip", "destructive-allowed,unlimited-read"]);
    assert!(!rest.contains(&"unlimited-read".to_owned()), "{rest:?}");
    folder.run(&["check", "--only", "unlimited-read,nonsense"]).exits(2);
}

/// Each command takes files, folders, standard input, and the current folder where nothing is said.
#[test]
fn inputs_are_taken_in_one_way() {
    let folder = Folder::new(&[("pol/a.mcpol", POLICY), ("pol/tools.json", TOOLS)]);
    for command in [&["check"][..], &["test"], &["fmt", "--check"], &["access"], &["compile"]] {
        let run = |paths: &[&str]| folder.run_with(&[command, paths].concat(), POLICY).exits(0).out;
        let out = run(&["pol/a.mcpol"]);
        for paths in [&[][..], &["pol"], &["."], &["-", "--stdin-path", "pol/a.mcpol"]] {
            assert_eq!(run(paths), out, "{command:?} {paths:?}");
        }
        folder.run(&[command, &["--stdin-path", "pol/a.mcpol"]].concat()).exits(2);
    }
    folder.run_with(&["compile", "--write", "-"], POLICY).exits(2);
    folder.run_with(&["test", "--mutate", "--write", "-"], POLICY).exits(2);
}

#[test]
fn the_summary_says_what_was_left_aside() {
    let folder = Folder::refunds();
    assert!(!folder.run(&["check"]).out.contains("excluded"));
    folder.write("part.mcpol", "allow list_refunds { limit 2 per minute }\n");
    folder.write("old/a.mcpol", POLICY);
    folder.write("mcpol.toml", "exclude = [\"old\"]\n");
    let ran = folder.run(&["check"]);
    let aside = "1 part checked for syntax only, 1 excluded)\n";
    assert!(ran.out.ends_with(aside), "{}", ran.out);
    let ran = folder.run(&["check", "refunds.mcpol"]);
    assert!(!ran.out.contains("excluded") && !ran.out.contains("syntax only"), "{}", ran.out);
}

#[test]
fn files_of_other_kinds_are_called_what_they_are() {
    let lines = TOOLS.replace('\n', "");
    let answers = format!("{{\"jsonrpc\": \"2.0\", \"id\": 1, \"result\": {{}}}}\n{lines}\n");
    let folder = Folder::new(&[("mcpol.toml", "[lints]\nbroad-allow = \"off\"\n")]);
    folder.write("answers.json", answers);
    folder.write("tools.json", TOOLS);
    folder.write("a.mcpol", "policy \"a\"\ncatalog \"tools.json\"\nhide delete_user\n");
    let says = |arguments: &[&str], words: &str| {
        let ran = folder.run(arguments).exits(1);
        let said = ran.out + &ran.err;
        assert!(said.contains(words), "{arguments:?}: {said}");
        assert_eq!(said.matches("error[").count(), 1, "{arguments:?}: {said}");
    };
    says(
        &["check", "mcpol.toml"],
        "the file is an mcpol configuration (mcpol.toml), not an mcpol policy",
    );
    folder.write("rego.mcpol", "package mcp\n\ndefault allow := false\n");
    says(&["check", "rego.mcpol"], "the file is a Rego policy, not an mcpol policy");
    folder.write("codex.json", "[mcp_servers.a]\ncommand = \"npx\"\n");
    says(
        &["catalog", "show", "codex.json"],
        "the file is a Codex configuration, not a tool catalog",
    );
    says(
        &["diff", "codex.json", "a.mcpol"],
        "not analysed: in the mode `auto` Codex judges by what a tool says of itself",
    );
    says(&["check", "answers.json"], "the file is a tool catalog, not an mcpol policy");
    says(&["diff", "answers.json", "a.mcpol"], "the file is a tool catalog, not a gateway policy");
    for baseline in ["tools.json", "answers.json"] {
        let words = "the file is a tool catalog, not a baseline";
        says(&["check", "--only", "broad-allow", "--baseline", baseline, "a.mcpol"], words);
    }
}
