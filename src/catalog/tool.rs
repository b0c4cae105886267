//! One tool of a catalog.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use super::accepts::Judge;
use super::arguments::{Argument, Arguments};
use super::definition::schema_member;
use super::fitted::Fitter;
use super::kept::Kept;
use crate::json::{MAX_DEPTH, Member, Node, NodeId, Shape, Tape, Value};
use crate::source::{Span, Spanned};

/// The keyword beside which others hold as well.
const ALL_OF: &str = "allOf";

/// One tool of a catalog. What it says of itself is read when it is asked for.
#[derive(Debug)]
pub(crate) struct Tool {
    /// The whole catalog's.
    pub(super) tape: Arc<Tape>,
    /// Its definition, an object.
    pub(super) node: NodeId,
    /// Its schema, an object, where it has one.
    pub(super) schema: Option<NodeId>,
    /// What its list stands in.
    pub(super) around: NodeId,
    /// The number of its page among those of the catalog.
    pub(super) page: usize,
    pub(super) name: Arc<str>,
    pub(super) arguments: OnceLock<Arguments>,
    pub(super) kept: Kept,
}

/// What a server says of a tool's behaviour. Nothing holds it to that.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Hints {
    /// `title`
    pub title: Option<Spanned<String>>,
    /// `readOnlyHint`: it changes nothing.
    pub read_only: Option<Spanned<bool>>,
    /// `destructiveHint`: it may destroy what is there.
    pub destructive: Option<Spanned<bool>>,
    /// `idempotentHint`: calling it again changes nothing more.
    pub idempotent: Option<Spanned<bool>>,
    /// `openWorldHint`: it reaches what the server doesn't hold.
    pub open_world: Option<Spanned<bool>>,
}

impl Tool {
    /// Its name, as the server spells it.
    pub(crate) fn name(&self) -> &Arc<str> {
        &self.name
    }

    /// Where the catalog names it.
    pub(crate) fn name_span(&self) -> Span {
        self.member("name").unwrap_or(self.definition()).span()
    }

