//! Keys and tokens that stand in a policy.

use super::secrets;
use crate::json::{Value, quoted};
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext, trees};
use crate::policy::Part;
use crate::source::{Span, Spanned};
use crate::strings::secrets::{self as issued, Shape};
use crate::strings::tick;
use crate::syntax::ast::{Operand, Operator, Statement, Step};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "secret-in-policy",
    weight: Weight::Deny,
    summary: "the policy contains a key, token or password",
    check: Check::Policy(check),
};

fn check(context: &LintContext<'_>) -> Vec<Draft> {
    context.parts.iter().flat_map(in_part).collect()
}

fn in_part(part: &Part<'_>) -> Vec<Draft> {
    let shaped: Vec<(Span, Shape)> = issued::find(part.source.text())
        .into_iter()
        .map(|(range, shape)| (Span::new(part.source.id(), range.start, range.end), shape))
        .collect();
    let known = |span: &Span| {
        shaped.iter().any(|(shaped, _)| shaped.start < span.end && span.start < shaped.end)
    };
    let named = named(part).into_iter().filter(|(span, _)| !known(span));
    let named = named.map(|(span, name)| draft(span, &format!("the value of {}", tick(&name)), ""));
    let shaped = shaped.iter().map(|(span, shape)| draft(*span, shape.what, shape.start));
    shaped.chain(named).collect()
}

/// Never the secret itself: reports are kept and passed on.
fn draft(span: Span, what: &str, start: &str) -> Draft {
    let which = if start.is_empty() {
        String::new()
    } else {
        format!(", {}", tick(&format!("{start}…")))
    };
    Draft::new(span, format!("the policy contains a secret: {what}{which}"))
        .note("anyone who can read the policy or its history can use it")
        .help("revoke it and remove it; to require that a secret is given, write `exists`")
}

/// Values that look random and belong to a name that says what they are.
fn named(part: &Part<'_>) -> Vec<(Span, String)> {
    let mut found = Vec::new();
    for statement in &part.file.statements {
        match &statement.node {
            Statement::Let { name, value } => {
                search(part, &name.node, &value.node, value.span, &mut found);
            }
            Statement::Test { steps, .. } => {
                for step in steps {
                    if let Step::Call { arguments, .. } = &step.node {
                        search(part, "", &arguments.node, arguments.span, &mut found);
                    }
                }
            }
            other => {
                for (path, operator) in trees::tests(other) {
                    let key = path.node.keys.last().map_or("", |key| &key.node);
                    if let Operator::Compare(_, operand) = &operator.node {
                        search_operand(part, key, operand, &mut found);
                    }
                }
            }
        }
    }
    found
}

fn search_operand(
    part: &Part<'_>,
    key: &str,
    operand: &Spanned<Operand>,
    found: &mut Vec<(Span, String)>,
) {
    match &operand.node {
        Operand::Value(value) => search(part, key, value, operand.span, found),
        Operand::List(choices) => {
            choices.iter().for_each(|choice| search_operand(part, key, choice, found));
        }
        Operand::Name(_) => {}
    }
}

/// Looks for random texts in a value that belongs to the name `key`, which is written at `span`.
fn search(part: &Part<'_>, key: &str, value: &Value, span: Span, found: &mut Vec<(Span, String)>) {
    match value {
        Value::String(text) if secrets::is_secret_name(key) && secrets::looks_random(text) => {
            found.push((place(part, text, span), key.to_owned()));
        }
        Value::Array(values) => {
            values.iter().for_each(|value| search(part, key, value, span, found));
        }
        Value::Object(members) => {
            members.iter().for_each(|(key, value)| search(part, key, value, span, found));
        }
        _ => {}
    }
}

/// Where a text of a larger value is written; all of the value where it is spelled differently.
fn place(part: &Part<'_>, text: &str, whole: Span) -> Span {
    let quoted = quoted(text);
    match part.source.slice(whole).find(&quoted) {
        None => whole,
        Some(at) => {
            let start = whole.start as usize + at;
            Span::new(whole.source, start, start + quoted.len())
        }
    }
}
