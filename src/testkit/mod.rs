//! What the tests of several rooms share: random policies and calls, what
//! policies mean for calls, calls made again, the
//! corpus, how often laws are tried.

pub(crate) mod corpus;
pub(crate) mod generate;
pub(crate) mod laws;
mod reference_evaluator;
pub(crate) mod replayed;

pub(crate) use reference_evaluator::ReferenceEvaluator;
