//! Messages that callers see on one side only.

use super::Comparison;
use super::change::Messages;
use super::side::{IndexedSide, Named};
use crate::analysis::Formula;
use crate::gateway::{Entry, refusals};

/// How many entries of a tool are asked about.
const MAX_ENTRIES: usize = 64;

impl Comparison<'_> {
    /// The messages that only one side has, or that stand beside other conditions there; of entries
    /// that some call comes to.
    pub(super) fn messages(&mut self, tool: &Named) -> Option<Messages> {
        let pair = self.pair;
        let (old, new) = (entries(&pair.old, tool), entries(&pair.new, tool));
        between(&all(&old), &all(&new))?;
        between(&self.heard(&old), &self.heard(&new))
    }

    /// The entries that refuse a call which those before them don't. Of many, those are taken that
    /// aren't asked about.
    fn heard<'e>(&mut self, entries: &[(&'e Entry, Formula)]) -> Vec<&'e Entry> {
        if entries.len() > MAX_ENTRIES {
            return all(entries);
        }
        let mut before = Formula::ALWAYS;
        let mut heard = Vec::new();
        for (entry, refused) in entries {
            if !self.search.find_arguments(&before.clone().and(refused.clone())).is_none() {
                heard.push(*entry);
            }
            before = before.and(!refused.clone());
        }
        heard
    }
}

/// What refuses calls of a tool, in the order in which it is asked.
fn entries<'s>(side: &IndexedSide<'s>, tool: &Named) -> Vec<(&'s Entry, Formula)> {
    refusals(side.document(), &tool.called)
}

fn all<'e>(entries: &[(&'e Entry, Formula)]) -> Vec<&'e Entry> {
    entries.iter().map(|(entry, _)| *entry).collect()
}

fn between(old: &[&Entry], new: &[&Entry]) -> Option<Messages> {
    let only = |these: &[&Entry], those: &[&Entry]| -> Vec<String> {
        let is_new = |entry: &&&Entry| !those.iter().any(|it| it.on_deny == entry.on_deny);
        let retold = |entry: &&&Entry| {
            let mut same = those.iter().filter(|it| it.conditions == entry.conditions).peekable();
            same.peek().is_some() && same.all(|it| it.on_deny != entry.on_deny)
        };
        let told = these.iter().filter(|entry| is_new(entry) || retold(entry));
        let mut told: Vec<_> = told.filter_map(|entry| entry.on_deny.clone()).collect();
        told.dedup();
        told
    };
    let messages = Messages { old: only(old, new), new: only(new, old) };
    (!messages.old.is_empty() || !messages.new.is_empty()).then_some(messages)
}
