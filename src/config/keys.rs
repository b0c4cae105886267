//! The keys that a file may have.

use crate::lint::Thresholds;

/// The keys at the top.
pub(super) const TOP: [&str; 9] = [
    "pedantic",
    "exclude",
    "handwritten",
    "baseline",
    "lints",
    "thresholds",
    "catalog",
    "servers",
    "hook",
];

/// The keys of one `[[catalog]]`.
pub(super) const CATALOG: [&str; 2] = ["paths", "file"];

/// The keys of one server.
pub(super) const SERVER: [&str; 2] = ["policy", "catalog"];

/// The keys of `[hook]`.
pub(super) const HOOK: [&str; 3] = ["unlisted", "builtin", "allow"];

/// What becomes of calls of servers without a policy.
pub(super) const UNLISTED: [&str; 3] = ["deny", "ask", "allow"];

/// What is answered to calls that a policy allows.
pub(super) const ALLOW: [&str; 2] = ["allow", "abstain"];

/// The words for levels.
pub(super) const LEVELS: [&str; 3] = ["deny", "warn", "off"];

/// A number that a lint compares with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Threshold {
    /// Its key.
    pub name: &'static str,
    /// What it is, in one line.
    pub summary: &'static str,
    /// Its value.
    pub get: fn(&Thresholds) -> i64,
    pub(super) set: fn(&mut Thresholds, i64),
}

/// Every threshold.
pub(crate) const THRESHOLDS: [Threshold; 4] = [
    Threshold {
        name: "write-per-minute",
        summary: "how many calls of a write tool a minute may have",
        get: |thresholds| thresholds.write_per_minute,
        set: |thresholds, number| thresholds.write_per_minute = number,
    },
    Threshold {
        name: "execute-per-minute",
        summary: "how many calls of an execute tool a minute may have",
        get: |thresholds| thresholds.execute_per_minute,
        set: |thresholds, number| thresholds.execute_per_minute = number,
    },
    Threshold {
        name: "payments-per-day",
        summary: "how often a day a tool may pay whose arguments say no amount",
        get: |thresholds| thresholds.payments_per_day,
        set: |thresholds, number| thresholds.payments_per_day = number,
    },
    Threshold {
        name: "many-tools",
        summary: "how many callable tools want a limit over all calls",
        get: |thresholds| i64::try_from(thresholds.many_tools).unwrap_or(i64::MAX),
        set: |thresholds, number| {
            thresholds.many_tools = usize::try_from(number).unwrap_or(usize::MAX);
        },
    },
];
