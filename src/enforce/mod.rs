//! Calls decided where agents run: by the policy, while they are made.
//!
//! A [`Judge`] says what a policy makes of a call, limits aside: allowed, refused, or to be asked
//! about. Everything that refuses holds beside what asks. What the limits count is kept by a
//! [`Counters`], of which [`Sqlite`] is one that outlives the process. A [`Client`] reads the calls
//! of an agent client and writes the answers that it understands; [`Hook`] puts all of it together
//! for one call. Nothing here reads the clock.

mod answer;
mod client;
mod counters;
mod hook;
mod judge;
mod message;
mod names;
mod private;
mod quota;
mod record;
pub(crate) mod settings;
mod sqlite;

#[cfg(test)]
mod tests;

pub(crate) use client::Client;
pub(crate) use counters::{Counters, StoreError};
pub(crate) use hook::{Decided, Hook};
pub(crate) use message::LARGEST;
pub(crate) use private::private_file;
pub(crate) use record::Detail;
pub(crate) use sqlite::Sqlite;
