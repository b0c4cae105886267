//! The published benchmark of effects and roles: it can be scored, and its figures in
//! docs/classification.md are those of this version.

use std::process::Command;

use serde_json::Value;

const PAGE: &str = "docs/classification.md";

/// What `mcpol catalog classify --score` of a benchmark prints, run in the project's folder.
fn scored(benchmark: &str, rest: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mcpol"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(["catalog", "classify", "--score"]);
    let ran = command.arg(format!("benches/classification/{benchmark}")).args(rest).output();
    let ran = ran.unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8(ran.stdout).unwrap()
}

/// The catalogs of the benchmark of servers.
fn corpus() -> [String; 2] {
    let folder = std::env::var("MCPOL_CORPUS").expect("MCPOL_CORPUS names a folder");
    ["catalogs", "catalogs-more"].map(|name| format!("--catalogs={folder}/{name}"))
}

/// The paragraphs of a score without the tables of single effects and roles.
fn figures(score: &str) -> String {
    let single =
        |paragraph: &&str| paragraph.starts_with("effect ") || paragraph.starts_with("role ");
    let kept: Vec<_> = score.trim_end().split("\n\n").filter(|it| !single(it)).collect();
    format!("{}\n", kept.join("\n\n"))
}

/// The text of the page with what stands in the block below a heading replaced.
fn with_block(page: &str, heading: &str, text: &str) -> String {
    let (before, rest) = page.split_once(heading).unwrap_or_else(|| panic!("no {heading}"));
    let (between, rest) = rest.split_once("```text\n").unwrap();
    let (_, after) = rest.split_once("```\n").unwrap();
    format!("{before}{heading}{between}```text\n{text}```\n{after}")
}

#[test]
#[ignore = "needs MCPOL_CORPUS"]
fn the_figures_of_the_page_are_those_of_this_version() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(PAGE);
    let page = std::fs::read_to_string(&path).unwrap();
    let [one, more] = corpus();
    let servers = figures(&scored("servers", &[&one, &more]));
    let examples = figures(&scored("examples", &["--catalogs", "examples"]));
    let fresh = with_block(&page, "### On real servers", &servers);
    let fresh = with_block(&fresh, "### On the examples", &examples);
    if std::env::var_os("MCPOL_BLESS").is_some() {
        std::fs::write(path, fresh).unwrap();
        return;
    }
    assert!(page == fresh, "{PAGE} has other figures: MCPOL_BLESS=1 writes those of this version");
}

#[test]
fn the_examples_are_scored() {
    let arguments = ["--catalogs", "examples", "--format", "json"];
    let score: Value = serde_json::from_str(&scored("examples", &arguments)).unwrap();
    let part = &score["tuned_on"];
    assert_eq!((&part["tools"], &part["arguments"]), (&211.into(), &813.into()));
    assert_eq!(part["mcpol"]["changes_called_read"], 0);
    let share = |name: &str| {
        let share = &part["mcpol"][name];
        share["right"].as_f64().unwrap() / share["of"].as_f64().unwrap()
    };
    assert!(share("dangerous_found") >= 0.9, "{part}");
    assert!(share("dangerous_named") >= 0.9, "{part}");
    assert!(share("classes") >= 0.9, "{part}");
}

#[test]
#[ignore = "needs MCPOL_CORPUS"]
fn the_servers_that_are_kept_apart_show_no_misses() {
    let [one, more] = corpus();
    let score = scored("servers", &[&one, &more, "--misses", "--format", "json"]);
    let score: Value = serde_json::from_str(&score).unwrap();
    assert_eq!(score["kept_apart"]["catalogs"], 12);
    let list = include_str!("../../benches/classification/servers/kept-apart.txt");
    let apart: Vec<_> = list.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(apart.len(), 12);
    for miss in score["misses"].as_array().unwrap() {
        assert!(!apart.contains(&miss["catalog"].as_str().unwrap()));
    }
}
