//! The pages of docs/errors and docs/lints, embedded: one for each code that a finding can have.

/// Each code with its page, sorted by code.
const PAGES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/pages.rs"));

/// Codes that were renamed, each with its new name, sorted.
const RENAMED: &[(&str, &str)] = &[
    ("catalogue-error-answer", "catalog-error-answer"),
    ("catalogue-not-json", "catalog-not-json"),
    ("catalogue-shape", "catalog-shape"),
    ("catalogue-too-deep", "catalog-too-deep"),
    ("catalogue-unreadable", "catalog-unreadable"),
    ("needs-catalogue", "needs-catalog"),
    ("no-catalogue", "no-catalog"),
    ("partial-catalogue", "partial-catalog"),
];

/// The new name of a code that was renamed.
pub(crate) fn renamed(code: &str) -> Option<&'static str> {
    let index = RENAMED.binary_search_by_key(&code, |(old, _)| old).ok()?;
    RENAMED.get(index).map(|(_, new)| *new)
}

/// Every code that has a page, sorted.
pub(crate) fn names() -> impl DoubleEndedIterator<Item = &'static str> {
    PAGES.iter().map(|(name, _)| *name)
}

/// The page of a code, as Markdown.
pub fn page(code: &str) -> Option<&'static str> {
    let index = PAGES.binary_search_by_key(&code, |(name, _)| name).ok()?;
    PAGES.get(index).map(|(_, page)| *page)
}

/// The first sentence of a page, on one line.
pub(crate) fn summary(page: &str) -> String {
    let body = page.split_once("\n\n").map_or("", |(_, body)| body);
    let paragraph = body.split("\n\n").next().unwrap_or_default();
    let line = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.split_once(". ") {
        Some((sentence, _)) => format!("{sentence}."),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_found_by_its_code() {
        assert!(page("not-utf8").is_some_and(|page| page.starts_with("# not-utf8\n")));
        assert_eq!(page("no-such-page"), None);
        assert!(names().is_sorted());
    }

    #[test]
    fn a_renamed_code_has_a_page_under_its_new_name_alone() {
        assert!(RENAMED.is_sorted());
        for (old, new) in RENAMED {
            assert!(page(old).is_none() && page(new).is_some(), "{old}");
            assert_eq!(renamed(old), Some(*new));
        }
        assert_eq!(renamed("no-catalog"), None);
    }

    #[test]
    fn a_summary_is_one_sentence() {
        assert_eq!(summary("# a\n\nOne\nline. Two.\n\nThree."), "One line.");
        assert_eq!(summary("# a"), "");
    }
}
