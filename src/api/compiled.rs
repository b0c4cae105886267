//! Compiled policies: their JSON, what becomes of a call, what changes.

use std::sync::Arc;

use super::{Call, Changes, Verdict};
use crate::diff::Side;
use crate::gateway::{Document, Gateway, write};
use crate::policy::Policy;
use crate::session::Server;

/// A policy in the form that the gateway enforces, proved to allow exactly what the policy means.
#[derive(Debug)]
pub struct Compiled {
    pub(super) document: Document,
    pub(super) policy: Policy,
    pub(super) server: Option<Arc<Server>>,
}

impl Compiled {
    /// The gateway's JSON: sorted, the same bytes for the same policy.
    pub fn to_json(&self) -> String {
        write(&self.document)
    }

    fn side(&self) -> Side<'_> {
        Side {
            document: &self.document,
            policy: Some(&self.policy),
            catalog: self.server.as_ref().and_then(|server| server.catalog.as_ref()),
            places: &|_| None,
            sources: None,
        }
    }
}

/// What the gateway answers to calls that are made one after the other; limits count them. The
/// times of calls must not go back.
///
/// ```
/// # use std::path::Path;
/// use mcpol::{Call, Memory, Options};
///
/// let policy = b"policy \"desk\"\nallow refund { require args.amount <= 100 }".to_vec();
/// let files = Memory::from([("desk.mcpol".into(), policy)]);
/// let compiled = mcpol::compile(files, Path::new("desk.mcpol"))?;
/// let calls = [Call::new("refund", r#"{"amount": 5}"#), Call::new("refund", "{}")];
/// let verdicts = mcpol::decide(&compiled, &calls);
/// assert!(verdicts[0].is_allowed && !verdicts[1].is_allowed);
/// # Ok::<(), mcpol::Failure>(())
/// ```
pub fn decide(compiled: &Compiled, calls: &[Call]) -> Vec<Verdict> {
    let mut gateway = Gateway::new(&compiled.document);
    let decide_call = |call: &Call| match call.parsed() {
        Some(call) => Verdict::answered(gateway.decide(&call)),
        None => Verdict::unreadable(),
    };
    calls.iter().map(decide_call).collect()
}

/// Which calls the new policy lets through that the old one refused, and the other way round, each
/// shown with a call that was replayed on both sides.
///
/// ```
/// # use std::path::Path;
/// # use mcpol::{Compiled, DiffVerdict, Failure, Memory};
/// let compile = |rule: &str| -> Result<Compiled, Failure> {
///     let policy = format!("policy \"desk\"\nallow refund {{ {rule} }}").into_bytes();
///     mcpol::compile(Memory::from([("desk.mcpol".into(), policy)]), Path::new("desk.mcpol"))
/// };
/// let old = compile("require args.amount <= 100")?;
/// let new = compile("require args.amount <= 200")?;
/// let changes = mcpol::diff(&old, &new);
/// assert_eq!(changes.verdict, DiffVerdict::Looser);
/// assert!(changes.tools[0].newly_allowed.is_some());
/// # Ok::<(), Failure>(())
/// ```
pub fn diff(old: &Compiled, new: &Compiled) -> Changes {
    Changes::of_diff(&crate::diff::diff(old.side(), new.side()))
}
