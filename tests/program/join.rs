//! `mcpol catalog join`, and catalogs from standard input.

use crate::support::{Folder, TOOLS};

const FIRST: &str =
    r#"{"tools": [{"name": "b", "inputSchema": {"type": "object"}}], "nextCursor": "x"}"#;
const LAST: &str = r#"{"result": {"tools": [{"description": "A.", "name": "a"}]}}"#;

#[test]
fn pages_become_one_canonical_catalog() {
    let folder = Folder::new(&[("1.json", FIRST), ("2.json", LAST)]);
    folder.run(&["catalog", "join", "1.json", "2.json", "-o", "tools.json"]).exits(0);
    let text = folder.read("tools.json");
    let expected = r#"{
  "tools": [
    {
      "name": "a",
      "description": "A."
    },
    {
      "name": "b",
      "inputSchema": {
        "type": "object"
      }
    }
  ]
}
"#;
    assert_eq!(text, expected);
    assert_eq!(folder.run(&["catalog", "join", "2.json", "1.json"]).exits(0).out, expected);
    let json = ["catalog", "join", "tools.json", "--format", "json"];
    assert_eq!(folder.run(&json).exits(0).out, expected);
}

#[test]
fn what_does_not_belong_together_is_refused() {
    let other = FIRST.replace("object", "array");
    let folder = Folder::new(&[("1.json", FIRST), ("2.json", LAST), ("3.json", &other)]);
    let ran = folder.run(&["catalog", "join", "1.json", "-o", "out.json"]).exits(1);
    assert!(ran.err.contains("partial-catalog"), "{}", ran.err);
    let ran = folder.run(&["catalog", "join", "1.json", "2.json", "3.json"]).exits(1);
    assert!(ran.err.contains("duplicate-tool") && ran.out.is_empty(), "{}", ran.err);
    assert_eq!(folder.names(), ["1.json", "2.json", "3.json"]);
    let ran = folder.run(&["catalog", "join", "2.json", "-o", "1.json"]).exits(2);
    assert!(ran.err.contains("`--force` overwrites it"), "{}", ran.err);
    let ran = folder.run(&["catalog", "join", "2.json", "-o", "2.json", "--force"]).exits(2);
    assert!(ran.err.contains("won't write `2.json`"), "{}", ran.err);
    folder.run(&["catalog", "join"]).exits(2);
}

#[test]
fn a_catalog_may_come_from_standard_input() {
    let policy = "policy \"p\"\nallow list_refunds\n";
    let folder = Folder::new(&[("p.mcpol", policy), ("tools.json", TOOLS)]);
    let shown = folder.run_with(&["catalog", "show", "-", "list_refunds"], TOOLS).exits(0).out;
    assert!(shown.starts_with("list_refunds"), "{shown}");
    let joined = folder.run_with(&["catalog", "join", "-"], TOOLS).exits(0).out;
    assert!(joined.contains("\"create_refund\""), "{joined}");
    let checked = folder.run_with(&["check", "--catalog", "-", "p.mcpol"], TOOLS).exits(0);
    assert_eq!(checked.out, "no findings in 1 file\n");
    let unknown = policy.replace("list_refunds", "list_refund");
    folder.write("q.mcpol", &unknown);
    folder.run_with(&["check", "--catalog", "-", "q.mcpol"], TOOLS).exits(1);
    let first = folder.run_with(&["init", "--catalog", "-"], TOOLS).exits(0).out;
    assert!(first.contains("policy \"catalog\"\ncatalog \"catalog.json\"\n"), "{first}");
    let ran = folder.run_with(&["check", "--catalog", "-", "-"], TOOLS).exits(2);
    assert!(ran.err.contains("standard input holds one file"), "{}", ran.err);
}

#[test]
fn what_windows_writes_is_read() {
    let folder =
        Folder::new(&[("p.mcpol", "policy \"p\"\ncatalog \"tools.json\"\nallow list_refunds\n")]);
    for to_bytes in [u16::to_le_bytes, u16::to_be_bytes] {
        let text = format!("\u{feff}{}", TOOLS.replace('\n', "\r\n"));
        let bytes: Vec<u8> = text.encode_utf16().flat_map(to_bytes).collect();
        folder.write("tools.json", &bytes);
        folder.run(&["check", "p.mcpol"]).exits(0);
        folder.run(&["init", "--catalog", "tools.json"]).exits(0);
        let broken: Vec<u8> =
            text.replace("\"delete_user\"", "7").encode_utf16().flat_map(to_bytes).collect();
        folder.write("broken.json", &broken);
        let ran = folder.run(&["catalog", "show", "broken.json"]).exits(1);
        assert!(ran.err.contains("broken.json:7:12"), "{}", ran.err);
        let policy = "\u{feff}policy \"p\"\r\n";
        let bytes: Vec<u8> = policy.encode_utf16().flat_map(to_bytes).collect();
        folder.write("p.txt", &bytes);
        let ran = folder.run(&["check", "p.txt"]).exits(1);
        assert!(ran.out.contains("the file is UTF-16, not UTF-8 text"), "{}", ran.out);
    }
}

#[test]
fn a_dash_is_standard_output() {
    let folder = Folder::new(&[("1.json", LAST)]);
    let printed = folder.run(&["catalog", "join", "1.json"]).exits(0).out;
    let ran = folder.run(&["catalog", "join", "1.json", "-o", "-"]).exits(0);
    assert_eq!((ran.out, folder.names()), (printed, vec!["1.json".to_owned()]));
}
