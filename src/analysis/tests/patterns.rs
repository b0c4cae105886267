//! Patterns as RE2 reads them: strings that are in their language and strings that aren't, each
//! found or excluded by the walk through automata.

use crate::analysis::{Answer, Engine, Formula, Test};
use crate::json::Value;

/// A pattern, strings in which it is found, and strings in which it isn't.
type Row = (&'static str, &'static [&'static str], &'static [&'static str]);

#[rustfmt::skip]
const TABLE: &[Row] = &[
    // Anchors and alternations: `^` and `$` belong to one branch only.
    ("a", &["a", "ba", "ab"], &["", "b"]),
    ("^a", &["a", "ab"], &["", "ba", "\na"]),
    ("a$", &["a", "ba"], &["", "ab", "a\n"]),
    ("^a$", &["a"], &["", "aa", "a\n", "\na"]),
    ("^a|b$", &["a", "ax", "b", "xb", "axb"], &["xa", "bx", ""]),
    ("^(a|b)$", &["a", "b"], &["ab", "", "ax", "xb"]),
    ("^a|^b", &["a", "bx"], &["xa", "xb"]),
    ("^(?:a|b|)$", &["a", "b", ""], &["c", "ab"]),
    ("^(main|release/.*)$", &["main", "release/", "release/1"], &["mainx", "xmain", "release", "release/\n"]),
    ("^main|release/.*$", &["main", "mainx", "xrelease/"], &["xmain", "Release/"]),
    (r"\Aa\z", &["a"], &["a\n", "ba"]),
    ("(?m)^a$", &["a", "b\na\nc"], &["ba", "ab"]),
    ("(?m)^$", &["", "a\n", "\nb"], &["a"]),
    ("", &["", "a", "\n"], &[]),
    ("^$", &[""], &["a", "\n"]),
    ("a^", &[], &["a", "", "aa"]),
    ("$a", &[], &["a", "", "\na"]),
    ("(?m)a\n^b", &["a\nb"], &["ab"]),
    // Case.
    ("(?i)^main$", &["main", "MAIN", "mAiN"], &["mains", "maın"]),
    ("(?i)^k$", &["k", "K", "\u{212A}"], &["c"]),
    ("(?i)^s$", &["s", "S", "\u{17F}"], &["z"]),
    ("(?i:a)b", &["ab", "Ab"], &["aB", "AB"]),
    ("(?i)^[a-c]$", &["b", "B"], &["d", "D"]),
    ("(?i)^[^a]$", &["b", "B"], &["a", "A"]),
    ("(?i)a(?-i)b", &["ab", "Ab"], &["aB"]),
    ("^(?i)é$", &["é", "É"], &["e", "E"]),
    // RE2's classes are ASCII.
    (r"^\d+$", &["0", "42"], &["", "٣", "4a", "４"]),
    (r"^\D$", &["a", "٣"], &["4"]),
    (r"^\w+$", &["a_9Z"], &["é", "-", ""]),
    (r"^\W$", &["é", "-"], &["a", "_"]),
    (r"^\s$", &[" ", "\t", "\n", "\r", "\u{c}"], &["\u{b}", "\u{a0}", "a"]),
    (r"^\S$", &["\u{b}", "\u{a0}", "a"], &[" "]),
    (r"\brm\b", &["rm", "rm -rf", "érm", "/rm/"], &["rms", "_rm", "arm"]),
    (r"\Brm", &["arm", "_rm"], &["rm", " rm", "-rm"]),
    (r"a\b", &["a", "a b", "aé"], &["ab", "a_"]),
    ("^[[:alpha:]]+$", &["abcXYZ"], &["é", "1", ""]),
    ("^[[:^digit:]]$", &["a", "٣"], &["1"]),
    ("^[[:word:]-]+$", &["a-b_1"], &["a b"]),
    (r"^[\d.]+$", &["1.2"], &["1,2"]),
    (r"^[^\s/]+$", &["abc"], &["a b", "a/b"]),
    // Unicode classes and characters.
    (r"^\pL+$", &["aé", "日本"], &["1", "", "a1"]),
    (r"^\p{Greek}$", &["α"], &["a"]),
    (r"^\PL$", &["1", "-"], &["a", "é"]),
    (r"^\p{Lu}$", &["A", "É"], &["a", "1"]),
    (r"^\p{^Lu}$", &["a", "1"], &["A"]),
    ("^.$", &["a", "é", "日", "😀"], &["", "ab", "\n"]),
    ("^..$", &["ab", "é😀"], &["é", "abc"]),
    ("(?s)^.$", &["\n", "a"], &["ab"]),
    ("^[à-ü]$", &["é"], &["e", "ý"]),
    (r"^\x{1F600}$", &["😀"], &["😁"]),
    (r"^\x41$", &["A"], &["a", "x41"]),
    (r"^\Qa.b\E$", &["a.b"], &["axb"]),
    (r"^\101$", &["A"], &["101"]),
    // Repeats.
    ("^a{3}$", &["aaa"], &["aa", "aaaa"]),
    ("^a{2,}$", &["aa", "aaaaa"], &["a"]),
    ("^a{0,2}$", &["", "a", "aa"], &["aaa"]),
    ("^(?:ab){2,3}$", &["abab", "ababab"], &["ab", "abababab", "aba"]),
    ("^a*?b+?$", &["b", "aab", "bb"], &["a", "ba"]),
    ("^(?U)a*$", &["", "aaa"], &["b"]),
    ("^[A-Z]{2}-[0-9]{1,6}$", &["AB-1", "XY-123456"], &["ab-1", "AB-1234567", "AB-"]),
    ("^a{,2}$", &["a{,2}"], &["a", "aa"]),
    ("^(a?){50}$", &["", "aaaa"], &["b"]),
    // Classes that are easily misread.
    ("^[a&&b]$", &["a", "&", "b"], &["c"]),
    ("^[]a]$", &["]", "a"], &["b"]),
    ("^[a-]$", &["a", "-"], &["b"]),
    (r"^[\-.]+$", &["-.", "."], &["a"]),
    // Allowlists and denylists of shells, hosts, paths and statements.
    (r"[;&|`]|\$\(|\brm\b|\bcurl\b|\bwget\b|\bnc\b|\bbash\b\s+-c",
        &["ls; id", "a && b", "rm -rf /", "echo $(id)", "x | nc h 1", "bash -c x", "`id`"],
        &["ls", "git status", "bash", "curly", "armor", "bash  -x", "echo $HOME\nid"]),
    ("^(npm (test|run lint|run build)|git (status|diff|log)( .*)?|ls( .*)?|pwd|cat [A-Za-z0-9_/.-]+)$",
        &["npm test", "git log --output=x", "ls -la; id", "cat /etc/passwd", "pwd"],
        &["npm install", "git push", "pwd ", "cat a b", "ls\nid", "lsx"]),
    (r"^git (status|log|diff)( --[a-z]+)*$", &["git status", "git log --all --oneline"], &["git push", "git log -p"]),
    (r"^https://api\.github\.com/", &["https://api.github.com/x"], &["https://api.github.com.evil/", "http://api.github.com/"]),
    (r"^https://api.github.com/", &["https://apiXgithub.com/"], &["https://api.github.com"]),
    (r"^https?://([a-z0-9-]+\.)*acme\.com(/|$)", &["https://acme.com", "http://a.b.acme.com/"], &["https://acme.com.evil", "https://xacme.com", "https://acme.com:80/"]),
    (r"^/workspace(/[^/]+)*$", &["/workspace", "/workspace/a/..", "/workspace/a/b"], &["/workspace/", "/workspaces"]),
    (r"^/home/u/data", &["/home/u/data_secret", "/home/u/data/../x"], &["/home/u/dat"]),
    (r"(?i)\b(drop|truncate|delete)\b", &["DROP TABLE x", "x;delete from y"], &["dropped", "drop_x", "DELETED"]),
    (r"(?i)^\s*select\b", &["select 1", "  SELECT"], &["selects", "(select 1)"]),
    (r"^[^@\s]+@acme\.com$", &["a@acme.com", "a,b@acme.com"], &["a@b@acme.com", "a @acme.com"]),
    (r"^(?:[0-9]{1,3}\.){3}[0-9]{1,3}$", &["1.2.3.4", "999.1.1.1"], &["1.2.3", "1.2.3.4.5"]),
    (r"^[0-9a-f]{40}$", &["0123456789abcdef0123456789abcdef01234567"], &["0123456789ABCDEF0123456789abcdef01234567", "abc"]),
];

fn matches(pattern: &str) -> Formula {
    Formula::test(&["s".to_owned()], Test::Matches(pattern.to_owned()))
}

/// Exactly this string, as a pattern, so that it is walked like any other.
fn exactly(text: &str) -> Formula {
    let spelled: String =
        text.chars().map(|character| format!(r"\x{{{:x}}}", character as u32)).collect();
    matches(&format!(r"\A{spelled}\z"))
}

fn found(question: &Formula) -> Option<Value> {
    match Engine::default().find_arguments(question) {
        Answer::Found(arguments) => {
            assert!(question.holds(&arguments), "{arguments}");
            Some(arguments)
        }
        Answer::None => None,
        Answer::Unknown(limit) => panic!("{limit}: {question:?}"),
    }
}

#[test]
fn the_table_is_long_enough() {
    assert!(TABLE.len() >= 60, "{}", TABLE.len());
}

#[test]
fn members_are_found_and_others_are_not() {
    for (pattern, members, others) in TABLE {
        for member in *members {
            let question = matches(pattern).and(exactly(member));
            assert!(found(&question).is_some(), "{pattern} should be found in {member:?}");
            let question = exactly(member).and(!matches(pattern));
            assert_eq!(found(&question), None, "{pattern} should be found in {member:?}");
        }
        for other in *others {
            let question = matches(pattern).and(exactly(other));
            assert_eq!(found(&question), None, "{pattern} shouldn't be found in {other:?}");
            let question = exactly(other).and(!matches(pattern));
            assert!(found(&question).is_some(), "{pattern} shouldn't be found in {other:?}");
        }
    }
}

#[test]
fn a_string_is_found_inside_and_outside_of_every_pattern_that_has_both() {
    for (pattern, members, others) in TABLE {
        assert!(members.is_empty() || found(&matches(pattern)).is_some(), "{pattern}");
        let string = Formula::test(&["s".to_owned()], Test::LongerThan(0));
        let outside = string.and(!matches(pattern));
        let longer = others.iter().any(|other| !other.is_empty());
        assert!(!longer || found(&outside).is_some(), "{pattern}");
    }
}

/// The same language written differently is the same.
#[test]
fn equal_languages_are_proved_equal() {
    for (one, other) in [
        ("^(?:a|b)$", "^[ab]$"),
        ("(?i)^ab$", "^[aA][bB]$"),
        (r"^\d{2,3}$", "^[0-9][0-9][0-9]?$"),
        ("^(?:a*)*$", "^a*$"),
        (r"^\w$", "^[[:word:]]$"),
        ("^(?:ab|ac)$", "^a(?:b|c)$"),
        ("a|ab", "a"),
        (r"(?s)^.*x.*$", "x"),
        (r"\bx\b", r"(?:^|[^0-9A-Za-z_])x(?:$|[^0-9A-Za-z_])"),
    ] {
        assert_eq!(found(&matches(one).and(!matches(other))), None, "{one} {other}");
        assert_eq!(found(&matches(other).and(!matches(one))), None, "{one} {other}");
    }
}
