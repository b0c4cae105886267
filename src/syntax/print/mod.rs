//! Syntax back to text.

mod condition;
mod spelling;

pub use condition::condition_text;
