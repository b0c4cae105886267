//! The direction of imports: a room of `src/` uses the rooms above it, never one below.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms, from the ones that know nothing to the one that knows everything.
const ROOMS: [&str; 33] = [
    "strings",
    "source",
    "json",
    "kind",
    "finding",
    "pages",
    "re2",
    "syntax",
    "catalog",
    "risk",
    "analysis",
    "policy",
    "gateway",
    "witness",
    "threat",
    "lint",
    "invariant",
    "verify",
    "access",
    "config",
    "diff",
    "testing",
    "import",
    "session",
    "enforce",
    "fix",
    "baseline",
    "drift",
    "starter",
    "api",
    "live",
    "render",
    "cli",
];

#[test]
fn rooms_use_only_the_rooms_above_them() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let faults: Vec<String> = files(&src).iter().flat_map(|file| faults(&src, file)).collect();
    assert!(faults.is_empty(), "imports against the direction:\n{}", faults.join("\n"));
}

#[test]
fn the_page_of_the_architecture_lists_every_room_in_its_order() {
    let page =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/architecture.md"));
    let page = page.unwrap();
    let table = page.split("| room | holds |").nth(1).unwrap().split("\n\n").next().unwrap();
    let rooms: Vec<&str> =
        table.lines().skip(2).map(|row| row.split('`').nth(1).unwrap()).collect();
    assert_eq!(rooms, ROOMS);
}

/// A call that is shown was replayed: `Call::confirmed` asks a claim, and only here claims are
/// made.
#[test]
fn what_calls_are_claimed_to_show_is_confirmed_in_witness_alone() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let claims = files(&src).into_iter().filter(|file| {
        let text = fs::read_to_string(file).unwrap();
        text.contains(" Claim for ") || text.contains("Call::confirmed(")
    });
    let rooms: BTreeSet<String> = claims.filter_map(|file| room(&src, &file)).collect();
    assert_eq!(rooms, ["witness".to_owned()].into());
}

/// Targets stand on what they share, never the other way round.
#[test]
fn what_targets_share_knows_no_target() {
    let gateway = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/gateway");
    let targets = targets(&gateway);
    assert!(targets.contains("policylayer"));
    for file in files(&gateway.join("decision")) {
        if file.file_stem().is_some_and(|name| name == "tests") {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        let used = names_after(&text, "crate::gateway::");
        let place = file.display();
        assert!(used.iter().all(|name| name == "decision"), "{place}: {used:?}");
        let code = code(&text);
        let mut words = code.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
        assert!(!words.any(|word| targets.contains(word)), "{place} names a target");
    }
}

/// Every folder of the gateway but what they share and tests.
fn targets(gateway: &Path) -> BTreeSet<String> {
    let folders = fs::read_dir(gateway).unwrap().map(|entry| entry.unwrap().path());
    let names = folders.filter(|path| path.is_dir()).map(|path| {
        let name = path.file_name().unwrap();
        name.to_str().unwrap().to_owned()
    });
    names.filter(|name| !["decision", "tests"].contains(&name.as_str())).collect()
}

#[test]
fn uses_are_found_in_code_but_not_in_comments() {
    let text = "//! See crate::a.\nuse crate::b::{c, d};\nuse crate::{\n    e,\n    f::{g, h},\n};\n\
                fn i() { crate::j::k(); }";
    assert_eq!(uses(text), ["b", "e", "f", "j"].map(String::from).into());
}

fn faults(src: &Path, file: &Path) -> Vec<String> {
    let Some(room) = room(src, file) else { return Vec::new() };
    let text = fs::read_to_string(file).unwrap();
    let place = file.strip_prefix(src).unwrap().display();
    uses(&text)
        .into_iter()
        .filter(|used| !allowed(&room, used))
        .map(|used| format!("src/{place}: `{room}` uses `{used}`"))
        .collect()
}

/// The room that a file belongs to; none for `lib.rs`, `main.rs`, what benchmarks call, and tests,
/// which hold rooms against each other.
fn room(src: &Path, file: &Path) -> Option<String> {
    let path = file.strip_prefix(src).unwrap().with_extension("");
    let names: Vec<&str> = path.iter().map(|name| name.to_str().unwrap()).collect();
    let apart =
        ["lib", "main", "phases", "testkit"].contains(&names[0]) || names.contains(&"tests");
    (!apart).then(|| names[0].to_owned())
}

fn allowed(room: &str, used: &str) -> bool {
    room == used || order(used) < order(room)
}

fn order(room: &str) -> usize {
    let found = ROOMS.iter().position(|known| *known == room);
    found.unwrap_or_else(|| panic!("`{room}` has no place in the order of rooms"))
}

/// The first names of all paths that begin with `crate::`.
fn uses(text: &str) -> BTreeSet<String> {
    names_after(text, "crate::")
}

/// The next names of all paths that begin like this.
fn names_after(text: &str, beginning: &str) -> BTreeSet<String> {
    code(text).split(beginning).skip(1).flat_map(first_names).collect()
}

/// The text without its comments.
fn code(text: &str) -> String {
    let code: Vec<&str> =
        text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    code.join("\n")
}

/// `a::b` begins with `a`; `{a, b::{c, d}}` with `a` and `b`.
fn first_names(path: &str) -> Vec<String> {
    let Some(group) = path.strip_prefix('{') else { return vec![word(path)] };
    let mut depth = 1;
    let inside = group.chars().take_while(|letter| {
        depth += i32::from(*letter == '{') - i32::from(*letter == '}');
        depth > 0
    });
    let names: String = inside.collect();
    outermost(&names).split(',').map(|part| word(part.trim())).filter(|w| !w.is_empty()).collect()
}

/// The text without what stands in braces.
fn outermost(text: &str) -> String {
    let mut depth = 0;
    let outside = text.chars().filter(|letter| {
        depth += i32::from(*letter == '{');
        let keep = depth == 0;
        depth -= i32::from(*letter == '}');
        keep
    });
    outside.collect()
}

fn word(text: &str) -> String {
    text.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => found.extend(files(&path)),
            false if path.extension().is_some_and(|end| end == "rs") => found.push(path),
            false => {}
        }
    }
    found.sort();
    found
}
