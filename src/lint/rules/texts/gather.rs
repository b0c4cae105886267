//! The tests of texts that a tool's rules make, and what their arguments hold.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::catalog::types::{Alternative, Kind};
use crate::json::Value;
use crate::lint::rules::bounds;
use crate::policy::Rule;
use crate::policy::condition::{Operator, Path, Test, TextOperator};
use crate::re2::shape::{GAP, Shape};
use crate::risk::{self, Content, Role};
use crate::source::Span;
use crate::witness::Callable;

/// Words by which a text is a statement of a database's language.
const SQL: &[&str] =
    &["select", "insert", "update", "delete", "drop", "truncate", "alter", "grant", "create"];

/// Arguments that may hold one.
const QUERIES: &[&str] = &["query", "statement", "q"];

/// A test of a text in a rule of a tool.
#[derive(Debug)]
pub(in crate::lint) struct TextTest<'s, 'a> {
    /// The tool.
    pub(in crate::lint::rules) tool: &'s Callable<'a>,
    /// The rule.
    pub(in crate::lint::rules) rule: &'a Rule,
    /// The test.
    pub(in crate::lint::rules) test: &'a Test,
    /// What the argument holds, where that is known.
    pub(in crate::lint::rules) content: Option<Content>,
    /// What the argument is, where that is known.
    pub(in crate::lint::rules) role: Option<Role>,
    /// Whether the texts that it names are refused; otherwise they are let through.
    pub(in crate::lint::rules) refuses: bool,
    /// Whether the rules list the argument's values, or recognise them by a safe operator.
    pub(in crate::lint::rules) listed: bool,
    /// Whether the rules say in some way which of the argument's values are good.
    pub(in crate::lint::rules) pinned: bool,
}

impl TextTest<'_, '_> {
    /// What the server says of the argument.
    pub(in crate::lint::rules) fn description(&self) -> Option<&str> {
        let mut roles = self.tool.profile()?.roles().iter();
        let own = roles.find(|found| found.leaf.path.outside_lists() == self.test.path);
        own.and_then(|found| found.leaf.description.as_deref())
    }
}

/// The texts that tests name, by the places of the tests: many tools may share one.
#[derive(Debug, Default)]
pub(super) struct Texts(BTreeMap<Span, Rc<[String]>>);

impl Texts {
    fn of(&mut self, test: &Test) -> Rc<[String]> {
        let new = || texts(&test.operator).into();
        Rc::clone(self.0.entry(test.span).or_insert_with(new))
    }
}

/// The tests of texts of a tool, those of one argument together.
pub(super) fn by_argument<'s, 'a>(
    tool: &'s Callable<'a>,
    texts: &mut Texts,
) -> BTreeMap<&'a Path, Vec<TextTest<'s, 'a>>> {
    let mut by_argument: BTreeMap<&Path, Vec<TextTest<'_, '_>>> = BTreeMap::new();
    for (rule, test, refuses) in named(tool) {
        by_argument.entry(&test.path).or_default().push(TextTest {
            tool,
            rule,
            test,
            content: None,
            role: None,
            refuses,
            listed: false,
            pinned: false,
        });
    }
    by_argument.retain(|path, _| may_be_any_text(tool, path));
    if by_argument.is_empty() {
        return by_argument;
    }
    let (listed, pinned) = (bounds::pinned_by(tool, is_exact), bounds::pinned(tool));
    for (path, tests) in &mut by_argument {
        let spelled: Vec<_> = tests.iter().map(|test| texts.of(test.test)).collect();
        let spelled: Vec<&str> =
            spelled.iter().flat_map(|it| it.iter().map(String::as_str)).collect();
        let (content, role) = (content(tool, path, &spelled), role(tool, path));
        for test in tests {
            (test.content, test.role) = (content, role);
            (test.listed, test.pinned) = (listed.contains(path), pinned.contains(path));
        }
    }
    by_argument
}

/// Every test that names texts, and whether it refuses them.
fn named<'a>(tool: &Callable<'a>) -> Vec<(&'a Rule, &'a Test, bool)> {
    let of_rule = |rule: &&'a Rule| {
        let rule: &'a Rule = rule;
        let Some(polarity) = rule.kind.polarity() else { return Vec::new() };
        let tests = rule.kind.tests().into_iter();
        let named = tests.map(|test| (rule, test, polarity.refuses_values_of(&test.operator)));
        named.filter(|(_, test, refuses)| is_about_text(&test.operator, *refuses)).collect()
    };
    tool.rules.iter().flat_map(of_rule).collect()
}

