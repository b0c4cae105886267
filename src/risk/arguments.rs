//! What a tool's arguments say that it does.

use super::class::Class;
use super::evidence::Evidence;
use super::lexicon::Topic;
use super::words::{self, Word};
use crate::catalogue::types::Kind;
use crate::catalogue::{Argument, Tool};
use crate::json::Value;

/// How many of a tool's arguments are looked at.
const MOST: usize = 200;

/// Keys of arguments that choose what a tool does, in quotes.
const CHOICES: &[&str] = &[
    "\"action\"",
    "\"operation\"",
    "\"method\"",
    "\"mode\"",
    "\"command\"",
    "\"verb\"",
    "\"op\"",
    "\"action_type\"",
];

/// Words by which a `code` is a program.
const RUN: &[&str] =
    &["javascript", "python", "typescript", "script", "execute", "run", "snippet", "program"];

/// Words after an amount by which it is none.
const NO_AMOUNT: &[&str] = &["type", "types", "currency", "field", "format", "id", "code"];

/// Words for how much money.
const AMOUNTS: &[&str] =
    &["amount", "amt", "valor", "monto", "importe", "betrag", "montant", "cents"];

/// Texts one of which stands in every schema with such a word, so that others needn't be read.
const AMOUNT_SIGNS: &[&str] = &[
    "mount", "valor", "Valor", "monto", "Monto", "mporte", "etrag", "ontant", "cents\"", "Cents\"",
    "amt", "Amt",
];

/// Words beside an amount that make it money.
pub(super) const CURRENCIES: &[&str] = &[
    "currency", "cents", "usd", "eur", "brl", "moneda", "moeda", "centavos", "price", "payment",
    "money", "payer",
];

/// Every named argument at the top.
pub(super) fn named(tool: &Tool) -> Vec<(&str, Argument<'_>)> {
    let all = tool.arguments().all();
    all.keys().into_iter().take(MOST).filter_map(|key| Some((key, all.member(key)?))).collect()
}

/// The most severe thing that a choice among the arguments can make the tool do.
pub(super) fn choice(tool: &Tool) -> Option<(Class, Evidence)> {
    let schema = tool.schema()?;
    if !(schema.contains("\"enum\"") || schema.contains("\"const\"")) {
        return None;
    }
    let keys = CHOICES.iter().filter(|key| schema.contains(**key));
    keys.filter_map(|key| severest(tool, key.trim_matches('"'))).max_by_key(|(class, _)| *class)
}

fn severest(tool: &Tool, key: &str) -> Option<(Class, Evidence)> {
    let argument = tool.arguments().all().member(key)?;
    let values = argument.values()?;
    let texts = values.into_iter().filter_map(|value| match value {
        Value::String(text) => Some(text.as_str()),
        _ => None,
    });
    let classed = texts.filter_map(|text| Some((class_of(text)?, text)));
    let (class, value) = classed.max_by_key(|(class, _)| *class)?;
    let (argument, value) = (key.to_owned(), value.to_owned());
    Some((class, Evidence::Value { argument, value }))
}

/// `delete`, `add_comment`, `POST`
fn class_of(value: &str) -> Option<Class> {
    let first = words::of_name(value).first().copied()?;
    first.entry.verb.filter(|_| !first.inflected).map(|verb| verb.class)
}

/// Whether a schema has a key that ends with one of these texts, so that others needn't be read.
pub(super) fn may_have(tool: &Tool, endings: &[&str]) -> bool {
    tool.schema().is_some_and(|schema| endings.iter().any(|ending| schema.contains(ending)))
}

/// Ends of the keys whose text may be run.
const RUN_SIGNS: &[&str] = &[
    "ql\"", "QL\"", "pher\"", "hell\"", "mmand\"", "cmd\"", "ode\"", "ipt\"", "ash\"", "thon\"",
    "sion\"", "ell\"", "sole\"", "ppet\"", "repl\"", "inal\"",
];

/// An argument whose text is run: SQL, a command, code.
pub(super) fn runs(tool: &Tool) -> Option<Evidence> {
    if !may_have(tool, RUN_SIGNS) {
        return None;
    }
    named(tool).into_iter().find_map(|(name, argument)| {
        let last = words::of_name(name).last().copied()?;
        let runs = argument.may_be(Kind::String) && is_run(tool, &last, &argument);
        runs.then(|| evidence(tool, name, &argument, &[]))
    })
}

