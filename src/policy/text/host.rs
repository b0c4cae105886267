//! `host in`: an http(s) URL whose host is listed.
//!
//! The pattern spells out scheme, `//`, host and port, so that there is one way only to read who is
//! called: no `https:host`, no `user@host`, no `host\@other`, no port that a parser might cut short
//! or overflow. After the host come printable ASCII characters only. RFC 3986 allows no others, and
//! some clients cut each character to its low byte, which turns U+010D U+010A into a line end that
//! begins a second request; other languages are written percent-encoded there.
//!
//! A listed host is a name, an IPv4 address in its four decimal parts or an IPv6 address between
//! brackets; an address matches only in the spelling listed. `*.` stands for one or more labels. A
//! label whose third and fourth characters are both hyphens is reserved for encodings (`xn--`) that
//! a pattern can't verify, so `*.` leaves it out; listed in full it matches.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::{name, parts};
use crate::strings::tick;

/// One label and its dot: letters, digits, `_`, and inside also `-`, but not `--` in third place.
const DEEPER: &str = r"(?:[0-9A-Z_a-z](?:[0-9A-Z_a-z]|[0-9A-Z_a-z-]-?[0-9A-Z_a-z](?:[0-9A-Z_a-z-]*[0-9A-Z_a-z])?)?\.)+";

/// A port from 1 to 65535 without leading zeros.
const PORT: &str = "(?::(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?";

/// Path, query and fragment: printable ASCII without space and backslash.
const REST: &str = r"(?:[/?#][!-\[\]-~]*)?";

/// The URLs with one of these hosts.
pub(super) fn pattern(hosts: &[String]) -> String {
    let hosts = parts::one_of(hosts.iter().map(|host| one(host)));
    format!(r"\A[Hh][Tt][Tt][Pp][Ss]?://{hosts}{PORT}{REST}\z")
}

fn one(host: &str) -> String {
    match host.strip_prefix("*.") {
        Some(parent) => format!(r"{DEEPER}{}", parts::any_case(parent)),
        None => parts::any_case(host),
    }
}

/// What stands between the parts of such a pattern: its hosts.
pub(super) fn listed(pattern: &str) -> Option<Vec<String>> {
    let hosts = pattern.strip_prefix(r"\A[Hh][Tt][Tt][Pp][Ss]?://(?:")?;
    let hosts = hosts.strip_suffix(&format!(r"){PORT}{REST}\z"))?;
    Some(hosts.replace(DEEPER, "*.").split('|').map(parts::plain).collect())
}

/// A host is a name (perhaps below `*.`) or an address, and nothing around it.
pub(super) fn check(host: &str) -> Result<(), String> {
    if host.parse::<Ipv6Addr>().is_ok() {
        return Err(format!("an IPv6 address is written in brackets: `[{host}]`"));
    }
    let bare = bare(host);
    if bare != host && check_name(bare).is_ok() {
        let more = match host.strip_prefix(bare).is_some_and(|rest| rest.starts_with(':')) {
            true => format!(" for any port, or `under \"https://{host}\"` for this one"),
            false => String::new(),
        };
        return Err(format!("{} is more than a host: write {}{more}", tick(host), tick(bare)));
    }
    check_name(host)
}

fn check_name(host: &str) -> Result<(), String> {
    if is_address(host) {
        return Ok(());
    }
    let parent = host.strip_prefix("*.").unwrap_or(host);
    if parent.contains('*') {
        return Err(format!(
            "{} is not a valid host: `*` is only allowed before a dot and a name, such as `*.acme.com`",
            tick(host)
        ));
    }
    name::check(parent, &['_'])
}

fn is_address(host: &str) -> bool {
    let bracketed = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    host.parse::<Ipv4Addr>().is_ok()
        || bracketed.is_some_and(|address| address.parse::<Ipv6Addr>().is_ok())
}

/// The host of what may be a whole URL: without scheme, user, port and path.
fn bare(text: &str) -> &str {
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or(rest);
    let host = authority.rsplit('@').next().unwrap_or(authority);
    match host.find(']') {
        Some(bracket) => host.get(..=bracket).unwrap_or(host),
        None => host.split(':').next().unwrap_or(host),
    }
}
