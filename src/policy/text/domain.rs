//! `domain in`: one plain e-mail address at a listed domain.
//!
//! The part before `@` is kept to what ordinary mailboxes have: ASCII letters and digits and
//! `_ + - ' .`, dots only between others. Left out although RFC 5322 allows them: quoted parts and
//! comments, `%` and `!` (mail servers route `bob%evil.com@acme.com` onward), `=?…?=` (decoded
//! before delivery), `|` and `/` (pipes and files of old servers), and at the beginning anything
//! but a letter, a digit or `_` (`-oQ/tmp` is an option of sendmail).
//!
//! It has at most 64 characters, which is the standard's limit; with dots, at most 32 beside them.
//! A domain means itself, not what lies below it.

use super::{name, parts};
use crate::strings::tick;

const LOCAL: &str = "[0-9A-Z_a-z](?:['+0-9A-Z_a-z-]{0,63}|(?:\\.?['+0-9A-Z_a-z-]){0,31})";

/// The addresses at one of these domains.
pub(super) fn pattern(domains: &[String]) -> String {
    let domains = parts::one_of(domains.iter().map(|domain| parts::any_case(domain)));
    format!(r"\A{LOCAL}@{domains}\z")
}

/// The domains of such a pattern.
pub(super) fn listed(pattern: &str) -> Option<Vec<String>> {
    let domains = pattern.strip_prefix(&format!(r"\A{LOCAL}@(?:"))?.strip_suffix(r")\z")?;
    Some(domains.split('|').map(parts::plain).collect())
}

/// What no address has: another character, dots at the wrong place, a second `@`, too long a local
/// part. All patterns of one of these are found in a string that is none; with [`at_domain`], every
/// other string is refused.
pub(super) fn refused() -> Vec<Vec<String>> {
    const ANYWHERE: &str = r"\A[^0-9A-Z_a-z]|[^'+.0-9@A-Z_a-z-]|\.[.@]|@[^@]*@|\A[^.@]{65}";
    const DOTTED: [&str; 2] = [r"\A[^.@]*\.[^@]*@", r"\A(?:\.?[^.@]){33}"];
    vec![vec![ANYWHERE.to_owned()], DOTTED.map(str::to_owned).to_vec()]
}

/// Any string with one `@` before one of these domains.
pub(super) fn at_domain(domains: &[String]) -> String {
    let domains = parts::one_of(domains.iter().map(|domain| parts::any_case(domain)));
    format!(r"\A[^@]*@{domains}\z")
}

/// A domain is a name, and nothing around it.
pub(super) fn check(domain: &str) -> Result<(), String> {
    if let Some((_, plain)) = domain.rsplit_once('@').filter(|(_, plain)| !plain.is_empty()) {
        return Err(format!("{} is more than a domain: write {}", tick(domain), tick(plain)));
    }
    if domain.contains('*') {
        return Err(format!(
            "{} contains `*`, which `domain in` does not support: list each domain",
            tick(domain)
        ));
    }
    name::check(domain, &[])
}
