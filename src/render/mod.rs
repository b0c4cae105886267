//! Everything that mcpol prints, in the formats that it has.

pub mod access;
pub mod catalog;
pub mod classes;
pub mod diff;
pub mod files;
pub mod findings;
pub mod scores;
pub mod terminal;
pub mod testing;
pub mod text_diff;
