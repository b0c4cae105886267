//! Faults of operators and of what stands after them.

use crate::finding::Finding;
use crate::source::Span;
use crate::strings::tick;
use crate::syntax::ast::Comparison;
use crate::syntax::string_text;

/// An operand that its operator can't take.
#[derive(Debug, Clone)]
pub(in crate::policy::resolve) enum OperandError {
    /// A key that no path of the gateway reaches.
    UnreachableKey { key: String, span: Span },
    /// An operand of another form than the operator takes.
    OperandForm {
        comparison: Comparison,
        expected: &'static str,
        found: &'static str,
        instead: Option<String>,
        span: Span,
    },
    /// A list with nothing in it.
    EmptyList { operator: &'static str, span: Span },
    /// A string that a text operator can't take.
    TextOperand { operator: &'static str, message: String, span: Span },
    /// A value that looks like a glob.
    GlobInValue { operator: &'static str, instead: String, span: Span },
    /// An operator that recognises the good, used to refuse the bad.
    TextOperatorRefuses { operator: &'static str, rule: &'static str, span: Span },
    /// A regular expression that RE2 doesn't know.
    RefusedRegex { message: String, instead: Option<String>, span: Span },
    /// A regular expression that means something else than it seems to.
    MisreadRegex { message: String, instead: Option<String>, span: Span },
}

impl From<OperandError> for Finding {
    fn from(error: OperandError) -> Self {
        match error {
            OperandError::UnreachableKey { key, span } => Finding::error(
                "unreachable-key",
                span,
                format!("the key {} can't be addressed", tick(&string_text(&key))),
            )
            .note("the gateway joins keys with dots")
            .help("test the object around it (`exists`, `missing`), or refuse the tool"),
            OperandError::OperandForm { comparison, expected, found, instead, span } => {
                let operator = comparison.words();
                Finding::error(
                    "operand-form",
                    span,
                    format!("`{operator}` takes {expected}, found {found}"),
                )
                .help(match (instead, comparison.takes_list()) {
                    (Some(instead), _) => format!("write `{instead}`"),
                    (None, true) => format!("write `{operator} […]`"),
                    (None, false) => format!("write {expected} after `{operator}`"),
                })
            }
            OperandError::EmptyList { operator, span } => Finding::error(
                "empty-list",
                span,
                format!("`{operator}` takes a list with at least one value"),
            )
            .help("add values to the list; to refuse every call, write `deny` or `hide`"),
            OperandError::TextOperand { operator, message, span } => {
                Finding::error("text-operand", span, format!("`{operator}`: {message}"))
            }
            OperandError::GlobInValue { operator, instead, span } => Finding::error(
                "glob-in-value",
                span,
                format!("`*` is a plain character in `{operator}`"),
            )
            .note("stands for itself, not for any text")
            .help(instead),
            OperandError::TextOperatorRefuses { operator, rule, span } => {
                let message = format!(
                    "`{operator}` can't be used in `{rule}`: it only recognises what is certainly good"
                );
                Finding::error("text-operator-refuses", span, message)
                    .note("an unusual spelling of what is bad would be allowed")
                    .help(format!("list what is allowed: `require … {operator} …`"))
            }
            OperandError::RefusedRegex { message, instead, span } => Finding::error(
                "refused-regex",
                span,
                format!("invalid RE2 regular expression: {message}"),
            )
            .help_if(instead),
            OperandError::MisreadRegex { message, instead, span } => {
                Finding::error("misread-regex", span, message).help_if(instead)
            }
        }
    }
}
