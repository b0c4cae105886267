mod cases;
mod forms;
mod promise;
mod texts;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::testkit::laws;
use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::diff::is_no_looser;
use crate::finding::Edit;
use crate::lint::Settings;
use crate::session::{Lints, Memory};
use crate::source::{Sources, Span};

const TOOLS: &str = r#"{"tools": [
    {"name": "fetch", "inputSchema": {"type": "object", "properties": {"url": {"type": "string"}}}},
    {"name": "drop_all", "inputSchema": {"type": "object", "properties": {}}}
]}"#;

fn session(text: &str) -> Session<Memory> {
    Session::new(Memory::from([
        (PathBuf::from("a.mcpol"), text.as_bytes().to_vec()),
        (PathBuf::from("tools.json"), TOOLS.as_bytes().to_vec()),
    ]))
}

fn of(text: &str) -> Checked {
    session(text).check(Path::new("a.mcpol"), Depth::Check).unwrap()
}

fn document(text: &str) -> Option<Document> {
    of(text).emit().map(|emitted| emitted.document)
}

/// The tests of a policy that pass; none, where it doesn't compile.
fn passing(checked: &Checked) -> BTreeSet<String> {
    let document = checked.emit().map(|emitted| emitted.document);
    let documents = document.as_ref().map(std::slice::from_ref);
    let passed = outcomes(checked, documents).into_iter().filter(Outcome::passed);
    passed.map(|outcome| outcome.name).collect()
}

/// Whether the second text allows nothing that the first refuses.
fn is_tighter(before: &str, after: &str) -> bool {
    match (document(before), document(after)) {
        (Some(before), Some(after)) => is_no_looser(&before, &after),
        (None, _) => true,
        (Some(_), None) => false,
    }
}

/// What the text is after fixing, and how many fixes that took.
fn mended(text: &str, most: Safety) -> (String, usize) {
    let mut session = session(text);
    session.lint(Lints::Fixed(Settings::new(date(2026, 11, 21), true)));
    let mended = apply_fixes(&mut session, Path::new("a.mcpol"), &[], most).unwrap();
    assert_eq!(&*mended.before, text);
    (mended.after, mended.made.len())
}

/// A text without the parts in `«»`, which each of its fixes takes away.
fn taken(marked: &str) -> String {
    let mut sources = Sources::default();
    let text = marked.replace(['«', '»'], "");
    let source = sources.add("test", &*text).unwrap();
    let mut fixes = Vec::new();
    for (index, part) in marked.match_indices('«') {
        let inside = &marked[index + part.len()..];
        let start = marked[..index].replace(['«', '»'], "").len();
        let end = start + inside.find('»').unwrap();
        let edits = vec![Edit { span: Span::new(source.id(), start, end), text: String::new() }];
        fixes.push(Fix { safety: Safety::Safe, title: String::new(), edits });
    }
    edit::apply(&text, &fixes.iter().collect::<Vec<_>>()).text
}

#[test]
fn what_is_taken_takes_its_lines_along() {
    for (marked, expected) in [
        ("a\n«b»\nc\n", "a\nc\n"),
        ("a\n\n«b»\n\nc\n", "a\n\nc\n"),
        ("a\n«b»\n\nc\n", "a\n\nc\n"),
        ("x\n\n# about b\n# more\n«b» # and\n\nc\n", "x\n\nc\n"),
        ("# of the file\n«b»\n\nc\n", "# of the file\n\nc\n"),
        ("x\n# apart\n\n«b»\nc\n", "x\n# apart\n\nc\n"),
        ("x\n# of b\n«b»\n# of c\nc\n", "x\n# of c\nc\n"),
        ("«b»\n\nc\n", "c\n"),
        ("\u{feff}«b»\n\nc\n", "\u{feff}c\n"),
        ("a {\n    «b»\n    c # and\n}", "a {\n    c # and\n}"),
        ("a {\n    «b»  # why\n    c\n}", "a {\n    c\n}"),
        ("a { «b» } # of a\n", "a { } # of a\n"),
        ("a\r\n\r\n«b»\r\n\r\nc\r\n", "a\r\n\r\nc\r\n"),
        ("«b» c\n", " c\n"),
        ("a «b»\n", "a\n"),
        ("a { b «c» d }\n", "a { b d }\n"),
        ("a { b «c» }\n", "a { b }\n"),
        ("«b»\n«c»\n\n«d»\ne", "e"),
        ("a\n\n«b»\n«c»\n\nd\n", "a\n\nd\n"),
        ("a\n\n«b»\n", "a\n"),
        ("a {\n    b\n\n    «c»\n}\n", "a {\n    b\n}\n"),
        ("a {\n    «b»\n\n    c\n}\n", "a {\n    c\n}\n"),
        ("a, «b, »c", "a, c"),
        ("a\n«b\n  b»", "a\n"),
    ] {
        assert_eq!(taken(marked), expected, "{marked}");
    }
}

