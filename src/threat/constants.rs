//! What a policy names of an argument: the values that it wants, and those that it refuses.

use std::iter;

use super::programs;
use crate::json::{Number, Value};
use crate::policy::Rule;
use crate::policy::condition::{Operator, Test, TextOperator};
use crate::re2::literals::{Place, is_open, literals};
use crate::re2::shape::{ANY, End, GAP, Shape};
use crate::witness::Callable;

/// How many constants of one argument are looked at.
const MAX_CONSTANTS: usize = 1_024;

/// How many ends are tried behind one exemplar.
const MAX_ENDS: usize = 6;

/// What the rules of a tool say of one of its arguments. `exists`, `missing`, lengths and the empty
/// text say nothing.
#[derive(Debug, Default)]
pub(crate) struct Constants<'a> {
    /// What they require.
    pub required: Vec<Constant>,
    /// The values that they refuse.
    pub refused: Vec<Constant>,
    /// The patterns that they require.
    pub patterns: Vec<&'a str>,
    /// The numbers that they require, or that bound it.
    pub numbers: Vec<Number>,
    /// The program that the tool itself is, by its name: what the policy names are its subcommands.
    pub program: Option<&'static str>,
    /// The tests that say something, each with its rule, those that require first.
    pub tests: Vec<(&'a Rule, &'a Test)>,
    /// Whether they name more than is looked at.
    pub is_cut: bool,
}

/// One value that a policy names, or a part of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Constant {
    /// As it is written.
    pub text: String,
    /// How much of the argument it is.
    pub extent: Extent,
}

/// How much of an argument a constant is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Extent {
    /// All of it.
    Whole,
    /// Its beginning.
    Start,
    /// Its end.
    End,
    /// A part of it, or an item of a list.
    Part,
    /// The folder or address that it is, or lies in.
    Folder,
    /// The host of an address.
    Host,
    /// The domain of a mail address.
    Domain,
    /// A command that arguments may follow.
    Command,
}

/// The texts that the rules require of an argument as a whole.
pub(crate) fn wholes(tool: &Callable<'_>, path: &[String]) -> Vec<String> {
    let constants = Constants::of(tool, path);
    constants.of_extent(&[Extent::Whole]).map(str::to_owned).collect()
}

impl<'a> Constants<'a> {
    /// Those of the argument at a path.
    pub(crate) fn of(tool: &Callable<'a>, path: &[String]) -> Self {
        let program = programs::named_by(tool.name);
        let mut constants = Self { program, ..Self::default() };
        let mut refusing = Vec::new();
        for (rule, test) in tool.tests_of(path) {
            let Some(polarity) = rule.kind.polarity() else { continue };
            let named = named(&test.operator);
            let refuses = polarity.refuses_values_of(&test.operator);
            if !refuses {
                constants.numbers.extend(numbers(&test.operator));
                constants.patterns.extend(pattern(&test.operator));
            }
            if named.is_empty() && !says_something(&test.operator) {
                continue;
            }
            let (own, tests) = match refuses {
                true => (&mut constants.refused, &mut refusing),
                false => (&mut constants.required, &mut constants.tests),
            };
            own.extend(named);
            tests.push((*rule, *test));
        }
        constants.tests.append(&mut refusing);
        for own in [&mut constants.required, &mut constants.refused] {
            own.sort_unstable();
            own.dedup();
            constants.is_cut |= own.len() > MAX_CONSTANTS;
            own.truncate(MAX_CONSTANTS);
        }
        constants
    }

    /// Whether some rule says which values are good or bad.
    pub(crate) fn is_ruled(&self) -> bool {
        !self.tests.is_empty()
    }

    /// Whether some rule says which values are good.
    pub(crate) fn is_pinned(&self) -> bool {
        !self.required.is_empty()
    }

    /// Whether some rule says what the values look like.
    pub(super) fn tells_patterns(&self) -> bool {
        self.patterns.iter().any(|pattern| !is_open(pattern))
    }

    /// How values may have to end, the empty text first: for each end that the rules require, and
    /// for each part that must be somewhere.
    pub(super) fn ends(&self) -> Vec<String> {
        let parts = self.parts().into_iter().map(|part| format!("{part}x"));
        let ends = self.of_extent(&[Extent::End]).map(str::to_owned);
        let of_pattern = |pattern: &&str| Shape::of(pattern).map(|it| it.texts());
        let texts = self.patterns.iter().filter_map(of_pattern).flatten();
        let last = texts.filter_map(|text| Some(text.rsplit_once(GAP)?.1.replace(ANY, ".")));
        let mut ends: Vec<_> =
            iter::once(String::new()).chain(ends).chain(parts).chain(last).collect();
        ends.sort();
        ends.dedup();
        ends.truncate(MAX_ENDS);
        ends
    }

