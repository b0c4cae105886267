//! Names as clients show them to their models: the server's name stands before the tool's.

/// What a server's tool is called behind a client's prefix: the longest end of the name that
/// `is_known` knows and that stands behind `mcp__SERVER__`, `SERVER__`, `SERVER:`, `SERVER/`,
/// `SERVER.` or `mcp_SERVER_`.
pub(super) fn without_prefix(name: &str, is_known: impl Fn(&str) -> bool) -> Option<&str> {
    let separators: &[&str] =
        if name.starts_with("mcp_") { &["__", ":", "/", ".", "_"] } else { &["__", ":", "/", "."] };
    let starts = name.char_indices().map(|(at, _)| at);
    let mut ends = starts.filter_map(|at| {
        let (before, end) = name.split_at_checked(at)?;
        let named = separators.iter().any(|separator| before.ends_with(separator));
        let is_all = end == "*" && !before.ends_with("__");
        (named && before.len() > 1 && !is_all).then_some(end)
    });
    ends.find(|end| is_known(end))
}

/// Whether a name is what clients call all tools of a server: `mcp__SERVER`.
pub(super) fn is_server(name: &str) -> bool {
    name.strip_prefix("mcp__").is_some_and(|server| !server.is_empty() && !server.contains("__"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tool_is_found_behind_each_clients_prefix() {
        let known = |name: &str| ["get_issue", "issue", "a__b"].contains(&name);
        for prefixed in [
            "mcp__github__get_issue",
            "github__get_issue",
            "github:get_issue",
            "github/get_issue",
            "github.get_issue",
            "mcp_github_get_issue",
            "mcp__plugin_github_github__get_issue",
        ] {
            assert_eq!(without_prefix(prefixed, known), Some("get_issue"), "{prefixed}");
        }
        assert_eq!(without_prefix("server__a__b", known), Some("a__b"));
        let all = |name: &str| name == "*";
        assert_eq!(without_prefix("mcp__github__*", all), Some("*"));
        assert_eq!(without_prefix("mcp__github__zet_*", all), None);
        assert!(is_server("mcp__github") && is_server("mcp__plugin_a_b"));
        assert!(!is_server("mcp__github__get_issue") && !is_server("mcp__"));
        for other in
            ["get_issue", "x_get_issue", "_get_issue", "get_issue_", "mcp__github__get", ""]
        {
            assert_eq!(without_prefix(other, known), None, "{other}");
        }
    }
}
