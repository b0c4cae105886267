//! The operator that a pattern was made from.

use super::{check, command, domain, host, parts, pattern};
use crate::policy::condition::TextOperator;

/// The operator whose pattern this is, to the letter.
pub(crate) fn recognised(text: &str) -> Option<TextOperator> {
    let is_of = |operator: &TextOperator| pattern(operator) == text && check(operator).is_ok();
    candidates(text).into_iter().find(is_of)
}

fn candidates(text: &str) -> Vec<TextOperator> {
    let lists = [
        host::listed(text).map(TextOperator::HostIn),
        domain::listed(text).map(TextOperator::DomainIn),
        command::listed(text).map(TextOperator::CommandIn),
    ];
    let mut candidates: Vec<_> = lists.into_iter().flatten().collect();
    match text.strip_prefix(r"\A") {
        Some(rest) => {
            candidates.push(TextOperator::StartsWith(parts::plain(rest)));
            candidates.extend(folders(rest).map(TextOperator::Under));
        }
        None => {
            let end = text.strip_suffix(r"\z").map(parts::plain);
            candidates.extend(end.map(TextOperator::EndsWith));
        }
    }
    candidates
}

/// What stands before each group, of which one begins what may follow a folder.
fn folders(pattern: &str) -> impl Iterator<Item = String> {
    let before = pattern.match_indices("(?:").map(|(at, _)| pattern.get(..at).unwrap_or_default());
    before.flat_map(|before| {
        let plain = parts::plain(&before.replace("(?::443)?", "").replace("(?::80)?", ""));
        [plain.trim_end_matches('/').to_owned(), plain]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operator_is_recognised_by_its_pattern() {
        let list = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        for operator in [
            TextOperator::StartsWith("a.b[".to_owned()),
            TextOperator::EndsWith("-prod".to_owned()),
            TextOperator::HostIn(list(&["api.acme.com", "*.acme.com"])),
            TextOperator::DomainIn(list(&["acme.com", "b-c.example"])),
            TextOperator::Under("/work.space/a".to_owned()),
            TextOperator::Under("https://docs.acme.com/public".to_owned()),
            TextOperator::CommandIn(list(&["git status", "npm run a.b"])),
        ] {
            assert_eq!(recognised(&pattern(&operator)), Some(operator));
        }
    }

    #[test]
    fn other_patterns_are_none() {
        for pattern in ["", "^a", r"\A", r"\z", r"\A(?:a|b)\z", "(?:", r"\Aa.b", "["] {
            assert_eq!(recognised(pattern), None, "{pattern}");
        }
    }
}
