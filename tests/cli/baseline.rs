//! `mcpol check --baseline`

use crate::support::{Folder, TOOLS};

const BROAD: &str = "policy \"a\"\ncatalog \"tools.json\"\n\nallow *\n";

#[test]
fn known_findings_do_not_count_and_those_that_are_gone_do() {
    let folder = Folder::new(&[("a.mcpol", BROAD), ("tools.json", TOOLS)]);
    folder.run(&["check"]).exits(1);
    let ran = folder.run(&["check", "--write-baseline", "known.json"]).exits(0);
    assert!(ran.out.starts_with("nothing found in 1 file ("), "{}", ran.out);
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
