//! Lints that read what passes: the rows of the table of threats that name them. One finding for
//! each condition that lets something through; where no rule says anything, one for the same
//! arguments of all tools. Many arguments of one tool are one finding.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::branch::FreeBranch;
use super::per_tool::{place_of, place_of_tools, statement_of};
use super::said;
use super::tool_names::{list_if_several, list_with_evidence};
use crate::analysis::Reason;
use crate::catalog::types::Kind;
use crate::finding::Weight;
use crate::lint::{Draft, Found, Issue, LintContext, Remaining, Superseded};
use crate::source::Span;
use crate::strings::{counted, tick};
use crate::syntax::argument_text;
use crate::threat::Threat;

/// The operator for what isn't there.
const MISSING: &str = "missing";

/// A lint about values that pass.
pub(in crate::lint) trait ThreatLint: 'static {
    /// Its name, as rows have it.
    const NAME: &'static str;

    /// Whether what no rule says anything of is one finding, whatever arguments it is in.
    const IS_ONE: bool = false;

    /// What to write instead, about the weightiest threat.
    fn help(context: &LintContext<'_>, threat: &Threat<'_>) -> String;

    /// The same with a fix, where there is one.
    fn with_fix(_: &LintContext<'_>, _: &Threat<'_>, draft: Draft) -> Draft {
        draft
    }
}

/// What passes of one tool, the weightiest first.
type Hits<'s, 'a> = Vec<&'s Threat<'a>>;

/// What findings have in common that are one.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Cause {
    /// A condition that lets it through.
    Condition(Span),
    /// That no rule says anything of these arguments, with the sets that pass.
    Nothing(Vec<(&'static str, String)>),
}

/// What a lint finds of all callable tools.
pub(in crate::lint) fn issues<'s, L: ThreatLint>(
    context: &'s LintContext<'_>,
    superseded: &Superseded,
) -> Vec<Issue<'s>> {
    let mut causes: BTreeMap<(Weight, Cause), Found<Hits<'s, 's>>> = BTreeMap::new();
    let mut unsure: BTreeMap<Span, (Reason, Vec<Arc<str>>)> = BTreeMap::new();
    for tool in context.callable().filter(|tool| !superseded.has_tool(tool.name)) {
        let mut threats: Hits<'_, '_> = context
            .threats(tool)
            .iter()
            .filter(|threat| threat.row.lint == L::NAME)
            .filter(|threat| !superseded.has_argument(tool.name, &threat.path()))
            .collect();
        threats.sort_by_key(|threat| (threat.answer.is_err(), threat.weight));
        let Some(first) = threats.first().copied() else { continue };
        if let Err(reason) = first.answer {
            let span = first.test.map_or_else(|| place_of(context, tool), |(_, test)| test.span);
            unsure.entry(span).or_insert((reason, Vec::new())).1.push(Arc::clone(tool.name));
            continue;
        }
        threats.retain(|threat| threat.answer.is_ok());
        let found = causes.entry((first.weight, cause::<L>(&threats))).or_default();
        found.push((Arc::clone(tool.name), threats));
    }
    let issue = |((weight, cause), found)| issue::<L>(context, weight, &cause, found);
    let unsure =
        unsure.into_iter().map(|(span, (reason, tools))| Issue::unsure(tools, span, reason));
    causes.into_iter().map(issue).chain(unsure).collect()
}

fn cause<L: ThreatLint>(threats: &[&Threat<'_>]) -> Cause {
    let condition = threats.iter().find_map(|threat| threat.test);
    let named = |threat: &&Threat<'_>| (threat.row.name, threat.found.leaf.path.to_string());
    condition.map_or_else(
        || Cause::Nothing(threats.iter().filter(|_| !L::IS_ONE).map(named).collect()),
        |(_, test)| Cause::Condition(test.span),
    )
}

fn issue<'s, L: ThreatLint>(
    context: &'s LintContext<'_>,
    weight: Weight,
    cause: &Cause,
    found: Found<Hits<'s, 's>>,
) -> Issue<'s> {
    let condition = match cause {
        Cause::Condition(span) => Some(*span),
        Cause::Nothing(_) => None,
    };
    let all = || found.iter().flat_map(|(_, threats)| threats);
    let rules: Vec<_> = all().filter_map(|threat| Some(threat.test?.0.span)).collect();
    let paths: Vec<_> = all().map(|threat| threat.path()).collect();
    let issue = Issue::of_found(found, move |tools: &Remaining<'_, Hits<'_, '_>>| {
        draft::<L>(context, condition, tools)
    });
    let issue = issue.about_rules(rules).at_weight(weight);
    paths.into_iter().fold(issue, Issue::about_argument)
}

