//! Where a tool acts and on what: accounts, owners, projects, and the things in them.

use crate::finding::Weight::{Deny, Warn};
use crate::policy::condition::Operator;
use crate::risk::{Effect, Role};
use crate::threat::addresses::is_open;
use crate::threat::constants::{Constants, Extent};
use crate::threat::row::{
    Examples, Exemplar::Text, Known, Levels, Row, Set, always, anything, nothing,
};
use crate::threat::subject::Subject;

/// A row about the scope of a call.
const ROW: Row = Row {
    name: "",
    roles: &[Role::Owner],
    effects: &[],
    asked: is_pinned,
    beside: anything,
    set: Set::Given,
    known: beginnings,
    exemplars: &[],
    levels: Levels::ruled(Deny),
    lint: "scope-bypass",
    says: "",
    instead: Some("== \"acme\""),
    examples: Examples::NONE,
};

/// The thing that is acted on.
const ID: Row = Row {
    name: "id.stranger",
    roles: &[Role::Identity],
    asked: is_pinned_and_kept,
    set: Set::Texts { within: r"\S", less: Some(r"\A{C}") },
    known: names,
    exemplars: &[
        Text("something-else"),
        Text("{C}-other"),
        Text("other-{C}"),
        Text("other{E}"),
        Text("12345"),
        Text("main"),
        Text("x"),
        Text("ada@example.com"),
    ],
    levels: Levels::ruled(Warn),
    says: "may be one that no rule names",
    instead: Some("in [\"a\", \"b\"]"),
    examples: Examples {
        constants: &["cache:", "agent/", "tmp"],
        within: &["prod:users\n", " main", "tmp-other", "é"],
        outside: &["cache:x", "agent/fix", "tmp"],
    },
    ..ROW
};

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "owner.neighbour",
        set: Set::Texts { within: r"(?is)\A{C}[a-z0-9_-]+([/\s].*)?\z", less: Some(r"\A{C}\z") },
        exemplars: &[Text("{C}-evil"), Text("{C}evil"), Text("{C}2"), Text("{C}-evil/x")],
        says: "may be another name that begins like the one that is meant",
        examples: Examples {
            constants: &["acme"],
            within: &["acme2", "acmevil", "acme-evil/x"],
            outside: &["acme", "the-acme", "acme/shop"],
        },
        ..ROW
    },
    Row {
        name: "owner.ending",
        set: Set::Texts { within: r"(?i)\A[^\s/]+{C}\s*\z", less: Some(r"\A{C}\z") },
        known: endings,
        exemplars: &[Text("evil{C}"), Text("evil-{C}")],
        says: "may be another name that ends like the one that is meant",
        examples: Examples {
            constants: &["acme", "-acme"],
            within: &["the-acme", "evilacme\n"],
            outside: &["acme", "acme2"],
        },
        ..ROW
    },
    Row {
        name: "owner.dots",
        roles: &[Role::Owner, Role::Identity],
        asked: is_repository,
        set: Set::Texts { within: r"(?s)\A{C}(.*/)?\.\.([/\s]|\z)", less: None },
        known: above,
        exemplars: &[Text("{C}../evil/web"), Text("{C}../evil"), Text("{C}..")],
        levels: Levels::ruled(Warn),
        lint: "path-traversal",
        says: "may lead out of {C} through `..`",
        instead: Some("== \"acme/web\""),
        examples: Examples {
            constants: &["acme/"],
            within: &["acme/../evil", "acme/..", "acme/web/../../é"],
            outside: &["acme/web", "acme/a..b", "evil/.."],
        },
        ..ROW
    },
    Row {
        name: "owner.up",
        roles: &[Role::Owner, Role::Identity],
        asked: is_repository_by_pattern,
        set: Set::Texts { within: r"\A\s*\.\.(\s|\z)", less: None },
        known: nothing,
        exemplars: &[Text("..")],
        levels: Levels::ruled(Warn),
        lint: "path-traversal",
        says: "may be `..`, which leads up where it is part of an address",
        instead: Some("matches /^[A-Za-z0-9_-][A-Za-z0-9_.-]*$/"),
        examples: Examples {
            constants: &[],
            within: &[".."],
            outside: &["web", "a..b", "...", "."],
        },
        ..ROW
    },
    Row {
        name: "owner.stranger",
        set: Set::Texts { within: r"\S", less: Some(r"\A{C}") },
        known: names,
        exemplars: &[Text("someone-else"), Text("evil"), Text("other-org"), Text("other-org/x")],
        levels: Levels::ruled(Warn),
        says: "may be one that no rule names",
        examples: Examples {
            constants: &["team-"],
            within: &["someone\n", " other-org", "other-org/x", "é"],
            outside: &["team-a", ""],
        },
        ..ROW
    },
    Row {
        name: "id.neighbour",
        roles: &[Role::Identity, Role::GitRef],
        asked: is_pinned_and_kept,
        set: Set::Texts { within: r"\A{C}[A-Za-z0-9]", less: Some(r"\A{C}\z") },
        exemplars: &[Text("{C}2"), Text("{C}x")],
        levels: Levels::ruled(Warn),
        says: "may be another one that begins like the one that is meant",
        examples: Examples {
            constants: &["cache"],
            within: &["cache2", "cachex"],
            outside: &["cache", "cache:x", "my-cache"],
        },
        ..ROW
    },
    Row {
        name: "id.neighbour",
        roles: &[Role::Identity, Role::GitRef],
        asked: is_pinned_by_patterns,
        set: Set::Texts { within: r"(?s)\A{C}[A-Za-z-].*", less: None },
        known: words,
        exemplars: &[Text("{C}-evil"), Text("{C}evil")],
        levels: Levels::ruled(Warn),
        says: "may be another one that begins like the one that is meant",
        examples: Examples {
            constants: &["acme"],
            within: &["acme-evil", "acmevil"],
            outside: &["acme", "acme2", "my-acme"],
        },
        ..ROW
    },
    ID,
    Row {
        name: "filter.stranger",
        roles: &[Role::Filter, Role::QueryReadOnly],
        asked: always,
        // What begins with something may go on with `OR`.
        set: Set::Texts { within: r"\S", less: Some(r"\A\s*{C}\s*\z") },
        known: filters,
        exemplars: &[Text("*"), Text("{C} OR true"), Text("true OR {C}")],
        levels: Levels::ASIDE,
        examples: Examples {
            constants: &["status = 'test'"],
            within: &["status = 'test' OR true", "*"],
            outside: &["status = 'test'", ""],
        },
        ..ID
    },
    Row {
        name: "filter.wider",
        roles: &[Role::Filter, Role::QueryReadOnly],
        asked: is_pinned_and_kept,
        set: Set::Texts { within: r"(?is)\A{C}\s.*\bor\s", less: None },
        known: comparisons,
        exemplars: &[Text("{C} OR true"), Text("{C} OR 1 = 1")],
        levels: Levels::ruled(Warn),
        says: "may go on with `OR`, and then finds more than the rules name",
        instead: Some("in [\"…\"]"),
        examples: Examples {
            constants: &["project = SUP"],
            within: &["project = SUP OR true", "project = SUP\nor project = HR"],
            outside: &["project = SUP", "project = SUP AND x = 1"],
        },
        ..ID
    },
    Row { roles: &[Role::GitRef], exemplars: &[Text("main"), Text("prod"), Text("x")], ..ID },
];

