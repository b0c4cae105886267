//! Invented tokens of the true shapes, put together here so that no file holds what looks like a
//! secret, and what only resembles them.

use super::check::tests::with_checksum;
use super::*;

/// This many characters of an alphabet, without an order to be seen.
fn of(alphabet: &str, length: usize) -> String {
    let letters: Vec<char> = alphabet.chars().collect();
    let mut state = 7_u32;
    let mut next = || {
        state = state.wrapping_mul(1_103_515_245).wrapping_add(12_345);
        letters[(state >> 16) as usize % letters.len()]
    };
    (0..length).map(|_| next()).collect()
}

const DIGITS: &str = "7052936148";
const HEX: &str = "3fa90c7be1d52864";
const CAPITALS: &str = "Q7ZK2MTX4WB5";
const LETTERS: &str = "aQzKdTrMbXvWsPnG";
const ALPHANUMERIC: &str = "a8Kd0sZ3mQ7xP2vBtR5w";
const BASE64: &str = "a8Kd0sZ3m+Q7xP2v/BtR5w";
const URL: &str = "a8Kd0s-Z3mQ7x_P2vBtR5w";

/// A token of each kind: what it begins with, and the rest.
fn tokens() -> Vec<(&'static str, String)> {
    let alphanumeric = |length| of(ALPHANUMERIC, length);
    let github = || with_checksum(&alphanumeric(30));
    let openai = |around| format!("{}T3BlbkFJ{}", alphanumeric(around), alphanumeric(around));
    let digits = |length| of(DIGITS, length);
    let anthropic = |kind: &str| format!("{kind}-{}AA", of(URL, 93));
    let uuid = || {
        let hex = of(HEX, 32);
        let parts = [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]];
        parts.join("-")
    };
    let web = format!("hbGciOiJIUzI1NiJ9.eyJzdWIiOiI3In0.{}", of(URL, 43));
    vec![
        ("ghp_", github()),
        ("gho_", github()),
        ("ghu_", github()),
        ("ghs_", github()),
        ("ghr_", github()),
        ("ghr_", with_checksum(&alphanumeric(70))),
        ("github_pat_", format!("{}_{}", alphanumeric(22), alphanumeric(59))),
        ("glpat-", of(URL, 20)),
        ("glpat-", format!("{}.01{}", of(URL, 40), alphanumeric(7))),
        ("gldt-", of(URL, 20)),
        ("glrt-", of(URL, 20)),
        ("glptt-", of(HEX, 40)),
        ("sk_live_", alphanumeric(24)),
        ("sk_live_", format!("51{}", alphanumeric(97))),
        ("rk_live_", alphanumeric(24)),
        ("sk_test_", alphanumeric(24)),
        ("rk_test_", alphanumeric(99)),
        ("whsec_", alphanumeric(32)),
        ("sk-ant-", anthropic("api03")),
        ("sk-ant-", anthropic("admin01")),
        ("sk-ant-", anthropic("oat01")),
        ("sk-", openai(20)),
        ("sk-proj-", openai(74)),
        ("sk-proj-", openai(20)),
        ("sk-svcacct-", openai(58)),
        ("sk-admin-", openai(58)),
        ("AKIA", of(CAPITALS, 16)),
        ("ASIA", of(CAPITALS, 16)),
        ("AIza", of(URL, 35)),
        ("ya29.", of(URL, 160)),
        ("GOCSPX-", of(URL, 28)),
        ("xoxb-", format!("{}-{}-{}", digits(12), digits(13), alphanumeric(24))),
        ("xoxb-", format!("{}-{}", digits(12), alphanumeric(24))),
        ("xoxp-", format!("{}-{}-{}-{}", digits(11), digits(12), digits(13), of(HEX, 32))),
        ("xapp-", format!("1-A{}-{}-{}", of(CAPITALS, 10), digits(13), of(HEX, 64))),
        (
            "hooks.slack.com/services/",
            format!("T{}/B{}/{}", of(CAPITALS, 10), of(CAPITALS, 10), alphanumeric(24)),
        ),
        ("npm_", alphanumeric(36)),
        ("pypi-AgEIcHlwaS5vcmc", of(URL, 160)),
        ("pypi-AgENdGVzdC5weXBpLm9yZw", of(URL, 160)),
        ("SG.", format!("{}.{}", of(URL, 22), of(URL, 43))),
        ("hf_", of(LETTERS, 34)),
        ("dop_v1_", of(HEX, 64)),
        ("doo_v1_", of(HEX, 64)),
        ("dor_v1_", of(HEX, 64)),
        ("shpat_", of(HEX, 32)),
        ("shpca_", of(HEX, 32)),
        ("shppa_", of(HEX, 32)),
        ("shpss_", of(HEX, 32)),
        ("dapi", of(HEX, 32)),
        ("lin_api_", alphanumeric(40)),
        ("ntn_", format!("{}{}", digits(11), alphanumeric(35))),
        ("ntn_", format!("{}{}", digits(12), alphanumeric(34))),
        ("secret_", alphanumeric(43)),
        ("pat-na1-", uuid()),
        ("pat-na2-", uuid()),
        ("pat-eu1-", uuid()),
        ("pat-ap1-", uuid()),
        ("pat", format!("{}.{}", alphanumeric(14), of(HEX, 64))),
        ("SK", of(HEX, 32)),
        ("Bearer ", alphanumeric(40)),
        ("bearer ", of(URL, 86)),
        ("aws_secret_access_key=", of(BASE64, 40)),
        ("aws_secret_access_key = ", of(BASE64, 40)),
        ("aws_secret_access_key: ", of(BASE64, 40)),
        ("aws_secret_access_key\": \"", of(BASE64, 40)),
        ("AWS_SECRET_ACCESS_KEY=", of(BASE64, 40)),
        ("AWS_SECRET_ACCESS_KEY=\"", of(BASE64, 40)),
        ("AWS_SECRET_ACCESS_KEY: ", of(BASE64, 40)),
        ("AWS_SECRET_ACCESS_KEY\": \"", of(BASE64, 40)),
        ("dckr_pat_", of(URL, 27)),
        ("sbp_", of(HEX, 40)),
        ("hvs.", of(URL, 95)),
        ("eyJ", web),
    ]
}

