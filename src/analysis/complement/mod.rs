//! The strings that a pattern refuses, as a pattern.
//!
//! The gateway has no "not", so what must not match is written as a pattern that matches everything
//! else. The pattern's automaton is walked character by character and made minimal, its accepting
//! and its refusing states are exchanged, and the states are eliminated one by one until one
//! expression is left.
//!
//! | step | where |
//! |---|---|
//! | sets of characters, and how a class is written | `characters` |
//! | the minimal automaton, and its few strings | `language` |
//! | counted repeats in place of runs of states | `runs` |
//! | states away, expressions instead | `eliminate` |
//! | expressions: joined, factored, measured, written | `expression` |
//! | each complement made once | `known` |

mod characters;
mod eliminate;
mod expression;
mod known;
mod language;
mod runs;

pub(crate) use known::KnownComplements;
pub(crate) use language::Language;

/// The most states of a minimal automaton.
pub(crate) const MAX_STATES: usize = 1024;

/// The longest complement, in bytes.
pub(crate) const MAX_LENGTH: usize = 8 * 1024;

/// Why a pattern has no complement that could be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TooLarge {
    /// Its automaton has this many states, or more.
    States(usize),
    /// The complement outgrows [`MAX_LENGTH`].
    Length,
    /// The pattern itself is too large to be walked.
    Pattern,
}

/// The pattern that matches exactly the strings that `pattern` doesn't; `None` where there are
/// none.
///
/// # Errors
/// The complement is too large.
pub(crate) fn complement(pattern: &str) -> Result<Option<String>, TooLarge> {
    #[cfg(test)]
    MADE.with(|made| made.set(made.get() + 1));
    Language::of(pattern)?.complement()
}

#[cfg(test)]
thread_local! {
    /// How many complements this thread has made.
    static MADE: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// How many complements this thread has made.
#[cfg(test)]
pub(crate) fn made() -> usize {
    MADE.with(std::cell::Cell::get)
}

#[cfg(test)]
mod tests;
