//! Results as Markdown, for a comment.

use super::Results;
use crate::finding::call_label;
use crate::render::findings::report::{Item, Related};
use crate::strings::{counted, markdown};

/// How many findings are shown before the others are folded away.
const MAX_OPEN: usize = 10;

/// What the run could not do, the summary, then a list of every finding that counts.
pub(crate) fn markdown(results: &Results) -> String {
    let items: Vec<_> = results.counted().map(entry).collect();
    let (open, folded) = items.split_at(items.len().min(MAX_OPEN));
    let errors = results
        .errors
        .iter()
        .map(|error| format!("**could not do the job**: {}\n\n", markdown::prose(&error.message)));
    let mut text: String = errors.collect();
    if errors_only(results) {
        return format!("{}\n", text.trim_end());
    }
    text.push_str(&format!("**{}**\n", results.summary));
    if !open.is_empty() {
        text.push_str(&format!("\n{}", open.concat()));
    }
    if !folded.is_empty() {
        let more = counted(folded.len(), "more finding");
        text.push_str(&format!(
            "\n<details><summary>{more}</summary>\n\n{}\n</details>\n",
            folded.concat()
        ));
    }
    text
}

/// Whether the run came to nothing that a summary could be of.
fn errors_only(results: &Results) -> bool {
    !results.errors.is_empty() && results.items.is_empty() && results.known.is_empty()
}

/// As in ``- **error** `unknown-tool` at `agent.mcpol:4:7`: …``, and below it what else is said.
fn entry(item: &Item) -> String {
    let place = markdown::span(&item.at.to_string());
    let (code, message) = (markdown::span(&item.code), markdown::prose(&item.message));
    let note = item.note.iter().map(|note| markdown::prose(note));
    let related = item.labels.iter().map(related);
    let help = item.help.iter().flat_map(|help| help.lines().map(markdown::prose));
    let facts =
        item.facts.iter().map(|fact| format!("{}: {}", fact.name, markdown::span(&fact.text)));
    let call = item.call.iter().map(|call| {
        let label = markdown::prose(&call_label(call.server.as_deref()));
        format!("{label} {}", markdown::span(&call.to_string()))
    });
    let fix = item
        .fix
        .iter()
        .map(|fix| format!("{}: {}", fix.safety.label(), markdown::prose(&fix.title)));
    let rest = note
        .chain(related)
        .chain(help)
        .chain(facts)
        .chain(call)
        .chain(fix)
        .map(|line| format!("  - {line}\n"));
    let rest: String = rest.collect();
    format!("- **{}** {code} at {place}: {message}\n{rest}", item.level.name())
}

/// As in ``at `agent.mcpol:4:7`: allowed here``.
fn related(related: &Related) -> String {
    let place = markdown::span(&related.at.to_string());
    match related.message.as_str() {
        "" => format!("at {place}"),
        message => format!("at {place}: {}", markdown::prose(message)),
    }
}
