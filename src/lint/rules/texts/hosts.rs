//! The hosts that a test lists, and addresses that lead elsewhere.

use super::{TextTest, texts};
use crate::json::quoted;
use crate::policy::condition::{Operator, TextOperator};
use crate::re2::escaped;
use crate::re2::shape::{ANY, GAP};
use crate::risk::Content;

/// Whose host it is that no policy means.
const OTHER: &str = r"evil\.example";

/// Path, query and fragment.
const REST: &str = r"(?:[/?#][!-~]*)?";

/// What ends names that are files, not hosts.
const FILES: &[&str] = &[
    "html", "htm", "php", "json", "xml", "yaml", "yml", "csv", "txt", "md", "pdf", "png", "jpg",
    "jpeg", "gif", "svg", "js", "ts", "css", "py", "rs", "sh", "zip", "gz", "git", "env", "log",
];

/// Whether the argument of a test names a host.
pub(in crate::lint::rules) fn has_host(test: &TextTest<'_, '_>) -> bool {
    matches!(test.content, Some(Content::Url | Content::Host))
}

/// The hosts that a test spells, sorted.
pub(in crate::lint::rules) fn listed(operator: &Operator) -> Vec<String> {
    let texts = texts(operator);
    let mut hosts: Vec<_> = texts.iter().filter_map(|text| host(text)).collect();
    hosts.sort_unstable();
    hosts.dedup();
    hosts
}

/// The host in a text: what stands after `://` or, without that, a dotted name.
fn host(text: &str) -> Option<String> {
    let text = text.replace(ANY, ".");
    let name = match text.split_once("://") {
        Some((_, rest)) => name(rest.split(['/', '?', '#', ':', '\\']).next()?),
        None => bare(&text),
    }?;
    is_host(&name).then(|| name.to_ascii_lowercase())
}

/// The last part of an authority that is spelled: of `[a-z]+\.acme\.com` that is `acme.com`.
fn name(authority: &str) -> Option<String> {
    let authority = authority.rsplit('@').next()?;
    let spelled = authority.trim_end_matches(GAP).rsplit(GAP).next()?;
    Some(spelled.trim_matches('.').to_owned())
}

fn bare(text: &str) -> Option<String> {
    let is_part = |character: char| character.is_ascii_alphanumeric() || "-.".contains(character);
    let text = text.trim_start_matches(['/', '@', '*']);
    let mut names = text.split(|character| !is_part(character)).map(|run| run.trim_matches('.'));
    let last = names.find(|name| name.contains('.'))?;
    let is_file = last.rsplit('.').next().is_some_and(|end| FILES.contains(&end));
    (!is_file).then(|| last.to_owned())
}

fn is_host(name: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    (name.contains('.') || name == "localhost") && name.split('.').all(is_label)
}

/// As in `host in ["api.acme.com"]`; for an argument that is a host itself, `in […]`.
pub(in crate::lint::rules) fn operator(content: Option<Content>, hosts: &[String]) -> String {
    let list: Vec<_> = hosts.iter().map(|host| quoted(host)).collect();
    let operator = if content == Some(Content::Host) { "in" } else { "host in" };
    format!("{operator} [{}]", list.join(", "))
}

/// The patterns of texts that lead to another host than these and those below them, the most telling
/// first.
pub(in crate::lint::rules) fn elsewhere(content: Option<Content>, hosts: &[String]) -> Vec<String> {
    let names: Vec<_> = hosts.iter().map(|host| escaped(host)).collect();
    let listed = format!("(?i:{})", names.join("|"));
    match content {
        Some(Content::Host) => vec![
            format!(r"\A{listed}\.{OTHER}\z"),
            format!(r"\Aevil-?{listed}\z"),
            format!(r"\A(?:[0-9A-Za-z-]*\.)*{OTHER}\z"),
        ],
        _ => urls(&listed),
    }
}

fn urls(listed: &str) -> Vec<String> {
    let web = "(?i:https?)://";
    vec![
        format!(r"\A{web}{listed}\.{OTHER}{REST}\z"),
        format!(r"\A{web}{listed}@{OTHER}{REST}\z"),
        format!(r"\A{web}evil-?{listed}{REST}\z"),
        format!(r"\A{web}(?:[0-9A-Za-z-]*\.)*{OTHER}{REST}\z"),
        format!(r"\A{web}[^/?#\\\s]*@{OTHER}{REST}\z"),
        format!(r"\A{web}{OTHER}\\[!-~]*\z"),
        r"\A(?:javascript|data|file):[!-~]*\z".to_owned(),
    ]
}

/// Whether an operator recognises hosts or the whole beginning of an address, so that it isn't a
/// text like any other.
pub(in crate::lint::rules) fn is_test_of_text(operator: &Operator) -> bool {
    matches!(
        operator,
        Operator::Matches(_)
            | Operator::Contains(_)
            | Operator::Text(TextOperator::StartsWith(_) | TextOperator::EndsWith(_))
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(pattern: &str) -> Vec<String> {
        listed(&Operator::Matches(pattern.to_owned()))
    }

    #[test]
    fn hosts_that_patterns_spell() {
        for (pattern, expected) in [
            (r"^https://api\.github\.com", &["api.github.com"][..]),
            (r"^https://api.github.com/", &["api.github.com"]),
            (r"^https?://([a-z]+\.)?acme\.com(/.*)?$", &["acme.com"]),
            (r"^https://(api\.acme\.com|acme\.dev)/", &["acme.dev", "api.acme.com"]),
            (r"acme\.com$", &["acme.com"]),
            (r"(^|\.)acme\.com$", &["acme.com"]),
            (r"^https://localhost:3000/", &["localhost"]),
            (r"^https://", &[]),
            (r"report\.pdf$", &[]),
            (r"^https://[a-z.]+/v1/index\.html$", &[]),
        ] {
            assert_eq!(of(pattern), expected, "{pattern}");
        }
    }
}
