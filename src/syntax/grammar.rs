//! The parser that pest makes of `grammar/mcpol.pest`.

use pest_derive::Parser;

/// Reads the rules of the grammar; what they mean is made of the pairs elsewhere.
#[derive(Parser)]
#[grammar = "../grammar/mcpol.pest"]
pub(super) struct Grammar;

/// One match of a rule.
pub(super) type Pair<'i> = pest::iterators::Pair<'i, Rule>;

/// The matches of the rules inside one.
pub(super) type Pairs<'i> = pest::iterators::Pairs<'i, Rule>;
