//! Calls decided where agents run.

mod client;
pub(crate) mod settings;

pub(crate) use client::Client;
