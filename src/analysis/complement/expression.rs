//! Expressions: joined and factored as they are made, measured, and written at the end.

use foldhash::{HashMap, HashMapExt};

use super::characters::Characters;

/// The most copies that a count makes.
const MAX_COUNT: usize = 1000;

/// The number of an expression. Equal expressions have the same.
pub(super) type Id = usize;

/// An expression. No part of a sequence is a sequence, no alternative has alternatives.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Node {
    /// The end of the string.
    End,
    /// One of these characters.
    Class(Characters),
    /// One after the other; without any, nothing.
    Sequence(Vec<Id>),
    /// One of them.
    Alternatives(Vec<Id>),
    /// Once or not at all.
    Optional(Id),
    /// Any number of times.
    Star(Id),
    /// At least once.
    Plus(Id),
    /// So many times.
    Counted(Id, usize, usize),
}

/// How large an expression is.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Size {
    /// Its bytes.
    pub(super) length: usize,
    /// How deep its groups nest.
    pub(super) depth: usize,
}

/// Every expression that was made, each once.
#[derive(Debug, Default)]
pub(super) struct Expressions {
    nodes: Vec<Node>,
    sizes: Vec<Size>,
    ids: HashMap<Node, Id>,
    /// What came of alternatives, and the work that they took.
    joined: HashMap<Vec<Id>, (Id, usize)>,
    /// What came of sequences.
    in_turn: HashMap<Vec<Id>, Id>,
    work: usize,
}

const GROUP: (&str, &str) = ("(?:", ")");

impl Expressions {
    /// How many parts were looked at while expressions were made; those again that were known.
    pub(super) fn work(&self) -> usize {
        self.work
    }

    /// How large one is.
    pub(super) fn size(&self, id: Id) -> Size {
        self.sizes.get(id).copied().unwrap_or_default()
    }

    /// The end of the string.
    pub(super) fn end(&mut self) -> Id {
        self.add(Node::End)
    }

    /// One of these characters.
    pub(super) fn class(&mut self, characters: Characters) -> Id {
        self.add(Node::Class(characters))
    }

    fn nothing(&mut self) -> Id {
        self.add(Node::Sequence(Vec::new()))
    }

    /// One after the other.
    pub(super) fn sequence(&mut self, parts: &[Id]) -> Id {
        if let Some(known) = self.in_turn.get(parts) {
            return *known;
        }
        let new = self.new_sequence(parts);
        self.in_turn.insert(parts.to_vec(), new);
        new
    }

    fn new_sequence(&mut self, parts: &[Id]) -> Id {
        let mut flat: Vec<Id> = Vec::new();
        for part in parts {
            for part in self.parts(*part) {
                match flat.last().and_then(|last| self.repeated(*last, part)) {
                    Some(repeated) => {
                        flat.pop();
                        let plus = self.add(Node::Plus(repeated));
                        flat.push(plus);
                    }
                    None => flat.push(part),
                }
            }
        }
        match flat.as_slice() {
            [only] => *only,
            _ => self.add(Node::Sequence(flat)),
        }
    }

    /// What is repeated where one of two is the other's star.
    fn repeated(&self, one: Id, other: Id) -> Option<Id> {
        match (self.nodes.get(one)?, self.nodes.get(other)?) {
            (_, Node::Star(part)) if *part == one => Some(one),
            (Node::Star(part), _) if *part == other => Some(other),
            _ => None,
        }
    }

    /// Any number of times.
    pub(super) fn star(&mut self, id: Id) -> Id {
        match self.nodes.get(id) {
            Some(Node::Sequence(parts)) if parts.is_empty() => id,
            Some(Node::Star(_)) => id,
            Some(Node::Optional(part) | Node::Plus(part)) => {
                let part = *part;
                self.add(Node::Star(part))
            }
            _ => self.add(Node::Star(id)),
        }
    }

    /// From `least` to `most` times.
    pub(super) fn counted(&mut self, id: Id, least: usize, most: usize) -> Id {
        let mut parts = Vec::new();
        let (mut least, mut most) = (least, most);
        while most > 0 {
            let (low, high) = (least.min(MAX_COUNT), most.min(MAX_COUNT));
            (least, most) = (least - low, most - high);
            parts.push(match (low, high) {
                (1, 1) => id,
                (0, 1) => self.add(Node::Optional(id)),
                _ => self.add(Node::Counted(id, low, high)),
            });
        }
        self.sequence(&parts)
    }

