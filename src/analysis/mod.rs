//! The exact analysis: is there a call that meets a condition, and which?
//!
//! Everything is asked as one [`Formula`] over a call's arguments. `looser` is "the new policy's
//! formula and not the old one's"; an invariant is "what the policy allows and what must never be".
//! The engine answers with a call, or that there is none, or that the question outgrew its bounds;
//! a bound that is outgrown is never taken for a proof.
//!
//! | step | where |
//! |---|---|
//! | what is asked | `formula` |
//! | one call, tried | `holds` |
//! | when two values are equal, and which values are equal to one | `equality` |
//! | patterns that count characters, as lengths | `counts` |
//! | the question in a form that shrinks as tests are decided | `clause` |
//! | an object whose members meet it, several conditions at once | `search` |
//! | one value that meets what is asked of it | `value` |
//! | many refusals, looked up | `sieve` |
//! | many values, one after the other | `trial` |
//! | numbers: points and the intervals between them | `numbers` |
//! | strings: the product of the patterns' automata | `strings` |
//! | lists: which elements are in | `lists` |
//! | what a tool's schema calls valid | `schema` |
//! | the strings that a pattern refuses, as a pattern | `complement` |
//!
//! Knows no policies, no documents, no files: those translate into its formulas.

mod answer;
mod clause;
mod complement;
mod counts;
mod engine;
mod equality;
mod formula;
mod holds;
mod lists;
mod numbers;
pub(crate) mod schema;
mod search;
mod sieve;
mod strings;
mod trial;
mod value;

pub(crate) use answer::{Answer, Reason};
pub(crate) use complement::{
    KnownComplements, Language, MAX_LENGTH as MAX_COMPLEMENT, MAX_STATES, TooLarge,
};
#[cfg(test)]
pub(crate) use complement::{complement, made as complements_made};
pub(crate) use engine::Engine;
#[cfg(test)]
pub(crate) use engine::steps_of;
pub(crate) use equality::{Equality, text};
pub(crate) use formula::{Atom, Formula, Order, Path, Test};
#[cfg(any(test, feature = "hook"))]
pub(crate) use holds::Patterns;
pub(crate) use holds::value_at;
pub(crate) use sieve::Sieve;

#[cfg(test)]
mod tests;
