//! The two sides of a comparison, and what is known of a tool on each.

use std::collections::BTreeSet;
use std::fmt;

use super::amounts::Sums;
use super::change::{Direction, Statement};
use crate::analysis::Formula;
use crate::catalog::{Catalog, Tool, UNLISTED};
use crate::finding::Site;
use crate::gateway::{Document, Limit, Pointer, ToolRules, Verdict, Windows, allows, fits, keys};
use crate::policy::{Decision, LoweredClass, Policy, ToolClass};
use crate::risk::Class;
use crate::source::Sources;
use crate::witness::{CallQuestion, Universe};

/// What any tool is called that neither side names.
const ANY: &str = "*";

/// Which calls a question is about is in what it asks for.
static ALWAYS: Formula = Formula::ALWAYS;

/// Finds where a part of a document, a JSON pointer, is written.
pub(crate) type Places<'s> = dyn Fn(&str) -> Option<Site> + 's;

/// One side of a comparison.
#[derive(Clone, Copy)]
pub(crate) struct Side<'s> {
    /// What it compiles to.
    pub document: &'s Document,
    /// The policy itself, which may give tools their classes.
    pub policy: Option<&'s Policy>,
    /// The catalog, which knows plausible arguments and classes.
    pub catalog: Option<&'s Catalog>,
    /// Where the document's parts are written.
    pub places: &'s Places<'s>,
    /// The texts that the policy was read from.
    pub sources: Option<&'s Sources>,
}

/// A side that is ready to be asked about many tools.
#[derive(Debug)]
pub(super) struct IndexedSide<'s> {
    side: Side<'s>,
    hidden: BTreeSet<&'s str>,
}

/// Both sides.
#[derive(Debug)]
pub(crate) struct Pair<'s> {
    pub(super) old: IndexedSide<'s>,
    pub(super) new: IndexedSide<'s>,
}

/// A tool that is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    /// What it is called in the answer.
    pub(super) shown: String,
    /// The name that is called.
    pub(super) called: String,
}

/// Which calls of a tool pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Passing {
    /// Those that meet the conditions.
    pub(super) allows: Formula,
    /// Those that unused limits have room for.
    pub(super) fits: Formula,
}

impl Passing {
    /// The calls that pass while nothing is used.
    pub(super) fn whole(&self) -> Formula {
        self.allows.clone().and(self.fits.clone())
    }
}

impl<'s> IndexedSide<'s> {
    fn new(side: Side<'s>) -> Self {
        Self { side, hidden: side.document.hide.iter().map(String::as_str).collect() }
    }

    pub(super) fn document(&self) -> &'s Document {
        self.side.document
    }

    /// Which calls its limits count together.
    pub(super) fn windows(&self) -> Windows {
        self.side.document.semantics.windows
    }

    /// The rules of a tool that the side lists.
    pub(super) fn rules(&self, tool: &str) -> Option<&'s ToolRules> {
        self.side.document.tools.get(tool)
    }

    pub(super) fn is_hidden(&self, tool: &str) -> bool {
        self.hidden.contains(ANY) || self.hidden.contains(tool)
    }

    /// What happens to the tool for want of rules of its own.
    fn unlisted(&self, tool: &str) -> Option<Decision> {
        self.rules(tool).is_none().then_some(self.side.document.default)
    }

    pub(super) fn passing(&self, tool: &str) -> Passing {
        Passing { allows: allows(self.document(), tool), fits: fits(self.document(), tool) }
    }

    /// The limits of all tools and the tool's own, each with its pointer.
    pub(super) fn limits(&self, tool: &str) -> Vec<(String, &'s Limit)> {
        self.shared_limits().into_iter().chain(self.own_limits(tool)).collect()
    }

    /// The limits over all calls.
    pub(super) fn shared_limits(&self) -> Vec<(String, &'s Limit)> {
        let limits = self.side.document.all_tools.limits.iter().enumerate();
        limits.map(|(at, limit)| (Pointer::AllToolsLimit(at).to_string(), limit)).collect()
    }

    /// The tool's own limits, each with its pointer.
    pub(super) fn own_limits(&self, tool: &str) -> Vec<(String, &'s Limit)> {
        let limits = self.rules(tool).map_or(&[][..], |rules| &rules.limits);
        let limits = limits.iter().enumerate();
        limits.map(|(at, limit)| (Pointer::Limit(tool, at).to_string(), limit)).collect()
    }

    /// The arguments whose values the tool's limits sum.
    pub(super) fn sums(&self, tool: &str) -> Sums {
        let limits = self.rules(tool).map_or(&[][..], |rules| &rules.limits);
        let summed = |limit: &Limit| Some((keys(limit.increment_from.as_deref()?)?, limit.max));
        let mut sums = Sums::new();
        for (path, max) in limits.iter().filter_map(summed) {
            let most = sums.entry(path).or_insert(max);
            *most = max.max(*most);
        }
        sums
    }

    fn definition(&self, tool: &str) -> Option<&'s Tool> {
        self.side.catalog?.tool(tool)
    }

    fn class(&self, tool: &str) -> ToolClass {
        ToolClass::of(tool, self.side.policy, self.definition(tool))
    }

    fn lowered(&self, tool: &str) -> Option<LoweredClass> {
        self.class(tool).lowered(self.side.sources?)
    }

    /// A part of the document with its place.
    pub(super) fn statement(&self, pointer: &str) -> Statement {
        Statement { rule: pointer.to_owned(), at: (self.side.places)(pointer), message: None }
    }

    /// What refused a call.
    pub(super) fn refusing(&self, tool: &str, verdict: Verdict) -> Option<Statement> {
        let pointer = verdict.pointer(self.document(), tool)?;
        Some(Statement { message: verdict.message, ..self.statement(&pointer) })
    }

    /// What lets calls of a tool through, as far as no rule refuses them.
    pub(super) fn allowing(&self, tool: &str) -> Statement {
        match self.rules(tool) {
            Some(_) => self.statement(&Pointer::Tool(tool).to_string()),
            None => self.statement(&Pointer::Default.to_string()),
        }
    }
}

