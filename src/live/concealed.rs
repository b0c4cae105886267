//! What may not be shown: the values that a server gets in its environment or its headers. A server
//! may repeat them in whatever it says.

/// Values shorter than this are no secrets, and words would be taken for them.
const MIN_LENGTH: usize = 6;

/// What stands in their place.
pub(super) const STARS: &str = "***";

/// What the names of variables hold whose values are secrets.
const NAMES: [&str; 9] =
    ["KEY", "TOKEN", "SECRET", "PASS", "AUTH", "CREDENTIAL", "COOKIE", "HEADER", "DSN"];

/// Whether a variable, an option or a header of this name holds a secret.
pub(super) fn is_secret_name(name: &str) -> bool {
    let name = name.to_ascii_uppercase();
    NAMES.iter().any(|part| name.contains(part))
}

/// Values that are never shown.
#[derive(Debug, Clone, Default)]
pub(super) struct Concealed(Vec<String>);

impl Concealed {
    /// The values of this process's own environment whose names say that they are secrets.
    pub(super) fn inherited() -> Self {
        let variables = std::env::vars_os();
        let texts = variables.filter_map(|(name, value)| {
            Some((name.into_string().ok()?, value.into_string().ok()?))
        });
        let secrets: Vec<(String, String)> =
            texts.filter(|(name, _)| is_secret_name(name)).collect();
        let mut concealed = Self::default();
        concealed.extend(&secrets);
        concealed
    }

    /// Adds the values of pairs; a part of one that stands behind a blank, as a token behind
    /// `Bearer`, is one too.
    pub(super) fn extend<'p>(&mut self, pairs: impl IntoIterator<Item = &'p (String, String)>) {
        for (_, value) in pairs {
            let last = value.rsplit(' ').next().unwrap_or_default();
            let long = [value, last].into_iter().filter(|it| it.len() >= MIN_LENGTH);
            self.0.extend(long.map(str::to_owned));
        }
        // A value that holds another one is hidden whole.
        self.0.sort_by(|left, right| right.len().cmp(&left.len()).then(left.cmp(right)));
        self.0.dedup();
    }

    /// The text without them.
    pub(super) fn hide(&self, text: &str) -> String {
        let hide = |text: String, value: &String| match text.contains(&**value) {
            true => text.replace(&**value, STARS),
            false => text,
        };
        self.0.iter().fold(text.to_owned(), hide)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_and_what_stands_in_them_are_hidden() {
        let mut concealed = Concealed::default();
        let values = ["Bearer abcdefgh", "abcdefgh-more", "on"];
        concealed.extend(&values.map(|value| ("X".to_owned(), value.to_owned())));
        let said = concealed.hide("on: Bearer abcdefgh, abcdefgh, abcdefgh-more");
        assert_eq!(said, "on: ***, ***, ***");
    }
}
