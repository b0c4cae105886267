//! What stands for something else in a configuration: `${NAME}`, `${env:NAME}`, `${NAME:-else}`,
//! the folders that clients know, OpenCode's `{env:NAME}` and `{file:PATH}`, Gemini CLI's `$NAME`.

use super::Surroundings;
use crate::strings::tick;

/// A text with all that stands for something else in it replaced; the variables that it names are
/// added to `variables`.
///
/// # Errors
/// Something isn't known here.
pub(super) fn expand(
    text: &str,
    surroundings: &Surroundings<'_>,
    variables: &mut Vec<(String, String)>,
) -> Result<String, String> {
    let mut expanded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, mark, behind)) = marked(rest) {
        expanded.push_str(before);
        let Some((name, after)) = behind.split_once('}') else {
            expanded.push_str(mark);
            rest = behind;
            continue;
        };
        let name = format!("{}{name}", mark.trim_start_matches(['$', '{']));
        expanded.push_str(&value(&name, surroundings, variables)?);
        rest = after;
    }
    expanded.push_str(rest);
    Ok(expanded)
}

/// What begins something that stands for something else, up to its name.
const MARKS: [&str; 3] = ["${", "{env:", "{file:"];

/// A text before its first mark, the mark, and what is behind it.
fn marked(text: &str) -> Option<(&str, &'static str, &str)> {
    let found = MARKS.iter().filter_map(|mark| Some((text.find(mark)?, *mark)));
    let (at, mark) = found.min()?;
    Some((text.get(..at)?, mark, text.get(at + mark.len()..)?))
}

/// The value of a variable of the environment or of a header: `$NAME` alone, or behind a scheme such
/// as `Bearer`, stands for a variable too.
///
/// # Errors
/// Something isn't known here.
pub(super) fn expand_value(
    text: &str,
    surroundings: &Surroundings<'_>,
    variables: &mut Vec<(String, String)>,
) -> Result<String, String> {
    let start = text.rfind(' ').map_or(0, |blank| blank + 1);
    let (before, last) = text.split_at_checked(start).unwrap_or(("", text));
    match last.strip_prefix('$').filter(|name| is_name(name)) {
        Some(name) if !before.trim_end().contains(' ') => {
            let value = value(name, surroundings, variables)?;
            Ok(format!("{before}{value}"))
        }
        _ => expand(text, surroundings, variables),
    }
}

fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && text.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}

fn value(
    name: &str,
    surroundings: &Surroundings<'_>,
    variables: &mut Vec<(String, String)>,
) -> Result<String, String> {
    match name {
        "workspaceFolder" | "workspaceRoot" => return Ok(surroundings.folder.clone()),
        "userHome" => return variable("HOME", surroundings),
        "pathSeparator" | "/" => return Ok(std::path::MAIN_SEPARATOR.to_string()),
        _ => {}
    }
    let name = name.strip_prefix("env:").unwrap_or(name);
    let (name, default) = match name.split_once(":-") {
        Some((name, default)) => (name, Some(default)),
        None => (name, None),
    };
    if name.contains(':') {
        let mark = if name.starts_with("file:") { "" } else { "$" };
        return Err(format!("{} is known to the client only", tick(&format!("{mark}{{{name}}}"))));
    }
    match (variable(name, surroundings), default) {
        (Ok(value), _) => {
            variables.push((name.to_owned(), value.clone()));
            Ok(value)
        }
        (Err(_), Some(default)) => Ok(default.to_owned()),
        (Err(unset), None) => Err(unset),
    }
}

/// The value of a variable.
///
/// # Errors
/// It isn't set.
pub(super) fn variable(name: &str, surroundings: &Surroundings<'_>) -> Result<String, String> {
    (surroundings.variable)(name).ok_or_else(|| format!("the variable {} isn't set", tick(name)))
}
