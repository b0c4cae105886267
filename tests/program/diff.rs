//! `mcpol diff`, on files and in real git repositories.

use serde_json::{Value, json};

use crate::support::{Folder, POLICY, Ran, TOOLS};

/// [`POLICY`] with other rules.
const LOOSER: &str = r#"policy "refunds"
catalog "tools.json"

allow list_refunds { limit 60 per minute }

allow create_refund {
    require args.amount_in_cents >= 1 and args.amount_in_cents <= 60000
        because "Refund exceeds the policy limit."
    limit 3 per hour
}

deny delete_user
"#;

fn folder() -> Folder {
    let folder = Folder::refunds();
    folder.write("new.mcpol", LOOSER);
    folder
}

/// A git repository with one commit of [`Folder::refunds`].
fn repository() -> Folder {
    Folder::refunds().in_git()
}

/// What a comparison says, as JSON.
fn json_of(folder: &Folder, sides: &[&str]) -> Value {
    folder.run(&[&["diff", "--format", "json"], sides].concat()).exits(0).json()
}

fn changes(document: &Value) -> Vec<(&str, &str)> {
    let tools = document["tools"].as_array().unwrap();
    tools.iter().map(|it| (it["name"].as_str().unwrap(), it["change"].as_str().unwrap())).collect()
}

#[test]
fn changes_are_shown_with_calls_and_statements() {
    let ran = folder().run(&["diff", "refunds.mcpol", "new.mcpol"]).exits(0);
    insta::assert_snapshot!("diff_human", ran.out);
    assert_eq!(ran.err, "");
}

#[test]
fn a_review_gets_a_table() {
    let ran = folder().run(&["diff", "refunds.mcpol", "new.mcpol", "--format", "markdown"]);
    insta::assert_snapshot!("diff_markdown", ran.exits(0).out);
}

#[test]
fn programs_get_json() {
    let document = json_of(&folder(), &["refunds.mcpol", "new.mcpol"]);
    assert_eq!(document["verdict"], "both");
    let tools = document["tools"].as_array().unwrap();
    assert_eq!(
        changes(&document),
        [("create_refund", "looser"), ("delete_user", "shown"), ("list_refunds", "limits-lowered")]
    );
    assert_eq!(
        tools[0]["looser"],
        json!({
            "call": {"name": "create_refund",
                     "arguments": {"amount_in_cents": 50001, "transaction_id": "x"}},
            "refused_by": {"rule": "/tools/create_refund/require/0", "file": "refunds.mcpol",
                           "line": 7, "column": 5, "message": "Refund exceeds the policy limit."},
            "allowed_by": {"rule": "/tools/create_refund", "file": "new.mcpol",
                           "line": 6, "column": 7},
        })
    );
    assert_eq!(tools[0]["class"], "financial");
    assert_eq!(tools[0]["limits"][0]["calls"]["count"], 3);
    assert_eq!(tools[2]["limits"][0]["old"], Value::Null);
    assert_eq!(tools[2]["limits"][0]["new"], 60);
}

#[test]
fn compiled_documents_are_sides_too_and_have_no_classes() {
    let folder = folder();
    for name in ["refunds", "new"] {
        let (policy, out) = (format!("{name}.mcpol"), format!("{name}.json"));
        folder.run(&["compile", &policy, "-o", &out]).exits(0);
    }
    let document = json_of(&folder, &["refunds.json", "new.json"]);
    assert_eq!(document["tools"][0]["class"], Value::Null);
    assert_eq!(
        document["tools"][0]["looser"]["refused_by"]["rule"],
        "/tools/create_refund/require/0"
    );
    let with = json_of(&folder, &["refunds.json", "new.json", "--catalog", "tools.json"]);
    assert_eq!(with["tools"][0]["class"], "financial");
    let ran = folder.run(&["diff", "refunds.mcpol", "refunds.json"]).exits(0);
    assert_eq!(ran.out, "equal: the texts differ; every call gets the same decision\n");
}

#[test]
fn the_exit_code_says_what_is_asked() {
    let folder = folder();
    let run =
        |sides: [&str; 2], fail_on| folder.run(&["diff", sides[0], sides[1], "--fail-on", fail_on]);
    let there = ["refunds.mcpol", "new.mcpol"];
    run(there, "looser").exits(1);
    run(there, "any").exits(1);
    run(there, "none").exits(0);
    let limited = POLICY.replace("limit 2 per", "limit 1 per");
    folder.write("new.mcpol", &limited);
    run(there, "looser").exits(0);
    run(there, "any").exits(1);
    run(["new.mcpol", "refunds.mcpol"], "looser").exits(1);
    run(["refunds.mcpol", "refunds.mcpol"], "any").exits(0);
}

