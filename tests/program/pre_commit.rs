//! The hooks of `.pre-commit-hooks.yaml`, run by the real pre-commit in real git repositories.
//!
//! The ones with `language: system` run here, on the binary under test; the others build mcpol anew
//! and run from `.ci/run`, as these do: they are ignored unless asked for. pre-commit is found on
//! the `PATH` or through `MCPOL_PRE_COMMIT`.

#![cfg(unix)]

use std::path::PathBuf;
use std::process::Output;

use crate::support::Folder;

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
    root: Folder,
    pre_commit: PathBuf,
}

impl Repository {
    fn new() -> Self {
        let pre_commit = pre_commit().expect("pre-commit on the PATH or in MCPOL_PRE_COMMIT");
        let repository = Self { root: Folder::new(&[]), pre_commit };
        let revision = repository.make_hooks();
        repository.make_work(&revision);
        repository
    }

    /// The repository that the hooks come from; its revision.
    fn make_hooks(&self) -> String {
        let hooks = include_str!("../../.pre-commit-hooks.yaml");
        self.root.write("hooks/.pre-commit-hooks.yaml", hooks);
        self.root.init_git_in("hooks");
        self.root.commit_in("hooks");
        self.root.git(&["-C", "hooks", "rev-parse", "HEAD"]).trim().to_owned()
    }

    /// The repository that uses them.
    fn make_work(&self, revision: &str) {
        let hooks = self.root.path("hooks");
        let ids = ["mcpol-fmt-system", "mcpol-check-system", "mcpol-compile-system"];
        let list = ids.map(|id| format!("      - id: {id}\n")).concat();
        let config = format!(
            "repos:\n  - repo: '{}'\n    rev: {revision}\n    hooks:\n{list}",
            hooks.display()
        );
        self.write(".pre-commit-config.yaml", &config);
        self.root.init_git_in("work");
        self.runs(self.pre_commit.to_str().unwrap(), &["install"]);
        self.commits();
    }

    fn write(&self, name: &str, text: &str) {
        self.root.write(&format!("work/{name}"), text);
    }

    fn write_all(&self, policy: &str, compiled: &str) {
        self.write("catalog.json", CATALOG);
        self.write("desk.mcpol", policy);
        self.write("desk.json", compiled);
    }

    fn read(&self, name: &str) -> String {
        self.root.read(&format!("work/{name}"))
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
        self.runs("git", &["add", "--all"]);
        self.run("git", &["commit", "--message", "a change"])
    }

    fn runs(&self, program: &str, arguments: &[&str]) {
        let output = self.run(program, arguments);
        assert!(output.status.success(), "{program} {arguments:?}:\n{}", text(&output));
    }

    /// Runs a program in the repository that uses the hooks.
    fn run(&self, program: &str, arguments: &[&str]) -> Output {
        let mut command = self.root.program(program, arguments);
        command.current_dir(self.root.path("work"));
        command.env("PRE_COMMIT_HOME", self.root.path("cache")).output().unwrap()
    }
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
