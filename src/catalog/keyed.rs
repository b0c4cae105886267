//! A small map with keys of text: sorted, without spare room, and not changed once it is made.

use std::mem;

/// Keys in their order, each with something about it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Keyed<T> {
    entries: Box<[(Box<str>, T)]>,
}

impl<T> Keyed<T> {
    /// What is there about a key.
    pub(crate) fn get(&self, key: &str) -> Option<&T> {
        let found = self.entries.binary_search_by(|(one, _)| (**one).cmp(key)).ok()?;
        self.entries.get(found).map(|(_, about)| about)
    }

    /// Whether a key is there.
    pub(crate) fn contains(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// How many keys there are.
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no key.
    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Every key with what is there about it, in the order of the keys.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.entries.iter().map(|(key, about)| (&**key, about))
    }

    /// Every key, in order.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(key, _)| &**key)
    }
}

impl<T> Default for Keyed<T> {
    fn default() -> Self {
        Self { entries: Box::default() }
    }
}

/// Of equal keys the last one counts.
impl<T> FromIterator<(Box<str>, T)> for Keyed<T> {
    fn from_iter<I: IntoIterator<Item = (Box<str>, T)>>(entries: I) -> Self {
        let mut entries: Vec<_> = entries.into_iter().collect();
        entries.sort_by(|(left, _), (right, _)| left.cmp(right));
        entries.dedup_by(|later, earlier| {
            let same = later.0 == earlier.0;
            if same {
                mem::swap(later, earlier);
            }
            same
        });
        Self { entries: entries.into() }
    }
}

impl<T> Extend<(Box<str>, T)> for Keyed<T> {
    fn extend<I: IntoIterator<Item = (Box<str>, T)>>(&mut self, entries: I) {
        *self = mem::take(&mut self.entries).into_iter().chain(entries).collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_sorted_and_the_last_of_equal_ones_counts() {
        let mut keyed: Keyed<i32> = [("b", 1), ("a", 2), ("b", 3)]
            .into_iter()
            .map(|(key, about)| (key.into(), about))
            .collect();
        assert_eq!(keyed.iter().collect::<Vec<_>>(), [("a", &2), ("b", &3)]);
        keyed.extend([("".into(), 4), ("a".into(), 5)]);
        assert_eq!(keyed.iter().collect::<Vec<_>>(), [("", &4), ("a", &5), ("b", &3)]);
        assert_eq!((keyed.get("a"), keyed.get("c"), keyed.len()), (Some(&5), None, 3));
    }
}
