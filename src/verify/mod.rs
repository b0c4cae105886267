//! A compiled document held against the policy that it was made from: the same calls, the same
//! limits, the same tools hidden.
//!
//! The policy's side is its own meaning, the document's side is the gateway's; the compiler takes
//! no part. The patterns of the operators that are safe by construction are on both sides the same;
//! what they recognise is proved apart.

mod complements;
mod fault;

use std::collections::{BTreeMap, BTreeSet};

use foldhash::{HashSet, HashSetExt};

pub(crate) use fault::{Fault, Side};

use complements::Complements;

use crate::analysis::{Answer, Formula, Reason};
use crate::gateway::{self, Document, Limit, Windows, allows, is_hidden};
use crate::policy::condition::Path;
use crate::policy::semantics::{MergedLimit, PolicySemantics, of_rule, patterned};
use crate::policy::{Effect, Policy, Window, disposition};
use crate::source::{Sources, Span};
use crate::witness::{CallQuestion, DecidedOtherwise, PassesWithoutLimits, Search, Universe};

/// What a limit counts: whether all tools share it, the argument that is summed, the window, and
/// which windows there are.
type Counted = (bool, Option<Path>, Window, Windows);

/// Which calls a limit of the language counts together.
const WINDOWS: Windows = Windows::CalendarAligned;

/// Proves that a document allows exactly the calls that its policy means, and that its JSON says
/// so.
///
/// # Errors
/// The first tool by name for which it doesn't, or for which that isn't known.
pub(crate) fn verify(policy: &Policy, document: &Document) -> Result<(), Fault> {
    let mut verifier = Verifier {
        policy,
        semantics: PolicySemantics::new(policy),
        document,
        search: Search::default(),
        complements: Complements::new(policy.complements.clone()),
        proved: HashSet::new(),
    };
    verifier.names().iter().try_for_each(|tool| verifier.tool(tool))?;
    counters(document)?;
    written(document)
}

/// A counter's name is its identity: no two limits have the same.
fn counters(document: &Document) -> Result<(), Fault> {
    let shared = document.all_tools.limits.iter().map(|limit| (None, limit));
    let own = document.tools.iter().flat_map(|(tool, rules)| {
        rules.limits.iter().map(move |limit| (Some(tool.as_str()), limit))
    });
    let mut seen = BTreeMap::new();
    for (tool, limit) in shared.chain(own) {
        let counts = (tool, &limit.increment_from, limit.window);
        if *seen.entry(&limit.counter).or_insert(counts) != counts {
            return Err(Fault::Counter(limit.counter.clone()));
        }
    }
    Ok(())
}

/// The gateway reads the document that was verified.
fn written(document: &Document) -> Result<(), Fault> {
    let source = Sources::default().add("compiled.json", gateway::write(document));
    let read = source.and_then(|source| gateway::read(&source).ok());
    match read.as_ref() == Some(document) {
        true => Ok(()),
        false => Err(Fault::Written),
    }
}

struct Verifier<'p> {
    policy: &'p Policy,
    semantics: PolicySemantics<'p>,
    document: &'p Document,
    search: Search,
    complements: Complements,
    /// What tools mean and what is compiled for them, proved to be the same; only looked up.
    proved: HashSet<(Formula, Formula)>,
}

