//! Policies and the documents that they become.

mod build;
mod conditions;
mod exact;
mod missing;
mod statements;
