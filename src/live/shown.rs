//! How a server was reached, without the secrets that stand in command lines and addresses.

use super::concealed::{Concealed, STARS, is_secret_name, words as words_of};
use crate::strings::secrets::{begins_as_key, find, looks_random};

/// How many letters a number has at least that is taken for a key, dashes counted.
const MIN_KEY: usize = 32;

/// The option for a password that also takes it without a blank.
const PASSWORD: &str = "-p";

/// Options of one letter that many programs have for a password, a key and a header.
const SHORT: [&str; 3] = [PASSWORD, "-k", "-H"];

/// What ends a secret in a command, and lets another one follow.
const ENDS: [char; 6] = [';', '&', '|', '(', '"', '\''];

/// The last words of names whose values may hold a password behind a colon.
const USERS: [&str; 4] = ["USER", "USERNAME", "LOGIN", "U"];

/// What stands before the token in a header.
const SCHEMES: [&str; 2] = ["bearer", "basic"];

/// A program and its arguments.
pub(super) fn words(words: &[String], concealed: &Concealed) -> Vec<String> {
    let before = std::iter::once("").chain(words.iter().map(|word| &**word));
    let shown = words.iter().zip(before).enumerate().map(|(at, (argument, before))| match at {
        0 => argument.clone(),
        _ => concealed.hide(&word(before, argument)),
    });
    shown.collect()
}

/// What isn't shown of the texts: the parts that stars stand for.
pub(super) fn secrets(texts: &[String], shown: &[String]) -> Vec<String> {
    texts.iter().zip(shown).flat_map(|(text, shown)| hidden_in(text, shown)).collect()
}

/// The parts of a text that stars stand for.
fn hidden_in(text: &str, shown: &str) -> Vec<String> {
    let mut kept = shown.split(STARS);
    let Some(mut rest) = kept.next().and_then(|first| text.strip_prefix(first)) else {
        return Vec::new();
    };
    let mut hidden = Vec::new();
    for kept in kept {
        let end = if kept.is_empty() { rest.len() } else { rest.find(kept).unwrap_or(rest.len()) };
        let (secret, behind) = rest.split_at(end);
        hidden.push(secret.to_owned());
        rest = behind.strip_prefix(kept).unwrap_or_default();
    }
    // Of `NAME:PASSWORD`, the password may stand alone.
    let passwords = hidden.iter().filter_map(|it| Some(it.split_once(':')?.1.to_owned()));
    let passwords: Vec<String> = passwords.collect();
    hidden.into_iter().chain(passwords).collect()
}

/// A program that isn't one, such as a whole command or a variable.
pub(crate) fn program(text: &str) -> String {
    without_named(&address(text))
}

/// An argument, by the one before it.
fn word(before: &str, argument: &str) -> String {
    let takes_value = before.starts_with('-') && !before.contains('=');
    if takes_value && !argument.starts_with('-') && holds_secret(before, argument) {
        return STARS.to_owned();
    }
    match argument.strip_prefix(PASSWORD).filter(|rest| is_attached(rest)) {
        Some(_) => format!("{PASSWORD}{STARS}"),
        None => without_named(&address(argument)),
    }
}

/// Whether what stands right behind `-p` is its value, and not the rest of a longer name.
fn is_attached(rest: &str) -> bool {
    let is_of_word = |letter: char| letter.is_ascii_lowercase() || letter == '-';
    !rest.contains('=') && rest.contains(|letter| !is_of_word(letter))
}

/// A text without the secrets that are named in it, as in `Server=a;Password=b`, `{"apiKey": "a"}`
/// and `serve --token a`. What follows one is shown: it may be what is run.
fn without_named(text: &str) -> String {
    let separators = text.match_indices([':', '=', ' ']);
    let mut parts = separators.filter_map(|(at, _)| text.split_at_checked(at + 1));
    let Some((before, value)) = parts.find(|(before, value)| is_named(before, value)) else {
        return text.to_owned();
    };
    let behind = value.get(length(before, value)..).unwrap_or_default();
    format!("{before}{STARS}{}", without_named(behind))
}

/// How long a secret is that stands behind its name: up to its quote, else as far as one word of a
/// command goes, with the scheme before it; the two words of a header. What may be run in it is none
/// of it.
fn length(name: &str, value: &str) -> usize {
    let blanks = value.len() - value.trim_start().len();
    let text = value.trim_start();
    let quote = text.chars().next().filter(|first| matches!(first, '"' | '\''));
    let quoted = quote.zip(text.get(1..)).map(|(quote, inner)| {
        let end = end(inner, |letter| letter == quote);
        1 + end + usize::from(inner.get(end..).is_some_and(|rest| rest.starts_with(quote)))
    });
    let of_word = |text: &str| end(text, |it| it.is_whitespace() || ENDS.contains(&it));
    let word = || match text.split_once(' ') {
        Some((scheme, token)) if is_scheme(scheme) || is_header(name, blanks, token) => {
            scheme.len() + 1 + of_word(token)
        }
        _ => of_word(text),
    };
    blanks + quoted.unwrap_or_else(word)
}

