//! Signals that come in the middle of a write.
#![cfg(unix)]

use std::process::{Command, Stdio};
use std::time::Duration;

use crate::support::Folder;

/// The files beside the policies.
fn others(folder: &Folder) -> Vec<String> {
    folder.names().into_iter().filter(|name| !name.ends_with(".mcpol")).collect()
}

#[test]
fn a_file_that_becomes_too_large_is_an_error_and_leaves_nothing() {
    let folder =
        Folder::new(&[("a.mcpol", &format!("policy \"a\"\n\n{}", "# long\n".repeat(5_000)))]);
    let mcpol = env!("CARGO_BIN_EXE_mcpol");
    let script = format!("ulimit -f 8; exec '{mcpol}' fmt a.mcpol");
    let text = folder.read("a.mcpol").replace("policy", " policy");
    folder.write("a.mcpol", &text);
    let ran =
        Command::new("sh").args(["-c", &script]).current_dir(folder.path("")).output().unwrap();
    assert_eq!(ran.status.code(), Some(2), "{ran:?}");
    assert_eq!(folder.names(), ["a.mcpol"]);
    assert_eq!(folder.read("a.mcpol"), text);
}

/// Wherever a run is when it is ended, each file has its old text or its new one, and nothing else
/// is there.
#[test]
fn a_run_that_is_ended_leaves_no_file_behind() {
    let folder = Folder::new(&[]);
    let policy = |index: usize| format!("policy   \"p{index}\"\n");
    for round in 0..12_u64 {
        for index in 0..150 {
            folder.write(&format!("{index}.mcpol"), policy(index));
        }
        let mut run = folder.command(&["fmt"]).stdout(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(8 + 3 * round));
        let signal = if round % 2 == 0 { "-TERM" } else { "-INT" };
        Command::new("kill").args([signal, &run.id().to_string()]).output().unwrap();
        run.wait().unwrap();
        assert_eq!(others(&folder), [""; 0]);
        for index in 0..150 {
            let text = folder.read(&format!("{index}.mcpol"));
            let formatted = policy(index).replace("   ", " ");
            assert!(text == policy(index) || text == formatted, "{text}");
        }
    }
}