#[test]
fn of_fixes_that_touch_the_same_the_first_wins_whole() {
    let mut sources = Sources::default();
    let id = sources.add("test", "abcdef").unwrap().id();
    let edit =
        |start, end, text: &str| Edit { span: Span::new(id, start, end), text: text.to_owned() };
    let fix = |edits| Fix { safety: Safety::Safe, title: String::new(), edits };
    let fixes = [
        fix(vec![edit(4, 6, "X"), edit(0, 1, "Y")]),
        fix(vec![edit(2, 3, "Z"), edit(5, 6, "never")]),
        fix(vec![edit(2, 3, "")]),
        fix(vec![edit(2, 2, "+")]),
        fix(vec![edit(9, 10, "outside")]),
        fix(Vec::new()),
    ];
    let applied = edit::apply("abcdef", &fixes.iter().collect::<Vec<_>>());
    assert_eq!((applied.text.as_str(), applied.made), ("Yb+dX", vec![0, 2, 3]));
}

const UNTIDY: &str = "\
# The head stays.
policy \"p\"
catalog \"tools.json\"

# Of the waiver.
accept default-allow because \"None.\"

let unused = [
    \"a\" # inside
]
let used = \"https://a.example/\" # beside

group inner = fetch
group outer = inner tools # beside outer

allow fetch, drop_all {
    # Of the first rule.
    require args.url starts with used
    limit 5 per minute
    require args.url starts with used
    limit 5 per minute # again
    # The end of the block.
}
hide drop_all
hide drop_all

# The foot stays.
";