fn draft<L: ThreatLint>(
    context: &LintContext<'_>,
    condition: Option<Span>,
    tools: &Remaining<'_, Hits<'_, '_>>,
) -> Draft {
    let (names, threats) = (tools.names(), tools.first_found());
    let message = message(names, &of_all(tools));
    let Some(first) = threats.first() else { return Draft::new(context.place(), message) };
    let shown = first.shown();
    let passes = match shown.is_none_or(|shown| shown.is_exemplar) {
        true => "such a value",
        false => "values such as this one",
    };
    if let Some(branch) = FreeBranch::of(first) {
        return Draft::new(branch.span(), message)
            .note("this branch says nothing of it")
            .label(branch.bound(), "what it may be is said here")
            .help(format!("{}{}", branch.help(), list_if_several(names)))
            .call(shown.map(|shown| shown.call.clone()));
    }
    let help = one_value(first).or_else(|| off(first)).unwrap_or_else(|| L::help(context, first));
    let draft = match condition {
        Some(span) => Draft::new(span, message)
            .note(format!("accepts {passes}"))
            .help(format!("{help}{}", list_if_several(names))),
        None => {
            let evidence = |threats: &Hits<'_, '_>| {
                let mut signs: Vec<_> =
                    threats.iter().flat_map(|it| it.found.evidence.iter().cloned()).collect();
                signs.truncate(said::MAX_ARGUMENTS);
                signs
            };
            let signs: Vec<_> =
                tools.iter().map(|(name, it)| (Arc::clone(name), evidence(it))).collect();
            let (place, others) = places(context, names);
            let draft = Draft::new(place, message)
                .note("no rule says what it may be")
                .help(format!("{help}:\n  {}", list_with_evidence(signs.iter())));
            others.into_iter().fold(draft, |draft, other| draft.label(other, "and of these"))
        }
    };
    let draft = draft.call(shown.map(|shown| shown.call.clone()));
    match first.row.is_of_several() {
        true => draft,
        false => L::with_fix(context, first, draft),
    }
}

/// What lets one value through and no list; none where the text isn't one.
fn one_value(threat: &Threat<'_>) -> Option<String> {
    let one = tick(&format!(r"{} matches /^[^,;\s]+$/", argument(threat)));
    threat.row.is_of_several().then(|| format!("add {one}, which takes no list, or `approve` it"))
}

/// That a switch is off; none where the row is about something else.
fn off(threat: &Threat<'_>) -> Option<String> {
    let off = instead(threat).filter(|_| threat.row.is_of_switch())?;
    Some(format!("`require` that it is off, as in {off}, or `approve` it"))
}

/// Where the first statement allows some of these tools, and where the others do.
fn places(context: &LintContext<'_>, names: &[Arc<str>]) -> (Span, Vec<Span>) {
    let mut statements: Vec<(Span, Vec<Arc<str>>)> = Vec::new();
    for tool in context.callable_among(names) {
        let (own, name) = (statement_of(context, tool), Arc::clone(tool.name));
        match statements.iter_mut().find(|(statement, _)| *statement == own) {
            Some((_, names)) => names.push(name),
            None => statements.push((own, vec![name])),
        }
    }
    statements.sort();
    let mut places = statements.iter().map(|(_, names)| place_of_tools(context, names));
    (places.next().unwrap_or_else(|| context.place()), places.collect())
}

/// The threats of all tools, those that would be said alike once.
fn of_all<'s, 'a>(tools: &Remaining<'_, Hits<'s, 'a>>) -> Hits<'s, 'a> {
    let all = tools.iter().flat_map(|(_, threats)| threats.iter().copied());
    let mut said = BTreeSet::new();
    all.filter(|threat| said.insert((threat.row.says, &threat.found.leaf.path))).collect()
}

/// As in `` `args.sql` of 2 tools may be a statement that changes data ``.
fn message(names: &[Arc<str>], threats: &[&Threat<'_>]) -> String {
    let of_tools = match names {
        [_] => String::new(),
        names => format!(" of {}", counted(names.len(), "tool")),
    };
    let says = |threat: &Threat<'_>| {
        FreeBranch::of(threat).map_or_else(|| threat.says(), |branch| branch.says())
    };
    let of_threat = |threat: &&Threat<'_>| (argument(threat), says(threat));
    said::of_arguments(&threats.iter().map(of_threat).collect::<Vec<_>>(), &of_tools)
}

/// An argument as conditions name it, with what they can't name: `args.files[].path`.
pub(super) fn argument(threat: &Threat<'_>) -> String {
    said::argument(&threat.found.leaf.path)
}

/// A condition on the argument that says what is good, where one can.
pub(super) fn instead(threat: &Threat<'_>) -> Option<String> {
    let path = &threat.found.leaf.path;
    let operator = threat.row.instead.filter(|_| !path.is_in_list() && !path.is_unnamed())?;
    let (argument, is_missing) = (argument_text(&threat.path()), *operator == *MISSING);
    if is_missing && !threat.may_be_missing {
        return None;
    }
    let good = format!("{argument} {operator}");
    // What no rule speaks of may be left out by the calls that the policy is there for.
    Some(match threat.may_be_missing && threat.test.is_none() && !is_missing {
        false => tick(&good),
        true if lists_values(operator) => tick(&format!("{argument} {MISSING} or {good}")),
        true => format!("{} or {}", tick(&good), tick(&format!("{argument} {MISSING}"))),
    })
}

/// Whether an operator lists the good values: of others the gateway lets lists and objects through
/// where the argument may be left out.
fn lists_values(operator: &str) -> bool {
    ["in ", "== "].iter().any(|word| operator.starts_with(word))
}

/// That the argument is left out, or the list that it stands in, where a call can do without.
pub(super) fn missing(threat: &Threat<'_>) -> Option<String> {
    let missing = || tick(&format!("{} {MISSING}", argument_text(&threat.path())));
    let can_be_named = !threat.found.leaf.path.is_unnamed();
    (threat.may_be_missing && can_be_named).then(missing)
}

/// What to write where no condition says what is good.
pub(super) fn without_condition(threat: &Threat<'_>) -> String {
    let argument = &threat.found.leaf.argument;
    let reason = match threat.found.leaf.path.is_in_list() {
        _ if threat.found.leaf.path.is_unnamed() => "no condition names all of these arguments",
        true => "no condition can restrict a whole list",
        false if argument.may_be(Kind::Object) => "no condition can restrict a whole object",
        false => "no condition says what is good",
    };
    match missing(threat) {
        Some(missing) => format!("`require` {missing}, or `approve` it, since {reason}"),
        None => format!("`approve` it, since {reason}"),
    }
}
