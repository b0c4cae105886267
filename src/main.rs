//! The `mcpol` command: arguments in, exit code out.

fn main() {}