/// What a policy names of names: whole ones, and beginnings that end where a part does. To stand
/// for the beginning of a pattern, whole names bring their end along.
pub(super) fn names(constants: &Constants<'_>) -> Vec<Known> {
    let closed = |text: &&str| !is_open(text);
    let starts = constants.of_extent(&[Extent::Start, Extent::Folder]).filter(closed);
    let closes = |text: &&str| !begins_inside(text);
    let ends = constants.of_extent(&[Extent::End]).filter(closes);
    let others = constants.of_extent(&[Extent::Whole, Extent::Start, Extent::Part]);
    let ending = |text: &str| Known::with(text, |text| format!(r".*{text}\z"));
    let whole = |text: &str| Known::with(text, |text| format!(r"{text}\z"));
    starts.map(Known::text).chain(ends.map(ending)).chain(others.map(whole)).collect()
}

/// Comparisons with which filters begin.
fn comparisons(constants: &Constants<'_>) -> Vec<Known> {
    let compares = |text: &&str| text.contains('=') || text.contains(':');
    constants
        .of_extent(&[Extent::Start])
        .map(str::trim_end)
        .filter(compares)
        .map(Known::text)
        .collect()
}

/// Filters, and what they begin with or have in them.
fn filters(constants: &Constants<'_>) -> Vec<Known> {
    constants.of_extent(&[Extent::Whole, Extent::Start, Extent::Part]).map(Known::text).collect()
}

