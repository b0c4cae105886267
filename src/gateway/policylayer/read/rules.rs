//! The rules of one tool read back: entries, conditions, limits.

use super::error::Fault;
use super::object::Reader;
use crate::gateway::decision::{Condition, Entry, Limit, Operator, Scope, ToolRules};
use crate::gateway::policylayer::names::{operator_name, scope_name};
use crate::json::{Node, Shape, StrictReader, Value};
use crate::policy::Window;
use crate::re2::Pattern;

/// The largest maximum: the gateway takes it through a 64-bit float, which rounds larger ones, and
/// one of 2^63−1 refuses every call.
pub(super) const MAX: i64 = 1 << f64::MANTISSA_DIGITS;

/// A kind of limit: what it is called, and its keys.
pub(super) struct LimitKind {
    what: &'static str,
    keys: &'static [&'static str],
}

/// A limit of one tool.
const LIMIT: LimitKind =
    LimitKind { what: "a limit", keys: &["counter", "window", "max", "increment_from", "scope"] };

/// A limit over all tools: it counts calls and sums nothing.
pub(super) const STATIC_LIMIT: LimitKind =
    LimitKind { what: "a limit over all tools", keys: &["counter", "window", "max", "scope"] };

impl Reader {
    /// The rules of one tool.
    pub(super) fn tool(&mut self, node: Node<'_>) -> Option<ToolRules> {
        let mut object = self.object(node, "a tool", &["require", "deny_if", "limits"])?;
        let require = object.optional("require").map(|node| self.entries(node, "`require`"));
        let deny_if = object.optional("deny_if").map(|node| self.entries(node, "`deny_if`"));
        let limits = object.optional("limits").map(|node| self.limits(node, &LIMIT));
        Some(ToolRules {
            require: require.unwrap_or_default(),
            deny_if: deny_if.unwrap_or_default(),
            limits: limits.unwrap_or_default(),
        })
    }

    /// A list of limits.
    pub(super) fn limits(&mut self, node: Node<'_>, kind: &LimitKind) -> Vec<Limit> {
        let nodes = self.list(node, "`limits`");
        nodes.into_iter().flatten().filter_map(|node| self.limit(node, kind)).collect()
    }

    fn limit(&mut self, node: Node<'_>, kind: &LimitKind) -> Option<Limit> {
        let mut object = self.object(node, kind.what, kind.keys)?;
        let counter = object.required(self, "counter");
        let counter = counter.and_then(|node| self.string(node, "`counter`"));
        let window = object.required(self, "window");
        let window =
            window.and_then(|node| self.word(node, "`window`", &Window::ALL, Window::name));
        let max = object.required(self, "max").and_then(|node| self.max(node));
        let increment_from = object.optional("increment_from");
        let increment_from = increment_from.map(|node| self.path(node, "`increment_from`"));
        let scope = object.required(self, "scope");
        let scope = scope.and_then(|node| self.word(node, "`scope`", &Scope::ALL, scope_name));
        Some(Limit {
            counter: counter?,
            window: window?,
            max: max?,
            increment_from: increment_from.flatten(),
            scope: scope?,
        })
    }

    /// From 0, which admits nothing, to the largest that the gateway doesn't round.
    fn max(&mut self, node: Node<'_>) -> Option<i64> {
        match self.shape(node)? {
            Shape::Number(number) => number
                .as_i64()
                .filter(|max| (0..=MAX).contains(max))
                .or_else(|| self.fault(Fault::Max { span: node.span() })),
            _ => self.wrong_type(node, "`max`", "a number"),
        }
    }

    fn path(&mut self, node: Node<'_>, what: &'static str) -> Option<String> {
        let path = self.string(node, what)?;
        if path.starts_with("args.") && path.len() > "args.".len() {
            return Some(path);
        }
        self.fault(Fault::Path { span: node.span(), path })
    }

    fn entries(&mut self, node: Node<'_>, what: &'static str) -> Vec<Entry> {
        let nodes = self.list(node, what);
        nodes.into_iter().flatten().filter_map(|node| self.entry(node)).collect()
    }

    fn entry(&mut self, node: Node<'_>) -> Option<Entry> {
        let mut object = self.object(node, "an entry", &["conditions", "on_deny"])?;
        let conditions = object.required(self, "conditions");
        let conditions = conditions.and_then(|node| self.list(node, "`conditions`"));
        let conditions = conditions?.filter_map(|node| self.condition(node)).collect();
        let on_deny = object.optional("on_deny").and_then(|node| self.string(node, "`on_deny`"));
        Some(Entry { conditions, on_deny })
    }

    fn condition(&mut self, node: Node<'_>) -> Option<Condition> {
        let mut object = self.object(node, "a condition", &["path", "op", "value"])?;
        let path = object.required(self, "path").and_then(|node| self.path(node, "`path`"));
        let op = object.required(self, "op");
        let op = op.and_then(|node| self.word(node, "`op`", &Operator::ALL, operator_name));
        let place = object.required(self, "value");
        let value = place.and_then(|node| self.value(node));
        let (place, value, op) = (place?, value?, op?);
        self.operand(place, op, &value)?;
        Some(Condition { path: path?, op, value })
    }

    /// Whether the operator can compare with this value at all.
    fn operand(&mut self, node: Node<'_>, op: Operator, value: &Value) -> Option<()> {
        let expected = match (op, value) {
            (Operator::Regex, Value::String(pattern)) => return self.pattern(node, pattern),
            (Operator::Regex, _) => "a string",
            (Operator::Exists, Value::Bool(_))
            | (Operator::In | Operator::NotIn, Value::Array(_))
            | (Operator::Lt | Operator::Lte | Operator::Gt | Operator::Gte, Value::Number(_))
            | (Operator::Eq | Operator::Neq | Operator::Contains, _) => return Some(()),
            (Operator::Exists, _) => "true or false",
            (Operator::In | Operator::NotIn, _) => "a list",
            (Operator::Lt | Operator::Lte | Operator::Gt | Operator::Gte, _) => "a number",
        };
        let (span, op, found) = (node.span(), operator_name(op), value.kind());
        self.fault(Fault::Operand { span, op, expected, found })
    }

    fn pattern(&mut self, node: Node<'_>, pattern: &str) -> Option<()> {
        match Pattern::new(pattern) {
            Ok(_) => Some(()),
            Err(error) => self.fault(Fault::Pattern { span: node.span(), error }),
        }
    }
}
