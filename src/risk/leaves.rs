//! Every argument that a call can set, members of objects and items of lists among them.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::fmt;
use std::rc::Rc;

use super::words;
use crate::catalog::types::{Additional, Alternative, Kind};
use crate::catalog::{Argument, Pattern, Tool};
use crate::strings::escape;

/// How deep lists and objects inside each other are gone into.
const MAX_DEPTH: usize = 10;

/// How often a type is gone into inside itself: what a recursive schema holds deeper is the same
/// again.
const MAX_INSIDE_ITSELF: usize = 3;

/// How many arguments of one tool are looked at.
const MAX_LEAVES: usize = 2_000;

/// How many places of one tool's arguments are gone through in search of them.
const MAX_PLACES: usize = 20_000;

/// The key of a member that may have any, in calls that show it.
const ANY_KEY: &str = "some_key";

/// One step from the arguments to a value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Step {
    /// A member of an object.
    Member(String),
    /// A member whose key has a pattern, by a key that has it.
    Pattern(String),
    /// A member with any key that nothing else is said of.
    Other,
    /// Any item of a list.
    Item,
}

impl Step {
    /// The key of a member; one that it may have, where it has no name.
    pub(crate) fn key(&self) -> Option<&str> {
        match self {
            Self::Member(key) | Self::Pattern(key) => Some(key),
            Self::Other => Some(ANY_KEY),
            Self::Item => None,
        }
    }
}

/// The way to an argument, outermost step first: `files[].path`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) struct LeafPath(Vec<Step>);

/// An argument that has no further parts of its own.
#[derive(Debug, Clone)]
pub(crate) struct Leaf<'t> {
    /// Where it stands.
    pub path: LeafPath,
    /// Its type.
    pub argument: Argument<'t>,
    /// What the server says of it; of an item, where nothing is, what it says of the list.
    pub description: Option<Cow<'t, str>>,
}

impl Leaf<'_> {
    /// Whether its name ends in one of these words, or the plural of one.
    pub(crate) fn is_called_last(&self, list: &[&str]) -> bool {
        let name = self.path.names().next_back().unwrap_or_default();
        words::parts(name).last().is_some_and(|word| words::is_any(word, list))
    }

    /// Whether its name has no other words than these, or the plurals of them.
    pub(crate) fn is_called_only(&self, list: &[&str]) -> bool {
        let name = self.path.names().next_back().unwrap_or_default();
        !name.is_empty() && words::parts(name).all(|word| words::is_any(word, list))
    }

    /// Whether its name has one of these words, or the plural of one.
    pub(crate) fn is_called(&self, list: &[&str]) -> bool {
        let name = self.path.names().next_back().unwrap_or_default();
        words::has_any(name, list)
    }
}

impl LeafPath {
    /// The path of an argument at the top.
    pub(crate) fn top(name: &str) -> Self {
        Self(vec![Step::Member(name.to_owned())])
    }

    /// The steps, outermost first.
    pub(crate) fn steps(&self) -> &[Step] {
        &self.0
    }

    /// The names on the way, outermost first.
    pub(crate) fn names(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.iter().filter_map(|step| match step {
            Step::Member(name) | Step::Pattern(name) => Some(name.as_str()),
            Step::Other | Step::Item => None,
        })
    }

    /// The path of the outermost list that it stands in, or object with members of any keys, else
    /// its own: what a condition can name.
    pub(crate) fn outside_lists(&self) -> Vec<String> {
        let (outside, _) = self.at_list();
        outside.iter().filter_map(Step::key).map(str::to_owned).collect()
    }

    /// Whether it stands in a list, or in an object with members of any keys.
    pub(crate) fn is_in_list(&self) -> bool {
        !self.at_list().1.is_empty()
    }

    /// Whether it stands in an argument that has no name of its own.
    pub(crate) fn is_unnamed(&self) -> bool {
        matches!(self.0.first(), Some(Step::Pattern(_) | Step::Other))
    }

    /// The steps up to the outermost list or object with members of any keys, and those from there.
    /// The arguments themselves, which no condition names, are none.
    pub(crate) fn at_list(&self) -> (&[Step], &[Step]) {
        let is_named = |step: &Step| matches!(step, Step::Member(_));
        let named = self.0.iter().skip(1).take_while(|step| is_named(step)).count();
        let end = if self.0.first() == Some(&Step::Item) { 0 } else { named + 1 };
        self.0.split_at_checked(end).unwrap_or((&self.0, &[]))
    }

    /// The path of a member.
    pub(crate) fn member(&self, name: &str) -> Self {
        self.and(Step::Member(name.to_owned()))
    }

    /// The path of any item.
    pub(crate) fn item(&self) -> Self {
        self.and(Step::Item)
    }

    /// The path of what one more step leads to.
    pub(crate) fn and(&self, step: Step) -> Self {
        Self(self.0.iter().cloned().chain([step]).collect())
    }
}

/// `files[].path`, safe to print.
impl fmt::Display for LeafPath {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.0.iter().enumerate() {
            match step {
                Step::Member(name) if at == 0 => out.write_str(&escape::inline(name))?,
                Step::Member(name) => write!(out, ".{}", escape::inline(name))?,
                Step::Pattern(_) | Step::Other if at == 0 => out.write_str("*")?,
                Step::Pattern(_) | Step::Other => out.write_str(".*")?,
                Step::Item => out.write_str("[]")?,
            }
        }
        Ok(())
    }
}