/// What a server makes part of the address that it asks.
const REPOSITORIES: &[&str] =
    &["repo", "repository", "project", "slug", "owner", "org", "organization", "fullname"];

fn is_repository(subject: &Subject<'_, '_>) -> bool {
    subject.is_called(REPOSITORIES)
}

/// The same where a pattern says of what letters it is.
fn is_repository_by_pattern(subject: &Subject<'_, '_>) -> bool {
    is_repository(subject) && subject.constants.tells_patterns()
}

/// Beginnings that end at a slash.
fn above(constants: &Constants<'_>) -> Vec<Known> {
    let starts = constants.of_extent(&[Extent::Start, Extent::Folder]);
    starts.filter(|text| text.ends_with('/')).map(Known::text).collect()
}

/// Beginnings of names to which more can be added.
fn beginnings(constants: &Constants<'_>) -> Vec<Known> {
    let named = constants.of_extent(&[Extent::Start, Extent::Part, Extent::Whole]);
    named.filter(|text| is_open(text)).map(Known::text).collect()
}

/// How many letters make a beginning a word, not a mark such as the `v` of `v2`.
const LEAST_WORD: usize = 4;

/// Beginnings that are words, and to which more can be added.
fn words(constants: &Constants<'_>) -> Vec<Known> {
    let is_word = |known: &Known| {
        known.text.len() >= LEAST_WORD && known.text.chars().all(|it| it.is_ascii_lowercase())
    };
    beginnings(constants).into_iter().filter(is_word).collect()
}

/// Ends of owners' names before which more can stand, also where a part of the name begins: anybody
/// can be called `evil-acme`.
fn endings(constants: &Constants<'_>) -> Vec<Known> {
    let named = constants.of_extent(&[Extent::End, Extent::Part]);
    let is_name = |text: &&str| begins_inside(text) || text.starts_with(['-', '_', '/']);
    named.filter(is_name).map(Known::text).collect()
}

/// Whether it begins in the middle of a name.
fn begins_inside(text: &str) -> bool {
    text.starts_with(|first: char| first.is_alphanumeric())
}

/// Whether a rule says which are good: what refuses some means the others to pass.
fn is_pinned(subject: &Subject<'_, '_>) -> bool {
    subject.constants.is_pinned()
}

/// The same of a tool that destroys nothing; what is deleted is another lint's, and so is what is
/// wrong with a pattern.
fn is_pinned_and_kept(subject: &Subject<'_, '_>) -> bool {
    is_pinned(subject) && !has_patterns(subject) && !destroys(subject)
}

/// The same where it is a pattern.
fn is_pinned_by_patterns(subject: &Subject<'_, '_>) -> bool {
    is_pinned(subject) && has_patterns(subject) && !destroys(subject)
}

fn has_patterns(subject: &Subject<'_, '_>) -> bool {
    let is_pattern = |operator: &Operator| matches!(operator, Operator::Matches(_));
    subject.constants.tests.iter().any(|(_, test)| is_pattern(&test.operator))
}

fn destroys(subject: &Subject<'_, '_>) -> bool {
    subject.has_effect(&[Effect::Delete, Effect::Overwrite])
}
