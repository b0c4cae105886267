//! The texts with which everything begins or ends that a pattern is found in: what its author
//! names.

use regex_syntax::ast::parse::ParserBuilder;
use regex_syntax::hir::literal::{ExtractKind, Extractor, Seq};
use regex_syntax::hir::translate::Translator;
use regex_syntax::hir::{Dot, Hir, HirKind, Look};

use super::shape::either_case;
use super::{MAX_LEVELS, translated};

/// How many texts one pattern names at most.
const MAX_LITERALS: usize = 64;

/// The longest of them, in bytes.
const MAX_LENGTH: usize = 256;

/// A text that a pattern names, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Literal {
    /// A letter in either case is written in lower case.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

/// Where a text stands in all that a pattern is found in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// It is all of it.
    Whole,
    /// At the beginning.
    Start,
    /// At the end.
    End,
}

/// The literal beginning of each alternative, else the literal end; none where a pattern isn't
/// bound to that side of the text, or RE2 refuses it.
pub(crate) fn literals(pattern: &str) -> Vec<Literal> {
    let Some(hir) = read(pattern) else { return Vec::new() };
    let (starts, ends) = (hir.properties().look_set_prefix(), hir.properties().look_set_suffix());
    let is_closed = ends.contains(Look::End);
    let starts = starts.contains(Look::Start).then(|| extract(&hir, ExtractKind::Prefix));
    let starts = starts.map(|seq| named(&seq, Place::Start, is_closed)).unwrap_or_default();
    if !starts.is_empty() || !is_closed {
        return starts;
    }
    named(&extract(&hir, ExtractKind::Suffix), Place::End, false)
}

/// Whether a pattern tells texts apart by their length alone, if at all: `.*`, `^.{1,200}$`.
pub(crate) fn is_open(pattern: &str) -> bool {
    read(pattern).is_some_and(|hir| is_any(&hir))
}

fn is_any(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => true,
        HirKind::Literal(_) => false,
        HirKind::Class(_) => {
            [Dot::AnyChar, Dot::AnyCharExceptLF].into_iter().any(|dot| *hir == Hir::dot(dot))
        }
        HirKind::Repetition(repetition) => is_any(&repetition.sub),
        HirKind::Capture(capture) => is_any(&capture.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().all(is_any),
    }
}

pub(super) fn read(pattern: &str) -> Option<Hir> {
    let rust = translated(pattern).ok()?;
    let ast = ParserBuilder::new().nest_limit(MAX_LEVELS).build().parse(&rust).ok()?;
    Some(in_lower_case(&Translator::new().translate(&rust, &ast).ok()?))
}

fn extract(hir: &Hir, kind: ExtractKind) -> Seq {
    let mut extractor = Extractor::new();
    extractor.kind(kind).limit_total(MAX_LITERALS).limit_literal_len(MAX_LENGTH).limit_class(4);
    extractor.extract(hir)
}

fn named(seq: &Seq, place: Place, is_closed: bool) -> Vec<Literal> {
    let of_literal = |literal: &regex_syntax::hir::literal::Literal| {
        let text = String::from_utf8(literal.as_bytes().to_vec()).ok()?;
        let place = if is_closed && literal.is_exact() { Place::Whole } else { place };
        Some(Literal { text, place })
    };
    let literals: Option<Vec<_>> =
        seq.literals().unwrap_or_default().iter().map(of_literal).collect();
    let mut literals = literals.unwrap_or_default();
    // An alternative that may begin with anything names nothing, and so does the whole.
    if literals.iter().any(|literal| literal.text.is_empty() && literal.place != Place::Whole) {
        return Vec::new();
    }
    literals.sort_unstable();
    literals.dedup();
    literals
}

/// The pattern with a letter in either case as the small one.
fn in_lower_case(hir: &Hir) -> Hir {
    match hir.kind() {
        HirKind::Class(class) => match either_case(class) {
            Some(letter) => Hir::literal(letter.to_string().into_bytes()),
            None => hir.clone(),
        },
        HirKind::Capture(capture) => in_lower_case(&capture.sub),
        HirKind::Concat(parts) => Hir::concat(parts.iter().map(in_lower_case).collect()),
        HirKind::Alternation(parts) => Hir::alternation(parts.iter().map(in_lower_case).collect()),
        HirKind::Repetition(repetition) => {
            let mut changed = repetition.clone();
            changed.sub = Box::new(in_lower_case(&repetition.sub));
            Hir::repetition(changed)
        }
        HirKind::Empty | HirKind::Literal(_) | HirKind::Look(_) => hir.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_pattern_names() {
        use Place::{End, Start, Whole};
        for (pattern, expected) in [
            (r"^(?:a|b)$", &[("a", Whole), ("b", Whole)][..]),
            (
                r"^git (status|log)( [a-z]+)*$",
                &[
                    ("git log", Whole),
                    ("git log ", Start),
                    ("git status", Whole),
                    ("git status ", Start),
                ],
            ),
            (r"(?i)^select\b", &[("select", Start)]),
            (r"(?is)\A(select|with)\b[^;]*\z", &[("select", Start), ("with", Start)]),
            (
                r"^https?://(www\.)?acme\.com/",
                &[
                    ("http://acme.com/", Start),
                    ("http://www.acme.com/", Start),
                    ("https://acme.com/", Start),
                    ("https://www.acme.com/", Start),
                ],
            ),
            (r"^[a-z.]+@acme\.com$", &[("@acme.com", End)]),
            (r"@(acme\.com|acme\.dev)$", &[("@acme.com", End), ("@acme.dev", End)]),
            (r"^(acme|[a-z]+)$", &[]),
            (r"^.*$", &[]),
            (r"^.{1,200}$", &[]),
            (r"select", &[]),
            (r"^(a|b)|c", &[]),
            (r"(", &[]),
        ] {
            let found = literals(pattern);
            let found: Vec<_> = found.iter().map(|it| (it.text.as_str(), it.place)).collect();
            assert_eq!(found, expected, "{pattern}");
        }
    }

    #[test]
    fn patterns_that_say_nothing_of_a_text() {
        for open in [".*", "^.*$", r"\A(?s:.+)\z", "^.{1,200}$", ""] {
            assert!(is_open(open), "{open}");
        }
        for says in ["[a-z]+", "a", r"^\S+$", "(a|.)b"] {
            assert!(!is_open(says), "{says}");
        }
    }

    #[test]
    fn many_alternatives_are_bounded() {
        let many: Vec<_> = (0..500).map(|at| format!("name-{at:03}")).collect();
        assert!(literals(&format!("^({})$", many.join("|"))).len() <= MAX_LITERALS);
    }
}
