//! The universe of valid calls: what a tool's schema says of its arguments, as a formula. And what
//! makes a call look like one.
//!
//! The formula is never narrower than the schema. What has no place in the types (a pattern of
//! another dialect, the elements of a list) is left open, so a proof over it holds for every call
//! that the schema accepts.

use std::collections::{BTreeMap, BTreeSet};

use super::equality::Equality;
use super::formula::{Formula, Order, Path, Test};
use crate::catalog::types::{
    Additional, Alternative, Bound, Kind, Numbers, Strings, TypeId, Types,
};
use crate::catalog::{Tool, sample};
use crate::json::Value;

/// Below this, in both directions, 64-bit floats tell all whole numbers apart.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// What a tool's schema says of the arguments that a question is about.
pub(crate) fn valid_calls(tool: &Tool, question: &Formula) -> Formula {
    let paths: BTreeSet<&Path> = question.atoms().into_iter().map(|atom| &atom.path).collect();
    let prefixes: BTreeSet<&[String]> = paths
        .into_iter()
        .flat_map(|path| (1..=path.len()).filter_map(|end| path.get(..end)))
        .collect();
    Formula::All(prefixes.into_iter().filter_map(|path| of_argument(tool, path)).collect())
}

/// No text among the arguments of a question is empty: a call looks like one then.
pub(crate) fn without_empty_strings(question: &Formula) -> Formula {
    let paths: BTreeSet<&Path> = question.atoms().into_iter().map(|atom| &atom.path).collect();
    let is_text = |path: &Path| Formula::test(path, Test::Is(Kind::String));
    let has_text = |path: &Path| (!is_text(path)).or(Formula::test(path, Test::LongerThan(0)));
    Formula::All(paths.into_iter().map(has_text).collect())
}

/// The arguments with those that the schema requires and the question doesn't ask about; `None`
/// where there are none.
pub(crate) fn completed(tool: &Tool, question: &Formula, arguments: &Value) -> Option<Value> {
    let asked: BTreeSet<&Path> = question.atoms().into_iter().map(|atom| &atom.path).collect();
    let mut completed = arguments.clone();
    fill_missing_members(&mut completed, tool, &mut Vec::new(), &asked);
    (completed != *arguments).then_some(completed)
}

/// Puts what is missing in, apart from what is asked about.
fn fill_missing_members(value: &mut Value, tool: &Tool, path: &mut Path, asked: &BTreeSet<&Path>) {
    let Value::Object(members) = value else { return };
    for (key, sample) in samples(tool, path) {
        path.push(key.clone());
        if !asked.iter().any(|asked| asked.starts_with(path)) {
            members.entry(key).or_insert(sample);
        }
        path.pop();
    }
    for (key, member) in members {
        path.push(key.clone());
        fill_missing_members(member, tool, path, asked);
        path.pop();
    }
}

/// The members that the schema requires of the object at a path.
fn samples(tool: &Tool, path: &Path) -> BTreeMap<String, Value> {
    let sample = match path.as_slice() {
        [] => sample::arguments(tool),
        path => match tool.arguments().lookup(path) {
            Ok(argument) => sample::of_argument(&argument),
            Err(_) => return BTreeMap::new(),
        },
    };
    match sample {
        Value::Object(members) => members,
        _ => BTreeMap::new(),
    }
}

/// What the schema says of one argument: its types, or nothing where it may be left out. `None`
/// where it leaves the argument open.
pub(crate) fn of_argument(tool: &Tool, path: &[String]) -> Option<Formula> {
    let types = tool.arguments().types();
    let mut argument = Argument { ids: vec![tool.arguments().id()], optional: false };
    for key in path {
        argument = argument.member(types, key)?;
    }
    let missing = argument.optional.then(|| !Formula::test(path, Test::Present));
    let parent = path.split_last().map(|(_, parent)| parent).filter(|parent| !parent.is_empty());
    let orphan = parent.map(|parent| !Formula::test(parent, Test::Is(Kind::Object)));
    let values = argument.ids.iter().flat_map(|id| &types.get(*id).alternatives);
    let values = values.map(|alternative| of_alternative(alternative, path));
    Some(Formula::Any(missing.into_iter().chain(orphan).chain(values).collect()))
}

/// What a valid call may have at a path: a value of one of these types, or nothing.
struct Argument {
    ids: Vec<TypeId>,
    optional: bool,
}

impl Argument {
    /// A member of it; `None` where some of its objects may have anything there.
    fn member(&self, types: &Types, key: &str) -> Option<Self> {
        let mut member = Self { ids: Vec::new(), optional: false };
        for alternative in self.ids.iter().flat_map(|id| &types.get(*id).alternatives) {
            let Alternative::Object(objects) = alternative else { continue };
            member.optional |= !objects.required.contains(key);
            if let Some(property) = objects.properties.get(key) {
                member.ids.push(property.ty);
                continue;
            }
            match (objects.patterned(key)?, objects.additional) {
                (Some(property), _) => member.ids.push(property.ty),
                (None, Additional::Typed(id)) => member.ids.push(id),
                (None, Additional::Forbidden) => member.optional = true,
                (None, Additional::Open | Additional::Unsaid) => return None,
            }
        }
        member.ids.sort_unstable();
        member.ids.dedup();
        Some(member)
    }
}

fn of_alternative(alternative: &Alternative, path: &[String]) -> Formula {
    let kind = Formula::test(path, Test::Is(alternative.kind()));
    match alternative {
        Alternative::Literal(value) => {
            Formula::test(path, Test::Equal(Equality::Typed, value.clone()))
        }
        Alternative::Number(numbers) => kind.and(of_numbers(numbers, path)),
        Alternative::String(strings) => kind.and(of_strings(strings, path)),
        Alternative::Array(_) | Alternative::Object(_) => kind,
    }
}

fn of_numbers(numbers: &Numbers, path: &[String]) -> Formula {
    let bound = |bound: &Option<Bound>, open: Order, closed: Order| {
        bound.as_ref().map(|bound| {
            let sharp = bound.exclusive && bound.number.as_f64().abs() < EXACT;
            let order = if sharp { open } else { closed };
            Formula::test(path, Test::Compare(order, bound.number.clone()))
        })
    };
    let whole = numbers.integer.then(|| Formula::test(path, Test::Whole));
    let low = bound(&numbers.min, Order::Greater, Order::AtLeast);
    let high = bound(&numbers.max, Order::Less, Order::AtMost);
    Formula::All([whole, low, high].into_iter().flatten().collect())
}

/// Only lengths: patterns are of another dialect.
fn of_strings(strings: &Strings, path: &[String]) -> Formula {
    let longer_than = |length| Formula::test(path, Test::LongerThan(length));
    let low = strings.min_length.checked_sub(1).map(longer_than);
    let high = strings.max_length.map(|length| !longer_than(length));
    Formula::All(low.into_iter().chain(high).collect())
}
