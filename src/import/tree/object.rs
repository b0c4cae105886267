//! Reading one level of a tree at a time where every key is known, with every fault kept.

use std::collections::BTreeMap;

use super::{Kind, Member, Tree};
use crate::import::fault::Fault;
use crate::source::Span;
use crate::strings::{nearest, tick};

/// Gathers faults. What can't be read is `None`, and its fault is here.
#[derive(Debug)]
pub(in crate::import) struct Reader {
    /// What reads the file, as a message names it.
    pub(in crate::import) engine: &'static str,
    /// Whether it has more keys than are known here: then only what looks misspelled is a fault.
    pub(in crate::import) has_more_keys: bool,
    /// What it does with a key that stands twice.
    pub(in crate::import) twice: &'static str,
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
        let (engine, message, help) = (self.engine, message.into(), help.into());
        self.fault(Fault::Refused { span, engine, message, help })
    }

    /// A mapping with some of `keys`; others are ignored.
    pub(in crate::import) fn object<'t>(
        &mut self,
        tree: &'t Tree,
        object: &'static str,
        keys: &'static [&'static str],
    ) -> Option<Object<'t>> {
        let members = self.members(tree, object)?;
        let mut known = BTreeMap::new();
        for member in members {
            match keys.iter().find(|key| **key == member.key) {
                Some(key) => drop(known.insert(*key, member)),
                None if self.has_more_keys
                    && nearest(&member.key, keys.iter().copied()).is_none() => {}
                None => {
                    let (span, key, engine) = (member.key_span, member.key.clone(), self.engine);
                    self.fault::<()>(Fault::IgnoredKey { span, engine, object, key, known: keys });
                }
            }
        }
        Some(Object { members: known })
    }

    /// The members of a mapping with any keys, none twice.
    pub(in crate::import) fn members<'t>(
        &mut self,
        tree: &'t Tree,
        what: &str,
    ) -> Option<&'t [Member]> {
        let Kind::Map(members) = &tree.kind else {
            return self.wrong_type(tree, what, "a mapping");
        };
        let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
        for Member { key, key_span, .. } in members {
            if let Some(first) = seen.insert(key, *key_span) {
                let (span, key, does) = (*key_span, key.clone(), self.twice);
                self.fault::<()>(Fault::DuplicateKey { span, first, key, does });
            }
        }
        Some(members)
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

    /// Keeps that something is of another type than `expected`.
    pub(in crate::import) fn wrong_type<T>(
        &mut self,
        tree: &Tree,
        what: &str,
        expected: &str,
    ) -> Option<T> {
        let message = format!("{what} must be {expected}, not {}", tree.words());
        self.fault(Fault::Shape { span: tree.span, message, help: None })
    }

    /// Keeps that a key is missing.
    pub(in crate::import) fn missing<T>(&mut self, span: Span, what: &str, key: &str) -> Option<T> {
        let message = format!("{what} has no {}", tick(key));
        self.fault(Fault::Shape { span, message, help: Some(format!("add {}", tick(key))) })
    }
}
