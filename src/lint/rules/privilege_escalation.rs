//! A tool that gives access.

use crate::analysis::{Answer, Formula};
use crate::finding::Weight as Severity;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext, Remaining};
use crate::risk::{Effect, LeafPath, Role, RoleAnswer};
use crate::source::Span;
use crate::strings::tick;
use crate::syntax::argument_text;
use crate::witness::{Callable, Question};

use super::effects::{self, Doing};
use super::gifts::Gift;
use super::grants::{self, Way};
use super::per_call::{CallLint, Passing};
use super::tool_names::{list_if_several, list_with_evidence, tool_or_count};
use super::{offered, said, strangers};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "privilege-escalation",
    weight: Weight::Deny,
    summary: "a callable tool gives access",
    check: Check::per_call::<PrivilegeEscalation>(),
};

/// What says which access is given, and to whom; where no argument does, the thing that is acted on
/// counts.
const SUBJECT: &[Role] = &[
    Role::Grantee,
    Role::Permission,
    Role::Mail,
    Role::Phone,
    Role::ChatRecipient,
    Role::NetworkRange,
    Role::Url,
    Role::Host,
];

/// What is asked about by itself.
const ASKED: &[Role] = &[Role::Grantee, Role::Permission, Role::NetworkRange];

/// [`LINT`]
pub(in crate::lint) struct PrivilegeEscalation;

impl CallLint for PrivilegeEscalation {
    const QUESTION: Option<Question> = Some(Question::GivesAccess);

    fn find(context: &LintContext<'_>, tool: &Callable<'_>) -> Answer<Passing> {
        let doing = effects::doing(tool, &[Effect::Grant]);
        match grants::find(context, tool, doing.as_ref().map(|doing| &doing.calls)) {
            Err(reason) => Answer::Unknown(reason),
            Ok(ways) => match by_ways(context, tool, doing, &ways) {
                Some(passing) => Answer::Found(passing),
                None => find_whatever(context, tool),
            },
        }
    }

    fn draft(context: &LintContext<'_>, place: Span, tools: &Remaining<'_, Passing>) -> Draft {
        let (name, first) = tools.first();
        let arguments: Vec<_> = first.arguments().collect();
        if let Some(tool) = context.callable_named(name).filter(|_| !arguments.is_empty()) {
            return draft_by_ways(context, place, tools, (tool, &arguments));
        }
        let help = "write `approve`, or restrict with `require` what is granted or to whom";
        Draft::new(place, format!("{} can give access", tool_or_count(tools.names())))
            .note("prompt injection can grant an attacker access")
            .help(format!("{help}:\n  {}", list_with_evidence(tools.iter())))
    }
}

/// What is found of a tool where arguments say who gets access, or which.
fn by_ways(
    context: &LintContext<'_>,
    tool: &Callable<'_>,
    doing: Option<Doing>,
    ways: &[Way],
) -> Option<Passing> {
    let (evidence, calls) = match doing {
        Some(doing) => (doing.evidence, doing.calls),
        None => (Vec::new(), Formula::ALWAYS),
    };
    let call = grants::shown(context, tool, &calls, ways)?;
    let mut paths = ways.iter().map(|way| way.path.clone());
    let through = paths.next();
    let is_mild = grants::names_what_is_given(tool) && ways.iter().all(|way| is_entry(tool, way));
    let weight = is_mild.then_some(Severity::Warn);
    Some(Passing { through, others: paths.collect(), weight, ..Passing::of(call, evidence) })
}

/// Whether somebody is let in by a way who gets what the rules name, and nothing else.
fn is_entry(tool: &Callable<'_>, way: &Way) -> bool {
    way.gift == Gift::Entry && !way.path.is_in_list() && !grants::gives_by_itself(tool, &way.path)
}

/// A call that gives access where no argument says who gets it and which.
fn find_whatever(context: &LintContext<'_>, tool: &Callable<'_>) -> Answer<Passing> {
    let is_asked = |path: &LeafPath| {
        let own = tool.argument_at(&path.outside_lists());
        own.is_none_or(|found| {
            found.answer == RoleAnswer::Harmless || strangers::is_among(found, ASKED)
        })
    };
    let Some(doing) = effects::doing_apart_from(tool, &[Effect::Grant], is_asked) else {
        return Answer::None;
    };
    let names_subject = strangers::of_roles(tool, SUBJECT).next().is_some();
    let deciding = if names_subject { SUBJECT } else { &[Role::Identity] };
    let call = strangers::find_call(context, tool, &doing.calls, strangers::of(deciding));
    call.map(|call| doing.shown_by(call))
}

fn draft_by_ways(
    context: &LintContext<'_>,
    place: Span,
    tools: &Remaining<'_, Passing>,
    (tool, arguments): (&Callable<'_>, &[&LeafPath]),
) -> Draft {
    let gift = |path: &LeafPath| grants::gift_of(context, tool, path);
    let parts = arguments.iter().map(|path| (said::argument(path), gift(path).says().to_owned()));
    let said = said::of_arguments(&parts.collect::<Vec<_>>(), "");
    let (names, list) = (tool_or_count(tools.names()), list_if_several(tools.names()));
    let good = |path: &&&LeafPath| good(tool, path, gift(path));
    let goods: Vec<String> = arguments.iter().filter_map(|path| good(&path)).collect();
    let help = match (goods.as_slice(), arguments.len()) {
        ([], _) => format!("write `approve`{list}"),
        ([good], 1) => format!("write {}, or `approve`{list}", tick(&format!("require {good}"))),
        (goods, _) => {
            let lines: Vec<_> = goods.iter().map(|good| tick(good)).collect();
            format!("write `approve`, or `require` of each:\n  {}{list}", lines.join("\n  "))
        }
    };
    Draft::new(place, format!("{names} can give access: {said}"))
        .note("nothing refuses it")
        .help(help)
}

/// What to require of an argument; of one of which no schema speaks, that it isn't given.
fn good(tool: &Callable<'_>, path: &LeafPath, gift: Gift) -> Option<String> {
    let mut roles = tool.profile()?.roles().iter();
    match roles.find(|found| found.leaf.path == *path) {
        Some(found) => offered::good(tool, found, gift),
        None => Some(format!("{} missing", argument_text(&path.outside_lists()))),
    }
}
