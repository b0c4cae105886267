//! Arguments that say how much money.

use crate::catalog::Argument;
use crate::catalog::types::Kind;
use crate::risk::arguments;
use crate::risk::profile::Profile;

/// Members of an amount that is an object.
const MEMBERS: &[&str] = &["value", "amount", "total", "valor", "original"];

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
    /// The arguments that say how much money, those at the top first.
    pub(crate) fn amounts(&self) -> Vec<Amount> {
        let named = self.given.all();
        let amounts = named.iter().filter(|(name, argument)| arguments::is_amount(name, argument));
        amounts.flat_map(|(name, argument)| self.amounts_in(name, argument)).collect()
    }

    fn amounts_in(&self, name: &str, argument: &Argument<'_>) -> Vec<Amount> {
        if !argument.may_be(Kind::Object) {
            return vec![self.amount(vec![name.to_owned()], argument)];
        }
        let members =
            MEMBERS.iter().copied().filter_map(|key| Some((key, named_member(argument, key)?)));
        members
            .map(|(key, member)| self.amount(vec![name.to_owned(), key.to_owned()], &member))
            .collect()
    }

    fn amount(&self, path: Vec<String>, argument: &Argument<'_>) -> Amount {
        Amount { numeric: argument.may_be(Kind::Number), optional: argument.is_optional(), path }
    }
}

/// A member that the schema names.
fn named_member<'a>(argument: &Argument<'a>, key: &str) -> Option<Argument<'a>> {
    argument.keys().contains(key).then(|| argument.member(key)).flatten()
}
