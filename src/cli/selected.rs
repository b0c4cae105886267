//! `mcpol check --verbose`: the tools that classes, groups and patterns take in.

use std::collections::BTreeMap;

use super::shell::{Shell, Stream};
use crate::policy::{Policy, Tools};
use crate::render::findings::json::{At, Selected};
use crate::source::{Sources, Span};
use crate::strings::counted;
use crate::strings::{escape, tick};

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

/// One line for each term.
pub(super) fn print(selected: &[Selected], stream: Stream, shell: &mut Shell) {
    for Selected { at, term, tools } in selected {
        let place = escape::inline(&at.file).into_owned();
        let names: Vec<_> = tools.iter().map(|tool| escape::inline(tool).into_owned()).collect();
        let (term, count) = (tick(term), counted(tools.len(), "tool"));
        let (line, column) = (at.line, at.column);
        let text = format!("{place}:{line}:{column} {term} is {count}: {}\n", names.join(", "));
        shell.write(stream, &text);
    }
}
