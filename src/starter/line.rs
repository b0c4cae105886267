//! One rule about an argument, as a first policy has it.

use crate::json::{Number, Value};
use crate::syntax::argument_text;

/// A rule about an argument.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Line {
    /// The argument, or the list that it stands in.
    pub path: Vec<String>,
    /// The rule as it is written; a comment where none can be.
    pub text: String,
    /// What there is in it to fill in.
    pub blank: Blank,
    /// Whether it stands as it is. What isn't sure is for the policy's owner to look at.
    pub is_sure: bool,
    /// A value without which a call is refused.
    pub needs: Option<Sample>,
    /// A value with which a call is refused.
    pub refuses: Option<Sample>,
}

/// What a rule has to be filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Blank {
    /// The values in it, which are examples.
    Values,
    /// All of it: nobody knows what the argument is.
    Rule,
    /// Nothing: the argument can't be given at all.
    Nothing,
}

/// A value of an argument.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sample {
    /// A text.
    Text(String),
    /// A switch's position.
    Flag(bool),
    /// A number.
    Number(i64),
}

impl Sample {
    pub(super) fn value(&self) -> Value {
        match self {
            Self::Text(text) => Value::String(text.clone()),
            Self::Flag(flag) => Value::Bool(*flag),
            Self::Number(number) => Value::Number(Number::from(*number)),
        }
    }
}

impl Line {
    /// `require args.url host in ["www.example.com"]`: what stands after `require`, with an example
    /// to replace.
    pub(super) fn example(path: &[String], test: &str, is_optional: bool) -> Self {
        let argument = argument_text(path);
        let text = match is_optional {
            true => format!("require {argument} missing or {test}"),
            false => format!("require {test}"),
        };
        Self::new(path, text, Blank::Values)
    }

    /// `require args.filename missing`
    pub(super) fn missing(path: &[String], refuses: Option<Sample>) -> Self {
        let text = format!("require {} missing", argument_text(path));
        Self { refuses, ..Self::new(path, text, Blank::Nothing) }
    }

    /// What stands in the place of a rule about an argument of which nothing is known.
    pub(super) fn unknown(path: &[String]) -> Self {
        let text = format!("# Nobody can tell what {} is.", argument_text(path));
        Self::new(path, text, Blank::Rule)
    }

    /// A rule that isn't sure, about which no value is known.
    pub(super) fn new(path: &[String], text: String, blank: Blank) -> Self {
        Self { path: path.to_owned(), text, blank, is_sure: false, needs: None, refuses: None }
    }

    /// The same, to stand as it is.
    pub(super) fn sure(self) -> Self {
        Self { is_sure: true, ..self }
    }

    /// Whether the argument can't be given at all.
    pub(super) fn is_missing(&self) -> bool {
        self.blank == Blank::Nothing
    }
}
