//! Calls as clients write them, and what is answered; names; counters; the fail-closed cases.

mod clients;
mod judged;
mod names;
mod settings;
mod store;
mod support;
