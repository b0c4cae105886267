//! Files that can't be read or written.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::Stdio;

use crate::support::{CATALOG, Folder, HEAD};

fn good() -> Folder {
    Folder::policy(format!("{HEAD}allow t\ntest \"x\" {{ call t {{}} => allow }}\n"))
}

/// Whether permissions mean anything: they don't to the superuser.
fn is_bound(folder: &Folder) -> bool {
    fs::write(folder.path("locked"), "").unwrap();
    fs::set_permissions(folder.path("locked"), fs::Permissions::from_mode(0o0)).unwrap();
    let bound = fs::read(folder.path("locked")).is_err();
    fs::remove_file(folder.path("locked")).unwrap();
    bound
}

#[test]
fn what_is_no_file_is_no_policy() {
    let folder = good();
    fs::create_dir(folder.path("folder.mcpol")).unwrap();
    symlink("loop.mcpol", folder.path("loop.mcpol")).unwrap();
    symlink("gone.mcpol", folder.path("dangling.mcpol")).unwrap();
    for name in ["missing.mcpol", "loop.mcpol", "dangling.mcpol", "c.json/p.mcpol", "", "\0"] {
        if name.contains('\0') {
            continue;
        }
        for command in ["check", "fmt", "test", "compile"] {
            folder.run(&[command, name]).exits(2);
        }
        folder.run(&["eval", name, "--tool", "t"]).exits(2);
        folder.run(&["catalog", "show", name]).exits(2);
        folder.run(&["check", "p.mcpol", "--catalog", name]).exits(2);
        folder.run(&["eval", "p.mcpol", "--calls", name]).exits(2);
    }
    for command in ["check", "fmt"] {
        let ran = folder.run(&[command, "missing.mcpol"]);
        assert_eq!(ran.said, "mcpol: can't read `missing.mcpol`: no such file\n");
    }
    folder.run(&["check", "folder.mcpol"]).exits(2).says("no .mcpol file");
    folder.run(&["eval", "folder.mcpol", "--tool", "t"]).exits(2).says("folder");
    folder.run(&["catalog", "show", "folder.mcpol"]).exits(2).says("folder");
}

#[test]
fn what_a_policy_names_and_cannot_be_read_is_a_finding() {
    for (name, reason) in [
        ("gone.json", "no such file"),
        (".", "folder"),
        ("loop", "loop"),
        ("c.json/x", "part of the path"),
        ("\\u0000", "can't read"),
    ] {
        let text = format!("policy \"p\"\ncatalog \"{name}\"\ninclude \"{name}\"\nallow t\n");
        let folder = Folder::policy(text);
        symlink("loop", folder.path("loop")).unwrap();
        let ran = folder.run(&["check", "p.mcpol"]).exits(1);
        let ran = ran.says("catalog-unreadable").says("include-unreadable");
        assert!(name.contains('\\') || ran.said.contains(reason), "{}", ran.said);
    }
}

#[test]
fn what_has_no_end_is_refused() {
    let folder = good();
    folder.run(&["check", "/dev/null"]).exits(0);
    let zero = || Stdio::from(fs::File::open("/dev/zero").unwrap());
    folder.run_from(&["check", "-"], zero()).exits(2).says("it is a device");
    folder.run(&["catalog", "show", "/dev/zero"]).exits(2).says("it is a device");
}

#[test]
fn unreadable_files_and_folders_are_named() {
    let folder = good();
    if !is_bound(&folder) {
        eprintln!("skipped: permissions don't bind this user");
        return;
    }
    fs::set_permissions(folder.path("c.json"), fs::Permissions::from_mode(0o0)).unwrap();
    folder.run(&["check", "p.mcpol"]).exits(1).says("permission denied");
    folder.run(&["catalog", "show", "c.json"]).exits(2).says("permission denied");
    fs::create_dir(folder.path("closed")).unwrap();
    fs::set_permissions(folder.path("closed"), fs::Permissions::from_mode(0o555)).unwrap();
    folder.run(&["compile", "p.mcpol", "-o", "closed/out.json"]).exits(2);
}

#[test]
fn what_cannot_be_written_leaves_nothing() {
    let folder = good();
    fs::create_dir(folder.path("folder")).unwrap();
    for out in ["/dev/full", "folder", "gone/out.json", "/proc/version", "", "p.mcpol/x"] {
        folder.run(&["compile", "p.mcpol", "-o", out]).exits(2);
        folder.run(&["compile", "p.mcpol", "--source-map", out]).exits(2);
    }
    for read in ["p.mcpol", "c.json", "./c.json"] {
        folder.run(&["compile", "p.mcpol", "-o", read]).exits(2);
        folder.run(&["compile", "p.mcpol", "--source-map", read]).exits(2);
    }
    assert_eq!(fs::read_to_string(folder.path("c.json")).unwrap(), CATALOG);
    assert_eq!(folder.names(), ["c.json", "folder", "p.mcpol"]);
    fs::create_dir(folder.path("p.json")).unwrap();
    folder.run(&["compile", "p.mcpol", "--write"]).exits(2);
}

#[test]
fn streams_that_take_nothing_are_no_panic() {
    let folder = good();
    let commands: [&[&str]; 7] = [
        &["check"],
        &["compile", "p.mcpol"],
        &["fmt", "--check"],
        &["test"],
        &["eval", "p.mcpol", "--tool", "t"],
        &["catalog", "show", "c.json"],
        &["explain"],
    ];
    for command in commands {
        let full = || Stdio::from(fs::File::options().write(true).open("/dev/full").unwrap());
        let output = folder.command(command).stdout(full()).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{command:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.starts_with("mcpol: can't write to standard output"), "{said}");
        let status = folder.command(command).stdout(full()).stderr(full()).status().unwrap();
        assert_eq!(status.code(), Some(2), "{command:?}");
    }
}
