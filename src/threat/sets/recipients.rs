//! Who gets what a tool sends: mail addresses and telephone numbers.
//!
//! Who sends it is no recipient, and a draft has none yet.

use crate::analysis::Formula;
use crate::catalog::types::Kind;
use crate::finding::Weight::{Deny, Warn};
use crate::re2::shape::{ANY, GAP, Shape};
use crate::risk::{Effect, Role};
use crate::threat::beside;
use crate::threat::constants::{Constants, Extent};
use crate::threat::mailboxes;
use crate::threat::question::of_effects;
use crate::threat::row::{
    Examples,
    Exemplar::{Object, Text},
    Known, Levels, Row, Set, always, anything, nothing,
};
use crate::threat::subject::Subject;

/// A row about recipients.
pub(super) const ROW: Row = Row {
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
    LIST,
    Row {
        name: "grantee.several",
        roles: &[Role::Grantee],
        effects: &[Effect::Grant],
        asked: always,
        beside: anything,
        lint: "privilege-escalation",
        ..LIST
    },
    Row {
        name: "mail.shared",
        set: Set::Texts { within: r"(?i)\A([^@,;<>]*<)?\s*[^@\s,;<>]+@{C}>?\s*\z", less: None },
        known: mailboxes::anybodys,
        exemplars: &[Text("mallory@{C}")],
        levels: Levels::ruled(Warn),
        lint: "anyone-can-register",
        says: "may be an address at a provider where anybody can have one",
        examples: Examples {
            constants: &["gmail.com"],
            within: &["mallory@gmail.com"],
            outside: &["ada@acme.com", "gmail.com"],
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
        name: "mail.raw",
        roles: &[Role::Content],
        asked: is_message,
        exemplars: &[
            Text("To: mallory@evil.example\r\nSubject: hi\r\n\r\nhi"),
            Text("VG86IG1hbGxvcnlAZXZpbC5leGFtcGxlDQpTdWJqZWN0OiBoaQ0KDQpoaQ=="),
        ],
        levels: Levels::always(Deny),
        says: "may be a whole message, whose own headers say who gets it",
        ..ROW
    },
    Row {
        name: "phone.stranger",
        roles: &[Role::Phone],
        set: Set::Texts {
            within: r"\A\s*([a-z]+:)?\s*[+(]*[0-9][0-9\s().-]{5,}[0-9]\s*\z",
            less: Some(r"\A\s*{C}\s*\z"),
        },
        known: numbers,
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
];

/// Several addresses in one text.
const LIST: Row = Row {
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

/// How many figures of a telephone number leave no more than a block of one's own.
const LEAST_BLOCK: usize = 7;

/// Whole telephone numbers, and beginnings that leave a block of them.
fn numbers(constants: &Constants<'_>) -> Vec<Known> {
    let is_block = |text: &&str| text.chars().filter(char::is_ascii_digit).count() >= LEAST_BLOCK;
    let starts = constants.of_extent(&[Extent::Start]).filter(is_block);
    let block = |text| Known::with(text, |text| format!(r"{text}[0-9\s().-]*"));
    whole(constants).into_iter().chain(starts.map(block)).collect()
}

/// The calls that send something, where only some do.
fn sending(subject: &Subject<'_, '_>) -> Formula {
    of_effects(subject.profile.effects(), &[Effect::Send])
}

/// Whether somebody gets something by a call: the verb says so, or the argument does; also what
/// goes to addresses of which the policy means those of mail. Who becomes the owner of a thing gets
/// access.
pub(super) fn sends(subject: &Subject<'_, '_>) -> bool {
    if subject.is_called(&["owner"]) {
        return false;
    }
    let invites = || {
        subject.is_called(&["attendee", "attendees", "invitee", "invitees"])
            && subject.has_effect(&[Effect::Create, Effect::Update])
    };
    // What is sent later goes to them too.
    let copies = || {
        subject.is_called(&["cc", "bcc"])
            && subject.has_effect(&[Effect::Create, Effect::Update])
            && !subject.mentions(&["draft", "drafts"])
    };
    subject.has_effect(&[Effect::Send])
        || !subject.profile.sends_out().is_empty() && !subject.mentions(&["draft", "drafts"])
        || matches!(subject.found.answer.role(), Some(Role::Url | Role::Host))
        || invites()
        || copies()
}

/// Whether it is a whole message, beside recipients of whom a rule says which are good.
fn is_message(subject: &Subject<'_, '_>) -> bool {
    let is_pinned = |path: &[String]| Constants::of(subject.tool, path).is_pinned();
    let mut others = subject.siblings(&[Role::Mail]);
    beside::is_message(subject.tool, subject.found)
        && sends(subject)
        && others.any(|found| is_pinned(&found.leaf.path.outside_lists()))
}

/// Whether the schema doesn't say where the address stands; of who gets access another lint speaks.
fn is_an_object(subject: &Subject<'_, '_>) -> bool {
    let grants = subject.has_effect(&[Effect::Grant]);
    sends(subject) && !grants && !subject.found.leaf.argument.may_be(Kind::String)
}
