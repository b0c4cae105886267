//! For which operations of a tool an argument is: *Required for create*, *used by "grant"*.

use super::arguments::Given;
use super::effects::operations;
use super::leaves::LeafPath;

/// Words behind which the operations stand that an argument is for.
const BEFORE: &[&str] = &["for", "by", "with", "on"];

/// Words that may stand between those and the operations.
const FILLERS: &[&str] = &["the", "action", "operation", "subcommand", "mode", "use"];

/// Words behind the operations with which they end.
const AFTER: &[&str] = &[
    "action",
    "actions",
    "operation",
    "operations",
    "subcommand",
    "subcommands",
    "only",
    "mode",
    "requests",
];

/// Words between two operations.
const BETWEEN: &[&str] = &[",", "/", "and", "or", "&"];

/// Marks with which a clause begins or ends.
const ENDS: &[&str] = &[".", ";", ":", "(", ")", ",", "-"];

/// How many words of a description are read.
const MAX_WORDS: usize = 200;

/// The calls that an argument is for: those in which another one has one of these values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Usage {
    /// The argument that chooses the operation.
    pub chooser: LeafPath,
    /// The operations.
    pub operations: Vec<String>,
}

/// The argument that chooses what a tool does, with all of its values.
#[derive(Debug)]
pub(super) struct Operations {
    chooser: LeafPath,
    values: Vec<String>,
}

impl Operations {
    /// That of a tool, if it has one.
    pub(super) fn of(given: &Given<'_>) -> Option<Self> {
        let (chooser, values) = operations(given)?;
        Some(Self { chooser, values })
    }

    /// What a description says of the operations that an argument at `path` is for; `None` where it
    /// says nothing, or nothing that can be understood.
    pub(super) fn usage(&self, path: &LeafPath, description: &str) -> Option<Usage> {
        let words = words(description);
        let mut operations: Vec<&String> = Vec::new();
        for at in 0..words.len() {
            operations.extend(self.named_at(&words, at).into_iter().flatten());
        }
        let is_own = *path == self.chooser;
        let some: Vec<_> =
            self.values.iter().filter(|value| operations.contains(value)).cloned().collect();
        let tells = !some.is_empty() && some.len() < self.values.len() && !is_own;
        tells.then(|| Usage { chooser: self.chooser.clone(), operations: some })
    }

    /// The operations of the clause that begins here, if it is one.
    fn named_at(&self, words: &[String], at: usize) -> Option<Vec<&String>> {
        let word = words.get(at)?;
        let rest = words.get(at + 1..)?;
        if word == "except" {
            let (listed, _) = self.list(skipped(rest));
            let others = self.values.iter().filter(|value| !listed.contains(value));
            return (!listed.is_empty()).then(|| others.collect());
        }
        if BEFORE.contains(&word.as_str()) {
            let (listed, behind) = self.list(skipped(rest));
            let ends = behind.is_none_or(|it| ENDS.contains(&it) || AFTER.contains(&it));
            return (ends && !listed.is_empty()).then_some(listed);
        }
        let begins = at.checked_sub(1).and_then(|before| words.get(before));
        let begins = begins.is_none_or(|it| ENDS.contains(&it.as_str()));
        let (listed, behind) = self.list(words.get(at..)?);
        (begins && behind == Some("only") && !listed.is_empty()).then_some(listed)
    }

    /// The operations that the words begin with, and the word behind them.
    fn list<'w>(&self, words: &'w [String]) -> (Vec<&String>, Option<&'w str>) {
        let mut listed = Vec::new();
        let mut rest = words.iter().map(String::as_str).peekable();
        while let Some(word) = rest.peek() {
            let value = self.values.iter().find(|value| value.eq_ignore_ascii_case(word));
            let goes_on = value.is_some() || !listed.is_empty() && BETWEEN.contains(word);
            if !goes_on {
                break;
            }
            listed.extend(value);
            rest.next();
        }
        (listed, rest.next())
    }
}

/// What follows fillers.
fn skipped(words: &[String]) -> &[String] {
    let fillers = words.iter().take_while(|word| FILLERS.contains(&word.as_str())).count();
    words.get(fillers..).unwrap_or_default()
}

/// The words of a description in small letters, marks apart and quotes left out.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for run in text.split_whitespace().take(MAX_WORDS) {
        let mut word = String::new();
        for letter in run.chars() {
            match letter {
                '"' | '\'' | '`' | '=' => end(&mut words, &mut word),
                it if it.is_alphanumeric() || it == '_' || it == '-' => {
                    word.extend(it.to_lowercase())
                }
                mark => {
                    end(&mut words, &mut word);
                    words.push(mark.to_string());
                }
            }
        }
        end(&mut words, &mut word);
    }
    words
}

fn end(words: &mut Vec<String>, word: &mut String) {
    if !word.is_empty() {
        words.push(std::mem::take(word));
    }
}

#[cfg(test)]
mod tests {
    use super::{LeafPath, Operations};

    #[test]
    fn descriptions_say_which_operations_an_argument_is_for() {
        let values = ["create", "update", "delete", "grant_batch", "new"];
        let operations = Operations {
            chooser: LeafPath::top("operation"),
            values: values.map(str::to_owned).to_vec(),
        };
        let usage = |text: &str| {
            let usage = operations.usage(&LeafPath::top("x"), text);
            usage.map(|usage| usage.operations.join(" ")).unwrap_or_default()
        };
        for (text, used) in [
            ("Project key. Required for create.", "create"),
            ("The key, required for create and update.", "create update"),
            ("Required for all operations except create.", "update delete grant_batch new"),
            ("Title (for create/update).", "create update"),
            ("Address to open, used for new.", "new"),
            ("Used by \"grant_batch\".", "grant_batch"),
            ("For action=\"delete\": how many", "delete"),
            ("update only: counts matches", "update"),
            ("Whom to tell (create only)", "create"),
            ("for delete operation, e.g. 5", "delete"),
            ("Filter for new issues", ""),
            ("Used for create, or what you like", ""),
            ("What is deleted", ""),
        ] {
            assert_eq!(usage(text), used, "{text}");
        }
    }
}
