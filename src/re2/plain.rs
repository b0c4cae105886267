//! Patterns that look for one text at one place, and are nothing else.

use regex_syntax::ast::parse::ParserBuilder;
use regex_syntax::hir::literal::Extractor;
use regex_syntax::hir::translate::Translator;
use regex_syntax::hir::{Hir, HirKind, Look};

use super::{MAX_LEVELS, translated};

/// How many beginnings one pattern has at most.
const MAX_BEGINNINGS: usize = 16;

/// Where a pattern looks for its only text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Plain {
    /// What begins with it.
    Start(Vec<u8>),
    /// What ends with it.
    End(Vec<u8>),
    /// What has it anywhere.
    Within(Vec<u8>),
}

/// The text that a pattern looks for, case and all; none of patterns that say more, and of those
/// that RE2 refuses.
pub(crate) fn plain(pattern: &str) -> Option<Plain> {
    let hir = read(pattern)?;
    match hir.kind() {
        HirKind::Literal(text) => Some(Plain::Within(text.0.to_vec())),
        HirKind::Concat(parts) => match parts.as_slice() {
            [one, other] if is_look(one, Look::Start) => Some(Plain::Start(literal(other)?)),
            [one, other] if is_look(other, Look::End) => Some(Plain::End(literal(one)?)),
            _ => None,
        },
        _ => None,
    }
}

/// Texts of which one begins whatever a pattern matches; none where it may begin with many, or RE2
/// refuses it.
pub(crate) fn beginnings(pattern: &str) -> Option<Vec<Vec<u8>>> {
    let found = Extractor::new().limit_total(MAX_BEGINNINGS).extract(&read(pattern)?);
    let texts: Vec<_> = found.literals()?.iter().map(|text| text.as_bytes().to_vec()).collect();
    texts.iter().all(|text| !text.is_empty()).then_some(texts)
}

/// What RE2 reads; `None` of what it refuses.
pub(super) fn read(pattern: &str) -> Option<Hir> {
    let rust = translated(pattern).ok()?;
    let ast = ParserBuilder::new().nest_limit(MAX_LEVELS).build().parse(&rust).ok()?;
    Translator::new().translate(&rust, &ast).ok()
}

/// Whether it is this look at what stands around.
pub(super) fn is_look(hir: &Hir, look: Look) -> bool {
    matches!(hir.kind(), HirKind::Look(found) if *found == look)
}

fn literal(hir: &Hir) -> Option<Vec<u8>> {
    match hir.kind() {
        HirKind::Literal(text) => Some(text.0.to_vec()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_text_at_one_place() {
        let text = |text: &str| text.as_bytes().to_vec();
        for (pattern, expected) in [
            ("ab", Some(Plain::Within(text("ab")))),
            (r"^\Qa.b\E", Some(Plain::Start(text("a.b")))),
            (r"\Aab", Some(Plain::Start(text("ab")))),
            (r"\.é$", Some(Plain::End(text(".é")))),
            ("^ab$", None),
            ("(?i)ab", None),
            ("(?m)^ab", None),
            ("a|b", None),
            ("a.b", None),
            ("", None),
            ("(", None),
        ] {
            assert_eq!(plain(pattern), expected, "{pattern}");
        }
    }

    #[test]
    fn what_every_match_begins_with() {
        let texts = |texts: &[&str]| {
            Some(texts.iter().map(|text| text.as_bytes().to_vec()).collect::<Vec<_>>())
        };
        for (pattern, expected) in [
            ("x12.*", texts(&["x12"])),
            (r"\bx1[ab]", texts(&["x1a", "x1b"])),
            ("(?i)a1", texts(&["A1", "a1"])),
            ("a|bc", texts(&["a", "bc"])),
            ("a*b?", None),
            (".x", None),
            ("(", None),
        ] {
            assert_eq!(beginnings(pattern), expected, "{pattern}");
        }
    }
}
