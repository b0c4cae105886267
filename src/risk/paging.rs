//! What is shown part by part: a tool that reads and pages through its answer lists.

use super::answer::Answer;
use super::arguments::is_one;
use super::classify::Seen;
use super::effects::{Effect, Effects};
use super::lexicon::Topic;

/// Arguments by which an answer comes in parts.
const PAGING: &[&str] = &[
    "limit",
    "cursor",
    "page",
    "offset",
    "pagesize",
    "perpage",
    "maxresults",
    "startcursor",
    "nexttoken",
    "pagetoken",
    "nextcursor",
    "maxcount",
    "top",
    "skip",
    "startat",
    "pagenumber",
    "numresults",
    "maxitems",
    "startposition",
    "resultsperpage",
    "afterid",
    "beforeid",
];

/// Things of which one is shown part by part.
const LONG: &[&str] = &["file", "transcript", "content", "document", "dataset", "pipeline", "page"];

/// A tool that only reads, and whose answer comes in parts, shows which things there are.
pub(super) fn by_parts(answer: &mut Answer, seen: &Seen<'_, '_>) {
    let read = Effects::of(&[Effect::Read]);
    let long = seen.words.iter().any(|word| word.entry.is(Topic::Facts) || word.is_any(LONG));
    if answer.found.effects() != read || long {
        return;
    }
    let parts = seen.given.fitting(|name| is_one(name, PAGING));
    if let Some((name, argument)) = parts.first() {
        let mut signs = answer.found.drop(read);
        signs.push(seen.given.evidence(name, argument, &[]));
        answer.found.always(Effects::of(&[Effect::List]), &signs);
    }
}