impl Verifier<'_> {
    /// Every tool that either names, and one that neither does.
    fn names(&self) -> BTreeSet<String> {
        let mut names: BTreeSet<String> = self.semantics.tools().map(str::to_owned).collect();
        names.extend(self.document.tools.keys().chain(&self.document.hide).cloned());
        let mut unnamed = String::from("x");
        while names.contains(&unnamed) {
            unnamed.push('x');
        }
        names.insert(unnamed);
        names
    }

    fn tool(&mut self, tool: &str) -> Result<(), Fault> {
        let hides = self.semantics.hides(tool);
        if hides != is_hidden(self.document, tool) {
            return Err(Fault::Hidden { tool: tool.to_owned(), hidden_by: Side::of(hides) });
        }
        let meant = self.semantics.allows(tool);
        self.calls(tool, meant.clone())?;
        self.same_limits(tool, &meant)
    }

    fn calls(&mut self, tool: &str, meant: Formula) -> Result<(), Fault> {
        let compiled = self.complements.read(&meant, allows(self.document, tool));
        let pair = (meant, compiled);
        if self.proved.contains(&pair) {
            return Ok(());
        }
        let mut claim = DecidedOtherwise { document: self.document, meant: &pair.0 };
        match self.search.find_difference(tool, (&pair.0, &pair.1), &mut claim) {
            Answer::None => {
                self.proved.insert(pair);
                Ok(())
            }
            Answer::Found(call) => {
                let allowed_by = Side::of(pair.0.holds(call.arguments()));
                Err(Fault::Call { call, allowed_by })
            }
            Answer::Unknown(reason) => Err(self.not_analysed(tool, &pair.0, reason)),
        }
    }

    /// Limits matter only where some call passes.
    fn same_limits(&mut self, tool: &str, allowed: &Formula) -> Result<(), Fault> {
        let (meant, compiled) = (self.meant_limits(tool), self.compiled_limits(tool));
        let mut counted = meant.keys().chain(compiled.keys());
        let Some(counted) = counted.find(|counted| meant.get(counted) != compiled.get(counted))
        else {
            return Ok(());
        };
        let asked = &Formula::ALWAYS;
        let (definition, universe) = (None, Universe::Any);
        let question = CallQuestion { tool, definition, passing: allowed, asked, universe };
        match self.search.find_call(&question, &mut PassesWithoutLimits(self.document)) {
            Answer::None => Ok(()),
            Answer::Found(call) => Err(Fault::Limit {
                call,
                sum: counted.1.clone(),
                window: counted.2,
                meant: meant.get(counted).copied(),
                compiled: compiled.get(counted).copied(),
            }),
            Answer::Unknown(reason) => Err(self.not_analysed(tool, allowed, reason)),
        }
    }

    fn meant_limits(&self, tool: &str) -> BTreeMap<Counted, i64> {
        let counted =
            |limit: &MergedLimit<'_>| (limit.shared, limit.sum.cloned(), limit.window, WINDOWS);
        let limits = self.semantics.limits(tool);
        smallest(limits.iter().map(|limit| (counted(limit), limit.max)))
    }

    fn compiled_limits(&self, tool: &str) -> BTreeMap<Counted, i64> {
        let own = self.document.tools.get(tool).map_or(&[][..], |rules| &rules.limits);
        let shared = self.document.all_tools.limits.iter().map(|limit| (true, limit));
        let limits = shared.chain(own.iter().map(|limit| (false, limit)));
        smallest(limits.map(|(shared, limit)| (self.counted(shared, limit), limit.max)))
    }

    fn counted(&self, shared: bool, limit: &Limit) -> Counted {
        let keys = |path: &str| gateway::keys(path).unwrap_or_else(|| vec![path.to_owned()]);
        let sum = limit.increment_from.as_deref().map(keys);
        (shared, sum, limit.window, self.document.semantics.windows)
    }

    fn not_analysed(&self, tool: &str, meant: &Formula, reason: Reason) -> Fault {
        let rule = patterned(meant).and_then(|path| Some((path.clone(), self.rule(tool, path)?)));
        Fault::NotAnalysed { tool: tool.to_owned(), rule, reason }
    }

    /// The rule of a tool that has the most to say about an argument, the first of several.
    fn rule(&self, tool: &str, path: &Path) -> Option<Span> {
        let about =
            |statement: &&_| disposition::names(statement).iter().any(|(name, _)| **name == *tool);
        let effects =
            self.policy.statements.iter().filter(about).map(|statement| &statement.effect);
        let said = |formula: &Formula| {
            formula.atoms().into_iter().filter(|atom| atom.path == *path).count()
        };
        let rules: Vec<_> = effects.flat_map(Effect::rules).collect();
        let most = rules.into_iter().rev().max_by_key(|rule| said(of_rule(rule)));
        most.map(|rule| rule.span)
    }
}

/// The smallest maximum of each thing that is counted.
fn smallest(limits: impl Iterator<Item = (Counted, i64)>) -> BTreeMap<Counted, i64> {
    limits.fold(BTreeMap::new(), |mut smallest, (counted, max)| {
        let least = smallest.entry(counted).or_insert(max);
        *least = max.min(*least);
        smallest
    })
}

#[cfg(test)]
mod tests;
