//! What else a policy's author should know of a tool, one trait a file.
//!
//! Each is a method of [`Profile`](super::Profile) and answers with evidence; none decides a class.

mod amount;
mod anything;
mod browser;
mod content;
mod contradiction;
mod deed;
mod granting;
mod operation;
mod outgoing;
mod payment;
mod private;
mod protection;
mod scope;
mod sibling;
mod untrusted;
mod update;

pub(crate) use amount::Amount;
pub(crate) use content::{Content, content};
pub(crate) use contradiction::Contradiction;
pub(crate) use deed::Deed;
pub(crate) use operation::destroying_operation;
pub(crate) use payment::Money;
pub(crate) use protection::{weakening_value, widens_reach};
pub(crate) use scope::scope_of;
pub(crate) use sibling::{is_many_of, is_sibling, kin, lies_in};
