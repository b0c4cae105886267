//! What changes of a tool's arguments, members of objects and items of lists among them.

use std::collections::{BTreeMap, BTreeSet};

use super::argument::{ArgumentChange, Presence};
use super::shape::{self, ShapeChange};
use super::sides::Sides;
use super::wording::{TextChange, text_of};
use crate::catalog::types::TypeId;
use crate::catalog::{Argument, Tool, headline};
use crate::json::Value;
use crate::risk::{LeafPath, Profile, Role, Step};

/// How deep lists and objects inside each other are gone into.
const MAX_DEPTH: usize = 10;

/// How many places of one tool's arguments are compared.
const MAX_PLACES: usize = 20_000;

/// Keywords that hold what is said of an argument.
const SAID: &[&str] = &[
    "title",
    "description",
    "examples",
    "example",
    "$comment",
    "deprecated",
    "readOnly",
    "writeOnly",
];

/// Those of them that are texts.
const TEXTS: &[&str] = &["title", "description", "$comment"];

/// What changes of a tool's arguments.
pub(super) struct Changes {
    pub(super) arguments: Vec<ArgumentChange>,
    /// What is said of them.
    pub(super) texts: Vec<TextChange>,
    /// Whether all of them were compared.
    pub(super) is_whole: bool,
}

/// What changes of a tool's arguments, and of what is said of them.
pub(super) fn changes(old: &Tool, new: &Tool) -> Changes {
    let sides = Sides { old, new };
    let mut walk = Walk {
        tools: sides,
        roles: sides.map(roles),
        within: Vec::new(),
        same: BTreeSet::new(),
        places: 0,
        found: Changes { arguments: Vec::new(), texts: Vec::new(), is_whole: true },
    };
    let all = sides.map(|tool| tool.arguments().all());
    walk.both(&LeafPath::default(), &all, None);
    walk.found
}

fn roles(tool: &Tool) -> BTreeMap<LeafPath, Role> {
    let profile = Profile::of(tool);
    let found = profile.roles().iter();
    found.filter_map(|it| Some((it.leaf.path.clone(), it.answer.role()?))).collect()
}

struct Walk<'t> {
    tools: Sides<&'t Tool>,
    roles: Sides<BTreeMap<LeafPath, Role>>,
    /// The types that are being compared, from the outermost: a recursive schema ends there.
    within: Vec<Types>,
    /// The types of which nothing changes, wherever they are referred to.
    same: BTreeSet<Types>,
    places: usize,
    found: Changes,
}

/// The types of an argument on both sides.
type Types = (Vec<TypeId>, Vec<TypeId>);

impl<'t> Walk<'t> {
    /// An argument that both sides have.
    fn both(
        &mut self,
        path: &LeafPath,
        argument: &Sides<Argument<'t>>,
        required: Option<Sides<Option<bool>>>,
    ) {
        self.places += 1;
        let types = (argument.old.ids().to_vec(), argument.new.ids().to_vec());
        let is_deep = path.steps().len() > MAX_DEPTH || self.places > MAX_PLACES;
        self.found.is_whole &= !is_deep;
        if is_deep || self.within.contains(&types) {
            return;
        }
        let told = self.told();
        self.change(path, argument, required);
        let texts =
            SAID.iter().filter_map(|key| self.text(path, argument, key)).collect::<Vec<_>>();
        self.found.texts.extend(texts);
        if self.same.contains(&types) {
            return;
        }
        self.within.push(types.clone());
        self.members(path, argument);
        self.unnamed(path, argument);
        if let (Some(old), Some(new)) = (argument.old.elements(), argument.new.elements()) {
            self.both(&path.item(), &Sides { old, new }, None);
        }
        self.within.pop();
        if self.told() == told && self.found.is_whole {
            self.same.insert(types);
        }
    }

    /// How much is told.
    fn told(&self) -> (usize, usize) {
        (self.found.arguments.len(), self.found.texts.len())
    }

    fn change(
        &mut self,
        path: &LeafPath,
        argument: &Sides<Argument<'t>>,
        required: Option<Sides<Option<bool>>>,
    ) {
        let shape = ShapeChange::of(&argument.old, &argument.new);
        let default = self.said(argument, "default");
        let role = self.role(path);
        if shape.is_none() && default.is_none() && required.is_none() && role.is_none() {
            return;
        }
        self.found.arguments.push(ArgumentChange {
            path: path.clone(),
            change: Presence::Changed,
            required,
            ty: shape.ty.map(|ty| ty.map(Some)),
            values: shape.values,
            others: shape.others,
            default,
            role,
            may_take_more: shape.may_take_more,
        });
    }

