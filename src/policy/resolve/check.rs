//! Rules against the catalog: every tool of a block must have the arguments that its rules name,
//! with types for which the rules make sense.

use std::sync::Arc;

use super::Resolver;
use super::error::{ArgumentError, DeadEnd, Elements, SameFault, TypeError};
use super::types::{self, Mismatch};
use crate::catalog::types::Kind;
use crate::catalog::{Argument, LookupError, Tool};
use crate::finding::Finding;
use crate::policy::Tools;
use crate::policy::condition::{Path, Test};
use crate::source::{Span, Spanned};
use crate::syntax::ast;

impl Resolver<'_> {
    /// Whether a test makes sense for each of the tools; what doesn't is reported.
    pub(super) fn check_test(
        &mut self,
        test: &Test,
        path: &Spanned<ast::Path>,
        operator: &Spanned<ast::Operator>,
        tools: &Tools,
    ) -> bool {
        let place = operand_span(operator);
        self.check_argument(&test.path, path, tools, |argument| {
            types::check(argument, &test.operator).err().map(|mismatch| {
                let span = match mismatch {
                    Mismatch::Operator { .. } | Mismatch::Sum => operator.span,
                    Mismatch::Literal { .. }
                    | Mismatch::OutsideEnum { .. }
                    | Mismatch::Element { .. } => place,
                };
                (mismatch, span)
            })
        })
    }

    /// Whether an argument of the first of the tools that have it is a list.
    pub(super) fn is_list(&self, path: &ast::Path, tools: &Tools) -> bool {
        let (Some(catalog), Tools::Named(tools)) = (self.catalog, tools) else { return false };
        let keys: Path = path.keys.iter().map(|key| key.node.clone()).collect();
        let tools = tools.iter().filter_map(|(name, _)| catalog.tool(name));
        let argument = tools.filter_map(|tool| tool.arguments().lookup(&keys).ok()).next();
        argument.is_some_and(|argument| Elements::of(&argument).is_some())
    }

    /// The argument that a limit sums, where every tool has it and it is a number.
    pub(super) fn sum(&mut self, path: &Spanned<ast::Path>, tools: &Tools) -> Option<Path> {
        let keys = self.path(path)?;
        let sound = self.check_argument(&keys, path, tools, |argument| {
            let number = argument.is_anything() || argument.may_be(Kind::Number);
            (!number).then_some((Mismatch::Sum, path.span))
        });
        sound.then_some(keys)
    }

    fn check_argument(
        &mut self,
        keys: &Path,
        path: &Spanned<ast::Path>,
        tools: &Tools,
        check: impl Fn(&Argument<'_>) -> Option<(Mismatch, Span)>,
    ) -> bool {
        let (Some(catalog), Tools::Named(tools)) = (self.catalog, tools) else { return true };
        let mut lost: Faults<ArgumentError> = Faults::default();
        let mut mistyped: Faults<TypeError> = Faults::default();
        let mut having = Vec::new();
        for tool in tools.iter().filter_map(|(name, _)| catalog.tool(name)) {
            match tool.arguments().lookup(keys) {
                Err(error) => {
                    let inner = inner_argument(tool, keys, &error);
                    let error = argument_error(&error, path, tools.len());
                    let (except, moved) = (self.except, self.moved_rule());
                    lost.add(tool.name(), ArgumentError { except, moved, inner, ..error });
                }
                Ok(argument) => {
                    having.push(Arc::clone(tool.name()));
                    let error = check(&argument).map(|found| type_error(&argument, keys, found));
                    error.into_iter().for_each(|error| mistyped.add(tool.name(), error));
                }
            }
        }
        let sound = lost.all.is_empty() && mistyped.all.is_empty();
        let lost = lost
            .all
            .into_iter()
            .map(|(error, tools)| ArgumentError { tools, having: having.clone(), ..error })
            .map(Finding::from);
        let mistyped = mistyped
            .all
            .into_iter()
            .map(|(error, tools)| Finding::from(TypeError { tools, ..error }));
        lost.chain(mistyped).for_each(|fault| self.report(fault));
        sound
    }
}

/// Faults of one rule: of each kind the evidence of the first tool, and the names of all.
struct Faults<E> {
    all: Vec<(E, Vec<Arc<str>>)>,
}

impl<E> Default for Faults<E> {
    fn default() -> Self {
        Self { all: Vec::new() }
    }
}

impl<E: SameFault> Faults<E> {
    fn add(&mut self, tool: &Arc<str>, error: E) {
        match self.all.iter_mut().find(|(first, _)| first.is_same(&error)) {
            Some((_, tools)) => tools.push(Arc::clone(tool)),
            None => self.all.push((error, vec![Arc::clone(tool)])),
        }
    }
}

/// The argument inside another one that has the key which isn't found, where there is only one.
fn inner_argument(tool: &Tool, keys: &Path, error: &LookupError<'_>) -> Option<Vec<String>> {
    let LookupError::UnknownKey { index, known, .. } = error else { return None };
    let (parent, rest) = keys.split_at_checked(*index)?;
    let inside = known.iter().map(|outer| {
        let outer = std::iter::once((*outer).to_owned());
        parent.iter().cloned().chain(outer).chain(rest.iter().cloned()).collect::<Vec<_>>()
    });
    let mut found = inside
        .filter(|path| tool.arguments().lookup(path).is_ok_and(|argument| !argument.is_anything()));
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// The operand, or the operator where it has none.
fn operand_span(operator: &Spanned<ast::Operator>) -> Span {
    match &operator.node {
        ast::Operator::Compare(_, operand) => operand.span,
        ast::Operator::Matches(regex) => regex.pattern.span,
        ast::Operator::Exists | ast::Operator::Missing => operator.span,
    }
}

fn argument_error(error: &LookupError<'_>, path: &Spanned<ast::Path>, all: usize) -> ArgumentError {
    let (LookupError::UnknownKey { index, span: schema, .. }
    | LookupError::ThroughArray { index, span: schema }
    | LookupError::ThroughScalar { index, span: schema }) = error;
    let keys = &path.node.keys;
    let key = keys.get(*index);
    let dead_end = match error {
        LookupError::UnknownKey { known, .. } => DeadEnd::UnknownKey {
            key: key.map(|key| key.node.clone()).unwrap_or_default(),
            known: known.iter().map(|key| (*key).to_owned()).collect(),
        },
        LookupError::ThroughArray { .. } => DeadEnd::Array,
        LookupError::ThroughScalar { .. } => {
            DeadEnd::Scalar { key: key.map(|key| key.node.clone()).unwrap_or_default() }
        }
    };
    ArgumentError {
        tools: Vec::new(),
        all,
        parent: keys.iter().take(*index).map(|key| key.node.clone()).collect(),
        dead_end,
        schema: *schema,
        having: Vec::new(),
        inner: None,
        except: None,
        moved: None,
        span: key.map_or(path.span, |key| key.span),
    }
}

fn type_error(
    argument: &Argument<'_>,
    keys: &Path,
    (mismatch, span): (Mismatch, Span),
) -> TypeError {
    let schema = argument.name_span().or(argument.span());
    TypeError {
        tools: Vec::new(),
        path: keys.clone(),
        ty: argument.to_string(),
        elements: Elements::of(argument),
        schema,
        mismatch,
        span,
    }
}
