use super::*;
use crate::source::Sources;

#[test]
fn kinds_are_known_by_their_keys() {
    let cases = [
        (r#"{"permissions": {"allow": ["Bash(ls:*)"]}}"#, Some(Kind::ClaudeSettings)),
        (r#"{"mcpServers": {"github": {"command": "x"}}}"#, Some(Kind::ClientConfiguration)),
        ("version: \"1\"\ndefault: deny\ntools:\n  t:\n    rules: []\n", Some(Kind::Intercept)),
        (r#"{"version": "1", "tools": {"t": {"rules": []}}}"#, Some(Kind::Intercept)),
        (r#"{"version": "1", "default": "deny", "tools": {"t": {}}}"#, Some(Kind::Gateway)),
        (r#"{"tools": [{"name": "t"}]}"#, Some(Kind::Catalog)),
        (r#"{"jsonrpc": "2.0", "id": 1, "result": {"tools": []}}"#, Some(Kind::Catalog)),
        (r#"[{"name": "t", "inputSchema": {}}]"#, Some(Kind::Catalog)),
        (
            r#"{"result": {"protocolVersion": "1", "capabilities": {}}}"#,
            Some(Kind::InitializeAnswer),
        ),
        (r#"{"resources": []}"#, Some(Kind::ResourceList)),
        ("\u{feff} [1, 2]", Some(Kind::Json)),
        ("{\"id\": 1}\n{\"result\": {\"tools\": []}}\n", Some(Kind::Catalog)),
        ("{\"id\": 1}\n{\"id\": 2}\n", Some(Kind::Json)),
        ("[lints]\nbroad-allow = \"off\"\n", Some(Kind::Settings)),
        ("# Ours.\n[[catalogs]] # all\n", Some(Kind::Toml)),
        ("pedantic = true\n", Some(Kind::Settings)),
        ("[[rule]]\ntoolName = \"a\"\ndecision = \"deny\"\n", Some(Kind::GeminiPolicy)),
        ("[package]\nname = \"a\"\n", Some(Kind::Toml)),
        ("model = \"x\"\n[mcp_servers.a]\ncommand = \"b\"\n", Some(Kind::CodexSettings)),
        ("# Rego.\npackage mcp.tools\n\ndefault allow := false\n", Some(Kind::Rego)),
        ("permit (principal, action, resource);\n", Some(Kind::Cedar)),
        ("services:\n  gateway:\n    image: x\n", Some(Kind::Compose)),
        ("openapi: 3.1.0\n", Some(Kind::OpenApi)),
        ("<!DOCTYPE html>\n", Some(Kind::WebPage)),
        ("HTTP/1.1 404 Not Found\n", Some(Kind::HttpAnswer)),
        (r#"{"servers": {"a": {"type": "stdio"}}, "inputs": []}"#, Some(Kind::VsCodeSettings)),
        (r#"{"chat.tools.autoApprove": true}"#, Some(Kind::VsCodeSettings)),
        (r#"{"permissions": {"allow": []}, "editor": {}}"#, Some(Kind::CursorSettings)),
        (r#"{"mcpAllowlist": ["a:b"]}"#, Some(Kind::CursorSettings)),
        (r#"{"mcpServers": {}, "coreTools": []}"#, Some(Kind::GeminiSettings)),
        (r#"{"mcpServers": {}, "hooks": {}}"#, Some(Kind::ClaudeSettings)),
        (r#"{"name": "a", "dependencies": {}}"#, Some(Kind::Package)),
        (r#"{"type": "object", "properties": {}}"#, Some(Kind::JsonSchema)),
        (r#"{"jsonrpc": "2.0", "id": 1, "method": "tools/list"}"#, Some(Kind::Request)),
        (r#"{"result": {"content": []}}"#, Some(Kind::CallAnswer)),
        ("// Mine.\n{\"permissions\": {\"allow\": [],},}\n", Some(Kind::ClaudeSettings)),
        ("{\"mcpAllowlist\": [\"a:b\",] /* all */}", Some(Kind::CursorSettings)),
        ("// Mine.\n{}\n", None),
        (r#"{"default": "allow", "tools": {"t": {"action": "deny"}}}"#, Some(Kind::Gateway)),
        ("default: deny\ntools: {t: {rules: []}}\n", Some(Kind::Intercept)),
        ("[mcp-servers.a]\ncommand = \"b\"\n", Some(Kind::CodexSettings)),
        ("[projects.\"/a\"]\n[mcp_servers.a]\ncommand = \"b\"\n", Some(Kind::CodexSettings)),
        ("[[rules]]\ndecision = \"deny\"\n", Some(Kind::GeminiPolicy)),
        ("rule = []\n", Some(Kind::GeminiPolicy)),
        ("tools: {}\n", None),
        ("DB_PASSWORD=abc\n", None),
        ("package of tools\n", None),
        ("permit x\n", None),
        ("services: x\n", None),
        ("[true]", Some(Kind::Json)),
        ("[true", Some(Kind::Json)),
        ("allow x when args.a == 1\n", None),
        ("{ not JSON", Some(Kind::Json)),
        ("policy \"p\"\nallow version\n", None),
        ("nonsense", None),
        ("", None),
    ];
    for (text, kind) in cases {
        let source = Sources::default().add("file", text).unwrap();
        assert_eq!(Kind::of(&source), kind, "{text}");
    }
}

#[test]
fn a_policy_is_known_where_another_file_is_asked_for() {
    let text = "# Ours.\npolicy \"a\"\ncatalog \"a.json\"\n";
    let source = Sources::default().add("a", text).unwrap();
    assert_eq!(Kind::of(&source), None);
    assert_eq!(Kind::of_text(&source).map(|(kind, _)| kind), Some(Kind::Policy));
}
