//! What RE2 refuses, or what mcpol won't run.

use crate::re2::{MAX_LENGTH, Pattern, PatternError};

/// A pattern, part of the message, and the text that the error points at.
type Row = (&'static str, &'static str, &'static str);

fn refused(pattern: &str) -> PatternError {
    match Pattern::new(pattern) {
        Ok(compiled) => panic!("{pattern} is accepted: {}", compiled.rust()),
        Err(error) => error,
    }
}

fn hold(rows: &[Row]) {
    for (pattern, part, place) in rows {
        let error = refused(pattern);
        assert!(error.message.contains(part), "{pattern}: {}", error.message);
        assert_eq!(&pattern[error.range], *place, "{pattern}: {}", error.message);
    }
}

#[test]
fn what_no_automaton_does() {
    hold(&[
        (r"a(?=b)", "look-ahead", "(?="),
        (r"^(?!main)", "look-ahead", "(?!"),
        (r"(?<=a)b", "look-behind", "(?<="),
        (r"(?<!a)b", "look-behind", "(?<!"),
        (r"(?>a)", "atomic", "(?>"),
        (r"(a)\1", "back-references", r"\1"),
        (r"(a)\8", "back-references", r"\8"),
        (r"(?P<n>a)(?P=n)", "back-references", "(?P="),
        (r"\k<n>", "back-references", r"\k"),
        (r"\g1", "back-references", r"\g"),
        (r"a++", "possessive", "++"),
        (r"a*+", "possessive", "*+"),
        (r"a?+", "possessive", "?+"),
        (r"a{2}+", "possessive", "{2}+"),
        (r"(?R)", "recursion", "(?R"),
        (r"(?&n)", "recursion", "(?&"),
        (r"(?P>n)", "recursion", "(?P>"),
        (r"(?(1)a|b)", "conditional", "(?("),
        (r"(?|a|b)", "branch", "(?|"),
        (r"(?#a)", "comments", "(?#"),
        (r"(*ACCEPT)", "verbs", "(*"),
    ]);
}

#[test]
fn groups_and_flags() {
    hold(&[
        (r"(?x)a b", "no flag `x`", "x"),
        (r"(?u)a", "no flag `u`", "u"),
        (r"(?ix:a)", "no flag `x`", "x"),
        (r"(?a)", "no flag `a`", "a"),
        (r"(?é)", "no flag `é`", "é"),
        (r"(?i-)", "missing after", ")"),
        (r"(?-:a)", "missing after", ":"),
        (r"(?i-s-m)", "missing after", "-"),
        (r"(?i", "no end", "(?i"),
        (r"(?", "no end", "(?"),
        (r"(?P<>a)", "group name", ""),
        (r"(?P<a-b>a)", "group name", "a-b"),
        (r"(?<é>a)", "group name", "é"),
        (r"(?P<n", "no end", "(?P<n"),
        (r"(?<n", "no end", "(?<n"),
        (r"(?Pn)", "group name", "(?P"),
        (r"(?'n'a)", "otherwise", "(?'"),
        (r"x(a", "never closed", "("),
        (r"x(a(?i:b)", "never closed", "("),
        (r"(?i:a", "never closed", "(?i:"),
        (r"a)", "closes no group", ")"),
        (r"(a))b", "closes no group", ")"),
    ]);
}

#[test]
fn repeats() {
    hold(&[
        (r"a**", "repeats a repeat", "**"),
        (r"a+*", "repeats a repeat", "+*"),
        (r"a*??", "repeats a repeat", "*??"),
        (r"a{2}{3}", "repeats a repeat", "{2}{3}"),
        (r"a{2}??", "repeats a repeat", "{2}??"),
        (r"*a", "nothing to repeat", "*"),
        (r"(+a)", "nothing to repeat", "+"),
        (r"a|?", "nothing to repeat", "?"),
        (r"{2}", "nothing to repeat", "{2}"),
        (r"(?:{2,})", "nothing to repeat", "{2,}"),
        (r"((?i)*)", "nothing to repeat", "*"),
        (r"a{1001}", "1000 times", "{1001}"),
        (r"a{0,1001}", "1000 times", "{0,1001}"),
        (r"a{1001,}", "1000 times", "{1001,}"),
        (r"a{99999999999999999999}", "1000 times", "{99999999999999999999}"),
        (r"a{3,2}", "at least 3 and at most 2", "{3,2}"),
        (r"(a{500}){3}", "1500 copies", "{3}"),
        (r"((a{100}){100}){100}", "10000 copies", "{100}"),
        (r"(?:(?:a{3}){3}|b){334,}", "3006 copies", "{334,}"),
        (r"(a{10}b*){101}", "1010 copies", "{101}"),
    ]);
}

#[test]
fn escapes() {
    hold(&[
        (r"\u0041", r"no `\u`", r"\u0041"),
        (r"\U0001F600b", r"no `\U`", r"\U0001F600"),
        (r"\u{41}", r"no `\u`", r"\u"),
        (r"\C", "single bytes", r"\C"),
        (r"a\Z", r"no `\Z`", r"\Z"),
        (r"\h", r"no `\h`", r"\h"),
        (r"\R", r"no `\R`", r"\R"),
        (r"\X", r"no `\X`", r"\X"),
        (r"\G", r"no `\G`", r"\G"),
        (r"\K", r"no `\K`", r"\K"),
        (r"\e", r"no `\e`", r"\e"),
        (r"\cA", r"no `\c`", r"\c"),
        (r"\o{7}", r"no `\o`", r"\o"),
        (r"\N", r"no `\N`", r"\N"),
        (r"\y", r"no escape `\y`", r"\y"),
        (r"\é", r"no escape `\é`", r"\é"),
        (r"a\E", r"ends no `\Q`", r"\E"),
        (r"a\", r"ends in a `\`", r"\"),
        (r"\x4", "names no character", r"\x4"),
        (r"\x", "names no character", r"\x"),
        (r"\x{}", "names no character", r"\x{}"),
        (r"\x{110000}", "names no character", r"\x{110000}"),
        (r"\x{41", "names no character", r"\x{41"),
        (r"\x{FFFFFFFFFFFFFFFF}", "names no character", r"\x{FFFFFFFFFFFFFFFF}"),
        (r"\p", "no name", r"\p"),
        (r"\p{Greek", "no end", r"\p{Greek"),
        (r"\pX", "no Unicode class `X`", r"\pX"),
        (r"\p{greek}", "no Unicode class `greek`", r"\p{greek}"),
        (r"\p{Alphabetic}", "no Unicode class", r"\p{Alphabetic}"),
        (r"\p{sc=Greek}", "no Unicode class", r"\p{sc=Greek}"),
        (r"\pl", "no Unicode class `l`", r"\pl"),
        (r"\p{Latn}", "no Unicode class `Latn`", r"\p{Latn}"),
        (r"\p{LC}", "no Unicode class", r"\p{LC}"),
        (r"\p{Cn}", "no Unicode class", r"\p{Cn}"),
        (r"\p{any}", "no Unicode class", r"\p{any}"),
        (r"\p{^^Greek}", "no Unicode class", r"\p{^^Greek}"),
        (r"\p{}", "no Unicode class", r"\p{}"),
        (r"\p^L", "no Unicode class", r"\p^"),
        (r"[\p{Nope}]", "no Unicode class", r"\p{Nope}"),
    ]);
}

#[test]
fn classes() {
    hold(&[
        (r"[z-a]", "runs backwards", "z-a"),
        (r"[a--b]", "runs backwards", "a--"),
        (r"x[a", "never closed", "[a"),
        (r"[]", "never closed", "[]"),
        (r"[^]", "never closed", "[^]"),
        (r"[", "never closed", "["),
        (r"[a-", "never closed", "[a-"),
        (r"[[:nope:]]", "no class `nope`", "[:nope:]"),
        (r"[[:a]x:]", "no class", "[:a]x:]"),
        (r"[a-\d]", r"no escape `\d`", r"\d"),
        (r"[\b]", "no character", r"\b"),
        (r"[\A]", "no character", r"\A"),
        (r"[\Qa\E]", "only outside a class", r"\Q"),
        (r"[\1]", "back-references", r"\1"),
        (r"[a\", r"ends in a `\`", r"\"),
    ]);
}

#[test]
fn says_what_to_write_instead() {
    let cases = [
        (r"\u0041", r"write `\x{0041}`"),
        (r"\p{greek}", r"write `\p{Greek}`"),
        (r"[[:alhpa:]]", "write `[:alpha:]`"),
        (r"a{3,2}", "write `{2,3}`"),
        (r"[\b]", r"write `\x08` for a backspace"),
        (r"\y", "write `y` for the character itself"),
    ];
    for (pattern, instead) in cases {
        assert_eq!(refused(pattern).instead.as_deref(), Some(instead), "{pattern}");
    }
}

#[test]
fn what_takes_too_much() {
    let wide = "(?i)".to_owned() + &r"[\x{0}-\x{10FFFF}]".repeat(1000);
    let cases = [
        ("a".repeat(MAX_LENGTH + 1), "longer than"),
        ("a".repeat(1 << 20), "longer than"),
        ("(".repeat(10_000) + &")".repeat(10_000), "nest more than"),
        (r"\pL".repeat(MAX_LENGTH / 3), "too many characters"),
        (format!("(?i)[{}]", r"\pL".repeat(10_000)), "too many characters"),
        (wide, "too many characters"),
        (r"\pL{1000}".repeat(10), "too much memory"),
        (r"(?:\pL{30}){33}".repeat(10), "too much memory"),
    ];
    for (pattern, part) in cases {
        let error = refused(&pattern);
        assert!(error.message.contains(part), "{}", error.message);
    }
}
