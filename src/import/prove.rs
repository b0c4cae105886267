//! That a policy lets exactly the calls through that its file does.

use super::fault::Fault;
use super::neutral::Neutral;
use super::{Request, Written};
use crate::diff::{self, Side, ToolChange};
use crate::finding::Finding;
use crate::gateway::{self, Document, Pointer};
use crate::policy::{self, Part, Policy};
use crate::source::{Source, Sources, Span};
use crate::strings::tick;
use crate::syntax;

/// What keeps the policy from being a faithful one: what is wrong with its text, or what it lets
/// through otherwise, with places in the file.
pub(super) fn faults(neutral: &Neutral, written: &Written, request: &Request<'_>) -> Vec<Finding> {
    let whole = written.origins.whole();
    let made =
        Sources::default().add_made(request.source, written.text.clone(), written.origins.clone());
    let Some(made) = made else { return vec![differs(whole, "it is too long")] };
    let (policy, mut findings) = compiled(&made, request);
    if findings.iter().any(Finding::is_error) {
        findings.retain(Finding::is_error);
        return findings.into_iter().map(|finding| finding.of_origin(&made)).collect();
    }
    let Some(policy) = policy else { return vec![differs(whole, "it can't be read back")] };
    let document = gateway::emit(&policy).document;
    same_calls(neutral, &document, whole)
}

fn compiled(made: &Source, request: &Request<'_>) -> (Option<Policy>, Vec<Finding>) {
    let Ok(parsed) = syntax::parse(made) else { return (None, Vec::new()) };
    let part = Part { source: made, file: &parsed.file, own: true, broken: false };
    let resolved = policy::resolve(&[part], request.catalog);
    let mut findings = parsed.findings;
    findings.extend(resolved.findings);
    if !findings.iter().any(Finding::is_error) {
        findings.extend(gateway::check(&resolved.policy, request.catalog));
    }
    (Some(resolved.policy), findings)
}

/// Every difference between what the file lets through and what the policy does.
fn same_calls(neutral: &Neutral, document: &Document, whole: Span) -> Vec<Finding> {
    let places = |_: &str| None;
    let side =
        |document| Side { document, policy: None, catalog: None, places: &places, sources: None };
    let diff = diff::diff(side(&neutral.document), side(document));
    let place = |tool: &str| neutral.places.of(Pointer::Tool(tool)).unwrap_or(whole);
    let of_tools = diff.tools.iter().filter_map(|change| {
        let at = place(&change.name);
        match &change.not_analysed {
            Some(reason) => Some(not_analysed(at, &change.name, &reason.to_string())),
            None => difference(change).map(|shown| differs(at, &shown)),
        }
    });
    let together = diff.all_tools.as_ref().and_then(|change| match &change.not_analysed {
        Some(reason) => Some(not_analysed(whole, "*", &reason.to_string())),
        None => (!change.limits.is_empty())
            .then(|| differs(whole, "the limits of all tools let another number of calls through")),
    });
    of_tools.chain(together).collect()
}

/// What shows that a tool is treated otherwise; messages and names of counters show nothing.
fn difference(change: &ToolChange) -> Option<String> {
    let call = |side, call: &dyn std::fmt::Display| {
        format!("{side} lets {} through", tick(&call.to_string()))
    };
    let looser = change.looser.as_ref().map(|witness| call("the policy alone", &witness.call));
    let tighter = change.tighter.as_ref().map(|witness| call("the file alone", &witness.call));
    let limit = change.limits.first().map(|limit| {
        let window = limit.window.name();
        format!("{} is let through another number of times per {window}", tick(&change.name))
    });
    let shown = change
        .visibility
        .as_ref()
        .map(|_| format!("{} is hidden in one of them alone", tick(&change.name)));
    looser.or(tighter).or(limit).or(shown)
}

fn differs(span: Span, shown: &str) -> Finding {
    let message = format!("the policy isn't what the file says: {shown}");
    Finding::error("import-differs", span, message)
        .help("this is a fault of mcpol: please report it with the file")
}

fn not_analysed(span: Span, tool: &str, reason: &str) -> Finding {
    let message =
        format!("whether the policy lets the same calls of {} through: {reason}", tick(tool));
    let help = "use simpler patterns, or fewer of them".to_owned();
    Fault::NotAnalysed { span, message, help }.finding()
}
