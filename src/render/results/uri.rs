//! Paths as URI references (RFC 3986).

use std::fmt::Write as _;
use std::path::MAIN_SEPARATOR;

/// A path as it stands in a URI: forward slashes, everything else that isn't unreserved as percent
/// signs. An absolute path becomes a `file` URI.
pub(super) fn uri(path: &str) -> String {
    let path = path.replace(MAIN_SEPARATOR, "/");
    let path = path.strip_prefix("./").unwrap_or(&path);
    match path.strip_prefix('/') {
        Some(rest) => format!("file:///{}", encoded(rest)),
        None if has_drive(path) => format!("file:///{}", encoded(path)),
        None => encoded(path),
    }
}

/// Whether a path lies in the folder in which the command was run.
pub(super) fn is_below(path: &str) -> bool {
    let uri = uri(path);
    !uri.starts_with("file:///") && !uri.split('/').any(|part| part == "..")
}

fn has_drive(path: &str) -> bool {
    cfg!(windows) && path.as_bytes().get(1) == Some(&b':')
}

fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            // Writing to a string can't fail.
            _ => drop(write!(out, "%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_path_means_anything_in_a_uri() {
        assert_eq!(uri("policies/a b#1?.mcpol"), "policies/a%20b%231%3F.mcpol");
        assert_eq!(uri("<stdin>"), "%3Cstdin%3E");
        assert_eq!(uri("c:é"), "c%3A%C3%A9");
        assert_eq!(uri("./a.mcpol"), "a.mcpol");
        assert_eq!(uri("/srv/a.mcpol"), "file:///srv/a.mcpol");
    }

    #[test]
    fn a_path_outside_of_the_folder_is_told_apart() {
        assert!(is_below("a/b.mcpol"));
        assert!(!is_below("../b.mcpol") && !is_below("/b.mcpol"));
    }
}