    /// What must be somewhere in the values; of a pattern the first part that has a slash.
    pub(super) fn parts(&self) -> Vec<String> {
        let of_pattern = |pattern: &&str| {
            let shape = Shape::of(pattern).filter(|shape| shape.start() != End::Anchored)?;
            let text = shape.texts().into_iter().next()?;
            text.split([GAP, ANY]).find(|part| part.contains('/')).map(str::to_owned)
        };
        let parts = self.of_extent(&[Extent::Part]).map(str::to_owned);
        parts.chain(self.patterns.iter().filter_map(of_pattern)).collect()
    }

    /// The command line that a text of the argument ends up in.
    pub(crate) fn line(&self, text: &str) -> String {
        self.program.map_or_else(|| text.to_owned(), |program| format!("{program} {text}"))
    }

    /// What they require of this extent.
    pub(crate) fn of_extent(&self, extents: &[Extent]) -> impl Iterator<Item = &str> {
        let counts = |constant: &&Constant| extents.contains(&constant.extent);
        self.required.iter().filter(counts).map(|constant| constant.text.as_str())
    }
}

/// Whether an operator that names nothing tells values apart all the same.
fn says_something(operator: &Operator) -> bool {
    match operator {
        Operator::Matches(pattern) => !is_open(pattern),
        _ => operator.is_order(),
    }
}

fn pattern(operator: &Operator) -> Option<&str> {
    match operator {
        Operator::Matches(pattern) => Some(pattern),
        _ => None,
    }
}

/// What an operator names.
pub(super) fn named(operator: &Operator) -> Vec<Constant> {
    let constants = match operator {
        Operator::Equal(value) | Operator::NotEqual(value) => whole([value]),
        Operator::In(values) | Operator::NotIn(values) => whole(values),
        Operator::Contains(value) => texts([value], Extent::Part),
        Operator::Matches(pattern) => literals(pattern).into_iter().map(of_literal).collect(),
        Operator::Text(operator) => of_text(operator),
        Operator::Exists
        | Operator::Missing
        | Operator::Less(_)
        | Operator::AtMost(_)
        | Operator::Greater(_)
        | Operator::AtLeast(_) => Vec::new(),
    };
    constants.into_iter().filter(|constant| !constant.text.is_empty()).collect()
}

fn of_text(operator: &TextOperator) -> Vec<Constant> {
    let all = |texts: &[String], extent| {
        texts.iter().map(|text| Constant { text: text.clone(), extent }).collect()
    };
    let one = |text: &String, extent| vec![Constant { text: text.clone(), extent }];
    match operator {
        TextOperator::StartsWith(text) => one(text, Extent::Start),
        TextOperator::EndsWith(text) => one(text, Extent::End),
        TextOperator::Under(folder) => one(folder, Extent::Folder),
        TextOperator::HostIn(hosts) => all(hosts, Extent::Host),
        TextOperator::DomainIn(domains) => all(domains, Extent::Domain),
        TextOperator::CommandIn(commands) => all(commands, Extent::Command),
    }
}

fn whole<'v>(values: impl IntoIterator<Item = &'v Value>) -> Vec<Constant> {
    texts(values, Extent::Whole)
}

fn texts<'v>(values: impl IntoIterator<Item = &'v Value>, extent: Extent) -> Vec<Constant> {
    let of_value = |value: &'v Value| match value {
        Value::String(text) => Some(Constant { text: text.clone(), extent }),
        // What is compared with a number is met by its text, too.
        Value::Number(_) => Some(Constant { text: value.to_string(), extent }),
        _ => None,
    };
    values.into_iter().filter_map(of_value).collect()
}

fn of_literal(literal: crate::re2::literals::Literal) -> Constant {
    let extent = match literal.place {
        Place::Whole => Extent::Whole,
        Place::Start => Extent::Start,
        Place::End => Extent::End,
    };
    Constant { text: literal.text, extent }
}

fn numbers(operator: &Operator) -> Vec<Number> {
    let number = |value: &Value| match value {
        Value::Number(number) => Some(number.clone()),
        _ => None,
    };
    match operator {
        Operator::Equal(value) => number(value).into_iter().collect(),
        Operator::In(values) => values.iter().filter_map(number).collect(),
        Operator::Less(bound) | Operator::AtMost(bound) => vec![bound.clone()],
        _ => Vec::new(),
    }
}
