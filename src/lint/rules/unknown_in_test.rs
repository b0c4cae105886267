//! Tests of tools and arguments that the catalog doesn't have.

use crate::catalog::{Catalog, LookupError, Tool, UNLISTED, not_found};
use crate::json::Value;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext};
use crate::source::Span;
use crate::strings::{near, tick};
use crate::syntax::argument_text;
use crate::syntax::ast::{Statement, Step, Text};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "unknown-in-test",
    weight: Weight::Warn,
    summary: "a test calls a tool or gives an argument that the catalog doesn't list",
    check: Check::Policy(check),
};

/// What says that an unlisted name is meant.
const WAIVER: &str = "`accept unknown-in-test because \"…\"`";

fn check(context: &LintContext<'_>) -> Vec<Draft> {
    let Some(catalog) = context.catalog else { return Vec::new() };
    let steps = context.own_statements().flat_map(|statement| match &statement.node {
        Statement::Test { steps, .. } => steps.as_slice(),
        _ => &[],
    });
    steps.flat_map(|step| of_step(catalog, &step.node)).collect()
}

fn of_step(catalog: &Catalog, step: &Step) -> Vec<Draft> {
    let Step::Call { tool: name, arguments, .. } = step else { return Vec::new() };
    let Some(tool) = catalog.tool(&name.node) else {
        let is_meant = name.node.trim_end_matches('_') == UNLISTED;
        return if is_meant { Vec::new() } else { vec![unknown_tool(catalog, name)] };
    };
    let mut unknown = Vec::new();
    add_unknown(tool, &arguments.node, &[], &mut unknown);
    let draft = |(path, near)| unknown_argument(tool, path, near, arguments.span);
    unknown.into_iter().map(draft).collect()
}

fn unknown_tool(catalog: &Catalog, name: &Text) -> Draft {
    let near = catalog.near(&name.node);
    let message = not_found(&name.node, catalog.source().name());
    Draft::new(name.span, message).note("a misspelled name proves nothing").help(match near {
        Some(near) => format!("did you mean {}?", tick(&near.name)),
        None => format!(
            "name a tool of the catalog, `{UNLISTED}` for any that it doesn't list, or write {WAIVER}"
        ),
    })
}

/// An argument that no schema lists, and the one that may be meant.
type Unknown = (String, Option<String>);

/// Adds what a value has beside what the schema lists, objects inside objects too.
fn add_unknown(tool: &Tool, value: &Value, keys: &[String], unknown: &mut Vec<Unknown>) {
    let Value::Object(members) = value else { return };
    for (key, member) in members {
        let path: Vec<_> = keys.iter().cloned().chain([key.clone()]).collect();
        match tool.arguments().lookup(&path) {
            Ok(_) => add_unknown(tool, member, &path, unknown),
            Err(LookupError::UnknownKey { known, .. }) => {
                let near = near(key, known).map(|near| {
                    argument_text(&keys.iter().cloned().chain([near.name]).collect::<Vec<_>>())
                });
                unknown.push((argument_text(&path), near));
            }
            Err(LookupError::ThroughArray { .. } | LookupError::ThroughScalar { .. }) => {}
        }
    }
}

fn unknown_argument(tool: &Tool, path: String, near: Option<String>, span: Span) -> Draft {
    let message =
        format!("this test gives {} of {}, which isn't listed", tick(&path), tick(tool.name()));
    Draft::new(span, message).note("a misspelled argument proves nothing").help(match near {
        Some(near) => format!("did you mean {}?", tick(&near)),
        None => format!("name an argument of the tool, or write {WAIVER}"),
    })
}
