//! The hooks of `.pre-commit-hooks.yaml`, run by the real pre-commit in real git repositories.
//!
//! The ones with `language: system` run here, on the binary under test; the others build mcpol anew
//! and run from `.ci/run`, as these do: they are ignored unless asked for. pre-commit is found on
//! the `PATH` or through `MCPOL_PRE_COMMIT`.

#![cfg(unix)]

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

const CATALOG: &str = r#"{"tools": [{"name": "greet", "inputSchema": {"type": "object"}}]}"#;
const POLICY: &str = "policy \"desk\"\ncatalog \"catalog.json\"\n\nallow greet\n";
const COMPILED: &str = r#"{
  "version": "1",
  "default": "deny",
  "tools": {
    "greet": {}
  }
}
"#;

#[test]
#[ignore = "needs pre-commit"]
fn a_clean_commit_passes() {
    let repository = Repository::new();
    repository.write_all(POLICY, COMPILED);
    repository.commits();
}

#[test]
#[ignore = "needs pre-commit"]
fn a_fault_stops_the_commit() {
    let repository = Repository::new();
    repository.write_all(&POLICY.replace("allow greet", "allow great"), COMPILED);
    let said = repository.is_stopped();
    assert!(said.contains("great"), "{said}");
}

#[test]
#[ignore = "needs pre-commit"]
fn a_changed_catalog_concerns_policies_that_did_not_change() {
    let repository = Repository::new();
    repository.write_all(POLICY, COMPILED);
    repository.commits();
    repository.write("catalog.json", &CATALOG.replace("greet", "wave"));
    let said = repository.is_stopped();
    assert!(said.contains("desk.mcpol"), "{said}");
}

#[test]
#[ignore = "needs pre-commit"]
fn a_changed_configuration_concerns_policies_that_did_not_change() {
    let repository = Repository::new();
    repository.write_all(POLICY, COMPILED);
    repository.commits();
    repository.write("mcpol.toml", "[lints]\nbroad_allow = \"off\"\n");
    let said = repository.is_stopped();
    assert!(said.contains("mcpol.toml:2:1"), "{said}");
}

#[test]
#[ignore = "needs pre-commit"]
fn a_badly_formatted_file_is_rewritten_and_can_then_be_committed() {
    let repository = Repository::new();
    repository.write_all(&POLICY.replace("allow greet", "allow   greet"), COMPILED);
    repository.is_stopped();
    assert_eq!(repository.read("desk.mcpol"), POLICY);
    repository.commits();
}

#[test]
#[ignore = "needs pre-commit"]
fn stale_json_stops_the_commit() {
    let repository = Repository::new();
    repository.write_all(POLICY, &COMPILED.replace("greet", "wave"));
    let said = repository.is_stopped();
    assert!(said.contains("desk.json"), "{said}");
    repository.write("desk.json", COMPILED);
    repository.commits();
}

#[test]
#[ignore = "needs pre-commit"]
fn parts_that_no_policy_includes_have_nothing_to_compile() {
    let repository = Repository::new();
    repository.write("baseline.mcpol", "limit all tools to 60 per minute\n");
    let said = repository.is_stopped();
    assert!(said.contains("no file has a `policy` statement"), "{said}");
    assert_eq!(said.matches("Failed").count(), 1, "{said}");
    repository.write_all(POLICY, COMPILED);
    repository.commits();
}

#[test]
#[ignore = "needs pre-commit"]
fn other_files_do_not_run_the_hooks() {
    let repository = Repository::new();
    repository.write("notes.txt", "nothing about tools\n");
    repository.commits();
}

/// A git repository with the hooks installed, and the repository that they come from.
struct Repository {
    root: TempDir,
    pre_commit: PathBuf,
}

impl Repository {
    fn new() -> Self {
        let pre_commit = pre_commit().expect("pre-commit on the PATH or in MCPOL_PRE_COMMIT");
        let repository = Self { root: TempDir::new().unwrap(), pre_commit };
        let revision = repository.make_hooks();
        repository.make_work(&revision);
        repository
    }

