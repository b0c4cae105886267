//! Exit code 1 is never alone: the report of every command in every format says what it is for.

use crate::support::{Folder, TOOLS};

const TEST: &str = "\ntest \"t\" {\n    call list_refunds {} => allow\n}\n";

/// What a policy can be at fault for, with a word of it that each format has.
const FAULTS: [(&str, &[u8], &str); 8] = [
    ("syntax", b"policy \"p\"\n\nallow list_refunds { require }\n", "unexpected-token"),
    ("encoding", b"policy \"p\"\n\nallow \xff\xfe\n", "not-utf8"),
    ("catalog", b"policy \"p\"\ncatalog \"none.json\"\n\nallow x\n", "catalog-unreadable"),
    ("include", b"policy \"p\"\ninclude \"none.mcpol\"\n", "include-unreadable"),
    ("tool", b"policy \"p\"\ncatalog \"tools.json\"\n\nallow list_refund\n", "unknown-tool"),
    (
        "denied",
        b"policy \"p\"\ncatalog \"tools.json\"\n\nallow list_refunds, delete_user\n",
        "destructive-allowed",
    ),
    ("layout", b"policy   \"p\"\ncatalog \"tools.json\"\n\nallow list_refunds\n", "unformatted"),
    ("test", b"policy \"p\"\ncatalog \"tools.json\"\n\nhide list_refunds\n", "unexpected decision"),
];

const OF_TESTS: [&str; 7] = ["human", "json", "markdown", "sarif", "github", "gitlab", "junit"];
const OF_FILES: &[&str] = OF_TESTS.split_at(6).0;

/// The commands that judge policies, with their formats.
const COMMANDS: [(&[&str], &[&str]); 5] = [
    (&["ci"], &OF_TESTS),
    (&["test"], &OF_TESTS),
    (&["check"], OF_FILES),
    (&["fmt", "--check"], OF_FILES),
    (&["compile", "--check"], OF_FILES),
];

/// A file that isn't what its policy compiles to.
const STALE: &str = "{\"version\": \"1\", \"default\": \"allow\"}";

/// A folder with one policy at fault that has a test, and its JSON where it compiles.
fn folder(policy: &[u8]) -> Folder {
    let text = [policy, TEST.as_bytes()].concat();
    let folder = Folder::new(&[("tools.json", TOOLS)]);
    folder.write("p.mcpol", &text);
    folder.run(&["compile", "--write", "--no-lint", "p.mcpol"]);
    folder
}

#[test]
fn a_run_that_fails_says_what_for_in_every_format() {
    for (name, policy, word) in FAULTS {
        let folder = folder(policy);
        folder.run(&["ci"]).exits(1);
        for (command, formats) in COMMANDS {
            for format in formats {
                let run = [command, &["p.mcpol", "--format", format, "--output"]].concat();
                let ran = folder.run(&[&run[..], &[&format!("{format}=report.out")]].concat());
                let (said, report) = (ran.out + &ran.err, folder.read("report.out"));
                let is_said = said.contains(word) && report.contains(word);
                assert!(ran.code == 0 || is_said, "{name}: {run:?} {}: {report}", ran.code);
            }
        }
    }
}

/// What is denied fails, what can't be tested is an error, and a warning only where it counts.
#[test]
fn junit_of_ci_has_a_case_for_all_that_fails_it() {
    let policies = FAULTS.map(|(name, policy, _)| (name, [policy, TEST.as_bytes()].concat()));
    let folder = Folder::new(&[("tools.json", TOOLS)]);
    for (name, policy) in policies {
        folder.write(&format!("{name}.mcpol"), policy);
    }
    folder.run(&["compile", "--write", "--no-lint"]);
    folder.write("tool.json", STALE);
    folder.write("layout.json", STALE);
    let run = ["ci", "--format", "junit"];
    insta::assert_snapshot!(folder.run(&run).exits(1).out);
    folder.write("warned.mcpol", "policy \"p\"\ncatalog \"tools.json\"\n\nallow list_refunds\n");
    let run = [&run[..], &["--only", "unlimited-read", "warned.mcpol"]].concat();
    folder.run(&["compile", "--write", "warned.mcpol"]).exits(0);
    assert!(folder.run(&run).exits(0).out.contains("failures=\"0\""));
    assert!(
        folder.run(&[&run[..], &["--deny-warnings"]].concat()).exits(1).out.contains("<failure")
    );
}
