//! Syntax trees to a policy: every name looked up, every type checked.
//!
//! Works on the trees of all files of a policy at once, since names are shared between them. Knows
//! no files and no target: what a gateway can express is the gateway's to say.

mod check;
mod classes;
mod condition;
mod default;
mod error;
pub(crate) mod glob;
mod names;
mod operand;
mod operand_form;
mod prefix;
mod select;
mod stars;
mod statement;
mod taking;
mod test_blocks;
mod types;
mod waiver;

use super::Policy;
use crate::catalog::Catalog;
use crate::finding::{self, Finding};
use crate::source::{Source, Span};
use crate::syntax::ast::{self, Statement as Syntax};
use classes::Classes;
use error::{Except, FileError};
use names::Names;
use select::Groups;

/// One file of a policy.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part<'a> {
    /// Its text.
    pub source: &'a Source,
    /// Its tree.
    pub file: &'a ast::File,
    /// Whether it is the file that is compiled, not an included one.
    pub own: bool,
    /// Whether its text has faults, so that names which nothing defines may be the fault's.
    pub broken: bool,
}

/// A policy and all that is wrong with it.
#[derive(Debug, Clone)]
pub(crate) struct Resolved {
    /// What could be understood. Worth compiling only when `findings` has no error.
    pub policy: Policy,
    /// Errors and warnings.
    pub findings: Vec<Finding>,
}

/// Looks every name up and checks every type. `parts` are the files in order, included ones before
/// those that include them, each once; the last is the compiled file itself.
pub(crate) fn resolve(parts: &[Part<'_>], catalog: Option<&Catalog>) -> Resolved {
    let mut resolver = Resolver::new(parts, catalog);
    let default = resolver.default(parts);
    let name = resolver.once(parts);
    let mut policy = Policy::empty(name, default);
    resolver.open_ended = default.decision == ast::Decision::Allow;
    resolver.resolve_classes(parts);
    resolver.resolve_groups();
    for part in parts {
        resolver.text = part.source.text();
        for statement in &part.file.statements {
            resolver.rule = None;
            resolver.statement(&mut policy, statement, part.own);
        }
    }
    parts.iter().filter(|part| part.own).for_each(|part| resolver.check_test_blocks(part));
    policy.classes = resolver.classes.given();
    policy.groups = resolver.groups.known;
    Resolved { policy, findings: resolver.findings }
}

/// What a statement is resolved against.
struct Resolver<'a> {
    catalog: Option<&'a Catalog>,
    names: Names<'a>,
    classes: Classes,
    groups: Groups,
    /// Whether tools that come later can be called, so that a selector which refuses must name its
    /// tools.
    open_ended: bool,
    /// Where the statement that is being resolved can take tools out.
    except: Option<Except>,
    /// The text of the file that is being resolved.
    text: &'a str,
    /// The rule that is being resolved, and the end of its statement.
    rule: Option<(Span, Span)>,
    findings: Vec<Finding>,
}

impl<'a> Resolver<'a> {
    fn new(parts: &[Part<'a>], catalog: Option<&'a Catalog>) -> Self {
        let mut findings = Vec::new();
        let names = Names::collect(parts, &mut findings);
        Self {
            catalog,
            names,
            classes: Classes::default(),
            groups: Groups::default(),
            open_ended: false,
            except: None,
            text: "",
            rule: None,
            findings,
        }
    }

    fn report(&mut self, fault: impl Into<Finding>) {
        finding::add(&mut self.findings, fault.into());
    }

    /// The policy's name; what may stand once in a file and stands again is reported.
    fn once(&mut self, parts: &[Part<'_>]) -> Option<String> {
        let mut name = None;
        for part in parts {
            let found = self.only(part.file, "policy", |statement| match statement {
                Syntax::Policy(name) => Some(name),
                _ => None,
            });
            self.only(part.file, "catalog", |statement| match statement {
                Syntax::Catalog(file) => Some(file),
                _ => None,
            });
            if part.own {
                name = found.map(|text| text.node.clone());
            }
        }
        name
    }

    /// The first of the statements that `pick` picks; the others are reported.
    fn only<'f>(
        &mut self,
        file: &'f ast::File,
        word: &'static str,
        pick: impl Fn(&'f Syntax) -> Option<&'f ast::Text>,
    ) -> Option<&'f ast::Text> {
        let mut picked = file
            .statements
            .iter()
            .filter_map(|statement| pick(&statement.node).map(|text| (text, statement.span)));
        let (text, first) = picked.next()?;
        for (_, span) in picked {
            self.report(FileError::Twice { word, first, span });
        }
        Some(text)
    }
}
