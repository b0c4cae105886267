//! The tools that agent clients have themselves: catalogs that come with mcpol, each of one version
//! of its client.

use std::path::Path;

use crate::strings::tick;

/// What their names begin with.
pub(crate) const BUILTIN: &str = "builtin:";

/// A catalog's name without the prefix, and its text.
const CATALOGS: [(&str, &str); 5] = [
    ("claude-code", include_str!("claude-code.json")),
    ("codex", include_str!("codex.json")),
    ("copilot-cli", include_str!("copilot-cli.json")),
    ("cursor", include_str!("cursor.json")),
    ("gemini-cli", include_str!("gemini-cli.json")),
];

/// Whether a name is meant to be one of theirs, and of no file.
pub(crate) fn is_builtin(name: &Path) -> bool {
    name.to_str().is_some_and(|name| name.starts_with(BUILTIN))
}

/// The text of the catalog of this name.
///
/// # Errors
/// There is none, in a reader's words.
pub(crate) fn builtin(name: &Path) -> Result<&'static str, String> {
    let name = name.to_str().and_then(|name| name.strip_prefix(BUILTIN)).unwrap_or_default();
    let found = CATALOGS.into_iter().find(|(known, _)| *known == name);
    found.map(|(_, text)| text).ok_or_else(|| {
        let names: Vec<String> =
            CATALOGS.iter().map(|(known, _)| tick(&format!("{BUILTIN}{known}"))).collect();
        format!("mcpol has {}", names.join(", "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;
    use crate::source::Sources;

    #[test]
    fn each_is_read_without_findings_and_is_in_order() {
        for (name, text) in CATALOGS {
            assert_eq!(builtin(Path::new(&format!("{BUILTIN}{name}"))), Ok(text));
            let (catalog, findings) = Catalog::read(Sources::default().add(name, text).unwrap());
            assert_eq!(findings, [], "{name}");
            let names: Vec<&str> = catalog.tools().iter().map(|tool| &**tool.name()).collect();
            assert!(!names.is_empty() && names.is_sorted(), "{name}: {names:?}");
        }
        assert!(CATALOGS.is_sorted());
    }

    #[test]
    fn another_name_is_none_of_them() {
        let said = builtin(Path::new("builtin:claude")).unwrap_err();
        assert!(said.starts_with("mcpol has `builtin:claude-code`, "), "{said}");
        assert!(is_builtin(Path::new("builtin:claude")));
        assert!(!is_builtin(Path::new("./builtin:claude-code")));
    }
}
