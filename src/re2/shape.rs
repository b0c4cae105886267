//! What a pattern says of the texts that it is found in: how it begins and ends, and its literal
//! texts. For those who ask what its author meant.

use regex_syntax::ast::Ast;
use regex_syntax::ast::parse::ParserBuilder;
use regex_syntax::hir::translate::Translator;
use regex_syntax::hir::{Class, Dot, Hir, HirKind, Look, LookSet, Repetition};

use super::{MAX_LEVELS, translated};

/// In [`Shape::texts`], where a pattern has something else than characters.
pub(crate) const GAP: char = '\0';

/// In [`Shape::texts`], where a pattern has `.` for one character.
pub(crate) const ANY: char = '\u{1}';

/// How many texts are told apart at most.
const MAX_TEXTS: usize = 32;

/// A pattern taken apart.
#[derive(Debug, Clone)]
pub(crate) struct Shape {
    hir: Hir,
    is_alternation: bool,
}

/// What stands at one end of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// The text begins or ends there.
    Anchored,
    /// In some of the pattern's alternatives it does: `^a|b$`.
    Mixed,
    /// A line of the text begins or ends there.
    Line,
    /// Anything may stand there, and the pattern says so: `.*`.
    Any,
    /// The edge of a word, or the text's beginning or something else: `\b`, `(^|/)`.
    Free,
    /// A character that stands between words, as in `feat/`.
    Edge,
    /// Anything else: a word, or what a class or a repeat holds.
    Open,
}

#[derive(Clone, Copy)]
enum Side {
    Start,
    End,
}

impl Shape {
    /// The shape of a pattern; `None` for one that RE2 refuses.
    pub(crate) fn of(pattern: &str) -> Option<Self> {
        let rust = translated(pattern).ok()?;
        let ast = ParserBuilder::new().nest_limit(MAX_LEVELS).build().parse(&rust).ok()?;
        let hir = Translator::new().translate(&rust, &ast).ok()?;
        Some(Self { hir, is_alternation: is_alternation(&ast) })
    }

    /// How it begins.
    pub(crate) fn start(&self) -> End {
        let properties = self.hir.properties();
        let (all, any) = (properties.look_set_prefix(), properties.look_set_prefix_any());
        self.side(Side::Start, all, any, [Look::Start, Look::StartLF])
    }

    /// How it ends.
    pub(crate) fn end(&self) -> End {
        let properties = self.hir.properties();
        let (all, any) = (properties.look_set_suffix(), properties.look_set_suffix_any());
        self.side(Side::End, all, any, [Look::End, Look::EndLF])
    }

    fn side(&self, side: Side, all: LookSet, any: LookSet, [text, line]: [Look; 2]) -> End {
        if all.contains(text) {
            End::Anchored
        } else if all.contains(line) {
            End::Line
        } else if !any.contains(text) {
            end(&self.hir, side)
        } else if self.is_alternation {
            End::Mixed
        } else {
            End::Free
        }
    }

    /// Whether it is a list of alternatives, in a group or without.
    pub(crate) fn is_alternation(&self) -> bool {
        self.is_alternation
    }

    /// The texts that it spells, one for each way through its alternatives, [`GAP`] and [`ANY`]
    /// where it spells none; the first of them where there are many. A letter in either case is
    /// written in lower case.
    pub(crate) fn texts(&self) -> Vec<String> {
        texts(&self.hir)
    }
}

/// As it is written: `a|b` is the same as `[ab]`, but can't be bound like that.
fn is_alternation(ast: &Ast) -> bool {
    match ast {
        Ast::Alternation(_) => true,
        Ast::Group(group) => is_alternation(&group.ast),
        _ => false,
    }
}

fn end(hir: &Hir, side: Side) -> End {
    match hir.kind() {
        HirKind::Empty | HirKind::Class(_) => End::Open,
        HirKind::Look(_) => End::Free,
        HirKind::Literal(literal) => of_text(&String::from_utf8_lossy(&literal.0), side),
        HirKind::Repetition(repetition) => of_repetition(repetition, side),
        HirKind::Capture(capture) => end(&capture.sub, side),
        HirKind::Concat(parts) => match side {
            Side::Start => parts.first().map_or(End::Open, |part| end(part, side)),
            Side::End => parts.last().map_or(End::Open, |part| end(part, side)),
        },
        HirKind::Alternation(parts) => {
            let mut ends = parts.iter().map(|part| end(part, side));
            let first = ends.next().unwrap_or(End::Open);
            if ends.all(|end| end == first) { first } else { End::Open }
        }
    }
}

fn of_text(text: &str, side: Side) -> End {
    let character = match side {
        Side::Start => text.chars().next(),
        Side::End => text.chars().next_back(),
    };
    let is_word = |character: char| character.is_alphanumeric() || character == '_';
    if character.is_some_and(is_word) { End::Open } else { End::Edge }
}

