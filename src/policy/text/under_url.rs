//! `under` with a URL: this URL, or one inside it, as every parser and server reads it.
//!
//! Scheme, host and port are those of the operand: another port is another server, and the scheme's
//! own may be written or not. The path goes on segment by segment:
//!
//! - no empty segment but one at the end: a final slash is the same place;
//! - no escape of `%` (double encoding), `.`, `/`, `\`, a control character or DEL;
//! - leading dots only before a plain character other than `;` and `%`, since `..;x` and `..%20` are
//!   `..` to some servers;
//! - other languages as complete percent-encoded UTF-8 sequences, none overlong, no surrogate, none
//!   that begins with `E2` or `EF`, where the look-alikes of `.`, `/`, `\` and `%` are.
//!
//! Query and fragment are any printable ASCII but `\`.

use super::{host, parts};
use crate::re2::Pattern;
use crate::strings::tick;

/// What a segment begins with, leading dots and encoded characters aside.
const FIRST: &str = "[!$&'()*+,0-9:=@A-Z_a-z~-]";

/// A plain character inside a segment.
const INNER: &str = "[!$&'()*+,.0-9:;=@A-Z_a-z~-]";

/// An encoded character of ASCII that every server reads as that character.
const ASCII: &str =
    "%(?:2[0-46-9A-Da-d]|3[0-9A-Fa-f]|4[0-9A-Fa-f]|5[0-9ABDEFabdef]|6[0-9A-Fa-f]|7[0-9A-Ea-e])";

/// A question mark or number sign, and what may follow it.
const TAIL: &str = r"(?:[?#][!-\[\]-~]*)?";

/// The parts of a URL as an operand.
struct Operand<'o> {
    scheme: &'o str,
    host: &'o str,
    port: Option<&'o str>,
    path: &'o str,
}

impl<'o> Operand<'o> {
    fn read(url: &'o str) -> Option<Self> {
        let (scheme, rest) = url.split_once("://")?;
        let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        let after_address = authority.find(']').map_or(0, |bracket| bracket + 1);
        let colon = authority.get(after_address..)?.find(':').map(|at| after_address + at);
        let (host, port) = match colon {
            Some(colon) => (authority.get(..colon)?, authority.get(colon + 1..)),
            None => (authority, None),
        };
        Some(Self { scheme, host, port, path })
    }

    /// The URL of the server alone.
    fn server(&self) -> String {
        let port = self.port.map(|port| format!(":{port}")).unwrap_or_default();
        format!("{}://{}{port}", self.scheme, self.host)
    }

    /// The path without query, fragment and final slashes.
    fn plain_path(&self) -> &'o str {
        self.path.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/')
    }

    fn pattern(&self) -> String {
        let port = match (self.port, self.scheme) {
            (Some(port), _) => format!(":{}", parts::literal(port)),
            (None, "https") => "(?::443)?".to_owned(),
            (None, _) => "(?::80)?".to_owned(),
        };
        let (scheme, host) = (parts::any_case(self.scheme), parts::any_case(self.host));
        let (path, utf8) = (parts::literal(self.path), utf8());
        let segment = format!(r"(?:\.*{FIRST}|{utf8})(?:{INNER}|{utf8}|{ASCII})*");
        format!(r"\A{scheme}://{host}{port}{path}(?:/{segment})*/?{TAIL}\z")
    }
}

/// A complete percent-encoded sequence of UTF-8 beyond ASCII.
fn utf8() -> String {
    const X: &str = "[0-9A-Fa-f]";
    let c = format!("%[89ABab]{X}");
    format!(
        "%(?:[Cc]2%[ABab]{X}|(?:[Cc][3-9A-Fa-f]|[Dd]{X}){c}|[Ee]0%[ABab]{X}{c}|[Ee][13-9A-Ca-c]{c}{c}\
         |[Ee][Dd]%[89]{X}{c}|[Ff]0%[9ABab]{X}{c}{c}|[Ff][1-3]{c}{c}{c})"
    )
}

/// Whether an operand is meant as a URL.
pub(super) fn is_url(operand: &str) -> bool {
    operand.contains("://")
}

/// This URL, or any inside it.
pub(super) fn pattern(url: &str) -> String {
    Operand::read(url).map_or_else(|| parts::one_of([]), |operand| operand.pattern())
}

/// The URL names one server and a path that the operator itself accepts.
pub(super) fn check(url: &str) -> Result<(), String> {
    let shown = tick(url);
    let Some(operand) = Operand::read(url) else {
        return Err(format!("{shown} is no URL: write one such as `https://docs.acme.com/public`"));
    };
    check_scheme(&operand)?;
    check_server(&operand)?;
    check_path(&operand, url)
}

fn check_scheme(operand: &Operand<'_>) -> Result<(), String> {
    let scheme = operand.scheme;
    match scheme.to_ascii_lowercase().as_str() {
        lower @ ("http" | "https") if lower != scheme => {
            Err(format!("{} is written {} here", tick(scheme), tick(lower)))
        }
        "http" | "https" => Ok(()),
        _ => Err(format!(
            "{} URLs aren't known here: write an absolute path, or a URL with `http` or `https`",
            tick(scheme)
        )),
    }
}

fn check_server(operand: &Operand<'_>) -> Result<(), String> {
    let Operand { scheme, host, port, .. } = operand;
    let path = operand.plain_path();
    if let Some((_, host)) = operand.server().rsplit_once('@') {
        return Err(format!(
            "a user name has no place here: write {}",
            tick(&format!("{scheme}://{host}{path}"))
        ));
    }
    if host.contains('*') {
        return Err("`*` is a plain character here: write one rule for each host, or `host in` for any path"
            .to_owned());
    }
    let lower = host.to_ascii_lowercase();
    if lower != *host {
        return Err(format!("the host {} is written {} here", tick(host), tick(&lower)));
    }
    host::check(host)?;
    let default = if *scheme == "https" { "443" } else { "80" };
    match port {
        Some(port) if *port == default => Err(format!(
            "{default} is the port of `{scheme}` anyway: write {}",
            tick(&format!("{scheme}://{host}{path}"))
        )),
        Some(port) if !is_port(port) => {
            Err(format!("{} is no port: write a number from 1 to 65535", tick(port)))
        }
        _ => Ok(()),
    }
}

fn check_path(operand: &Operand<'_>, url: &str) -> Result<(), String> {
    let server = operand.server();
    let path = operand.path.split(['?', '#']).next().unwrap_or_default();
    let plain = format!("{server}{}", operand.plain_path());
    if path.len() < operand.path.len() {
        return Err(format!("query and fragment are free anyway: write {}", tick(&plain)));
    }
    if plain != url {
        return Err(format!("{} ends with a slash: write {}", tick(url), tick(&plain)));
    }
    if let Some((before, _)) = path.split_once('*') {
        let folder = before.rsplit_once('/').map_or("", |(folder, _)| folder);
        return Err(format!(
            "`*` is a plain character here, and all that is inside is taken in: write {}",
            tick(&format!("{server}{folder}"))
        ));
    }
    if !Pattern::new(&pattern(&server)).is_ok_and(|inside| inside.is_match(url)) {
        return Err(format!(
            "{} contains a part that servers read in different ways: write a path without `.` and `..` \
             segments, empty ones, encoded dots, slashes and percent signs",
            tick(url)
        ));
    }
    Ok(())
}

fn is_port(port: &str) -> bool {
    !port.starts_with('0')
        && port.bytes().all(|byte| byte.is_ascii_digit())
        && port.parse::<u16>().is_ok()
}
