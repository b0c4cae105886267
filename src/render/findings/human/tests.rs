use super::*;
use crate::source::{Source, Span};
use crate::strings::escape;
use std::sync::Arc;

use proptest::prelude::*;
use textwrap::core::display_width;

use crate::finding::{Call, Claim, Fix, Safety};
use crate::json::Value;

fn show(findings: &[Finding], sources: &Sources) -> String {
    render(findings, sources, Terminal::PIPE)
}

fn at(source: &Source, text: &str) -> Span {
    let start = source.text().find(text).unwrap();
    Span::new(source.id(), start, start + text.len())
}

fn policy(sources: &mut Sources) -> Arc<Source> {
    sources
        .add("refunds.mcpol", "policy \"refunds\"\n\nallow créate_refnd {\n\tlimit 3\n}")
        .unwrap()
}

#[test]
fn a_finding_shows_its_line_its_labels_and_its_help() {
    let mut sources = Sources::default();
    let policy = policy(&mut sources);
    let tools = sources.add("tools.json", "{\n  \"name\": \"create_refund\"\n}").unwrap();
    let finding = Finding::error("unknown-tool", at(&policy, "créate_refnd"), "no tool `x`")
        .note("not in the catalog")
        .label(at(&tools, "\"create_refund\""), "the nearest")
        .label(at(&policy, "limit 3"), "its rule")
        .help("write `create_refund`\nor add it");
    insta::assert_snapshot!(show(&[finding], &sources), @r#"
    error[unknown-tool]
      × no tool `x`
       ╭─[refunds.mcpol:3:7]
     3 │ allow créate_refnd {
       ·       ──────┬─────
       ·             ╰── not in the catalog
     4 │     limit 3
       ·     ───┬───
       ·        ╰── its rule
       ╰────
       ╭─[tools.json:2:11]
     2 │   "name": "create_refund"
       ·           ───────┬───────
       ·                  ╰── the nearest
       ╰────
      help: write `create_refund`
            or add it
    "#);
}

#[test]
fn the_first_place_is_the_finding_s_own() {
    let mut sources = Sources::default();
    let text = format!("allow a\n{}never b\n{}allow c\n", "#\n".repeat(9), "#\n".repeat(9));
    let source = sources.add("far.mcpol", text).unwrap();
    for near in ["allow a", "allow c"] {
        let finding = Finding::error("never-broken", at(&source, "never b"), "it passes")
            .label(at(&source, near), "this allows it");
        let shown = show(&[finding], &sources);
        let headers: Vec<_> = shown.lines().filter(|line| line.contains("─[")).collect();
        assert!(headers[0].contains("[far.mcpol:11:1]"), "{shown}");
        assert_eq!(headers.len(), 2);
    }
}

#[test]
fn of_many_lines_the_first_and_the_last_are_shown() {
    let mut sources = Sources::default();
    let text = format!(
        "#\nallow a {{\n{}    limit 3\n{}}}\n",
        "    # x\n".repeat(3),
        "    # y\n".repeat(100)
    );
    let source = sources.add("long.mcpol", text).unwrap();
    let end = source.text().len() - 1;
    let whole = Span::new(source.id(), 2, end);
    let finding = Finding::error("code", whole, "long").note("all of it");
    let inside = finding.clone().label(at(&source, "limit 3"), "and this");
    insta::assert_snapshot!("many_lines", show(&[finding.clone(), inside], &sources));
    let colored = render(&[finding], &sources, Terminal { has_color: true, ..Terminal::PIPE });
    insta::assert_snapshot!("many_lines_in_colour", colored.replace('\x1b', "ESC"));
}

#[test]
fn source_text_is_never_printed_raw() {
    let mut sources = Sources::default();
    let source = sources.add("a\x1b[2J.mcpol", "allow \"\x1b[31m\u{202e}\u{9b}\" x").unwrap();
    let finding = Finding::warn("odd-name", at(&source, "x"), "a\x1b[0mb").note("\u{202e}");
    let shown = show(&[finding], &sources);
    assert!(!shown.contains(|character| character != '\n' && escape::is_unsafe(character)));
    insta::assert_snapshot!(shown, @r#"
    warning[odd-name]
      ! a\u{1b}[0mb
       ╭─[a\u{1b}[2J.mcpol:1:17]
     1 │ allow "\u{1b}[31m\u{202e}\u{9b}" x
       ·                                  ┬
       ·                                  ╰── \u{202e}
       ╰────
    "#);
}

#[test]
fn a_very_long_line_is_shown_round_what_is_marked() {
    let mut sources = Sources::default();
    let text = format!("{}FIRST{}SECOND{}", "é".repeat(400), "-".repeat(30), "=".repeat(999));
    let text = format!("{text}FAR{}", "~".repeat(1_000));
    let source = sources.add("one-line.json", text).unwrap();
    let finding = Finding::error("duplicate-tool", at(&source, "SECOND"), "twice")
        .label(at(&source, "FIRST"), "first")
        .label(at(&source, "FAR"), "far away, and in more words than there is room for beside it");
    let shown = show(&[finding], &sources);
    insta::assert_snapshot!(shown, @r"
    error[duplicate-tool]
      × twice
       ╭─[one-line.json:1:436]
     1 │ …éééééééFIRST---------------…-------SECOND===============…=======FAR~~~~~~~~~~~~~~~…
       ·         ──┬──                       ──────                       ─┬─
       ·           │                            │                          ╰── far away, and in more words than there is room for beside it
       ·           ╰── first
       ╰────
    ");
}

#[test]
fn every_place_in_any_text_can_be_shown() {
    let texts = ["", "\n", "a", "a\r\n", "a\r\n\r\nb", "\u{feff}é\n\tü", &"x\n".repeat(20)];
    for text in texts {
        let mut sources = Sources::default();
        let source = sources.add("a", text).unwrap();
        let offsets: Vec<usize> =
            (0..=text.len()).filter(|at| text.is_char_boundary(*at)).collect();
        for (index, start) in offsets.iter().enumerate() {
            for end in &offsets[index..] {
                let span = Span::new(source.id(), *start, *end);
                let shown = show(&[Finding::error("code", span, "m").note("n")], &sources);
                let place = source.place(span.start);
                let header = format!("[a:{}:{}]", place.line, place.column);
                assert!(shown.contains(&header), "{text:?} {start} {end}\n{shown}");
            }
        }
    }
}

#[test]
fn a_finding_of_many_places_shows_some() {
    let mut sources = Sources::default();
    let source = sources.add("a", "word\n".repeat(40)).unwrap();
    let span = |line: usize| Span::new(source.id(), line * 5, line * 5 + 4);
    let finding = (1..40).fold(Finding::error("code", span(0), "many"), |finding, line| {
        finding.label(span(line), "here")
    });
    let shown = show(&[finding], &sources);
    assert_eq!(shown.matches("╰── here").count(), 12);
    assert!(shown.contains("and 27 more places"));
}

#[test]
fn colour_is_a_style() {
    let mut sources = Sources::default();
    let source = policy(&mut sources);
    let finding = Finding::error("unknown-tool", at(&source, "limit"), "no");
    assert!(
        render(&[finding], &sources, Terminal { has_color: true, ..Terminal::PIPE })
            .contains("\x1b[31m")
    );
}

/// Every call shows how it is printed.
struct Printed;

impl Claim for Printed {
    fn is_confirmed(&mut self, _: &str, _: &Value) -> bool {
        true
    }
}

/// A finding with everything that wraps or is cut.
fn long_finding(sources: &mut Sources) -> Finding {
    let line = format!(
        "    require args.reason matches /^({})$/ and args.ammount <= 5 because \"返金は五まで\"",
        "refund|return|fee".repeat(40)
    );
    let source = sources.add("long.mcpol", format!("allow create_refund {{\n{line}\n}}")).unwrap();
    let fix = Fix {
        safety: Safety::Unsafe,
        title: "write `amount`, which is the nearest name that the catalog has".to_owned(),
        edits: Vec::new(),
    };
    let arguments = serde_json::json!({"amount": 5, "currency": "eur", "reason": "a, b and c"});
    let mut calls = Sources::default();
    let arguments = calls.add("call", arguments.to_string()).unwrap();
    let arguments = Value::read(&arguments).unwrap();
    Finding::error(
        "unknown-argument",
        at(&source, "ammount"),
        "`create_refund` has no argument `args.ammount`, and neither have the tools beside it",
    )
    .note("the catalog lists `amount`, `currency` and `reason` for this tool")
    .label(at(&source, "matches"), "all of these are reasons")
    .help("did you mean `args.amount <= 5 and args.currency == \"eur\"`?\nor leave the condition out, if any amount is meant")
    .call(Call::confirmed("create_refund", arguments, &mut Printed))
    .fix(Some(fix))
}

#[test]
fn a_finding_fits_terminals_of_every_width() {
    let mut sources = Sources::default();
    let finding = [long_finding(&mut sources)];
    let shown =
        |columns| render(&finding, &sources, Terminal { columns: Some(columns), ..Terminal::PIPE });
    insta::assert_snapshot!(shown(40), @r#"
    error[unknown-argument]
      × `create_refund` has no argument
      │ `args.ammount`, and neither have the
      │ tools beside it
       ╭─[long.mcpol:2:729]
     2 │ …ammount <…
       ·  ───┬───
       ·     ╰─┤ the catalog lists `amount`,
       ·       │ `currency` and `reason` for
       ·       │ this tool
       ╰────
       ╭─[long.mcpol:2:25]
     2 │ …matches /…
       ·  ───┬───
       ·     ╰── all of these are reasons
       ╰────
      help: did you mean
            `args.amount <= 5 and args.currency == "eur"`?
            or leave the condition out, if
            any amount is meant
      allowed call: create_refund
                    {"amount":5,
                    "currency":"eur",
                    "reason":"a, b and c"}
      --fix=unsafe: write `amount`, which is
                    the nearest name that
                    the catalog has
    "#);
    insta::assert_snapshot!(shown(80), @r#"
    error[unknown-argument]
      × `create_refund` has no argument `args.ammount`, and neither have the tools
      │ beside it
       ╭─[long.mcpol:2:729]
     2 │ …son matches /^(refund…rgs.ammount <= 5 beca…
       ·      ───┬───               ───┬───
       ·         │                     ╰─┤ the catalog lists `amount`, `currency`
       ·         │                       │ and `reason` for this tool
       ·         ╰── all of these are reasons
       ╰────
      help: did you mean `args.amount <= 5 and args.currency == "eur"`?
            or leave the condition out, if any amount is meant
      allowed call: create_refund {"amount":5,"currency":"eur",
                    "reason":"a, b and c"}
      --fix=unsafe: write `amount`, which is the nearest name that the catalog has
    "#);
    insta::assert_snapshot!(shown(120), @r#"
    error[unknown-argument]
      × `create_refund` has no argument `args.ammount`, and neither have the tools beside it
       ╭─[long.mcpol:2:729]
     2 │ …s.reason matches /^(refund|return|f…and args.ammount <= 5 because "返金…
       ·           ───┬───                             ───┬───
       ·              │                                   ╰─┤ the catalog lists `amount`, `currency` and `reason` for this
       ·              │                                     │ tool
       ·              ╰── all of these are reasons
       ╰────
      help: did you mean `args.amount <= 5 and args.currency == "eur"`?
            or leave the condition out, if any amount is meant
      allowed call: create_refund {"amount":5,"currency":"eur","reason":"a, b and c"}
      --fix=unsafe: write `amount`, which is the nearest name that the catalog has
    "#);
}

/// On a terminal of a few columns too.
#[test]
fn narrow_terminals_wrap_as_well_as_they_can() {
    let mut sources = Sources::default();
    let finding = [long_finding(&mut sources)];
    for columns in 0..40 {
        let terminal = Terminal { columns: Some(columns), ..Terminal::PIPE };
        let shown = render(&finding, &sources, terminal);
        let is_code = |line: &str| line.contains('`') || line.contains("─[");
        let width = shown.lines().filter(|line| !is_code(line)).map(display_width).max().unwrap();
        assert!(width <= columns.max(30), "{columns}: {width}\n{shown}");
    }
    let narrow = Terminal { columns: Some(24), ..Terminal::PIPE };
    insta::assert_snapshot!("narrow", render(&finding, &sources, narrow));
}

proptest! {
    /// The underline starts in the column of the marked text and is as wide as it, where the marked
    /// text fits into a line.
    #[test]
    fn the_underline_is_under_its_text(
        before in "[a-z\t 漢é\u{301}🦀\u{202e}]{0,200}",
        mark in "[A-Z漢]{1,9}",
        after in "[a-z\t 漢é🦀]{0,200}",
        columns in 32_usize..160,
    ) {
        let mut sources = Sources::default();
        let source = sources.add("a", format!("{before}<{mark}>{after}")).unwrap();
        let finding = Finding::error("code", at(&source, &format!("<{mark}>")), "m");
        let terminal = Terminal { columns: Some(columns), ..Terminal::PIPE };
        let shown = render(&[finding], &sources, terminal);
        let lines: Vec<&str> = shown.lines().collect();
        let text = lines.iter().find(|line| line.starts_with(" 1 │ ")).unwrap();
        let underline = lines.iter().find(|line| line.contains('─') && line.starts_with("   · "));
        let underline = underline.unwrap();
        let start = text.find(&format!("<{mark}>")).unwrap();
        prop_assert_eq!(
            display_width(&text[..start]),
            display_width(&underline[..underline.find('─').unwrap()])
        );
        let width = underline.chars().filter(|character| *character == '─').count();
        prop_assert_eq!(width, display_width(&mark) + 2);
        prop_assert!(lines.iter().all(|line| display_width(line) <= columns), "{shown}");
    }
}
