//! Questions asked of the engine.

use super::answer::{Answer, Limit};
use super::formula::Formula;

/// Answers questions; keeps what it has built for the next.
#[derive(Debug, Default)]
pub struct Engine {}

impl Engine {
    /// A call that meets the formula, or none, or neither for certain.
    pub fn find(&mut self, question: &Formula) -> Answer {
        let _ = question;
        Answer::Unknown(Limit::Choices)
    }
}
