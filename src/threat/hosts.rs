//! The hosts that a policy names.

use super::constants::{Constants, Extent};
use super::row::Known;
use super::suffixes::is_shared;
use crate::policy::condition::{Operator, TextOperator};
use crate::re2;
use crate::re2::shape::{ANY, GAP, Shape};
use crate::syntax::string_text;

/// What ends names that are files, not hosts.
const FILES: &[&str] = &[
    "html", "htm", "php", "json", "xml", "yaml", "yml", "csv", "txt", "md", "pdf", "png", "jpg",
    "jpeg", "gif", "svg", "js", "ts", "css", "py", "rs", "sh", "zip", "gz", "git", "env", "log",
];

/// A host that a policy names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Host {
    /// In small letters.
    pub name: String,
    /// Which hosts are meant.
    pub scope: Scope,
    /// The hosts that a pattern names by it, where it leaves a character open: `api.acme.com`
    /// without backslashes.
    pattern: String,
}

/// Which hosts are meant by a name: of `acme\.com` it alone, of `[a-z]+\.acme\.com` those below it,
/// of `([a-z]+\.)?acme\.com` both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Scope {
    Itself,
    Below,
    Both,
}

impl Scope {
    fn of(spelled: &str, after_gap: bool) -> Self {
        match (spelled.starts_with(['.', ANY]), after_gap) {
            (true, _) => Self::Below,
            (false, true) => Self::Both,
            (false, false) => Self::Itself,
        }
    }

    /// Whether hosts below the name are meant.
    fn reaches_below(self) -> bool {
        matches!(self, Self::Below | Self::Both)
    }
}

/// Every host that the rules require, sorted.
pub(super) fn named(constants: &Constants<'_>) -> Vec<Host> {
    let spelled = constants.required.iter().filter_map(|constant| match constant.extent {
        Extent::Host => Some(listed(&constant.text)),
        Extent::Domain | Extent::Command => None,
        Extent::Whole | Extent::Start | Extent::End | Extent::Part | Extent::Folder => {
            host(&constant.text)
        }
    });
    let patterns = constants.patterns.iter().flat_map(|it| of_pattern(it));
    sorted(spelled.chain(patterns).collect())
}

/// The hosts that an operator names, as `host in` or, for an argument that is a host, `in` takes
/// them: `host in ["acme.com", "*.acme.com"]`; none where it names no host.
pub(crate) fn operator(operator: &Operator, is_host: bool) -> Option<String> {
    let names = |host: &Host| match (is_host, host.scope) {
        (true, _) | (false, Scope::Itself) => vec![host.name.clone()],
        (false, Scope::Below) => vec![format!("*.{}", host.name)],
        (false, Scope::Both) => vec![host.name.clone(), format!("*.{}", host.name)],
    };
    let mut names: Vec<_> = of_operator(operator).iter().flat_map(names).collect();
    names.dedup();
    let list: Vec<_> = names.iter().map(|name| string_text(name)).collect();
    let verb = if is_host { "in" } else { "host in" };
    (!list.is_empty()).then(|| format!("{verb} [{}]", list.join(", ")))
}

/// The first name that an operator lists with all below it, where anybody can have one there.
pub(crate) fn shared(operator: &Operator) -> Option<String> {
    let below = of_operator(operator).into_iter().filter(|host| host.scope.reaches_below());
    below.map(|host| host.name).find(|name| is_shared(name))
}

/// The names that an operator lists.
pub(crate) fn names(operator: &Operator) -> Vec<String> {
    of_operator(operator).into_iter().map(|host| host.name).collect()
}

fn of_operator(operator: &Operator) -> Vec<Host> {
    sorted(match operator {
        Operator::Matches(pattern) => of_pattern(pattern),
        Operator::Text(TextOperator::HostIn(hosts)) => hosts.iter().map(|it| listed(it)).collect(),
        _ => super::constants::named(operator).iter().filter_map(|it| host(&it.text)).collect(),
    })
}

/// The hosts, to be put into a pattern.
pub(super) fn known(constants: &Constants<'_>) -> Vec<Known> {
    let known = |host: Host| Known { text: host.name, pattern: host.pattern };
    named(constants).into_iter().map(known).collect()
}

/// Names of this machine that stand there in full.
pub(super) fn loopback(constants: &Constants<'_>) -> Vec<Known> {
    let is_loopback = |known: &Known| {
        known.text == "localhost" || known.text.starts_with("127.") || known.text == "[::1]"
    };
    known(constants).into_iter().filter(is_loopback).collect()
}

