//! What a pulled catalog replaces, and what it doesn't.

use super::script::{INITIALIZE, TOOLS, UNKNOWN, pull, pull_with};
use crate::support::{Folder, Ran};

const NO_TOOLS: &str = r#"result '{"tools": []}'"#;

const ODD_TOOL: &str = r#"result '{"tools": [{"name": "a", "inputSchema": true}]}'"#;

fn list(list: &str) -> [(&'static str, &str); 3] {
    [("server/discover", UNKNOWN), ("initialize", INITIALIZE), ("tools/list", list)]
}

/// A folder with a catalog that was pulled.
fn pulled() -> Folder {
    let folder = Folder::new(&[]);
    pull(&folder, "", &list(TOOLS)).exits(0);
    folder
}

/// Pulls another list over it, which leaves it as it is.
#[track_caller]
fn kept(list_of: &str, code: i32) -> Ran {
    let folder = pulled();
    let before = folder.read("out.json");
    let ran = pull(&folder, "", &list(list_of)).exits(code);
    assert_eq!(folder.read("out.json"), before);
    pull_with(&folder, &["--force"], "", &list(list_of));
    assert_ne!(folder.read("out.json"), before);
    ran
}

#[test]
fn a_list_without_tools_does_not_replace_one_with_some() {
    let said = kept(NO_TOOLS, 2).err.replace("\n       ", " ");
    let expected = "mcpol: won't write `out.json`: the server lists no tools, and the catalog there \
                    has 1 tool; `--force` overwrites it\n";
    assert_eq!(said, expected);
}

#[test]
fn a_faulty_list_does_not_replace_a_catalog() {
    let said = kept(ODD_TOOL, 1).err;
    assert!(said.contains("error[schema-shape]"), "{said}");
    assert!(said.contains("`out.json` stays as it is: something is wrong"), "{said}");
}

#[test]
fn an_empty_catalog_is_replaced() {
    let folder = Folder::new(&[("out.json", "")]);
    for list_of in [NO_TOOLS, NO_TOOLS, TOOLS, TOOLS] {
        pull(&folder, "", &list(list_of)).exits(0);
    }
}

#[test]
fn what_is_no_catalog_stays_and_nothing_is_started() {
    for text in ["keep me\n", "KEY=value\n", "{\"name\": \"package\"}\n", "print(1)\n", "[1, 2]"] {
        let folder = Folder::new(&[("out.json", text)]);
        let ran = pull(&folder, "touch started", &list(TOOLS)).exits(2);
        assert!(ran.err.contains("it holds something else than a catalog"), "{}", ran.err);
        assert_eq!(folder.read("out.json"), text);
        assert!(!folder.path("started").exists());
        pull_with(&folder, &["--force"], "", &list(TOOLS)).exits(0);
    }
}

#[test]
fn what_changes_against_the_catalog_that_is_replaced_is_counted() {
    let folder = Folder::new(&[]);
    pull(&folder, "", &list(TOOLS)).exits(0);
    let ran = pull(&folder, "", &list(TOOLS)).exits(0);
    assert!(!ran.err.contains("verify"), "{}", ran.err);
    let more = r#"result '{"tools": [{"name": "a", "description": "A."}, {"name": "b"}]}'"#;
    let ran = pull(&folder, "", &list(more)).exits(0);
    assert!(
        ran.err.contains("1 tool added, 1 changed; `mcpol catalog verify` shows such changes"),
        "{}",
        ran.err
    );
}

#[test]
fn words_that_stand_where_no_server_is_named_are_explained() {
    let folder = Folder::new(&[]);
    let said = |words: &[&str]| {
        let ran = folder.run(&[&["catalog", "pull"], words].concat()).exits(2);
        ran.err.replace("\n       ", " ")
    };
    let program = said(&["python3", "srv.py"]);
    assert!(
        program.contains(
            "no server is named by `python3`: a server's program stands behind `--`: \
             `mcpol catalog pull -- PROGRAM …`"
        ),
        "{program}"
    );
    let address = said(&["-o", "out.json", "https://mcp.acme.example/mcp?key=1"]);
    assert!(
        address.contains("`https://mcp.acme.example/mcp?***`: an address is called with `--url`"),
        "{address}"
    );
    let nothing = said(&[]);
    assert!(nothing.contains("name a server: `-- COMMAND`, `--url URL`"), "{nothing}");
}
