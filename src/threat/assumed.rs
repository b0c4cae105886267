//! What a policy itself says of tools: a definition of each of which no catalog tells everything,
//! with the arguments whose values its rules tell apart.
//!
//! The roles of arguments are found in such a definition as in a server's own. What an argument may
//! be is what the rules compare it with, beside what the server says of all that it doesn't list.

use std::collections::{BTreeMap, BTreeSet};

use super::constants::Constants;
use crate::catalog::types::Kind;
use crate::catalog::{Catalog, Tool};
use crate::json::Value;
use crate::policy::condition::{Operator, Path};
use crate::source::Sources;
use crate::witness::{Callable, CallableTools};

/// The tools with arguments that rules speak of and that no schema lists; of a policy without a
/// catalog, all of them. `None` where there are none, or what is said of them is too large to be
/// read.
pub(crate) fn assumed(tools: &CallableTools<'_>) -> Option<Catalog> {
    let definitions: Vec<_> = tools.iter().filter_map(definition).collect();
    if definitions.is_empty() {
        return None;
    }
    let text = Value::Array(definitions).to_string();
    let source = Sources::default().add("assumed", text)?;
    Some(Catalog::read(source).0)
}

fn definition(tool: &Callable<'_>) -> Option<Value> {
    let is_listed = |path: &Path| tool.tool.is_some_and(|it| it.arguments().describe(path));
    let mut all = Members::default();
    for (path, kinds) in kinds(tool) {
        if !is_listed(path) && Constants::of(tool, path).is_ruled() {
            all.add(path, &kinds);
        }
    }
    match tool.tool {
        Some(_) if all.0.is_empty() => None,
        Some(own) => Some(own.with_arguments(all.schema())),
        None => Some(object([("name", Value::from(&**tool.name)), (Tool::SCHEMA, all.schema())])),
    }
}

/// What the arguments that rules speak of are compared with.
fn kinds<'a>(tool: &Callable<'a>) -> BTreeMap<&'a Path, BTreeSet<Kind>> {
    let mut kinds: BTreeMap<&Path, BTreeSet<Kind>> = BTreeMap::new();
    for test in tool.tests() {
        kinds.entry(&test.path).or_default().extend(compared(&test.operator));
    }
    kinds
}

fn compared(operator: &Operator) -> Vec<Kind> {
    match operator {
        Operator::Exists | Operator::Missing => Vec::new(),
        Operator::Equal(value) | Operator::NotEqual(value) => vec![Kind::of(value)],
        Operator::In(values) | Operator::NotIn(values) => values.iter().map(Kind::of).collect(),
        Operator::Less(_) | Operator::AtMost(_) | Operator::Greater(_) | Operator::AtLeast(_) => {
            vec![Kind::Number]
        }
        Operator::Matches(_) | Operator::Contains(_) | Operator::Text(_) => vec![Kind::String],
    }
}

/// The members of an object that rules speak of.
#[derive(Default)]
struct Members<'a>(BTreeMap<&'a str, Member<'a>>);

/// What rules say of one of them: of itself, of its own members.
#[derive(Default)]
struct Member<'a> {
    kinds: BTreeSet<Kind>,
    members: Members<'a>,
}

impl<'a> Members<'a> {
    fn add(&mut self, path: &'a [String], kinds: &BTreeSet<Kind>) {
        let Some((first, rest)) = path.split_first() else { return };
        let member = self.0.entry(first).or_default();
        match rest {
            [] => member.kinds.extend(kinds),
            rest => member.members.add(rest, kinds),
        }
    }

    fn schema(&self) -> Value {
        let members = self.0.iter().map(|(name, member)| ((*name).to_owned(), member.schema()));
        object([
            ("type", Value::from(Kind::Object.name())),
            ("properties", Value::Object(members.collect())),
        ])
    }
}

impl Member<'_> {
    fn schema(&self) -> Value {
        if !self.members.0.is_empty() {
            return self.members.schema();
        }
        let kinds = self.kinds.iter().map(|kind| Value::from(kind.name())).collect();
        object([("type", Value::Array(kinds))])
    }
}

fn object<const N: usize>(members: [(&str, Value); N]) -> Value {
    Value::Object(members.map(|(name, value)| (name.to_owned(), value)).into())
}
