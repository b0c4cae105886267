//! What can't be compiled, or has no effect, and the words for it.

use super::normal::MAX_ENTRIES;
use crate::finding::Finding;
use crate::policy::condition::{Operator, Test};
use crate::source::Span;
use crate::strings::tick;
use crate::syntax::argument_text;

/// What the compiler has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum EmitError {
    /// A branch of `require … or …` that the gateway can't say the contrary of.
    NoExactForm {
        /// The branch.
        span: Span,
        /// As it is written.
        branch: String,
        /// The nearest form that compiles.
        nearest: String,
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
    /// A statement that changes nothing in the document.
    NoEffect {
        /// The statement.
        span: Span,
        /// Its keyword.
        keyword: &'static str,
        /// Why.
        cause: Cause,
    },
}

/// Why a statement has no effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cause {
    /// Another statement does more to all its tools; this one to the first of them.
    Overruled {
        /// The other statement.
        by: Span,
        /// What it does.
        how: &'static str,
    },
    /// No `allow` names its tools.
    NotAllowed,
}

impl EmitError {
    /// The error that a branch has no complement.
    pub(super) fn no_exact_form(test: &Test) -> Self {
        let nearest = nearest_form(test);
        Self::NoExactForm { span: test.span, branch: test.to_string(), nearest }
    }

    /// The place.
    pub(super) fn span(&self) -> Span {
        match self {
            Self::NoExactForm { span, .. }
            | Self::TooManyEntries { span }
            | Self::CounterClash { span, .. }
            | Self::NoEffect { span, .. } => *span,
        }
    }

    /// The error in words.
    pub(super) fn finding(self) -> Finding {
        match self {
            Self::NoExactForm { span, branch, nearest } => no_exact_form(span, &branch, &nearest),
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
            Self::NoEffect { span, keyword, cause } => no_effect(span, keyword, cause),
        }
    }
}

/// What compiles and is nearest to a test that has no complement in `or`.
fn nearest_form(test: &Test) -> String {
    match &test.operator {
        Operator::NotEqual(_) | Operator::NotIn(_) => {
            format!("({} exists and {test})", argument_text(&test.path))
        }
        Operator::Equal(_) => format!("{} missing", argument_text(&test.path)),
        _ => format!("require {test}"),
    }
}

fn no_exact_form(span: Span, branch: &str, nearest: &str) -> Finding {
    let message = format!("the gateway can't refuse exactly where {} doesn't hold", tick(branch));
    Finding::error("no-exact-form", span, message).note("in `or`, this has no exact form").help(
        format!(
            "`or` compiles between `==`, `in`, `exists` and `missing`, and between text operators \
             on one argument; the nearest form here is {}",
            tick(nearest)
        ),
    )
}

fn no_effect(span: Span, keyword: &str, cause: Cause) -> Finding {
    let message = format!("this {} has no effect", tick(keyword));
    let finding = Finding::warn("no-effect", span, message);
    match cause {
        Cause::Overruled { by, how } => finding
            .label(by, format!("its tools are {how}, which overrules it"))
            .help("remove one of the two"),
        Cause::NotAllowed => finding
            .note("no `allow` names its tools")
            .help("`restrict` only adds rules; write `allow` to let the tools be called"),
    }
}
