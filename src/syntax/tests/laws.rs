//! The laws of formatting, held on random policies in random layouts.

use super::written;
use crate::source::Sources;
use crate::syntax::{Parsed, format, parse};
use proptest::prelude::*;

fn read(text: &str) -> Parsed {
    parse(&Sources::default().add("test", text).unwrap()).unwrap()
}

fn formatted(text: &str) -> Result<String, String> {
    let source = Sources::default().add("test", text).unwrap();
    format(&source).map_err(|findings| format!("{findings:#?}"))
}

/// The comments of a policy in its odd layout.
fn comments(text: &str) -> Vec<&str> {
    text.lines().filter_map(|line| Some(line.get(line.find("# §")?..)?.trim_end())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn formatting_keeps_meaning_and_comments(written in written::policy()) {
        let meant = read(&written.plain);
        prop_assert_eq!(&meant.findings, &[]);
        let text = formatted(&written.odd).map_err(TestCaseError::fail)?;
        let again = read(&text);
        prop_assert_eq!(again.findings, &[]);
        prop_assert_eq!(again.file, meant.file);
        prop_assert_eq!(comments(&text), comments(&written.odd));
    }

    #[test]
    fn formatting_twice_is_formatting_once(written in written::policy()) {
        let once = formatted(&written.odd).map_err(TestCaseError::fail)?;
        prop_assert_eq!(formatted(&once).map_err(TestCaseError::fail)?, once);
    }

    #[test]
    fn the_authors_line_ends_count_for_blocks_alone(
        written in written::policy().prop_filter("a block", |written| !written.plain.contains('{')),
    ) {
        prop_assert_eq!(formatted(&written.plain), formatted(&written.tall));
    }

    #[test]
    fn a_formatted_file_is_tidy(written in written::policy()) {
        let ended = formatted(&written.odd).map_err(TestCaseError::fail)?;
        let text = ended.replace("\r\n", "\n");
        prop_assert!(ended == text || ended == text.replace('\n', "\r\n"));
        prop_assert!(text.is_empty() || text.ends_with('\n') && !text.ends_with("\n\n"));
        prop_assert!(!text.starts_with('\n') && !text.contains("\n\n\n") && !text.contains('\r'));
        prop_assert!(text.lines().all(|line| line.trim_end() == line));
    }

    #[test]
    fn any_text_is_read_and_formatted_or_refused(text in any::<String>()) {
        prop_assert_eq!(formatted(&text).is_ok(), read(&text).findings.is_empty());
    }

    #[test]
    fn a_damaged_policy_is_read_and_formatted_or_refused(
        written in written::policy(),
        wounds in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..4, any::<String>()), 1..4),
    ) {
        let damaged = wounds.iter().fold(written.odd, |text, (at, length, instead)| {
            let mut characters: Vec<char> = text.chars().collect();
            let start = at.index(characters.len() + 1);
            let end = (start + length).min(characters.len());
            characters.splice(start..end, instead.chars().take(3));
            characters.into_iter().collect()
        });
        prop_assert_eq!(formatted(&damaged).is_ok(), read(&damaged).findings.is_empty());
    }
}