/// For each name under which anybody can register another, one that anybody could.
pub(super) fn anybodys(constants: &Constants<'_>) -> Vec<Known> {
    let below = named(constants).into_iter().filter(|host| host.scope.reaches_below());
    let shared = below.filter(|host| is_shared(&host.name));
    let known = |host: Host| Known {
        text: format!("evil.{}", host.name),
        pattern: format!(r"evil\.{}", host.pattern),
    };
    shared.map(known).collect()
}

fn sorted(mut hosts: Vec<Host>) -> Vec<Host> {
    hosts.sort_unstable();
    hosts.dedup();
    hosts
}

/// A host as `host in` lists it.
fn listed(text: &str) -> Host {
    let text = text.to_ascii_lowercase();
    let (name, scope) = match text.strip_prefix("*.") {
        Some(below) => (below, Scope::Below),
        None => (text.as_str(), Scope::Itself),
    };
    Host { name: name.to_owned(), scope, pattern: re2::escaped(name) }
}

fn of_pattern(pattern: &str) -> Vec<Host> {
    let texts = Shape::of(pattern).map(|shape| shape.texts()).unwrap_or_default();
    texts.iter().filter_map(|text| host(text)).collect()
}

/// The host in a text: what stands after `://` or, without that, a dotted name.
fn host(text: &str) -> Option<Host> {
    let (spelled, scope) = match text.split_once("://") {
        Some((_, rest)) => of_authority(rest.split(['/', '?', '#', '\\']).next()?),
        None => bare(text),
    }?;
    let name = spelled.replace(ANY, ".").to_ascii_lowercase();
    let pattern = re2::escaped(&spelled).replace(ANY, ".");
    is_host(&name).then_some(Host { name, scope, pattern })
}

/// The last part of an authority that is spelled: of `[a-z]+\.acme\.com` that is `acme.com`.
fn of_authority(authority: &str) -> Option<(String, Scope)> {
    let authority = authority.rsplit('@').next()?.trim_end_matches(GAP);
    let spelled = authority.rsplit(GAP).next()?;
    let scope = Scope::of(spelled, authority.contains(GAP));
    let host = match spelled.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, _)) => format!("[{address}]"),
        None => spelled.split(':').next()?.trim_matches(['.', ANY]).to_owned(),
    };
    Some((host, scope))
}

fn bare(text: &str) -> Option<(String, Scope)> {
    let is_part = |it: char| it.is_ascii_alphanumeric() || "-.".contains(it) || it == ANY;
    let text = text.trim_start_matches(['/', '@', '*', GAP]);
    let is_name = |run: &&str| run.trim_matches(['.', ANY]).contains(['.', ANY]);
    let run = text.split(|character| !is_part(character)).find(is_name)?;
    let name = run.trim_matches(['.', ANY]);
    let is_file = name.rsplit(['.', ANY]).next().is_some_and(|end| FILES.contains(&end));
    (!is_file).then(|| (name.to_owned(), Scope::of(run, false)))
}

fn is_host(name: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let is_name = (name.contains('.') || name == "localhost") && name.split('.').all(is_label);
    is_name || name.starts_with('[') && name.ends_with(']')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(pattern: &str) -> Option<String> {
        operator(&Operator::Matches(pattern.to_owned()), false)
    }

    #[test]
    fn hosts_that_patterns_spell() {
        for (pattern, expected) in [
            (r"^https://api\.github\.com", Some(r#"host in ["api.github.com"]"#)),
            (r"^https://api.github.com/", Some(r#"host in ["api.github.com"]"#)),
            (
                r"^https?://([a-z]+\.)?acme\.com(/.*)?$",
                Some(r#"host in ["acme.com", "*.acme.com"]"#),
            ),
            (
                r"^https://(api\.acme\.com|acme\.dev)/",
                Some(r#"host in ["acme.dev", "api.acme.com"]"#),
            ),
            (r"^https://.*\.acme\.com/", Some(r#"host in ["*.acme.com"]"#)),
            (r"\.acme\.com$", Some(r#"host in ["*.acme.com"]"#)),
            (r"acme\.com$", Some(r#"host in ["acme.com"]"#)),
            (r"(^|\.)acme\.com$", Some(r#"host in ["acme.com", "*.acme.com"]"#)),
            (r"^https://localhost:3000/", Some(r#"host in ["localhost"]"#)),
            (r"^https://", None),
            (r"report\.pdf$", None),
            (r"^https://[a-z.]+/v1/index\.html$", None),
        ] {
            assert_eq!(meant(pattern).as_deref(), expected, "{pattern}");
        }
    }
}
