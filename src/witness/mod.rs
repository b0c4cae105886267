//! Calls that show what a policy lets pass.
//!
//! | what | where |
//! |---|---|
//! | tools that some call may reach | `callable` |
//! | what can be told from their rules without the analysis | `fast_path` |
//! | a call that is looked for, and which calls look like one | `question` |
//! | finding it, completing it to what the server would take, having it confirmed | `search` |
//! | the gateway at which it is replayed | `replay` |
//! | what it is claimed to show there | `claim` |
//! | calls that pass a policy | `finder` |
//! | calls that are tried before the analysis is asked | `tried` |
//! | what is found of a tool whatever a policy says of others | `alone` |
//! | calls that show what a tool may be used for | `example` |
//!
//! Knows policies, catalogs, the analysis and the gateway's evaluator; no lints, no files.

mod alone;
mod callable;
mod claim;
mod example;
pub(crate) mod fast_path;
mod finder;
mod lifelike;
mod question;
mod replay;
mod search;
mod tried;

pub(crate) use alone::Question;
pub(crate) use callable::{Callable, CallableTools};
pub(crate) use claim::{
    DecidedOtherwise, ForbiddenByOneOnly, Passes, PassesAtOneOnly, PassesWithoutLimits,
};
pub(crate) use example::{costliest_example_call, example_call};
pub(crate) use finder::CallFinder;
pub(crate) use question::{CallQuestion, Universe};
pub(crate) use replay::Replay;
pub(crate) use search::{Search, object_with_only};
pub(crate) use tried::Tried;
