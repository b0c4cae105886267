//! mcpol: the language in which people write down what AI agents may do with their tools.

pub mod access;
pub mod analysis;
pub mod baseline;
pub mod catalog;
#[cfg(feature = "cli")]
pub mod cli;
pub mod config;
pub mod diff;
pub mod finding;
pub mod fix;
pub mod gateway;
pub mod invariant;
pub mod json;
pub mod lint;
pub mod pages;
pub mod policy;
pub mod re2;
#[cfg(feature = "cli")]
pub mod render;
pub mod risk;
pub mod session;
pub mod source;
pub mod starter;
pub mod strings;
pub mod syntax;
pub mod testing;
#[cfg(test)]
mod testkit;
pub mod verify;
pub mod witness;
