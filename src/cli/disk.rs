//! The real files: read whole, written whole or not at all.

use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::{env, fs};

use tempfile::NamedTempFile;

use super::shell::CommandError;
use super::{temporary, used_files};
use crate::session::{Files, Server, Session, Unreadable, is_folder_of_streams, plain};
use crate::strings::tick;

/// The name for standard input among paths.
pub(super) const STDIN: &str = "-";

/// Where systems that have devices keep standard input.
const STDIN_DEVICE: &str = "/dev/stdin";

/// Whether the path means standard input.
pub(super) fn is_stdin(path: &Path) -> bool {
    path == Path::new(STDIN)
}

/// That an option's file isn't `-`, which would be one of that name.
///
/// # Errors
/// It is; standard output has the command's own result.
pub(super) fn refuse_stdout(option: &str, path: &Path) -> Result<(), CommandError> {
    if !is_stdin(path) {
        return Ok(());
    }
    let option = tick(option);
    Err(CommandError(format!("{option} writes a file: standard output has the command's result")))
}

/// What is said where `-` isn't taken.
const NO_STDIN: &str = "a policy is read from standard input by `check`, `test`, `fmt`, `access` \
                        and `compile` only";

/// The bytes of the largest file that is read.
pub(super) const LARGEST: u64 = 1 << 30;

/// More symbolic links than lead from one file to another.
const MAX_LINKS: usize = 40;

/// The files of the machine.
#[derive(Debug)]
pub(super) struct Disk;

impl Files for Disk {
    fn read(&self, path: &Path) -> Result<Vec<u8>, String> {
        read(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound if path == Path::new(STDIN) => NO_STDIN.to_owned(),
            _ => words(&error),
        })
    }

    fn is_there(&self, path: &Path) -> bool {
        fs::symlink_metadata(path).is_ok()
    }

    fn check_regular(&self, path: &Path) -> Result<(), String> {
        check_regular(path)
    }

    fn identity(&self, path: &Path) -> PathBuf {
        real(path)
    }
}

/// That what nobody named is a file or not there at all: a pipe may have no end, and a link may
/// lead nowhere.
///
/// # Errors
/// It is something else, in a reader's words.
pub(super) fn check_regular(path: &Path) -> Result<(), String> {
    match path.is_file() || path.is_dir() || fs::symlink_metadata(path).is_err() {
        true => Ok(()),
        false => Err("it is not a regular file".to_owned()),
    }
}

/// A path without links and dots; for a file that isn't there, the path itself.
pub(super) fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// The file, however it is called; it may not be there yet.
pub(super) fn identity(file: &Path) -> PathBuf {
    let folder = real(folder(file));
    real(&folder.join(file.file_name().unwrap_or_default()))
}

/// Where a path leads along its links; there may be nothing.
pub(super) fn end(path: &Path) -> PathBuf {
    let mut path = path.to_owned();
    for _ in 0..MAX_LINKS {
        let Ok(target) = fs::read_link(&path) else { break };
        path = plain(&real(folder(&path)).join(target));
    }
    identity(&path)
}

/// The folder of a file.
pub(super) fn folder(file: &Path) -> &Path {
    file.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."))
}

/// A path as it is called from the current folder, where it lies in it.
pub(super) fn from_here(path: &Path) -> PathBuf {
    path.strip_prefix(real(Path::new("."))).unwrap_or(path).to_owned()
}

/// A session on the real files, with the catalog that the user names, if any; `-` is standard
/// input.
pub(super) fn session(catalog: Option<&Path>) -> Result<Session<Disk>, CommandError> {
    let mut session = Session::new(Disk);
    if let Some(path) = catalog {
        let path = taken_in(path, &mut session)?;
        session.use_catalog(&path)?;
    }
    Ok(session)
}

