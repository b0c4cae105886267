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

/// The commands whose input has errors, with what their findings are called.
const FAULTY: [(&[&str], &str); 7] = [
    (&["access", "broken.mcpol"], "unknown-tool"),
    (&["eval", "broken.mcpol", "--tool", "t"], "unknown-tool"),
    (&["eval", "known.mcpol", "--calls", "broken.mcpol"], "invalid-call"),
    (&["catalog", "show", "twice.json"], "duplicate-tool"),
    (&["catalog", "classify", "twice.json"], "duplicate-tool"),
    (&["catalog", "show", "broken.mcpol"], "catalog-shape"),
    (&["diff", "known.mcpol", "broken.mcpol"], "unknown-tool"),
];

#[test]
fn a_report_is_written_anew_whatever_the_run_says() {
    let folder = folder();
    let tools = folder.read("tools.json");
    folder.write("twice.json", tools.replace("list_refunds", "create_refund"));
    for (arguments, code) in FAULTY {
        folder.write("report.out", "stale");
        folder.write("report.txt", "stale");
        let outputs = ["--output", "json=report.out", "--output", "human=report.txt"];
        let ran = folder.run(&[arguments, &outputs].concat()).exits(1);
        let report = folder.read("report.out");
        let last: serde_json::Value = serde_json::from_str(&report).unwrap();
        assert_eq!(last["findings"][0]["code"], code, "{arguments:?}: {report}");
        assert_eq!(folder.read("report.txt"), format!("{}{}", ran.err, ran.out), "{arguments:?}");
        let printed = folder.run(&[arguments, &["--format", "json"]].concat());
        assert_eq!((printed.out, printed.err), (report, String::new()), "{arguments:?}");
    }
    for format in ["markdown", "csv"] {
        folder.write("report.out", "stale");
        let output = format!("{format}=report.out");
        folder.run(&["access", "broken.mcpol", "--output", &output]).exits(1);
        let report = folder.read("report.out");
        assert_eq!(report.contains("unknown-tool"), format == "markdown", "{report}");
        assert!(!report.contains("stale"), "{report}");
    }
}

/// Runs that can't do their job, with what they say.
const FAILING: [(&[&str], &str); 6] = [
    (&["check", "known.mcpol", "missing.mcpol"], "can't read `missing.mcpol`: no such file"),
    (&["check", "empty"], "no .mcpol file in `empty`"),
    (&["fmt", "missing.mcpol"], "can't read `missing.mcpol`: no such file"),
    (&["compile", "missing.mcpol", "--check"], "can't read `missing.mcpol`: no such file"),
    (&["test", "missing.mcpol"], "can't read `missing.mcpol`: no such file"),
    (&["test", "known.mcpol"], "there is no `test` to run"),
];

#[test]
fn a_run_that_did_not_do_its_job_says_so_in_every_format() {
    let folder = folder();
    folder.write("empty/.keep", "");
    for (arguments, says) in FAILING {
        for format in ["json", "markdown", "sarif", "github", "gitlab"] {
            let outputs = ["--output", "json=report.out", "--format", format];
            let ran = folder.run(&[arguments, &outputs].concat()).exits(2);
            assert!(ran.err.contains(says), "{arguments:?}: {}", ran.err);
            let marked = match format {
                "json" => format!("\"message\": \"{says}\""),
                "github" => format!("::error::{says}\n"),
                "gitlab" => format!("\"description\": \"{says}\""),
                "sarif" => format!("\"text\": \"{says}\""),
                _ => format!("**could not do the job**: {}\n", says),
            };
            let out = ran.out.replace("\":\"", "\": \"");
            assert!(out.contains(&marked), "{arguments:?} {format}: {out}");
            let report: serde_json::Value =
                serde_json::from_str(&folder.read("report.out")).unwrap();
            assert_eq!(report["errors"][0]["message"], says, "{arguments:?}");
        }
    }
    let ran = folder.run(&["test", "missing.mcpol", "--format", "junit"]).exits(2);
    insta::assert_snapshot!("failing_junit", ran.out);
    folder.write("clean.mcpol", "policy \"c\"\ncatalog \"tools.json\"\nallow list_refunds\n");
    let run = ["check", "clean.mcpol", "missing.mcpol", "--format"];
    insta::assert_snapshot!(
        "failing_markdown",
        folder.run(&[&run[..], &["markdown"]].concat()).out
    );
    insta::assert_snapshot!("failing_gitlab", folder.run(&[&run[..], &["gitlab"]].concat()).out);
}