    /// One of them: classes joined, what is common to the beginning or the end of several written
    /// once.
    pub(super) fn alternatives(&mut self, ids: &[Id]) -> Id {
        if let Some((known, work)) = self.joined.get(ids) {
            self.work += work;
            return *known;
        }
        let before = self.work;
        let new = self.new_alternatives(ids);
        self.joined.insert(ids.to_vec(), (new, self.work - before));
        new
    }

    fn new_alternatives(&mut self, ids: &[Id]) -> Id {
        let mut branches = Branches::default();
        ids.iter().for_each(|id| branches.add(self, *id));
        let Branches { characters, class_at, mut all, optional } = branches;
        if let Some(characters) = characters {
            let class = self.class(characters);
            all.insert(class_at.min(all.len()), class);
        }
        while self.factor(&mut all) {}
        let one = match all.as_slice() {
            [] => return self.nothing(),
            [only] => *only,
            _ => self.add(Node::Alternatives(all)),
        };
        if optional { self.optional(one) } else { one }
    }

    fn optional(&mut self, id: Id) -> Id {
        match self.nodes.get(id) {
            Some(Node::Star(_) | Node::Optional(_)) => id,
            Some(Node::Plus(part)) => {
                let part = *part;
                self.add(Node::Star(part))
            }
            _ => self.add(Node::Optional(id)),
        }
    }

    /// Joins the first branches that begin or end alike; whether there were any.
    fn factor(&mut self, branches: &mut Vec<Id>) -> bool {
        let parts: Vec<Vec<Id>> = branches.iter().map(|branch| self.parts(*branch)).collect();
        self.work += parts.iter().map(Vec::len).sum::<usize>();
        let firsts = parts.iter().map(|parts| parts.first().copied());
        let lasts = parts.iter().map(|parts| parts.last().copied());
        let (alike, at_start) = match (group(firsts.collect()), group(lasts.collect())) {
            (Some(alike), _) => (alike, true),
            (None, Some(alike)) => (alike, false),
            (None, None) => return false,
        };
        let members: Vec<&[Id]> =
            alike.iter().filter_map(|at| parts.get(*at).map(Vec::as_slice)).collect();
        let joined = if at_start { self.by_start(&members) } else { self.by_end(&members) };
        if let Some(branch) = alike.first().and_then(|at| branches.get_mut(*at)) {
            *branch = joined;
        }
        let mut index = 0;
        branches.retain(|_| {
            index += 1;
            !alike.iter().skip(1).any(|at| at + 1 == index)
        });
        true
    }

    fn by_start(&mut self, members: &[&[Id]]) -> Id {
        let common = common(members, |parts, at| parts.get(at).copied());
        let rests: Vec<Id> = members
            .iter()
            .map(|parts| self.sequence(parts.get(common..).unwrap_or_default()))
            .collect();
        let rest = self.alternatives(&rests);
        let start = members.first().and_then(|parts| parts.get(..common)).unwrap_or_default();
        self.sequence(&[start, &[rest]].concat())
    }

    fn by_end(&mut self, members: &[&[Id]]) -> Id {
        let common = common(members, |parts, at| parts.iter().rev().nth(at).copied());
        let rests: Vec<Id> = members
            .iter()
            .map(|parts| self.sequence(parts.get(..parts.len() - common).unwrap_or_default()))
            .collect();
        let rest = self.alternatives(&rests);
        let first = members.first().copied().unwrap_or_default();
        let end = first.get(first.len() - common..).unwrap_or_default();
        self.sequence(&[&[rest], end].concat())
    }

    /// What stands one after the other in an expression.
    fn parts(&self, id: Id) -> Vec<Id> {
        match self.nodes.get(id) {
            Some(Node::Sequence(parts)) => parts.clone(),
            _ => vec![id],
        }
    }

    fn add(&mut self, node: Node) -> Id {
        if let Some(id) = self.ids.get(&node) {
            return *id;
        }
        let size = self.measure(&node);
        self.nodes.push(node.clone());
        self.sizes.push(size);
        self.ids.insert(node, self.nodes.len() - 1);
        self.nodes.len() - 1
    }

    fn measure(&self, node: &Node) -> Size {
        match node {
            Node::End => Size { length: r"\z".len(), depth: 0 },
            Node::Class(characters) => Size { length: characters.class().len(), depth: 0 },
            Node::Sequence(parts) => self.total(parts.iter().map(|part| self.in_sequence(*part))),
            Node::Alternatives(parts) => {
                let bars = parts.len() - 1;
                let total = self.total(parts.iter().map(|part| (*part, false)));
                Size { length: total.length + bars, ..total }
            }
            Node::Optional(part) | Node::Star(part) | Node::Plus(part) => {
                let total = self.total([self.in_repeat(*part)].into_iter());
                Size { length: total.length + 1, ..total }
            }
            Node::Counted(part, least, most) => {
                let total = self.total([self.in_repeat(*part)].into_iter());
                Size { length: total.length + count(*least, *most).len(), ..total }
            }
        }
    }

