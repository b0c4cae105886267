//! Texts that are no JSON, known by how their lines begin.

use super::Kind;

/// The kind of a text from its first letter on.
pub(super) fn kind(text: &str) -> Option<Kind> {
    let first = text.lines().next().unwrap_or_default().to_ascii_lowercase();
    let begins = |starts: &[&str]| starts.iter().any(|start| first.starts_with(start));
    if begins(&["<!doctype html", "<html", "<head", "<?xml"]) {
        return Some(Kind::WebPage);
    }
    if begins(&["http/1", "http/2", "http/3"]) && !text.contains('{') {
        return Some(Kind::HttpAnswer);
    }
    if begins_as_policy(text) {
        return Some(Kind::Policy);
    }
    toml(text).or_else(|| by_lines(text))
}

/// The kind of a text whose lines begin with certain words.
fn by_lines(text: &str) -> Option<Kind> {
    let has = |start: &str| text.lines().any(|line| line.starts_with(start));
    let any = |starts: &[&str]| starts.iter().any(|start| has(start));
    if any(&["openapi:", "swagger:"]) {
        Some(Kind::OpenApi)
    } else if has("version:") && any(&["tools:", "default:", "hide:"])
        || has("tools:") && any(&["default:", "hide:"])
    {
        Some(Kind::Intercept)
    } else if has("services:") && text.lines().any(|line| is_key(line, &["image", "build"])) {
        Some(Kind::Compose)
    } else if begins_as_rego(text) {
        Some(Kind::Rego)
    } else if any(&["permit(", "permit (", "forbid(", "forbid ("]) && text.contains("principal") {
        Some(Kind::Cedar)
    } else {
        None
    }
}

/// Whether the first line of code is one that policies begin with.
pub(super) fn begins_as_policy(text: &str) -> bool {
    let first = lines_of_code(text).next().unwrap_or_default();
    let rest = ["policy ", "catalog ", "include "].iter().find_map(|it| first.strip_prefix(it));
    rest.is_some_and(|rest| rest.trim_start().starts_with('"'))
}

/// Whether an indented line holds one of these keys of YAML.
fn is_key(line: &str, keys: &[&str]) -> bool {
    let is_indented = line.starts_with(' ');
    is_indented && line.trim().split_once(':').is_some_and(|(key, _)| keys.contains(&key))
}

/// Whether the first line of code names a package, and no more.
fn begins_as_rego(text: &str) -> bool {
    let first = lines_of_code(text).next().unwrap_or_default();
    let name = first.strip_prefix("package ").map(str::trim);
    name.is_some_and(is_bare)
}

/// The kind of TOML, where a text is some.
pub(super) fn toml(text: &str) -> Option<Kind> {
    if !begins_as_toml(text) {
        return None;
    }
    let has = |starts: &[&str]| {
        lines_of_code(text).any(|line| starts.iter().any(|start| line.starts_with(start)))
    };
    Some(
        if has(&["[mcp_servers", "[mcp-servers", "[mcpServers", "approval_policy", "sandbox_mode"])
        {
            Kind::CodexSettings
        } else if has(&["[[rule]]", "[[rules]]"]) && has(&["decision"]) || has(&["rule = ["]) {
            Kind::GeminiPolicy
        } else if has(&[
            "[lints]",
            "[thresholds]",
            "[[catalog]]",
            "[servers.",
            "pedantic",
            "handwritten",
        ]) {
            Kind::Settings
        } else {
            Kind::Toml
        },
    )
}

/// The lines that hold more than a comment.
fn lines_of_code(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Whether a text begins as TOML does: with a table's header or a key and its value.
fn begins_as_toml(text: &str) -> bool {
    let first = lines_of_code(text).next().unwrap_or_default();
    if let Some(header) = first.strip_prefix('[') {
        let name = header.trim_start_matches('[');
        let name = name.split(']').next().filter(|_| name.contains(']')).unwrap_or_default();
        let name = name.split_once(".\"").map_or(name, |(name, _)| name);
        return is_bare(name) && !["true", "false", "null"].contains(&name);
    }
    let Some((key, value)) = first.split_once('=') else { return false };
    let value = value.trim_start();
    // Words without quotes stand in files of environment variables.
    let is_value = value.starts_with(|it: char| it.is_ascii_digit() || "\"'[{+-".contains(it))
        || ["true", "false"].iter().any(|word| value.starts_with(word));
    is_bare(key.trim()) && is_value
}

/// Whether a text is a key of TOML without quotes, or some with dots between them.
fn is_bare(key: &str) -> bool {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || "_-.".contains(letter);
    key.starts_with(|letter: char| letter.is_ascii_alphabetic()) && key.chars().all(is_part)
}
