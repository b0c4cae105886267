//! A document as a policy's text.
//!
//! Tools of which the file says the same stand together, in the order of the file; under a comment
//! only those that the comment is about. The text is drawn by the formatter, and what its parts
//! come from is told by its tree.

mod condition;
mod draw;
mod selector;
mod statement;

use std::collections::BTreeMap;

use super::fault::Fault;
use super::neutral::Neutral;
use super::{Request, Written};
use crate::finding::Finding;
use crate::gateway::{Pointer, counter_name, is_hidden};
use crate::policy::Decision;
use crate::source::Span;
use crate::strings::tick;
use crate::syntax::string_text;
use draw::Piece;
use selector::Term;
use statement::{Drafted, Effect, counted};

/// What the first lines of a policy say.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Heading<'h> {
    /// The policy's name.
    pub policy: &'h str,
    /// The catalog as the policy is to name it.
    pub catalog: Option<&'h str>,
}

/// The policy; none where some part has no exact form.
pub(super) fn write(neutral: &Neutral, request: &Request<'_>) -> (Option<Written>, Vec<Finding>) {
    let mut pieces = heading(neutral, request);
    pieces.extend(limits_of_all(neutral));
    let (tools, faults) = of_tools(neutral, request);
    pieces.extend(tools);
    pieces.extend(hidden(neutral, request));
    let findings: Vec<_> = faults.into_iter().map(Fault::finding).collect();
    let written = match findings.iter().any(Finding::is_error) {
        true => None,
        false => draw::draw(&pieces, &neutral.notes.tail, request.source),
    };
    (written, findings)
}

fn heading(neutral: &Neutral, request: &Request<'_>) -> Vec<Piece> {
    let Heading { policy, catalog } = request.heading;
    let mut policy = Piece::plain(format!("policy {}", string_text(policy)), None);
    policy.notes.clone_from(&neutral.notes.head);
    let catalog = catalog.map(|file| Piece::plain(format!("catalog {}", string_text(file)), None));
    let default = (neutral.document.default == Decision::Allow).then(|| {
        let span = neutral.places.of(Pointer::Default);
        Piece { is_apart: true, ..Piece::plain("default allow".to_owned(), span) }
    });
    [policy].into_iter().chain(catalog).chain(default).collect()
}

fn limits_of_all(neutral: &Neutral) -> impl Iterator<Item = Piece> {
    neutral.document.all_tools.limits.iter().enumerate().map(|(index, limit)| {
        let at = Pointer::AllToolsLimit(index);
        let text = format!("limit all tools to {}", counted(None, limit.max, limit.window));
        let mut notes = neutral.notes.of(at).to_vec();
        if limit.counter != counter_name(None, None, limit.window) {
            notes.push(format!("It was counted as {} before.", tick(&limit.counter)));
        }
        Piece { notes, is_apart: index == 0, ..Piece::plain(text, neutral.places.of(at)) }
    })
}

/// Tools of which the same is said.
struct Group {
    effect: Effect,
    tools: Vec<String>,
    /// The number of the comment that they stand under.
    section: usize,
    notes: Vec<String>,
    /// Of each rule, what is said about it and by which tool.
    said: Vec<Vec<(String, String)>>,
}

fn of_tools(neutral: &Neutral, request: &Request<'_>) -> (Vec<Piece>, Vec<Fault>) {
    let mut faults = Vec::new();
    let mut groups: Vec<Group> = Vec::new();
    let mut tools: Vec<_> = neutral.document.tools.iter().collect();
    tools.sort_by_key(|(tool, _)| neutral.places.of(Pointer::Tool(tool)));
    let mut section = 0;
    for (tool, rules) in tools {
        let notes = neutral.notes.of(Pointer::Tool(tool));
        section += usize::from(!notes.is_empty());
        if is_hidden(&neutral.document, tool) {
            faults.extend(dead_by_hiding(tool, neutral));
            continue;
        }
        let Drafted { effect, faults: found } = statement::of_tool(tool, rules, neutral);
        faults.extend(found);
        let Some(effect) = effect else { continue };
        let same = |group: &&mut Group| group.section == section && group.effect == effect;
        match groups.iter_mut().find(same) {
            Some(group) => group.add(tool, &effect, notes),
            None => groups.push(Group::new(tool, effect, section, notes)),
        }
    }
    (groups.into_iter().map(|group| group.piece(neutral, request)).collect(), faults)
}

