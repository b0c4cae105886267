//! Conditions of other languages in the language's own marks.

use super::equals;
use crate::syntax::keywords;
use crate::syntax::lexis::{self, Kind, Token};
use crate::syntax::operator;

/// A condition with `==`, `and` and `or` for the marks of other languages, and `args.` before what
/// is compared.
pub(super) fn with_own_marks(condition: &str) -> String {
    let (mut own, mut end) = (String::new(), 0);
    let tokens: Vec<_> = lexis::tokens(condition, 0).collect();
    let mut rest = tokens.as_slice();
    while let Some(token) = rest.first() {
        own.push_str(condition.get(end..token.start).unwrap_or_default());
        let (length, text) = match token.text {
            "=" => {
                let (length, meant) = equals::meant_by_equals(rest);
                (length, meant.unwrap_or("=="))
            }
            "&&" => (1, "and"),
            "||" => (1, "or"),
            text => (1, text),
        };
        if is_bare_argument(&own, rest) {
            own.push_str("args.");
        }
        own.push_str(text);
        end = rest.get(length.saturating_sub(1)).unwrap_or(token).end();
        rest = rest.get(length.max(1)..).unwrap_or_default();
    }
    own + condition.get(end..).unwrap_or_default()
}

/// Whether a condition or a part of one begins with a name that is compared with something.
fn is_bare_argument(before: &str, rest: &[Token<'_>]) -> bool {
    let begins = before.trim_end().rsplit([' ', '(']).next();
    let [name, ..] = rest else { return false };
    let mut after =
        rest.iter().skip_while(|token| token.is_key || token.is(".") || token.start == name.start);
    begins.is_some_and(|word| ["", "and", "or"].contains(&word))
        && name.kind == Kind::Word
        && !keywords::is_reserved(name.text)
        && after.next().is_some_and(|next| next.is("=") || operator::begins_operator(next.text))
}
