//! Patterns over tool names: `*` stands for any run of characters, everything else for itself.

/// Whether the pattern covers the whole name.
pub(crate) fn matches(pattern: &str, name: &str) -> bool {
    let Some((first, rest)) = pattern.split_once('*') else { return pattern == name };
    let (middle, last) = rest.rsplit_once('*').unwrap_or(("", rest));
    let Some(inside) = name.strip_prefix(first).and_then(|name| name.strip_suffix(last)) else {
        return false;
    };
    let mut left = inside;
    middle.split('*').all(|part| match left.find(part) {
        Some(at) => {
            left = left.get(at + part.len()..).unwrap_or_default();
            true
        }
        None => false,
    })
}

/// What every name begins with that the pattern covers.
pub(crate) fn prefix(pattern: &str) -> &str {
    pattern.split('*').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn stars_stand_for_any_run() {
        for (pattern, name) in [
            ("*", ""),
            ("get_*", "get_"),
            ("a*c*e", "abcde"),
            ("*b*", "b"),
            ("a**b", "ab"),
            ("*_b_*", "a_b_c"),
        ] {
            assert!(matches(pattern, name), "{pattern} {name}");
        }
        for (pattern, name) in [
            ("get_*", "get"),
            ("ab*bc", "abc"),
            ("a*c*e", "abde"),
            ("*b", "bc"),
            ("a*a", "a"),
            ("*x*y*", "yx"),
        ] {
            assert!(!matches(pattern, name), "{pattern} {name}");
        }
    }
}
