//! `mcpol catalog pull`, from servers of our own, in both eras and as bad as they come.

mod hostile;
mod script;
mod stdio;
