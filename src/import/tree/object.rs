//! Reading one level of a tree at a time where every key is known, with every fault kept.

use std::collections::BTreeMap;

use super::{Kind, Member, Tree};
use crate::import::fault::Fault;
use crate::source::Span;
use crate::strings::{nearest, tick};

/// A program that reads files, as far as faults of a file depend on it.
#[derive(Debug, Clone, Copy)]
pub(in crate::import) struct Engine {
    /// What a message calls it.
    pub(in crate::import) name: &'static str,
    pub(in crate::import) twice: Twice,
    /// Whether it refuses a file in which a value has another type than it takes.
    pub(in crate::import) is_typed: bool,
}

/// What an engine does with a key that stands twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum Twice {
    TakesLast,
    RefusesFile,
    Unsaid,
}

/// Gathers faults. What can't be read is `None`, and its fault is here.
#[derive(Debug)]
pub(in crate::import) struct Reader {
    pub(in crate::import) engine: Engine,
    pub(in crate::import) faults: Vec<Fault>,
}

/// A mapping whose keys are known.
#[derive(Debug)]
pub(in crate::import) struct Object<'t> {
    members: BTreeMap<&'static str, &'t Member>,
}

impl<'t> Object<'t> {
    /// A key and its value, unless that is null.
    pub(in crate::import) fn take(&mut self, key: &str) -> Option<&'t Member> {
        self.members.remove(key).filter(|member| !matches!(member.value.kind, Kind::Null))
    }
}

impl Reader {
    /// A reader with no fault yet.
    pub(in crate::import) fn new(engine: Engine) -> Self {
        Self { engine, faults: Vec::new() }
    }

    /// Keeps a fault.
    pub(in crate::import) fn fault<T>(&mut self, fault: Fault) -> Option<T> {
        self.faults.push(fault);
        None
    }

    /// Keeps that the engine refuses the file.
    pub(in crate::import) fn refused<T>(
        &mut self,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Option<T> {
        let (engine, message, help) = (self.engine.name, message.into(), help.into());
        self.fault(Fault::Refused { span, engine, message, help })
    }

    /// A mapping with some of `keys`; others are ignored.
    pub(in crate::import) fn object<'t>(
        &mut self,
        tree: &'t Tree,
        object: &'static str,
        keys: &'static [&'static str],
    ) -> Option<Object<'t>> {
        self.keyed(tree, object, keys, |_| true)
    }

    /// A mapping that has more keys than are known here: only what looks like a misspelled one is a
    /// fault.
    pub(in crate::import) fn open_object<'t>(
        &mut self,
        tree: &'t Tree,
        object: &'static str,
        keys: &'static [&'static str],
    ) -> Option<Object<'t>> {
        self.keyed(tree, object, keys, |key| nearest(key, keys.iter().copied()).is_some())
    }

    fn keyed<'t>(
        &mut self,
        tree: &'t Tree,
        object: &'static str,
        keys: &'static [&'static str],
        is_fault: impl Fn(&str) -> bool,
    ) -> Option<Object<'t>> {
        let mut known = BTreeMap::new();
        for member in self.members(tree, object)? {
            match keys.iter().find(|key| **key == member.key) {
                Some(key) => drop(known.insert(*key, member)),
                None if is_fault(&member.key) => {
                    let (span, key, engine) =
                        (member.key_span, member.key.clone(), self.engine.name);
                    self.fault::<()>(Fault::IgnoredKey { span, engine, object, key, known: keys });
                }
                None => {}
            }
        }
        Some(Object { members: known })
    }

    /// The members of a mapping with any keys; of those with one key, those that the engine takes.
    pub(in crate::import) fn members<'t>(
        &mut self,
        tree: &'t Tree,
        what: &str,
    ) -> Option<Vec<&'t Member>> {
        let Kind::Map(members) = &tree.kind else {
            return self.wrong_type(tree, what, "a mapping");
        };
        let mut taken: Vec<&Member> = Vec::with_capacity(members.len());
        let mut seen: BTreeMap<&str, (usize, Span)> = BTreeMap::new();
        for member in members {
            let Some((at, first)) = seen.get(&*member.key).copied() else {
                seen.insert(&member.key, (taken.len(), member.key_span));
                taken.push(member);
                continue;
            };
            let (engine, key, span) = (self.engine, member.key.clone(), member.key_span);
            self.fault::<()>(Fault::DuplicateKey { span, first, key, engine });
            match taken.get_mut(at).filter(|_| engine.twice == Twice::TakesLast) {
                Some(earlier) => *earlier = member,
                None => taken.push(member),
            }
        }
        Some(taken)
    }

    /// The elements of a list.
    pub(in crate::import) fn list<'t>(&mut self, tree: &'t Tree, what: &str) -> Option<&'t [Tree]> {
        match &tree.kind {
            Kind::List(items) => Some(items),
            _ => self.wrong_type(tree, what, "a list"),
        }
    }

    /// A text; a number or a boolean is read as its text.
    pub(in crate::import) fn text(&mut self, tree: &Tree, what: &str) -> Option<String> {
        match &tree.kind {
            Kind::String(text) => Some(text.clone()),
            Kind::Number(number) => Some(number.spelling().to_owned()),
            Kind::Bool(value) => Some(value.to_string()),
            _ => self.wrong_type(tree, what, "a string"),
        }
    }

    /// A text that stands as one.
    pub(in crate::import) fn string(&mut self, tree: &Tree, what: &str) -> Option<String> {
        match &tree.kind {
            Kind::String(text) => Some(text.clone()),
            _ => self.wrong_type(tree, what, "a string"),
        }
    }

    /// Keeps that something is of another type than `expected`.
    pub(in crate::import) fn wrong_type<T>(
        &mut self,
        tree: &Tree,
        what: &str,
        expected: &str,
    ) -> Option<T> {
        let message = format!("{what} must be {expected}, not {}", tree.words());
        self.misshapen(tree.span, message, None)
    }

    /// Keeps that a key is missing.
    pub(in crate::import) fn missing<T>(&mut self, span: Span, what: &str, key: &str) -> Option<T> {
        let message = format!("{what} has no {}", tick(key));
        self.misshapen(span, message, Some(format!("add {}", tick(key))))
    }

    /// Keeps that a part hasn't the shape that the engine takes.
    pub(in crate::import) fn misshapen<T>(
        &mut self,
        span: Span,
        message: String,
        help: Option<String>,
    ) -> Option<T> {
        match self.engine.is_typed {
            true => self.refused(span, message, help.unwrap_or_default()),
            false => self.fault(Fault::Shape { span, message, help }),
        }
    }
}
