//! Where the commands write, and over what.

use std::fs;

use crate::support::{Folder, POLICY, TOOLS};

const BASELINE: &str = "{ \"version\": \"1\", \"findings\": [] }\n";
const DOCUMENT: &str = "{\n  \"version\": \"1\",\n  \"default\": \"deny\"\n}\n";

/// A folder with a file of each kind.
fn folder() -> Folder {
    let folder = Folder::refunds();
    folder.write("other.json", TOOLS);
    folder.write("document.json", DOCUMENT);
    folder.write("baseline.json", BASELINE);
    folder.write("b.mcpol", POLICY);
    folder.write("mcpol.toml", "");
    folder
}

#[test]
fn what_is_of_another_kind_is_overwritten_by_force_alone() {
    let folder = folder();
    let kinds = ["other.json", "document.json", "baseline.json", "b.mcpol", "mcpol.toml"];
    let commands: [(&[&str], &str, &[&str]); 4] = [
        (&["compile", "refunds.mcpol", "-o"], "", &["document.json", "mcpol.toml"]),
        (&["compile", "refunds.mcpol", "--source-map"], "", &["mcpol.toml"]),
        (&["check", "refunds.mcpol", "--write-baseline"], "", &["baseline.json", "mcpol.toml"]),
        (&["fmt", "--check", "refunds.mcpol", "--output"], "json=", &["mcpol.toml", "b.mcpol"]),
    ];
    for (command, before, leaves) in commands {
        for kind in kinds.iter().filter(|kind| !leaves.contains(kind)) {
            let old = folder.read(kind);
            let target = format!("{before}{kind}");
            let arguments = [command, &[&target]].concat();
            let ran = folder.run(&arguments).exits(2);
            assert!(ran.err.contains(&format!("won't write `{kind}`")), "{}", ran.err);
            assert!(ran.err.contains("`--force`"), "{arguments:?} {}", ran.err);
            assert_eq!(folder.read(kind), old);
            folder.run(&[&arguments[..], &["--force"]].concat()).exits(0);
            assert_ne!(folder.read(kind), old);
            folder.write(kind, &old);
        }
    }
}

#[test]
fn what_is_read_is_never_overwritten() {
    let folder = folder();
    for arguments in [
        &["init", "--catalog", "tools.json", "-o", "tools.json"][..],
        &["compile", "refunds.mcpol", "-o", "tools.json"],
        &["compile", "refunds.mcpol", "-o", "refunds.mcpol"],
        &["compile", "refunds.mcpol", "-o", "mcpol.toml"],
        &["compile", "refunds.mcpol", "--source-map", "tools.json"],
        &["compile", "refunds.mcpol", "--source-map", "refunds.mcpol"],
        &["check", "refunds.mcpol", "--write-baseline", "tools.json"],
        &["check", "refunds.mcpol", "--write-baseline", "refunds.mcpol"],
        &["check", "refunds.mcpol", "--output", "json=tools.json"],
    ] {
        let ran = folder.run(&[arguments, &["--force"]].concat()).exits(2);
        assert!(ran.err.contains("won't write"), "{arguments:?} {}", ran.err);
    }
    assert_eq!(
        (folder.read("refunds.mcpol"), folder.read("tools.json")),
        (POLICY.into(), TOOLS.into())
    );
}

#[test]
fn nothing_is_written_over_another_result_of_the_run() {
    let folder = folder();
    for arguments in [
        &["compile", "refunds.mcpol", "-o", "a.json", "--source-map", "a.json"][..],
        &["compile", "refunds.mcpol", "-o", "a.json", "--output", "json=./a.json"],
        &["check", "refunds.mcpol", "--write-baseline", "a.json", "--output", "json=a.json"],
        &["compile", "refunds.mcpol", "--write", "--output", "json=refunds.json"],
    ] {
        folder.run(&[arguments, &["--force"]].concat()).exits(2);
    }
}

