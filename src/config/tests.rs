use super::*;
use crate::source::Sources;
use jiff::civil::date;

fn read(text: &str) -> (Config, Vec<String>) {
    let source = Sources::default().add(NAME, text).unwrap();
    let (config, findings) = Config::read(Arc::clone(&source));
    let said = findings
        .iter()
        .map(|it| format!("{} `{}`: {}", it.code, source.slice(it.span), it.message))
        .collect();
    (config, said)
}

#[test]
fn settings_are_put_over_those_of_the_lints() {
    let text = "pedantic = true\n[lints]\nbroad-allow = \"warn\"\nloose-limit = \"off\"\n\
                [thresholds]\nwrite-per-minute = 5\nmany-tools = 0x10\n";
    let (config, said) = read(text);
    assert_eq!(said, [""; 0]);
    let mut settings = Settings::new(date(2026, 11, 21), false);
    config.apply(&mut settings);
    assert_eq!(settings.levels.get("broad-allow"), Some(&Level::Warn));
    assert_eq!(settings.levels.get("loose-limit"), None);
    assert_eq!(settings.levels.get("unlimited-read"), Some(&Level::Warn));
    let expected = Thresholds { write_per_minute: 5, many_tools: 16, ..Thresholds::default() };
    assert_eq!(settings.thresholds, expected);
}

#[test]
fn paths_are_matched_with_the_folders_around_them() {
    let (config, said) = read(
        "exclude = [\"old\", \"**/*.draft.mcpol\"]\n\
         [[catalog]]\npaths = [\"shop/**\"]\nfile = \"shop.json\"\n",
    );
    assert_eq!(said, [""; 0]);
    for path in ["old/a.mcpol", "old/b/c.mcpol", "a.draft.mcpol", "x/y.draft.mcpol"] {
        assert!(config.excluding(Path::new(path)).is_some(), "{path}");
    }
    assert!(config.excluding(Path::new("older/a.mcpol")).is_none());
    let file = config.catalog_of(Path::new("shop/a.mcpol")).map(|file| &*file.node);
    assert_eq!(file, Some("shop.json"));
    assert!(config.catalog_of(Path::new("a.mcpol")).is_none());
}

#[test]
fn everything_unknown_is_reported_at_its_place() {
    let (_, said) = read(
        "pedantik = true\nexclude = \"old\"\n[lints]\nbroad_allow = \"warn\"\n\
         loose-limit = \"error\"\n[thresholds]\nwrite-per-minute = 0\nmany = 1\n\
         [[catalog]]\npaths = [\"[\"]\n",
    );
    assert_eq!(
        said,
        [
            "config-key `pedantik`: unknown setting `pedantik`",
            "config-value `\"old\"`: `exclude` takes a list of patterns in quotes",
            "config-key `broad_allow`: unknown lint `broad_allow`",
            "config-value `\"error\"`: `loose-limit` takes `\"deny\"`, `\"warn\"` or `\"off\"`",
            "config-value `0`: `write-per-minute` takes a whole number from 1 on",
            "config-key `many`: unknown setting `many`",
            "config-value `[[catalog]]`: `file` is missing here",
            "config-value `\"[\"`: unclosed character class; missing ']'",
        ]
    );
}

#[test]
fn what_is_no_toml_is_reported() {
    for text in ["pedantic", "a = 1\na = 2\n", "[lints\n"] {
        let (_, said) = read(text);
        assert!(said.iter().any(|it| it.starts_with("config-syntax")), "{text}: {said:?}");
    }
}

/// What is marked, what is said of it and what to write instead.
fn advised(text: &str) -> String {
    let source = Sources::default().add(NAME, text).unwrap();
    let (_, findings) = Config::read(Arc::clone(&source));
    let first = findings.first().unwrap();
    let help = first.help.as_deref().unwrap_or_default();
    format!("`{}`: {}; {help}", source.slice(first.span), first.message)
}

#[test]
fn what_to_write_instead_is_said() {
    for (text, expected) in [
        (
            "[servers.web]\npolicy = web.mcpol # ours\n",
            "`web.mcpol`: a text stands in quotes; write `\"web.mcpol\"`",
        ),
        (
            "[servers.web]\npolicy = \"a.mcpol\"\n[servers.web]\npolicy = \"b.mcpol\"\n",
            "`web`: `web` stands here already; leave one of them out",
        ),
        (
            "[servers.web]\npolicy = \"a.mcpol\"\npolicy = \"b.mcpol\"\n",
            "`policy`: `policy` stands here already; leave one of them out",
        ),
        ("exclude = [old, new]\n", "`old`: a text stands in quotes; write `\"old\"`"),
        (
            "pedantic = yes\n",
            "`yes`: a text stands in quotes; write `true`, or `\"yes\"` for a text",
        ),
        (
            "[servers.my pages]\npolicy = \"a.mcpol\"\n",
            "``: this name needs quotes; write `[servers.\"my pages\"]`",
        ),
        (
            "[lints]\n[servers.büro]\npolicy = \"a.mcpol\"\n",
            "`ü`: this name needs quotes; write `[servers.\"büro\"]`",
        ),
        (
            "[servers.github\npolicy = \"a.mcpol\"\n",
            "``: the name of the table has no end; write `[servers.github]`",
        ),
        (
            "[servers.my.pages]\npolicy = \"a.mcpol\"\n",
            "`pages`: unknown setting `pages`; write `[servers.\"my.pages\"]` where `my.pages` is a \
             server",
        ),
        (
            "[mcpServers.x]\ncommand = \"y\"\n",
            "`[`: the file is a Codex configuration, not mcpol.toml; write `[servers.NAME]` and below it \
             `policy = \"FILE\"`; `mcpol init --client-config FILE` makes it of a client's \
             configuration",
        ),
        (
            "pedantic = true\nmcp = 1\n",
            "`mcp`: unknown setting `mcp`; write `[servers.NAME]` and below it `policy = \"FILE\"`; \
             `mcpol init --client-config FILE` makes it of a client's configuration",
        ),
        ("a = = 1\n", "`=`: extra `=`, expected nothing; the file is TOML"),
    ] {
        assert_eq!(advised(text), expected, "{text}");
    }
}

/// `MCPOL_BLESS=1 cargo test` writes the schema anew.
#[test]
fn the_schema_is_the_committed_one() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema/mcpol.toml.json");
    let schema = serde_json::to_string_pretty(&schema()).unwrap() + "\n";
    if std::env::var_os("MCPOL_BLESS").is_some() {
        std::fs::write(path, &schema).unwrap();
    }
    let same = std::fs::read_to_string(path).unwrap_or_default() == schema;
    assert!(same, "docs/schema/mcpol.toml.json is stale: MCPOL_BLESS=1 writes it");
}
