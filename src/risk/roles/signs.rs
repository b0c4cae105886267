//! What an argument's own definition shows: words, kinds of values, values.

use super::phrase;
use crate::catalog::types::{Alternative, Kind};
use crate::json::Value;
use crate::risk::leaves::{Leaf, Step};

/// A set of kinds of values, one bit each.
pub(super) type Kinds = u8;

/// Text that isn't one of a few values.
pub(super) const TEXT: Kinds = 1;
/// Numbers.
pub(super) const NUMBER: Kinds = 2;
/// `true` and `false`.
pub(super) const FLAG: Kinds = 4;
/// One of a few values.
pub(super) const CHOICE: Kinds = 8;
/// An object or a list whose parts the schema doesn't name.
pub(super) const PARTS: Kinds = 16;
/// Nothing is known of the values.
pub(super) const ANYTHING: Kinds = 32;
/// All of them.
pub(super) const SOME: Kinds = 63;
/// What can be a text.
pub(super) const WORDS: Kinds = TEXT | ANYTHING;
/// What can be free data.
pub(super) const DATA: Kinds = TEXT | PARTS | ANYTHING;

/// Words after which the word before says what an argument names: `project_id`.
const NAMING: &[&str] = &[
    "id",
    "name",
    "key",
    "slug",
    "uuid",
    "gid",
    "iid",
    "sid",
    "number",
    "arn",
    "code",
    "identifier",
    "url",
    "path",
    "ref",
    "index",
    "type",
];

/// How many values of an argument are looked at.
const MAX_VALUES: usize = 24;

/// The signs of one argument.
#[derive(Debug)]
pub(super) struct Signs<'s> {
    /// The argument.
    pub(super) leaf: &'s Leaf<'s>,
    /// The words of its name.
    pub(super) name: Vec<String>,
    /// The words of the names around it.
    pub(super) parents: Vec<String>,
    /// The kinds of its values.
    pub(super) kinds: Kinds,
    /// Whether there may be several, as a list.
    pub(super) listed: bool,
    /// The words of the values that it may have.
    pub(super) values: Vec<String>,
    /// What its texts are said to be (`uri`).
    pub(super) formats: Vec<&'s str>,
    /// The words of its description.
    pub(super) said: Vec<String>,
    /// Where the first clause of the description ends.
    clause: usize,
}

impl<'s> Signs<'s> {
    /// The signs of an argument.
    pub(super) fn of(leaf: &'s Leaf<'s>) -> Self {
        let mut names = leaf.path.names().rev();
        let name = phrase::of_name(names.next().unwrap_or_default());
        let parents = names.flat_map(phrase::of_name).collect();
        let (said, clause) = phrase::of_text(leaf.description.as_deref().unwrap_or_default());
        let values = values(leaf);
        let listed = leaf.path.steps().last() == Some(&Step::Item);
        let formats = formats(leaf);
        Self { leaf, name, parents, kinds: kinds(leaf), listed, values, formats, said, clause }
    }

    /// The last word of its name that says how it names: the `id` of `project_id`.
    pub(super) fn naming(&self) -> Option<&String> {
        self.name.last().filter(|last| NAMING.contains(&last.as_str()))
    }

    /// What it names: the `project` of `project_id`.
    pub(super) fn noun(&self) -> Option<&String> {
        let count = self.name.len() - usize::from(self.naming().is_some());
        self.name.get(count.checked_sub(1)?)
    }

    /// What the description says that the argument is.
    pub(super) fn head(&self) -> &[String] {
        phrase::head(&self.said, self.clause)
    }
}

fn kinds(leaf: &Leaf<'_>) -> Kinds {
    if leaf.argument.is_anything() {
        return ANYTHING;
    }
    let kind = |alternative: &Alternative| match alternative {
        Alternative::Literal(Value::String(_)) => CHOICE,
        Alternative::String(_) => TEXT,
        Alternative::Array(_) | Alternative::Object(_) => PARTS,
        Alternative::Number(_) | Alternative::Literal(Value::Number(_)) => NUMBER,
        Alternative::Literal(_) if alternative.kind() == Kind::Boolean => FLAG,
        Alternative::Literal(_) => 0,
    };
    leaf.argument.alternatives().map(kind).fold(0, |all, kind| all | kind)
}

fn values(leaf: &Leaf<'_>) -> Vec<String> {
    let texts = leaf.argument.alternatives().filter_map(|alternative| match alternative {
        Alternative::Literal(Value::String(text)) => Some(text.as_str()),
        _ => None,
    });
    texts.take(MAX_VALUES).flat_map(phrase::of_name).collect()
}

fn formats<'s>(leaf: &'s Leaf<'s>) -> Vec<&'s str> {
    let of_text = |alternative: &'s Alternative| match alternative {
        Alternative::String(strings) => Some(strings.formats.iter().map(|format| &**format)),
        _ => None,
    };
    leaf.argument.alternatives().filter_map(of_text).flatten().collect()
}
