use super::*;
use proptest::prelude::*;

/// The line as it is shown, its marks in brackets.
fn shown(line: &str, marks: &[&str], width: usize) -> String {
    let find = |mark: &&str| line.find(mark).map(|at| at..at + mark.len()).unwrap();
    let marks: Vec<Range<usize>> = marks.iter().map(find).collect();
    print(line, &visible_parts(line, &marks, width))
}

fn print(line: &str, parts: &[Part]) -> String {
    let mut text = String::new();
    let mut end = 0;
    for part in parts {
        text.push_str(if part.range.start > end { ELLIPSIS } else { "" });
        text.push_str(&printed(&line[part.range.clone()]));
        end = part.range.end;
    }
    text + if end < line.len() { ELLIPSIS } else { "" }
}

#[test]
fn a_line_that_fits_is_whole() {
    assert_eq!(shown("allow a\twhen b", &["when"], 18), "allow a    when b");
    assert_eq!(shown("", &[""], 16), "");
}

#[test]
fn a_long_line_is_cut_round_its_mark() {
    let line = format!("{}MARK{}", "-".repeat(5_000), "=".repeat(5_000));
    assert_eq!(shown(&line, &["MARK"], 30), "…--------MARK================…");
    let line = format!("{}MARK", "-".repeat(5_000));
    assert_eq!(shown(&line, &["MARK"], 30), "…------------------------MARK");
    let line = format!("MARK{}", "-".repeat(5_000));
    assert_eq!(shown(&line, &["MARK"], 30), "MARK------------------------…");
}

#[test]
fn a_long_mark_is_shown_by_its_ends() {
    let line = format!("matches \"^a{}z$\" and more of it", "b".repeat(5_000));
    let mark = format!("^a{}z$", "b".repeat(5_000));
    assert_eq!(shown(&line, &[&mark], 40), "…\"^abbbbbbbbbbbbbbb…bbbbbbbbbbbbz$\" an…");
}

#[test]
fn marks_that_are_far_apart_are_shown_together() {
    let line = format!("{}ONE{}TWO{}", "-".repeat(99), "=".repeat(99), "~".repeat(99));
    assert_eq!(shown(&line, &["ONE", "TWO"], 40), "…-----ONE==========…=====TWO~~~~~~~~~~…");
}

#[test]
fn wide_and_combining_characters_count_as_they_are_shown() {
    let line = format!("{}MARK{}", "漢".repeat(99), "e\u{301}".repeat(99));
    let after = "e\u{301}".repeat(10);
    assert_eq!(shown(&line, &["MARK"], 20), format!("…漢漢MARK{after}…"));
    let line = format!("{}MARK{}", "\u{202e}".repeat(99), "🦀".repeat(99));
    assert_eq!(shown(&line, &["MARK"], 34), "…\\u{202e}MARK🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀…");
}

#[test]
fn characters_without_a_width_have_an_end() {
    let line = format!("{}MARK{}", "\u{301}".repeat(99_999), "\u{301}".repeat(99_999));
    assert!(shown(&line, &["MARK"], 30).len() < 3_000);
}

fn any_line() -> impl Strategy<Value = String> {
    const PIECES: &[&str] =
        &["a", " ", "\t", "é", "e\u{301}", "漢", "🦀", "\u{1b}", "\u{202e}", "ｱ"];
    prop::collection::vec(prop::sample::select(PIECES), 0..300).prop_map(|it| it.concat())
}

/// Marks as parts of the line's characters.
fn any_marks() -> impl Strategy<Value = (String, Vec<Range<usize>>)> {
    (any_line(), prop::collection::vec((0_usize..300, 0_usize..40), 1..3)).prop_map(
        |(line, marks)| {
            let ends: Vec<usize> =
                line.char_indices().map(|(at, _)| at).chain([line.len()]).collect();
            let at = |index: usize| ends[index.min(ends.len() - 1)];
            let marks = marks.iter().map(|(start, count)| at(*start)..at(start + count));
            let marks = marks.collect();
            (line, marks)
        },
    )
}

proptest! {
    #[test]
    fn no_line_is_wider_and_no_mark_is_lost((line, marks) in any_marks(), width in 24_usize..140) {
        let parts = visible_parts(&line, &marks, width);
        let text = print(&line, &parts);
        prop_assert!(display_width(&text) <= width, "{text}");
        for mark in &marks {
            for end in [mark.start, mark.end] {
                let is_shown = |part: &Part| part.range.start <= end && end <= part.range.end;
                prop_assert!(parts.iter().any(is_shown), "{mark:?} {parts:?}");
            }
        }
    }

    #[test]
    fn a_column_is_where_the_text_stands((line, marks) in any_marks(), width in 24_usize..140) {
        let parts = visible_parts(&line, &marks, width);
        for part in &parts {
            let before: Vec<Part> =
                parts.iter().filter(|it| it.range.start < part.range.start).cloned().collect();
            let text = print(&line[..part.range.start], &before);
            prop_assert_eq!(display_width(&text), part.column);
            prop_assert_eq!(column(&line, &parts, part.range.start), part.column);
        }
    }
}
