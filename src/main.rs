//! The `mcpol` command: arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    mcpol::run()
}
