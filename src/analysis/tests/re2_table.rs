//! Patterns that look at what stands around a place, and Unicode classes, as RE2 finds them:
//! re2_table.py made the tables. The evaluator and the walk through automata say the same.

use crate::analysis::{Engine, Formula, Test};
use crate::re2::Pattern;

const TABLES: [&str; 2] = [include_str!("re2_table.tsv"), include_str!("re2_classes.tsv")];

/// Longer texts aren't walked for.
const MAX_WALKED: usize = 2;

/// Every pattern with the texts, and whether RE2 finds it in each.
fn rows() -> Vec<(String, Vec<(String, bool)>)> {
    TABLES.into_iter().flat_map(rows_of).collect()
}

fn rows_of(table: &str) -> Vec<(String, Vec<(String, bool)>)> {
    let read = |cell: &str| serde_json::from_str::<String>(cell).unwrap();
    let mut lines = table.lines().map(|line| line.split('\t'));
    let texts: Vec<String> = lines.next().unwrap().skip(1).map(read).collect();
    let row = |mut cells: std::str::Split<'_, char>| {
        let pattern = read(cells.next().unwrap());
        (pattern, texts.iter().cloned().zip(cells.map(|cell| cell == "T")).collect())
    };
    lines.map(row).collect()
}

#[test]
fn the_evaluator_finds_what_re2_finds() {
    let rows = rows();
    assert!(rows.len() >= 200, "{}", rows.len());
    for (pattern, cells) in rows {
        let compiled = Pattern::new(&pattern).unwrap();
        for (text, found) in cells {
            assert_eq!(compiled.is_match(&text), found, "{pattern} {text:?}");
        }
    }
}

#[test]
fn the_analysis_finds_what_re2_finds() {
    let test = |test| Formula::test(&["s".to_owned()], test);
    for (pattern, cells) in rows() {
        let mut engine = Engine::default();
        let found = test(Test::Matches(pattern.clone()));
        for (text, holds) in cells {
            let spelled: String =
                text.chars().map(|it| format!(r"\x{{{:x}}}", u32::from(it))).collect();
            let exactly = test(Test::Matches(format!(r"\A{spelled}\z")));
            let arguments = crate::json::Value::Object([("s".to_owned(), (&*text).into())].into());
            assert_eq!(engine.holds(&found, &arguments), holds, "{pattern} {text:?}");
            if text.chars().count() <= MAX_WALKED {
                let walked = engine.find_arguments(&exactly.and(found.clone()));
                assert_eq!(walked.is_found(), holds, "{pattern} {text:?}");
            }
        }
    }
}