#[test]
fn other_words_for_the_same_are_equal() {
    let folder = folder();
    let text = POLICY.replace("hide delete_user", "# Nobody is deleted.\nhide delete_user");
    folder.write("new.mcpol", text);
    let ran = folder.run(&["diff", "refunds.mcpol", "new.mcpol", "--fail-on", "any", "--text"]);
    insta::assert_snapshot!(ran.exits(0).out, @r#"
    equal: the texts differ; every call gets the same decision
    --- refunds.mcpol
    +++ new.mcpol
    @@ -9,6 +9,7 @@
         limit 2 per hour
     }
     
    +# Nobody is deleted.
     hide delete_user
     
     test "large refunds are refused" {
    "#);
}

#[test]
fn names_of_tools_are_no_names_of_files() {
    let folder = folder();
    folder.write("p.mcpol", "policy \"p\"\nallow \"get_catalog\", \"catalog\"\nhide \"x\"\n");
    let ran = folder.run(&["diff", "p.mcpol", "p.mcpol"]).exits(0);
    assert_eq!(ran.out, "equal: the files are the same\n");
    folder.run(&["diff", "gone.mcpol", "gone.mcpol"]).exits(2);
}

#[test]
fn a_counter_with_another_name_is_no_other_limit_and_is_said() {
    let folder = folder();
    folder.write("new.mcpol", POLICY.replace("2 per hour", "2 per hour as \"refunds\""));
    let ran = folder.run(&["diff", "refunds.mcpol", "new.mcpol", "--fail-on", "looser"]).exits(0);
    insta::assert_snapshot!(ran.out, @r"
    equal, 1 by the name of a counter only

    counter renamed: `create_refund` (financial)
      counter `create_refund_rate_hour` is now `refunds`: what it has counted is
        forgotten
    ");
}

#[test]
fn a_side_with_errors_is_not_compared() {
    let folder = folder();
    folder.write("new.mcpol", POLICY.replace("list_refunds", "list_refund"));
    let ran = folder.run(&["diff", "refunds.mcpol", "new.mcpol"]).exits(1);
    assert_eq!(ran.out, "not compared: a side has errors\n");
    assert!(ran.err.contains("unknown-tool"), "{}", ran.err);
    let ran = folder.run(&["diff", "refunds.mcpol", "new.mcpol", "--format", "json"]).exits(1);
    assert_eq!(ran.json()["verdict"], "unknown");
    assert_eq!(ran.json()["findings"][0]["code"], "unknown-tool");
    let ran = folder.run(&["diff", "refunds.mcpol", "gone.mcpol"]).exits(2);
    assert_eq!(ran.err, "mcpol: can't read `gone.mcpol`: no such file\n");
    folder.run(&["diff", "refunds.mcpol"]).exits(2);
}

#[test]
fn nothing_in_a_policy_breaks_out_of_a_table() {
    let folder = folder();
    let message = "<b>|`x`| @all \u{202e}";
    folder.write("new.mcpol", POLICY.replace("hide delete_user", "deny delete_user"));
    folder.write("refunds.mcpol", POLICY.replace("Refund exceeds the policy limit.", message));
    let ran = folder.run(&["diff", "refunds.mcpol", "new.mcpol", "--format", "markdown", "--text"]);
    let table = ran.exits(0).out;
    assert!(table.contains("no longer says ``<b>\\|`x`\\| @all \\u{202e}``"), "{table}");
}

#[test]
fn a_revision_has_its_own_catalog_and_includes() {
    let folder = repository();
    folder.write("tools.json", TOOLS.replace("list_refunds", "find_refunds"));
    folder.write("refunds.mcpol", POLICY.replace("list_refunds", "find_refunds"));
    let document = json_of(&folder, &["HEAD:refunds.mcpol", "refunds.mcpol"]);
    let expected = [("find_refunds", "newly-callable"), ("list_refunds", "no-longer-callable")];
    assert_eq!(changes(&document), expected);
    assert_eq!(document["tools"][1]["tighter"]["allowed_by"]["file"], "HEAD:refunds.mcpol");
    folder.commit();
    let again = json_of(&folder, &["HEAD~1:refunds.mcpol", "main:refunds.mcpol"]);
    assert_eq!(again["tools"][0]["fingerprint"], document["tools"][0]["fingerprint"]);
}

#[test]
fn paths_of_a_revision_begin_at_the_top_or_with_a_dot_here() {
    let folder = repository();
    folder.write("below/refunds.mcpol", POLICY.replace("tools.json", "../tools.json"));
    folder.commit();
    let run = |side| -> Ran {
        let mut command = folder.command(&["diff", side, "refunds.mcpol"]);
        command.current_dir(folder.path("below")).output().unwrap().into()
    };
    assert_eq!(run("HEAD:./refunds.mcpol").exits(0).out, "equal: the files are the same\n");
    assert_eq!(run("HEAD:below/refunds.mcpol").exits(0).out, "equal: the files are the same\n");
    assert!(run("HEAD:refunds.mcpol").exits(0).out.starts_with("equal: the texts differ"));
    assert!(run("HEAD:../refunds.mcpol").exits(0).out.starts_with("equal: the texts differ"));
}

#[test]
fn what_git_does_not_know_is_said_in_plain_words() {
    let folder = repository();
    folder.write("below/a.mcpol", POLICY.replace("tools.json", "../tools.json"));
    folder.commit();
    let said = |side: &str| folder.run(&["diff", side, "refunds.mcpol"]).exits(2).err;
    assert_eq!(said("nowhere:refunds.mcpol"), "mcpol: git knows no revision `nowhere`\n");
    let ran = folder.run(&["diff", "--", "-x:refunds.mcpol", "refunds.mcpol"]).exits(2);
    assert_eq!(ran.err, "mcpol: a revision can't begin with `-`: `-x`\n");
    assert_eq!(said("HEAD:gone.mcpol"), "mcpol: can't read `HEAD:gone.mcpol`: no such file\n");
    assert_eq!(said("HEAD:below"), "mcpol: can't read `HEAD:below`: it is a folder\n");
    let mut command = folder.command(&["diff", "HEAD:a.mcpol", "a.mcpol"]);
    let ran: Ran = command.current_dir(folder.path("below")).output().unwrap().into();
    assert!(ran.exits(2).err.ends_with("did you mean `HEAD:./a.mcpol`?\n"));
    let outside = Folder::refunds();
    let ran = outside.run(&["diff", "HEAD:refunds.mcpol", "refunds.mcpol"]).exits(2);
    assert!(ran.err.starts_with("mcpol: git says: not a git repository"), "{}", ran.err);
}

#[test]
fn a_file_with_a_colon_is_a_file() {
    let folder = folder();
    folder.write("HEAD:refunds.mcpol", POLICY);
    let ran = folder.run(&["diff", "HEAD:refunds.mcpol", "refunds.mcpol"]).exits(0);
    assert_eq!(ran.out, "equal: the files are the same\n");
}

#[cfg(unix)]
#[test]
fn links_of_a_revision_are_followed() {
    let folder = repository();
    std::os::unix::fs::symlink("refunds.mcpol", folder.path("link.mcpol")).unwrap();
    folder.commit();
    let ran = folder.run(&["diff", "HEAD:link.mcpol", "refunds.mcpol"]).exits(0);
    assert_eq!(ran.out, "equal: the files are the same\n");
}

#[cfg(unix)]
#[test]
fn links_of_a_revision_lead_out_of_the_repository() {
    let folder = Folder::new(&[
        ("common.mcpol", "deny delete_user\n"),
        ("repository/common.mcpol", "# Says nothing.\n"),
        ("repository/tools.json", TOOLS),
        (
            "repository/below/users.mcpol",
            "policy \"users\"\ncatalog \"../tools.json\"\ninclude \"common.mcpol\"\n\
             allow list_refunds, delete_user\n",
        ),
    ]);
    let link = folder.path("repository/below/common.mcpol");
    std::os::unix::fs::symlink("../../common.mcpol", link).unwrap();
    folder.init_git_in("repository");
    folder.commit_in("repository");
    let mut command = folder.command(&["diff", "HEAD:below/users.mcpol", "below/users.mcpol"]);
    let ran: Ran = command.current_dir(folder.path("repository")).output().unwrap().into();
    assert_eq!(ran.exits(0).out, "equal: the files are the same\n");
}

#[test]
fn a_catalog_in_a_comment_is_none() {
    let folder = Folder::new(&[]);
    for (side, tool) in [("old", "delete_user"), ("new", "list_users")] {
        let write = |name, text: &str| folder.write(&format!("{side}/{name}"), text);
        write("p.mcpol", "policy \"p\"\n# Was: catalog \"old.json\"\nallow read tools\n");
        write("mcpol.toml", "[[catalog]]\npaths = [\"**\"]\nfile = \"tools.json\"\n");
        write("old.json", TOOLS);
        write("tools.json", &TOOLS.replace("delete_user", tool));
    }
    let document = json_of(&folder, &["old/p.mcpol", "new/p.mcpol"]);
    assert_eq!(changes(&document), [("list_users", "newly-callable")]);
}

#[test]
fn since_a_revision_every_policy_that_changed_is_compared() {
    let folder = repository();
    folder.write("part.mcpol", "deny delete_user\n");
    folder.write(
        "includes.mcpol",
        "policy \"i\"\ncatalog \"tools.json\"\ninclude \"part.mcpol\"\nallow list_refunds\n",
    );
    folder.write("gone.mcpol", POLICY);
    folder.write("same.mcpol", POLICY);
    folder.commit();
    folder.write("part.mcpol", "hide delete_user\n");
    folder.write("refunds.mcpol", LOOSER);
    folder.write("new.mcpol", "policy \"n\"\ncatalog \"tools.json\"\nallow delete_user\n");
    std::fs::remove_file(folder.path("gone.mcpol")).unwrap();
    let ran = folder.run(&["diff", "--base", "HEAD", "--format", "json"]).exits(0);
    let document = ran.json();
    assert_eq!(document["verdict"], "both");
    let policies = document["policies"].as_array().unwrap();
    let verdicts: Vec<_> = policies
        .iter()
        .map(|it| (it["policy"].as_str().unwrap(), it["verdict"].as_str().unwrap()))
        .collect();
    let expected = [
        ("gone.mcpol", "tighter"),
        ("includes.mcpol", "equal"),
        ("new.mcpol", "looser"),
        ("refunds.mcpol", "both"),
    ];
    assert_eq!(verdicts, expected);
    assert_eq!(changes(&policies[1]), [("delete_user", "hidden")]);
    let statuses: Vec<_> = policies.iter().map(|it| it["status"].as_str().unwrap()).collect();
    assert_eq!(statuses, ["deleted", "changed", "new", "changed"]);
    folder.run(&["diff", "--base", "HEAD", "--fail-on", "looser"]).exits(1);
    let ran = folder.run(&["diff", "--base", "HEAD", "gone.mcpol", "same.mcpol"]).exits(0);
    assert!(
        ran.out.starts_with(
        "1 policy changed since `HEAD`: tighter, 1 check removed or weakened\n\ngone.mcpol (deleted)\n"
    )
    );
    let ran = folder.run(&["diff", "--base", "HEAD", "same.mcpol"]).exits(0);
    assert_eq!(ran.out, "no policy changed since `HEAD`\n");
    folder.run(&["diff", "--base", "nowhere"]).exits(2);
}

#[test]
fn a_renamed_policy_is_held_against_itself() {
    let folder = repository();
    folder.git(&["mv", "refunds.mcpol", "desk.mcpol"]);
    folder.git(&["commit", "--quiet", "--message", "moved"]);
    let ran = folder.run(&["diff", "--base", "HEAD~1"]).exits(0);
    assert_eq!(ran.out, "no policy changed since `HEAD~1`\n");
    folder.write("desk.mcpol", POLICY.replace("50000", "60000"));
    let ran = folder.run(&["diff", "--base", "HEAD~1", "--fail-on", "looser"]).exits(1);
    let head =
        "1 policy changed since `HEAD~1`: looser\n\ndesk.mcpol (was refunds.mcpol)\n1 looser: ";
    assert!(ran.out.starts_with(head), "{}", ran.out);
    let arguments = ["diff", "--base", "HEAD~1", "--format", "json"];
    let document = folder.run(&arguments).exits(0).json();
    let policy = &document["policies"][0];
    assert_eq!(policy["status"], "renamed");
    assert_eq!(policy["renamed_from"], "refunds.mcpol");
}

#[cfg(unix)]
#[test]
fn a_policy_that_is_gone_is_found_whatever_its_name_is() {
    use std::os::unix::ffi::OsStrExt;
    let folder = repository();
    let path = folder.path("").join(std::ffi::OsStr::from_bytes(b"caf\xe9.mcpol"));
    std::fs::write(&path, POLICY).unwrap();
    folder.commit();
    std::fs::remove_file(&path).unwrap();
    let ran = folder.run(&["diff", "--base", "HEAD"]).exits(0);
    let start = "1 policy changed since `HEAD`: tighter, 1 check removed or weakened\n\ncaf";
    assert!(ran.out.starts_with(start), "{}", ran.out);
    assert!(ran.out.contains(".mcpol (deleted)\n"), "{}", ran.out);
}

#[test]
fn a_never_that_goes_with_its_tool_is_told() {
    let catalog = |names: &[&str]| {
        let tools: Vec<String> = names.iter().map(|it| format!("{{\"name\": \"{it}\"}}")).collect();
        format!("{{\"tools\": [{}]}}", tools.join(", "))
    };
    let folder = repository();
    folder.write("c.json", catalog(&["kept", "dropped"]));
    let head = "policy \"p\"\ncatalog \"c.json\"\nallow kept\n";
    folder.write("p.mcpol", format!("{head}never allow dropped\n"));
    folder.commit();
    folder.write("c.json", catalog(&["kept"]));
    folder.write("p.mcpol", head);
    let ran = folder.run(&["diff", "--base", "HEAD", "--fail-on", "weakened"]).exits(1);
    assert!(ran.out.contains("`never allow dropped` is gone"), "{}", ran.out);
}

#[test]
fn a_configuration_without_policies_is_compared_too() {
    let folder = repository();
    folder.write("sub/mcpol.toml", "handwritten = [\"x.json\"]\n");
    folder.commit();
    let ran = folder.run(&["diff", "--base", "HEAD~1", "--fail-on", "weakened"]).exits(1);
    assert!(ran.out.contains("`x.json`"), "{}", ran.out);
}

#[test]
fn paths_that_there_never_were_are_no_clean_run() {
    let folder = repository();
    let ran = folder.run(&["diff", "--base", "HEAD", "polices"]).exits(2);
    assert_eq!(ran.err, "mcpol: there is no `polices`, neither now nor in `HEAD`\n");
}

#[test]
fn parts_are_not_called_equal_without_a_word() {
    let folder = repository();
    folder.git(&["config", "diff.mcpol.command", "mcpol diff --git-driver"]);
    folder.write(".gitattributes", "*.mcpol diff=mcpol\n");
    folder.write("part.mcpol", "let most = 100\n");
    folder.commit();
    folder.write("part.mcpol", "let most = 200\n");
    let ran = folder.run(&["diff", "HEAD:part.mcpol", "part.mcpol"]).exits(1);
    assert!(ran.out.starts_with("not compared: parts of other policies"), "{}", ran.out);
    let arguments = ["diff", "HEAD:part.mcpol", "part.mcpol", "--format", "json"];
    let json = folder.run(&arguments).exits(1).json();
    assert_eq!((&json["verdict"], &json["parts"]), (&"unknown".into(), &true.into()));
    let said = folder.git(&["diff"]);
    assert!(said.contains("not compared: parts of other policies"), "{said}");
    assert!(said.contains("\n-let most = 100\n+let most = 200\n"), "{said}");
}

#[test]
fn what_a_change_leaves_out_of_walks_is_compared_all_the_same() {
    let folder = repository();
    folder.write("mcpol.toml", "exclude = [\"*.mcpol\"]\n");
    folder.write("refunds.mcpol", LOOSER);
    let ran = folder.run(&["diff", "--base", "HEAD", "--fail-on", "looser"]).exits(1);
    assert!(ran.out.starts_with("1 policy changed since `HEAD`: looser"), "{}", ran.out);
    folder.commit();
    folder.write("refunds.mcpol", POLICY);
    let ran = folder.run(&["diff", "--base", "HEAD"]).exits(0);
    assert_eq!(ran.out, "no policy changed since `HEAD`\n");
}

#[test]
fn a_changed_catalog_concerns_every_policy_that_names_it() {
    let folder = repository();
    folder.write("tools.json", TOOLS.replace("Refunds a payment.", "Refunds a payment at once."));
    let ran = folder.run(&["diff", "--base", "HEAD"]).exits(0);
    assert!(ran.out.contains("\nrefunds.mcpol\nequal: the texts differ"), "{}", ran.out);
}

#[test]
fn git_shows_changes_by_meaning() {
    let folder = repository();
    folder.git(&["config", "diff.mcpol.command", "mcpol diff --git-driver"]);
    folder.write(".gitattributes", "*.mcpol diff=mcpol\n");
    folder.commit();
    folder.write("refunds.mcpol", POLICY.replace("50000", "60000"));
    folder.write("tools.json", TOOLS.replace("delete_user", "remove_user"));
    folder.write("new.mcpol", "policy \"n\"\nallow anything\n");
    folder.git(&["add", "--intent-to-add", "new.mcpol"]);
    // The old text is `HEAD`'s, so its catalog is too: there `delete_user` is known.
    folder.write("refunds.mcpol", POLICY.replace("50000", "60000").replace("delete_", "remove_"));
    let said = folder.git(&["diff", "--", "refunds.mcpol", "new.mcpol"]);
    insta::assert_snapshot!("diff_git", said);
    folder.commit();
    folder.git(&["mv", "refunds.mcpol", "moved.mcpol"]);
    folder.write("moved.mcpol", POLICY.replace("delete_", "remove_"));
    folder.commit();
    let said = folder.git(&["diff", "HEAD~1", "HEAD"]);
    assert!(said.contains("no longer passes"), "{said}");
    folder.git(&["rm", "--quiet", "moved.mcpol"]);
    let said = folder.git(&["diff", "HEAD"]);
    assert!(said.starts_with("mcpol diff a/moved.mcpol\n"), "{said}");
    assert!(said.contains("no longer callable"), "{said}");
}

#[test]
fn git_is_told_of_a_policy_with_errors_and_goes_on() {
    let folder = repository();
    folder.git(&["config", "diff.mcpol.command", "mcpol diff --git-driver"]);
    folder.write(".gitattributes", "*.mcpol diff=mcpol\n");
    folder.write("refunds.mcpol", POLICY.replace("allow list", "alow list"));
    let said = folder.git(&["diff"]);
    assert!(said.contains("not compared: a side has errors\n--- a/refunds.mcpol\n"), "{said}");
}

#[test]
fn two_files_that_cannot_be_read_are_not_equal() {
    let folder = Folder::new(&[("tools.json", TOOLS), ("a.mcpol", "nonsense\n")]);
    for file in ["tools.json", "a.mcpol"] {
        let ran = folder.run(&["diff", file, file]).exits(1);
        assert!(!ran.out.contains("equal"), "{}", ran.out);
    }
}

/// [`POLICY`] with more of everything that checks it.
const CHECKED: &str = r#"policy "refunds"
catalog "tools.json"

never allow delete_user
never allow create_refund when args.amount_in_cents > 50000

accept unlimited-read for list_refunds because "It is cheap." until 2027-01-31

allow list_refunds

allow create_refund {
    require args.amount_in_cents >= 1 and args.amount_in_cents <= 50000
        because "Refund exceeds the policy limit."
    limit 2 per hour
}

test "large refunds are refused" {
    call create_refund { transaction_id: "t", amount_in_cents: 100 } 2 times => allow
    call create_refund { transaction_id: "t" } => deny "Refund exceeds the policy limit."
}
"#;

/// What is weakened when a part of [`CHECKED`] becomes something else, as `check how`.
fn weakened_by(changes: &[(&str, &str)]) -> Vec<String> {
    let folder = Folder::refunds();
    folder.write("old.mcpol", CHECKED);
    folder.write("other.json", TOOLS.replace("Refunds a payment.", "Refunds one payment."));
    let change = |text: String, (old, new): &(&str, &str)| {
        assert!(text.contains(old), "{old}");
        text.replace(old, new)
    };
    folder.write("new.mcpol", changes.iter().fold(CHECKED.to_owned(), change));
    let document = json_of(&folder, &["old.mcpol", "new.mcpol"]);
    assert_eq!(document["tools"], json!([]), "{changes:?}");
    let none = Vec::new();
    let weakened = document["weakened"].as_array().unwrap_or(&none);
    let fails = i32::from(!weakened.is_empty());
    for fail_on in ["weakened", "any", "looser,weakened"] {
        let ran = folder.run(&["diff", "old.mcpol", "new.mcpol", "--fail-on", fail_on]);
        assert_eq!(ran.exits(fails).out.contains("removed or weakened"), fails == 1);
    }
    folder.run(&["diff", "old.mcpol", "new.mcpol", "--fail-on", "looser"]).exits(0);
    let told = |it: &Value| format!("{} {}", it["check"], it["how"]).replace('"', "");
    weakened.iter().map(told).collect()
}

#[test]
fn what_removes_a_check_is_never_nothing() {
    let last_call = "    call create_refund { transaction_id: \"t\" } => deny \"Refund exceeds the \
                     policy limit.\"\n";
    for (old, new, weakened) in [
        ("never allow delete_user\n", "", "never removed"),
        (
            "never allow delete_user",
            "never allow delete_user when args.userId == \"1\"",
            "never narrowed",
        ),
        (
            "when args.amount_in_cents > 50000",
            "when args.amount_in_cents > 60000",
            "never narrowed",
        ),
        (" => deny \"Refund exceeds the policy limit.\"", " => deny", "test narrowed"),
        (" 2 times => allow", " => allow", "test narrowed"),
        (last_call, "", "test narrowed"),
        ("\"large refunds are refused\"", "\"another name\"", ""),
        ("because \"It is cheap.\"", "because \" \"", "waiver widened"),
        (" until 2027-01-31", "", "waiver widened"),
        ("2027-01-31", "2027-02-01", "waiver widened"),
        ("2027-01-31", "2026-12-31", ""),
        (
            "accept unlimited-read for list_refunds",
            "accept unlimited-read for list_*",
            "waiver widened",
        ),
        ("accept unlimited-read for list_refunds", "accept unlimited-read", "waiver widened"),
        ("accept unlimited-read", "accept loose-limit", "waiver added"),
        (
            "allow list_refunds\n",
            "classify create_refund as read because \"It asks.\"\nallow list_refunds\n",
            "class lowered",
        ),
        ("catalog \"tools.json\"\n", "", "catalog removed"),
        ("\"tools.json\"", "\"other.json\"", "catalog replaced"),
        ("\"tools.json\"", "\"./tools.json\"", ""),
        ("> 50000", "> 50000 or args.amount_in_cents < 1", ""),
    ] {
        let expected: Vec<_> =
            (!weakened.is_empty()).then(|| weakened.to_owned()).into_iter().collect();
        assert_eq!(weakened_by(&[(old, new)]), expected, "{old} → {new}");
    }
}

#[test]
fn a_test_that_is_gone_is_told_unless_another_has_its_calls() {
    let start = CHECKED.find("test ").unwrap();
    assert_eq!(weakened_by(&[(&CHECKED[start..], "")]), ["test removed"]);
    let split = "}\ntest \"two\" {\n    call create_refund { transaction_id: \"t\" }";
    assert_eq!(
        weakened_by(&[("    call create_refund { transaction_id: \"t\" }", split)]),
        [""; 0]
    );
}

#[test]
fn a_selector_that_takes_in_the_same_tools_today_may_not_tomorrow() {
    let old = ("never allow delete_user", "never allow delete_*, destructive tools");
    let folder = Folder::refunds();
    folder.write("old.mcpol", CHECKED.replace(old.0, old.1));
    for (new, weakened) in [
        ("never allow delete_user", true),
        ("never allow delete_*", true),
        ("never allow d*, destructive tools", false),
        ("group g = destructive tools\nnever allow delete_*, g tools", false),
        ("never allow * except list_refunds, create_refund", false),
        ("never allow * except list_*, create_refund", true),
    ] {
        folder.write("new.mcpol", CHECKED.replace(old.0, new));
        let document = json_of(&folder, &["old.mcpol", "new.mcpol"]);
        assert_eq!(document.get("weakened").is_some(), weakened, "{new}: {document}");
    }
}

#[test]
fn checks_that_are_gone_are_told_to_people() {
    let folder = Folder::refunds();
    folder.write("old.mcpol", CHECKED);
    let new = CHECKED
        .replace("never allow delete_user\n", "")
        .replace("> 50000", "> 60000")
        .replace(" until 2027-01-31", "");
    folder.write("new.mcpol", new);
    let sides = ["diff", "old.mcpol", "new.mcpol"];
    insta::assert_snapshot!("diff_weakened_human", folder.run(&sides).exits(0).out);
    let ran = folder.run(&[&sides[..], &["--format", "markdown"]].concat());
    insta::assert_snapshot!("diff_weakened_markdown", ran.exits(0).out);
}

#[test]
fn a_class_that_an_include_lowers_is_not_believed() {
    let folder = Folder::refunds();
    let with = |text: &str| text.replace("catalog", "include \"base.mcpol\"\ncatalog");
    folder.write("base.mcpol", "classify create_refund as read because \"It asks.\"\n");
    folder.write("old.mcpol", POLICY);
    folder.write("new.mcpol", with(&POLICY.replace("<= 50000", "<= 60000")));
    let document = json_of(&folder, &["old.mcpol", "new.mcpol"]);
    let tool = &document["tools"][0];
    assert_eq!(tool["class"], "financial");
    let lowered = json!({"class": "read", "file": "base.mcpol", "line": 1, "column": 10});
    assert_eq!(tool["lowered"], lowered);
    assert_eq!(document["weakened"][0]["new"]["file"], "base.mcpol");
    let ran = folder.run(&["diff", "old.mcpol", "new.mcpol"]).exits(0);
    let title = "looser: `create_refund` (financial, classified as read by base.mcpol:1:10)";
    assert!(ran.out.contains(title), "{}", ran.out);
    let access = folder.run(&["access", "new.mcpol", "--format", "json"]).exits(0).json();
    let tool = &access["tools"][0];
    assert_eq!((&tool["class"], &tool["lowered"]), (&json!("financial"), &lowered));
    let findings = folder.run(&["check", "new.mcpol", "--format", "json"]).exits(1).json();
    let finding = &findings["findings"][0];
    assert_eq!((&finding["code"], &finding["level"]), (&json!("lowered-class"), &json!("deny")));
    assert_eq!(
        (&finding["file"], &finding["tools"]),
        (&json!("base.mcpol"), &json!(["create_refund"]))
    );
    folder.write("mcpol.toml", "[lints]\nlowered-class = \"warn\"\n");
    folder.run(&["check", "new.mcpol"]).exits(0);
}

/// What a branch weakens, as `check how subject`: of the settings, then of the policies.
fn weakened_since(folder: &Folder, base: &str) -> Vec<String> {
    let document = json_of(folder, &["--base", base]);
    let policies = document["policies"].as_array().unwrap();
    let all = [&document].into_iter().chain(policies).filter_map(|it| it["weakened"].as_array());
    let told =
        |it: &Value| format!("{} {} {}", it["check"], it["how"], it["subject"]).replace('"', "");
    let weakened: Vec<String> = all.flatten().map(told).collect();
    let fails = i32::from(!weakened.is_empty());
    folder.run(&["diff", "--base", base, "--fail-on", "weakened"]).exits(fails);
    weakened
}

#[test]
fn settings_and_baselines_are_compared_with_a_base() {
    let folder = repository();
    folder.write(
        "mcpol.toml",
        "pedantic = true\nexclude = [\"old\"]\n[lints]\nbroad-allow = \"deny\"\n",
    );
    folder.write("known.json", r#"{"version": "1", "findings": []}"#);
    folder.commit();
    assert_eq!(weakened_since(&folder, "HEAD"), [""; 0]);
    folder.write(
        "mcpol.toml",
        "exclude = [\"old\", \"refunds.mcpol\"]\nhandwritten = [\"hand.json\"]\n[lints]\nbroad-allow = \"warn\"\n\
         toxic-flow = \"off\"\nloose-limit = \"deny\"\n[thresholds]\nwrite-per-minute = 31\n",
    );
    let entry = r#"{"file": "refunds.mcpol", "lint": "broad-allow", "text": "*"}"#;
    folder.write("known.json", format!(r#"{{"version": "1", "findings": [{entry}]}}"#));
    assert_eq!(
        weakened_since(&folder, "HEAD"),
        [
            "lint lowered pedantic",
            "lint lowered broad-allow",
            "lint lowered toxic-flow",
            "threshold lowered write-per-minute",
            "exclude added refunds.mcpol",
            "handwritten added hand.json",
            "baseline added known.json",
            "compiled removed refunds.mcpol",
        ]
    );
    folder.run(&["diff", "--base", "HEAD", "--fail-on", "any"]).exits(1);
    folder.run(&["diff", "--base", "HEAD", "--fail-on", "looser"]).exits(0);
    folder.commit();
    assert_eq!(weakened_since(&folder, "HEAD"), [""; 0]);
}

#[test]
fn a_baseline_that_is_named_and_holds_more_is_compared_with_a_base() {
    let folder = repository();
    let entry = r#"{"file": "refunds.mcpol", "lint": "broad-allow", "text": "*"}"#;
    let holding = |entries: &str| format!(r#"{{"version": "1", "findings": [{entries}]}}"#);
    folder.write("none.json", holding(""));
    folder.write("one.json", holding(entry));
    folder.write("same.json", holding(entry));
    folder.commit();
    let named = |name: &str| folder.write("mcpol.toml", format!("baseline = \"{name}\"\n"));
    named("none.json");
    assert_eq!(weakened_since(&folder, "HEAD"), [""; 0]);
    named("one.json");
    assert_eq!(weakened_since(&folder, "HEAD"), ["baseline added one.json"]);
    folder.commit();
    named("same.json");
    assert_eq!(weakened_since(&folder, "HEAD"), [""; 0]);
    named("none.json");
    assert_eq!(weakened_since(&folder, "HEAD"), [""; 0]);
    folder.write("new.json", holding(&format!("{entry}, {entry}")));
    named("new.json");
    assert_eq!(weakened_since(&folder, "HEAD"), ["baseline added new.json"]);
}

#[test]
fn a_configuration_that_is_gone_takes_its_levels_along() {
    let folder = repository();
    folder.write("mcpol.toml", "[lints]\nbroad-allow = \"warn\"\n");
    folder.write("strict/mcpol.toml", "[lints]\nbroad-allow = \"deny\"\n");
    folder.write("strict/p.mcpol", "policy \"p\"\nallow a\n");
    folder.commit();
    std::fs::remove_file(folder.path("strict/mcpol.toml")).unwrap();
    assert_eq!(weakened_since(&folder, "HEAD"), ["lint lowered broad-allow"]);
}

#[test]
fn the_tests_of_parts_are_compared_with_a_base() {
    let folder = repository();
    let test = "test \"t\" { call x {} => deny }\n";
    folder.write("part.mcpol", format!("deny x\n{test}"));
    folder.commit();
    folder.write("part.mcpol", "deny x\n");
    assert_eq!(weakened_since(&folder, "HEAD"), ["test removed t"]);
}

#[test]
fn files_that_include_each_other_along_ever_longer_paths_are_read_once() {
    let folder = Folder::new(&[
        ("loop.mcpol", "policy \"p\"\ninclude \"parts/back.mcpol\"\n"),
        ("parts/back.mcpol", "include \"../loop.mcpol\"\ninclude \"../parts/back.mcpol\"\n"),
    ]);
    let ran = folder.in_git().run(&["diff", "--base", "HEAD"]).exits(0);
    assert_eq!(ran.out, "no policy changed since `HEAD`\n");
}

#[test]
fn a_catalog_that_says_more_in_the_same_place_replaces_none() {
    let folder = repository();
    folder.write("tools.json", TOOLS.replace("Refunds a payment.", "Refunds one payment."));
    assert_eq!(weakened_since(&folder, "HEAD"), [""; 0]);
    let catalog = TOOLS.replace("create_refund", "get_refund_total");
    folder.write("tools.json", catalog.replace("Refunds a payment.", "Shows a total."));
    folder.write("refunds.mcpol", POLICY.replace("create_refund", "get_refund_total"));
    assert_eq!(weakened_since(&folder, "HEAD"), ["test narrowed large refunds are refused"]);
}

#[test]
fn a_broken_configuration_fails_whatever_is_asked() {
    let folder = repository();
    folder.write("mcpol.toml", "[lints]\nbroad-allow = \"of\"\n");
    let fails = || {
        for fail_on in ["none", "any"] {
            let arguments = ["diff", "--base", "HEAD", "--fail-on", fail_on];
            let ran = folder.run(&arguments).exits(1);
            assert!(ran.err.contains("mcpol.toml:2"), "{}", ran.err);
            assert_eq!(ran.err.matches("error[").count(), 1, "{}", ran.err);
        }
    };
    fails();
    folder.commit();
    folder.write("mcpol.toml", "[lints]\nbroad-allow = \"off\"\n");
    fails();
    folder.commit();
    folder.run(&["diff", "--base", "HEAD"]).exits(0);
}

#[test]
fn never_to_fail_is_called_none() {
    let folder = repository();
    let ran = folder.run(&["diff", "--base", "HEAD", "--fail-on", "never"]).exits(2);
    assert!(ran.err.contains("`--fail-on none`"), "{}", ran.err);
    assert!(!folder.run(&["diff", "--help"]).out.contains("What `none` was called"));
}

#[test]
fn a_part_without_a_catalog_has_no_errors() {
    let folder = repository();
    folder.git(&["config", "diff.mcpol.command", "mcpol diff --git-driver"]);
    folder.write(".gitattributes", "*.mcpol diff=mcpol\n");
    let part = "restrict create_refund {\n    limit 2 per hour\n}\n";
    folder.write("part.mcpol", part);
    folder.commit();
    folder.write("part.mcpol", part.replace('2', "3"));
    folder.write("new.mcpol", part);
    folder.git(&["add", "--intent-to-add", "new.mcpol"]);
    let said = folder.git(&["diff", "--", "part.mcpol", "new.mcpol"]);
    assert_eq!(said.matches("not compared: parts of other policies").count(), 2, "{said}");
    assert!(said.contains("-    limit 2 per hour\n+    limit 3"), "{said}");
    let ran = folder.run(&["diff", "HEAD:part.mcpol", "part.mcpol"]).exits(1);
    assert_eq!(ran.err, "");
    folder.write("part.mcpol", "restrict create_refund {\n");
    let ran = folder.run(&["diff", "HEAD:part.mcpol", "part.mcpol"]).exits(1);
    assert!(ran.err.contains("error[unclosed-block]"), "{}", ran.err);
    assert!(!ran.err.contains("needs-catalog"), "{}", ran.err);
}

#[test]
fn outside_of_a_repository_the_way_to_the_one_of_the_paths_is_told() {
    let (folder, outside) = (repository(), Folder::new(&[]));
    let policy = folder.path("refunds.mcpol");
    let ran = outside.run(&["diff", "--base", "HEAD", &policy.to_string_lossy()]).exits(2);
    assert!(ran.err.contains("no git repository: run this in `"), "{}", ran.err);
    let ran = outside.run(&["diff", "--base", "HEAD"]).exits(2);
    assert!(ran.err.contains("not a git repository"), "{}", ran.err);
}
