//! Servers of one agent looked at together.

use std::path::{Path, PathBuf};

use jiff::civil::date;

use crate::config;
use crate::lint::Settings;
use crate::session::{Lints, Memory, Session};

const WEB: &str = r#"{"tools": [{"name": "search_web", "description": "Search the web.",
    "inputSchema": {"type": "object", "properties": {"query": {"type": "string"}}}}]}"#;
const CRM: &str = r#"{"tools": [{"name": "get_customer", "description": "Show a customer.",
    "inputSchema": {"type": "object", "properties": {"customer_id": {"type": "string"}}}}]}"#;
const MAIL: &str = r#"{"tools": [{"name": "send_email", "description": "Send an email.",
    "inputSchema": {"type": "object", "properties": {
        "to": {"type": "string", "format": "email"}, "body": {"type": "string"}}}}]}"#;
const ALL: &str = r#"{"tools": [
    {"name": "search_web", "description": "Search the web.",
     "inputSchema": {"type": "object", "properties": {"query": {"type": "string"}}}},
    {"name": "get_customer", "description": "Show a customer.",
     "inputSchema": {"type": "object", "properties": {"customer_id": {"type": "string"}}}},
    {"name": "send_email", "description": "Send an email.",
     "inputSchema": {"type": "object", "properties": {
        "to": {"type": "string", "format": "email"}, "body": {"type": "string"}}}}]}"#;
const ISSUES: &str = r#"{"tools": [{"name": "create_issue",
    "inputSchema": {"type": "object", "properties": {
        "repo": {"type": "string"}, "title": {"type": "string"}}}}]}"#;
const PROJECTS: &str = r#"{"tools": [{"name": "create_issue",
    "inputSchema": {"type": "object", "properties": {
        "project": {"type": "string"}, "title": {"type": "string"}}}}]}"#;

/// What is said of some servers, each with its catalog and the statements of its policy, none for
/// one without a policy: code, message and tools.
fn said(servers: &[(&str, &str, Option<&str>)]) -> Vec<String> {
    let mut configuration = String::new();
    let mut files: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    for (name, catalog, policy) in servers {
        files.push((format!("{name}.json").into(), catalog.as_bytes().to_vec()));
        let (key, file) = match policy {
            None => ("catalog", format!("{name}.json")),
            Some(statements) => {
                let text = format!("policy \"{name}\"\ncatalog \"{name}.json\"\n{statements}\n");
                files.push((format!("{name}.mcpol").into(), text.into_bytes()));
                ("policy", format!("{name}.mcpol"))
            }
        };
        configuration.push_str(&format!("[servers.\"{name}\"]\n{key} = \"{file}\"\n"));
    }
    found(&configuration, files)
}

fn found(configuration: &str, mut files: Vec<(PathBuf, Vec<u8>)>) -> Vec<String> {
    files.push((config::NAME.into(), configuration.as_bytes().to_vec()));
    let mut session = Session::new(files.into_iter().collect::<Memory>());
    session.lint(Lints::Fixed(Settings::new(date(2026, 12, 1), false)));
    let stack = session.configuration(Path::new(config::NAME)).unwrap();
    let findings = session.check_stack(&stack).into_iter();
    let said = findings.map(|it| format!("{}: {} {}", it.code, it.message, it.tools.join(", ")));
    said.map(|line| line.trim_end().to_owned()).collect()
}

const FLOW: &str = "toxic-flow: what an outsider writes can make the agent send private data out \
     web/search_web, crm/get_customer, mail/send_email";

#[test]
fn a_flow_may_take_several_servers() {
    let open = [
        ("web", WEB, Some("allow search_web")),
        ("crm", CRM, Some("allow get_customer")),
        ("mail", MAIL, Some("allow send_email")),
    ];
    assert_eq!(said(&open), [FLOW]);
    for (at, closed) in [
        (0, "deny search_web"),
        (1, "approve get_customer"),
        (2, "allow send_email { require args.to domain in [\"acme.com\"] }"),
    ] {
        let mut servers = open;
        servers[at].2 = Some(closed);
        assert_eq!(said(&servers), [""; 0], "{closed}");
    }
    let accepted = |until: &str| {
        let accept = |tool| format!("allow {tool}\naccept toxic-flow because \"A test.\"{until}");
        let [web, crm, mail] = ["search_web", "get_customer", "send_email"].map(accept);
        let mut servers = open;
        servers[0].2 = Some(&web);
        let one = said(&servers);
        servers[1].2 = Some(&crm);
        servers[2].2 = Some(&mail);
        (one, said(&servers))
    };
    assert_eq!(accepted(" until 2026-12-01"), (vec![FLOW.to_owned()], Vec::new()));
    assert_eq!(accepted(" until 2026-11-30").1, [FLOW]);
}

