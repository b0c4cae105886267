//! What is valid and easily misread.

use crate::re2::{Pattern, misreadings};

#[test]
fn points_at_what_is_misread() {
    let cases: [(&str, &[&str]); 20] = [
        (r"[a&&b]", &["&&"]),
        (r"[a&&&b]", &["&&"]),
        (r"[a&&b&&c]", &["&&", "&&"]),
        (r"[!-&&b]", &["&&"]),
        (r"[a~~b]", &["~~"]),
        (r"[+--b]", &["--"]),
        (r"[--b]", &["--"]),
        (r"[[a]b]", &["["]),
        (r"[[]", &["["]),
        (r"[a[]x[[]", &["[", "["]),
        (r"[[:a]", &["["]),
        (r"\<a\>", &[r"\<", r"\>"]),
        (r"a{", &["{"]),
        (r"a}", &["}"]),
        (r"é{a}", &["{", "}"]),
        (r"a{,3}", &["{,3}"]),
        (r"a{,}", &["{", "}"]),
        (r"a{01}", &["{", "}"]),
        (r"[:alpha:]", &["[:alpha:]"]),
        (r"[^:alpha:]", &[]),
    ];
    for (pattern, places) in cases {
        let found = misreadings(pattern);
        let found: Vec<_> = found.iter().map(|found| &pattern[found.range.clone()]).collect();
        assert_eq!(found, places, "{pattern}");
    }
}

#[test]
fn leaves_the_plain_forms_alone() {
    let plain = [
        r"[a\&\&b]",
        r"[a&b]",
        r"[a-z-]",
        r"[-a]",
        r"[a~b]",
        r"[\[a\]b]",
        r"[[:alpha:]-]",
        r"[^[:alpha:]]",
        r"<a>",
        r"\ba\b",
        r"a\{\}",
        r"a{2}",
        r"a{2,}",
        r"a{2,3}",
        r"[{}]",
        r"\Q{}[[&&\E",
        r"\x{41}",
        r"\p{Greek}",
        r"a&&b",
        r"a--b",
        r"a~~b",
    ];
    for pattern in plain {
        assert_eq!(misreadings(pattern), [], "{pattern}");
    }
}

#[test]
fn says_nothing_of_what_is_refused() {
    assert_eq!(misreadings("[[a]b](?!c)"), []);
}

#[test]
fn offers_a_form_that_is_plain() {
    let cases = [
        (r"[a&&b]", r"write `\&` for the character `&`"),
        (r"[[]", r"write `\[`"),
        (r"a}", r"write `\}`"),
        (r"[:alpha:]", "write `[[:alpha:]]`"),
        (r"a{,3}", r"write `{0,3}` to repeat, `\{,3\}` for the text"),
    ];
    for (pattern, instead) in cases {
        assert!(Pattern::new(pattern).is_ok());
        assert_eq!(misreadings(pattern)[0].instead.as_deref(), Some(instead), "{pattern}");
    }
}
