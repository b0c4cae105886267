//! "Did you mean": the one place that decides which name is near another.

mod distance;
mod letters;

use std::sync::OnceLock;

use letters::Letters;

/// A name that is near enough to another one to be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Near {
    /// The name.
    pub name: String,
    /// Whether no other name is as near.
    pub only: bool,
}

/// The name nearest to `wrong` among `names`, where one is near enough to be meant; of equally
/// near ones the first. Case, `_` and `-` hardly count.
pub(crate) fn nearest<'a>(
    wrong: &str,
    names: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    Names::of(names).search(wrong).map(|(name, _)| *name)
}

/// The same name, and whether it is the only one as near.
pub(crate) fn near<'a>(wrong: &str, names: impl IntoIterator<Item = &'a str>) -> Option<Near> {
    Names::of(names).near(wrong)
}

/// Names among which the nearest to many others are looked for.
#[derive(Debug)]
pub(crate) struct Names<N>(Vec<Known<N>>);

/// A name, and what is asked of it again and again.
#[derive(Debug)]
struct Known<N> {
    name: N,
    letters: Letters,
    words: OnceLock<Vec<String>>,
}

impl<N: AsRef<str>> Names<N> {
    /// These names, of which the first ones are preferred.
    pub(crate) fn of(names: impl IntoIterator<Item = N>) -> Self {
        let known = |name: N| {
            let letters = Letters::of(name.as_ref());
            Known { name, letters, words: OnceLock::new() }
        };
        Self(names.into_iter().map(known).collect())
    }

    /// As [`near`] among these names.
    pub(crate) fn near(&self, wrong: &str) -> Option<Near> {
        let (name, only) = self.search(wrong)?;
        Some(Near { name: name.as_ref().to_owned(), only })
    }

    fn search(&self, wrong: &str) -> Option<(&N, bool)> {
        let words = distance::words(wrong);
        let (mut distance, mut nearest) = (usize::MAX, Vec::new());
        for Candidate { least, at, known } in self.candidates(wrong, distance::most(&words)) {
            if least > distance {
                break;
            }
            match distance::of_names(&words, known.words()) {
                Some(found) if found < distance => (distance, nearest) = (found, vec![(at, known)]),
                Some(found) if found == distance => nearest.push((at, known)),
                _ => {}
            }
        }
        let (_, first) = nearest.iter().min_by_key(|(at, _)| *at)?;
        let is_first = |known: &Known<N>| known.name.as_ref() == first.name.as_ref();
        Some((&first.name, nearest.iter().all(|(_, known)| is_first(known))))
    }

    /// The names that may be within `most` of another one; those that may be nearest come first.
    fn candidates(&self, wrong: &str, most: usize) -> Vec<Candidate<'_, N>> {
        let letters = Letters::of(wrong);
        let is_as_long =
            |known: &Known<N>| known.name.as_ref().len().abs_diff(wrong.len()) <= wrong.len() * 2;
        let candidate = |(at, known): (usize, _)| {
            let least = is_as_long(known).then(|| letters.distance(&known.letters, most))??;
            Some(Candidate { least, at, known })
        };
        let mut candidates: Vec<_> = self.0.iter().enumerate().filter_map(candidate).collect();
        candidates.sort_unstable_by_key(|candidate| (candidate.least, candidate.at));
        candidates
    }
}

/// A name that may be near.
struct Candidate<'n, N> {
    /// How far it is at least.
    least: usize,
    /// Its number among the names.
    at: usize,
    known: &'n Known<N>,
}

impl<N: AsRef<str>> Known<N> {
    fn words(&self) -> &[String] {
        self.words.get_or_init(|| distance::words(self.name.as_ref()))
    }
}

#[cfg(test)]
mod tests;