#[test]
fn a_server_that_takes_a_flow_alone_is_told_of_by_itself() {
    let whole = ("all", ALL, Some("allow search_web, get_customer, send_email"));
    assert_eq!(said(&[whole]), [""; 0]);
    let other = said(&[whole, ("mail", MAIL, Some("allow send_email"))]);
    assert_eq!(
        other,
        ["toxic-flow: what an outsider writes can make the agent send private data out \
          all/search_web, all/get_customer, mail/send_email"]
    );
}

#[test]
fn paths_mean_the_same_at_every_server() {
    const FILES: &str = r#"{"tools": [{"name": "read_text_file",
        "inputSchema": {"type": "object", "properties": {"path": {"type": "string"}}}},
        {"name": "read_file",
        "inputSchema": {"type": "object", "properties": {"path": {"type": "string"}}}}]}"#;
    let bounded =
        ("a", FILES, Some("allow read_text_file { require args.path under \"/srv/docs\" }"));
    assert_eq!(
        said(&[bounded, ("b", FILES, Some("allow read_file"))]),
        ["alias-bypass: `b/read_file` takes any `args.path`, which rules bound for \
          `a/read_text_file` a/read_text_file, b/read_file"]
    );
    let strict = "allow read_file { require args.path under \"/home/docs\" }";
    assert_eq!(said(&[bounded, ("b", FILES, Some(strict))]), [""; 0]);
}

#[test]
fn what_is_bounded_at_one_server_may_be_free_at_another() {
    let bounded = ("forge", ISSUES, Some("allow create_issue { require args.repo == \"acme/x\" }"));
    let detour = "alias-bypass: `box/create_issue` takes any `args.repo`, which rules bound for \
                  `forge/create_issue` box/create_issue, forge/create_issue";
    assert_eq!(said(&[bounded, ("box", ISSUES, Some("allow create_issue"))]), [detour]);
    let limited = "allow create_issue { limit 3 per day }";
    assert_eq!(said(&[bounded, ("box", ISSUES, Some(limited))]), [detour]);
    let strict = "allow create_issue { require args.repo in [\"acme/y\", \"acme/z\"] }";
    assert_eq!(said(&[bounded, ("box", ISSUES, Some(strict))]), [""; 0]);
    // Another service's issues are no way round.
    assert_eq!(said(&[bounded, ("box", PROJECTS, Some("allow create_issue"))]), [""; 0]);
    let uncovered = said(&[bounded, ("box", ISSUES, None)]);
    assert_eq!(
        uncovered,
        ["uncovered-server: no policy holds for the server `box` box/create_issue"]
    );
}

#[test]
fn what_one_server_keeps_another_may_do() {
    const MERGES: &str = r#"{"tools": [
        {"name": "merge_request", "description": "Merge a request.",
         "inputSchema": {"type": "object", "properties": {"id": {"type": "integer"}}}},
        {"name": "list_boards", "description": "List boards."},
        {"name": "get_issue", "description": "Show an issue.",
         "inputSchema": {"type": "object", "properties": {"id": {"type": "integer"}}}}]}"#;
    let told = |forge: &str, bot: &str| {
        said(&[("forge", MERGES, Some(forge)), ("bot", MERGES, Some(bot))])
            .into_iter()
            .filter(|it| it.starts_with("alias-bypass"))
            .collect::<Vec<_>>()
    };
    let free = "allow merge_request { limit 5 per minute }";
    for (forge, words) in [
        ("approve merge_request", "needs approval"),
        ("hide merge_request", "is hidden"),
        ("deny merge_request", "is denied"),
        ("never allow merge_request", "never passes"),
    ] {
        let expected = format!(
            "alias-bypass: `bot/merge_request` can be called, and `forge/merge_request`, which does \
             the same, {words} bot/merge_request, forge/merge_request"
        );
        assert_eq!(told(forge, free), [expected], "{forge}");
        assert_eq!(told(forge, forge), [""; 0], "{forge}");
        let accepted = format!("{free}\naccept alias-bypass for merge_request because \"Ours.\"");
        assert_eq!(told(forge, &accepted), [""; 0], "{forge}");
    }
    // What the bot's own rules refuse never passes there either.
    let never = "never allow merge_request when args.id > 9";
    assert_eq!(told(never, "allow merge_request { require args.id < 9 }"), [""; 0]);
    assert_eq!(told(never, free).len(), 1);
    // A tool that only reads may be hidden to keep a list short; that it isn't allowed says nothing.
    assert_eq!(told("hide get_issue", "allow get_issue"), [""; 0]);
    assert_eq!(told("default deny", free), [""; 0]);
    assert_eq!(told("approve get_issue", "allow get_issue").len(), 1);
    let both = told("approve merge_request, get_issue", "allow merge_request, get_issue");
    assert!(both[0].contains("2 tools of `bot` can be called that the policy of `forge` keeps"));
    // Another service's merging is its own.
    let other = r#"{"tools": [{"name": "merge_request"}, {"name": "a"}, {"name": "b"}]}"#;
    let other = said(&[
        ("forge", MERGES, Some("approve merge_request")),
        ("bot", other, Some("allow merge_request")),
    ]);
    assert!(!other.iter().any(|it| it.starts_with("alias-bypass")), "{other:?}");
}

