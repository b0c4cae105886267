//! The gateway's JSON, version "1": how a policy becomes it, how it is written and read back.
//!
//! Where the format's documentation is silent a reading is chosen, each in one place:
//!
//! | reading | where |
//! |---|---|
//! | counter names, and which limits are one | `emit::limits` |
//! | order of entries, `hide *`, hidden tools not listed | `emit` |
//! | keys' order and what is left out | `write` |

mod emit;
mod read;
pub(super) mod write;

pub use emit::{Emitted, Mapping, check, emit};
pub use read::read;
