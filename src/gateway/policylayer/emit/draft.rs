//! The document in the making: every part beside the text that it comes from.

use std::collections::BTreeMap;

use super::Mapping;
use super::conditions::Entries;
use super::limits::{Ledger, Owner};
use crate::gateway::decision::{AllTools, Document, Entry, Pointer, ToolRules};
use crate::gateway::policylayer::SEMANTICS;
use crate::policy::disposition::Dispositions;
use crate::policy::{Effect, Policy, Statement};
use crate::source::Span;

/// What has been emitted so far.
#[derive(Debug, Default)]
pub(super) struct Draft<'p> {
    tools: BTreeMap<&'p str, DraftTool>,
}

#[derive(Debug)]
struct DraftTool {
    term: Span,
    allowed: bool,
    require: Vec<(Entry, Span)>,
    deny_if: Vec<(Entry, Span)>,
}

impl<'p> Draft<'p> {
    /// Lists a tool. It comes from the first term that allows it, or else the first that names it.
    pub(super) fn tool(&mut self, tool: &'p str, term: Span, allowed: bool) {
        let draft = self.tools.entry(tool).or_insert_with(|| DraftTool {
            term,
            allowed,
            require: Vec::new(),
            deny_if: Vec::new(),
        });
        if allowed && !draft.allowed {
            (draft.term, draft.allowed) = (term, true);
        }
    }

    /// Adds a rule's entries to a listed tool.
    pub(super) fn rule(&mut self, tool: &str, (entries, span): &(Entries, Span)) {
        let Some(draft) = self.tools.get_mut(tool) else { return };
        draft.require.extend(entries.require.iter().map(|entry| (entry.clone(), *span)));
        draft.deny_if.extend(entries.deny_if.iter().map(|entry| (entry.clone(), *span)));
    }

    /// The one entry of a tool whose every call is refused.
    pub(super) fn refusal(&mut self, tool: &str, statement: &Statement) {
        let (Some(draft), Effect::Deny(message) | Effect::Approve(message)) =
            (self.tools.get_mut(tool), &statement.effect)
        else {
            return;
        };
        let entry = Entry { conditions: Vec::new(), on_deny: Some(message.clone()) };
        draft.deny_if.push((entry, statement.span));
    }

    /// The document and where its parts come from.
    pub(super) fn finish(
        self,
        policy: &'p Policy,
        dispositions: &Dispositions<'p>,
    ) -> (Document, Vec<Mapping>) {
        let mut places = Places::default();
        if let Some(span) = policy.default.span {
            places.add(Pointer::Default, span);
        }
        let hide = places.split(dispositions.hidden(), Pointer::Hide);
        let ledger = Ledger::of(policy, dispositions);
        let limits = places.split(ledger.limits(Owner::AllTools), Pointer::AllToolsLimit);
        let mut tools = BTreeMap::new();
        for (tool, draft) in self.tools {
            places.add(Pointer::Tool(tool), draft.term);
            let rules = ToolRules {
                require: places.split(draft.require, |index| Pointer::Require(tool, index)),
                deny_if: places.split(draft.deny_if, |index| Pointer::DenyIf(tool, index)),
                limits: places
                    .split(ledger.limits(Owner::Tool(tool)), |index| Pointer::Limit(tool, index)),
            };
            tools.insert(tool.to_owned(), rules);
        }
        let document = Document {
            semantics: SEMANTICS,
            default: policy.default.decision,
            hide,
            all_tools: AllTools { limits },
            tools,
        };
        (document, places.mappings)
    }
}

/// The source map in the making.
#[derive(Debug, Default)]
struct Places {
    mappings: Vec<Mapping>,
}

impl Places {
    fn add(&mut self, pointer: Pointer<'_>, span: Span) {
        self.mappings.push(Mapping { pointer: pointer.to_string(), span });
    }

    /// The parts of a list; their places go into the source map.
    fn split<'a, T>(
        &mut self,
        parts: Vec<(T, Span)>,
        pointer: impl Fn(usize) -> Pointer<'a>,
    ) -> Vec<T> {
        let split = parts.into_iter().enumerate().map(|(index, (part, span))| {
            self.add(pointer(index), span);
            part
        });
        split.collect()
    }
}