fn key(kind: &str) -> String {
    format!("-----BEGIN {kind}PRIVATE KEY-----")
}

#[test]
fn every_kind_is_tried() {
    for shape in SHAPES {
        let tokens = tokens();
        let mut tokens = tokens.iter().map(|(start, rest)| format!("{start}{rest}"));
        assert!(tokens.any(|token| shape.length(&token) == Some(token.len())), "{}", shape.start);
    }
}

#[test]
fn every_kind_is_found_wherever_it_stands() {
    for (start, rest) in tokens() {
        let token = format!("{start}{rest}");
        let around = [("", ""), ("\"", "\""), ("x", " "), ("task_", ";"), ("ü", "ü"), ("=", "\\n")];
        for (before, behind) in around {
            let text = format!("{before}{token}{behind}");
            let found = find(&text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].0, before.len()..before.len() + token.len(), "{text}");
            let hidden: String = rest.chars().map(|_| '*').collect();
            let visible = &token[..found[0].1.start.len()];
            let hidden = &hidden[..token.len() - visible.len()];
            assert_eq!(masked(&text), format!("{before}{visible}{hidden}{behind}"));
        }
    }
}

/// A token with a character less, more or of another alphabet is none.
#[test]
fn what_is_nearly_a_token_is_none() {
    let open = [
        "sk_", "rk_", "xoxb-", "xoxp-", "glpat-", "ghr_", "whsec_", "sk-ant-", "ya29.", "pypi-",
        "hvs.", "eyJ", "Bearer ", "bearer ",
    ];
    for (start, rest) in tokens() {
        let mut near = vec![format!("{start}{}", &rest[..9])];
        if !start.ends_with("earer ") {
            near.push(format!("{start}{}.{}", &rest[..9], &rest[9..]));
        }
        if !open.iter().any(|open| start.starts_with(open)) && !rest.contains("T3Blbk") {
            near.push(format!("{start}{rest}a"));
            near.push(format!("{start}{}", &rest[..rest.len() - 1]));
        }
        for text in near {
            let found = find(&text);
            assert!(found.iter().all(|(_, shape)| shape.start != start), "{text}");
        }
    }
    let github = with_checksum(&of(ALPHANUMERIC, 30));
    let other = github.replacen('a', "b", 1);
    assert_eq!(find(&format!("ghp_{github}")).len(), 1);
    assert!(find(&format!("ghp_{other}")).is_empty());
    let web = format!("eyJmb28iOiJiYXIifQ.eyJzdWIiOiI3In0.{}", of(URL, 43));
    assert!(find(&web).is_empty(), "a header without an algorithm");
}