/// Whether a test names texts. What is good is listed by equality, and leaves nothing to slip
/// through.
fn is_about_text(operator: &Operator, refuses: bool) -> bool {
    match operator {
        Operator::Matches(_) | Operator::Contains(Value::String(_)) => true,
        Operator::Text(_) => !is_exact(operator),
        Operator::Equal(_) | Operator::NotEqual(_) | Operator::In(_) | Operator::NotIn(_) => {
            refuses
        }
        _ => false,
    }
}

/// The texts that a test names; of a pattern those that it spells.
pub(in crate::lint::rules) fn texts(operator: &Operator) -> Vec<String> {
    match operator {
        Operator::Matches(pattern) => Shape::of(pattern).map(|it| it.texts()).unwrap_or_default(),
        Operator::Text(TextOperator::StartsWith(text) | TextOperator::EndsWith(text))
        | Operator::Equal(Value::String(text))
        | Operator::NotEqual(Value::String(text))
        | Operator::Contains(Value::String(text)) => vec![text.clone()],
        Operator::In(values) | Operator::NotIn(values) => {
            let text = |value: &Value| match value {
                Value::String(text) => Some(text.clone()),
                _ => None,
            };
            values.iter().filter_map(text).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether an operator leaves no room beside what it names.
fn is_exact(operator: &Operator) -> bool {
    match operator {
        Operator::Equal(_) | Operator::In(_) | Operator::Missing => true,
        Operator::Text(operator) => {
            !matches!(operator, TextOperator::StartsWith(_) | TextOperator::EndsWith(_))
        }
        _ => false,
    }
}

/// Whether the schema, where there is one, lets the argument be a text without saying which.
fn may_be_any_text(tool: &Callable<'_>, path: &[String]) -> bool {
    let Some(tool) = tool.tool else { return true };
    let argument = tool.arguments().lookup(path);
    argument.is_ok_and(|it| it.may_be(Kind::String) && it.values().is_none())
}

/// What an argument is.
fn role(tool: &Callable<'_>, path: &[String]) -> Option<Role> {
    let mut roles = tool.profile()?.roles().iter();
    let own = roles.find(|found| found.leaf.path.outside_lists() == path);
    own.and_then(|found| found.answer.role())
}

/// What an argument holds, by its name, its schema, and what it is compared with.
fn content(tool: &Callable<'_>, path: &[String], texts: &[&str]) -> Option<Content> {
    let name = path.last()?;
    let named = risk::content(name);
    let is_url = texts.iter().any(|text| text.contains("://"));
    let run = [Content::Command, Content::Sql, Content::Prose];
    if is_url && named.is_none_or(|named| !run.contains(&named)) {
        return Some(Content::Url);
    }
    let queries = || (QUERIES.contains(&name.as_str()) && says_sql(texts)).then_some(Content::Sql);
    named.or_else(|| of_schema(tool, path)).or_else(queries).or_else(|| of_texts(texts))
}

fn of_schema(tool: &Callable<'_>, path: &[String]) -> Option<Content> {
    let argument = tool.tool?.arguments().lookup(path).ok()?;
    let formats = argument.alternatives().filter_map(|alternative| match alternative {
        Alternative::String(strings) => Some(&strings.formats),
        _ => None,
    });
    formats.flatten().find_map(|format| match format.as_str() {
        "uri" | "url" | "uri-reference" | "iri" => Some(Content::Url),
        "email" | "idn-email" => Some(Content::Email),
        "hostname" | "idn-hostname" => Some(Content::Host),
        _ => None,
    })
}

fn says_sql(texts: &[&str]) -> bool {
    let mut words = texts.iter().flat_map(|text| text.split(|it: char| !it.is_alphanumeric()));
    words.any(|word| SQL.contains(&word.to_ascii_lowercase().as_str()))
}

fn of_texts(texts: &[&str]) -> Option<Content> {
    texts.iter().find_map(|text| {
        if is_path(text) { Some(Content::Path) } else { is_address(text).then_some(Content::Email) }
    })
}

/// `/etc`, `~/.ssh`, `C:\data`
fn is_path(text: &str) -> bool {
    let rest = text.strip_prefix('~').unwrap_or(text);
    let mut drive = text.chars();
    let is_drive = drive.next().is_some_and(|it| it.is_ascii_alphabetic())
        && drive.next() == Some(':')
        && drive.next() == Some('\\');
    let segment = rest.strip_prefix('/').and_then(|rest| rest.chars().next());
    is_drive || segment.is_some_and(|it| it.is_alphanumeric() || it == '.')
}

/// `ceo@acme.com`, `@acme.com`
fn is_address(text: &str) -> bool {
    let domain = text.rsplit_once('@').map(|(_, domain)| domain);
    domain.is_some_and(|domain| {
        domain.contains('.') && !domain.contains([' ', '/', ':', GAP]) && !domain.ends_with('.')
    })
}