    /// What the server says that it does.
    pub(crate) fn description(&self) -> Option<Cow<'_, str>> {
        self.member("description")?.text_value().ok()
    }

    /// The key under which MCP has a tool's schema.
    pub(crate) const SCHEMA: &str = "inputSchema";

    /// What the server says of its behaviour; a hint of another type than it should be counts for
    /// nothing.
    pub(crate) fn hints(&self) -> Hints {
        let mut hints = Hints::default();
        let annotations = self.member("annotations").map(Node::shape);
        let Some(Ok(Shape::Object(members))) = annotations else { return hints };
        for member in members {
            match &*member.name() {
                "title" => hints.title = text(member.value),
                "readOnlyHint" => hints.read_only = boolean(member.value),
                "destructiveHint" => hints.destructive = boolean(member.value),
                "idempotentHint" => hints.idempotent = boolean(member.value),
                "openWorldHint" => hints.open_world = boolean(member.value),
                _ => {}
            }
        }
        hints
    }

    /// The same tool with nothing found out about it yet: what is found out goes with it.
    pub(crate) fn afresh(&self) -> Self {
        Self {
            tape: Arc::clone(&self.tape),
            name: Arc::clone(&self.name),
            arguments: OnceLock::new(),
            kept: Kept::default(),
            ..*self
        }
    }

    /// A place for what is found out about it.
    pub(crate) fn kept(&self) -> &Kept {
        &self.kept
    }

    /// Its arguments; the schema is read once, the first time.
    pub(crate) fn arguments(&self) -> &Arguments {
        self.arguments.get_or_init(|| match self.schema_node() {
            Some(schema) => Arguments::read(schema, &self.outside()),
            None => Arguments::undescribed(self.name_span()),
        })
    }

    /// Its `inputSchema` as the server wrote it.
    pub(crate) fn schema(&self) -> Option<&str> {
        self.schema_node().map(Node::text)
    }

    pub(super) fn schema_node(&self) -> Option<Node<'_>> {
        self.schema.map(|schema| self.tape.node(schema))
    }

    /// Where definitions may stand that the schema refers to and doesn't hold itself: the tool,
    /// the page, the whole text.
    fn outside(&self) -> [Node<'_>; 3] {
        [self.definition(), self.tape.node(self.around), self.tape.root()]
    }

    /// Whether its schema accepts arguments; `None` where that isn't known. A tool without one says
    /// nothing.
    pub(crate) fn accepts(&self, arguments: &Value) -> Option<bool> {
        let schema = self.schema_node()?;
        Judge::new(schema, &self.outside()).accepts(schema, arguments)
    }

    /// The arguments as its schema wants them, as far as it is found out how; the values at paths
    /// that `keeps` names stay as they are, and so does what isn't there.
    pub(crate) fn fitted(&self, arguments: Value, keeps: &dyn Fn(&[String]) -> bool) -> Value {
        let Some(schema) = self.schema_node() else { return arguments };
        Fitter::new(Judge::new(schema, &self.outside()), keeps).arguments(arguments)
    }

    /// Its schema, all levels.
    pub(crate) fn schema_value(&self) -> Option<Value> {
        self.schema_node()?.value().ok()
    }

    /// Its definition, with arguments that a schema beside its own lists.
    pub(crate) fn with_arguments(&self, beside: Value) -> Value {
        let schema = match self.schema_value() {
            Some(Value::Object(mut own)) => {
                let mut all = match own.remove(ALL_OF) {
                    Some(Value::Array(all)) => all,
                    Some(other) => vec![Value::Object([(ALL_OF.to_owned(), other)].into())],
                    None => Vec::new(),
                };
                all.push(beside);
                own.insert(ALL_OF.to_owned(), Value::Array(all));
                Value::Object(own)
            }
            _ => beside,
        };
        let others = self.other_members().into_iter();
        Value::Object(others.chain([(Self::SCHEMA.to_owned(), schema)]).collect())
    }

    /// What stands under a key of what the tool stands in, the nearest first.
    pub(super) fn outside_values(&self, key: &str) -> impl Iterator<Item = Value> {
        let member = move |node: Node<'_>| match node.shape() {
            Ok(Shape::Object(members)) => members.named(key)?.value.value().ok(),
            _ => None,
        };
        self.outside().into_iter().filter_map(member)
    }

    /// Every member but the schema, where it is a value.
    pub(crate) fn other_members(&self) -> Vec<(String, Value)> {
        let pair = |(name, node): (String, Node<'_>)| Some((name, node.value().ok()?));
        self.others().into_iter().filter_map(pair).collect()
    }

    /// Every member but the schema.
    pub(super) fn others(&self) -> Vec<(String, Node<'_>)> {
        let Ok(Shape::Object(members)) = self.definition().shape() else { return Vec::new() };
        let schema = schema_member(members).filter(|_| self.schema.is_some());
        let is_other =
            |member: &Member<'_>| schema.is_none_or(|schema| schema.key.id() != member.key.id());
        members.filter(is_other).map(|it| (it.name().into_owned(), it.value)).collect()
    }

    /// Whether both are defined alike, and nothing outside of their definitions has a part in it.
    pub(crate) fn is_same_as(&self, other: &Self) -> bool {
        self.is_defined_as(other) && !may_refer(self.definition().text())
    }

    /// Whether both are defined alike.
    pub(super) fn is_defined_as(&self, other: &Self) -> bool {
        let (own, other) = (self.definition(), other.definition());
        own.text() == other.text() || own.value().is_ok_and(|own| Ok(own) == other.value())
    }

    /// The names of its arguments. Where the schema lists them plainly, nothing else of it is read.
    pub(crate) fn argument_names(&self) -> Vec<Cow<'_, str>> {
        match self.schema_node().map(listed_names) {
            None => Vec::new(),
            Some(Some(names)) => names,
            Some(None) => self.arguments().all().keys().into_iter().map(Cow::Borrowed).collect(),
        }
    }

    /// Every key in its schema, however deep: the names of its arguments and of their parts among
    /// them. `None` where the schema refers to others, or can't be read.
    pub(crate) fn schema_keys(&self) -> Option<Vec<Cow<'_, str>>> {
        let mut keys = Vec::new();
        match self.schema_node() {
            Some(schema) => add_keys(schema, &mut keys, MAX_DEPTH).then_some(keys),
            None => Some(keys),
        }
    }

    /// What the schema at `span`, an argument's own, says in words of the argument.
    pub(crate) fn description_at(&self, span: Span) -> Option<Cow<'_, str>> {
        self.keyword_at(span, "description")?.text_value().ok()
    }

    /// What the schema of an argument says of it in words, where it stands, else in the schemas that
    /// its type is read from.
    pub(crate) fn description_of(&self, argument: &Argument<'_>) -> Option<Cow<'_, str>> {
        schemas_of(argument).find_map(|span| self.description_at(span))
    }

    /// What the schema of an argument says that the server takes where it is left out.
    pub(crate) fn default_of(&self, argument: &Argument<'_>) -> Option<Value> {
        self.values_of(argument, "default").next()
    }

    /// What all schemas of an argument have under a keyword.
    pub(crate) fn values_of(
        &self,
        argument: &Argument<'_>,
        keyword: &'static str,
    ) -> impl Iterator<Item = Value> {
        let schemas: Vec<Span> = schemas_of(argument).collect();
        schemas.into_iter().filter_map(move |span| self.keyword_at(span, keyword)?.value().ok())
    }

    /// What stands behind a keyword of the schema at `span`.
    pub(super) fn keyword_at(&self, span: Span, keyword: &str) -> Option<Node<'_>> {
        let Ok(Shape::Object(members)) = self.tape.node_at(span)?.shape() else { return None };
        Some(members.named(keyword)?.value)
    }

    /// Every string of its definition, keys too, in the order of the text.
    pub(crate) fn strings(&self) -> impl Iterator<Item = Node<'_>> {
        self.definition().strings()
    }

    fn definition(&self) -> Node<'_> {
        self.tape.node(self.node)
    }

    /// The value of the first member with this key.
    fn member(&self, key: &str) -> Option<Node<'_>> {
        let Ok(Shape::Object(members)) = self.definition().shape() else { return None };
        Some(members.named(key)?.value)
    }
}

