//! Which Claude Code is installed.

use std::process::Command;

/// The first version that can be told to refuse a call where its hook fails.
const BLOCKS: [u32; 3] = [2, 1, 295];

/// Whether the Claude Code of this machine refuses a call where its hook fails, if it is told to;
/// `None` where there is none.
pub(super) fn blocks_on_failure() -> Option<bool> {
    let said = Command::new("claude").arg("--version").output().ok()?;
    Some(version(&String::from_utf8_lossy(&said.stdout))? >= BLOCKS)
}

/// The version that `2.1.332 (Claude Code)` says.
fn version(said: &str) -> Option<[u32; 3]> {
    let mut parts = said.split_whitespace().next()?.split('.').map(|part| part.parse().ok());
    let version = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_by_their_numbers() {
        assert_eq!(version("2.1.332 (Claude Code)\n"), Some([2, 1, 332]));
        assert!(version("2.1.197").is_some_and(|old| old < BLOCKS));
        assert!(version("2.10.0").is_some_and(|new| new >= BLOCKS));
        for other in ["", "claude", "2.1", "2.1.x", "2.1.3.4"] {
            assert_eq!(version(other), None, "{other}");
        }
    }
}
