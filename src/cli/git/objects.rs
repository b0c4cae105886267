//! `git cat-file --batch`: one process that is asked for one file after the other.

use std::io::{self, BufRead, BufReader, Read as _, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use crate::cli::disk::LARGEST;

/// The process, once something was asked.
#[derive(Debug, Default)]
pub(super) struct Objects {
    process: Option<Process>,
}

/// What a path leads to.
#[derive(Debug)]
pub(super) enum Read {
    /// A file.
    File(Vec<u8>),
    /// Along a link, out of the repository: where to, from the top.
    Outside(PathBuf),
    /// Nowhere; why, in a reader's words.
    Nothing(&'static str),
}

#[derive(Debug)]
struct Process {
    child: Child,
    /// `None` once nothing is asked any more.
    questions: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Objects {
    /// What a path of a tree holds. Links are followed.
    pub(super) fn read(&mut self, tree: &str, path: &Path) -> io::Result<Read> {
        let mut name = path.as_os_str().as_encoded_bytes().to_vec();
        if std::path::MAIN_SEPARATOR != '/' {
            name.iter_mut().filter(|byte| **byte == b'\\').for_each(|byte| *byte = b'/');
        }
        if name.contains(&b'\n') {
            return Ok(Read::Nothing("no name of a file has a line end"));
        }
        self.ask(&[tree.as_bytes(), b":", &name, b"\n"].concat())
    }

    /// What the object of an id holds, as a link its text.
    pub(super) fn text(&mut self, id: &str) -> io::Result<Vec<u8>> {
        match self.ask(&[id.as_bytes(), b"\n"].concat())? {
            Read::File(bytes) => Ok(bytes),
            Read::Outside(_) | Read::Nothing(_) => Err(io::ErrorKind::InvalidData.into()),
        }
    }

    fn ask(&mut self, question: &[u8]) -> io::Result<Read> {
        if self.process.is_none() {
            self.process = Some(Process::start()?);
        }
        self.process.as_mut().ok_or(io::ErrorKind::BrokenPipe)?.ask(question)
    }
}

impl Process {
    fn start() -> io::Result<Self> {
        let mut child = Command::new("git")
            .args(["cat-file", "--batch", "--follow-symlinks"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let questions = child.stdin.take();
        let answers = BufReader::new(child.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?);
        Ok(Self { child, questions, answers })
    }

    /// The answer begins with a line: an id, a type and a size; or what kind of link it was, and
    /// the size of its text; or the question and `missing`.
    fn ask(&mut self, question: &[u8]) -> io::Result<Read> {
        let questions = self.questions.as_mut().ok_or(io::ErrorKind::BrokenPipe)?;
        questions.write_all(question)?;
        questions.flush()?;
        let mut head = Vec::new();
        self.answers.read_until(b'\n', &mut head)?;
        let head = String::from_utf8_lossy(&head).trim_end().to_owned();
        if head.is_empty() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if head.ends_with(" missing") || head.ends_with(" ambiguous") {
            return Ok(Read::Nothing("no such file"));
        }
        let size = head.rsplit(' ').next().and_then(|size| size.parse().ok());
        let content = self.content(size.ok_or(io::ErrorKind::InvalidData)?)?;
        Ok(read(&head, content))
    }

    /// So many bytes and a line end; `None` where they are too many to keep.
    fn content(&mut self, size: u64) -> io::Result<Option<Vec<u8>>> {
        let mut whole = self.answers.by_ref().take(size.saturating_add(1));
        if size > LARGEST {
            io::copy(&mut whole, &mut io::sink())?;
            return Ok(None);
        }
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default() + 1);
        whole.read_to_end(&mut bytes)?;
        bytes.pop();
        Ok(Some(bytes))
    }
}

fn read(head: &str, content: Option<Vec<u8>>) -> Read {
    let Some(bytes) = content else { return Read::Nothing("it has more than 1 GiB") };
    let mut words = head.split(' ');
    match (words.next(), words.next()) {
        (Some("symlink"), _) => Read::Outside(String::from_utf8_lossy(&bytes).into_owned().into()),
        (Some("dangling"), _) => Read::Nothing("no such file"),
        (Some("loop"), _) => Read::Nothing("it is a link that leads back to itself"),
        (Some("notdir"), _) => Read::Nothing("a part of the path is not a folder"),
        (_, Some("blob")) => Read::File(bytes),
        (_, Some("tree")) => Read::Nothing("it is a folder"),
        _ => Read::Nothing("it is no file"),
    }
}

/// Nothing more is asked, so the process ends.
impl Drop for Process {
    fn drop(&mut self) {
        self.questions = None;
        drop(self.child.wait());
    }
}
