use super::*;
use crate::source::{Source, Span};
use crate::strings::escape;
use std::sync::Arc;

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
