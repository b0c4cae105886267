//! What can't be compiled, and the words for it.

use std::sync::Arc;

use super::normal::MAX_ENTRIES;
use crate::analysis::{self, TooLarge};
use crate::finding::Finding;
use crate::policy::condition::{Operator, Test};
use crate::source::Span;
use crate::strings::tick;
use crate::syntax::argument_text;

/// What the compiler has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum EmitError {
    /// Branches of `require … or …` about one argument that the gateway can't say the contrary of.
    NoExactForm {
        /// The first branch.
        span: Span,
        /// The others.
        others: Vec<Span>,
        /// The first as it is written.
        branch: String,
        /// The nearest form that compiles.
        nearest: String,
    },
    /// A pattern whose complement is too large.
    Complement {
        /// The test.
        span: Span,
        /// As it is written.
        test: String,
        /// What is too large.
        too_large: TooLarge,
    },
    /// Lists and objects that can't be refused, of an argument that may be one.
    Shapes {
        /// The tests.
        span: Span,
        /// The argument.
        argument: String,
        /// What is required of it where it isn't missing.
        required: String,
        /// Whether the values can be listed instead.
        can_be_listed: bool,
        /// A tool, and what is known of the argument there.
        found: Vec<(Arc<str>, ShapesFound)>,
    },
    /// A condition that becomes too many entries.
    TooManyEntries {
        /// The rule.
        span: Span,
    },
    /// One counter for two different limits.
    CounterClash {
        /// The second limit.
        span: Span,
        /// The first limit.
        first: Span,
        /// The counter.
        counter: String,
    },
}

/// What is known of an argument that may be a list or an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ShapesFound {
    /// Its type has lists or objects.
    InType,
    /// It has no type.
    NoType,
}

impl EmitError {
    /// The errors that branches have no complement, one for each argument.
    pub(super) fn no_exact_forms(branches: &[&Test]) -> Vec<Self> {
        let mut by_argument: Vec<Vec<&Test>> = Vec::new();
        for branch in branches {
            match by_argument.iter_mut().find(|known| known.iter().any(|it| it.path == branch.path))
            {
                Some(known) => known.push(branch),
                None => by_argument.push(vec![branch]),
            }
        }
        by_argument.iter().filter_map(|branches| Self::no_exact_form(branches)).collect()
    }

    fn no_exact_form(branches: &[&Test]) -> Option<Self> {
        let (first, others) = branches.split_first()?;
        Some(Self::NoExactForm {
            span: first.span,
            others: others.iter().map(|test| test.span).collect(),
            branch: first.to_string(),
            nearest: nearest_form(first),
        })
    }

    /// The error that the complement of a test's pattern is too large.
    pub(super) fn complement(test: &Test, too_large: TooLarge) -> Self {
        Self::Complement { span: test.span, test: test.to_string(), too_large }
    }

    /// The place.
    pub(super) fn span(&self) -> Span {
        match self {
            Self::NoExactForm { span, .. }
            | Self::Complement { span, .. }
            | Self::Shapes { span, .. }
            | Self::TooManyEntries { span }
            | Self::CounterClash { span, .. } => *span,
        }
    }

    /// The error in words.
    pub(super) fn finding(self) -> Finding {
        match self {
            Self::NoExactForm { span, others, branch, nearest } => {
                let finding = no_exact_form(span, &branch, &nearest);
                others.into_iter().fold(finding, |it, other| it.label(other, "nor has this"))
            }
            Self::Complement { span, test, too_large } => complement(span, &test, too_large),
            Self::Shapes { span, argument, required, can_be_listed, found } => {
                let required = tick(&format!("require {required}"));
                let help = match can_be_listed {
                    true => {
                        format!("require the argument, {required}, or list its values after `in`")
                    }
                    false => format!("require the argument: {required}"),
                };
                shapes(span, &argument, &found).help(help)
            }
            Self::TooManyEntries { span } => {
                let message = format!("this condition becomes more than {MAX_ENTRIES} entries");
                Finding::error("too-many-entries", span, message)
                    .help("split it into several rules, or list one argument's values after `in`")
            }
            Self::CounterClash { span, first, counter } => {
                let message = format!("the counter {} stands for two limits", tick(&counter));
                Finding::error("counter-clash", span, message)
                    .label(first, "this limit has it already")
                    .help("give one of them another name: `limit … as \"…\"`")
            }
        }
    }
}

/// What compiles and is nearest to a test that has no complement in `or`; `null` has one in a list.
fn nearest_form(test: &Test) -> String {
    let argument = argument_text(&test.path);
    let nearest = match &test.operator {
        Operator::NotEqual(_) | Operator::NotIn(_) => format!("({argument} exists and {test})"),
        Operator::Equal(_) => {
            let (missing, listed) =
                (format!("{argument} missing"), format!("{argument} in […, null]"));
            return format!(
                "beside other values of the argument, {} is exact; else the nearest form here is {}",
                tick(&listed),
                tick(&missing)
            );
        }
        _ => format!("require {test}"),
    };
    format!("the nearest form here is {}", tick(&nearest))
}

fn no_exact_form(span: Span, branch: &str, nearest: &str) -> Finding {
    let message = format!("the gateway can't refuse exactly where {} doesn't hold", tick(branch));
    Finding::error("no-exact-form", span, message).note("in `or`, this has no exact form").help(
        format!(
            "`or` compiles between `==`, `in`, `exists` and `missing`, and between text operators \
             on one argument; {nearest}"
        ),
    )
}

fn complement(span: Span, test: &str, too_large: TooLarge) -> Finding {
    let message = format!(
        "the gateway can't refuse exactly the strings for which {} doesn't hold",
        tick(test)
    );
    let (states, length) = (analysis::MAX_STATES, analysis::MAX_COMPLEMENT);
    let note = match too_large {
        TooLarge::States(needed) => format!(
            "the strings that this pattern refuses need {needed} states or more; {states} are \
             possible"
        ),
        TooLarge::Length => {
            format!("the pattern for all other strings is longer than {length} bytes")
        }
        TooLarge::Pattern => "the pattern is too large".to_owned(),
    };
    Finding::error("no-exact-form", span, message).note(note).help(format!(
        "use a simpler pattern or smaller counts, list the values after `in`, or require the \
         argument: {}",
        tick(&format!("require {test}"))
    ))
}

fn shapes(span: Span, argument: &str, found: &[(Arc<str>, ShapesFound)]) -> Finding {
    let argument = tick(argument);
    let message = format!("lists and objects at {argument} can't be refused here");
    let names: Vec<Arc<str>> = found.iter().map(|(tool, _)| Arc::clone(tool)).collect();
    let first = found.first().map(|(tool, found)| (tick(tool), found));
    let note = match first {
        Some((tool, ShapesFound::InType)) => {
            format!("{argument} of {tool} can be a list or an object")
        }
        Some((tool, ShapesFound::NoType)) => format!("the type of {argument} of {tool} is unknown"),
        None => format!("the type of {argument} is unknown"),
    };
    Finding { tools: names, ..Finding::error("no-exact-form", span, message).note(note) }
}