#[test]
fn safe_fixes_compose_and_what_stays_keeps_its_comments() {
    let untidy = UNTIDY.replace("allow fetch, drop_all {", "allow fetch {");
    let (text, count) = mended(&untidy, Safety::Safe);
    assert_eq!(count, 6);
    insta::assert_snapshot!(text, @r#"
    # The head stays.
    policy "p"
    catalog "tools.json"

    let used = "https://a.example/" # beside

    allow fetch {
        # Of the first rule.
        require args.url starts with used
        limit 5 per minute
        require args.url starts with used
        # The end of the block.
    }
    hide drop_all

    # The foot stays.
    "#);
}

#[test]
fn fixing_twice_is_fixing_once() {
    let tidy = "policy \"p\"\ncatalog \"tools.json\"\n\nallow fetch\n";
    for text in
        [UNTIDY, tidy, "nonsense", "", "policy \"p\"\ncatalog \"tools.json\"\nallow fetsh\n"]
    {
        for most in [Safety::Safe, Safety::Unsafe] {
            let (once, _) = mended(text, most);
            assert_eq!(mended(&once, most), (once.clone(), 0), "{text}");
        }
    }
}

#[test]
fn wrong_names_are_replaced_only_on_request() {
    let wrong = "policy \"p\"\ncatalog \"tools.json\"\n\nlet home = \"a\"\n\
                 allow fetsh, drop_al\nallow fetch {\n    require args.ulr == hom\n}\n\
                 accept broad-alow because \"…\"\n";
    assert_eq!(mended(wrong, Safety::Safe), (wrong.to_owned(), 0));
    let (text, _) = mended(wrong, Safety::Unsafe);
    insta::assert_snapshot!(text, @r#"
    policy "p"
    catalog "tools.json"

    let home = "a"
    allow fetch, drop_all
    allow fetch {
        require args.url == home
    }
    "#);
}

#[test]
fn a_rule_that_some_tools_cannot_have_is_moved_on_request() {
    let head = "policy \"p\"\ncatalog \"tools.json\"\n\n";
    let wrong = format!("{head}allow * {{\n    require args.url exists\n}}\nhide destructive\n");
    let (right, made) = mended(&wrong, Safety::Unsafe);
    assert_eq!(made, 2);
    assert!(
        right.contains("allow *\nrestrict fetch {\n    require args.url exists\n}\n"),
        "{right}"
    );
}

/// A fix that says of itself that it is safe is held to it.
#[test]
fn a_safe_fix_that_changes_what_is_compiled_is_dropped() {
    let text = "policy \"p\"\ncatalog \"tools.json\"\n\nallow fetch\nhide drop_all\n";
    let mut session = session(text);
    let path = Path::new("a.mcpol");
    let mut fixer = Fixer { session: &mut session, path, including: Vec::new(), formatted: true };
    let mut state = fixer.look().unwrap();
    let at = text.find("hide").unwrap();
    let span = Span::new(state.checked.source().id(), at, at + "hide drop_all".len());
    let edits = vec![Edit { span, text: String::new() }];
    let fix = Fix { safety: Safety::Safe, title: String::new(), edits };
    state.checked.findings.push(Finding::warn("test", span, "test").fix(Some(fix)));
    assert!(fixer.step(&state, Safety::Unsafe).unwrap().is_none());
    assert_eq!(session.source(path).unwrap().unwrap().text(), text);
}

/// A refusal that a missing argument passes becomes one that it doesn't.
#[test]
fn a_refusal_that_fails_open_is_closed() {
    let head = "policy \"p\"\ncatalog \"tools.json\"\n\n";
    let open = format!(
        "{head}allow fetch {{\n    deny when args.url == \"a\" because \"No.\"\n    limit 9 per hour\n}}\nhide drop_all\n"
    );
    let closed = open.replace("deny when args.url == ", "require args.url != ");
    assert_eq!(mended(&open, Safety::Safe), (closed.clone(), 1));
    assert!(is_tighter(&open, &closed) && !is_tighter(&closed, &open));
}

/// What is left of rules after safe fixes, for a tool with flags and listed values.
#[test]
fn flags_and_listed_values_are_fixed_to_what_is_allowed() {
    const FLAGS: &str = r#"{"tools": [{"name": "send", "inputSchema": {"type": "object",
        "properties": {
            "submit": {"type": "boolean"}, "force": {"type": "boolean", "default": true},
            "quiet": {"type": "boolean", "default": false}, "confirm": {"type": "boolean"},
            "mode": {"enum": ["a", "b", "c"]}, "text": {"type": "string"}
        }, "required": ["confirm"]}}]}"#;
    for (before, after) in [
        ("deny when args.submit == true", "require args.submit missing or args.submit == false"),
        ("deny when args.submit != false", "require args.submit == false"),
        ("deny when args.submit == false", "require args.submit == true"),
        ("deny when args.force == true", "require args.force == false"),
        ("deny when args.quiet == true", "require args.quiet missing or args.quiet == false"),
        ("deny when args.confirm == true", "require args.confirm == false"),
        ("require args.submit != true", "require args.submit == false"),
        (
            "deny when args.mode == \"a\"",
            "require args.mode missing or args.mode in [\"b\", \"c\"]",
        ),
        (
            "deny when args.mode in [\"a\", \"b\"]",
            "require args.mode missing or args.mode == \"c\"",
        ),
        (
            "deny when args.submit == true or args.text == \"x\"",
            "require (args.submit missing or args.submit == false) and args.text != \"x\"",
        ),
        (
            "deny when args.submit exists and args.submit == true",
            "deny when args.submit exists and args.submit == true",
        ),
    ] {
        let text = |rule: &str| {
            format!("policy \"p\"\ncatalog \"tools.json\"\n\nallow send {{\n    {rule}\n}}\n")
        };
        let mut session = Session::new(Memory::from([
            (PathBuf::from("a.mcpol"), text(before).into_bytes()),
            (PathBuf::from("tools.json"), FLAGS.as_bytes().to_vec()),
        ]));
        session.lint(Lints::Fixed(Settings::new(date(2026, 11, 21), false)));
        let path = Path::new("a.mcpol");
        let mended = apply_fixes(&mut session, path, &[], Safety::Safe).unwrap();
        assert_eq!(mended.after, text(after));
        let slips = session.check(path, Depth::Check).unwrap().findings;
        let slips = slips.iter().any(|finding| finding.code == "type-slip");
        assert_eq!(slips, before == after || after.contains("!="), "{after}");
    }
}

