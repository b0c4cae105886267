//! Every argument that a call can set, members of objects and items of lists among them.

use std::borrow::Cow;
use std::fmt;

use super::words;
use crate::catalog::types::{Additional, Alternative, Kind};
use crate::catalog::{Argument, Tool};
use crate::strings::escape;

/// How deep lists and objects inside each other are gone into.
const MAX_DEPTH: usize = 10;

/// How many arguments of one tool are looked at.
const MAX_LEAVES: usize = 2_000;

/// One step from the arguments to a value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Step {
    /// A member of an object.
    Member(String),
    /// Any item of a list.
    Item,
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
            Step::Member(name) => Some(name.as_str()),
            Step::Item => None,
        })
    }

    /// The path of the outermost list that it stands in, else its own: what a condition can name.
    pub(crate) fn outside_lists(&self) -> Vec<String> {
        let names = self.0.iter().map_while(|step| match step {
            Step::Member(name) => Some(name.clone()),
            Step::Item => None,
        });
        names.collect()
    }

    /// Whether it stands in a list.
    pub(crate) fn is_in_list(&self) -> bool {
        self.0.contains(&Step::Item)
    }

    /// The path of a member.
    pub(crate) fn member(&self, name: &str) -> Self {
        self.and(Step::Member(name.to_owned()))
    }

    /// The path of any item.
    pub(crate) fn item(&self) -> Self {
        self.and(Step::Item)
    }

    fn and(&self, step: Step) -> Self {
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
                Step::Item => out.write_str("[]")?,
            }
        }
        Ok(())
    }
}

/// The leaves of a tool's arguments, in the order of their names.
pub(crate) fn of(tool: &Tool) -> Vec<Leaf<'_>> {
    let mut walk = Walk { tool, leaves: Vec::new() };
    walk.members(&LeafPath::default(), &tool.arguments().all(), 0);
    walk.leaves
}

/// A description, where there is one.
type Said<'t> = Option<Cow<'t, str>>;

struct Walk<'t> {
    tool: &'t Tool,
    leaves: Vec<Leaf<'t>>,
}

impl<'t> Walk<'t> {
    fn members(&mut self, path: &LeafPath, argument: &Argument<'t>, depth: usize) {
        for key in argument.keys() {
            if let Some(member) = argument.member(key) {
                self.go(&path.and(Step::Member(key.to_owned())), &member, None, depth + 1);
            }
        }
    }

    fn go(&mut self, path: &LeafPath, argument: &Argument<'t>, list: Said<'t>, depth: usize) {
        if self.leaves.len() >= MAX_LEAVES {
            return;
        }
        let description = self.description(argument).or(list);
        let has_members = !argument.keys().is_empty() && depth < MAX_DEPTH;
        let items = argument.elements().filter(|_| depth < MAX_DEPTH && !argument.is_anything());
        if self.is_value(argument, has_members, items.is_some()) {
            let description = description.clone();
            self.leaves.push(Leaf { path: path.clone(), argument: argument.clone(), description });
        }
        if has_members {
            self.members(path, argument, depth);
        }
        if let Some(items) = items {
            self.go(&path.and(Step::Item), &items, description, depth + 1);
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

    /// What is said where the argument stands, else in the schemas that its type is read from.
    fn description(&self, argument: &Argument<'_>) -> Said<'t> {
        let at = |span| self.tool.description_at(span);
        let of_types = || {
            let types = argument.ids().iter().filter_map(|id| argument.types().get(*id).span);
            types.into_iter().find_map(at)
        };
        argument.span().and_then(at).or_else(of_types)
    }
}

/// Whether it may be an object of which the schema names no members: one of a few alternatives.
fn has_free_object(argument: &Argument<'_>) -> bool {
    let is_free = |alternative: &Alternative| match alternative {
        Alternative::Object(objects) => {
            objects.properties.is_empty() && objects.additional != Additional::Forbidden
        }
        _ => false,
    };
    argument.alternatives().any(is_free)
}
