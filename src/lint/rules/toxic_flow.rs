//! Untrusted text, private data and a way out in one policy.

use std::sync::Arc;

use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, Issue, LintContext, Superseded};
use crate::risk::{Evidence, Profile};
use crate::witness::Callable;

use super::bounds;
use super::tool_names::name_with_evidence;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "toxic-flow",
    weight: Weight::Warn,
    summary: "an agent may read untrusted content, read private data and send data out",
    check: Check::Issues(check),
};

/// A tool and what says that it is one leg of the flow.
type Leg<'s> = (&'s Arc<str>, Vec<Evidence>);

fn check<'s>(context: &'s LintContext<'_>, _: &Superseded) -> Vec<Issue<'s>> {
    flow(context).into_iter().collect()
}

fn flow<'s>(context: &'s LintContext<'_>) -> Option<Issue<'s>> {
    let untrusted = first(context, untrusted)?;
    let private = first(context, private)?;
    let out = first(context, sends_out)?;
    let mut tools: Vec<Arc<str>> =
        [&untrusted, &private, &out].map(|(name, _)| Arc::clone(name)).into();
    tools.sort_unstable();
    tools.dedup();
    let draft = draft(context, &untrusted, &private, &out);
    Some(Issue::of_tools_together(tools, draft))
}

fn draft(
    context: &LintContext<'_>,
    untrusted: &Leg<'_>,
    private: &Leg<'_>,
    out: &Leg<'_>,
) -> Draft {
    let leg = |(name, signs): &Leg<'_>| name_with_evidence(name, signs);
    let message = "what an outsider writes can make the agent send private data out";
    Draft::new(context.place(), message).note("this policy allows all three steps").help(format!(
        "take one of the steps away (`approve`), or say where data may go (`host in`, \
             `domain in`, `in`):\n  reads what anyone may write: {}\n  reads private data: {}\n  \
             sends out: {}",
        leg(untrusted),
        leg(private),
        leg(out),
    ))
}

/// The first tool with this trait.
fn first<'s>(
    context: &'s LintContext<'_>,
    signs: impl Fn(&Callable<'_>, &Profile<'_>) -> Vec<Evidence>,
) -> Option<Leg<'s>> {
    context.callable().find_map(|tool| {
        let signs = signs(tool, tool.profile()?);
        (!signs.is_empty()).then_some((tool.name, signs))
    })
}

/// Reading from listed addresses only brings in nothing of strangers.
fn untrusted(tool: &Callable<'_>, profile: &Profile<'_>) -> Vec<Evidence> {
    let signs = profile.reads_untrusted_content();
    let listed = |name: &str| bounds::pins(tool, name);
    if signs.iter().filter_map(Evidence::argument).any(listed) { Vec::new() } else { signs }
}

/// A page that anyone may fetch from its address is no private one.
fn private(_: &Callable<'_>, profile: &Profile<'_>) -> Vec<Evidence> {
    let signs = profile.reads_private_data();
    if signs.is_empty() {
        return signs;
    }
    let fetched = profile.reads_untrusted_content();
    if fetched.iter().any(|sign| sign.argument().is_some()) { Vec::new() } else { signs }
}

/// Sending to listed places only is no way out.
fn sends_out(tool: &Callable<'_>, profile: &Profile<'_>) -> Vec<Evidence> {
    let signs = profile.sends_out();
    if signs.is_empty() || bounds::pinned(tool).is_empty() {
        return signs;
    }
    let reach = profile.scoping_arguments();
    let listed = |sign: &Evidence| sign.argument().is_some_and(|name| bounds::pins(tool, name));
    if reach.iter().chain(&signs).any(listed) { Vec::new() } else { signs }
}
