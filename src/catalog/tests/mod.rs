//! Catalogs: what is read, what its schemas mean, what holds for all of them.

mod corpus;
mod forms;
mod laws;
mod read;
mod types;
