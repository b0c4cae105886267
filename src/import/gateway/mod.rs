//! The gateway's JSON: a document already, so that only the places of its parts are gathered here.

mod older;

use super::fault::Fault;
use super::neutral::{Neutral, Notes, Places};
use super::plain;
use crate::finding::Finding;
use crate::gateway::{self, Pointer};
use crate::json::{Members, Node, Shape, Tape};
use crate::source::Source;

/// Reads a document.
pub(super) fn read(source: &Source) -> (Option<Neutral>, Vec<Finding>) {
    let (mut neutral, mut findings) = older::read(source).unwrap_or_else(|| document(source));
    let faults = neutral.as_mut().map(|neutral| plain::take_out(neutral, "the gateway"));
    findings.extend(faults.into_iter().flatten().map(Fault::finding));
    (neutral, findings)
}

fn document(source: &Source) -> (Option<Neutral>, Vec<Finding>) {
    match gateway::read(source) {
        Ok(document) => {
            let (places, notes) = (places(source), Notes::default());
            (Some(Neutral { document, places, notes, is_of_catalog: false }), Vec::new())
        }
        Err(faults) => (None, faults),
    }
}

/// Where the parts of a document stand in its JSON.
fn places(source: &Source) -> Places {
    let mut places = Places::default();
    let tape = Tape::read(source).ok();
    let Some(root) = tape.as_ref().and_then(|tape| members(tape.root())) else { return places };
    if let Some(default) = root.named("default") {
        places.set(Pointer::Default, default.value.span());
    }
    for (index, name) in list(root, "hide").enumerate() {
        places.set(Pointer::Hide(index), name.span());
    }
    let shared = root.named("all_tools").and_then(|member| members(member.value));
    for (index, limit) in shared.into_iter().flat_map(|it| list(it, "limits")).enumerate() {
        places.set(Pointer::AllToolsLimit(index), limit.span());
    }
    for tool in root.named("tools").and_then(|member| members(member.value)).into_iter().flatten() {
        let (name, rules) = (tool.name(), members(tool.value));
        places.set(Pointer::Tool(&name), tool.key.span());
        let mut parts = |key, pointer: fn(&str, usize) -> Pointer<'_>| {
            for (index, part) in rules.into_iter().flat_map(|it| list(it, key)).enumerate() {
                places.set(pointer(&name, index), part.span());
            }
        };
        parts("require", |tool, index| Pointer::Require(tool, index));
        parts("deny_if", |tool, index| Pointer::DenyIf(tool, index));
        parts("limits", |tool, index| Pointer::Limit(tool, index));
    }
    places
}

fn members<'n>(node: Node<'n>) -> Option<Members<'n>> {
    match node.shape() {
        Ok(Shape::Object(members)) => Some(members),
        _ => None,
    }
}

fn list<'n>(object: Members<'n>, key: &str) -> impl Iterator<Item = Node<'n>> {
    let list = object.named(key).and_then(|member| match member.value.shape() {
        Ok(Shape::Array(elements)) => Some(elements),
        _ => None,
    });
    list.into_iter().flatten()
}
