//! Arguments that say how much money.

use crate::catalog::types::Kind;
use crate::risk::profile::Profile;
use crate::risk::roles::{FoundRole, Role};

/// Arguments that say how much money.
const AMOUNTS: &[Role] = &[Role::AmountOut, Role::AmountAsked];

/// Arguments that say how much money, where the tool names no amount.
const QUANTITIES: &[Role] = &[Role::Quantity];

/// An argument that says how much money a call moves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Amount {
    /// The keys that lead to it, outermost first.
    pub path: Vec<String>,
    /// Whether it is a number, so that a policy can put bounds on it.
    pub numeric: bool,
    /// Whether a call may leave it out.
    pub optional: bool,
}

impl Profile<'_> {
    /// The arguments that say how much money and that conditions can name; where there are none and
    /// the tool moves money, those that say how much is bought with it.
    pub(crate) fn amounts(&self) -> Vec<Amount> {
        let (mut amounts, in_lists): (Vec<_>, Vec<_>) =
            self.sums(AMOUNTS).into_iter().partition(|found| !found.leaf.path.is_in_list());
        if amounts.is_empty() && in_lists.is_empty() && self.money().is_some() {
            amounts = self.sums(QUANTITIES);
            amounts.retain(|found| !found.leaf.path.is_in_list());
        }
        amounts.into_iter().map(amount).collect()
    }

    /// What may hold a figure, of these roles.
    fn sums(&self, roles: &[Role]) -> Vec<&FoundRole<'_>> {
        let is_sum = |found: &&FoundRole<'_>| {
            let argument = &found.leaf.argument;
            let may_hold = argument.may_be(Kind::Number) || argument.may_be(Kind::String);
            may_hold && found.answer.role().is_some_and(|role| roles.contains(&role))
        };
        self.roles().iter().filter(is_sum).collect()
    }
}

fn amount(found: &FoundRole<'_>) -> Amount {
    let argument = &found.leaf.argument;
    Amount {
        path: found.leaf.path.outside_lists(),
        numeric: argument.may_be(Kind::Number),
        optional: argument.is_optional(),
    }
}
