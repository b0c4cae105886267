//! What may not be shown: the values that a server gets in its environment or its headers. A server
//! may repeat them in whatever it says.

/// Values shorter than this are no secrets, and words would be taken for them.
const MIN_LENGTH: usize = 6;

/// What stands in their place.
pub(super) const STARS: &str = "***";

/// What the names hold whose values are secrets.
const NAMES: [&str; 13] = [
    "KEY",
    "TOKEN",
    "SECRET",
    "PASS",
    "AUTH",
    "CREDENTIAL",
    "COOKIE",
    "HEADER",
    "DSN",
    "BEARER",
    "JWT",
    "LICENSE",
    "SIGNATURE",
];

/// What they have as a word; other words hold these letters.
const WORDS: [&str; 8] = ["PAT", "PWD", "PW", "PIN", "OTP", "SAS", "SIG", "CREDS"];

/// The variables of the shell that say where it is.
const FOLDERS: [&str; 2] = ["PWD", "OLDPWD"];

/// Whether a variable, an option or a header of this name holds a secret.
pub(super) fn is_secret_name(name: &str) -> bool {
    let upper = name.to_ascii_uppercase();
    NAMES.iter().any(|part| upper.contains(part))
        || words(name).iter().any(|word| WORDS.contains(&&**word) || word.ends_with("PWD"))
}

/// The words of a name in capital letters: `a-b`, `a_b`, `aB`.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_small = false;
    for letter in name.chars() {
        if !letter.is_alphanumeric() || was_small && letter.is_uppercase() {
            words.push(String::new());
        }
        let word = words.last_mut().filter(|_| letter.is_alphanumeric());
        word.into_iter().for_each(|word| word.push(letter.to_ascii_uppercase()));
        was_small = letter.is_lowercase();
    }
    words
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
            texts.filter(|(name, _)| is_secret_name(name) && !is_folder(name)).collect();
        let mut concealed = Self::default();
        concealed.extend(&secrets);
        concealed
    }

    /// Adds the values of pairs; a part of one that stands behind a blank, as a token behind
    /// `Bearer`, is one too.
    pub(super) fn extend<'p>(&mut self, pairs: impl IntoIterator<Item = &'p (String, String)>) {
        let with_last = |(_, value): &'p (String, String)| {
            let last = value.rsplit(' ').next().unwrap_or_default();
            [value.clone(), last.to_owned()]
        };
        self.extend_with(pairs.into_iter().flat_map(with_last));
    }

    /// Adds values, and each line of those that have several.
    pub(super) fn extend_with(&mut self, values: impl IntoIterator<Item = String>) {
        let with_lines = values.into_iter().flat_map(|value| {
            let lines: Vec<String> = value.lines().map(|line| line.trim().to_owned()).collect();
            lines.into_iter().chain([value])
        });
        self.0.extend(with_lines.filter(|it| it.len() >= MIN_LENGTH));
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

fn is_folder(name: &str) -> bool {
    FOLDERS.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_is_secret() {
        for name in [
            "--pat",
            "DBPWD",
            "CREDS",
            "GITHUB_PAT",
            "githubPat",
            "X-Api-Key",
            "jwt",
            "Pwd",
            "bearerToken",
        ] {
            assert!(is_secret_name(name), "{name}");
        }
        for name in ["PATH", "--path", "--port", "SPINNER", "--pattern", "LEVEL", ""] {
            assert!(!is_secret_name(name), "{name}");
        }
    }

    #[test]
    fn values_and_what_stands_in_them_are_hidden() {
        let mut concealed = Concealed::default();
        let values = ["Bearer abcdefgh", "abcdefgh-more", "on"];
        concealed.extend(&values.map(|value| ("X".to_owned(), value.to_owned())));
        let said = concealed.hide("on: Bearer abcdefgh, abcdefgh, abcdefgh-more");
        assert_eq!(said, "on: ***, ***, ***");
    }

    #[test]
    fn a_value_of_several_lines_is_hidden_line_by_line() {
        let mut concealed = Concealed::default();
        concealed.extend_with(["BEGIN KEY\r\n  abcdefgh\nstuvwxyz\n}\n".to_owned()]);
        assert_eq!(concealed.hide("BEGIN KEY, stuvwxyz; abcdefgh }"), "***, ***; *** }");
    }
}
