//! Values made to fit a tool's schema: what must be there is put in, what is refused is replaced.
//!
//! What comes of it is asked of the schema again by who wants to know: a schema may refuse every
//! value, or need more than is tried here.

mod parts;
mod scalars;

use super::accepts::{Judge, branches};
use super::types::Kind;
use crate::json::{Members, Node, Shape, Value};

/// How deep values inside each other are made.
const MAX_DEPTH: usize = 12;

/// How many schemas are gone into for one value.
const MAX_STEPS: usize = 2_000;

/// How often a schema is gone through until its value fits.
const MAX_PASSES: usize = 3;

/// How many branches of a schema, or values that it lists, are tried.
const MAX_TRIED: usize = 24;

/// Makes values fit.
pub(super) struct Fitter<'s, 'k> {
    judge: Judge<'s>,
    /// Whether the value at a path of keys has to stay as it is.
    keeps: &'k dyn Fn(&[String]) -> bool,
    path: Vec<String>,
    steps: usize,
}

impl<'s, 'k> Fitter<'s, 'k> {
    /// For a schema's own values, of which some have to stay.
    pub(super) fn new(judge: Judge<'s>, keeps: &'k dyn Fn(&[String]) -> bool) -> Self {
        Self { judge, keeps, path: Vec::new(), steps: 0 }
    }

    /// The arguments as the schema wants them, as far as it is found out how.
    pub(super) fn arguments(&mut self, arguments: Value) -> Value {
        let root = self.judge.root();
        self.fit(root, Some(arguments), MAX_DEPTH)
    }

    fn is_kept(&self) -> bool {
        (self.keeps)(&self.path)
    }

    fn refuses(&mut self, schema: Node<'s>, value: &Value) -> bool {
        self.judge.accepts(schema, value) == Some(false)
    }

    /// A value that a schema accepts, from one that is there where there is one.
    fn fit(&mut self, schema: Node<'s>, value: Option<Value>, depth: usize) -> Value {
        self.steps += 1;
        let is_spent = self.steps > MAX_STEPS || depth == 0;
        let Ok(Shape::Object(members)) = schema.shape() else {
            return value.unwrap_or_else(|| Value::from("x"));
        };
        let mut value = value;
        for _ in 0..MAX_PASSES {
            if is_spent || value.as_ref().is_some_and(|value| !self.refuses(schema, value)) {
                break;
            }
            value = Some(self.pass(schema, members, value, depth - 1));
        }
        value.unwrap_or_else(|| Value::from("x"))
    }

    fn pass(
        &mut self,
        schema: Node<'s>,
        members: Members<'s>,
        value: Option<Value>,
        depth: usize,
    ) -> Value {
        let mut value = value;
        if let Some(listed) = self.listed(schema, members, value.as_ref()) {
            return listed;
        }
        for part in self.together(members) {
            value = Some(self.fit(part, value, depth));
        }
        let mut value = self.of_kind(members, value);
        value = match value {
            Value::Object(object) => self.object(members, object, depth),
            Value::Array(items) => self.items(members, items, depth),
            scalar if self.is_kept() => scalar,
            scalar => self.scalar(schema, members, scalar),
        };
        value = self.branch(schema, members, value, depth);
        self.conditions(members, value, depth)
    }

