//! The form that a bound of an argument has, by its role and its type.

use crate::catalog::types::Kind;
use crate::json::Value;
use crate::risk::{FoundRole, Role, weakening_value};
use crate::syntax::argument_text;
use crate::threat;

/// How many values of an argument are written out.
const MAX_VALUES: usize = 6;

/// Roles and audiences that allow little, of which one fits an argument.
const MODEST: &[(&str, &str)] = &[("reader", "in [\"reader\"]"), ("private", "in [\"private\"]")];

/// How an argument is bounded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Form {
    /// It is one of these values, examples to replace.
    OneOf(String),
    /// Another test of its value, with examples to replace.
    Test(String),
    /// It isn't in this position.
    Not(bool),
    /// It isn't given: no test of its value is worth anything.
    Absent,
}

/// The form of an argument's bound.
pub(super) fn of(found: &FoundRole<'_>) -> Form {
    let Some(role) = found.answer.role() else { return Form::Absent };
    let argument = &found.leaf.argument;
    let path = argument_text(&found.leaf.path.outside_lists());
    let is_text = argument.may_be(Kind::String) || argument.is_anything();
    let test = |test: &str| match test.starts_with("in [") {
        true => Form::OneOf(format!("{path} {test}")),
        false => Form::Test(format!("{path} {test}")),
    };
    if let Some(values) = argument.values() {
        return listed(found, role, &values).map_or(Form::Absent, |values| test(&values));
    }
    if is_text {
        return text(found, role).map_or(Form::Absent, test);
    }
    if argument.may_be(Kind::Number) {
        return match role {
            Role::AmountOut => Form::Test(format!("{path} >= 1 and {path} <= 100")),
            Role::Payee | Role::ChatRecipient | Role::Grantee | Role::Phone => test("in [1]"),
            _ => Form::Absent,
        };
    }
    if argument.may_be(Kind::Boolean) { position(found, role) } else { Form::Absent }
}

/// The position in which a switch must not be.
fn position(found: &FoundRole<'_>, role: Role) -> Form {
    if role != Role::ProtectionSwitch {
        return Form::Not(true);
    }
    let name = found.leaf.path.names().next_back();
    name.and_then(weakening_value).map_or(Form::Absent, Form::Not)
}

/// `in ["private", "internal"]`: the values that do no harm; of a switch nobody knows which.
fn listed(found: &FoundRole<'_>, role: Role, values: &[&Value]) -> Option<String> {
    let is_good = |value: &&&Value| match value {
        Value::String(text) => !text.contains('*') && !threat::opens_all(found, text),
        _ => false,
    };
    let good: Vec<_> = values.iter().filter(is_good).map(ToString::to_string).collect();
    let is_bounded = role == Role::Permission && !good.is_empty();
    let good: Vec<_> = good.into_iter().take(MAX_VALUES).collect();
    is_bounded.then(|| format!("in [{}]", good.join(", ")))
}

/// What a text of a role may be; `None` where any text that the role is for may do harm.
fn text(found: &FoundRole<'_>, role: Role) -> Option<&'static str> {
    Some(match role {
        Role::CommandLine => "command in [\"git status\"]",
        Role::Program => "in [\"git\"]",
        Role::Sql => "in [\"SELECT count(*) FROM orders\"]",
        Role::Url => "host in [\"www.example.com\"]",
        Role::Host if found.leaf.is_called(&["ip"]) => "in [\"192.0.2.1\"]",
        Role::Host => "in [\"www.example.com\"]",
        Role::NetworkRange => "in [\"10.0.0.0/8\"]",
        Role::LocalPath | Role::WorkingFolder => "under \"/workspace\"",
        Role::Mail => "domain in [\"example.com\"]",
        Role::Grantee if found.leaf.is_called(&["email", "mail"]) => "domain in [\"example.com\"]",
        Role::Permission => {
            let (_, test) = MODEST.iter().find(|(value, _)| !threat::opens_all(found, value))?;
            test
        }
        Role::Operation | Role::ToolName => "in [\"list\"]",
        Role::AmountOut => "matches /^[1-9][0-9]{0,2}(\\.[0-9]{2})?$/",
        Role::Phone => "in [\"+12025550123\"]",
        Role::ChatRecipient | Role::Payee | Role::Grantee | Role::Image => "in [\"example\"]",
        _ => return None,
    })
}
