//! Real servers, in the folder that `MCPOL_SERVERS` names: `node_modules` with those of npm, `venv`
//! with those of PyPI. `.ci/run` installs them.

use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use super::script::assert_none_left;
use crate::support::{Folder, Ran};

fn servers() -> PathBuf {
    PathBuf::from(std::env::var("MCPOL_SERVERS").expect("MCPOL_SERVERS names a folder"))
}

fn of_npm(name: &str) -> String {
    let script = format!("node_modules/@modelcontextprotocol/{name}/dist/index.js");
    servers().join(script).to_str().unwrap().to_owned()
}

fn of_pypi(name: &str) -> String {
    servers().join("venv/bin").join(name).to_str().unwrap().to_owned()
}

/// Pulls a catalog, makes a policy of it and checks that.
#[track_caller]
fn pull(from: &[&str], tool: &str, said: &str) -> Ran {
    let folder = Folder::new(&[]);
    let ran =
        folder.run(&[&["catalog", "pull", "-o", "real.catalog.json"], from].concat()).exits(0);
    assert!(ran.err.contains(said), "{}", ran.err);
    assert_none_left(&folder);
    folder.run(&["catalog", "show", "real.catalog.json", tool]).exits(0);
    folder.run(&["init", "real.catalog.json", "-o", "real.mcpol"]).exits(0);
    folder.run(&["check", "real.mcpol"]).exits(0);
    // Nothing changes where the server hasn't.
    let first = folder.read("real.catalog.json");
    folder.run(&[&["catalog", "pull", "-o", "real.catalog.json"], from].concat()).exits(0);
    assert_eq!(folder.read("real.catalog.json"), first);
    ran
}

#[test]
#[ignore = "needs real servers"]
fn servers_of_npm_are_asked() {
    pull(&["--", "node", &of_npm("server-everything")], "echo", "by MCP 2025-11-25");
    pull(&["--", "node", &of_npm("server-filesystem"), "."], "read_text_file", "by MCP 2025-11-25");
    pull(&["--", "node", &of_npm("server-memory")], "read_graph", "by MCP 2025-11-25");
}

#[test]
#[ignore = "needs real servers"]
fn servers_of_pypi_are_asked() {
    pull(&["--", &of_pypi("mcp-server-time")], "convert_time", "by MCP 2026-07-28");
    pull(&["--", &of_pypi("mcp-server-git")], "git_status", "by MCP 2026-07-28");
}

#[test]
#[ignore = "needs real servers"]
fn a_server_behind_an_address_is_asked() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let mut server = Command::new("node")
        .args([&of_npm("server-everything"), "streamableHttp"])
        .env("PORT", port.to_string())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
        std::thread::sleep(Duration::from_millis(50));
    }
    let address = format!("http://127.0.0.1:{port}/mcp");
    let pulled =
        std::panic::catch_unwind(|| pull(&["--url", &address], "echo", "by MCP 2025-11-25"));
    server.kill().unwrap();
    server.wait().unwrap();
    pulled.unwrap();
}

#[test]
#[ignore = "needs real servers"]
fn the_servers_of_a_client_are_asked_side_by_side() {
    let configuration = serde_json::json!({"mcpServers": {
        "everything": {"command": "node", "args": [of_npm("server-everything")]},
        "memory": {"command": "node", "args": [of_npm("server-memory")]},
        "time": {"command": of_pypi("mcp-server-time")},
    }});
    let folder = Folder::new(&[(".mcp.json", &configuration.to_string())]);
    let pull = ["catalog", "pull", "--client-config", ".mcp.json", "--yes", "-o", "."];
    folder.run(&pull).exits(0);
    for name in ["everything", "memory", "time"] {
        folder.run(&["catalog", "show", &format!("{name}.catalog.json")]).exits(0);
    }
    assert_none_left(&folder);
}
