//! What rules ask of a call's arguments.

use std::collections::BTreeSet;

use super::condition::{Condition, Operator, Test};
use super::{Limit, RuleKind};

/// Whether a rule lets a call pass where a test holds or where it doesn't.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Polarity {
    /// The rule needs the test to hold: `require`.
    MustHold,
    /// The rule refuses where the test holds: `deny when` and `approve when`.
    MustNotHold,
}

impl RuleKind {
    /// The condition on arguments; none for a limit.
    pub(crate) fn condition(&self) -> Option<&Condition> {
        match self {
            Self::Require { condition, .. } | Self::Refuse { condition, .. } => Some(condition),
            Self::Limit(_) => None,
        }
    }

    /// The condition that must hold; none for a refusal or a limit.
    pub(crate) fn required(&self) -> Option<&Condition> {
        match self {
            Self::Require { condition, .. } => Some(condition),
            Self::Refuse { .. } | Self::Limit(_) => None,
        }
    }

    /// The condition that must not hold; none for a requirement or a limit.
    pub(crate) fn refused(&self) -> Option<&Condition> {
        match self {
            Self::Refuse { condition, .. } => Some(condition),
            Self::Require { .. } | Self::Limit(_) => None,
        }
    }

    /// Every test on arguments, in the order of the text.
    pub(crate) fn tests(&self) -> Vec<&Test> {
        self.condition().map(Condition::tests).unwrap_or_default()
    }

    /// The arguments at the top that it looks at.
    pub(crate) fn top_arguments(&self) -> BTreeSet<&str> {
        let tests = self.tests().into_iter();
        tests.filter_map(|test| test.path.first()).map(String::as_str).collect()
    }

    /// The polarity of every test in the rule: conditions have no negation. None for a limit.
    pub(crate) fn polarity(&self) -> Option<Polarity> {
        match self {
            Self::Require { .. } => Some(Polarity::MustHold),
            Self::Refuse { .. } => Some(Polarity::MustNotHold),
            Self::Limit(_) => None,
        }
    }

    /// The limit, where the rule is one.
    pub(crate) fn limit(&self) -> Option<&Limit> {
        match self {
            Self::Limit(limit) => Some(limit),
            Self::Require { .. } | Self::Refuse { .. } => None,
        }
    }
}

impl Polarity {
    /// Whether the values that an operator names are refused: `!= "x"` that must hold refuses `x`.
    pub(crate) fn refuses_values_of(self, operator: &Operator) -> bool {
        (self == Self::MustNotHold) != operator.is_negative()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_negated_operator_refuses_what_it_names_where_it_must_hold() {
        let (equal, unequal) = (Operator::Equal("x".into()), Operator::NotEqual("x".into()));
        assert!(!Polarity::MustHold.refuses_values_of(&equal));
        assert!(Polarity::MustHold.refuses_values_of(&unequal));
        assert!(Polarity::MustNotHold.refuses_values_of(&equal));
        assert!(!Polarity::MustNotHold.refuses_values_of(&unequal));
    }
}
