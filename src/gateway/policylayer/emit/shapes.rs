//! Lists and objects that can't be refused: only where the catalog says that the argument is none.

use std::sync::Arc;

use super::error::{EmitError, ShapesFound};
use crate::catalog::types::Kind;
use crate::catalog::{Catalog, Tool};
use crate::policy::condition::{Condition, Operator, Path, Test};
use crate::policy::semantics::shapes_pass;
use crate::policy::{Policy, Statement, disposition};
use crate::syntax::argument_text;

/// Every argument that may be left out, has no contrary for lists and objects, and may be one.
pub(super) fn faults(policy: &Policy, catalog: Option<&Catalog>) -> Vec<EmitError> {
    policy.statements.iter().flat_map(|statement| of_statement(statement, catalog)).collect()
}

fn of_statement(statement: &Statement, catalog: Option<&Catalog>) -> Vec<EmitError> {
    let conditions = statement.effect.rules().iter().filter_map(|rule| rule.kind.required());
    let arguments = conditions.flat_map(shapes_pass);
    arguments.filter_map(|(path, tests)| fault(statement, catalog, path, &tests)).collect()
}

fn fault(
    statement: &Statement,
    catalog: Option<&Catalog>,
    path: &Path,
    tests: &[&Test],
) -> Option<EmitError> {
    let (first, last) = (tests.first()?, tests.last()?);
    let names = disposition::names(statement).iter();
    let found: Vec<(Arc<str>, ShapesFound)> = names
        .filter_map(|(name, _)| {
            let tool = catalog.and_then(|catalog| catalog.tool(name));
            Some((Arc::clone(name), found(tool, path)?))
        })
        .collect();
    (!found.is_empty()).then(|| EmitError::Shapes {
        span: first.span.to(last.span),
        argument: argument_text(path),
        required: Condition::Test((*first).clone()).to_string(),
        can_be_listed: !tests.iter().any(|test| matches!(test.operator, Operator::Contains(_))),
        found,
    })
}

fn found(tool: Option<&Tool>, path: &Path) -> Option<ShapesFound> {
    let Some(argument) = tool.and_then(|tool| tool.arguments().lookup(path).ok()) else {
        return Some(ShapesFound::NoType);
    };
    if argument.is_anything() {
        return Some(ShapesFound::NoType);
    }
    let is_shape = argument.may_be(Kind::Array) || argument.may_be(Kind::Object);
    is_shape.then_some(ShapesFound::InType)
}
