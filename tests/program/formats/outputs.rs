//! `--output FORMAT=FILE`

use super::shown::{COMMANDS, folder};

#[test]
fn results_go_to_files_beside_what_is_printed() {
    let folder = folder();
    for (name, arguments) in COMMANDS {
        let printed = folder.run(arguments).exits(1);
        let outputs = ["--output", "sarif=out/a.sarif", "--output", "json=b.out"];
        folder.write("out/.keep", "");
        let ran = folder.run(&[arguments, &outputs].concat()).exits(1);
        assert_eq!((ran.out, ran.err), (printed.out, printed.err), "{name}");
        for (format, file) in [("sarif", "out/a.sarif"), ("json", "b.out")] {
            let ran = folder.run(&[arguments, &["--format", format]].concat()).exits(1);
            assert_eq!(folder.read(file), ran.out, "{name} {format}");
        }
    }
}

#[test]
fn the_human_form_in_a_file_has_the_findings() {
    let folder = folder();
    let ran = folder.run(&["fmt", "--check", "--output", "human=said.txt"]).exits(1);
    assert_eq!(folder.read("said.txt"), format!("{}{}", ran.err, ran.out));
}

#[test]
fn a_file_that_cannot_be_written_fails_and_the_findings_are_printed() {
    let folder = folder();
    let printed = folder.run(&["check"]).exits(1).out;
    let ran = folder.run(&["check", "--output", "sarif=missing/a.sarif"]).exits(2);
    assert_eq!(ran.out, printed);
    assert!(ran.err.contains("can't write `missing/a.sarif`"), "{}", ran.err);
}

/// Every file that a run has read or written stays what it is, also behind a link.
#[test]
fn a_report_replaces_no_file_of_the_run() {
    let folder = folder();
    folder.write("a.json", "{}");
    let said = "read or written in this run";
    let kept = |arguments: &[&str], file: &str| {
        let before = folder.read(file);
        let ran =
            folder.run(&[arguments, &["--output", &format!("json={file}")]].concat()).exits(2);
        assert!(ran.err.contains(said), "{arguments:?}: {}", ran.err);
        assert_eq!(folder.read(file), before, "{arguments:?}");
    };
    kept(&["check"], "tools.json");
    kept(&["catalog", "classify", "tools.json"], "tools.json");
    folder.run(&["compile", "known.mcpol", "-o", "known.json"]);
    kept(&["compile", "known.mcpol", "--check", "-o", "known.json"], "known.json");
    folder.run(&["init", "--catalog", "tools.json", "--out", "tools.json", "--force"]).exits(2);
}

/// As wide as a number can say.
#[test]
fn no_width_is_too_wide() {
    let folder = folder();
    folder.write("long.mcpol", format!("allow \"{}\", \"y\"\n", "x".repeat(70_000)));
    for columns in ["65600", "100000", "18446744073709551615"] {
        let mut command = folder.command(&["check", "long.mcpol"]);
        let output = command.env("COLUMNS", columns).output().unwrap();
        assert!(output.status.code().is_some_and(|code| code <= 1), "{columns}");
    }
}

#[test]
fn outputs_that_make_no_sense_are_refused() {
    let folder = folder();
    let refused = |arguments: &[&str], says: &str| {
        let ran = folder.run(arguments).exits(2);
        assert!(ran.err.contains(says), "{arguments:?}: {}", ran.err);
        assert_eq!(ran.out, "");
    };
    refused(&["check", "--output", "json=a", "--output", "sarif=./a"], "two outputs to `./a`");
    refused(&["check", "--output", "sarif"], "FORMAT=FILE");
    refused(&["check", "--output", "sarif=-"], "`--format` says what is printed");
    refused(&["check", "--output", "html=a"], "html");
    refused(&["check", "--output", "csv=a"], "no format `csv`; it has `human`, `json`");
    refused(&["check", "--output", "json=agent.mcpol"], "won't write `agent.mcpol`");
    refused(&["compile", "known.mcpol", "--output", "json=a"], "`--output` writes reports");
    refused(&["init", "--catalog", "tools.json", "--output", "a.mcpol"], "`--out FILE`");
    refused(&["check", "--format", "junit"], "no format `junit`");
    refused(&["lints", "--format", "markdown"], "it has `human` and `json`");
    assert!(!folder.names().contains(&"a".to_owned()));
}
