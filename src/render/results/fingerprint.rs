//! How a finding is known again when the text is laid out otherwise.

use std::collections::BTreeMap;

use crate::render::findings::report::Item;
use crate::strings::Fingerprint;

/// A fingerprint for each finding, unique among them: made of its code, its file, the text that it
/// marks, and how many like it stand before it.
pub(super) fn fingerprints<'i>(items: impl IntoIterator<Item = &'i Item>) -> Vec<String> {
    let mut seen: BTreeMap<[&str; 3], usize> = BTreeMap::new();
    let print = |item: &'i Item| {
        let parts = [item.code.as_str(), &*item.mark.file, &*item.mark.text];
        let before = seen.entry(parts).or_default();
        let mut print = Fingerprint::new();
        print.add(&(parts, *before));
        *before += 1;
        print.finish()
    };
    items.into_iter().map(print).collect()
}
