//! Where an argument stands, in words.

use crate::catalog::{Pattern, key_text, pattern_text};
use crate::risk::{LeafPath, Step};
use crate::strings::escape;

/// A path as conditions write it, as far as they can: `args.files[]."a.b"`; members that have no name
/// of their own by the pattern of their keys, or as `*`.
pub(super) fn text(path: &LeafPath) -> String {
    let step = |step: &Step| match step {
        Step::Member(key) => format!(".{}", key_text(key)),
        Step::Pattern(pattern) => format!(".{}", pattern_text(&Pattern::new(pattern))),
        Step::Other => ".*".to_owned(),
        Step::Item => "[]".to_owned(),
    };
    let text: String =
        ["args".to_owned()].into_iter().chain(path.steps().iter().map(step)).collect();
    escape::inline(&text).into_owned()
}
