//! A folder of files and the command run in it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// Tools that most tests use.
pub(crate) const TOOLS: &str = r#"{"tools": [
  {"name": "create_refund", "description": "Refunds a payment.", "inputSchema": {
    "type": "object",
    "properties": {"transaction_id": {"type": "string"}, "amount_in_cents": {"type": "number"}},
    "required": ["transaction_id"]}},
  {"name": "list_refunds", "inputSchema": {"type": "object", "properties": {}}},
  {"name": "delete_user", "inputSchema": {"type": "object",
    "properties": {"userId": {"type": "string"}}, "required": ["userId"]}}
]}
"#;

/// A policy over [`TOOLS`] in its canonical form.
pub(crate) const POLICY: &str = r#"policy "refunds"
catalog "tools.json"

allow list_refunds

allow create_refund {
    require args.amount_in_cents >= 1 and args.amount_in_cents <= 50000
        because "Refund exceeds the policy limit."
    limit 2 per hour
}

hide delete_user

test "large refunds are refused" {
    call create_refund { transaction_id: "t", amount_in_cents: 100 } => allow
    call create_refund { transaction_id: "t" } => deny "Refund exceeds the policy limit."
}
"#;

/// What tells git of another repository than the one around the current folder.
const GIT_PLACES: [&str; 3] = ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"];

/// Whether a terminal obeys a character or a reader can't see it: control characters, what
/// reorders text, what has no width.
pub(crate) fn is_unsafe(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{e0000}'..='\u{e007f}')
}

/// A folder that is gone at the end of the test.
pub(crate) struct Folder {
    root: TempDir,
}

/// What a run of the command left.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    /// What it printed, as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|_| panic!("{}{}", self.out, self.err))
    }

    /// The run, if it ended with this exit code.
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, code, "\nout: {}\nerr: {}", self.out, self.err);
        self
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Folder {
    /// A folder with these files.
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self { root: TempDir::new().unwrap() };
        for (name, text) in files {
            folder.write(name, text);
        }
        folder
    }

    /// A folder with [`POLICY`] in `refunds.mcpol` and [`TOOLS`] in `tools.json`.
    pub(crate) fn refunds() -> Self {
        Self::new(&[("refunds.mcpol", POLICY), ("tools.json", TOOLS)])
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.root.path()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mcpol"));
        command
            .args(arguments)
            .current_dir(self.root.path())
            .env_remove("NO_COLOR")
            .env_remove("COLUMNS")
            .env_remove("MCPOL_TODAY");
        for variable in GIT_PLACES {
            command.env_remove(variable);
        }
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        self.command(arguments).stdin(Stdio::null()).output().unwrap().into()
    }

    /// The folder as a git repository with one commit of what is in it.
    pub(crate) fn in_git(self) -> Self {
        self.init_git_in(".");
        self.commit();
        self
    }

    /// Makes a folder in this one a git repository.
    pub(crate) fn init_git_in(&self, folder: &str) {
        self.git(&["init", "--quiet", "--initial-branch", "main", folder]);
    }

    /// Commits everything.
    pub(crate) fn commit(&self) {
        self.commit_in(".");
    }

    /// Commits everything in a repository in this folder.
    pub(crate) fn commit_in(&self, folder: &str) {
        self.git(&["-C", folder, "add", "--all"]);
        self.git(&["-C", folder, "commit", "--quiet", "--message", "a change"]);
    }

    /// Runs git here; what it prints.
    #[track_caller]
    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        Ran::from(self.program("git", arguments).output().unwrap()).exits(0).out
    }

    /// Another program that is run here, with nobody's configuration of git and the tested mcpol
    /// first on the `PATH`.
    pub(crate) fn program(&self, program: &str, arguments: &[&str]) -> Command {
        let binary = Path::new(env!("CARGO_BIN_EXE_mcpol")).parent().unwrap().to_path_buf();
        let others = std::env::var_os("PATH").unwrap_or_default();
        let folders = std::iter::once(binary).chain(std::env::split_paths(&others));
        let mut command = Command::new(program);
        command
            .args(arguments)
            .current_dir(self.root.path())
            .env("PATH", std::env::join_paths(folders).unwrap())
            .env("HOME", self.root.path())
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_SYSTEM", "/dev/null");
        for (name, value) in [("NAME", "Test"), ("EMAIL", "test@example.com")] {
            command.env(format!("GIT_AUTHOR_{name}"), value);
            command.env(format!("GIT_COMMITTER_{name}"), value);
        }
        for variable in GIT_PLACES {
            command.env_remove(variable);
        }
        command
    }

    pub(crate) fn run_with(&self, arguments: &[&str], stdin: impl AsRef<[u8]>) -> Ran {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut input = child.stdin.take().unwrap();
        // A run that ends without reading closes the pipe.
        let _ = input.write_all(stdin.as_ref());
        drop(input);
        child.wait_with_output().unwrap().into()
    }
}