fn is_run(tool: &Tool, name: &Word<'_>, argument: &Argument<'_>) -> bool {
    if argument.values().is_some() || !name.entry.is(Topic::Code) {
        return false;
    }
    match name.text.to_ascii_lowercase().as_str() {
        "code" | "expression" | "cell" | "snippet" => says_code(tool, argument),
        _ => true,
    }
}

/// Whether an argument's description speaks of what machines run: a `code` may be a country's.
fn says_code(tool: &Tool, argument: &Argument<'_>) -> bool {
    words_on(tool, argument, RUN).is_some()
}

/// A method to choose beside an address: any call of an API.
pub(super) fn request(tool: &Tool) -> Option<Vec<Evidence>> {
    if !may_have(tool, &["ethod\"", "erb\""]) {
        return None;
    }
    let named = named(tool);
    let find = |list: &[&str]| named.iter().find(|(name, _)| is_one(name, list));
    let method = find(&["method", "verb", "httpmethod", "requestmethod"])?;
    let address = find(&["url", "uri", "path", "endpoint", "requesturl", "apipath"])?;
    Some([method, address].map(|(name, argument)| evidence(tool, name, argument, &[])).into())
}

/// Whether a name is one of these, however it is written.
fn is_one(name: &str, list: &[&str]) -> bool {
    let plain: String = name.chars().filter(|letter| letter.is_alphanumeric()).collect();
    list.iter().any(|known| plain.eq_ignore_ascii_case(known))
}

/// An argument that is an amount of money.
pub(super) fn amount(tool: &Tool) -> Option<Evidence> {
    let schema = tool.schema()?;
    if !AMOUNT_SIGNS.iter().any(|sign| schema.contains(sign)) {
        return None;
    }
    let named = named(tool);
    let (name, argument) = named.iter().find(|(name, argument)| is_amount(name, argument))?;
    let money = named.iter().any(|(name, _)| has_word(name, CURRENCIES));
    let said = words_on(tool, argument, CURRENCIES);
    (money || said.is_some()).then(|| evidence(tool, name, argument, CURRENCIES))
}

/// Whether an argument's name ends with one of these words.
pub(super) fn ends_with(name: &str, list: &[&str]) -> bool {
    words::of_name(name).last().is_some_and(|word| word.is_any(list))
}

/// Whether an argument says how much money.
pub(super) fn is_amount(name: &str, argument: &Argument<'_>) -> bool {
    let ends = words::of_name(name).last().is_some_and(|word| word.is_any(NO_AMOUNT));
    has_word(name, AMOUNTS)
        && !ends
        && (argument.may_be(Kind::Number)
            || argument.may_be(Kind::String)
            || argument.may_be(Kind::Object))
}

fn has_word(name: &str, list: &[&str]) -> bool {
    words::of_name(name).iter().any(|word| word.is_any(list))
}

/// An argument as evidence, with the words of its description that are in `list`.
pub(super) fn evidence(
    tool: &Tool,
    name: &str,
    argument: &Argument<'_>,
    list: &[&str],
) -> Evidence {
    let kinds = argument.kinds();
    let kind =
        if kinds.len() > 2 { "any" } else { kinds.first().map_or("any", |kind| kind_name(*kind)) };
    Evidence::Argument { name: name.to_owned(), kind, words: words_on(tool, argument, list) }
}

/// The first word of an argument's description that is in `list`, with the word before it.
pub(super) fn words_on(tool: &Tool, argument: &Argument<'_>, list: &[&str]) -> Option<String> {
    let text = tool.description_at(argument.span()?)?;
    let words: Vec<&str> = text.split_whitespace().take(40).collect();
    let bare = |word: &str| {
        word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_ascii_lowercase()
    };
    let at = words.iter().position(|word| list.contains(&bare(word).as_str()))?;
    let from = at.saturating_sub(1);
    let quoted = words.get(from..=at)?.join(" ");
    Some(quoted.trim_matches(|letter: char| !letter.is_alphanumeric()).to_owned())
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Null => "null",
        Kind::Boolean => "boolean",
        Kind::Number => "number",
        Kind::String => "string",
        Kind::Array => "array",
        Kind::Object => "object",
    }
}