#[test]
fn nothing_is_left_over() {
    for (before, after) in [
        ("allow fetch {\n    require args.url missing or args.url exists\n}", "allow fetch"),
        ("allow fetch { require args.url missing or args.url exists }", "allow fetch"),
        (
            "allow fetch\n\n# Old.\nrestrict fetch {\n    require args.url missing or args.url exists\n}",
            "allow fetch\n",
        ),
        (
            "allow fetch {\n    # The end.\n    require args.url missing or args.url exists\n}",
            "allow fetch",
        ),
        ("allow drop_all, fetch\nhide drop_all", "allow fetch\nhide drop_all"),
    ] {
        let text = |rules: &str| format!("policy \"p\"\ncatalog \"tools.json\"\n\n{rules}\n");
        let fixed = mended(&text(before), Safety::Unsafe).0;
        assert_eq!(fixed.trim_end(), text(after).trim_end(), "{before}");
    }
}

#[test]
fn a_larger_limit_and_a_tool_that_is_shown_break_the_promise() {
    let text =
        "policy \"p\"\ncatalog \"tools.json\"\nallow fetch { limit 9 per hour }\nhide drop_all\n";
    for (from, to, kept) in [
        ("9", "8", true),
        ("9", "10", false),
        ("hour", "day", false),
        ("9 per hour", "9 per hour limit 5 per day", true),
        ("hide drop_all", "deny drop_all", false),
    ] {
        assert_eq!(is_tighter(text, &text.replace(from, to)), kept, "{from} → {to}");
    }
}

/// What an including file needs isn't unused.
#[test]
fn what_another_file_needs_stays() {
    let shared = "policy \"p\"\ncatalog \"tools.json\"\n\nlet home = \"a\"\nlet none = 1\n";
    let user = "policy \"q\"\ncatalog \"tools.json\"\ninclude \"a.mcpol\"\n\n\
                allow fetch {\n    require args.url == home\n}\n";
    let mut session = Session::new(Memory::from([
        (PathBuf::from("a.mcpol"), shared.as_bytes().to_vec()),
        (PathBuf::from("b.mcpol"), user.as_bytes().to_vec()),
        (PathBuf::from("tools.json"), TOOLS.as_bytes().to_vec()),
    ]));
    session.lint(Lints::Fixed(Settings::new(date(2026, 11, 21), true)));
    let run = ["a.mcpol", "b.mcpol"].map(PathBuf::from);
    let mended = apply_fixes(&mut session, &run[0], &run, Safety::Unsafe).unwrap();
    assert_eq!((mended.after, mended.made.len()), (shared.replace("let none = 1\n", ""), 1));
}

