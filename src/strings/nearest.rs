//! "Did you mean": the one place that decides which name is near another.

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
    search(wrong, names).map(|(name, _)| name)
}

/// The same name, and whether it is the only one as near.
pub(crate) fn near<'a>(wrong: &str, names: impl IntoIterator<Item = &'a str>) -> Option<Near> {
    search(wrong, names).map(|(name, only)| Near { name: name.to_owned(), only })
}

fn search<'a>(wrong: &str, names: impl IntoIterator<Item = &'a str>) -> Option<(&'a str, bool)> {
    let plain = plain(wrong);
    let limit = (plain.chars().count() / 3).max(1);
    let mut best: Option<(usize, &str, bool)> = None;
    for name in names {
        let distance = distance(&plain, name, limit);
        if distance > limit {
            continue;
        }
        match &mut best {
            Some((least, first, only)) if distance == *least => *only &= *first == name,
            Some((least, ..)) if distance > *least => {}
            _ => best = Some((distance, name, true)),
        }
    }
    best.map(|(_, name, only)| (name, only))
}

fn distance(wrong: &str, name: &str, limit: usize) -> usize {
    // A distance is at least the difference of the lengths: most names need no closer look.
    if name.len().abs_diff(wrong.len()) > limit * 4 {
        return usize::MAX;
    }
    let name = plain(name);
    if name.chars().count().abs_diff(wrong.chars().count()) > limit {
        return usize::MAX;
    }
    strsim::osa_distance(wrong, &name)
}

fn plain(name: &str) -> String {
    name.chars()
        .filter(|character| !matches!(character, '_' | '-'))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_found_and_far_ones_are_not() {
        let names = ["send_email", "send_sms", "createRefund"];
        assert_eq!(nearest("send_emial", names), Some("send_email"));
        assert_eq!(nearest("create_refund", names), Some("createRefund"));
        assert_eq!(nearest("delete_user", names), None);
        assert_eq!(nearest("sendsms", names), Some("send_sms"));
        assert_eq!(near("sendsms", names), Some(Near { name: "send_sms".to_owned(), only: true }));
        let two = near("send_xms", ["send_sms", "send_mms"]);
        assert_eq!(two, Some(Near { name: "send_sms".to_owned(), only: false }));
    }
}