    fn role(&self, path: &LeafPath) -> Option<Sides<Option<Role>>> {
        let role = |roles: &BTreeMap<LeafPath, Role>| roles.get(path).copied();
        Sides::changed(role(&self.roles.old), role(&self.roles.new))
    }

    fn text(
        &self,
        path: &LeafPath,
        argument: &Sides<Argument<'t>>,
        key: &'static str,
    ) -> Option<TextChange> {
        let text = |value: Option<Value>| match value {
            Some(Value::String(text)) => Some(text),
            value => value.filter(|_| !TEXTS.contains(&key)).map(|value| value.to_string()),
        };
        let Sides { old, new } = self.said(argument, key)?.map(text);
        text_of(path, key, old, new)
    }

    /// What schemas have under a keyword on one side alone, in whatever order their branches are.
    fn said(
        &self,
        argument: &Sides<Argument<'t>>,
        keyword: &'static str,
    ) -> Option<Sides<Option<Value>>> {
        let values = |tool: &Tool, argument: &Argument<'_>| -> BTreeMap<String, Value> {
            let values = tool.values_of(argument, keyword).map(|value| shape::plain(&value));
            values.map(|value| (value.to_string(), value)).collect()
        };
        let old = values(self.tools.old, &argument.old);
        let new = values(self.tools.new, &argument.new);
        let beyond = |values: &BTreeMap<String, Value>, others: &BTreeMap<String, Value>| {
            let alone = values.iter().find(|(text, _)| !others.contains_key(*text));
            alone.map(|(_, value)| value.clone())
        };
        Sides::changed(beyond(&old, &new), beyond(&new, &old))
    }

    /// The members that an object's schemas list.
    fn members(&mut self, path: &LeafPath, argument: &Sides<Argument<'t>>) {
        let keys: BTreeSet<&str> =
            argument.old.keys().into_iter().chain(argument.new.keys()).collect();
        for key in keys {
            let path = path.member(key);
            let old = argument.old.described(key).map(|it| (it, argument.old.requires(key)));
            let new = argument.new.described(key).map(|it| (it, argument.new.requires(key)));
            match (old, new) {
                (Some((old, was)), Some((new, is))) => {
                    let required = Sides::changed(Some(was), Some(is));
                    self.both(&path, &Sides { old, new }, required);
                }
                (None, Some((new, is_required))) => self.added(&path, &new, is_required),
                (Some((old, was_required)), None) => self.removed(&path, &old, was_required),
                (None, None) => {}
            }
        }
    }

    /// The members that have no names of their own, by the pattern of their keys.
    fn unnamed(&mut self, path: &LeafPath, argument: &Sides<Argument<'t>>) {
        let by_pattern = |argument: &Argument<'t>| -> BTreeMap<Option<String>, Argument<'t>> {
            let unnamed = argument.unnamed().into_iter();
            unnamed.map(|(pattern, it)| (pattern.map(|it| it.text().to_owned()), it)).collect()
        };
        let (old, new) = (by_pattern(&argument.old), by_pattern(&argument.new));
        let patterns: BTreeSet<&Option<String>> = old.keys().chain(new.keys()).collect();
        for pattern in patterns {
            let path = path.and(pattern.clone().map_or(Step::Other, Step::Pattern));
            match (old.get(pattern), new.get(pattern)) {
                (Some(old), Some(new)) => {
                    let argument = Sides { old: old.clone(), new: new.clone() };
                    self.both(&path, &argument, None);
                }
                (None, Some(new)) => self.added(&path, new, false),
                (Some(old), None) => self.removed(&path, old, false),
                (None, None) => {}
            }
        }
    }

    fn added(&mut self, path: &LeafPath, argument: &Argument<'t>, is_required: bool) {
        self.found.arguments.push(ArgumentChange {
            required: Some(Sides { old: None, new: Some(is_required) }),
            ty: Some(Sides { old: None, new: Some(headline(argument)) }),
            default: Sides::changed(None, self.tools.new.default_of(argument)),
            role: self.role_below(path),
            ..ArgumentChange::of(path, Presence::Added)
        });
    }

    fn removed(&mut self, path: &LeafPath, argument: &Argument<'t>, was_required: bool) {
        self.found.arguments.push(ArgumentChange {
            required: Some(Sides { old: Some(was_required), new: None }),
            ty: Some(Sides { old: Some(headline(argument)), new: None }),
            default: Sides::changed(self.tools.old.default_of(argument), None),
            role: self.role_below(path),
            ..ArgumentChange::of(path, Presence::Removed)
        });
    }

    /// The role of an argument, or of the first of its items that has one.
    fn role_below(&self, path: &LeafPath) -> Option<Sides<Option<Role>>> {
        let of_items = || self.role(&path.item());
        self.role(path).or_else(of_items)
    }
}