/// Statements, some of which a fix takes away, each with a comment before it.
fn policies() -> impl Strategy<Value = String> {
    let statement = prop::sample::select(vec![
        "let a = 1",
        "group g = fetch",
        "group h = g tools",
        "allow fetch",
        "allow fetch, drop_all",
        "allow fetch {\n    limit 5 per minute\n    limit 5 per minute # again\n}",
        "allow fetch {\n    deny when args.url missing\n    # x\n    deny when args.url missing\n}",
        "hide drop_all",
        "allow fetch {\n    deny when args.url == \"a\" # x\n}",
        "allow fetch {\n    approve when args.url starts with \"b\"\n    require args.url exists\n}",
        "deny fetch because \"No.\"",
        "limit all tools to 9 per hour",
        "accept broad-allow because \"None.\"",
        "accept broad-alow because \"None.\"",
        "allow fetsh",
        "test \"AT\" {\n    call fetch { url: \"a\" } => allow\n}",
        "test \"AT\" {\n    call fetch { url: \"a\" } => deny\n    call fetch { url: \"a\" } => deny\n}",
        "test \"AT\" {\n    call fetch { url: \"b\" } 5 times => allow\n    call fetch { url: \"b\" } => deny\n}",
        "test \"AT\" {\n    call fetch {} => deny # missing\n    call drop_all {} => deny \"No.\"\n}",
    ]);
    let gap = prop::sample::select(vec!["\n", "\n\n", "\n\n\n", " ", "  # beside\n"]);
    prop::collection::vec((statement, gap), 0..12).prop_map(|statements| {
        let lines = statements.iter().enumerate();
        let text = lines.map(|(at, (statement, gap))| {
            let statement = statement.replace("AT", &at.to_string());
            format!("\n# Number {at}.\n{statement}{gap}")
        });
        format!("policy \"p\"\ncatalog \"tools.json\"\n{}", text.collect::<String>())
    })
}

proptest! {
    #![proptest_config(laws::tried(16))]

    #[test]
    fn in_any_policy_no_comment_is_moved_and_nothing_is_left_to_fix(text in policies()) {
        for most in [Safety::Safe, Safety::Unsafe] {
            let (once, _) = mended(&text, most);
            let mut comments = syntax::comments(&text);
            prop_assert!(syntax::comments(&once).all(|kept| comments.any(|it| it == kept)));
            prop_assert!(formatted(&text).is_none_or(|it| it != text) || formatted(&once) == Some(once.clone()));
            prop_assert_eq!(mended(&once, most), (once.clone(), 0));
            if most == Safety::Safe {
                prop_assert!(is_tighter(&text, &once));
                prop_assert!(passing(&of(&once)).is_superset(&passing(&of(&text))), "{}", once);
            }
        }
    }
}

/// What is left of a text after safe fixes of its errors.
#[test]
fn errors_that_leave_no_doubt_are_fixed() {
    for (before, after) in [
        (
            "require args.url = \"a\" && args.url = \"b\"",
            "require args.url == \"a\" and args.url == \"b\"",
        ),
        ("limit 5 per minutes;", "limit 5 per minute"),
        ("limit 5/hr", "limit 5 per hour"),
        ("limit 5 per m", "limit 5 per m"),
        ("limit 007 per day", "limit 007 per day"),
    ] {
        let text = |rule: &str| format!("catalog \"tools.json\"\nallow fetch {{\n\t{rule}\n}}\n");
        let mut session = session(&text(before));
        let mended = apply_fixes(&mut session, Path::new("a.mcpol"), &[], Safety::Safe).unwrap();
        assert_eq!(mended.after, text(after));
    }
}

#[test]
fn a_rule_that_is_added_stands_as_the_one_after_it() {
    for (before, after) in [
        (
            "{\n\tlimit args.n to 9 per day\n}",
            "{\n\trequire args.n >= 1 and args.n <= 9\n\tlimit args.n to 9 per day\n}",
        ),
        (
            "{ limit args.n to 9 per day }",
            "{ require args.n >= 1 and args.n <= 9\n    limit args.n to 9 per day }",
        ),
        (
            "{\n    # A day's.\n    # All of it.\n    limit args.n to 9 per day # here\n}",
            "{\n    require args.n >= 1 and args.n <= 9\n    # A day's.\n    # All of it.\n    \
             limit args.n to 9 per day # here\n}",
        ),
    ] {
        let text = |block: &str| format!("policy \"p\"\nallow  pay {block}\n");
        assert_eq!(mended(&text(before), Safety::Safe).0, text(after));
    }
}
