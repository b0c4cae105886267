//! What the tests of several rooms share: random policies and calls, calls made again, the corpus.

pub(crate) mod corpus;
pub(crate) mod generate;
pub(crate) mod replayed;
