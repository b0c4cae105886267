//! What is said about operands, and the bytes of the patterns.

mod laws;
mod parts;
mod tables;

use super::*;

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// What is said about each operand alone, in order.
fn said<T: Into<String>>(
    operands: impl IntoIterator<Item = T>,
    operator: impl Fn(String) -> TextOperator,
) -> String {
    let said = operands.into_iter().map(|operand| match check(&operator(operand.into())) {
        Ok(()) => "accepted\n".to_owned(),
        Err((_, message)) => message + "\n",
    });
    said.collect()
}

#[test]
fn wrong_hosts_are_told_how_to_be_written() {
    let hosts = [
        "",
        "https://api.acme.com/v1",
        "https://bob@api.acme.com:8443/",
        "api.acme.com/v1",
        "api.acme.com:443",
        "bob@api.acme.com",
        "api.acme.com.",
        ".acme.com",
        "a..acme.com",
        "-a.acme.com",
        "*",
        "*acme.com",
        "*.*.acme.com",
        "api.*.com",
        "bücher.example",
        "api acme.com",
        "api.acme.com\n",
        "api%2eacme.com",
        "127.1",
        "0177.0.0.1",
        "1.0x7f",
        "::1",
        "[::1",
        "[::1]:80",
        "[::1%eth0]",
        "*.127.0.0.1",
        "https://",
    ];
    insta::assert_snapshot!(said(hosts, |host| TextOperator::HostIn(vec![host])));
}

#[test]
fn wrong_domains_are_told_how_to_be_written() {
    let domains =
        ["", "bob@acme.com", "@acme.com", "bob@", "*.acme.com", "acme.com.", "a_b.com", "[::1]"];
    insta::assert_snapshot!(said(domains, |domain| TextOperator::DomainIn(vec![domain])));
}

#[test]
fn wrong_paths_are_told_how_to_be_written() {
    let paths = [
        "",
        "workspace",
        "~/workspace",
        "C:\\workspace",
        "/workspace/",
        "/",
        "//",
        "/workspace/*",
        "/srv/*/data",
        "/*",
        "/a//b",
        "/a/../b",
        "/.",
        "/a\\b",
        "/a\nb",
        "/a%2fb",
        "/a\u{ff0f}b",
        "/.. ",
    ];
    insta::assert_snapshot!(said(paths, TextOperator::Under));
}

#[test]
fn wrong_urls_are_told_how_to_be_written() {
    let urls = [
        "ftp://acme.com/a",
        "HTTPS://acme.com/a",
        "https://Acme.com/a",
        "https://bob@acme.com/a",
        "https://bob:secret@acme.com/a",
        "https://*.acme.com/a",
        "https://acme.com:443/a",
        "http://acme.com:80",
        "https://acme.com:0/a",
        "https://acme.com:08/a",
        "https://acme.com:65536/a",
        "https://acme.com:/a",
        "https://acme.com/a/",
        "https://acme.com/",
        "https://acme.com/a?b=1",
        "https://acme.com/a/#b",
        "https://acme.com/a/*",
        "https://acme.com/a/../b",
        "https://acme.com/a//b",
        "https://acme.com/a%2fb",
        "https://acme.com/a\\b",
        "https://acme.com/ü",
        "https://acme.com/a b",
        "https:///a",
        "https://a..b/c",
        "://",
    ];
    insta::assert_snapshot!(said(urls, TextOperator::Under));
}

#[test]
fn wrong_commands_are_told_how_to_be_written() {
    let commands = [
        "", " ", "git  log", " ls", "ls\n", "ls; rm", "ls *", "a \"b\"", "-x", "A=b", "A=b ls", "é",
    ];
    insta::assert_snapshot!(said(commands, |command| TextOperator::CommandIn(vec![command])));
}

#[test]
fn right_operands_are_accepted() {
    let hosts = ["a", "a.b", "A-1.b", "*.a", "my_service", "xn--bcher-kva.ch", "1.2.3.4", "[::1]"];
    let domains = ["acme.com", "ACME.co.uk", "a-b.dev", "localhost"];
    let paths = [
        "https://a.io",
        "http://a.io:8080/b.c/%C3%BC",
        "https://[::1]/a",
        "/a",
        "/a b/.c",
        "/ü",
        "/100%",
    ];
    let commands = ["ls", "git log --oneline", "./run a=b", "npm run test:unit"];
    for right in [
        TextOperator::HostIn(owned(&hosts)),
        TextOperator::DomainIn(owned(&domains)),
        TextOperator::CommandIn(owned(&commands)),
        TextOperator::StartsWith("\n".to_owned()),
        TextOperator::EndsWith("$".to_owned()),
    ] {
        assert_eq!(check(&right), Ok(()), "{right:?}");
    }
    assert_eq!(said(paths, TextOperator::Under), "accepted\n".repeat(paths.len()));
}

#[test]
fn the_first_wrong_operand_is_the_one_named() {
    let hosts = TextOperator::HostIn(owned(&["a.com", "b.com.", "c.com."]));
    assert_eq!(check(&hosts).map_err(|(index, _)| index), Err(1));
}

#[test]
fn an_empty_literal_or_list_is_wrong_and_a_list_of_none_matches_nothing() {
    assert!(check(&TextOperator::StartsWith(String::new())).is_err());
    assert!(check(&TextOperator::EndsWith(String::new())).is_err());
    for none in [
        TextOperator::HostIn(Vec::new()),
        TextOperator::DomainIn(Vec::new()),
        TextOperator::CommandIn(Vec::new()),
    ] {
        assert!(check(&none).is_err());
        let pattern = crate::re2::Pattern::new(&pattern(&none)).unwrap();
        assert!(["", "http://", "http:///", "a@", " a"].iter().all(|text| !pattern.is_match(text)));
    }
}

#[test]
fn the_patterns_are_these() {
    let patterns = [
        TextOperator::StartsWith("https://a.b/".to_owned()),
        TextOperator::EndsWith(".json".to_owned()),
        TextOperator::HostIn(owned(&["api.io", "*.a.io", "[::1]"])),
        TextOperator::DomainIn(owned(&["a.io", "b-c.dev"])),
        TextOperator::Under("/".to_owned()),
        TextOperator::Under("/work.space".to_owned()),
        TextOperator::Under("https://docs.acme.com/public".to_owned()),
        TextOperator::CommandIn(owned(&["git status", "ls"])),
    ]
    .map(|operator| pattern(&operator));
    insta::assert_snapshot!(patterns.join("\n"));
}
