//! Lists and objects that an argument which may be left out lets pass.

use std::sync::Arc;

use crate::analysis::{Answer, Equality, Formula, Test};
use crate::finding::Call;
use crate::json::Value;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, Found, Issue, LintContext, Remaining, Superseded};
use crate::policy::condition::Path;
use crate::policy::semantics::{is_shape, of_condition, shapes_pass};
use crate::risk::{Class, Evidence, Profile};
use crate::source::Span;
use crate::strings::tick;
use crate::syntax::argument_text;
use crate::threat;
use crate::witness::Callable;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "shape-slips",
    weight: Weight::Warn,
    summary: "a list or an object passes a condition on an argument that may be left out",
    check: Check::Issues(check),
};

/// How many tools are listed with their arguments.
const MAX_LINES: usize = 12;

/// A list or an object that passes.
struct Slip {
    span: Span,
    path: Path,
    call: Call,
}

/// One issue for the tools whose argument decides what they act on and one, pedantic, for others.
fn check<'s>(context: &'s LintContext<'_>, _: &Superseded) -> Vec<Issue<'s>> {
    let (mut weighty, mut others): (Found<Vec<Slip>>, Found<Vec<Slip>>) = (Vec::new(), Vec::new());
    let mut unsure = Vec::new();
    for tool in context.callable() {
        let (mut heavy, mut light) = (Vec::new(), Vec::new());
        for (span, path, asked) in questions(tool) {
            match find_slip(context, tool, path, &asked) {
                Answer::Found(call) => {
                    let slips = if decides(tool, path) { &mut heavy } else { &mut light };
                    slips.push(Slip { span, path: path.clone(), call });
                }
                Answer::None => {}
                Answer::Unknown(reason) => {
                    unsure.push(Issue::unsure(vec![Arc::clone(tool.name)], span, reason));
                }
            }
        }
        for (slips, found) in [(heavy, &mut weighty), (light, &mut others)] {
            if !slips.is_empty() {
                found.push((Arc::clone(tool.name), slips));
            }
        }
    }
    let weighty = (!weighty.is_empty()).then(|| Issue::of_found(weighty, draft));
    let others = (!others.is_empty()).then(|| Issue::of_found(others, draft).pedantic());
    weighty.into_iter().chain(others).chain(unsure).collect()
}

/// A call with a list that holds what an attacker would send, else with any list or object.
fn find_slip(
    context: &LintContext<'_>,
    tool: &Callable<'_>,
    path: &Path,
    asked: &Formula,
) -> Answer<Call> {
    let role = tool.argument_at(path).and_then(|found| found.answer.role());
    let harmful = role.and_then(threat::harmful).map(|value| Value::Array(vec![value]));
    let holds = harmful.map(|list| Formula::test(path, Test::Equal(Equality::Typed, list)));
    let shown = holds.map(|holds| context.finder.find_any_call(tool, &holds.and(asked.clone())));
    match shown {
        Some(shown @ Answer::Found(_)) => shown,
        _ => context.finder.find_any_call(tool, asked),
    }
}

/// For each argument that may be left out: the calls with a list or an object that the rule itself
/// refuses.
fn questions<'s>(
    tool: &'s Callable<'_>,
) -> impl Iterator<Item = (Span, &'s Path, Formula)> + use<'s> {
    let rules = tool.rules.iter().filter_map(|rule| Some((rule.span, rule.kind.required()?)));
    rules.flat_map(|(span, condition)| {
        let refused = !of_condition(condition);
        let asked = move |path: &Path| is_shape(path).and(refused.clone());
        shapes_pass(condition).into_iter().map(move |(path, _)| (span, path, asked(path)))
    })
}

/// Whether an argument decides what a tool acts on that destroys, pays, runs, sends or grants.
fn decides(tool: &Callable<'_>, path: &Path) -> bool {
    let Some(profile) = tool.profile() else { return false };
    let is_severe = tool.is_at_least(Class::Execute)
        || !profile.sends_out().is_empty()
        || !profile.granting_arguments().is_empty();
    is_severe && path.first().is_some_and(|name| is_weighty(profile, name))
}

fn is_weighty(profile: &Profile<'_>, name: &str) -> bool {
    let (reach, grants) = (profile.scoping_arguments(), profile.granting_arguments());
    let named = reach.iter().chain(&grants).filter_map(Evidence::argument);
    named.into_iter().any(|argument| argument == name)
        || profile.amounts().iter().any(|it| it.path.first().is_some_and(|key| key == name))
}

fn draft(tools: &Remaining<'_, Vec<Slip>>) -> Draft {
    let slips = tools.first_found();
    let Some(first) = slips.first() else { return Draft::new(Span::default(), "") };
    let argument = tick(&argument_text(&first.path));
    let message = format!("a list or an object at {argument} passes this rule");
    let lines: Vec<String> = tools.iter().map(|(tool, slips)| line(tool, slips)).collect();
    let shown = lines.get(..MAX_LINES.min(lines.len())).unwrap_or_default().join("\n  ");
    let more = match lines.len().saturating_sub(MAX_LINES) {
        0 => String::new(),
        more => format!("\n  and {more} more"),
    };
    Draft::new(first.span, message)
        .note("the gateway can refuse only texts, numbers, `true` and `false` here")
        .call(Some(first.call.clone()))
        .help(format!(
            "where the server refuses these, waive the finding; else `require` the argument, or \
             list its values after `in`:\n  {shown}{more}"
        ))
}

/// As in `` `create_refund`: `args.amount` ``.
fn line(tool: &str, slips: &[Slip]) -> String {
    let mut arguments: Vec<String> =
        slips.iter().map(|slip| tick(&argument_text(&slip.path))).collect();
    arguments.dedup();
    format!("{}: {}", tick(tool), arguments.join(", "))
}
