//! Text operators in parts: patterns that are short enough for each to have a complement.
//!
//! "One of" a list is an `or`, so a list of any length is one of several patterns, each over some of
//! its operands in the order of the text. Hosts below `*.` each have a pattern of their own, as
//! their labels take many states.

use super::{command, domain, host, pattern};
use crate::policy::condition::TextOperator;
use crate::re2;

/// How many characters the operands of one pattern have together, unless a single one has more.
const MAX_OPERANDS: usize = 128;

/// What a text operator asks of a string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Parts {
    /// The string isn't recognised where all patterns of one of these are found.
    pub refused: Vec<Vec<String>>,
    /// One of these must be found.
    pub one_of: Vec<String>,
}

/// What the operator asks, in parts.
pub(crate) fn parts(operator: &TextOperator) -> Parts {
    match operator {
        TextOperator::HostIn(hosts) => one_of(hosts, host::pattern),
        TextOperator::CommandIn(commands) => one_of(commands, command::pattern),
        TextOperator::DomainIn(domains) => {
            Parts { refused: domain::refused(), ..one_of(domains, domain::at_domain) }
        }
        TextOperator::StartsWith(_) | TextOperator::EndsWith(_) | TextOperator::Under(_) => {
            Parts { refused: Vec::new(), one_of: vec![pattern(operator)] }
        }
    }
}

/// The one pattern for exactly the strings that the operator recognises; `None` where it would be
/// longer than patterns may be.
pub(crate) fn whole(operator: &TextOperator) -> Option<String> {
    Some(pattern(operator)).filter(|pattern| pattern.len() <= re2::MAX_LENGTH)
}

fn one_of(operands: &[String], pattern: fn(&[String]) -> String) -> Parts {
    let mut lists: Vec<Vec<String>> = Vec::new();
    let mut length = 0;
    let mut open = false;
    for operand in operands {
        let alone = operand.starts_with("*.");
        length += operand.len();
        match lists.last_mut().filter(|_| open && !alone && length <= MAX_OPERANDS) {
            Some(list) => list.push(operand.clone()),
            None => {
                lists.push(vec![operand.clone()]);
                length = operand.len();
            }
        }
        open = !alone;
    }
    Parts { refused: Vec::new(), one_of: lists.iter().map(|list| pattern(list)).collect() }
}
