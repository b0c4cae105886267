use super::*;
use proptest::prelude::*;

#[test]
fn prose_is_broken_at_spaces_but_not_in_code() {
    let text = "did you mean `a b c d e f` or is it - something else";
    assert_eq!(lines(text, 20), ["did you mean", "`a b c d e f` or is", "it - something else"]);
    assert_eq!(lines("an odd ` opens no code at all", 12), ["an odd `", "opens no", "code at all"]);
}

#[test]
fn a_line_keeps_its_indentation() {
    assert_eq!(lines("write:\n  hide a, b, c", 10), ["write:", "  hide a,", "  b, c"]);
    assert_eq!(lines("a\n\nb", 10), ["a", "", "b"]);
}

#[test]
fn scripts_without_spaces_are_broken_between_characters() {
    assert_eq!(lines("返金を作成する。全部", 10), ["返金を作成", "する。全部"]);
    assert_eq!(lines("返金を作成です。", 14), ["返金を作成で", "す。"]);
}

#[test]
fn a_call_is_broken_between_members_and_stays_json() {
    let call = r#"create_refund {"reason":"a, b and \"c, d\"","list":[1,2,3],"more":"e f g"}"#;
    let lines = hanging(call, "", "  ", 34, CALL);
    let expected = [
        "create_refund",
        r#"  {"reason":"a, b and \"c, d\"","#,
        r#"  "list":[1,2,3],"more":"e f g"}"#,
    ];
    assert_eq!(lines, expected);
    let json = lines[1..].join("\n");
    assert_eq!(serde_json::from_str::<serde_json::Value>(&json).unwrap()["more"], "e f g");
}

#[test]
fn a_condition_is_broken_outside_strings_and_expressions() {
    let condition =
        r#"only when args.a matches /^(a b|c, d)( e f)?\/$/ or args.b == "g h i j k l""#;
    let lines = hanging(condition, "", "  ", 30, CONDITION);
    let expected = [
        "only when args.a matches",
        r"  /^(a b|c, d)( e f)?\/$/ or",
        r#"  args.b == "g h i j k l""#,
    ];
    assert_eq!(lines, expected);
}

#[test]
fn an_entry_hangs_below_its_first_line_in_colour_too() {
    let terminal = Terminal { has_color: true, columns: Some(40), ..Terminal::PIPE };
    let text = entry(2, (Style::Note, "--fix:"), "write it so that it fits", PROSE, terminal);
    assert_eq!(text, "  \x1b[36m--fix:\x1b[0m write it so that it fits\n");
    let text =
        entry(2, (Style::Note, "--fix:"), "write it so that it can't fit here", PROSE, terminal);
    assert_eq!(text, "  \x1b[36m--fix:\x1b[0m write it so that it can't fit\n         here\n");
}

fn any_text() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "a",
        "word",
        " ",
        "  ",
        "`",
        "`code of it`",
        "é",
        "e\u{301}",
        "漢字",
        "🦀",
        ",",
        "\n",
        "-",
    ];
    prop::collection::vec(prop::sample::select(PIECES), 0..80).prop_map(|it| it.concat())
}

/// The text without what a break may take or give.
fn dense(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

proptest! {
    #[test]
    fn wrapping_loses_nothing_and_keeps_the_width(text in any_text(), width in 10_usize..60) {
        let wrapped = lines(&text, width);
        prop_assert_eq!(dense(&wrapped.concat()), dense(&text));
        for line in &wrapped {
            let words = prose_words(line.trim_start()).count();
            prop_assert!(display_width(line) <= width || words == 1, "{line:?}");
        }
    }

    #[test]
    fn code_is_never_broken(before in "[a-z ]{0,30}", code in "[a-z,.{}]{1,9}( [a-z]{1,9}){0,9}",
                            width in 10_usize..60) {
        let text = format!("{before} `{code}` and more");
        let wrapped = lines(&text, width);
        let is_whole = |line: &String| line.contains(&format!("`{code}`"));
        prop_assert!(wrapped.iter().any(is_whole), "{wrapped:?}");
    }

    #[test]
    fn a_broken_call_is_the_same_json(words in prop::collection::vec("[a-z, \"\\\\{]{0,20}", 1..9),
                                      width in 10_usize..60) {
        let json = serde_json::to_string(&words).unwrap();
        let wrapped = hanging(&json, "", "    ", width, CALL).join("\n");
        prop_assert_eq!(serde_json::from_str::<Vec<String>>(&wrapped).unwrap(), words);
    }
}