/// Where an argument is described: where it stands, and what its type is read from.
fn schemas_of(argument: &Argument<'_>) -> impl Iterator<Item = Span> {
    let types = argument.ids().iter().filter_map(|id| argument.types().get(*id).span);
    argument.span().into_iter().chain(types)
}

/// Whether a definition may refer to others, told from its text.
fn may_refer(text: &str) -> bool {
    ["$ref", "Ref\"", "\\u"].iter().any(|sign| text.contains(sign))
}

/// The keys of a schema's `properties`, where it has some and isn't put together from others.
fn listed_names(schema: Node<'_>) -> Option<Vec<Cow<'_, str>>> {
    let Ok(Shape::Object(members)) = schema.shape() else { return None };
    let mut names = Vec::new();
    for member in members {
        match &*member.name() {
            "properties" => {
                let Ok(Shape::Object(properties)) = member.value.shape() else { return None };
                names.extend(properties.map(Member::name));
            }
            "$ref" | "$dynamicRef" | "allOf" | "anyOf" | "oneOf" | "if" | "patternProperties"
            | "propertyNames" | "dependencies" | "dependentSchemas" | "dependentRequired"
            | "required" => return None,
            _ => {}
        }
    }
    (!names.is_empty()).then_some(names)
}

/// Adds the keys of a value and of all that is nested in it, so many levels deep; `false` where some
/// may stand elsewhere or deeper.
fn add_keys<'s>(node: Node<'s>, keys: &mut Vec<Cow<'s, str>>, levels: usize) -> bool {
    let Some(levels) = levels.checked_sub(1) else { return false };
    if !node.is_object() && !node.is_list() {
        return true;
    }
    match node.shape() {
        Ok(Shape::Object(mut members)) => members.all(|member| {
            let key = member.name();
            let refers = matches!(&*key, "$ref" | "$dynamicRef" | "$recursiveRef");
            keys.push(key);
            !refers && add_keys(member.value, keys, levels)
        }),
        Ok(Shape::Array(mut items)) => items.all(|item| add_keys(item, keys, levels)),
        _ => false,
    }
}

fn text(node: Node<'_>) -> Option<Spanned<String>> {
    let text = node.text_value().ok()?.into_owned();
    Some(Spanned::new(text, node.span()))
}

fn boolean(node: Node<'_>) -> Option<Spanned<bool>> {
    Some(Spanned::new(node.text().parse().ok()?, node.span()))
}
