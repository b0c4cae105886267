//! `mcpol catalog classify`

use crate::support::{Folder, TOOLS};

/// Tools of every class, with what a server may do to its readers.
const MIXED: &str = r#"{"tools": [
  {"name": "get_user", "description": "Gets a user", "annotations": {"readOnlyHint": true}},
  {"name": "send_email", "description": "Sends a mail"},
  {"name": "run_job"},
  {"name": "delete_user", "annotations": {"readOnlyHint": true}},
  {"name": "create_refund", "inputSchema": {"type": "object", "properties": {
    "amount": {"type": "number", "description": "How much, in cents"}}}},
  {"name": "create_entry", "inputSchema": {"type": "object", "properties": {
    "amount": {"type": "number", "description": "How much, in cents"}}}},
  {"name": "=zorb,\"\u202e", "description": "\u001b[31mred"}
]}"#;

const LABELS: &str = "\
server\ttool\tcategory\tdescription
acme\tget_user\tRead\tGets a user
acme\tcreate_note\tWrite\t
beta\tcreate_entry\tFinancial\tAdds an entry
zeta\tlist_users\tDestructive\tLists users
zeta\tzorb\tExecute\t
";

fn mixed() -> Folder {
    let folder = Folder::new(&[("tools.json", MIXED), ("labels.tsv", LABELS)]);
    folder.write("disputed.tsv", "server\ttool\tlabel\treason\nzeta\tlist_users\tx\ty\n");
    folder
}

#[test]
fn tools_are_listed_by_class_with_the_evidence() {
    let ran = mixed().run(&["catalog", "classify", "tools.json"]).exits(0);
    insta::assert_snapshot!(ran.out);
}

#[test]
fn as_json() {
    let folder = mixed();
    let ran = folder.run(&["catalog", "classify", "tools.json", "--format", "json"]).exits(0);
    insta::assert_snapshot!(ran.out);
}

#[test]
fn as_csv() {
    let ran = mixed().run(&["catalog", "classify", "tools.json", "--format", "csv"]).exits(0);
    insta::assert_snapshot!(ran.out);
}

#[test]
fn standard_input_is_a_catalog_too() {
    let ran = mixed().run_with(&["catalog", "classify", "-"], TOOLS).exits(0);
    assert!(ran.out.ends_with("3 tools: 1 read, 1 destructive, 1 financial\n"), "{}", ran.out);
    let ran = mixed().run_with(&["catalog", "classify", "-"], "nonsense").exits(1);
    assert!(ran.out.is_empty() && ran.err.contains("<stdin>:1:"), "{}", ran.err);
}

#[test]
fn labels_are_scored() {
    let arguments = ["catalog", "classify", "--score", "labels.tsv", "--disputed", "disputed.tsv"];
    let ran = mixed().run(&arguments).exits(0);
    insta::assert_snapshot!(ran.out);
}

#[test]
fn a_catalog_adds_what_it_knows_to_the_labels() {
    let folder = mixed();
    let score = ["catalog", "classify", "--score", "labels.tsv", "--format", "csv"];
    let without = folder.run(&score).exits(0).out;
    assert!(without.contains("beta,create_entry,financial,write\n"), "{without}");
    let with = folder.run(&[&score[..], &["tools.json"]].concat()).exits(0).out;
    assert!(with.contains("beta,create_entry,financial,financial\n"), "{with}");
    let json = ["catalog", "classify", "--score", "labels.tsv", "--format", "json"];
    let json = folder.run(&json).exits(0).json();
    assert_eq!(json["every"]["all"]["tools"], 5);
    assert_eq!(json["every"]["n_to_z"]["changes_called_read"], 1);
    assert_eq!(json["every"]["a_to_m"]["confusion"]["financial"]["write"], 1);
}

#[test]
fn what_cannot_be_read_is_said() {
    let folder = mixed();
    let says = |arguments: &[&str], words: &str| {
        let ran = folder.run(&[&["catalog", "classify"], arguments].concat()).exits(2);
        assert!(ran.err.contains(words), "{}", ran.err);
    };
    says(&[], "<FILE>");
    says(&["missing.json"], "no such file");
    says(&["--score", "missing.tsv"], "can't read `missing.tsv`: no such file");
    says(&["tools.json", "--disputed", "disputed.tsv"], "--score");
    folder.write("odd.tsv", "server\ttool\tcategory\n");
    says(&["--score", "odd.tsv"], "no column `description`");
    folder.write("odd.tsv", LABELS.replace("Financial", "Costly"));
    says(&["--score", "odd.tsv"], "line 4: the class must be one of read, write");
}

#[test]
fn only_tables_are_written_as_csv() {
    let ran = mixed().run(&["catalog", "show", "tools.json", "--format", "csv"]).exits(2);
    assert!(ran.err.contains("no format `csv`; it has `human` and `json`"), "{}", ran.err);
}

