//! Texts that patterns are found in, made from the pattern alone.

use regex_syntax::hir::{Class, Hir, HirKind};

use super::literals::read;

/// How often something is repeated at most in a sample.
pub(crate) const MAX_REPEATED: u32 = 64;

/// Texts in which a pattern is found if it doesn't look around, the shortest first.
pub(crate) fn samples(pattern: &str) -> impl Iterator<Item = String> {
    let hir = read(pattern);
    [0, 1].into_iter().filter_map(move |more| sample(hir.as_ref()?, more))
}

/// A text of a pattern, each repetition so much longer than it must be; what looks around it isn't
/// minded.
pub(crate) fn sample(hir: &Hir, more: u32) -> Option<String> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Some(String::new()),
        HirKind::Literal(literal) => String::from_utf8(literal.0.to_vec()).ok(),
        HirKind::Class(Class::Unicode(class)) => {
            let has = |wanted: &char| {
                class.iter().any(|range| (range.start()..=range.end()).contains(wanted))
            };
            let first = || class.iter().next().map(|range| range.start());
            let usual = ['a', '1', 'A', '-', ' '].into_iter().find(has);
            usual.or_else(first).map(String::from)
        }
        HirKind::Class(Class::Bytes(_)) => None,
        HirKind::Repetition(repetition) => {
            let most = repetition.max.unwrap_or(u32::MAX);
            let times = repetition.min.saturating_add(more).min(most).min(MAX_REPEATED);
            let one = sample(&repetition.sub, more)?;
            Some(one.repeat(usize::try_from(times).ok()?))
        }
        HirKind::Capture(capture) => sample(&capture.sub, more),
        HirKind::Concat(parts) => parts.iter().map(|part| sample(part, more)).collect(),
        HirKind::Alternation(parts) => sample(parts.first()?, more),
    }
}
