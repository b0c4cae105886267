//! Faults of operators and of what stands after them.

use crate::finding::Finding;
use crate::json::quoted;
use crate::source::Span;
use crate::strings::tick;

/// An operand that its operator can't take.
#[derive(Debug, Clone)]
pub(in crate::policy::resolve) enum OperandError {
    /// A key that no path of the gateway reaches.
    UnreachableKey { key: String, span: Span },
    /// An operand of another form than the operator takes.
    OperandForm { operator: &'static str, expected: &'static str, found: &'static str, span: Span },
    /// A list with nothing in it.
    EmptyList { operator: &'static str, span: Span },
    /// A text that a text operator can't take.
    TextOperand { operator: &'static str, message: String, span: Span },
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
            OperandError::UnreachableKey { key, span } => {
                Finding::error("unreachable-key", span, format!("the gateway can't look up the key {}", tick(&quoted(&key))))
                    .note("its paths are keys joined by dots")
                    .help("say something about the object around it (`exists`, `missing`), or refuse the tool")
            }
            OperandError::OperandForm { operator, expected, found, span } => {
                Finding::error("operand-form", span, format!("`{operator}` takes {expected}, and this is {found}"))
                    .help(match expected {
                        "a list in brackets" => format!("write `{operator} […]`"),
                        _ => format!("write {expected} after `{operator}`"),
                    })
            }
            OperandError::EmptyList { operator, span } => {
                Finding::error("empty-list", span, format!("`{operator}` with an empty list never says anything"))
                    .help("put the values in the list; to refuse every call, write `deny` or `hide`")
            }
            OperandError::TextOperand { operator, message, span } => {
                Finding::error("text-operand", span, format!("`{operator}`: {message}"))
            }
            OperandError::TextOperatorRefuses { operator, rule, span } => {
                let message = format!("`{operator}` recognises what is certainly good, so `{rule}` can't use it");
                Finding::error("text-operator-refuses", span, message)
                    .note("an odd spelling of the bad would get through")
                    .help(format!("list what is allowed: `require … {operator} …`"))
            }
            OperandError::RefusedRegex { message, instead, span } => {
                Finding::error("refused-regex", span, format!("the gateway's regular expressions (RE2) refuse this: {message}"))
                    .help_if(instead)
            }
            OperandError::MisreadRegex { message, instead, span } => {
                Finding::error("misread-regex", span, message)
                    .help_if(instead)
            }
        }
    }
}
