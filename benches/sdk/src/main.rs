//! `sdk list COMMAND…` asks a server for its tools with the Rust SDK and prints them;
//! `sdk serve FILE` is a server that lists the tools of a catalog.

use std::error::Error;
use std::io::{self, BufRead, Write};

use rmcp::ServiceExt;
use rmcp::transport::TokioChildProcess;
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let given: Vec<String> = std::env::args().skip(1).collect();
    match &given.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["list", command @ ..] => list(command),
        ["serve", file] => serve(file),
        _ => Err("sdk list COMMAND… or sdk serve FILE".into()),
    }
}

#[tokio::main(flavor = "current_thread")]
async fn list(command: &[&str]) -> Result<(), Box<dyn Error>> {
    let (program, arguments) = command.split_first().ok_or("no command")?;
    let mut process = tokio::process::Command::new(program);
    process.args(arguments);
    let client = ().serve(TokioChildProcess::new(process)?).await?;
    let tools = client.list_all_tools().await?;
    println!("{}", serde_json::to_string_pretty(&tools)?);
    client.cancel().await?;
    Ok(())
}

fn serve(file: &str) -> Result<(), Box<dyn Error>> {
    let catalog: Value = serde_json::from_str(&std::fs::read_to_string(file)?)?;
    let tools = json!({ "tools": catalog["tools"] });
    let opened = json!({
        "protocolVersion": "2025-06-18",
        "capabilities": { "tools": {} },
        "serverInfo": { "name": "sdk", "version": "0" },
    });
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let request: Value = serde_json::from_str(&line?)?;
        let Some(id) = request.get("id") else { continue };
        let mut answer = json!({ "jsonrpc": "2.0", "id": id });
        match request["method"].as_str() {
            Some("initialize") => answer["result"] = opened.clone(),
            Some("tools/list") => answer["result"] = tools.clone(),
            _ => answer["error"] = json!({ "code": -32601, "message": "Method not found" }),
        }
        writeln!(out, "{answer}")?;
        out.flush()?;
    }
    Ok(())
}
