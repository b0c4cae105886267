//! Arguments whose values the catalog lists: flags, and those with an `enum`.

use super::assume;
use crate::catalog::Argument;
use crate::catalog::types::Kind;
use crate::json::Value;
use crate::lint::LintContext;
use crate::policy::condition::Test;
use crate::policy::{Polarity, Rule};
use crate::risk::Role;
use crate::syntax::{argument_text, string_text};
use crate::witness::Callable;

/// How many values are written out.
const MOST_VALUES: usize = 16;

/// What the schemas of a rule's tools list of the values of an argument that it tests.
pub(super) enum Listed<'a> {
    /// None of them lists any.
    Nowhere,
    /// Only some of them do.
    Somewhere,
    /// The values that the test lets through, each once.
    Everywhere(Vec<&'a Value>),
}

impl<'a> Listed<'a> {
    /// What is listed for a test of a rule.
    pub(super) fn of(context: &LintContext<'a>, rule: &Rule, test: &Test) -> Self {
        let lists: Vec<_> =
            tools(context, rule).map(|tool| argument(tool, test)?.values()).collect();
        if lists.iter().all(Option::is_none) {
            return Self::Nowhere;
        }
        let Some(lists) = lists.into_iter().collect::<Option<Vec<_>>>() else {
            return Self::Somewhere;
        };
        let mut good: Vec<&Value> = Vec::new();
        for value in lists.into_iter().flatten() {
            if is_plain(value) && lets_through(rule, test, value) && !good.contains(&value) {
                good.push(value);
            }
        }
        Self::Everywhere(good)
    }
}

/// A test that only the listed values pass that a rule's test lets through, as in
/// `args.force == false`; none where some schema lists no values.
pub(super) fn allowed(context: &LintContext<'_>, rule: &Rule, test: &Test) -> Option<String> {
    match Listed::of(context, rule, test) {
        Listed::Everywhere(values) => among(&argument_text(&test.path), &values),
        Listed::Nowhere | Listed::Somewhere => None,
    }
}

/// A test of these values, as in `args.mode in ["read", "list"]`; none of many values, or of none.
pub(super) fn among(path: &str, values: &[&Value]) -> Option<String> {
    let texts: Vec<_> = values.iter().map(|value| literal(value)).collect();
    match texts.as_slice() {
        [] => None,
        [text] => Some(format!("{path} == {text}")),
        texts if texts.len() > MOST_VALUES => None,
        texts => Some(format!("{path} in [{}]", texts.join(", "))),
    }
}

/// Whether some call may leave the argument out, and no tool's server is known to take a value then
/// that the test refuses: the default of its schema, and where there is none, `false` for a flag.
/// What is missing may be null as well.
pub(super) fn may_be_missing(context: &LintContext<'_>, rule: &Rule, test: &Test) -> bool {
    let mut open = tools(context, rule).filter(|tool| tool.may_lack(&test.path)).peekable();
    open.peek().is_some()
        && lets_through(rule, test, &Value::Null)
        && open.all(|tool| goes_without(tool, rule, test))
}

/// Whether no schema of a rule's tools lets the argument be a list or an object, which a rule that
/// lets a call without the argument through can't refuse.
pub(super) fn is_scalar(context: &LintContext<'_>, rule: &Rule, test: &Test) -> bool {
    tools(context, rule).all(|tool| {
        argument(tool, test).is_some_and(|it| !it.may_be(Kind::Array) && !it.may_be(Kind::Object))
    })
}

/// Whether the argument only says how much of a list is shown: without it a call shows some of it.
pub(super) fn is_page(context: &LintContext<'_>, rule: &Rule, test: &Test) -> bool {
    tools(context, rule).all(|tool| {
        let roles = tool.profile().map(|profile| profile.roles()).unwrap_or_default();
        let own = roles.iter().find(|found| found.leaf.path.outside_lists() == test.path);
        own.is_some_and(|found| found.answer.role() == Some(Role::Page))
    })
}

fn goes_without(tool: &Callable<'_>, rule: &Rule, test: &Test) -> bool {
    let Some((definition, argument)) = tool.tool.zip(argument(tool, test)) else { return false };
    let is_flag = || {
        let values = argument.values().unwrap_or_default();
        values.contains(&&Value::Bool(true)) && values.contains(&&Value::Bool(false))
    };
    let assumed =
        definition.default_of(&argument).or_else(|| is_flag().then_some(Value::Bool(false)));
    assumed.is_none_or(|value| lets_through(rule, test, &value))
}

/// Whether a call with this value passes the test: meets what must hold, or doesn't meet what must
/// not.
fn lets_through(rule: &Rule, test: &Test, value: &Value) -> bool {
    let must_hold = rule.kind.polarity() == Some(Polarity::MustHold);
    assume::holds_for(test, value) == must_hold
}

fn tools<'c, 'a>(
    context: &'c LintContext<'a>,
    rule: &Rule,
) -> impl Iterator<Item = &'c Callable<'a>> {
    let span = rule.span;
    context.callable().filter(move |tool| tool.rules.iter().any(|rule| rule.span == span))
}

fn argument<'a>(tool: &Callable<'a>, test: &Test) -> Option<Argument<'a>> {
    tool.tool?.arguments().lookup(&test.path).ok()
}

/// Whether a condition can name the value exactly.
fn is_plain(value: &Value) -> bool {
    !matches!(value, Value::Null | Value::Array(_) | Value::Object(_))
}

fn literal(value: &Value) -> String {
    match value {
        Value::String(text) => string_text(text),
        value => value.to_string(),
    }
}