/// A run that could not even look for what to do leaves files as they are.
#[test]
fn refused_arguments_write_no_report() {
    let folder = folder();
    folder.write("report.out", "old");
    folder.run(&["check", "--output", "json=report.out", "--output", "csv=b"]).exits(2);
    assert_eq!(folder.read("report.out"), "old");
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

/// Only files are replaced; nothing waits for a pipe's reader.
#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_written() {
    use std::os::unix::fs::symlink;
    let folder = folder();
    let made = std::process::Command::new("mkfifo").arg(folder.path("pipe")).status().unwrap();
    assert!(made.success());
    symlink("pipe", folder.path("to-pipe")).unwrap();
    symlink("loop", folder.path("loop")).unwrap();
    for (file, says) in [
        ("pipe", "it is not a regular file"),
        ("to-pipe", "it is not a regular file"),
        ("/dev/stdout", "it is a stream of this process, not a file"),
        ("/dev/stderr", "it is a stream of this process, not a file"),
        ("loop", "too many symbolic links"),
        (".", "it is a folder"),
        ("..", "it is a folder"),
    ] {
        let ran = folder.run(&["lints", "--output", &format!("json={file}")]).exits(2);
        assert_eq!(ran.err, format!("mcpol: can't write `{file}`: {says}\n"));
        folder.run(&["compile", "known.mcpol", "--no-lint", "-o", file]).exits(2);
    }
    folder.run(&["lints", "--output", "json=/dev/null"]).exits(0);
}

/// A link stays one: what it leads to is replaced, or made.
#[cfg(unix)]
#[test]
fn a_link_is_written_through() {
    use std::os::unix::fs::symlink;
    let folder = folder();
    folder.write("reports/old.json", "old");
    symlink("reports/new.json", folder.path("link.json")).unwrap();
    symlink("link.json", folder.path("link-to-link.json")).unwrap();
    symlink("reports/old.json", folder.path("old.json")).unwrap();
    for (link, file) in
        [("link-to-link.json", "reports/new.json"), ("old.json", "reports/old.json")]
    {
        folder.run(&["lints", "--output", &format!("json={link}")]).exits(0);
        assert!(folder.read(file).contains("\"lints\""), "{link}");
        assert!(std::fs::symlink_metadata(folder.path(link)).unwrap().is_symlink(), "{link}");
    }
    symlink("nowhere/new.json", folder.path("lost.json")).unwrap();
    let ran = folder.run(&["lints", "--output", "json=lost.json"]).exits(2);
    assert_eq!(ran.err, "mcpol: can't write `lost.json`: no such file\n");
}

/// Every file that a run has read or written stays what it is, also behind a link.
#[test]
fn a_report_replaces_no_file_of_the_run() {
    let folder = folder();
    folder.write("a.json", "{}");
    let said = "won't write `";
    let kept = |arguments: &[&str], file: &str| {
        let before = folder.read(file);
        let ran =
            folder.run(&[arguments, &["--output", &format!("json={file}")]].concat()).exits(2);
        assert!(ran.err.contains(said), "{arguments:?}: {}", ran.err);
        assert_eq!(folder.read(file), before, "{arguments:?}");
    };
    kept(&["check"], "tools.json");
    kept(&["catalog", "classify", "tools.json"], "tools.json");
    folder.run(&["compile", "known.mcpol", "--no-lint", "-o", "known.json"]);
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

#[test]
fn a_report_replaces_nothing_that_the_command_line_names() {
    let folder = folder();
    folder.write("mcpol.toml", "");
    let kept = |arguments: &[&str], file: &str| {
        let before = folder.read(file);
        folder.run(&[arguments, &["--output", &format!("json={file}")]].concat()).exits(2);
        assert_eq!(folder.read(file), before, "{arguments:?}");
    };
    kept(&["eval", "nothing.mcpol", "--calls", "tools.json"], "tools.json");
    kept(&["check", "nothing.mcpol", "--catalog=./tools.json"], "tools.json");
    kept(&["diff", "nothing.json", "tools.json"], "tools.json");
    kept(&["check", "--only", "nothing"], "mcpol.toml");
}
