//! `mcpol hook test`: whether an installed hook is in force.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use clap::Args;

use super::install::{Expected, fault};
use super::probe;
use super::run::clients;
use crate::cli::disk;
use crate::cli::shell::{CommandError, Outcome, Shell};
use crate::config::Unlisted;
use crate::enforce::{Client, settings};
use crate::strings::tick;

/// Send a call that must be refused and one that must pass through the installed hook
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mcpol hook test --client claude
  mcpol hook test --client codex --user

Both calls go through the command line that stands in the client's settings, started as the client
starts it, and neither uses a limit. Whether the client itself starts the hook is shown only by a
call that it makes.")]
pub(super) struct Test {
    /// The client
    #[arg(long, value_name = "CLIENT", value_parser = clients())]
    client: Client,

    /// Test the user's settings, not the project's; Copilot CLI has no others
    #[arg(long)]
    user: bool,

    #[command(flatten)]
    expected: Expected,
}

/// What must become of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Must {
    BeRefused,
    Pass,
}

/// A call, and what must become of it.
struct Probe {
    what: &'static str,
    message: String,
    must: Must,
}

impl Test {
    pub(super) fn run(&self, shell: &mut Shell) -> Result<Outcome, CommandError> {
        let client = self.client;
        let installing = self.expected.installing(client, self.user)?;
        let change = &installing.change;
        let file = change.file.to_string_lossy().into_owned();
        let text = change.old.as_deref().unwrap_or("{}");
        let lines = settings::command_lines(text, client).map_err(|it| fault(&change.file, &it))?;
        if lines.is_empty() {
            return Err(CommandError(format!(
                "the hook isn't installed in {}: `mcpol hook install --client {}` does it",
                tick(&file),
                client.name()
            )));
        }
        let mut is_fine = change.old == change.new;
        if !is_fine {
            shell.print(&format!(
                "failed: {file} isn't as `mcpol hook install` writes it; with `--check` it shows \
                 what differs\n"
            ));
        }
        let config = installing.configuration.as_ref().map(|it| &it.config);
        let hook = config.map(|config| &config.hook);
        let is_open = hook.is_some_and(|hook| hook.unlisted() != Unlisted::Deny);
        let judges_own_tools = hook.is_some_and(|hook| hook.builtin.is_some());
        for line in &lines {
            for probe in probes(client, is_open, judges_own_tools) {
                is_fine &= self.send(line, &probe, shell)?;
            }
        }
        if judges_own_tools {
            shell.note(
                "no call is sent that must pass: the policy of the client's own tools says which \
                 do, and `mcpol test` runs its tests",
            );
        }
        Ok(Outcome::clean_if(is_fine))
    }

    /// Sends a call, and says what became of it.
    fn send(&self, line: &str, probe: &Probe, shell: &mut Shell) -> Result<bool, CommandError> {
        let output = started(line, &probe.message)
            .map_err(|error| CommandError(format!("can't start `sh`: {}", disk::words(&error))))?;
        let answer = String::from_utf8_lossy(&output.stdout);
        // Exit code 2 would be a refusal too, but of a hook that failed.
        let is_refused = output.status.success() && probe::is_refusal(self.client, &answer);
        let passes = output.status.success() && probe::is_pass(&answer);
        let (is_fine, must) = match probe.must {
            Must::BeRefused => (is_refused, "is refused"),
            Must::Pass => (passes, "passes"),
        };
        let word = if is_fine { "ok" } else { "failed" };
        shell.print(&format!("{word}: {} {must}\n", probe.what));
        if !is_fine {
            let said = [&*answer, &*String::from_utf8_lossy(&output.stderr)].concat();
            shell.note(&crate::strings::escape::source(said.trim()));
        }
        Ok(is_fine)
    }
}

fn probes(client: Client, is_open: bool, judges_own_tools: bool) -> Vec<Probe> {
    let mut probes = vec![match is_open {
        false => Probe {
            what: "a call of a server that mcpol.toml doesn't list",
            message: probe::of_no_server(client),
            must: Must::BeRefused,
        },
        true => Probe {
            what: "a call that readers understand differently",
            message: probe::ambiguous(client),
            must: Must::BeRefused,
        },
    }];
    if !judges_own_tools {
        probes.push(Probe {
            what: "a call of a tool of the client's own",
            message: probe::of_own_tool(client),
            must: Must::Pass,
        });
    }
    probes
}

/// Starts a command line as clients do, with a call on its standard input.
fn started(line: &str, message: &str) -> std::io::Result<Output> {
    let mut shell = Command::new("sh");
    shell.args(["-c", line]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = shell.spawn()?;
    if let Some(mut input) = child.stdin.take() {
        // A hook that ends without reading closes the pipe; its answer tells.
        drop(input.write_all(message.as_bytes()));
    }
    child.wait_with_output()
}
