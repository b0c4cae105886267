//! A server of the agent for which no policy holds.

use crate::lint::Draft;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::rules::tool_names::list_tools;
use crate::lint::stack::{Member, Stack, Together};
use crate::strings::{counted, tick};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "uncovered-server",
    weight: Weight::Warn,
    summary: "an agent has a server for which no policy holds",
    check: Check::Stack,
};

pub(super) fn check(stack: &Stack<'_, '_>) -> Vec<Together> {
    stack.members.iter().filter(|member| !member.has_policy).map(found).collect()
}

fn found(member: &Member<'_>) -> Together {
    let mut tools: Vec<_> = member.context.listed_tools().collect();
    tools.sort_by_key(|tool| std::cmp::Reverse(tool.class()));
    let names: Vec<_> = tools.iter().map(|tool| tool.name.clone()).collect();
    let message = format!("no policy holds for the server {}", tick(member.name));
    let draft = Draft::new(member.place, message)
        .note(format!("every call of its {} passes", counted(names.len(), "tool")))
        .help(format!(
            "write one: `mcpol init` makes a first policy from its catalog; then name it here with \
             `policy = \"FILE\"`\nwithout one, these can be called: {}",
            list_tools(&names)
        ));
    Together { draft, tools: names.iter().map(|name| member.qualified(name)).collect() }
}
