//! What the tests of several rooms share: random policies and calls, what policies mean for calls,
//! a model of quotas, calls made again, the corpus, how often laws are tried.

pub(crate) mod accepted;
pub(crate) mod corpus;
pub(crate) mod generate;
pub(crate) mod laws;
pub(crate) mod quotas;
mod reference_evaluator;
pub(crate) mod replayed;
pub(crate) mod strings;

pub(crate) use reference_evaluator::ReferenceEvaluator;
