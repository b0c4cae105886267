//! The yardstick of names alone: the first verb of the tool's name, the last word of the
//! argument's.

use std::collections::BTreeSet;

use super::answers::Answers;
use super::learned::Learned;
use super::{Benchmark, JudgedArgument, JudgedTool};
use crate::risk::effects::Effect;
use crate::risk::roles::RoleAnswer;
use crate::risk::words;

/// The verbs that anybody would write down first.
#[rustfmt::skip]
const VERBS: &[(Effect, &[&str])] = &[
    (Effect::Read, &["get", "read", "show", "describe", "search", "find", "query", "check"]),
    (Effect::List, &["list"]),
    (Effect::Fetch, &["fetch", "navigate", "scrape", "crawl"]),
    (Effect::Create, &["create", "add", "insert", "new", "upload"]),
    (Effect::Update, &["update", "set", "edit", "modify", "write", "move", "rename", "manage"]),
    (Effect::Overwrite, &["restore", "reset", "replace"]),
    (Effect::Delete, &["delete", "remove", "drop", "destroy"]),
    (Effect::Send, &["send", "post", "publish", "reply", "share"]),
    (Effect::Execute, &["execute", "exec", "run", "start", "stop", "trigger", "deploy"]),
    (Effect::Grant, &["grant", "invite"]),
    (Effect::Pay, &["pay", "refund", "charge", "transfer", "buy"]),
];

/// What names say; words of paths are looked up in the rows that aren't kept apart, without those
/// of the argument's own catalog.
pub(super) fn answers(benchmark: &Benchmark) -> Answers {
    let shown = benchmark.arguments.iter().filter(|row| !benchmark.is_kept_apart(&row.key));
    let learned = Learned::from(shown);
    let role =
        |row: &JudgedArgument| Some(learned.role(row).map_or(RoleAnswer::Harmless, RoleAnswer::Is));
    let effects = |row: &JudgedTool| verb(&row.key.tool);
    let class = |row: &JudgedTool| effects(row).map(Effect::class);
    let set = |row: &JudgedTool| effects(row).into_iter().collect::<BTreeSet<_>>();
    Answers {
        effects: Some(benchmark.tools.iter().map(set).collect()),
        classes: benchmark.tools.iter().map(class).collect(),
        roles: Some(benchmark.arguments.iter().map(role).collect()),
    }
}

/// The effect of the first word that is a verb.
fn verb(name: &str) -> Option<Effect> {
    let effect = |word: &str| {
        let has = |(_, verbs): &&(Effect, &[&str])| verbs.contains(&word);
        VERBS.iter().find(has).map(|(effect, _)| *effect)
    };
    words::of_name(name).iter().find_map(|word| effect(&word.text.to_lowercase()))
}
