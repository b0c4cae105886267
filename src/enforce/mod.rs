//! Calls decided where agents run.

mod client;

pub(crate) use client::Client;
