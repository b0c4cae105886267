//! Where the counters lie.

use std::env;
use std::path::{Path, PathBuf};

use crate::enforce::StoreError;

/// Within the folder of the state that programs keep for a user.
const FILE: &str = "mcpol/counters.sqlite";

/// The file that is given, or the user's.
///
/// # Errors
/// Nobody knows the user's folder.
pub(super) fn path(given: Option<&Path>) -> Result<PathBuf, StoreError> {
    if let Some(given) = given {
        return Ok(given.to_owned());
    }
    let folder =
        |variable| env::var_os(variable).map(PathBuf::from).filter(|folder| folder.is_absolute());
    let state = folder("XDG_STATE_HOME")
        .or_else(|| folder("HOME").map(|home| home.join(".local/state")))
        .or_else(|| folder("LOCALAPPDATA"));
    let state = state.ok_or_else(|| {
        StoreError("`HOME` names no folder to keep them in; `--store` names a file".to_owned())
    })?;
    Ok(state.join(FILE))
}