#[test]
fn names_that_clients_make_may_be_the_same() {
    let pages = |names: [&str; 2], tools: [&str; 2]| {
        let catalog = |tool| format!("{{\"tools\": [{{\"name\": \"{tool}\"}}]}}");
        let [one, other] = &tools.map(catalog);
        let both = |first: &str| {
            said(&[(names[0], one, Some(first)), (names[1], other, Some("default deny"))])
        };
        assert_eq!(both("default deny"), [""; 0]);
        both("default allow")
    };
    assert_eq!(
        pages(["my.wiki", "my_wiki"], ["get_page", "get_page"]),
        ["shadowed-tool: Claude Code and Codex can't tell tools of `my.wiki` from those of \
          `my_wiki` my.wiki/get_page, my_wiki/get_page"]
    );
    assert_eq!(
        pages(["a", "a-b"], ["b-c", "c"]),
        ["shadowed-tool: Copilot CLI can't tell tools of `a` from those of `a-b` a/b-c, a-b/c"]
    );
    assert_eq!(pages(["wiki", "drafts"], ["get_page", "get_page"]), [""; 0]);
}

#[test]
fn what_cannot_be_known_of_a_server_is_told() {
    let files = || {
        vec![
            (PathBuf::from("web.json"), WEB.as_bytes().to_vec()),
            (PathBuf::from("crm.json"), CRM.as_bytes().to_vec()),
            (PathBuf::from("part.mcpol"), b"allow search_web\n".to_vec()),
            (PathBuf::from("web.mcpol"), b"policy \"web\"\ncatalog \"web.json\"\n".to_vec()),
            (
                PathBuf::from("bad.mcpol"),
                b"policy \"bad\"\ncatalog \"web.json\"\nallow x\n".to_vec(),
            ),
        ]
    };
    for (configuration, expected) in [
        (
            "[servers.web]\npolicy = \"gone.mcpol\"",
            "config-value: can't read the policy `gone.mcpol`: no such file",
        ),
        (
            "[servers.web]\ncatalog = \"gone.json\"",
            "catalog-unreadable: can't read the catalog `gone.json`: no such file",
        ),
        (
            "[servers.web]\npolicy = \"web.mcpol\"\ncatalog = \"crm.json\"",
            "config-value: the policy doesn't name the catalog `crm.json`",
        ),
        ("servers = [\"web.mcpol\"]", "config-value: `servers` is no table of a server"),
        ("[servers.\"\"]\npolicy = \"web.mcpol\"", "config-value: a server needs a name"),
        (
            "[servers.web]\npolicy = \"web.json\"",
            "config-value: `web.json` is a tool catalog, not a policy",
        ),
        (
            "[servers.web]\npolicy = \"part.mcpol\"",
            "config-value: `part.mcpol` has no `policy` statement",
        ),
        ("[servers.web]\npolicy = \"bad.mcpol\"", "unknown-tool: tool `x` not found in `web.json`"),
        ("[servers.web]", "config-value: nothing is said of the server `web`"),
        ("[servers.web]\nfile = \"web.json\"", "config-key: unknown setting `file`"),
        ("[servers]\nweb = \"web.json\"", "config-value: `web` is no table of a server"),
    ] {
        assert_eq!(found(configuration, files()), [expected], "{configuration}");
    }
    let same = "[servers.web]\npolicy = \"web.mcpol\"\ncatalog = \"./web.json\"";
    assert_eq!(found(same, files()), [""; 0]);
}