    /// The schemas that hold in a schema's place.
    fn together(&mut self, members: Members<'s>) -> Vec<Node<'s>> {
        let target = members.named("$ref").and_then(|it| self.judge.resolve(it.value));
        let all = members.named("allOf").and_then(|it| branches(it.value)).unwrap_or_default();
        target.into_iter().chain(all).collect()
    }

    /// A value that the schema lists, where it lists them and has another.
    fn listed(
        &mut self,
        schema: Node<'s>,
        members: Members<'s>,
        value: Option<&Value>,
    ) -> Option<Value> {
        if value.is_some() && self.is_kept() {
            return None;
        }
        let single = members.named("const").map(|it| it.value).into_iter();
        let several = members.named("enum").and_then(|it| branches(it.value)).unwrap_or_default();
        let listed = single.chain(several).take(MAX_TRIED).filter_map(|it| it.value().ok());
        let shown = if value.is_none() { scalars::examples(members) } else { Vec::new() };
        let listed = listed.chain(shown);
        let listed: Vec<_> = listed.collect();
        listed.into_iter().find(|value| !self.refuses(schema, value))
    }

    /// The value, or a plain one of a kind that the schema takes.
    fn of_kind(&mut self, members: Members<'s>, value: Option<Value>) -> Value {
        let kinds = kinds(members);
        let fits = |value: &Value| kinds.is_empty() || kinds.contains(&Kind::of(value));
        match value {
            Some(value) if fits(&value) || self.is_kept() => value,
            given => match kinds.iter().find(|kind| **kind != Kind::Null).or(kinds.first()) {
                Some(kind) => plain(*kind),
                None => given.unwrap_or_else(|| plain(evident(members))),
            },
        }
    }

    /// The value as the first branch wants it that then fits, where none accepts it.
    fn branch(
        &mut self,
        schema: Node<'s>,
        members: Members<'s>,
        value: Value,
        depth: usize,
    ) -> Value {
        let mut value = value;
        for keyword in ["anyOf", "oneOf"] {
            let Some(list) = members.named(keyword).and_then(|it| branches(it.value)) else {
                continue;
            };
            let takes = |it: &mut Self, branch| it.judge.accepts(branch, &value) != Some(false);
            let taking = list.iter().filter(|branch| takes(self, **branch)).count();
            if taking == 1 || taking > 1 && keyword == "anyOf" {
                continue;
            }
            let mut nearest = None;
            for branch in list.into_iter().take(MAX_TRIED) {
                let candidate = self.fit(branch, Some(value.clone()), depth);
                if !self.refuses(schema, &candidate) {
                    return candidate;
                }
                let fits = !self.refuses(branch, &candidate);
                nearest = nearest.or(fits.then_some(candidate));
            }
            value = nearest.unwrap_or(value);
        }
        value
    }

    /// The value as the conditions want it that it meets.
    fn conditions(&mut self, members: Members<'s>, value: Value, depth: usize) -> Value {
        let mut value = value;
        if let Some(condition) = members.named("if") {
            let branch = match self.judge.accepts(condition.value, &value) {
                Some(true) => members.named("then"),
                Some(false) => members.named("else"),
                None => None,
            };
            if let Some(branch) = branch {
                value = self.fit(branch.value, Some(value), depth);
            }
        }
        for keyword in ["dependentSchemas", "dependencies"] {
            let dependents = members.named(keyword).map(|it| it.value.shape());
            let Some(Ok(Shape::Object(dependents))) = dependents else { continue };
            for dependent in dependents {
                let has =
                    matches!(&value, Value::Object(all) if all.contains_key(&*dependent.name()));
                if has && !dependent.value.is_list() {
                    value = self.fit(dependent.value, Some(value), depth);
                }
            }
        }
        value
    }
}

/// The kinds that `type` names.
fn kinds(members: Members<'_>) -> Vec<Kind> {
    let Some(says) = members.named("type") else { return Vec::new() };
    let of_name = |name: &str| match name {
        "integer" => Some(Kind::Number),
        name => Kind::ALL.into_iter().find(|kind| kind.name() == name),
    };
    match says.value.shape() {
        Ok(Shape::String(name)) => of_name(&name).into_iter().collect(),
        Ok(Shape::Array(names)) => {
            names.filter_map(|name| of_name(&name.text_value().ok()?)).collect()
        }
        _ => Vec::new(),
    }
}

/// The kind that a schema without `type` is about.
fn evident(members: Members<'_>) -> Kind {
    let has = |keys: &[&str]| keys.iter().any(|key| members.named(key).is_some());
    match () {
        () if has(&["properties", "required", "additionalProperties"]) => Kind::Object,
        () if has(&["items", "prefixItems", "minItems"]) => Kind::Array,
        () if has(&["minimum", "maximum", "multipleOf"]) => Kind::Number,
        () => Kind::String,
    }
}

fn plain(kind: Kind) -> Value {
    match kind {
        Kind::Null => Value::Null,
        Kind::Boolean => Value::Bool(true),
        Kind::Number => Value::Number(1.into()),
        Kind::String => Value::from("x"),
        Kind::Array => Value::Array(Vec::new()),
        Kind::Object => Value::Object(Default::default()),
    }
}