impl<'s> Pair<'s> {
    /// Two sides, ready to be compared.
    pub(crate) fn new(old: Side<'s>, new: Side<'s>) -> Self {
        let old = Side { catalog: shared(old.catalog, new.catalog), ..old };
        Self { old: IndexedSide::new(old), new: IndexedSide::new(new) }
    }

    /// The side that lets more through, then the other.
    pub(super) fn ordered(&self, direction: Direction) -> (&IndexedSide<'s>, &IndexedSide<'s>) {
        match direction {
            Direction::Looser => (&self.new, &self.old),
            Direction::Tighter => (&self.old, &self.new),
        }
    }

    /// Every tool that either side names, and one that neither does.
    pub(super) fn names(&self) -> Vec<Named> {
        let sides = [&self.old, &self.new];
        let listed = sides.iter().flat_map(|it| it.side.document.tools.keys().map(String::as_str));
        let hidden = sides.iter().flat_map(|it| it.hidden.iter().copied());
        let names: BTreeSet<&str> = listed.chain(hidden.filter(|name| *name != ANY)).collect();
        let any = Named { shown: ANY.to_owned(), called: self.unnamed(&names) };
        let named =
            names.iter().map(|name| Named { shown: (*name).into(), called: (*name).into() });
        [any].into_iter().chain(named).collect()
    }

    /// A tool that the server has and neither side names, or else a name that nobody knows.
    fn unnamed(&self, names: &BTreeSet<&str>) -> String {
        let catalogs = [&self.new, &self.old].into_iter().filter_map(|it| it.side.catalog);
        let mut offered = catalogs.flat_map(Catalog::tools).map(|tool| &**tool.name());
        if let Some(name) = offered.find(|name| !names.contains(name)) {
            return name.to_owned();
        }
        let mut name = UNLISTED.to_owned();
        while names.contains(name.as_str()) {
            name.push('_');
        }
        name
    }

    /// Whether both sides say the same of a tool.
    pub(crate) fn agree_on(&self, tool: &str) -> bool {
        let (old, new) = (self.old.document(), self.new.document());
        old.all_tools == new.all_tools && self.agree_on_own(tool)
    }

    /// The same without the limits of all tools.
    pub(super) fn agree_on_own(&self, tool: &str) -> bool {
        self.old.document().semantics == self.new.document().semantics
            && self.old.rules(tool) == self.new.rules(tool)
            && self.old.unlisted(tool) == self.new.unlisted(tool)
            && self.old.is_hidden(tool) == self.new.is_hidden(tool)
    }

    /// The most severe class that a side or the tool's definition gives: neither side can talk it
    /// down.
    pub(super) fn class(&self, name: &Named) -> Option<Class> {
        let sides = [&self.old, &self.new].into_iter().filter(|_| name.shown != ANY);
        sides.filter_map(|side| side.class(&name.called).reported()).max()
    }

    /// What the new side, or else the old one, makes of the class.
    pub(super) fn lowered(&self, name: &Named) -> Option<LoweredClass> {
        let mut sides = [&self.new, &self.old].into_iter().filter(|_| name.shown != ANY);
        sides.find_map(|side| side.lowered(&name.called))
    }

    /// A call of a tool that meets a formula.
    pub(super) fn call_question<'q>(
        &self,
        tool: &'q Named,
        direction: Direction,
        asked: &'q Formula,
    ) -> CallQuestion<'q>
    where
        's: 'q,
    {
        let definition = self.definition(direction, &tool.called);
        let universe = Universe::ValidFirst;
        CallQuestion { tool: &tool.called, definition, passing: &ALWAYS, asked, universe }
    }

    /// What the catalog says of a tool: that of the side that lets a call through, or else the
    /// other's.
    fn definition(&self, direction: Direction, tool: &str) -> Option<&'s Tool> {
        let (more, less) = self.ordered(direction);
        more.definition(tool).or_else(|| less.definition(tool))
    }
}

/// One side's catalog, or the other's where it is the same text: what is found out about its tools
/// is found once.
fn shared<'s>(own: Option<&'s Catalog>, other: Option<&'s Catalog>) -> Option<&'s Catalog> {
    let is_same = |other: &&Catalog| own.is_some_and(|own| own.is_same_text(other));
    other.filter(is_same).or(own)
}

impl fmt::Debug for Side<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Side").finish_non_exhaustive()
    }
}