#[test]
fn compile_writes_over_what_it_wrote_alone() {
    let folder = Folder::new(&[("tools.json", TOOLS), ("package.mcpol", POLICY)]);
    let spaced = DOCUMENT.replace("  ", "    ");
    for text in ["{\"name\": \"package\", \"version\": \"1.0.0\"}", TOOLS, "not JSON", &spaced] {
        folder.write("package.json", text);
        let ran = folder.run(&["compile", "--write", "."]).exits(2);
        assert!(ran.err.contains("won't write `package.json`"), "{}", ran.err);
        assert_eq!(folder.read("package.json"), text);
    }
    folder.run(&["compile", "--write", ".", "--force"]).exits(0);
    for text in ["", DOCUMENT] {
        folder.write("package.json", text);
        folder.run(&["compile", "--write", "."]).exits(0);
        folder.run(&["compile", "--check", "."]).exits(0);
    }
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::symlink;
    use std::time::{Duration, Instant};

    use super::*;

    /// A folder `in` with policies and catalog, beside files that aren't its own.
    fn linked() -> Folder {
        let folder = Folder::new(&[("in/tools.json", TOOLS), ("in/real.mcpol", POLICY)]);
        folder.write("out/a.mcpol", POLICY.replace("allow list", "allow   list"));
        folder.write("out/tools.json", TOOLS);
        folder.write("out/file", "kept");
        folder
    }

    fn within(folder: &Folder, arguments: &[&str]) -> crate::support::Ran {
        let mut command = folder.command(arguments);
        command.current_dir(folder.path("in")).stdin(std::process::Stdio::null());
        command.output().unwrap().into()
    }

    #[test]
    fn links_out_of_the_folder_are_followed_on_request_alone() {
        let folder = linked();
        let link = |name: &str, to: &str| symlink(to, folder.path("in").join(name)).unwrap();
        link("a.mcpol", "../out/a.mcpol");
        link("real.json", "../out/file");
        link("starter", "../out/new");
        link("map.json", "../out/map");
        link("reports", "../out");
        let out = |name: &str| fs::read_to_string(folder.path("out").join(name)).ok();
        let before = out("a.mcpol");
        fs::write(folder.path("out/file"), "").unwrap();
        let commands: &[(&[&str], &str)] = &[
            (&["fmt", "."], "a.mcpol"),
            (&["fmt", "a.mcpol"], "a.mcpol"),
            (&["compile", "--write", "real.mcpol"], "real.json"),
            (&["compile", "real.mcpol", "-o", "real.json"], "real.json"),
            (&["compile", "real.mcpol", "--source-map", "map.json"], "map.json"),
            (&["init", "--catalog", "tools.json", "-o", "starter"], "starter"),
            (&["init", "--catalog", "tools.json", "-o", "reports/n/n.mcpol"], "reports/n/n.mcpol"),
            (&["check", "real.mcpol", "--write-baseline", "reports/b.json"], "reports/b.json"),
            (&["check", "real.mcpol", "--output", "json=reports/c.json"], "reports/c.json"),
        ];
        for (command, name) in commands {
            let ran = within(&folder, command).exits(2);
            let real = fs::canonicalize(folder.path("out")).unwrap();
            let said = ran.err.replace("\n       ", " ");
            assert!(said.contains(&format!("won't write `{name}`")), "{said}");
            assert!(said.contains(real.to_str().unwrap()), "{said}");
        }
        assert_eq!((out("a.mcpol"), out("file")), (before.clone(), Some(String::new())));
        assert_eq!(
            (out("new"), out("map"), out("b.json"), out("c.json")),
            (None, None, None, None)
        );
        for (command, _) in commands {
            within(&folder, &[command, &["--follow"][..]].concat()).exits(0);
        }
        assert_ne!(out("a.mcpol"), before);
        assert!(["new", "map", "b.json", "c.json"].iter().all(|name| out(name).is_some()));
    }

    #[test]
    fn links_within_the_folder_are_followed() {
        let folder = linked();
        fs::create_dir(folder.path("in/real")).unwrap();
        symlink("real/real.json", folder.path("in/real.json")).unwrap();
        within(&folder, &["compile", "--write", "."]).exits(0);
        assert!(folder.path("in/real/real.json").is_file());
        // From above, the folder that is named is left.
        symlink("../out/file", folder.path("in/other.json")).unwrap();
        folder.write("in/other.mcpol", POLICY);
        folder.run(&["compile", "--write", "in", "--force"]).exits(2);
        assert_eq!(folder.read("out/file"), "kept");
        folder.run(&["compile", "--write", "in", "out", "--force"]).exits(0);
    }

    /// No device is read, no pipe that nobody typed, and nothing is waited for.
    #[test]
    fn devices_and_pipes_are_not_waited_for() {
        let folder = folder();
        let fifo = folder.path("fifo");
        let made = std::process::Command::new("mkfifo").arg(&fifo).status().unwrap();
        assert!(made.success());
        folder.write("i.mcpol", "policy \"i\"\ninclude \"fifo\"\n");
        folder.write("c.mcpol", "policy \"c\"\ncatalog \"/dev/zero\"\nallow a\n");
        folder.write("conf/a.mcpol", "policy \"a\"\n");
        symlink("../fifo", folder.path("conf/mcpol.toml")).unwrap();
        for (arguments, said) in [
            (&["check", "/dev/zero"][..], "it is a device"),
            (&["fmt", "/dev/zero"], "it is a device"),
            (&["compile", "/dev/zero"], "it is a device"),
            (&["test", "/dev/zero"], "it is a device"),
            (&["access", "/dev/zero"], "it is a device"),
            (&["eval", "/dev/zero", "--tool", "a"], "it is a device"),
            (&["eval", "refunds.mcpol", "--calls", "/dev/zero"], "it is a device"),
            (&["diff", "/dev/zero", "refunds.mcpol"], "it is a device"),
            (&["catalog", "show", "/dev/zero"], "it is a device"),
            (&["catalog", "classify", "/dev/zero"], "it is a device"),
            (&["init", "--catalog", "/dev/zero"], "it is a device"),
            (&["check", "refunds.mcpol", "--catalog", "/dev/zero"], "it is a device"),
            (&["check", "refunds.mcpol", "--baseline", "/dev/zero"], "it is a device"),
            (&["config", "/dev/zero"], "it is a device"),
            (&["check", "i.mcpol"], "not a regular file"),
            (&["check", "c.mcpol"], "not a regular file"),
            (&["check", "conf/a.mcpol"], "not a regular file"),
            (&["check", "refunds.mcpol", "--write-baseline", "fifo"], "not a regular file"),
            (&["check", "refunds.mcpol", "--write-baseline", "/dev/null"], "not a regular file"),
            (&["check", "refunds.mcpol", "--write-baseline", "/dev/stdout"], "won't write"),
            (&["check", "refunds.mcpol", "--output", "json=fifo"], "not a regular file"),
            (&["compile", "refunds.mcpol", "-o", "fifo"], "not a regular file"),
            (&["compile", "refunds.mcpol", "--source-map", "fifo"], "not a regular file"),
            (&["init", "--catalog", "tools.json", "-o", "fifo", "--force"], "not a regular file"),
        ] {
            let start = Instant::now();
            let ran = folder.run(arguments);
            assert!(ran.code > 0, "{arguments:?}");
            let text = format!("{}{}", ran.out, ran.err).replace("\n       ", " ");
            assert!(text.contains(said), "{arguments:?}\n{text}");
            assert!(start.elapsed() < Duration::from_secs(20), "{arguments:?}");
        }
    }

    #[test]
    fn a_device_on_standard_input_is_not_read() {
        let folder = folder();
        for (device, said) in [("/dev/zero", "it is a device"), ("/dev/null", "")] {
            let mut command = folder.command(&["check", "-"]);
            let stdin = fs::File::open(device).unwrap();
            let ran = crate::support::Ran::from(command.stdin(stdin).output().unwrap());
            assert_eq!(ran.code, if said.is_empty() { 0 } else { 2 }, "{}", ran.err);
            assert!(ran.err.contains(said), "{}", ran.err);
        }
    }

    #[test]
    fn a_pipe_that_is_typed_is_read() {
        let folder = folder();
        let binary = env!("CARGO_BIN_EXE_mcpol");
        let text = fs::read_to_string(folder.path("refunds.mcpol")).unwrap();
        let named = format!("catalog \"tools.json\"\n{text}");
        folder.write("named.mcpol", &named);
        for arguments in
            ["<(cat refunds.mcpol) b.mcpol --catalog tools.json", "<(cat named.mcpol) named.mcpol"]
        {
            let script = format!("'{binary}' diff {arguments}");
            let mut command = std::process::Command::new("bash");
            let command = command.args(["-c", &script]).current_dir(folder.path(""));
            let ran = crate::support::Ran::from(command.output().unwrap()).exits(0);
            assert!(ran.err.is_empty(), "{}", ran.err);
        }
    }
}