fn of_repetition(repetition: &Repetition, side: Side) -> End {
    if repetition.max.is_none() && is_any(&repetition.sub) {
        End::Any
    } else if repetition.min == 0 {
        End::Open
    } else {
        end(&repetition.sub, side)
    }
}

fn is_any(hir: &Hir) -> bool {
    *hir == Hir::dot(Dot::AnyChar) || *hir == Hir::dot(Dot::AnyCharExceptLF)
}

fn texts(hir: &Hir) -> Vec<String> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => vec![String::new()],
        HirKind::Literal(literal) => vec![String::from_utf8_lossy(&literal.0).into_owned()],
        HirKind::Class(class) => vec![of_class(hir, class).to_string()],
        HirKind::Repetition(_) => vec![GAP.to_string()],
        HirKind::Capture(capture) => texts(&capture.sub),
        HirKind::Concat(parts) => {
            parts.iter().fold(vec![String::new()], |before, part| joined(&before, &texts(part)))
        }
        HirKind::Alternation(parts) => parts.iter().flat_map(texts).take(MAX_TEXTS).collect(),
    }
}

/// Each beginning with each continuation.
fn joined(before: &[String], after: &[String]) -> Vec<String> {
    let each = |start: &String| {
        let start = start.clone();
        after.iter().map(move |end| format!("{start}{end}"))
    };
    before.iter().flat_map(each).take(MAX_TEXTS).collect()
}

/// `[Aa]` is a letter in either case; with its look-alikes, `(?i)k` is one too.
fn of_class(hir: &Hir, class: &Class) -> char {
    if is_any(hir) {
        return ANY;
    }
    either_case(class).unwrap_or(GAP)
}

/// The small letter of a class that is one letter in either case.
pub(super) fn either_case(class: &Class) -> Option<char> {
    let Class::Unicode(class) = class else { return None };
    let ranges: Vec<(char, char)> =
        class.ranges().iter().map(|range| (range.start(), range.end())).collect();
    match ranges.as_slice() {
        [(upper, same), (lower, also), rest @ ..]
            if upper == same
                && lower == also
                && upper.is_ascii_uppercase()
                && upper.to_ascii_lowercase() == *lower
                && rest.iter().all(|(first, _)| !first.is_ascii()) =>
        {
            Some(*lower)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(pattern: &str) -> (End, End) {
        let shape = Shape::of(pattern).unwrap();
        (shape.start(), shape.end())
    }

    #[test]
    fn both_ends_of_a_pattern() {
        for (pattern, expected) in [
            (r"^a$", (End::Anchored, End::Anchored)),
            (r"\A(?:a|b)\z", (End::Anchored, End::Anchored)),
            (r"^a|b$", (End::Mixed, End::Mixed)),
            (r"(^a|b$)", (End::Mixed, End::Mixed)),
            (r"^a$|^b$", (End::Anchored, End::Anchored)),
            (r"^a|^b", (End::Anchored, End::Open)),
            (r"(?m)^ls$", (End::Line, End::Line)),
            (r"feat/", (End::Open, End::Edge)),
            (r"^feat/.*", (End::Anchored, End::Any)),
            (r"\bword\b", (End::Free, End::Free)),
            (r"(^|/)\.\.(/|$)", (End::Free, End::Free)),
            (r"^[a-z]+", (End::Anchored, End::Open)),
            (r"^(feat|fix)/", (End::Anchored, End::Edge)),
            (r"^(feat|fix)", (End::Anchored, End::Open)),
            (r"\.md$", (End::Edge, End::Anchored)),
            (r"^/docs(/.*)?", (End::Anchored, End::Open)),
            (r"", (End::Open, End::Open)),
        ] {
            assert_eq!(ends(pattern), expected, "{pattern}");
        }
    }

    #[test]
    fn the_texts_of_a_pattern() {
        for (pattern, expected) in [
            (
                r"^https?://(api\.acme\.com|acme\.dev)/",
                &["http\0://api.acme.com/", "http\0://acme.dev/"][..],
            ),
            (r"^https://api.acme\.com$", &["https://api\u{1}acme.com"]),
            (r"(?i)\b(drop|kill)\b", &["drop", "kill"]),
            (r"[a-z]+x", &["\0x"]),
            (r"rm\s+-rf", &["rm\0-rf"]),
        ] {
            let texts = Shape::of(pattern).unwrap().texts();
            assert_eq!(texts, expected, "{pattern}");
        }
    }

    #[test]
    fn many_alternatives_are_cut() {
        let pattern = "(a|bc)".repeat(40);
        assert!(Shape::of(&pattern).unwrap().texts().len() <= MAX_TEXTS);
    }
}
