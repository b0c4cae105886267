//! The gateway's older form: an action for each tool, and a number of calls in so many seconds.

use crate::finding::Finding;
use crate::import::neutral::Neutral;
use crate::source::Source;

/// Reads a document of the older form; none where the text is of no such form.
pub(super) fn read(_: &Source) -> Option<(Option<Neutral>, Vec<Finding>)> {
    None
}
