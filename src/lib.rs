//! mcpol: the language in which people write down what AI agents may do with their tools.
//!
//! A policy says which tools of an MCP server can be called, with which arguments and how often.
//! This library checks it against the server's own list of tools, compiles it to the JSON that a
//! gateway enforces, and tells which calls it allows.
//!
//! ```
//! use std::path::Path;
//! use mcpol::{Call, Memory, Options};
//!
//! let files = Memory::from([
//!     ("tools.json".into(), br#"{"tools": [
//!         {"name": "create_refund", "inputSchema": {"type": "object", "properties": {
//!             "amount_in_cents": {"type": "number"}
//!         }}}
//!     ]}"#.to_vec()),
//!     ("refunds.mcpol".into(), br#"
//!         policy "refund-desk"
//!         catalog "tools.json"
//!
//!         allow create_refund {
//!             require args.amount_in_cents >= 1 and args.amount_in_cents <= 50000
//!                 because "Refunds go up to 500."
//!             limit 20 per hour
//!             limit args.amount_in_cents to 200000 per day
//!         }
//!     "#.to_vec()),
//! ]);
//! let options = Options { today: "2026-11-29".parse().unwrap(), pedantic: false };
//! let checked = mcpol::check(files, Path::new("refunds.mcpol"), options)?;
//! assert!(!checked.has_errors());
//!
//! let compiled = checked.compile()?;
//! let verdicts = mcpol::decide(&compiled, &[
//!     Call::new("create_refund", r#"{"amount_in_cents": 900}"#),
//!     Call::new("create_refund", "{}"),
//! ]);
//! assert!(verdicts[0].is_allowed);
//! assert_eq!(verdicts[1].message.as_deref(), Some("Refunds go up to 500."));
//! # Ok::<(), mcpol::Failure>(())
//! ```
//!
//! | function | what it does |
//! |---|---|
//! | [`check`] | findings about a policy, with its includes and catalog |
//! | [`format`](fn@format) | a policy in its canonical layout |
//! | [`compile`] | the gateway's JSON, proved to allow exactly what the policy means |
//! | [`decide`] | what becomes of calls |
//! | [`diff`] | what changes between two policies, with calls that show it |
//! | [`classify`] | what the tools of a catalog can do |
//! | [`explain`] | the page of an error or lint |
//!
//! Files come from a [`Files`], such as [`Memory`]; nothing here touches the disk, the clock or the
//! network.

#![cfg_attr(
    not(feature = "live"),
    allow(dead_code, unused_imports, reason = "only the command uses all that the rooms offer")
)]

#[cfg(feature = "cli")]
mod access;
mod analysis;
mod api;
#[cfg(feature = "cli")]
mod baseline;
mod catalog;
#[cfg(feature = "cli")]
mod cli;
mod config;
mod diff;
#[cfg(feature = "cli")]
mod drift;
#[cfg(feature = "hook")]
mod enforce;
mod finding;
#[cfg(feature = "cli")]
mod fix;
mod gateway;
mod import;
mod invariant;
mod json;
mod kind;
mod lint;
#[cfg(feature = "live")]
mod live;
mod pages;
#[cfg(feature = "phases")]
#[doc(hidden)]
pub mod phases;
mod policy;
mod re2;
#[cfg(feature = "cli")]
mod render;
mod risk;
mod session;
mod source;
#[cfg(feature = "cli")]
mod starter;
mod strings;
mod syntax;
mod testing;
#[cfg(test)]
mod testkit;
mod threat;
mod verify;
mod witness;

#[cfg(feature = "cli")]
#[doc(hidden)]
pub use crate::cli::run;
pub use crate::diff::Verdict as DiffVerdict;
pub use crate::finding::Level;
pub use crate::pages::page as explain;
pub use crate::risk::Class;
pub use crate::session::{Files, Memory, Unreadable};
pub use api::{
    Call, Change, Changes, Checked, Compiled, Failure, Finding, Options, ToolClass, Verdict, check,
    classify, compile, decide, diff, format,
};
