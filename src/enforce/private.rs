//! Files that nobody but their owner may read or write.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use crate::strings::tick;

/// Why a file can't be trusted, in a reader's words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} {reason}", tick(&path.to_string_lossy()))]
pub(crate) struct PrivateError {
    path: PathBuf,
    reason: String,
}

impl PrivateError {
    fn new(path: &Path, reason: impl Into<String>) -> Self {
        Self { path: path.to_owned(), reason: reason.into() }
    }

    fn io(path: &Path, error: &io::Error) -> Self {
        Self::new(path, format!("can't be used: {error}"))
    }
}

/// Opens a file for appending, which is made where it isn't there, in a folder that is made as
/// well.
///
/// # Errors
/// It can't be opened, others may read or write it, or others may put something in its place.
pub(crate) fn private_file(path: &Path) -> Result<File, PrivateError> {
    let folder = path.parent().filter(|it| *it != Path::new("")).unwrap_or(Path::new("."));
    make_folder(folder).map_err(|error| PrivateError::io(folder, &error))?;
    check_folder(folder)?;
    if fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink()) {
        return Err(PrivateError::new(path, "is a symbolic link; name the file itself"));
    }
    let file = options().open(path).map_err(|error| PrivateError::io(path, &error))?;
    check_file(path, &file)?;
    Ok(file)
}

fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(unix)]
fn check_folder(folder: &Path) -> Result<(), PrivateError> {
    use std::os::unix::fs::MetadataExt;
    let metadata = fs::metadata(folder).map_err(|error| PrivateError::io(folder, &error))?;
    check_owner(folder, metadata.uid())?;
    match metadata.mode() & 0o022 {
        0 => Ok(()),
        _ => Err(PrivateError::new(folder, "can be written by others; `chmod go-w` it")),
    }
}

#[cfg(unix)]
fn check_file(path: &Path, file: &File) -> Result<(), PrivateError> {
    use std::os::unix::fs::MetadataExt;
    let metadata = file.metadata().map_err(|error| PrivateError::io(path, &error))?;
    check_owner(path, metadata.uid())?;
    match (metadata.is_file(), metadata.mode() & 0o077) {
        (true, 0) => Ok(()),
        (false, _) => Err(PrivateError::new(path, "is no regular file")),
        (true, _) => Err(PrivateError::new(path, "can be read by others; `chmod 600` it")),
    }
}

#[cfg(unix)]
fn check_owner(path: &Path, owner: u32) -> Result<(), PrivateError> {
    match owner == rustix::process::geteuid().as_raw() {
        true => Ok(()),
        false => Err(PrivateError::new(path, "belongs to another user")),
    }
}

#[cfg(not(unix))]
fn check_folder(_: &Path) -> Result<(), PrivateError> {
    Ok(())
}

#[cfg(not(unix))]
fn check_file(_: &Path, _: &File) -> Result<(), PrivateError> {
    Ok(())
}
