//! A compiled document held against the policy that it was made from: the same calls, the same
//! quotas, the same tools hidden.
//!
//! The policy's side is its own meaning, the document's side is the gateway's; the compiler takes no
//! part. The patterns of the operators that are safe by construction are on both sides the same;
//! what they recognise is proved apart.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::analysis::{Answer, Engine, Formula, Limit};
use crate::finding::{Call, Finding, tick};
use crate::gateway::policylayer::{Document, Limit as Quota, allows, is_hidden};
use crate::policy::meaning::{Budget, Meaning};
use crate::policy::{Policy, Window};
use crate::source::Span;

/// Why a document isn't what its policy means.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// One of them allows a call that the other refuses.
    #[error("the compiled document and the policy decide otherwise about {0}")]
    Call(Call),
    /// The quotas of a tool are others.
    #[error("the compiled document and the policy have other quotas for {}", tick(.0))]
    Quotas(String),
    /// One of them hides a tool.
    #[error("the compiled document and the policy don't hide {} alike", tick(.0))]
    Hidden(String),
    /// Whether they agree about a tool's calls could not be found out.
    #[error("not analysed: {limit}")]
    NotAnalysed {
        /// The tool.
        tool: String,
        /// The bound that the question outgrew.
        limit: Limit,
    },
}

/// What a quota counts: whether all tools share it, the argument that is summed, the window.
type Counted = (bool, Option<Vec<String>>, Window);

/// Proves that a document allows exactly the calls that its policy means.
///
/// # Errors
/// The first tool by name for which it doesn't, or for which that isn't known.
pub fn verify(policy: &Policy, document: &Document) -> Result<(), Fault> {
    let mut verifier = Verifier {
        meaning: Meaning::new(policy),
        document,
        engine: Engine::default(),
        proved: HashSet::new(),
    };
    verifier.names().iter().try_for_each(|tool| verifier.tool(tool))
}

struct Verifier<'p> {
    meaning: Meaning<'p>,
    document: &'p Document,
    engine: Engine,
    /// What tools mean and what is compiled for them, proved to be the same; only looked up.
    proved: HashSet<(Formula, Formula)>,
}

impl Verifier<'_> {
    /// Every tool that either names, and one that neither does.
    fn names(&self) -> BTreeSet<String> {
        let mut names: BTreeSet<String> = self.meaning.tools().map(str::to_owned).collect();
        names.extend(self.document.tools.keys().chain(&self.document.hide).cloned());
        let mut unnamed = String::from("x");
        while names.contains(&unnamed) {
            unnamed.push('x');
        }
        names.insert(unnamed);
        names
    }

    fn tool(&mut self, tool: &str) -> Result<(), Fault> {
        if self.meaning.hides(tool) != is_hidden(self.document, tool) {
            return Err(Fault::Hidden(tool.to_owned()));
        }
        let meant = self.meaning.allows(tool);
        let can_be_called = meant != Formula::NEVER;
        self.calls(tool, meant)?;
        if can_be_called && self.meant_quotas(tool) != self.compiled_quotas(tool) {
            return Err(Fault::Quotas(tool.to_owned()));
        }
        Ok(())
    }

    fn calls(&mut self, tool: &str, meant: Formula) -> Result<(), Fault> {
        let pair = (meant, allows(self.document, tool));
        if self.proved.contains(&pair) {
            return Ok(());
        }
        match self.engine.difference(&pair.0, &pair.1) {
            Answer::Nothing => {
                self.proved.insert(pair);
                Ok(())
            }
            Answer::Found(arguments) => Err(Fault::Call(Call { name: tool.to_owned(), arguments })),
            Answer::Unknown(limit) => Err(Fault::NotAnalysed { tool: tool.to_owned(), limit }),
        }
    }

    fn meant_quotas(&self, tool: &str) -> BTreeMap<Counted, i64> {
        let counted = |budget: &Budget<'_>| (budget.shared, budget.sum.cloned(), budget.window);
        self.meaning.quotas(tool).iter().map(|budget| (counted(budget), budget.max)).collect()
    }

    fn compiled_quotas(&self, tool: &str) -> BTreeMap<Counted, i64> {
        let own = self.document.tools.get(tool).map_or(&[][..], |rules| &rules.limits);
        let shared = self.document.all_tools.limits.iter().map(|limit| (true, limit));
        let mut quotas = BTreeMap::new();
        for (shared, limit) in shared.chain(own.iter().map(|limit| (false, limit))) {
            let max = quotas.entry(counted(shared, limit)).or_insert(limit.max);
            *max = limit.max.min(*max);
        }
        quotas
    }
}

fn counted(shared: bool, limit: &Quota) -> Counted {
    let keys = |path: &str| {
        path.strip_prefix("args.").unwrap_or(path).split('.').map(str::to_owned).collect()
    };
    (shared, limit.increment_from.as_deref().map(keys), limit.window)
}

impl Fault {
    /// What to say where the policy may be the reason; `None` for a fault of the compiler.
    pub fn finding(&self, place: Span) -> Option<Finding> {
        let Self::NotAnalysed { tool, limit } = self else { return None };
        let message =
            format!("not proved that the compiled {} is what is meant: {limit}", tick(tool));
        let help = "write its rules with plainer patterns, or fewer of them";
        Some(Finding::error("not-analysed", place, message).help(help))
    }
}
