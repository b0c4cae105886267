//! What is found of a tool whatever a policy says of others, where that is nothing.
//!
//! A policy of `allow read tools` lists hundreds of tools of which it says nothing else, and so do
//! the policies beside it. What each of them would be told alike is kept beside the catalog's tool.

use std::sync::atomic::{AtomicU16, Ordering};

use super::callable::Callable;
use super::finder::CallFinder;

/// What is asked of a tool alone: the answer is told from its definition, the rules that hold for it
/// and the class that the policy gives it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Question {
    /// Which values pass that shouldn't.
    Threats,
    /// Whether it destroys.
    Destroys,
    /// Whether it gives access.
    GivesAccess,
    /// Whether it takes a protection away.
    Weakens,
    /// Whether it returns secrets.
    Exposes,
    /// Whether it moves money.
    MovesMoney,
    /// Whether the server's hints say that it is less dangerous.
    IsBelittled,
    /// Whether it reads what strangers write.
    ReadsUntrusted,
    /// Whether it reads private data.
    ReadsPrivate,
    /// Whether it sends data out.
    SendsOut,
    /// Whether data can go out in an address.
    Fetches,
    /// Whether it steers a browser.
    Steers,
    /// Whether it acts on a page.
    ActsOnPage,
}

/// The questions of which nothing is found about a tool without rules, one bit for each.
#[derive(Debug, Default)]
struct Nothing(AtomicU16);

impl Nothing {
    fn has(&self, question: Question) -> bool {
        self.0.load(Ordering::Relaxed) & bit(question) != 0
    }

    fn add(&self, question: Question) {
        self.0.fetch_or(bit(question), Ordering::Relaxed);
    }
}

fn bit(question: Question) -> u16 {
    1 << question as u16
}

impl CallFinder<'_> {
    /// What is found of a tool. That it is nothing is kept for every policy that has no rules for
    /// the tool either; not where the analysis was asked, whose steps count for each policy.
    pub(crate) fn find_alone<T>(
        &self,
        tool: &Callable<'_>,
        question: Question,
        find: impl FnOnce() -> Option<T>,
    ) -> Option<T> {
        let kept: Option<&Nothing> = tool.only_listed().map(|tool| tool.kept().get());
        if kept.is_some_and(|kept| kept.has(question)) {
            return None;
        }
        let asked = self.asked();
        let found = find();
        if let (None, Some(kept)) = (&found, kept)
            && self.asked() == asked
        {
            kept.add(question);
        }
        found
    }
}
