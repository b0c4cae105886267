//! Servers that are scripts of the shell: what they do at each method.

use std::fs;
use std::path::Path;
use std::time::Duration;

use crate::support::{Folder, Ran};

/// What `initialize` is answered by a server of 2025-06-18.
pub(crate) const INITIALIZE: &str = r#"result '{"protocolVersion": "2025-06-18",
    "capabilities": {"tools": {}}, "serverInfo": {"name": "old", "version": "1.2"}}'"#;

/// What `server/discover` is answered by a server of 2026-07-28.
pub(crate) const DISCOVER: &str = r#"result '{"supportedVersions": ["2026-07-28"],
    "capabilities": {"tools": {}}, "ttlMs": 0, "cacheScope": "private", "resultType": "complete",
    "_meta": {"io.modelcontextprotocol/serverInfo": {"name": "new", "version": "2"}}}'"#;

/// One tool.
pub(crate) const TOOLS: &str =
    r#"result '{"tools": [{"name": "a", "inputSchema": {"type": "object"}}]}'"#;

/// An answer that the method isn't there.
pub(crate) const UNKNOWN: &str = r#"error -32601 "Method not found""#;

const PREAMBLE: &str = r#"
say() { printf '%s\n' "$1" | tr '\n' ' '; echo; }
result() { say "{\"jsonrpc\": \"2.0\", \"id\": $id, \"result\": $1}"; }
error() { say "{\"jsonrpc\": \"2.0\", \"id\": $id, \"error\": {\"code\": $1, \"message\": \"$2\"}}"; }
"#;

/// Runs `mcpol catalog pull -o out.json` on a script that does something first, and something at
/// each of some methods.
pub(crate) fn pull(folder: &Folder, first: &str, methods: &[(&str, &str)]) -> Ran {
    pull_with(folder, &["--timeout", "3"], first, methods)
}

pub(crate) fn pull_with(
    folder: &Folder,
    flags: &[&str],
    first: &str,
    methods: &[(&str, &str)],
) -> Ran {
    write(folder, first, methods);
    let pull = ["catalog", "pull", "-o", "out.json"];
    folder.run(&[&pull, flags, &["--", "sh", "server.sh"]].concat())
}

/// Writes the script.
pub(crate) fn write(folder: &Folder, first: &str, methods: &[(&str, &str)]) {
    let cases = methods.iter().map(|(method, does)| format!("  *'\"{method}\"'*) {does} ;;\n"));
    let cases: String = cases.collect();
    let script = format!(
        "{PREAMBLE}{first}\nwhile IFS= read -r line; do\necho \"$line\" >>heard\n\
         id=${{line#*'\"id\":'}}; id=${{id%%[,\\}}]*}}\ncase \"$line\" in\n{cases}esac\ndone\n"
    );
    folder.write("server.sh", script);
}

/// The processes that run in a folder.
pub(crate) fn left(folder: &Folder) -> Vec<String> {
    let own = fs::canonicalize(folder.path("")).unwrap();
    let processes = fs::read_dir("/proc").unwrap().flatten();
    let is_here = |process: &Path| fs::read_link(process.join("cwd")).is_ok_and(|cwd| cwd == own);
    let here = processes.map(|entry| entry.path()).filter(|process| is_here(process));
    here.map(|process| fs::read_to_string(process.join("cmdline")).unwrap_or_default()).collect()
}

/// That nothing runs in a folder any more, which may take a moment where nobody waits for it.
#[track_caller]
pub(crate) fn assert_none_left(folder: &Folder) {
    for _ in 0..100 {
        if left(folder).is_empty() {
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("{:?}", left(folder));
}
