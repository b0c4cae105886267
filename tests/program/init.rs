//! `mcpol init`

use crate::support::{Folder, TOOLS};

#[test]
fn what_is_written_is_clean_and_passes_its_tests() {
    let folder = Folder::new(&[("server/tools.json", TOOLS)]);
    for style in ["recommended", "strict", "readonly"] {
        let output = format!("policies/{style}.mcpol");
        let catalog = ["server/tools.json"];
        let options = ["-o", &output, "--style", style];
        let ran = folder.run(&[&["init"][..], &catalog, &options].concat()).exits(0);
        assert!(ran.out.starts_with(&format!("wrote `{output}`\n")), "{}", ran.out);
        assert!(ran.out.contains(&format!("\n  mcpol check {output}\n")), "{}", ran.out);
        assert_eq!(ran.err, "");
        let text = folder.read(&output);
        assert!(text.contains("catalog \"../server/tools.json\""), "{text}");
        assert_eq!(folder.run(&["check", &output]).exits(0).out, "no findings in 1 file\n");
        folder.run(&["fmt", "--check", &output]).exits(0);
        folder.run(&["test", &output]).exits(0);
    }
}

#[test]
fn nothing_is_written_over_unasked() {
    let folder = Folder::new(&[("tools.json", TOOLS), ("agent.mcpol", "# mine\n")]);
    let ran = folder.run(&["init", "--catalog", "tools.json", "-o", "agent.mcpol"]).exits(2);
    assert_eq!(ran.err, "mcpol: `agent.mcpol` already exists; `--force` overwrites it\n");
    assert_eq!(folder.read("agent.mcpol"), "# mine\n");
}

#[test]
fn without_an_output_it_is_printed() {
    let folder = Folder::new(&[("tools.json", TOOLS)]);
    let text = folder.run(&["init", "--catalog", "tools.json"]).exits(0).out;
    assert!(text.contains("policy \"tools\"\ncatalog \"tools.json\"\n"), "{text}");
    let ran = folder.run(&["init", "--catalog", "tools.json", "--format", "json"]).exits(0);
    assert_eq!(ran.json()["policy"], text);
    for arguments in [&["init", "tools.json"][..], &["init", "tools.json", "-o", "-"]] {
        assert_eq!(folder.run(arguments).exits(0).out, text);
    }
    assert_eq!(folder.names(), ["tools.json"]);
    let arguments = ["init", "tools.json", "-o", "new/a.mcpol", "--format", "json"];
    let json = folder.run(&arguments).exits(0).json();
    assert_eq!(json["output"], "new/a.mcpol");
    assert_eq!(json["policy"], folder.read("new/a.mcpol"));
}

#[test]
fn a_faulty_catalog_is_reported() {
    let folder = Folder::new(&[("tools.json", r#"{"tools": [{"name": ""}]}"#)]);
    let ran = folder.run(&["init", "--catalog", "tools.json", "-o", "agent.mcpol"]).exits(1);
    assert!(ran.err.contains("tools.json:1:21"), "{}", ran.err);
    assert_eq!(folder.names(), ["tools.json"]);
    folder.run(&["init", "--catalog", "none.json"]).exits(2);
    folder.run(&["init"]).exits(2);
    folder.run(&["init", "tools.json", "--catalog", "tools.json"]).exits(2);
}

/// The JSON of a policy stands beside it under its name: no catalog may have that.
#[test]
fn a_policy_does_not_take_the_name_of_its_catalog() {
    let folder = Folder::new(&[("files.json", TOOLS)]);
    let ran = folder.run(&["init", "files.json", "-o", "./files.mcpol"]).exits(2);
    assert!(ran.err.contains("which is the catalog"), "{}", ran.err);
    assert!(ran.err.contains("`files.catalog.json`"), "{}", ran.err);
    let ran = folder.run_with(&["init", "-", "-o", "catalog.mcpol"], TOOLS).exits(2);
    assert!(ran.err.contains("which is the catalog"), "{}", ran.err);
    assert_eq!(folder.names(), ["files.json"]);
    folder.write("files.catalog.json", TOOLS);
    folder.run(&["init", "files.catalog.json", "-o", "policies/files.mcpol"]).exits(0);
    folder.run(&["compile", "--write", "policies/files.mcpol"]).exits(0);
    folder.run(&["ci", "policies"]).exits(0);
}

#[test]
fn a_catalog_from_standard_input_is_to_be_saved() {
    let folder = Folder::new(&[]);
    let ran = folder.run_with(&["init", "-"], TOOLS).exits(0);
    assert!(ran.out.contains("catalog \"catalog.json\"\n"), "{}", ran.out);
    assert!(ran.err.contains("save the catalog as `catalog.json`"), "{}", ran.err);
    let ran = folder.run_with(&["init", "-", "-o", "a/agent.mcpol"], TOOLS).exits(0);
    assert!(ran.out.contains("Save the catalog as `a/catalog.json`."), "{}", ran.out);
    folder.write("a/catalog.json", TOOLS);
    folder.run(&["check", "a/agent.mcpol"]).exits(0);
}

#[test]
fn a_catalog_without_tools_is_said_to_have_none() {
    let folder = Folder::new(&[("none.json", "{\"tools\": []}")]);
    for arguments in [&["init", "none.json"][..], &["init", "none.json", "-o", "a.mcpol"]] {
        let ran = folder.run(arguments).exits(2);
        assert_eq!(ran.err, "mcpol: `none.json` has no tools\n");
    }
    let ran = folder.run(&["catalog", "show", "none.json"]).exits(0);
    assert_eq!((&*ran.out, &*ran.err), ("", "`none.json` has no tools\n"));
}

/// The policy is called as its file, else as its catalog, whatever says that this is one.
#[test]
fn a_policy_is_named_after_what_it_is_for() {
    let files = ["shop.catalog.json", "shop/catalog.json", "catalog.json", "shop.json"];
    let folder = Folder::new(&files.map(|file| (file, TOOLS)));
    let expected = ["shop", "shop", "catalog", "shop"];
    for (file, name) in files.into_iter().zip(expected) {
        let text = folder.run(&["init", file]).exits(0).out;
        assert!(text.contains(&format!("\npolicy \"{name}\"\n")), "{file}: {text}");
    }
    folder.run(&["init", "shop.catalog.json", "-o", "desk.mcpol"]).exits(0);
    assert!(folder.read("desk.mcpol").contains("\npolicy \"desk\"\n"));
}