/// Where a text ends before such a letter, or before something that is run for its output.
fn end(text: &str, ends: impl Fn(char) -> bool) -> usize {
    let mut letters = text.char_indices();
    let end = letters.find(|(at, letter)| ends(*letter) || text.get(*at..).is_some_and(is_run));
    end.map_or(text.len(), |(at, _)| at)
}

/// Whether the value of a header has a scheme and one more word, and nothing else.
fn is_header(name: &str, blanks: usize, second: &str) -> bool {
    name.ends_with(':') && blanks > 0 && !second.contains(' ')
}

/// Whether a command follows that is run for its output.
fn is_run(text: &str) -> bool {
    text.starts_with("$(") || text.starts_with('`')
}

fn is_scheme(word: &str) -> bool {
    SCHEMES.iter().any(|scheme| word.eq_ignore_ascii_case(scheme))
}

/// Whether a text ends with the name of the secret that follows, and what stands between them.
fn is_named(before: &str, value: &str) -> bool {
    let is_apart = before.ends_with(' ');
    let name = before.trim_end_matches([':', '=', ' ', '"', '\'', '\\']);
    let name = name.rsplit(|letter| !is_of_name(letter)).next().unwrap_or_default();
    let takes_value = !is_apart || name.starts_with('-') || is_scheme(name);
    takes_value && !value.trim().is_empty() && holds_secret(name, value)
}

/// Whether an option, a variable, a header or a member of this name has a secret for its value.
fn holds_secret(name: &str, value: &str) -> bool {
    let is_user = || words_of(name).last().is_some_and(|last| USERS.contains(&&**last));
    SHORT.contains(&name)
        || is_secret_name(name)
        || is_scheme(name)
        || value.contains(':') && is_user()
}

/// What an option, a variable or a header is called by.
fn is_of_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "-_".contains(letter)
}

/// A text without what only the server and its user know of the addresses in it: the user, the
/// query, and parts of the path that are keys.
pub(super) fn address(text: &str) -> String {
    let text = &*without_tokens(text);
    let Some((scheme, rest)) = text.split_once("://") else { return without_keys(text) };
    let end = rest.find(['?', '#']).unwrap_or(rest.len());
    let (place, query) = rest.split_at(end);
    let (host, path) = place.split_at(place.find('/').unwrap_or(place.len()));
    let host = match host.rsplit_once('@') {
        Some((_, host)) => format!("{STARS}@{host}"),
        None => host.to_owned(),
    };
    let query = query.get(..1).map(|mark| format!("{mark}{STARS}")).unwrap_or_default();
    format!("{scheme}://{host}{}{query}", without_keys(path))
}

/// A text with stars for the own part of each token that is written as its issuer writes them.
fn without_tokens(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut end = 0;
    for (token, shape) in find(text) {
        shown.push_str(text.get(end..token.start + shape.start.len()).unwrap_or_default());
        shown.push_str(STARS);
        end = token.end;
    }
    shown.push_str(text.get(end..).unwrap_or_default());
    shown
}

/// A text with stars for those of its words that are keys.
fn without_keys(text: &str) -> String {
    let is_of_word = |letter: char| letter.is_ascii_alphanumeric() || "-_.+~".contains(letter);
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|letter| !is_of_word(letter)).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end);
        shown.push_str(if is_key(word) { STARS } else { word });
        let next = behind.find(is_of_word).unwrap_or(behind.len());
        shown.push_str(behind.get(..next).unwrap_or_default());
        rest = behind.get(next..).unwrap_or_default();
    }
    shown
}

