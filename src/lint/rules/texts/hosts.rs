//! The hosts that a test lists, and addresses that lead elsewhere.

use super::{TextTest, texts};
use crate::policy::condition::Operator;
use crate::re2::escaped;
use crate::re2::shape::{ANY, GAP};
use crate::risk::Content;
use crate::syntax::string_text;

/// Hosts of which no policy means both.
const OTHERS: [&str; 2] = ["evil.example", "attacker.example"];

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
    hosts(operator, |Spelled { name, .. }| vec![name])
}

/// The same with those below them that the test means, as `host in` takes them.
fn meant(operator: &Operator) -> Vec<String> {
    hosts(operator, |Spelled { name, scope }| {
        let below = format!("*.{name}");
        match scope {
            Scope::Itself => vec![name],
            Scope::Below => vec![below],
            Scope::Both => vec![name, below],
        }
    })
}

fn hosts(operator: &Operator, names: fn(Spelled) -> Vec<String>) -> Vec<String> {
    let texts = texts(operator);
    let mut hosts: Vec<_> = texts.iter().filter_map(|text| host(text)).flat_map(names).collect();
    hosts.sort_unstable_by(|one, other| {
        let key = |host: &str| (host.trim_start_matches("*.").to_owned(), host.starts_with('*'));
        key(one).cmp(&key(other))
    });
    hosts.dedup();
    hosts
}

/// A host as a test spells it.
struct Spelled {
    name: String,
    scope: Scope,
}

/// Which hosts are meant by a name: of `acme\.com` it alone, of `[a-z]+\.acme\.com` those below it,
/// of `([a-z]+\.)?acme\.com` both.
enum Scope {
    Itself,
    Below,
    Both,
}

impl Scope {
    fn of(spelled: &str, after_gap: bool) -> Self {
        match (spelled.starts_with('.'), after_gap) {
            (true, _) => Self::Below,
            (false, true) => Self::Both,
            (false, false) => Self::Itself,
        }
    }
}

/// The host in a text: what stands after `://` or, without that, a dotted name.
fn host(text: &str) -> Option<Spelled> {
    let text = text.replace(ANY, ".");
    let spelled = match text.split_once("://") {
        Some((_, rest)) => name(rest.split(['/', '?', '#', ':', '\\']).next()?),
        None => bare(&text),
    }?;
    is_host(&spelled.name).then(|| Spelled { name: spelled.name.to_ascii_lowercase(), ..spelled })
}

/// The last part of an authority that is spelled: of `[a-z]+\.acme\.com` that is `acme.com`.
fn name(authority: &str) -> Option<Spelled> {
    let authority = authority.rsplit('@').next()?.trim_end_matches(GAP);
    let spelled = authority.rsplit(GAP).next()?;
    let scope = Scope::of(spelled, authority.contains(GAP));
    Some(Spelled { name: spelled.trim_matches('.').to_owned(), scope })
}

fn bare(text: &str) -> Option<Spelled> {
    let is_part = |character: char| character.is_ascii_alphanumeric() || "-.".contains(character);
    let text = text.trim_start_matches(['/', '@', '*']);
    let mut runs = text.split(|character| !is_part(character));
    let run = runs.find(|run| run.trim_matches('.').contains('.'))?;
    let name = run.trim_matches('.');
    let is_file = name.rsplit('.').next().is_some_and(|end| FILES.contains(&end));
    (!is_file).then(|| Spelled { name: name.to_owned(), scope: Scope::of(run, false) })
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

/// What says the same of hosts as a test means, as in `host in ["api.acme.com"]`; for an argument
/// that is a host itself, `in […]`.
pub(in crate::lint::rules) fn operator(content: Option<Content>, test: &Operator) -> String {
    let (operator, hosts) = match content {
        Some(Content::Host) => ("in", listed(test)),
        _ => ("host in", meant(test)),
    };
    let list: Vec<_> = hosts.iter().map(|host| string_text(host)).collect();
    format!("{operator} [{}]", list.join(", "))
}

/// The patterns of texts that lead to another host than these and those below them, the most
/// telling first.
pub(in crate::lint::rules) fn elsewhere(content: Option<Content>, hosts: &[String]) -> Vec<String> {
    let is_free = |other: &&str| !hosts.iter().any(|host| host.ends_with(*other));
    let other = escaped(OTHERS.into_iter().find(is_free).unwrap_or_default());
    let names: Vec<_> = hosts.iter().map(|host| escaped(host)).collect();
    let listed = format!("(?i:{})", names.join("|"));
    match content {
        Some(Content::Host) => vec![
            format!(r"\A{listed}\.{other}\z"),
            format!(r"\Aevil-?{listed}\z"),
            format!(r"\A(?:[0-9A-Za-z-]*\.)*{other}\z"),
        ],
        _ => urls(&listed, &other),
    }
}

fn urls(listed: &str, other: &str) -> Vec<String> {
    let web = "(?i:https?)://";
    vec![
        format!(r"\A{web}{listed}\.{other}{REST}\z"),
        format!(r"\A{web}{listed}@{other}{REST}\z"),
        format!(r"\A{web}evil-?{listed}{REST}\z"),
        format!(r"\A{web}(?:[0-9A-Za-z-]*\.)*{other}{REST}\z"),
        format!(r"\A{web}[^/?#\\\s]*@{other}{REST}\z"),
        format!(r"\A{web}{other}\\[!-~]*\z"),
        r"\A(?:javascript|data|file):[!-~]*\z".to_owned(),
    ]
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

    #[test]
    fn hosts_below_are_meant_where_a_pattern_leaves_room_for_them() {
        for (pattern, expected) in [
            (r"^https://api\.github\.com", &["api.github.com"][..]),
            (r"^https?://([a-z]+\.)?acme\.com(/.*)?$", &["acme.com", "*.acme.com"]),
            (r"^https://.*\.acme\.com/", &["*.acme.com"]),
            (
                r"^https://([a-z]+\.)*(acme\.com|acme\.dev)/",
                &["acme.com", "*.acme.com", "acme.dev", "*.acme.dev"],
            ),
            (r"\.acme\.com$", &["*.acme.com"]),
            (r"acme\.com$", &["acme.com"]),
        ] {
            assert_eq!(meant(&Operator::Matches(pattern.to_owned())), expected, "{pattern}");
        }
    }
}
