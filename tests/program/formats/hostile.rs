//! A policy and a catalog that try to be more than text, through every command and format.

use crate::support::{Folder, is_unsafe};

/// The same without what a tool's name may not hold.
const NAME: &str = "::error::x ##[add-matcher]y @everyone </script><img src=x onerror=y> a|b `c` ]]> \
                    =cmd() [l](1)";

/// What must never come out as more than text.
const HOSTILE: &str = "::error::x ##[add-matcher]y @everyone </script><img src=x onerror=y> a|b `c` \
                       ]]> =cmd() \u{1b}[31m \u{202e} \u{200b} \r\n::error::z [l](1)";

fn folder() -> Folder {
    let quoted = |text: &str| serde_json::to_string(text).unwrap();
    let (hostile, name) = (quoted(HOSTILE), quoted(NAME));
    // A lone half of a surrogate pair is no text; it can be written in JSON all the same.
    let tools = format!(
        "{{\"tools\": [{{\"name\": {name}, \"description\": {hostile}, \"inputSchema\": \
         {{\"type\": \"object\", \"properties\": {{{name}: {{\"type\": \"string\"}}}}}}}}, \
         {{\"name\": \"=cmd()\", \"description\": \"\\ud800\", \"inputSchema\": {{}}}}, \
         {{\"name\": \"::warning::w\", \"inputSchema\": {{}}}}]}}"
    );
    let policy = format!(
        "policy {hostile}\ncatalog \"tools.json\"\n\nallow {name}, \"=cmd()\", \"nowhere @everyone \
         ::error::x </script>\"\n"
    );
    let good = format!(
        "policy {hostile}\ncatalog \"tools.json\"\n\naccept broad-allow because {hostile}\nallow * {{\n    \
         limit 3 per minute\n}}\n\ntest {hostile} {{\n    call {name} {{}} => deny {hostile}\n}}\n"
    );
    let sane = tools.replace("\"description\": \"\\ud800\", ", "");
    Folder::new(&[
        ("bad.mcpol", &policy),
        ("good.mcpol", &good.replace("tools.json", "sane.json")),
        ("old.mcpol", "policy \"p\"\ncatalog \"sane.json\"\n\nallow \"=cmd()\"\n"),
        ("tools.json", &tools),
        ("sane.json", &sane),
    ])
}

const FORMATS: [&str; 8] =
    ["human", "json", "csv", "markdown", "sarif", "github", "gitlab", "junit"];

const COMMANDS: [&[&str]; 14] = [
    &["check", "--verbose"],
    &["check", "--verbose", "good.mcpol"],
    &["fmt", "--check"],
    &["compile", "--check", "."],
    &["test"],
    &["test", "--coverage", "--mutate", "good.mcpol"],
    &["access", "good.mcpol"],
    &["diff", "old.mcpol", "good.mcpol"],
    &["eval", "good.mcpol", "--tool", NAME],
    &["catalog", "show", "sane.json"],
    &["catalog", "show", "tools.json"],
    &["catalog", "classify", "sane.json"],
    &["catalog", "show", "sane.json", NAME],
    &["lints"],
];

#[test]
fn hostile_text_is_harmless_in_every_format() {
    let folder = folder();
    let mut printed = 0;
    for command in COMMANDS {
        for format in FORMATS {
            let ran = folder.run(&[command, &["--format", format]].concat());
            printed += usize::from(ran.code != 2 && !ran.out.is_empty());
            check(&format!("{command:?} {format}"), format, &ran.out);
            check(&format!("{command:?} {format}, errors"), "human", &ran.err);
        }
    }
    assert!(printed > 45, "{printed}");
}

fn check(run: &str, format: &str, text: &str) {
    let is_raw = |letter: char| letter != '\n' && is_unsafe(letter);
    assert!(!text.contains(is_raw), "{run}: {text:?}");
    for line in text.lines() {
        let is_command = line.trim_start().starts_with("::");
        let ours = line.starts_with("::error file=") || line.starts_with("::warning file=");
        assert!(!is_command || format == "github" && ours, "{run}: {line}");
        assert!(format == "github" || !line.contains("##["), "{run}: {line}");
    }
    match format {
        "markdown" => check_markdown(run, text),
        "csv" => {
            let cell = |line: &str| line.starts_with(['=', '+', '-', '@']) || line.contains(",=");
            assert!(!text.lines().any(cell), "{run}: {text}");
        }
        "junit" => assert!(!text.contains("<img") && !text.contains("]]>"), "{run}: {text}"),
        _ => {}
    }
}

/// Outside of code, nothing mentions anybody, links or is HTML of another's making.
fn check_markdown(run: &str, text: &str) {
    let outside: String = outside_of_code(text);
    let outside = outside.replace("<br>", "");
    for tag in ["<details>", "</details>", "<summary>", "</summary>"] {
        assert!(!outside.contains(tag) || text.contains("more finding"), "{run}: {outside}");
    }
    let outside = outside.replace("<details><summary>", "").replace("</summary>", "");
    let outside = outside.replace("</details>", "");
    assert!(!outside.contains(['@', '<', '[', '#']) || run.contains("base"), "{run}: {outside}");
}

/// The text without its code spans, fences of any length.
fn outside_of_code(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find('`') {
        out.push_str(&rest[..start]);
        let fence = rest[start..].chars().take_while(|letter| *letter == '`').count();
        let inside = &rest[start + fence..];
        let mut from = 0;
        let end = loop {
            let Some(at) = inside[from..].find('`').map(|at| at + from) else { break None };
            let run = inside[at..].chars().take_while(|letter| *letter == '`').count();
            if run == fence {
                break Some(at + run);
            }
            from = at + run;
        };
        rest = match end {
            Some(end) => &inside[end..],
            None => inside,
        };
    }
    out + rest
}
