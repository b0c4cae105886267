//! What the tests of several rooms share: random policies and calls, what
//! policies mean for calls, calls made again, the corpus.

pub(crate) mod corpus;
pub(crate) mod generate;
mod reference_evaluator;
pub(crate) mod replayed;

pub(crate) use reference_evaluator::ReferenceEvaluator;
