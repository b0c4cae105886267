//! The order of findings.

use crate::finding::Finding;

/// Findings in the order of the files (as they were first read) and their text, nothing twice.
pub(crate) fn in_order(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by(|a, b| {
        (a.span, a.level, a.code, &a.message).cmp(&(b.span, b.level, b.code, &b.message))
    });
    findings.dedup_by(|a, b| a == b);
    findings
}
