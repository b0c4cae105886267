//! Names with a `*`, to engines that take every name as it stands: no tool has one.

use super::fault::Fault;
use super::neutral::Neutral;
use crate::gateway::Pointer;
use crate::policy::Decision;
use crate::source::Span;
use crate::strings::tick;

/// What hides every tool.
const EVERY: &str = "*";

/// Takes the names that no tool has out of a document, and says so of each.
pub(super) fn take_out(neutral: &mut Neutral, engine: &str) -> Vec<Fault> {
    let mut faults = hidden(neutral, engine);
    faults.extend(tools(neutral, engine));
    faults
}

fn hidden(neutral: &mut Neutral, engine: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut kept = Vec::new();
    for (index, name) in std::mem::take(&mut neutral.document.hide).into_iter().enumerate() {
        let Some(span) = neutral.places.of(Pointer::Hide(index)) else {
            kept.push(name);
            continue;
        };
        if name == EVERY || !name.contains('*') {
            neutral.places.set(Pointer::Hide(kept.len()), span);
            kept.push(name);
        } else {
            let help = "name each tool; `*` alone hides all";
            faults.push(fault(&name, span, "hides nothing", help, engine));
        }
    }
    neutral.document.hide = kept;
    faults
}

fn tools(neutral: &mut Neutral, engine: &str) -> Vec<Fault> {
    let does = match neutral.document.default {
        Decision::Allow => "refuses nothing",
        Decision::Deny => "allows nothing",
    };
    let names = neutral.document.tools.keys().filter(|name| name.contains('*'));
    let names: Vec<String> = names.cloned().collect();
    let mut faults = Vec::new();
    for name in names {
        neutral.document.tools.remove(&name);
        if let Some(span) = neutral.places.of(Pointer::Tool(&name)) {
            faults.push(fault(&name, span, does, "name each tool", engine));
        }
    }
    faults
}

fn fault(name: &str, span: Span, does: &str, help: &str, engine: &str) -> Fault {
    let message = format!("{} is no tool: {engine} knows no patterns", tick(name));
    let (does, help) = (does.to_owned(), Some(help.to_owned()));
    Fault::NeverMatches { span, message, does, help }
}
