//! Checks that are gone, in words.

use super::Compared;
use super::facts::Fact;
use super::words::Markup;
use crate::diff::checks::Weakened;
use crate::finding::Site;
use crate::strings::{counted, markdown};

/// What stands above them.
pub(crate) const TITLE: &str = "checks removed or weakened";

/// As in `2 checks removed or weakened`.
pub(crate) fn count(weakened: usize) -> String {
    format!("{} removed or weakened", counted(weakened, "check"))
}

/// What is said where nothing else changes.
pub(crate) fn alone(compared: &Compared) -> String {
    let count = count(compared.weakened.len());
    match compared.parts {
        true => count,
        false => format!("{count}; every call gets the same decision"),
    }
}

/// Each with where it stood, and a call that shows it.
pub(crate) fn facts(weakened: &[Weakened], markup: Markup) -> Vec<Fact> {
    weakened.iter().map(|weakened| fact(weakened, markup)).collect()
}

fn fact(weakened: &Weakened, markup: Markup) -> Fact {
    let call = weakened.call.as_ref().map(|call| {
        let (name, arguments) = (call.name(), call.arguments().to_string());
        format!("no longer forbidden: {} {}", (markup.code)(name), (markup.code)(&arguments))
    });
    Fact { says: weakened.message.clone(), because: places(weakened, markup).chain(call).collect() }
}

fn places(weakened: &Weakened, markup: Markup) -> impl Iterator<Item = String> {
    let place = |site: &Site| (markup.place)(&site.to_string());
    let (old, new) = (weakened.old.as_ref().map(place), weakened.new.as_ref().map(place));
    let said = match (old, new) {
        (Some(old), Some(new)) => Some(format!("before: {old}, now: {new}")),
        (Some(old), None) => Some(format!("before: {old}")),
        (None, Some(new)) => Some(format!("now: {new}")),
        (None, None) => None,
    };
    said.into_iter()
}

/// As a list in Markdown under its title; nothing without any.
pub(crate) fn list(weakened: &[Weakened], markup: Markup) -> String {
    if weakened.is_empty() {
        return String::new();
    }
    let item = |fact: Fact| {
        let says = markdown::prose(&fact.says);
        let lines = [says].into_iter().chain(fact.because).collect::<Vec<_>>();
        format!("- {}\n", lines.join("<br>"))
    };
    let items: String = facts(weakened, markup).into_iter().map(item).collect();
    format!("\n**{TITLE}**\n\n{items}")
}
