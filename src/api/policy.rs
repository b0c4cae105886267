//! From the text of a policy to findings and to what is compiled.

use std::path::Path;

use jiff::civil::Date;

use super::{Compiled, Failure, Finding};
use crate::config::Choice;
use crate::finding::Level;
use crate::session::{self, Depth, Files, Lints, Session, Unreadable};
use crate::source::Sources;
use crate::syntax::{self, FormatError};

/// How a policy is linted. Levels and thresholds come from the `mcpol.toml` above the policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The day on which waivers are judged.
    pub today: Date,
    /// Whether lints about matters of taste are on.
    pub pedantic: bool,
}

/// What is said about one policy and all that it includes.
#[derive(Debug)]
pub struct Checked {
    /// Everything, in the order of the files and their text.
    pub findings: Vec<Finding>,
    checked: session::Checked,
    sources: Sources,
}

/// Checks a policy: syntax, types, lints. Includes, the catalog and `mcpol.toml` are read from the
/// same files.
///
/// # Errors
/// The policy itself can't be read. What it names and can't be read is a finding.
///
/// ```
/// use std::path::Path;
/// use mcpol::{Memory, Options};
///
/// let policy = b"policy \"desk\"\ncatalog \"tools.json\"\nallow delete_user".to_vec();
/// let tools = br#"{"tools": [{"name": "delete_user", "inputSchema": {"type": "object"}}]}"#;
/// let files = Memory::from([
///     ("desk.mcpol".into(), policy),
///     ("tools.json".into(), tools.to_vec()),
/// ]);
/// let options = Options { today: "2026-11-29".parse().unwrap(), pedantic: false };
/// let checked = mcpol::check(files, Path::new("desk.mcpol"), options)?;
/// assert!(checked.findings.iter().any(|it| it.code == "destructive-allowed"));
/// # Ok::<(), mcpol::Unreadable>(())
/// ```
pub fn check<F: Files>(files: F, policy: &Path, options: Options) -> Result<Checked, Unreadable> {
    let Options { today, pedantic } = options;
    let lints = Lints::Configured(Choice { today, pedantic, ..Choice::default() });
    check_with(files, policy, lints)
}

/// Compiles a policy, without linting it, to the form that the gateway enforces.
///
/// # Errors
/// The policy can't be read or has errors, or what it compiles to can't be proved to be what it
/// means.
pub fn compile<F: Files>(files: F, policy: &Path) -> Result<Compiled, Failure> {
    check_with(files, policy, Lints::Off)?.compile()
}

/// A policy in its canonical layout, comments kept; `name` is what findings call the text.
///
/// # Errors
/// [`Failure::Faulty`] with everything that is wrong with the text.
///
/// ```
/// assert_eq!(mcpol::format("desk.mcpol", "allow  a,b")?, "allow a, b\n");
/// # Ok::<(), mcpol::Failure>(())
/// ```
pub fn format(name: &str, text: &str) -> Result<String, Failure> {
    let mut sources = Sources::default();
    let Some(source) = sources.add(name, text) else {
        return Err(Failure::Internal("the text is too long".to_owned()));
    };
    syntax::format(&source).map_err(|error| match error {
        FormatError::Faults(findings) => Failure::Faulty(Finding::located_all(&findings, &sources)),
        FormatError::Internal(error) => Failure::Internal(error.to_string()),
    })
}

fn check_with<F: Files>(files: F, policy: &Path, lints: Lints) -> Result<Checked, Unreadable> {
    let mut session = Session::new(files);
    session.lint(lints);
    let checked = session.check(policy, Depth::Compile)?;
    let sources = session.into_sources();
    Ok(Checked { findings: Finding::located_all(&checked.findings, &sources), checked, sources })
}

impl Checked {
    /// Whether some finding is an error: then nothing is compiled.
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.level == Level::Error)
    }

    /// What the policy compiles to.
    ///
    /// # Errors
    /// [`Failure::Faulty`] where there are errors, or where the proof outgrew the analysis;
    /// [`Failure::Internal`] where what was compiled isn't what the policy means.
    pub fn compile(self) -> Result<Compiled, Failure> {
        let emitted = match self.checked.compile() {
            Ok(Some(emitted)) => emitted,
            Ok(None) => return Err(Failure::Faulty(self.findings)),
            Err(fault) => return Err(self.unproved(&fault)),
        };
        let server = self.checked.server().cloned();
        match self.checked.policy {
            Some(policy) => Ok(Compiled { document: emitted.document, policy, server }),
            None => Err(Failure::Faulty(self.findings)),
        }
    }

    fn unproved(&self, fault: &crate::verify::Fault) -> Failure {
        match fault.finding(self.checked.head()) {
            Some(finding) => Failure::Faulty(vec![Finding::located(&finding, &self.sources)]),
            None => Failure::Internal(fault.to_string()),
        }
    }
}