fn dead_by_hiding(tool: &str, neutral: &Neutral) -> Option<Fault> {
    let rules = neutral.document.tools.get(tool)?;
    let says = rules.require.len() + rules.deny_if.len() + rules.limits.len() > 0;
    let span = neutral.places.of(Pointer::Tool(tool)).filter(|_| says)?;
    let index = neutral.document.hide.iter().position(|name| name == "*" || name == tool)?;
    let by = neutral.places.of(Pointer::Hide(index));
    let message = "a hidden tool can't be called, so its rules decide nothing".to_owned();
    Some(Fault::Dead { span, by, message })
}

impl Group {
    fn new(tool: &str, effect: Effect, section: usize, notes: &[String]) -> Self {
        let rules = match &effect {
            Effect::Open(_, rules) => rules.len(),
            Effect::Refused(..) => 0,
        };
        let (notes, said) = (notes.to_vec(), vec![Vec::new(); rules]);
        let mut group = Self { effect: effect.clone(), tools: Vec::new(), section, notes, said };
        group.add(tool, &effect, &[]);
        group
    }

    fn add(&mut self, tool: &str, effect: &Effect, notes: &[String]) {
        self.tools.push(tool.to_owned());
        self.notes.extend_from_slice(notes);
        let Effect::Open(_, rules) = effect else { return };
        for (said, rule) in self.said.iter_mut().zip(rules) {
            said.extend(rule.notes.iter().map(|note| (tool.to_owned(), note.clone())));
        }
    }

    fn piece(self, neutral: &Neutral, request: &Request<'_>) -> Piece {
        let is_patterned = neutral.document.default == Decision::Deny;
        let terms = selector::terms(&self.tools, request.catalog.filter(|_| is_patterned));
        let place = |tool: &str| neutral.places.of(Pointer::Tool(tool));
        let spans: Vec<_> = terms.iter().map(|term| place(&term.first)).collect();
        let names: Vec<_> = terms.into_iter().map(|Term { text, .. }| text).collect();
        let names = names.join(", ");
        let span = self.tools.first().and_then(|tool| place(tool));
        let (head, rules) = match self.effect {
            Effect::Refused(word, reason) => {
                let because = reason.map(|reason| format!(" because {}", string_text(&reason)));
                (format!("{word} {names}{}", because.unwrap_or_default()), Vec::new())
            }
            Effect::Open(word, rules) => (format!("{word} {names}"), rules),
        };
        let said = self.said.iter().map(|said| draw::said_of(said));
        let rules = rules.into_iter().zip(said);
        let rules =
            rules.map(|(rule, notes)| Piece { notes, ..Piece::plain(rule.text, rule.span) });
        Piece {
            notes: self.notes,
            terms: spans,
            rules: rules.collect(),
            is_apart: true,
            ..Piece::plain(head, span)
        }
    }
}

fn hidden(neutral: &Neutral, request: &Request<'_>) -> Option<Piece> {
    let hide = &neutral.document.hide;
    let places: BTreeMap<&str, Option<Span>> = hide
        .iter()
        .enumerate()
        .map(|(index, name)| (name.as_str(), neutral.places.of(Pointer::Hide(index))))
        .collect();
    let first = *places.values().next()?;
    let (names, terms) = if places.contains_key("*") {
        ("*".to_owned(), Vec::new())
    } else {
        let tools: Vec<_> = places.keys().map(|name| (*name).to_owned()).collect();
        let catalog = request.catalog.filter(|_| neutral.document.default == Decision::Deny);
        let terms = selector::terms(&tools, catalog);
        let spans = terms.iter().map(|term| places.get(term.first.as_str()).copied().flatten());
        let spans = spans.collect();
        let names: Vec<_> = terms.into_iter().map(|term| term.text).collect();
        (names.join(", "), spans)
    };
    Some(Piece { terms, is_apart: true, ..Piece::plain(format!("hide {names}"), first) })
}
