//! `mcpol check --verbose`: the tools that classes, groups and patterns take in.

use std::collections::BTreeMap;

use crate::policy::{Policy, Tools};
use crate::render::findings::report::{At, Selected};
use crate::source::{Sources, Span};

/// Every term of a policy's statements that takes in tools by more than its name.
pub(super) fn of(policy: &Policy, sources: &Sources) -> Vec<Selected> {
    let mut terms: BTreeMap<Span, Vec<String>> = BTreeMap::new();
    for statement in &policy.statements {
        if let Tools::Named(named) = &statement.tools {
            for (tool, term) in named {
                terms.entry(*term).or_default().push(tool.to_string());
            }
        }
    }
    let of_term = |(term, tools): (Span, Vec<String>)| {
        let text = sources.get(term.source)?.slice(term);
        let is_name = tools.iter().all(|tool| text.trim_matches('"') == tool);
        (!is_name).then(|| Selected { at: At::new(term, sources), term: text.to_owned(), tools })
    };
    terms.into_iter().filter_map(of_term).collect()
}
