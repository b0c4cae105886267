//! Names of operations in descriptions.

use crate::risk::words;

/// Verbs of operations that can't be taken back.
const DESTROYING: &[&str] = &["delete", "destroy", "terminate", "drop", "purge", "remove"];

/// The first name in a text that is an operation's and destroys: `DeleteCluster`, `delete_issue`,
/// not the word `delete` alone.
pub(crate) fn destroying_operation(text: &str) -> Option<&str> {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    text.split(|letter| !is_part(letter)).find(|name| {
        let mut parts = words::parts(name);
        let destroys = parts.next().is_some_and(|verb| words::is_any(verb, DESTROYING));
        destroys && parts.next().is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::destroying_operation;

    #[test]
    fn names_are_told_from_words() {
        let named = "Runs any operation (e.g. \"CreateCluster\", \"DeleteService\").";
        assert_eq!(destroying_operation(named), Some("DeleteService"));
        assert_eq!(destroying_operation("one of get_page, delete_page"), Some("delete_page"));
        assert_eq!(destroying_operation("Delete what isn't needed."), None);
    }
}