/// The catalog that the user names; `-` is standard input.
pub(super) fn catalog(
    path: &Path,
    session: &mut Session<Disk>,
) -> Result<Arc<Server>, CommandError> {
    let path = taken_in(path, session)?;
    Ok(session.catalog(&path)?)
}

/// What standard input is called where the user gives it no path.
pub(super) const UNNAMED: &str = "<stdin>";

/// The path itself; for `-`, the name under which standard input was put in its place.
fn taken_in(path: &Path, session: &mut Session<Disk>) -> Result<PathBuf, CommandError> {
    if !is_stdin(path) {
        return Ok(path.to_owned());
    }
    let name = PathBuf::from(UNNAMED);
    if !session.has_read(&name) {
        put_stdin(session, &name)?;
    }
    Ok(name)
}

/// What is said where two files are read from it.
pub(super) const ONE_STDIN: &str = "standard input holds one file: name the other one";

/// Whether standard input was read.
static IS_STDIN_READ: AtomicBool = AtomicBool::new(false);

/// Puts standard input where `path` is.
pub(super) fn put_stdin(session: &mut Session<Disk>, path: &Path) -> Result<(), CommandError> {
    let bytes = whole(stdin()?, 0).map_err(|error| unread_stdin(&error))?;
    Ok(session.put(path, bytes)?)
}

/// Standard input, which is read once.
fn stdin() -> Result<io::StdinLock<'static>, CommandError> {
    if IS_STDIN_READ.swap(true, Ordering::Relaxed) {
        return Err(CommandError(ONE_STDIN.to_owned()));
    }
    let stdin = io::stdin().lock();
    let is_ending = if stdin.is_terminal() { Ok(()) } else { check_end(Path::new(STDIN_DEVICE)) };
    is_ending.map(|()| stdin).map_err(|error| unread_stdin(&error))
}

fn unread_stdin(error: &io::Error) -> CommandError {
    CommandError(format!("can't read standard input: {}", words(error)))
}

/// A file that is read piece by piece.
pub(super) struct Stream {
    /// What it is called; standard input has a name too.
    pub(super) path: PathBuf,
    pub(super) from: Box<dyn Read>,
}

/// What the user names; `-` is standard input.
pub(super) fn stream(path: &Path) -> Result<Stream, CommandError> {
    if is_stdin(path) {
        return Ok(Stream { path: PathBuf::from(UNNAMED), from: Box::new(Bounded::new(stdin()?)) });
    }
    let file = open(path).map_err(|error| Unreadable::new(path, words(&error)))?;
    used_files::record(path);
    Ok(Stream { path: path.to_owned(), from: Box::new(Bounded::new(file)) })
}

impl Stream {
    /// Why no more of it can be read.
    pub(super) fn unread(path: &Path, error: &io::Error) -> CommandError {
        match path == Path::new(UNNAMED) {
            true => unread_stdin(error),
            false => Unreadable::new(path, words(error)).into(),
        }
    }
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    let file = open(path)?;
    used_files::record(path);
    let expected = file.metadata().map_or(0, |metadata| metadata.len());
    whole(file, expected)
}

/// Opens what the user names: a file or a pipe.
fn open(path: &Path) -> io::Result<fs::File> {
    check_end(path)?;
    fs::File::open(path)
}

/// That a path leads to no device, which may never end; nothing is in the one that is always empty.
fn check_end(path: &Path) -> io::Result<()> {
    let is_device = fs::metadata(path).is_ok_and(|metadata| is_device(&metadata));
    match is_device && real(path) != Path::new("/dev/null") {
        true => Err(io::Error::other("it is a device, not a file")),
        false => Ok(()),
    }
}

/// What a file holds that is to be replaced. A device or a pipe isn't asked: it may never end.
pub(super) fn existing(path: &Path) -> Option<Vec<u8>> {
    let file = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    whole(fs::File::open(path).ok()?, file.len()).ok()
}

