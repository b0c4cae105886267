//! The text operators that are safe by construction, as RE2 patterns.
//!
//! One file an operator: what it recognises and which operands make sense. The compiler asks for
//! [`pattern`]s, the type checker for [`check`]s. Nothing here knows statements, findings or the
//! gateway's JSON.
//!
//! Every pattern is plain RE2 and means the same in Rust's `regex`: no flags, no `.`, no `\w`, no
//! `(?i)` (which would let U+212A stand for `k` and U+017F for `s`), classes of explicit ranges. It
//! is anchored with `\A` and `\z`, never with `^` and `$`: those depend on `(?m)`, and elsewhere
//! `$` also holds before a final line feed.

mod command;
mod domain;
mod host;
mod literal;
mod name;
mod parts;
mod recognised;
mod split;
mod under;
mod under_url;

pub(crate) use under::PARTS;

pub(crate) use recognised::recognised;
pub(crate) use split::{Parts, parts, whole};

use super::condition::TextOperator;
use crate::analysis::Language;

/// The anchored RE2 pattern that holds for exactly the strings that the operator recognises.
///
/// It is safe for any operand, and useful for those that [`check`] accepts. For long lists it is
/// longer than patterns may be: see [`whole`] and [`parts`](fn@parts).
pub(crate) fn pattern(operator: &TextOperator) -> String {
    match operator {
        TextOperator::StartsWith(prefix) => literal::starts_with(prefix),
        TextOperator::EndsWith(suffix) => literal::ends_with(suffix),
        TextOperator::HostIn(hosts) => host::pattern(hosts),
        TextOperator::DomainIn(domains) => domain::pattern(domains),
        TextOperator::Under(path) => under::pattern(path),
        TextOperator::CommandIn(commands) => command::pattern(commands),
    }
}

/// The most strings that are listed in the place of a pattern.
const MAX_LISTED: usize = 64;

/// The strings in which a pattern is found, sorted, where there are few and equality finds no other
/// value equal to one of them: then `in` means the same.
pub(crate) fn listed(pattern: &str) -> Option<Vec<String>> {
    let strings = Language::few_strings(pattern, MAX_LISTED)?;
    strings.iter().all(|text| is_text_alone(text)).then_some(strings)
}

/// Whether no value but a string has this text.
fn is_text_alone(text: &str) -> bool {
    let of_container = text.starts_with('[') || text.starts_with("map[");
    !of_container && !matches!(text, "true" | "false" | "<nil>") && text.parse::<f64>().is_err()
}

/// What is wrong with an operand of a text operator, if anything: a host that isn't one, a relative
/// path, a command with a shell character. A message in a reader's words that ends with what to
/// write.
///
/// # Errors
/// The message, for the first operand that is wrong, with its index in the list.
pub(crate) fn check(operator: &TextOperator) -> Result<(), (usize, String)> {
    match operator {
        TextOperator::StartsWith(text) | TextOperator::EndsWith(text) => {
            literal::check(text).map_err(|message| (0, message))
        }
        TextOperator::HostIn(hosts) => each(hosts, "host", host::check),
        TextOperator::DomainIn(domains) => each(domains, "domain", domain::check),
        TextOperator::Under(path) => under::check(path).map_err(|message| (0, message)),
        TextOperator::CommandIn(commands) => each(commands, "command", command::check),
    }
}

fn each(
    operands: &[String],
    noun: &str,
    check: fn(&str) -> Result<(), String>,
) -> Result<(), (usize, String)> {
    if operands.is_empty() {
        return Err((0, format!("the list is empty: write at least one {noun}")));
    }
    let mut numbered = operands.iter().enumerate();
    numbered.try_for_each(|(index, operand)| check(operand).map_err(|message| (index, message)))
}

#[cfg(test)]
mod tests;