    /// The repository that the hooks come from; its revision.
    fn make_hooks(&self) -> String {
        let folder = self.root.path().join("hooks");
        fs::create_dir(&folder).unwrap();
        let hooks = Path::new(env!("CARGO_MANIFEST_DIR")).join(".pre-commit-hooks.yaml");
        fs::copy(hooks, folder.join(".pre-commit-hooks.yaml")).unwrap();
        self.runs(&folder, "git", &["init", "--quiet"]);
        self.runs(&folder, "git", &["add", "."]);
        self.runs(&folder, "git", &["commit", "--quiet", "--message", "hooks"]);
        self.runs(&folder, "git", &["rev-parse", "HEAD"]).trim().to_owned()
    }

    /// The repository that uses them.
    fn make_work(&self, revision: &str) {
        fs::create_dir(self.work()).unwrap();
        let hooks = self.root.path().join("hooks");
        let ids = ["mcpol-fmt-system", "mcpol-check-system", "mcpol-compile-system"];
        let list = ids.map(|id| format!("      - id: {id}\n")).concat();
        let config = format!(
            "repos:\n  - repo: '{}'\n    rev: {revision}\n    hooks:\n{list}",
            hooks.display()
        );
        self.write(".pre-commit-config.yaml", &config);
        self.runs(&self.work(), "git", &["init", "--quiet"]);
        self.runs(&self.work(), self.pre_commit.to_str().unwrap(), &["install"]);
        self.commits();
    }

    fn work(&self) -> PathBuf {
        self.root.path().join("work")
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.work().join(name), text).unwrap();
    }

    fn write_all(&self, policy: &str, compiled: &str) {
        self.write("catalog.json", CATALOG);
        self.write("desk.mcpol", policy);
        self.write("desk.json", compiled);
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.work().join(name)).unwrap()
    }

    /// Commits everything, which must work.
    fn commits(&self) {
        let output = self.commit();
        assert!(output.status.success(), "the commit was stopped:\n{}", text(&output));
    }

    /// Commits everything, which must fail; what the hooks said.
    fn is_stopped(&self) -> String {
        let output = self.commit();
        assert!(!output.status.success(), "the commit was not stopped:\n{}", text(&output));
        text(&output)
    }

    fn commit(&self) -> Output {
        self.runs(&self.work(), "git", &["add", "--all"]);
        self.run(&self.work(), "git", &["commit", "--message", "a change"])
    }

    fn runs(&self, folder: &Path, program: &str, arguments: &[&str]) -> String {
        let output = self.run(folder, program, arguments);
        assert!(output.status.success(), "{program} {arguments:?}:\n{}", text(&output));
        text(&output)
    }

    /// Runs a program with the tested mcpol first on the `PATH` and nobody's configuration.
    fn run(&self, folder: &Path, program: &str, arguments: &[&str]) -> Output {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(folder).env("PATH", path());
        command.env("HOME", self.root.path());
        command.env("PRE_COMMIT_HOME", self.root.path().join("cache"));
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
        for variable in ["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"] {
            command.env(variable, "Test");
        }
        for variable in ["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"] {
            command.env(variable, "test@example.com");
        }
        for variable in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"] {
            command.env_remove(variable);
        }
        command.output().unwrap()
    }
}

/// The `PATH` with the folder of the tested binary first.
fn path() -> OsString {
    let binary = Path::new(env!("CARGO_BIN_EXE_mcpol")).parent().unwrap().to_path_buf();
    let others = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths(std::iter::once(binary).chain(std::env::split_paths(&others))).unwrap()
}

/// The program that `MCPOL_PRE_COMMIT` names by an absolute path, else the one on the `PATH`.
fn pre_commit() -> Option<PathBuf> {
    let named = std::env::var_os("MCPOL_PRE_COMMIT").filter(|path| !path.is_empty());
    named.map(PathBuf::from).or_else(|| {
        let folders = std::env::var_os("PATH")?;
        std::env::split_paths(&folders).map(|f| f.join("pre-commit")).find(|file| file.is_file())
    })
}

fn text(output: &Output) -> String {
    let both = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    String::from_utf8_lossy(&both).into_owned()
}
