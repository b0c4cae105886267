//! tests/cases/hook_settings/CLIENT: every `.json` file there is a client's settings before the hook
//! is installed, its snapshot has them afterwards, or why they are left alone. Where the name ends
//! in `_own_tools`, the client's own tools are judged too.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Wanted, command_line, installed, uninstalled};
use crate::enforce::Client;

fn wanted(client: Client, command: &str, own_tools: bool) -> Wanted<'_> {
    Wanted { client, command, own_tools, blocks_on_failure: Some(false) }
}

fn cases(client: Client) -> Vec<PathBuf> {
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/hook_settings").join(client.name());
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut cases: Vec<_> =
        entries.filter(|path| path.extension().is_some_and(|it| it == "json")).collect();
    cases.sort();
    cases
}

/// What else a case may do than what stands in it: settings with an older hook of ours don't come
/// back by taking the new one out.
fn has_ours(before: &str) -> bool {
    before.contains(" hook --client ")
}

#[test]
fn settings_keep_all_but_the_hook() {
    for client in Client::ALL {
        for path in cases(client) {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let before = fs::read_to_string(&path).unwrap();
            let command = command_line("mcpol", client, None);
            let wanted = wanted(client, &command, name.ends_with("_own_tools"));
            let after = installed(Some(&before), &wanted);
            let said =
                after.as_ref().map_or_else(|fault| format!("error at {fault}"), Clone::clone);
            let mut settings = insta::Settings::clone_current();
            settings.set_snapshot_path(path.parent().unwrap());
            settings.set_prepend_module_to_snapshot(false);
            settings.set_omit_expression(true);
            settings.bind(|| insta::assert_snapshot!(name.as_str(), said.replace('\r', "<CR>")));
            let Ok(after) = after else { continue };
            assert_eq!(installed(Some(&after), &wanted).as_ref(), Ok(&after), "{name}");
            let left = uninstalled(&after, client).unwrap();
            if !has_ours(&before) {
                assert_eq!(left.as_deref().unwrap_or_default(), before, "{name}");
            }
        }
    }
}

#[test]
fn new_settings_are_the_hook_and_nothing_is_left_of_them() {
    let mut all = String::new();
    for client in Client::ALL {
        for own_tools in [false, true] {
            let command = command_line("/opt/my tools/mcpol", client, None);
            let wanted = wanted(client, &command, own_tools);
            let text = installed(None, &wanted).unwrap();
            assert_eq!(installed(Some(&text), &wanted).as_ref(), Ok(&text));
            assert_eq!(uninstalled(&text, client), Ok(None));
            let other = Wanted { own_tools: !own_tools, ..wanted };
            let changed = installed(Some(&text), &other).unwrap();
            assert_eq!(changed, installed(None, &other).unwrap());
            all.push_str(&format!("{} own_tools: {own_tools}\n{text}\n", client.name()));
        }
    }
    insta::assert_snapshot!(all);
}

#[test]
fn what_claude_does_where_the_hook_fails_stays_where_the_version_is_not_known() {
    let command = command_line("mcpol", Client::Claude, None);
    let old = wanted(Client::Claude, &command, false);
    let new = Wanted { blocks_on_failure: Some(true), ..old };
    let unknown = Wanted { blocks_on_failure: None, ..old };
    let text = |wanted: &Wanted<'_>| installed(None, wanted).unwrap();
    assert!(text(&new).contains("\"onFailure\": \"block\""));
    assert_eq!(text(&unknown), text(&old));
    for known in [&old, &new] {
        assert_eq!(installed(Some(&text(known)), &unknown), Ok(text(known)));
    }
    let codex = Wanted { client: Client::Codex, ..new };
    assert!(!text(&codex).contains("onFailure"));
}

#[test]
fn settings_without_the_hook_stay_as_they_are() {
    for text in ["{}", "{\"hooks\": {\"PreToolUse\": [1]}}", "{\"version\": 1}\n"] {
        for client in Client::ALL {
            assert_eq!(uninstalled(text, client).unwrap().as_deref(), Some(text));
        }
    }
}
