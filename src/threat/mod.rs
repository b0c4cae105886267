//! What an argument must not let pass, and the call that does.
//!
//! A *threat* is a row of one table: the roles of arguments that it is about, the set of values
//! that is dangerous there, what of it the policy itself names, calls that show it, the lint that
//! reports it. A tool is asked about each of its arguments with a role: is there an allowed call
//! whose argument lies in the set? Rows are asked from the top, and the first that is hit answers
//! for the argument. Whether there is a condition is never asked: what it bounds is proved.
//!
//! | what | where |
//! |---|---|
//! | what a policy names of an argument | `constants` |
//! | the addresses among it | `addresses` |
//! | the hosts among it | `hosts` |
//! | names that lead to an address inside the network | `resolved` |
//! | names under which anybody can register others | `suffixes` |
//! | mail providers where anybody can have an address | `mailboxes` |
//! | which calls have an effect | `deeds` |
//! | the tools of a policy without a catalog | `assumed` |
//! | one row: what it needs, its set, its words | `row` |
//! | the table, one file for each family of roles | `sets` |
//! | an argument that is asked about | `subject` |
//! | what it is beside the tool's name and its other arguments | `beside` |
//! | a row and an argument as a formula | `question` |
//! | values in lists and objects in lists | `lists` |
//! | which call is shown: exemplars first, then any of the set | `ask` |
//! | whether a value passes that has nothing to do with the policy | `stranger` |
//! | numbers that spare what isn't old enough | `spared` |
//! | arguments of which nothing tells what they are | `free` |
//! | every argument of every tool, each asked once | `threats` |
//! | the programs that run what follows, and whose options do | `programs` |
//!
//! To add a row, put it where its role's rows stand in `sets`, the worst first, with what is in its
//! set and what isn't: the tests hold its pattern and its exemplars to that. The lint that it names
//! reads it from [`Threats`].
//!
//! Knows policies, roles and `witness`; no lints.

mod addresses;
mod ask;
mod assumed;
mod beside;
mod constants;
mod deeds;
mod free;
pub(crate) mod hosts;
mod lists;
mod mailboxes;
mod programs;
mod question;
mod resolved;
mod row;
mod sets;
mod spared;
mod stranger;
mod subject;
mod suffixes;
mod threats;

pub(crate) use assumed::assumed;
pub(crate) use constants::wholes;
pub(crate) use deeds::calls_with;
pub(crate) use free::{FreeArgument, free_arguments};
pub(crate) use lists::holding;
pub(crate) use programs::runs_what_follows;
pub(crate) use sets::{harmful, opens_all};
pub(crate) use spared::without_sparing;
pub(crate) use stranger::{find_stranger, is_bounded, role_of, show_stranger, with_strangers};
pub(crate) use threats::{Threat, Threats};

#[cfg(test)]
mod tests;
