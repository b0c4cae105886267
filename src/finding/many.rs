//! A bound on how much is said at once.

use super::Finding;
use crate::source::Span;

/// How many findings about one file are worth making.
pub(crate) const MAX_FINDINGS: usize = 100_000;

/// Adds a finding; after [`MAX_FINDINGS`] of them, once, that there are too many.
pub(crate) fn add(findings: &mut Vec<Finding>, finding: Finding) {
    if findings.len() < MAX_FINDINGS {
        findings.push(finding);
    } else if findings.len() == MAX_FINDINGS {
        findings.push(too_many(finding.span));
    }
}

/// That nothing more is said, from this place on.
pub(crate) fn too_many(span: Span) -> Finding {
    Finding::error(
        "too-many-faults",
        span,
        format!("more than {MAX_FINDINGS} faults: no more are reported"),
    )
    .help("check that this is what it should be, fix the first errors and check again")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_finding_says_that_there_are_more() {
        let mut findings = Vec::new();
        for _ in 0..MAX_FINDINGS + 10 {
            add(&mut findings, Finding::error("some-code", Span::default(), "wrong"));
        }
        assert_eq!(findings.len(), MAX_FINDINGS + 1);
        assert_eq!(findings.pop().map(|last| last.code), Some("too-many-faults"));
    }
}
