//! Tools of two servers that a client gives one name.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::lint::Draft;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::rules::tool_names::list_tools;
use crate::lint::stack::{Member, Stack, Together};
use crate::strings::tick;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "shadowed-tool",
    weight: Weight::Warn,
    summary: "a client gives tools of two servers the same name",
    check: Check::Stack,
};

/// How a client calls a tool of a server.
struct Naming {
    /// The clients that do.
    clients: &'static str,
    name: fn(&str, &str) -> String,
}

/// The ways in which clients make one name of two.
const NAMINGS: &[Naming] = &[
    Naming {
        clients: "Claude Code and Codex",
        name: |server, tool| format!("mcp__{}__{}", plain(server), plain(tool)),
    },
    Naming { clients: "Copilot CLI", name: |server, tool| format!("{server}-{tool}") },
];

/// A server's name as these clients write it.
fn plain(name: &str) -> String {
    let is_kept = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-');
    name.chars().map(|letter| if is_kept(letter) { letter } else { '_' }).collect()
}

pub(super) fn check(stack: &Stack<'_, '_>) -> Vec<Together> {
    NAMINGS.iter().flat_map(|naming| shadowed(stack.members, naming)).collect()
}

/// The tools that share a name, by the pair of servers that have them.
type Shared<'s> = BTreeMap<(usize, usize), Vec<(Arc<str>, Arc<str>, String)>>;

fn shadowed(members: &[Member<'_>], naming: &Naming) -> Vec<Together> {
    let mut first: BTreeMap<String, (usize, Arc<str>)> = BTreeMap::new();
    let mut shared = Shared::new();
    for (at, member) in members.iter().enumerate() {
        let offered = member.context.catalog.map(|catalog| catalog.tools()).unwrap_or_default();
        for tool in offered {
            let called = (naming.name)(member.name, tool.name());
            let own = (at, Arc::clone(tool.name()));
            let (other, known) = first.entry(called.clone()).or_insert_with(|| own.clone());
            let can_be_called = |at: usize, tool: &Arc<str>| {
                members.get(at).is_some_and(|it| it.context.callable_named(tool).is_some())
            };
            let is_either = can_be_called(*other, known) || can_be_called(at, &own.1);
            if *other != at && is_either {
                shared.entry((*other, at)).or_default().push((Arc::clone(known), own.1, called));
            }
        }
    }
    let pairs = shared.into_iter().filter_map(|((one, other), tools)| {
        Some(found(members.get(one)?, members.get(other)?, &tools, naming.clients))
    });
    pairs.collect()
}

fn found(
    one: &Member<'_>,
    other: &Member<'_>,
    tools: &[(Arc<str>, Arc<str>, String)],
    clients: &str,
) -> Together {
    let names: Vec<Arc<str>> = tools.iter().map(|(.., called)| called.as_str().into()).collect();
    let message = format!(
        "{clients} can't tell tools of {} from those of {}",
        tick(one.name),
        tick(other.name)
    );
    let draft = Draft::new(other.place, message)
        .note(format!("both have {}", list_tools(&names)))
        .label(one.place, "the other server")
        .help("give one of the servers another name, here and where the client lists them");
    let both = tools.iter().flat_map(|(own, its, _)| [one.qualified(own), other.qualified(its)]);
    Together { draft, tools: both.collect() }
}