/// The leaves of a tool's arguments, in the order of their names. Where there are too many, the
/// outermost are had, whatever stands beside them.
pub(crate) fn of(tool: &Tool) -> Vec<Leaf<'_>> {
    let mut walk = Walk { tool, leaves: Vec::new(), waiting: VecDeque::new() };
    walk.members(&LeafPath::default(), &tool.arguments().all(), &Around::default());
    let mut places = 0;
    while let Some(place) = walk.waiting.pop_front() {
        places += 1;
        if walk.leaves.len() >= MAX_LEAVES || places > MAX_PLACES {
            break;
        }
        walk.go(place);
    }
    walk.leaves.sort_by(|one, other| one.path.cmp(&other.path));
    walk.leaves
}

/// A description, where there is one.
type Said<'t> = Option<Cow<'t, str>>;

struct Walk<'t> {
    tool: &'t Tool,
    leaves: Vec<Leaf<'t>>,
    waiting: VecDeque<Place<'t>>,
}

/// An argument that is to be looked at.
struct Place<'t> {
    path: LeafPath,
    argument: Argument<'t>,
    /// What the server says of the list that it is an item of.
    list: Said<'t>,
    around: Around<'t>,
}

/// The arguments that one stands in, innermost first.
#[derive(Clone, Default)]
struct Around<'t>(Option<Rc<(Argument<'t>, Around<'t>)>>);

impl<'t> Around<'t> {
    fn and(self, argument: Argument<'t>) -> Self {
        Self(Some(Rc::new((argument, self))))
    }

    /// How many of them have the type of an argument.
    fn count(&self, argument: &Argument<'_>) -> usize {
        std::iter::successors(self.0.as_deref(), |(_, around)| around.0.as_deref())
            .filter(|(outer, _)| outer.has_type_of(argument))
            .count()
    }
}

impl<'t> Walk<'t> {
    fn members(&mut self, path: &LeafPath, argument: &Argument<'t>, around: &Around<'t>) {
        for key in argument.keys() {
            if let Some(member) = argument.member(key) {
                self.wait(path.member(key), member, None, around);
            }
        }
        for (pattern, member) in argument.unnamed() {
            let step = pattern.map_or(Some(Step::Other), |it| fresh_key(it).map(Step::Pattern));
            // What an object holds that has nothing but values is told from its own name.
            let is_told = !path.steps().is_empty() && pattern.is_none() && !has_parts(&member);
            if let Some(step) = step.filter(|_| !is_told) {
                self.wait(path.and(step), member, None, around);
            }
        }
    }

    fn wait(
        &mut self,
        path: LeafPath,
        argument: Argument<'t>,
        list: Said<'t>,
        around: &Around<'t>,
    ) {
        let is_told = around.count(&argument) >= MAX_INSIDE_ITSELF;
        if self.waiting.len() < MAX_PLACES && !is_told {
            self.waiting.push_back(Place { path, argument, list, around: around.clone() });
        }
    }

    fn go(&mut self, Place { path, argument, list, around }: Place<'t>) {
        let is_deep = path.steps().len() >= MAX_DEPTH;
        let description = self.description(&argument).or(list);
        let names_members = !argument.keys().is_empty() || !argument.unnamed().is_empty();
        let has_members = names_members && !is_deep;
        let items = argument.elements().filter(|_| !is_deep && !argument.is_anything());
        if self.is_value(&argument, has_members, items.is_some()) {
            let description = description.clone();
            self.leaves.push(Leaf { path: path.clone(), argument: argument.clone(), description });
        }
        let around = match has_members || items.is_some() {
            true => around.and(argument.clone()),
            false => around,
        };
        if has_members {
            self.members(&path, &argument, &around);
        }
        if let Some(items) = items {
            self.wait(path.item(), items, description, &around);
        }
    }

    /// Whether some of its values have no parts of their own that are gone into.
    fn is_value(&self, argument: &Argument<'_>, has_members: bool, has_items: bool) -> bool {
        argument.is_anything()
            || argument.kinds().into_iter().any(|kind| match kind {
                Kind::Null => false,
                Kind::Object => !has_members || has_free_object(argument),
                Kind::Array => !has_items,
                Kind::Boolean | Kind::Number | Kind::String => true,
            })
    }

    fn description(&self, argument: &Argument<'_>) -> Said<'t> {
        self.tool.description_of(argument)
    }
}

/// A key with a pattern that no rule is likely to name.
fn fresh_key(pattern: &Pattern) -> Option<String> {
    let shortest = pattern.sample(0)?;
    Some(pattern.sample(shortest.len() + 1).unwrap_or(shortest))
}

/// Whether some of its values have parts of their own.
fn has_parts(argument: &Argument<'_>) -> bool {
    argument.may_be(Kind::Object) || argument.may_be(Kind::Array)
}

/// Whether it may be an object of which the schema names no members: one of a few alternatives.
fn has_free_object(argument: &Argument<'_>) -> bool {
    let is_free = |alternative: &Alternative| match alternative {
        Alternative::Object(objects) => {
            objects.names_nothing() && objects.additional != Additional::Forbidden
        }
        _ => false,
    };
    argument.alternatives().any(is_free)
}
