//! Calls that show what a policy lets pass.
//!
//! | what | where |
//! |---|---|
//! | tools that some call may reach | `callable` |
//! | finding a call for a question, completing and replaying it | `finder` |
//! | what can be told from the rules without the analysis | `fast_path` |
//! | calls that show what a tool may be used for | `sample` |
//!
//! Knows policies, catalogs, the analysis and the gateway's evaluator; no lints, no files.

mod callable;
pub mod fast_path;
mod finder;
mod sample;

pub use callable::{Callable, CallableTools};
pub use finder::CallFinder;
pub use sample::{costliest_example_call, example_call, telling_example_call};
