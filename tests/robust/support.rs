//! The command run over files of any content.

use std::fs;
use std::io::Read;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// The head of a policy against `c.json`.
pub(crate) const HEAD: &str = "policy \"p\"\ncatalog \"c.json\"\n";

/// A catalog of one tool with a text and a number.
pub(crate) const CATALOG: &str = r#"{"tools":[{"name":"t","inputSchema":{"type":"object","properties":{"a":{"type":"string"},"n":{"type":"integer"}}}}]}"#;

/// More than this of what a run prints isn't looked at.
const LOOKED_AT: u64 = 1 << 20;

/// Every command that reads a policy.
pub(crate) const POLICY_COMMANDS: [&[&str]; 6] = [
    &["check", "p.mcpol"],
    &["check", "p.mcpol", "--format", "json"],
    &["compile", "p.mcpol", "-o", "out.json", "--source-map", "map.json"],
    &["fmt", "--check", "p.mcpol"],
    &["test", "p.mcpol"],
    &["eval", "p.mcpol", "--tool", "t", "--args", "{\"a\": \"x\"}"],
];

/// Every command that reads a catalog.
pub(crate) const CATALOG_COMMANDS: [&[&str]; 6] = [
    &["check", "p.mcpol"],
    &["catalog", "show", "c.json"],
    &["catalog", "show", "c.json", "t"],
    &["catalog", "show", "c.json", "--format", "json"],
    &["catalog", "classify", "c.json"],
    &["init", "--catalog", "c.json"],
];

/// Whether a terminal obeys a character or a reader can't see it: control characters, what
/// reorders text, what has no width.
fn is_unsafe(character: char) -> bool {
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
    /// Standard output, then standard error, as far as they were looked at.
    pub(crate) said: String,
}

impl Ran {
    /// The run, if it ended with this exit code.
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}", self.said);
        self
    }

    /// The run, if it said this.
    #[track_caller]
    pub(crate) fn says(self, text: &str) -> Self {
        assert!(self.said.contains(text), "{text}\n{}", self.said);
        self
    }
}

impl Folder {
    pub(crate) fn new(files: &[(&str, &[u8])]) -> Self {
        let folder = Self { root: TempDir::new().unwrap() };
        for (name, bytes) in files {
            fs::write(folder.path(name), bytes).unwrap();
        }
        folder
    }

    /// A folder with a policy and [`CATALOG`].
    pub(crate) fn policy(text: impl AsRef<[u8]>) -> Self {
        Self::new(&[("p.mcpol", text.as_ref()), ("c.json", CATALOG.as_bytes())])
    }

    /// A folder with a small policy and a catalog.
    pub(crate) fn catalog(text: impl AsRef<[u8]>) -> Self {
        let policy = format!("{HEAD}allow t {{ require args.a == \"x\" }}\n");
        Self::new(&[("p.mcpol", policy.as_bytes()), ("c.json", text.as_ref())])
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.root.path()).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mcpol"));
        command.args(arguments).current_dir(self.root.path()).stdin(Stdio::null());
        command
    }

    /// Runs the command and checks what holds of every run.
    #[track_caller]
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        self.run_from(arguments, Stdio::null())
    }

    /// The same with something on standard input.
    #[track_caller]
    pub(crate) fn run_from(&self, arguments: &[&str], stdin: Stdio) -> Ran {
        let before = self.names();
        let mut child = self
            .command(arguments)
            .stdin(stdin)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (out, err) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
        let err = std::thread::spawn(move || text_of(err));
        let said = text_of(out) + &err.join().unwrap();
        let status = child.wait().unwrap();
        let ran = Ran { code: status.code().unwrap_or(-1), said };
        ran.is_calm(arguments);
        if ran.code != 0 {
            assert_eq!(self.names(), before, "{arguments:?} left a file: {}", ran.said);
        }
        ran
    }

    /// Runs every one of these commands.
    #[track_caller]
    pub(crate) fn run_all(&self, commands: &[&[&str]]) -> Vec<Ran> {
        commands
            .iter()
            .map(|arguments| {
                let ran = self.run(arguments);
                for made in ["out.json", "map.json"] {
                    let _ = fs::remove_file(self.path(made));
                }
                ran
            })
            .collect()
    }
}

impl Ran {
    #[track_caller]
    fn is_calm(&self, arguments: &[&str]) {
        let Self { code, said } = self;
        assert!((0..=2).contains(code), "{arguments:?} ended with {code}: {said}");
        assert!(!said.contains("panicked"), "{arguments:?}: {said}");
        let raw = said.chars().find(|it| *it != '\n' && is_unsafe(*it));
        assert_eq!(raw, None, "{arguments:?} prints it raw: {said}");
        let faults = said.matches("error[").count();
        assert!(faults <= said.matches("─[").count(), "{arguments:?}, no place: {said}");
    }
}

/// What a stream says, up to a bound; all of it is read.
fn text_of(mut stream: impl Read) -> String {
    let mut bytes = Vec::new();
    stream.by_ref().take(LOOKED_AT).read_to_end(&mut bytes).unwrap();
    std::io::copy(&mut stream, &mut std::io::sink()).unwrap();
    let cut = bytes.len() as u64 == LOOKED_AT;
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) if cut => String::from_utf8_lossy(error.as_bytes()).replace('\u{fffd}', ""),
        Err(error) => String::from_utf8(error.into_bytes()).unwrap(),
    };
    match text.rfind("error[").filter(|_| cut) {
        Some(last) => text[..last].to_owned(),
        None => text,
    }
}
