//! Who gets what a tool sends: mail addresses, telephone numbers, people and channels of a chat,
//! payees.
//!
//! Who sends it is no recipient, and a draft has none yet.

use crate::analysis::Formula;
use crate::catalog::types::Kind;
use crate::finding::Weight::{Deny, Pedantic, Warn};
use crate::re2::shape::{ANY, GAP, Shape};
use crate::risk::{Effect, Money, Role};
use crate::threat::constants::{Constants, Extent};
use crate::threat::question::of_effects;
use crate::threat::row::{
    Examples,
    Exemplar::{Number, Object, Text},
    Known, Levels, Row, Set, nothing,
};
use crate::threat::subject::Subject;

/// Who can get something.
const RECIPIENTS: &[Role] = &[Role::Mail, Role::Phone, Role::ChatRecipient];

/// Words for many people at once.
const CROWDS: &[&str] = &["list", "lists", "audience", "audiences", "segment", "segments"];

/// A row about recipients.
const ROW: Row = Row {
    name: "",
    roles: &[Role::Mail],
    effects: &[],
    asked: sends,
    beside: sending,
    set: Set::Given,
    known: nothing,
    exemplars: &[],
    levels: Levels { ruled: Some(Deny), free: Some(Warn) },
    lint: "recipient-bypass",
    says: "",
    instead: None,
    examples: Examples::NONE,
};

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "mail.stranger",
        set: Set::Texts {
            within: r"(?i)\A([^@,;<>]*<)?\s*[^@\s,;<>]+@[^@\s,;<>]+>?\s*\z",
            less: Some(r"(?i)\A([^@,;<>]*<)?\s*[^@\s,;<>]+@([^@\s,;<>]*\.)?{C}>?\s*\z"),
        },
        known: domains,
        exemplars: &[
            Text("x@evil.example"),
            Text("ada@{C}.evil.example"),
            Text("x@evil{C}"),
            Text("x@evil-{C}"),
            Text("mallory@evil.example"),
            Text("x@evil.example\n"),
            Text(" x@evil.example"),
        ],
        says: "may be an address at any domain",
        instead: Some("domain in [\"acme.com\"]"),
        examples: Examples {
            constants: &["@acme.com"],
            within: &[
                " x@evil.example\n",
                "ada@acme.com.evil.example",
                "x@evilacme.com",
                "é <é@évil.example>",
            ],
            outside: &["ada@acme.com", "Ada <ada@eu.acme.com>\n", "ada"],
        },
        ..ROW
    },
    Row {
        name: "mail.list",
        set: Set::Texts {
            within: r"[^\s,;]\s*[,;][\s,;]*[^\s,;]|@\S*\s+[^\s,;]",
            // Each of them at a domain that the policy names.
            less: Some(
                r"(?i)\A[\s,;]*([^@,;]+@([^@\s,;<>]*\.)?{C}>?(\s*[,;\s]\s*)+)*[^@,;]+@([^@\s,;<>]*\.)?{C}>?[\s,;]*\z",
            ),
        },
        known: domains,
        exemplars: &[
            Text("x@evil.example,ada@{C}"),
            Text("x@evil.example, ada@{C}"),
            Text("x@evil.example;ada@{C}"),
            Text("root,ada@{C}"),
        ],
        levels: Levels::ruled(Deny),
        says: "may be several addresses, of which the rule looks at one",
        instead: Some("domain in [\"acme.com\"]"),
        examples: Examples {
            constants: &["@acme.com"],
            within: &[
                "x@evil.example,ada@acme.com",
                "ada@acme.com; é@évil.example\n",
                "root,ada@acme.com",
            ],
            outside: &["ada@acme.com\n", "a@acme.com,b@acme.com", "A L <a@acme.com>; b@acme.com"],
        },
        ..ROW
    },
    Row {
        name: "mail.given",
        asked: is_an_object,
        exemplars: &[Object("email", "x@evil.example")],
        levels: Levels { ruled: None, free: Some(Warn) },
        says: "may hold any address",
        ..ROW
    },
    Row {
        name: "phone.stranger",
        roles: &[Role::Phone],
        set: Set::Texts {
            within: r"\A\s*([a-z]+:)?\s*[+(]*[0-9][0-9\s().-]{5,}[0-9]\s*\z",
            less: Some(r"\A\s*{C}\s*\z"),
        },
        known: whole,
        exemplars: &[Text("+15005550006"), Text("15005550006"), Text("5511999999999")],
        says: "may be any telephone number",
        instead: Some("in [\"+14155550100\"]"),
        examples: Examples {
            constants: &["+14155550100"],
            within: &["+15005550006", " +14155550101\n"],
            outside: &["+14155550100", "ada"],
        },
        ..ROW
    },
    Row {
        name: "chat.second",
        asked: is_beside_a_pinned_one,
        levels: Levels { ruled: None, free: Some(Warn) },
        says: "may be any recipient, beside another one that a rule bounds",
        instead: Some("missing"),
        ..CHAT
    },
    Row {
        name: "audience.given",
        roles: &[Role::ChatRecipient],
        asked: is_a_crowd,
        exemplars: &[Number(1), Text("everybody")],
        levels: Levels { ruled: None, free: Some(Warn) },
        says: "may be any list of people",
        ..ROW
    },
    Row {
        name: "chat.stranger",
        asked: is_pinned_or_free,
        levels: Levels { ruled: Some(Deny), free: Some(Pedantic) },
        ..CHAT
    },
    Row {
        name: "payee.stranger",
        roles: &[Role::Payee],
        asked: is_paid,
        beside: paying,
        set: Set::Texts { within: r"\S", less: Some(r"\A\s*{C}") },
        known: people,
        exemplars: &[
            Text("mallory"),
            Text("mallory@evil.example"),
            Text("acct_evil"),
            Text("{C}-evil"),
        ],
        levels: Levels { ruled: Some(Deny), free: Some(Pedantic) },
        says: "may be a payee whom no rule names",
        instead: Some("in [\"acct_1\"]"),
        examples: Examples {
            constants: &["acct_1"],
            within: &["mallory\n", "acct_2", " é"],
            outside: &["acct_1", ""],
        },
        ..ROW
    },
];