#[test]
fn a_file_beside_the_result_is_no_standard_output() {
    let folder = Folder::refunds();
    for command in [
        &["check", "--write-baseline", "-"][..],
        &["compile", "refunds.mcpol", "--source-map", "-"],
        &["compile", "refunds.mcpol", "-o", "a.json", "--source-map", "-"],
    ] {
        let ran = folder.run(command).exits(2);
        assert!(ran.err.contains("writes a file"), "{command:?}: {}", ran.err);
    }
    assert_eq!(folder.names(), ["refunds.mcpol", "tools.json"]);
}

/// Not even with `--force`: whoever writes there can run programs.
#[test]
fn nothing_is_written_into_git() {
    let folder = Folder::refunds().in_git();
    let head = folder.read(".git/HEAD");
    for name in [".git/HEAD", ".git/hooks/pre-commit", "new/../.git/config.x"] {
        let output = format!("json={name}");
        for run in [&["compile", "refunds.mcpol", "-o", name][..], &["check", "--output", &output]]
        {
            let ran = folder.run(&[run, &["--force", "--follow"]].concat());
            assert_ne!(ran.code, 0, "{run:?}");
            assert!(ran.err.contains("it belongs to git"), "{run:?}: {}", ran.err);
        }
    }
    assert_eq!(folder.read(".git/HEAD"), head);
    assert!(!folder.path(".git/hooks/pre-commit").exists());
}