    /// The size of parts, each with whether it takes a group.
    fn total(&self, parts: impl Iterator<Item = (Id, bool)>) -> Size {
        parts.fold(Size::default(), |total, (part, grouped)| {
            let Size { length, depth } = self.size(part);
            let group = if grouped { GROUP.0.len() + GROUP.1.len() } else { 0 };
            Size {
                length: total.length.saturating_add(length + group),
                depth: total.depth.max(depth + usize::from(grouped)),
            }
        })
    }

    fn in_sequence(&self, part: Id) -> (Id, bool) {
        (part, matches!(self.nodes.get(part), Some(Node::Alternatives(_))))
    }

    fn in_repeat(&self, part: Id) -> (Id, bool) {
        (part, !matches!(self.nodes.get(part), Some(Node::Class(_))))
    }

    /// An expression as a pattern.
    pub(super) fn write(&self, id: Id) -> String {
        let mut text = String::with_capacity(self.size(id).length);
        self.push(&mut text, (id, false));
        text
    }

    fn push(&self, text: &mut String, (id, grouped): (Id, bool)) {
        if grouped {
            text.push_str(GROUP.0);
        }
        match self.nodes.get(id) {
            None => {}
            Some(Node::End) => text.push_str(r"\z"),
            Some(Node::Class(characters)) => text.push_str(&characters.class()),
            Some(Node::Sequence(parts)) => {
                parts.iter().for_each(|part| self.push(text, self.in_sequence(*part)));
            }
            Some(Node::Alternatives(parts)) => {
                for (index, part) in parts.iter().enumerate() {
                    if index > 0 {
                        text.push('|');
                    }
                    self.push(text, (*part, false));
                }
            }
            Some(Node::Optional(part)) => self.push_repeat(text, *part, "?"),
            Some(Node::Star(part)) => self.push_repeat(text, *part, "*"),
            Some(Node::Plus(part)) => self.push_repeat(text, *part, "+"),
            Some(Node::Counted(part, least, most)) => {
                self.push_repeat(text, *part, &count(*least, *most));
            }
        }
        if grouped {
            text.push_str(GROUP.1);
        }
    }

    fn push_repeat(&self, text: &mut String, part: Id, repeat: &str) {
        self.push(text, self.in_repeat(part));
        text.push_str(repeat);
    }
}

/// Alternatives on their way: the classes among them are one.
#[derive(Debug, Default)]
struct Branches {
    characters: Option<Characters>,
    class_at: usize,
    all: Vec<Id>,
    optional: bool,
}

impl Branches {
    fn add(&mut self, expressions: &Expressions, id: Id) {
        match expressions.nodes.get(id) {
            Some(Node::Class(characters)) => {
                if self.characters.is_none() {
                    self.class_at = self.all.len();
                }
                let joined = self.characters.take().unwrap_or_default().union(characters);
                self.characters = Some(joined);
            }
            Some(Node::Alternatives(parts)) => {
                parts.iter().for_each(|part| self.add(expressions, *part));
            }
            Some(Node::Optional(part)) => {
                self.optional = true;
                self.add(expressions, *part);
            }
            Some(Node::Sequence(parts)) if parts.is_empty() => self.optional = true,
            _ if self.all.contains(&id) => {}
            _ => self.all.push(id),
        }
    }
}

/// The first of these that several have, as their places.
fn group(edges: Vec<Option<Id>>) -> Option<Vec<usize>> {
    let mut places: HashMap<Id, Vec<usize>> = HashMap::new();
    for (at, edge) in edges.iter().enumerate() {
        if let Some(edge) = edge {
            places.entry(*edge).or_default().push(at);
        }
    }
    let mut groups = edges.into_iter().flatten().filter_map(|edge| places.remove(&edge));
    groups.find(|places| places.len() > 1)
}

/// How many parts all of these have in common.
fn common(members: &[&[Id]], part: impl Fn(&[Id], usize) -> Option<Id>) -> usize {
    let Some((first, others)) = members.split_first() else { return 0 };
    let alike = |at: &usize| others.iter().all(|other| part(other, *at) == part(first, *at));
    (0..first.len()).take_while(alike).count()
}

/// How a count is written.
fn count(least: usize, most: usize) -> String {
    if least == most { format!("{{{least}}}") } else { format!("{{{least},{most}}}") }
}
