//! The gateway's JSON, one level at a time, with every fault kept.

use super::error::Fault;
use crate::finding::{self, Finding};
use crate::json::{Node, ShapeError, StrictReader};
use crate::strings::nearest;

/// Gathers faults. What can't be read is `None`, and its fault is here.
#[derive(Debug, Default)]
pub(super) struct Reader {
    findings: Vec<Finding>,
}

impl StrictReader for Reader {
    fn misshapen(&mut self, error: ShapeError) {
        self.fault::<()>(Fault::Shape(error));
    }
}

impl Reader {
    /// Everything that was found to be wrong.
    pub(super) fn findings(self) -> Vec<Finding> {
        self.findings
    }

    /// Keeps a fault.
    pub(super) fn fault<T>(&mut self, fault: Fault) -> Option<T> {
        finding::add(&mut self.findings, fault.finding());
        None
    }

    /// One of a few words.
    pub(super) fn word<T: Copy>(
        &mut self,
        node: Node<'_>,
        what: &'static str,
        choices: &[T],
        name: impl Fn(T) -> &'static str,
    ) -> Option<T> {
        let word = self.string(node, what)?;
        let known: Vec<_> = choices.iter().map(|choice| name(*choice)).collect();
        choices.iter().copied().find(|choice| name(*choice) == word).or_else(|| {
            let nearest = nearest(&word, known.iter().copied()).map(str::to_owned);
            self.fault(Fault::UnknownWord { span: node.span(), what, word, known, nearest })
        })
    }
}
