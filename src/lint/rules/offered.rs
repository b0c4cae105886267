//! The values that an argument about access offers, by its schema or in its description: which of
//! them open something, and which are good to require.

use crate::catalog::types::Kind;
use crate::json::Value;
use crate::risk::{FoundRole, quoted, weakening_value};
use crate::syntax::argument_text;
use crate::threat;
use crate::witness::Callable;

use super::gifts::Gift;
use super::listed;

/// Values by which nobody gets in who wasn't.
const CLOSED: &[&str] = &[
    "private",
    "disabled",
    "none",
    "off",
    "no",
    "restricted",
    "closed",
    "noaccess",
    "nobody",
    "onlyme",
    "denied",
    "deny",
    "never",
    "hidden",
    "confidential",
    "false",
    "default",
];

/// Roles that allow little.
const LEAST: &[&str] = &["reader", "viewer", "read", "readonly", "guest", "view", "user"];

/// Roles and levels that nobody means who doesn't name them, as their servers spell them.
const POWERFUL: &[&str] = &["owner", "admin"];

/// A document that lets everybody do everything.
const DOCUMENT: &str = r#"{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*"}]}"#;

/// Words of arguments that are such documents.
const DOCUMENTS: &[&str] = &["policy", "document", "statement", "policies"];

/// Levels as numbers.
const LEVELS: &[i64] = &[50, 40, 30];

/// The values by which an argument opens something, the worst first: of those that are listed all,
/// else some.
pub(super) fn opening(found: &FoundRole<'_>) -> Vec<Value> {
    let argument = &found.leaf.argument;
    if let Some(values) = argument.values() {
        let mut opening: Vec<_> =
            values.into_iter().filter(|value| opens(found, value)).cloned().collect();
        opening.sort_by_key(|value| !opens_all(found, value));
        return opening;
    }
    let may_be = |kind| argument.may_be(kind) || argument.is_anything();
    let is_document = found.leaf.is_called(DOCUMENTS);
    let texts = if is_document { &[DOCUMENT][..] } else { POWERFUL };
    let texts = texts.iter().filter(|_| may_be(Kind::String)).map(|text| Value::from(*text));
    let levels = LEVELS.iter().filter(|_| may_be(Kind::Number));
    let everybody = Value::Object([("Principal".to_owned(), Value::from("*"))].into());
    let object = Some(everybody).filter(|_| may_be(Kind::Object));
    texts.chain(levels.map(|level| Value::Number((*level).into()))).chain(object).collect()
}

/// A condition that lets only through what is meant, by the values that the server offers; one to
/// fill in where it offers none, and `None` where no condition can.
pub(super) fn good(tool: &Callable<'_>, found: &FoundRole<'_>, gift: Gift) -> Option<String> {
    let path = found.leaf.path.outside_lists();
    let argument = argument_text(&path);
    let own = &found.leaf.path;
    let (may_lack, is_in_list) = (tool.may_lack(&path), own.is_in_list() || own.is_unnamed());
    let missing = may_lack.then(|| format!("{argument} missing"));
    let leaf = &found.leaf.argument;
    let is_plain =
        [Kind::String, Kind::Number, Kind::Boolean].iter().any(|kind| leaf.may_be(*kind));
    let is_number = leaf.may_be(Kind::Number) && !leaf.may_be(Kind::String);
    if is_in_list || !is_plain && !leaf.is_anything() || is_number && gift >= Gift::Everything {
        return missing;
    }
    let is_ruled = !tool.tests_of(&path).is_empty();
    let missing = missing.filter(|_| !is_ruled);
    let good = match gift {
        Gift::Entry | Gift::Ownership if is_number => format!("{argument} in [1]"),
        Gift::Network => format!("{argument} in [\"203.0.113.0/24\"]"),
        // Beside `missing or` only listed values keep lists out.
        Gift::Entry | Gift::Ownership if is_mail(found) && missing.is_some() => {
            format!("{argument} in [\"ada@acme.com\"]")
        }
        Gift::Entry | Gift::Ownership if is_mail(found) => {
            format!("{argument} domain in [\"acme.com\"]")
        }
        Gift::Entry | Gift::Ownership | Gift::Key => format!("{argument} in [\"…\"]"),
        Gift::Everything | Gift::Power | Gift::Publicity | Gift::More => modest(found, &argument),
    };
    match missing {
        Some(missing) => Some(format!("{missing} or {good}")),
        None => Some(good),
    }
}

fn is_mail(found: &FoundRole<'_>) -> bool {
    let said = found.leaf.description.as_deref().unwrap_or_default().to_lowercase();
    found.leaf.is_called(&["email", "mail"]) || said.contains("email") || said.contains("e-mail")
}

/// The values among those offered that give the least.
fn modest(found: &FoundRole<'_>, argument: &str) -> String {
    let own = found.leaf.argument.values();
    let listed = own.map(|values| values.into_iter().cloned().collect());
    let described = || {
        let words = quoted(found.leaf.description.as_deref().unwrap_or_default());
        words.iter().map(|word| Value::from(word.as_str())).collect::<Vec<_>>()
    };
    let all: Vec<Value> = listed.unwrap_or_else(described);
    let mut values: Vec<&Value> = Vec::new();
    for value in &all {
        if *value != Value::Null && !opens_all(found, value) && !values.contains(&value) {
            values.push(value);
        }
    }
    let of = |is: fn(&FoundRole<'_>, &Value) -> bool| {
        let chosen: Vec<_> = values.iter().copied().filter(|value| is(found, value)).collect();
        listed::among(argument, &chosen)
    };
    of(|found, value| !opens(found, value))
        .or_else(|| of(|_, value| is_one(value, LEAST)))
        .or_else(|| listed::among(argument, &values))
        .unwrap_or_else(|| format!("{argument} in [\"…\"]"))
}

/// Whether a value opens something.
fn opens(found: &FoundRole<'_>, value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(on) => {
            let name = found.leaf.path.names().next_back();
            *on == name.and_then(weakening_value).unwrap_or(true)
        }
        Value::Number(level) => level.as_f64() != 0.0,
        value => !is_one(value, CLOSED),
    }
}

fn opens_all(found: &FoundRole<'_>, value: &Value) -> bool {
    match value {
        Value::String(text) => threat::opens_all(found, text),
        value => opens(found, value) && matches!(value, Value::Bool(_)),
    }
}

/// Whether a text is one of these words, however it is spelled.
fn is_one(value: &Value, list: &[&str]) -> bool {
    let Value::String(text) = value else { return false };
    let letters = text.chars().filter(|letter| letter.is_alphanumeric());
    let plain: String = letters.flat_map(char::to_lowercase).collect();
    list.contains(&plain.as_str())
}
