//! `mcpol catalog pull`, from servers of our own, in both eras and as bad as they come.

mod clients;
mod hostile;
mod http;
mod listener;
mod place;
mod real;
mod script;
mod stack;
mod stdio;
mod verify;
