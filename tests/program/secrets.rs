//! What no command prints.

use crate::support::Folder;

/// A token of the true shape, put together here so that no file holds one.
fn token() -> String {
    format!("npm_{}", "a8Xk2LmQ9zRt4VbN7c".repeat(2))
}

fn catalog(token: &str) -> String {
    format!(
        r#"{{"tools": [{{"name": "list_orders", "description": "As {token} does", "inputSchema":
            {{"type": "object", "properties": {{"status": {{"type": "string",
              "enum": ["open", "{token}"], "default": "{token}"}}}}}}}}]}}"#
    )
}

fn policy(token: &str) -> String {
    format!(
        r#"policy "tokens"
catalog "tools.json"

# Tried with {token} on Monday.
allow list_orders {{
    require args.status == "{token}"
    limit 10 per minute
}}

never allow list_orders when args.status == "open" # not {token}

test "with {token}" {{
    call list_orders {{ status: "{token}" }} => deny "Not {token}."
    call list_orders {{ statu: "x{token}" }} => allow
}}
"#
    )
}

#[test]
fn no_command_prints_a_secret() {
    let token = token();
    let other = policy(&token).replace("10 per minute", "20 per minute");
    let folder = Folder::new(&[
        ("tools.json", &catalog(&token)),
        ("a.mcpol", &policy(&token)),
        ("b.mcpol", &other),
        ("broken.mcpol", &policy(&token).replace("allow list_orders {", "allow list_orders = {")),
    ]);
    let args = format!(r#"{{"status": "{token}"}}"#);
    let commands: &[&[&str]] = &[
        &["check", "a.mcpol"],
        &["check", "broken.mcpol"],
        &["test", "a.mcpol"],
        &["test", "--mutate", "a.mcpol"],
        &["test", "--coverage", "a.mcpol"],
        &["access", "a.mcpol"],
        &["diff", "a.mcpol", "b.mcpol"],
        &["eval", "a.mcpol", "list_orders", "--args", &args],
        &["catalog", "show", "tools.json"],
        &["catalog", "classify", "tools.json"],
        &["compile", "--check", "a.mcpol"],
    ];
    for command in commands {
        for format in ["human", "json", "sarif", "github", "gitlab", "markdown", "junit", "csv"] {
            let ran = folder.run(&[command, &["--format", format][..]].concat());
            let said = format!("{}{}", ran.out, ran.err);
            assert!(!said.contains(&token), "{command:?} {format}: {said}");
            let masked = said.contains("npm_*") || said.contains("`npm_…`");
            assert!(masked || !said.contains("npm_"), "{command:?} {format}: {said}");
        }
    }
    let found = folder.run(&["check", "a.mcpol"]).out;
    assert_eq!(found.matches("secret-in-policy").count(), 7, "{found}");
}

#[test]
fn a_secret_is_masked_before_it_is_cut() {
    for before in (0..160).step_by(10) {
        let text = format!("{} {}", "x".repeat(before), token());
        let catalog = format!(r#"{{"tools": [{{"name": "t", "description": "{text}"}}]}}"#);
        let ran = Folder::new(&[("c.json", &catalog)]).run(&["catalog", "show", "c.json"]);
        assert!(!ran.exits(0).out.contains("npm_a"), "{before}");
    }
}

#[test]
fn what_a_policy_means_holds_its_values() {
    let token = token();
    let folder = Folder::new(&[
        ("tools.json", &catalog(&token)),
        (
            "a.mcpol",
            &format!(
                "policy \"a\"\ncatalog \"tools.json\"\nallow list_orders {{ require args.status == \"{token}\" }}\n"
            ),
        ),
    ]);
    assert!(folder.run(&["compile", "a.mcpol", "--no-lint"]).exits(0).out.contains(&token));
    assert!(folder.run_with(&["fmt", "-"], policy(&token)).out.contains(&token));
}

#[test]
fn files_that_are_no_policies_are_never_shown() {
    let secret = "DB_PASSWORD=hunter2-hunter2\n";
    let folder = Folder::new(&[
        (".env", secret),
        ("a.mcpol", "policy \"a\"\ninclude \".env\"\nallow x\n"),
        ("b.mcpol", "policy \"b\"\ncatalog \".env\"\nallow x\n"),
        ("c.mcpol", "policy \"c\"\ncatalog \"keys.json\"\nallow x\n"),
        ("keys.json", "{\"password\": \"hunter2\", \"password\": \"hunter2\"}"),
        ("d.mcpol", "policy \"d\"\nallow x\n"),
        ("d/mcpol.toml", "[[catalog]]\npaths = [\"**\"]\nfile = \"../.env\"\n"),
        ("d/d.mcpol", "policy \"d\"\nallow x\n"),
    ]);
    for (file, code) in [
        ("a.mcpol", "include-unreadable"),
        ("b.mcpol", "catalog-not-json"),
        ("c.mcpol", "catalog-shape"),
        ("d/d.mcpol", "catalog-not-json"),
    ] {
        for format in ["human", "json", "sarif"] {
            let ran = folder.run(&["check", file, "--format", format]).exits(1);
            assert!(ran.out.contains(code), "{file}: {}", ran.out);
            assert!(!ran.out.contains("hunter2"), "{file}: {}", ran.out);
            assert!(!ran.out.contains("DB_PASSWORD"), "{file}: {}", ran.out);
        }
    }
    let ran = folder.run(&["check", "b.mcpol"]).exits(1);
    assert!(ran.out.contains("line 1 of `.env`"), "{}", ran.out);
}
