//! TOML as a tree.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Kind, Member, Text, Tree, span};
use crate::import::fault::Fault;
use crate::json::Number;
use crate::source::Source;

/// Reads a text.
///
/// # Errors
/// Why it is no TOML.
pub(in crate::import) fn read(source: &Source) -> Result<Text, Fault> {
    let table = DeTable::parse(source.text()).map_err(|error| {
        let range = error.span().unwrap_or(0..0);
        let (span, message) = (span(source, range.start, range.end), error.message().to_owned());
        Fault::Syntax { span, language: "TOML", message }
    })?;
    let root = Tree { span: source.span(), kind: map(source, table.get_ref()) };
    Ok(Text { root, comments: Vec::new(), second: None })
}

fn map(source: &Source, table: &DeTable<'_>) -> Kind {
    let member = |(key, value): (&Spanned<std::borrow::Cow<'_, str>>, &Spanned<DeValue<'_>>)| {
        let range = key.span();
        let key_span = span(source, range.start, range.end);
        Member { key: key.get_ref().to_string(), key_span, value: tree(source, value) }
    };
    Kind::Map(table.iter().map(member).collect())
}

fn tree(source: &Source, value: &Spanned<DeValue<'_>>) -> Tree {
    let range = value.span();
    let kind = match value.get_ref() {
        DeValue::String(text) => Kind::String(text.to_string()),
        DeValue::Boolean(value) => Kind::Bool(*value),
        DeValue::Integer(number) if number.radix() == 10 => numeral(number.as_str()),
        DeValue::Float(number) => numeral(number.as_str()),
        DeValue::Array(items) => Kind::List(items.iter().map(|item| tree(source, item)).collect()),
        DeValue::Table(table) => map(source, table),
        DeValue::Integer(number) => {
            let value = i64::from_str_radix(number.as_str(), number.radix()).ok();
            numeral(&value.map(|value| value.to_string()).unwrap_or_default())
        }
        DeValue::Datetime(_) => Kind::Odd("a date"),
    };
    Tree { span: span(source, range.start, range.end), kind }
}

fn numeral(text: &str) -> Kind {
    let number = Number::new(text.trim_start_matches('+'));
    number.map_or(Kind::Odd("a number that JSON hasn't"), Kind::Number)
}