/// Whether a word is a key, or has one between its full stops.
fn is_key(word: &str) -> bool {
    let is_number = |part: &str| {
        part.len() >= MIN_KEY && part.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
    };
    begins_as_key(word)
        || word.split('.').any(is_number)
        || word.split(['-', '_', '.']).any(looks_random)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_secret_is_shown() {
        let cases: &[(&[&str], &[&str])] = &[
            (&["--api-key", "hunter2!"], &["--api-key", "***"]),
            (&["--api-key=hunter2", "-v"], &["--api-key=***", "-v"]),
            (&["--header", "Authorization: Bearer x"], &["--header", "***"]),
            (&["-H", "X-Own: x"], &["-H", "***"]),
            (&["X-Api-Key:x"], &["X-Api-Key:***"]),
            (&["--pat", "pat1", "--bearer", "b1"], &["--pat", "***", "--bearer", "***"]),
            (&["--jwt", "j1", "--license", "l1"], &["--jwt", "***", "--license", "***"]),
            (&["-p", "a", "-k", "b", "-pHunter2"], &["-p", "***", "-k", "***", "-p***"]),
            (&["-port", "-path"], &["-port", "-path"]),
            (&["--user", "a:b", "-u", "c:d"], &["--user", "***", "-u", "***"]),
            (&["--user=a:b", "--user", "a", "-u"], &["--user=***", "--user", "a", "-u"]),
            (&["sk-proj-abcdefghijklmnop1234567890"], &["***"]),
            (&["ghp_abcdefghijklmnopqrstuvwxyz0123456789"], &["***"]),
            (&["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc"], &["***"]),
            (&["https://h.example/sse/AKIA1234567890ABCDEF"], &["https://h.example/sse/***"]),
            (&["Server=x;User=u;Password=pp;"], &["Server=x;User=u;Password=***;"]),
            (&["host=db password='a b'"], &["host=db password=***"]),
            (&["{\"url\": 1, \"apiKey\": \"a\"}"], &["{\"url\": 1, \"apiKey\":***}"]),
            (&["-c", "serve --token a --port 1"], &["-c", "serve --token *** --port 1"]),
            (&["-c", "API_KEY=x; touch a"], &["-c", "API_KEY=***; touch a"]),
            (&["-c", "API_KEY=\"a b\"&& touch a"], &["-c", "API_KEY=***&& touch a"]),
            (&["-c", "API_KEY=$(touch a)"], &["-c", "API_KEY=***$(touch a)"]),
            (&["-c", "API_KEY=${KEY} touch a"], &["-c", "API_KEY=*** touch a"]),
            (&["-c", "A_TOKEN=x B_TOKEN=y run"], &["-c", "A_TOKEN=*** B_TOKEN=*** run"]),
            (&["-c", "API_KEY=\"$(touch a)\"; b"], &["-c", "API_KEY=***$(touch a)\"; b"]),
            (&["-c", "API_KEY='`touch a`'"], &["-c", "API_KEY=***`touch a`'"]),
            (&["-c", "API_KEY: int = run('a')"], &["-c", "API_KEY:*** = run('a')"]),
            (&["-c", "API_KEY=run('a')"], &["-c", "API_KEY=***('a')"]),
            (&["Authorization: Token abc"], &["Authorization:***"]),
            (&["X-Token: a"], &["X-Token:***"]),
            (&["Authorization: Bearer abc"], &["Authorization:***"]),
            (&["AUTHORIZATION=Bearer abc run"], &["AUTHORIZATION=*** run"]),
            (&["Bearer abc"], &["Bearer ***"]),
            (&["-u", "server.py", "--author=me"], &["-u", "server.py", "--author=***"]),
            (&["é=ü", "/srv/paths-2026/patterns.json"], &["é=ü", "/srv/paths-2026/patterns.json"]),
            (&["API_TOKEN=x", "LEVEL=info"], &["API_TOKEN=***", "LEVEL=info"]),
            (
                &["postgresql://me:pw@db.internal/x?sslmode=require"],
                &["postgresql://***@db.internal/x?***"],
            ),
            (
                &["https://a.example/s/550e8400-e29b-41d4-a716-446655440000/mcp"],
                &["https://a.example/s/***/mcp"],
            ),
            (
                &["-y", "@modelcontextprotocol/server-everything@2026.8.31"],
                &["-y", "@modelcontextprotocol/server-everything@2026.8.31"],
            ),
            (
                &["https://hooks.slack.com/services/T024BE7LD/B0ABCDE12/aBcDeFgHiJkLmNoPqRsTuVwX"],
                &["https://hooks.slack.com/services/***"],
            ),
            (&["--tokens", "--x", "/srv/files"], &["--tokens", "--x", "/srv/files"]),
            (&["q9W2eR7tY4uI8oP1aS6d"], &["***"]),
        ];
        for (arguments, shown) in cases {
            let given: Vec<String> = arguments.iter().map(|it| (*it).to_owned()).collect();
            let given = [vec!["x".to_owned()], given].concat();
            assert_eq!(words(&given, &Concealed::default())[1..], **shown);
        }
    }

    #[test]
    fn what_is_not_shown_is_known() {
        let cases: &[(&[&str], &[&str])] = &[
            (&["--api-key", "hunter22"], &["hunter22"]),
            (&["--api-key=hunter22", "-v"], &["hunter22"]),
            (&["--user", "me:hunter22"], &["me:hunter22", "hunter22"]),
            (&["postgresql://me:pw@db.internal/x?a=b"], &["me:pw", "a=b", "pw"]),
            (
                &["https://hooks.slack.com/services/T024BE7LD/B0ABCDE12/aBcDeFgHiJkLmNoPqRsTuVwX"],
                &["T024BE7LD/B0ABCDE12/aBcDeFgHiJkLmNoPqRsTuVwX"],
            ),
            (&["serve", "/srv"], &[]),
        ];
        for (arguments, hidden) in cases {
            let given: Vec<String> = arguments.iter().map(|it| (*it).to_owned()).collect();
            let given = [vec!["x".to_owned()], given].concat();
            let shown = words(&given, &Concealed::default());
            assert_eq!(secrets(&given, &shown), **hidden);
        }
    }
}