const EFFECTS: &str = "\
catalog\ttool\teffects\tclass\tnote
mixed\tget_user\tread\tread\t
mixed\tdelete_user\tdelete\tdestructive\t
other\tsend_email\tsend\twrite\tor execute
";

const ROLES: &str = "\
catalog\ttool\tpath\trole\tnote
mixed\tcreate_refund\tamount\tamount-out\t
other\tcreate_entry\tamount\tnone\tor amount-asked; who pays?
";

/// A benchmark over two servers, of which one is kept apart.
fn judged() -> Folder {
    Folder::new(&[
        ("judged/effects.tsv", EFFECTS),
        ("judged/roles.tsv", ROLES),
        ("judged/kept-apart.txt", "# nobody looks\nother\n"),
        ("one/mixed.json", MIXED),
        ("two/other/catalog.json", MIXED),
    ])
}

const SCORE: &[&str] =
    &["catalog", "classify", "--score", "judged", "--catalogs", "one", "--catalogs", "two"];

#[test]
fn a_folder_of_judged_tools_is_scored_in_two_parts() {
    let ran = judged().run(&[SCORE, &["--format", "json"]].concat()).exits(0);
    let json = ran.json();
    assert_eq!(json["tuned_on"]["tools"], 2);
    assert_eq!(json["tuned_on"]["mcpol"]["classes"]["right"], 2);
    assert_eq!(json["tuned_on"]["naive"]["effects_found"]["right"], 2);
    assert_eq!(json["tuned_on"]["hints"]["changes_called_read"], 1);
    assert_eq!(json["kept_apart"]["arguments"], 1);
    assert_eq!(json["kept_apart"]["mcpol"]["clear_roles"]["of"], 0);
    assert!(json.get("misses").is_none());
    let ran = judged().run(SCORE).exits(0);
    assert!(ran.out.starts_with("tuned on: 1 catalog, 2 tools, 1 argument\n"), "{}", ran.out);
    assert!(ran.out.contains("\nkept apart: 1 catalog, 1 tool, 1 argument\n"), "{}", ran.out);
}

#[test]
fn misses_are_those_of_the_catalogs_that_rules_may_be_written_on() {
    let folder = judged();
    folder.write("judged/effects.tsv", EFFECTS.replace("\tdelete\t", "\tpay\t"));
    let ran = folder.run(&[SCORE, &["--misses"]].concat()).exits(0);
    let miss = "effects mixed delete_user: delete instead of pay (\"delete\" in the name)\n";
    assert!(ran.out.contains(miss), "{}", ran.out);
    assert!(!ran.out.contains("other send_email"), "{}", ran.out);
    let ran = folder.run(&[SCORE, &["--misses", "--format", "json"]].concat()).exits(0);
    let misses = ran.json()["misses"].as_array().unwrap().clone();
    assert!(misses.iter().all(|miss| miss["catalog"] == "mixed"), "{misses:?}");
    // Without the list, nothing is kept apart.
    std::fs::remove_file(folder.path("judged/kept-apart.txt")).unwrap();
    let json = folder.run(&[SCORE, &["--format", "json"]].concat()).exits(0).json();
    assert!(json.get("kept_apart").is_none() && json["tuned_on"]["catalogs"] == 2);
    folder.write("list.txt", "mixed\n");
    let arguments = [SCORE, &["--kept-apart", "list.txt", "--format", "json"]].concat();
    assert_eq!(folder.run(&arguments).exits(0).json()["kept_apart"]["tools"], 2);
}

#[test]
fn a_folder_that_cannot_be_scored_says_which_lines() {
    let folder = judged();
    let says = |arguments: &[&str], words: &str| {
        let ran = folder.run(&[&["catalog", "classify"], arguments].concat()).exits(2);
        assert!(ran.err.contains(words), "{}", ran.err);
    };
    says(&["--score", "judged", "--catalogs", "one"], "effects.tsv:4: no folder of --catalogs has");
    says(&["--score", "one"], "can't read `one/effects.tsv`: no such file");
    says(&["--score", "judged", "one/mixed.json"], "`FILE` can't be used where `--score` names a");
    says(&["one/mixed.json", "--catalogs", "one"], "--score");
    says(&[&SCORE[2..], &["--format", "csv"]].concat(), "it has `human` and `json`");
    folder.write("labels.tsv", LABELS);
    says(&["--score", "labels.tsv", "--misses"], "`--misses` can't be used where `--score` names");
    folder.write("judged/roles.tsv", format!("{ROLES}mixed\tcreate_refund\t\u{1b}[31m\turl\t\n"));
    says(&SCORE[2..], "roles.tsv:4: the tool has no argument `\\u{1b}[31m`");
    folder.write("judged/roles.tsv", format!("{ROLES}../one/mixed\tget_user\tid\turl\t\n"));
    says(&SCORE[2..], "roles.tsv:4: no folder of --catalogs has the catalog `../one/mixed`");
    folder.write("one/mixed.json", "nonsense");
    says(&SCORE[2..], "the file of `mixed` is no catalog");
}