#[test]
fn passwords_in_addresses_are_found() {
    let password = of(ALPHANUMERIC, 12);
    for (before, behind) in [
        ("postgres://app:", "@db.internal:5432/main"),
        ("mongodb+srv://app:", "@cluster0.acme.net/?w=majority"),
        ("see redis://:", "@cache:6379/0, it says"),
        ("\"https://deploy:", "@git.acme.com/repo.git\""),
        ("amqp://a%40b:", "@[::1]:5672"),
        ("ü smtp://bot:p@ss", "@mail.acme.com\nhttps://acme.com"),
    ] {
        let text = format!("{before}{password}{behind}");
        let found = find(&text);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(found[0].1.what, "a password in a URL");
        assert!(!masked(&text).contains(&password[2..]), "{text}");
        assert!(masked(&text).ends_with(behind), "{text}");
    }
    let weak = find("mysql://root:Summer2024!@10.0.0.5/shop");
    assert_eq!(weak.len(), 1);
}

#[test]
fn private_keys_are_found_to_their_end() {
    let line = of(ALPHANUMERIC, 64);
    for kind in ["", "RSA ", "EC ", "OPENSSH ", "ENCRYPTED "] {
        let header = key(kind);
        assert!(find(&header).is_empty() && find(&format!("{header} stands first")).is_empty());
        let text = format!("{header}\n{line}\n{line}\n-----END {kind}PRIVATE KEY-----\n");
        let shown = masked(&text);
        assert!(!shown.contains(&line[..20]) && shown.contains("-----END"), "{shown}");
        assert_eq!(shown.lines().count(), text.lines().count());
        let escaped = masked(&text.replace('\n', "\\n")).into_owned();
        assert!(!escaped.contains(&line[..20]), "{escaped}");
        let cut = masked(&format!("{header}\n{line}\"")).into_owned();
        assert!(!cut.contains(&line[..20]) && cut.ends_with('"'), "{cut}");
    }
    assert!(find("-----BEGIN PUBLIC KEY-----").is_empty());
}

#[test]
fn what_is_secret_is_masked() {
    let secret = with_checksum(&of(ALPHANUMERIC, 30));
    assert_eq!(masked(&format!("ü ghp_{secret}!")), format!("ü ghp_{}!", "*".repeat(36)));
    assert_eq!(masked("nothing here"), "nothing here");
}

#[test]
fn what_stands_for_a_secret_is_none() {
    assert!(find(&format!("npm_{}", "x".repeat(36))).is_empty());
    assert!(find("AKIAIOSFODNN7EXAMPLE").is_empty());
}

#[test]
fn texts_of_nothing_but_beginnings_take_no_time() {
    for start in SHAPES.iter().map(|shape| shape.start).chain([PEM.start, "eyJhbGciOi"]) {
        assert!(find(&start.repeat(20_000)).len() <= 1, "{start}");
    }
    assert!(find(&key("").repeat(20_000)).is_empty());
}

/// Names of packages, files, branches, containers and the like.
#[test]
fn innocent_texts_are_silent() {
    let table = include_str!("innocent.txt");
    let texts: Vec<&str> = table.lines().filter(|line| !line.is_empty()).collect();
    assert!(texts.len() >= 300, "{}", texts.len());
    for text in texts {
        assert!(find(text).is_empty(), "{text}");
    }
}
