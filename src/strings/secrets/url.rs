//! Passwords in addresses: `scheme://user:password@host`.

use std::ops::Range;

use super::{is_placeholder, within};

/// What stands before the authority of every address; of two slashes, one is left where an address
/// was read as a path.
pub(super) const START: &str = ":/";

/// Where the password stands in the address whose [`START`] is at `at`; nothing where it stands for
/// one, as in documentation.
pub(super) fn password(text: &str, at: usize) -> Option<Range<usize>> {
    let has_scheme = text.get(..at)?.ends_with(|last: char| last.is_ascii_alphanumeric());
    let behind = text.get(at + START.len()..)?;
    let start = at + START.len() + usize::from(behind.starts_with('/'));
    let authority = within(text.get(start..)?, MAX_AUTHORITY);
    let authority = authority.split(ends_authority).next()?;
    let (user_information, host) = authority.rsplit_once('@')?;
    let (user, password) = user_information.split_once(':')?;
    let found = has_scheme && is_host(host) && !stands_for_one(user, password);
    let start = start + user.len() + 1;
    found.then_some(start..start + password.len())
}

/// How many bytes are searched for the end of an authority.
const MAX_AUTHORITY: usize = 512;

fn ends_authority(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || matches!(letter, '/' | '?' | '#' | '\\' | '"' | '\'' | '`' | '<' | '>' | ',' | ';')
}

/// A host that may be a true one: those of RFC 2606 are for examples.
fn is_host(host: &str) -> bool {
    let name = host.split(':').next().unwrap_or_default().to_ascii_lowercase();
    let labels: Vec<&str> = name.rsplit('.').collect();
    let is_example = matches!(labels.as_slice(), ["example" | "test" | "invalid", ..])
        || matches!(labels.as_slice(), ["com" | "org" | "net", "example", ..])
        || matches!(labels.as_slice(), ["host" | "hostname" | "server"]);
    !is_example && host.starts_with(|first: char| first.is_ascii_alphanumeric() || first == '[')
}

/// Whether a password is a variable, a port, a word that says what belongs there, or the user's
/// name again.
fn stands_for_one(user: &str, password: &str) -> bool {
    let letters = password.chars().filter(char::is_ascii_alphabetic);
    let word = letters.map(|letter| letter.to_ascii_lowercase()).collect::<String>();
    let is_variable = password.contains(['{', '}', '*', '(', ')', '[', ']', '|', '^', '…'])
        || password.starts_with(['$', '%', ':', '@'])
        || password.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
    let is_port = password.len() < MIN_PASSWORD;
    is_variable
        || is_port
        || is_placeholder(password)
        || password.eq_ignore_ascii_case(user)
        || WORDS.iter().any(|known| word == *known)
}

/// How many characters a password has at least that is taken for one.
const MIN_PASSWORD: usize = 6;

/// Passwords of documentation, without what isn't a letter.
const WORDS: &[&str] = &[
    "apikey",
    "apitoken",
    "accesstoken",
    "adminpassword",
    "changeit",
    "changeme",
    "dbpass",
    "dbpassword",
    "foobar",
    "insecure",
    "letmein",
    "minioadmin",
    "mypass",
    "mypassword",
    "mysecret",
    "mysecretpassword",
    "passphrase",
    "passw",
    "passwd",
    "password",
    "postgres",
    "rootpassword",
    "secret",
    "secretpassword",
    "somepassword",
    "supersecret",
    "testpassword",
    "testpass",
    "thepassword",
    "token",
    "urlencodedpassword",
    "userpassword",
    "username",
    "xoauthbasic",
];
