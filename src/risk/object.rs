//! Verbs whose class depends on what they are about.

use super::class::Class;
use super::lexicon::Topic;
use super::words::Word;

/// Verbs, what they are about, and the class of a tool that does that: cancelling a job destroys
/// nothing, running SQL is more than a query, a picture of the screen changes nothing.
const RULES: [(&[&str], Topic, Class); 4] = [
    (&["query"], Topic::Code, Class::Execute),
    (&["cancel", "abort", "kill", "terminate", "cancelar"], Topic::Work, Class::Execute),
    (&["capture"], Topic::Media, Class::Read),
    (&["checkout"], Topic::Basket, Class::Financial),
];

/// The class that the verb at `verb` has with its object, and the word that decides it.
pub(super) fn decides<'w, 't>(words: &'w [Word<'t>], verb: usize) -> Option<(Class, &'w Word<'t>)> {
    let word = words.get(verb)?;
    let (_, topic, class) = RULES.into_iter().find(|(verbs, _, _)| word.is_any(verbs))?;
    let object = words.iter().find(|word| word.entry.is(topic))?;
    Some((class, object))
}
