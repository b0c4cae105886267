//! How much money a call moves: more than anyone means, or, where it is left out, as much as the
//! server takes.

use crate::analysis::Formula;
use crate::finding::Weight::{Deny, Pedantic};
use crate::risk::{Amount, Effect, Money, Role};
use crate::threat::constants::Constants;
use crate::threat::row::{
    Examples,
    Exemplar::{Number, Text},
    Known, Levels, Row, Set, always, anything, nothing,
};
use crate::threat::sets::recipients::whole;
use crate::threat::sets::widening::is_off_by_itself;
use crate::threat::subject::Subject;

/// What says how much.
const AMOUNTS: &[Role] = &[Role::AmountOut, Role::AmountAsked, Role::Quantity];

/// A row about amounts.
const ROW: Row = Row {
    name: "",
    roles: AMOUNTS,
    effects: &[],
    asked: is_paid,
    beside: anything,
    set: Set::Large,
    known: nothing,
    exemplars: &[],
    levels: Levels::always(Deny),
    lint: "financial-unbounded",
    says: "",
    instead: Some(">= 1 and <= 100"),
    examples: Examples::NONE,
};

const NUMBER: Row = Row {
    name: "amount.number",
    known: figures,
    exemplars: &[Number(1_000_000_000)],
    says: "may be any number",
    ..ROW
};

const TEXT: Row = Row {
    name: "amount.text",
    set: Set::Texts {
        within: r"(?i)\A[\s+$€£¥]*([0-9]*[1-9]([,_' ]?[0-9]){8,}([.,][0-9]*)?|[1-9][0-9]{0,2}(\.[0-9]{3}){3,}|[0-9.,]*[1-9][0-9.,]*e\+?0*(9|[1-9][0-9]+)|[0-9.,]*[1-9][0-9.,]*\s*[kmbgt]n?|0x0*[1-9a-f][0-9a-f]{7,}|inf(inity)?)\s*([a-z]{3}|[$€£¥])?\s*\z",
        less: None,
    },
    exemplars: &[
        Text("1000000000"),
        Text("1000000000.00"),
        Text("1000000000.5"),
        Text("1e9"),
        Text("0xffffffff"),
        Text("1k"),
        Text("1000000000\n"),
        Text(" 1000000000"),
    ],
    says: "may be any amount",
    examples: Examples {
        constants: &[],
        within: &["1000000000\n", " $1000000000", "1,000,000,000", "1e9", "0xffffffff", "9k"],
        outside: &["499.99", "1e3", "0x1f", "000000001", "99.9900000000"],
    },
    ..ROW
};

const MISSING: Row = Row {
    name: "amount.missing",
    asked: is_paid_whole,
    beside: without_the_others,
    set: Set::Missing,
    levels: Levels::ruled(Deny),
    says: "may be left out",
    ..ROW
};

pub(super) const ROWS: &[Row] = &[
    NUMBER,
    MISSING,
    TEXT,
    Row {
        name: "amount.whole",
        roles: &[Role::WideningFlag],
        asked: moves_all,
        set: Set::On,
        says: "may be true, and then all of it is moved",
        instead: Some("== false"),
        ..ROW
    },
    Row {
        name: "currency.stranger",
        roles: &[Role::Currency],
        asked: always,
        set: Set::Texts { within: r"\S", less: Some(r"(?i)\A\s*{C}\s*\z") },
        known: whole,
        exemplars: &[Text("KWD"), Text("kwd")],
        levels: Levels::ASIDE,
        says: "may be any currency",
        instead: Some("== \"usd\""),
        examples: Examples {
            constants: &["usd"],
            within: &["KWD", "kwd\n", "é"],
            outside: &["usd", "USD", " "],
        },
        ..ROW
    },
    Row { asked: is_asked_for, levels: Levels::always(Pedantic), ..NUMBER },
    Row { asked: is_asked_for, levels: Levels::always(Pedantic), ..TEXT },
];

/// The numbers that a policy names.
fn figures(constants: &Constants<'_>) -> Vec<Known> {
    constants.numbers.iter().map(|number| Known::text(&number.as_f64().to_string())).collect()
}

fn amounts(subject: &Subject<'_, '_>) -> Vec<Amount> {
    subject.profile.amounts()
}

/// Whether the argument says how much, which of a quantity only the other arguments tell.
fn is_amount(subject: &Subject<'_, '_>) -> bool {
    let path = subject.path();
    subject.found.leaf.path.is_in_list() && subject.role != Role::Quantity
        || amounts(subject).iter().any(|amount| amount.path == path)
}

fn is_paid(subject: &Subject<'_, '_>) -> bool {
    subject.tool.money() == Some(Money::Out) && is_amount(subject)
}

/// Words of switches by which the amount doesn't count.
const WHOLE: &[&str] = &["full", "fully", "all", "entire", "whole", "max", "everything"];

/// Words that may stand beside them.
const MOVED: &[&str] = &[
    "amount", "balance", "capture", "charge", "fund", "in", "is", "pay", "payment", "refund",
    "sell", "send", "transfer", "use", "withdraw",
];

/// Whether it is a switch with which the whole is moved, beside an amount that a rule bounds.
fn moves_all(subject: &Subject<'_, '_>) -> bool {
    let is_bounded = |amount: &Amount| Constants::of(subject.tool, &amount.path).is_ruled();
    subject.tool.money() == Some(Money::Out)
        && subject.is_called(WHOLE)
        && subject.found.leaf.is_called_only(&[WHOLE, MOVED].concat())
        && is_off_by_itself(subject)
        && amounts(subject).iter().any(is_bounded)
}

fn is_asked_for(subject: &Subject<'_, '_>) -> bool {
    subject.tool.money() == Some(Money::Asked) && is_amount(subject)
}

/// Whether the server decides how much where nothing is said: an update leaves things as they are,
/// and of things that are bought it is one.
fn is_paid_whole(subject: &Subject<'_, '_>) -> bool {
    is_paid(subject)
        && subject.role == Role::AmountOut
        && subject.found.leaf.argument.is_optional()
        && !subject.found.leaf.path.is_in_list()
        && !subject.has_effect(&[Effect::Update])
}

/// No other amount is given either.
fn without_the_others(subject: &Subject<'_, '_>) -> Formula {
    let path = subject.path();
    let others = amounts(subject).into_iter().filter(|amount| amount.path != path);
    Formula::All(others.map(|amount| !Formula::exists(&amount.path)).collect())
}