/// Whether the tool pays: whom what is asked for comes from isn't paid.
fn is_paid(subject: &Subject<'_, '_>) -> bool {
    subject.tool.money() == Some(Money::Out)
}

/// The calls that pay, where only some do.
fn paying(subject: &Subject<'_, '_>) -> Formula {
    of_effects(subject.profile.effects(), &[Effect::Pay])
}

/// People and channels. Which of them lie outside can't be told by their names.
const CHAT: Row = Row {
    roles: &[Role::ChatRecipient],
    set: Set::Texts { within: r"\S", less: Some(r"\A\s*{C}") },
    known: names,
    exemplars: &[
        Text("#general"),
        Text("C0EVIL"),
        Text("{C}-evil"),
        Text("evil-{C}"),
        Text("arn:aws:sns:eu-west-1:111122223333:evil"),
    ],
    says: "may be a recipient that no rule names",
    instead: Some("in [\"#builds\"]"),
    examples: Examples {
        constants: &["team-", "ops"],
        within: &["#general\n", " C0EVIL", "ops-evil", "é"],
        outside: &["team-a", ""],
    },
    ..ROW
};

/// The mail domains that a policy names, with or without the names before them.
fn domains(constants: &Constants<'_>) -> Vec<Known> {
    let extents = &[Extent::Whole, Extent::Start, Extent::End, Extent::Part, Extent::Domain];
    let domain = |text: &str| Some(text.rsplit('@').next()?.trim_matches([' ', '>']).to_owned());
    let addresses = constants.of_extent(extents).flat_map(|text| text.split([',', ';']));
    let spelled = addresses.filter_map(domain).chain(with_open_dots(constants));
    spelled.filter(|domain| domain.contains('.')).map(|domain| Known::text(&domain)).collect()
}

/// The domains of patterns whose dots stand for any character.
fn with_open_dots(constants: &Constants<'_>) -> impl Iterator<Item = String> {
    let shapes = constants.patterns.iter().filter_map(|pattern| Shape::of(pattern));
    let domain = |text: String| {
        let (_, domain) = text.rsplit_once('@')?;
        (domain.contains(ANY) && !domain.contains(GAP)).then(|| domain.replace(ANY, "."))
    };
    shapes.flat_map(|shape| shape.texts()).filter_map(domain)
}

pub(super) fn whole(constants: &Constants<'_>) -> Vec<Known> {
    constants.of_extent(&[Extent::Whole, Extent::Part]).map(Known::text).collect()
}

/// People, and the mail domains that they are at.
pub(super) fn people(constants: &Constants<'_>) -> Vec<Known> {
    let at =
        |domain: &str| Known::with(domain, |domain| format!(r"[^@\s]+@([a-z0-9-]+\.)*{domain}\z"));
    let domains = constants.of_extent(&[Extent::Domain]).map(at);
    names(constants).into_iter().chain(domains).collect()
}

/// Whole names, and beginnings that end where a part of a name does.
fn names(constants: &Constants<'_>) -> Vec<Known> {
    super::scope::names(constants)
}

/// The calls that send something, where only some do.
fn sending(subject: &Subject<'_, '_>) -> Formula {
    of_effects(subject.profile.effects(), &[Effect::Send])
}

/// Whether somebody gets something by a call: the verb says so, or the argument does; also what
/// goes to addresses of which the policy means those of mail. Who becomes the owner of a thing gets
/// access.
fn sends(subject: &Subject<'_, '_>) -> bool {
    if subject.is_called(&["owner"]) {
        return false;
    }
    let invites = || {
        subject.is_called(&["attendee", "attendees", "invitee", "invitees"])
            && subject.has_effect(&[Effect::Create, Effect::Update])
    };
    subject.has_effect(&[Effect::Send])
        || !subject.profile.sends_out().is_empty() && !subject.mentions(&["draft", "drafts"])
        || matches!(subject.found.answer.role(), Some(Role::Url | Role::Host))
        || invites()
}

/// Whether the schema doesn't say where the address stands; of who gets access another lint speaks.
fn is_an_object(subject: &Subject<'_, '_>) -> bool {
    let grants = subject.has_effect(&[Effect::Grant]);
    sends(subject) && !grants && !subject.found.leaf.argument.may_be(Kind::String)
}

fn is_pinned_or_free(subject: &Subject<'_, '_>) -> bool {
    sends(subject) && (subject.constants.is_pinned() || !subject.constants.is_ruled())
}

/// Whether a rule says who gets it, by another argument.
fn is_beside_a_pinned_one(subject: &Subject<'_, '_>) -> bool {
    let is_pinned = |path: Vec<String>| Constants::of(subject.tool, &path).is_pinned();
    sends(subject)
        && subject.siblings(RECIPIENTS).any(|found| is_pinned(found.leaf.path.outside_lists()))
}

fn is_a_crowd(subject: &Subject<'_, '_>) -> bool {
    sends(subject) && subject.is_called(CROWDS)
}
