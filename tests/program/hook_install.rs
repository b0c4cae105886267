//! `mcpol hook install` and `uninstall`

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::support::{Folder, Ran};

/// Runs it in a folder that is the user's as well, with the programs in `bin` first.
fn run(folder: &Folder, line: &str) -> Ran {
    let mut command = folder.command(&[]);
    let home = folder.path(".");
    command
        .args(line.split(' '))
        .env("HOME", home)
        .env("PATH", format!("{}:/bin:/usr/bin", folder.path("bin").display()));
    for variable in ["CLAUDE_CONFIG_DIR", "CODEX_HOME"] {
        command.env_remove(variable);
    }
    command.output().unwrap().into()
}

/// Puts a Claude Code of this version there.
fn have_claude(folder: &Folder, version: &str) {
    folder.write("bin/claude", format!("#!/bin/sh\necho '{version}'\n"));
    let program = folder.path("bin/claude");
    fs::set_permissions(program, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn the_hook_is_installed_checked_and_taken_out() {
    let folder = Folder::new(&[]);
    let check = "hook install --client codex --check";
    let ran = run(&folder, check).exits(1);
    insta::assert_snapshot!(ran.out);
    assert!(!folder.path(".codex").exists());
    run(&folder, "hook install --client codex --dry-run").exits(0);
    assert!(!folder.path(".codex").exists());
    let ran = run(&folder, "hook install --client codex").exits(0);
    assert!(ran.out.contains("+++ .codex/hooks.json (with the hook)"), "{}", ran.out);
    insta::assert_snapshot!(ran.err);
    run(&folder, check).exits(0);
    let ran = run(&folder, "hook install --client codex").exits(0);
    assert_eq!(ran.out, "1 file: 1 unchanged\n");
    let json = run(&folder, &format!("{check} --format json")).exits(0).json();
    assert_eq!(json["files"][0]["status"], "unchanged");
    run(&folder, "hook uninstall --client codex").exits(0);
    assert!(!folder.path(".codex/hooks.json").exists());
    run(&folder, "hook uninstall --client codex").exits(0);
}

#[test]
fn the_users_settings_start_mcpol_by_its_path() {
    let folder = Folder::new(&[(".gemini/settings.json", "{\"ui\": {}}\n")]);
    for (client, file) in [
        ("claude", ".claude/settings.json"),
        ("codex", ".codex/hooks.json"),
        ("gemini", ".gemini/settings.json"),
        ("copilot", ".copilot/hooks/mcpol.json"),
        ("cursor", ".cursor/hooks.json"),
    ] {
        run(&folder, &format!("hook install --client {client} --user")).exits(0);
        let line = format!("{} hook --client {client} || exit 2", env!("CARGO_BIN_EXE_mcpol"));
        assert!(folder.read(file).contains(&line), "{}", folder.read(file));
        run(&folder, &format!("hook uninstall --client {client} --user")).exits(0);
    }
    assert_eq!(folder.read(".gemini/settings.json"), "{\"ui\": {}}\n");
    run(&folder, "hook install --client copilot --program mcpol").exits(0);
    assert!(folder.read(".copilot/hooks/mcpol.json").contains("\"mcpol hook --client copilot"));
}

#[test]
fn claude_code_is_told_to_block_where_it_knows_how() {
    let folder = Folder::new(&[]);
    let install = "hook install --client claude";
    let blocks = || folder.read(".claude/settings.json").contains("\"onFailure\": \"block\"");
    have_claude(&folder, "2.1.294");
    let ran = run(&folder, install).exits(0);
    assert!(!blocks() && ran.err.contains("before 2.1.295 lets a call through"), "{}", ran.err);
    have_claude(&folder, "2.1.295");
    let ran = run(&folder, install).exits(0);
    assert!(blocks() && ran.err.is_empty(), "{}", ran.err);
    have_claude(&folder, "unknown");
    let ran = run(&folder, &format!("{install} --check")).exits(0);
    assert!(blocks() && ran.err.contains("`claude --version` says no version"), "{}", ran.err);
}

#[test]
fn settings_that_are_wrong_are_left_alone() {
    let folder = Folder::new(&[(".gemini/settings.json", "{\n  \"hooks\": [],\n}\n")]);
    for action in ["install", "uninstall"] {
        let ran = run(&folder, &format!("hook {action} --client gemini")).exits(2);
        assert!(ran.err.contains("won't change .gemini/settings.json:2:12: "), "{}", ran.err);
    }
    folder.write(".cursor/hooks.json", b"{\"a\": \"\xff\"}");
    let ran = run(&folder, "hook install --client cursor").exits(2);
    assert!(ran.err.contains("can't read `.cursor/hooks.json`: it isn't UTF-8"), "{}", ran.err);
    fs::create_dir_all(folder.path(".claude/settings.json")).unwrap();
    run(&folder, "hook install --client claude").exits(2);
}

#[test]
fn servers_that_the_client_does_not_tell_apart_are_an_error() {
    let folder = Folder::new(&[
        (".mcp.json", "{\"mcpServers\": {\"my.pay\": {\"command\": \"a\"}}}"),
        ("mcpol.toml", "[servers.\"my pay\"]\ncatalog = \"builtin:cursor\"\n"),
    ]);
    let ran = run(&folder, "hook install --client claude").exits(2);
    let (own, other) = ("`my pay` (mcpol.toml)", "`my.pay` (.mcp.json)");
    assert!(ran.err.contains(&format!("{own} and {other} are both `my_pay`")), "{}", ran.err);
    assert!(!folder.path(".claude").exists());
    run(&folder, "hook install --client cursor").exits(0);
}

#[test]
fn a_link_out_of_the_folder_is_followed_where_that_is_asked_for() {
    let other = Folder::new(&[("settings.json", "{}\n")]);
    let folder = Folder::new(&[(".gemini/x", "")]);
    let link = folder.path(".gemini/settings.json");
    std::os::unix::fs::symlink(other.path("settings.json"), link).unwrap();
    let ran = run(&folder, "hook install --client gemini").exits(2);
    assert!(ran.err.contains("`--follow` writes there"), "{}", ran.err);
    run(&folder, "hook install --client gemini --follow").exits(0);
    assert!(other.read("settings.json").contains("mcpol hook --client gemini"));
}

const CONFIG: &str = "[servers.pay]\npolicy = \"pay.mcpol\"\n";

const OWN_TOOLS: &str = "\n[hook]\nbuiltin = \"own.mcpol\"\n";

/// A folder with a policy, a configuration, and a name that a shell would split.
fn configured() -> Folder {
    let folder = Folder::new(&[
        ("pay.mcpol", "policy \"pay\"\n\nallow get_payment\n"),
        ("own.mcpol", "policy \"own\"\ncatalog \"builtin:cursor\"\n\nhide Shell\n"),
        ("my agent/mcpol.toml", ""),
        ("mcpol.toml", CONFIG),
    ]);
    have_claude(&folder, "2.1.332");
    folder
}

#[test]
fn the_configuration_says_whose_tools_are_judged() {
    let folder = configured();
    let install = "hook install --client cursor";
    run(&folder, install).exits(0);
    assert!(!folder.read(".cursor/hooks.json").contains("beforeShellExecution"));
    folder.write("mcpol.toml", format!("{CONFIG}{OWN_TOOLS}"));
    run(&folder, &format!("{install} --check")).exits(1);
    run(&folder, install).exits(0);
    assert!(folder.read(".cursor/hooks.json").contains("beforeShellExecution"));
    let config = folder.path("my agent/mcpol.toml");
    folder.write("my agent/mcpol.toml", CONFIG);
    let mut command = folder.command(&["hook", "install", "--client", "codex", "--config"]);
    command.arg("my agent/mcpol.toml").env("HOME", folder.path("."));
    Ran::from(command.output().unwrap()).exits(0);
    let config = fs::canonicalize(config).unwrap();
    let line = format!("mcpol hook --client codex --config '{}' || exit 2", config.display());
    assert!(
        folder.read(".codex/hooks.json").contains(&line),
        "{}",
        folder.read(".codex/hooks.json")
    );
}

#[test]
fn an_installed_hook_is_tested_through_its_command_line() {
    let folder = configured();
    let program = env!("CARGO_BIN_EXE_mcpol");
    for client in ["claude", "codex", "gemini", "copilot", "cursor"] {
        let (of, program) = (format!("--client {client}"), format!("--program {program}"));
        let ran = run(&folder, &format!("hook test {of} {program}")).exits(2);
        assert!(ran.err.contains("the hook isn't installed in"), "{}", ran.err);
        run(&folder, &format!("hook install {of} {program}")).exits(0);
        let ran = run(&folder, &format!("hook test {of} {program}")).exits(0);
        assert_eq!(
            ran.out,
            "ok: a call of a server that mcpol.toml doesn't list is refused\n\
            ok: a call of a tool of the client's own passes\n",
            "{client}"
        );
    }
    folder.write("mcpol.toml", format!("{CONFIG}\n[hook]\nunlisted = \"allow\"\n"));
    let test = format!("hook test --client codex --program {program}");
    let ran = run(&folder, &test).exits(0);
    assert!(ran.out.contains("ok: a call that readers understand differently"), "{}", ran.out);
    folder.write("pay.mcpol", "policy \"pay\"\nalow get_payment\n");
    run(&folder, &test).exits(0);
    folder.write("mcpol.toml", "servers = 1\n");
    let ran = run(&folder, &test).exits(1);
    assert!(ran.out.contains("failed: a call of a tool of the client's own"), "{}", ran.out);
}

#[test]
fn a_hook_that_is_not_there_or_not_as_it_should_be_fails_the_test() {
    let folder = configured();
    folder.write("mcpol.toml", format!("{CONFIG}{OWN_TOOLS}"));
    run(&folder, "hook install --client gemini --program /nowhere/mcpol").exits(0);
    let ran = run(&folder, "hook test --client gemini --program /nowhere/mcpol").exits(1);
    assert!(ran.out.starts_with("failed: a call of a server"), "{}", ran.out);
    let program = env!("CARGO_BIN_EXE_mcpol");
    run(&folder, &format!("hook install --client gemini --program {program}")).exits(0);
    let ran = run(&folder, "hook test --client gemini").exits(1);
    assert!(ran.out.starts_with("failed: .gemini/settings.json isn't as"), "{}", ran.out);
}
