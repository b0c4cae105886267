//! What stands for something else in a configuration: `${NAME}`, `${env:NAME}`, `${NAME:-else}`,
//! and the folders that clients know.

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
    while let Some((before, behind)) = rest.split_once("${") {
        expanded.push_str(before);
        let Some((name, after)) = behind.split_once('}') else {
            expanded.push_str("${");
            rest = behind;
            continue;
        };
        expanded.push_str(&value(name, surroundings, variables)?);
        rest = after;
    }
    expanded.push_str(rest);
    Ok(expanded)
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
        return Err(format!("{} is known to the client only", tick(&format!("${{{name}}}"))));
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
