//! The reserved words.

/// The words that a statement begins with.
pub(super) const STATEMENTS: [&str; 16] = [
    "policy", "catalog", "include", "default", "let", "group", "classify", "allow", "restrict",
    "deny", "approve", "hide", "limit", "never", "accept", "test",
];

/// What other languages begin statements with, and the statement that says it here.
const MEANT: [(&[&str], &str); 9] = [
    (&["permit", "grant", "enable", "accepts", "allowed", "permitted"], "allow"),
    (
        &[
            "forbid",
            "block",
            "reject",
            "refuse",
            "disallow",
            "prohibit",
            "drop",
            "denied",
            "refused",
            "rejected",
            "blocked",
            "forbidden",
        ],
        "deny",
    ),
    (&["ask", "confirm", "prompt", "require_approval", "escalate", "approval"], "approve"),
    (&["import", "use", "load", "extends", "source", "from"], "include"),
    (&["const", "var", "set", "define"], "let"),
    (&["invariant", "forall"], "never allow"),
    (&["name"], "policy"),
    (&["waive", "ignore", "suppress"], "accept"),
    (&["rate", "ratelimit", "throttle", "quota"], "limit all tools"),
];

/// The statement that a word of another language stands for.
pub(super) fn meant_by(word: &str) -> Option<&'static str> {
    let word = word.to_ascii_lowercase();
    let own = STATEMENTS.iter().find(|own| **own == word).copied();
    own.or_else(|| {
        let mut meant = MEANT.iter();
        meant.find(|(words, _)| words.contains(&word.as_str())).map(|(_, meant)| *meant)
    })
}

/// The default that a word stands for.
pub(super) fn decision_meant_by(word: &str) -> Option<&'static str> {
    match meant_by(word)? {
        "allow" => Some("allow"),
        "deny" | "approve" => Some("deny"),
        _ => None,
    }
}

/// The rule that a word of another language stands for.
pub(super) fn rule_meant_by(word: &str) -> Option<&'static str> {
    const REQUIRE: [&str; 8] =
        ["must", "ensure", "requires", "required", "check", "assert", "only", "should"];
    match meant_by(word) {
        _ if REQUIRE.contains(&word) => Some("require"),
        Some("deny") => Some("deny when"),
        Some("approve") => Some("approve when"),
        _ => None,
    }
}

/// The words that a rule inside braces begins with.
pub(super) const RULES: [&str; 4] = ["require", "deny", "approve", "limit"];

/// The words that a step of a test begins with.
pub(super) const STEPS: [&str; 2] = ["call", "wait"];

/// Reserved words that begin nothing.
const OTHERS: [&str; 23] = [
    "all", "and", "args", "as", "because", "contains", "except", "exists", "false", "for", "in",
    "matches", "missing", "not", "null", "or", "per", "times", "to", "tools", "true", "until",
    "when",
];

/// What can't be written without quotes where a name is expected.
pub(crate) fn is_reserved(word: &str) -> bool {
    STATEMENTS.contains(&word)
        || RULES.contains(&word)
        || STEPS.contains(&word)
        || OTHERS.contains(&word)
}

/// Whether the first word of a dotted name is reserved.
pub(super) fn begins_reserved(name: &str) -> bool {
    is_reserved(name.split('.').next().unwrap_or_default())
}

/// Every reserved word.
#[cfg(test)]
pub(super) fn all() -> Vec<&'static str> {
    [&STATEMENTS[..], &RULES, &STEPS, &OTHERS].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_page_of_the_language_lists_every_keyword() {
        let page = include_str!("../../docs/language.md");
        let line = page.lines().find(|line| line.starts_with("- The keywords are ")).unwrap();
        let listed: BTreeSet<&str> = line.split('`').skip(1).step_by(2).collect();
        assert_eq!(listed, BTreeSet::from_iter(all()));
        assert!(listed.into_iter().all(is_reserved));
    }
}