/// Everything that can be read, some `expected` bytes.
fn whole(from: impl Read, expected: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(usize::try_from(expected.min(LARGEST)).unwrap_or_default());
    Bounded::new(from).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What can be read, unless it is more than [`LARGEST`]: some devices and pipes never end.
struct Bounded<R> {
    from: R,
    left: u64,
}

impl<R> Bounded<R> {
    fn new(from: R) -> Self {
        Self { from, left: LARGEST }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(buffer)?;
        let left = self.left.checked_sub(read as u64);
        let too_large = || io::Error::new(io::ErrorKind::FileTooLarge, "it has more than 1 GiB");
        self.left = left.ok_or_else(too_large)?;
        Ok(read)
    }
}

/// Makes the folder that a file is to lie in.
pub(super) fn make_folder_of(file: &Path) -> Result<(), CommandError> {
    let Some(folder) = file.parent().filter(|folder| *folder != Path::new("")) else {
        return Ok(());
    };
    fs::create_dir_all(folder).map_err(|error| {
        let name = tick(&folder.to_string_lossy());
        CommandError(format!("can't make the folder {name}: {}", words(&error)))
    })
}

/// Replaces a file's content: at every moment there is the old content or the new.
pub(super) fn write(path: &Path, text: &str) -> Result<(), CommandError> {
    replace(path, text).map_err(|error| {
        CommandError(format!("can't write {}: {}", tick(&path.to_string_lossy()), words(&error)))
    })?;
    used_files::record(path);
    Ok(())
}

fn replace(path: &Path, text: &str) -> io::Result<()> {
    let path = without_links(path)?;
    let existing = match fs::symlink_metadata(&path) {
        Ok(metadata) if metadata.is_file() => Some(metadata.permissions()),
        Ok(metadata) if metadata.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        // Terminals and `/dev/null` take what they get; a pipe may wait for its reader for ever.
        Ok(metadata) if is_character_device(&metadata) => return fs::write(&path, text),
        Ok(_) => return Err(io::Error::other("it is not a regular file")),
        Err(_) => None,
    };
    let mut file = beside(&path)?;
    file.write_all(text.as_bytes())?;
    if let Some(permissions) = existing {
        file.as_file().set_permissions(permissions)?;
    }
    temporary::persist(file, &path)
}

/// The path to which symbolic links lead: what is there is replaced, not a link, and if nothing is
/// there, it is written there.
pub(super) fn without_links(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..MAX_LINKS {
        let Some(name) = path.file_name() else { return Ok(path) };
        let folder = match path.parent() {
            Some(folder) if folder != Path::new("") => fs::canonicalize(folder)?,
            _ => env::current_dir()?,
        };
        if is_folder_of_streams(&folder) {
            return Err(io::Error::other("it is a stream of this process, not a file"));
        }
        let file = folder.join(name);
        match fs::read_link(&file) {
            Ok(target) => path = folder.join(target),
            Err(_) => return Ok(file),
        }
    }
    Err(io::Error::other("too many symbolic links"))
}

#[cfg(unix)]
fn is_character_device(metadata: &fs::Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt;
    metadata.file_type().is_char_device()
}

#[cfg(unix)]
fn is_device(metadata: &fs::Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt;
    metadata.file_type().is_block_device() || is_character_device(metadata)
}

#[cfg(not(unix))]
fn is_device(metadata: &fs::Metadata) -> bool {
    is_character_device(metadata)
}

#[cfg(not(unix))]
fn is_character_device(_: &fs::Metadata) -> bool {
    false
}

/// A new file in the same folder, with the permissions that any new file has.
fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let folder = match path.parent() {
        Some(folder) if folder != Path::new("") => folder.to_owned(),
        _ => env::current_dir()?,
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".mcpol-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    temporary::create(|| builder.tempfile_in(folder))
}

/// What is wrong, in a reader's words.
pub(super) fn words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        io::ErrorKind::NotADirectory => "a part of the path is not a folder".to_owned(),
        _ => error.to_string(),
    }
}
