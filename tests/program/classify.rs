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
