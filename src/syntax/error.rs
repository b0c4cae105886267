//! What can be wrong with a text, in a reader's words.

use super::words;
use crate::finding::Finding;
use crate::source::Span;
use crate::strings::{joined_with, nearest, tick};

/// A fault of the text itself, without looking at names or types.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum SyntaxError {
    /// Something else than the grammar expects.
    Unexpected { found: String, expected: Vec<String>, span: Span },
    /// A statement begins with no statement's word.
    UnknownStatement { word: String, nearest: Option<&'static str>, span: Span },
    /// A reserved word where a name stands.
    ReservedWord { word: String, names_tool: bool, span: Span },
    /// A block without its closing brace.
    UnclosedBlock { open: Span, span: Span },
    /// A string without its closing quote.
    UnclosedString { span: Span },
    /// A regular expression without its closing slash.
    UnclosedRegex { span: Span },
    /// An escape or a control character that JSON's texts don't have.
    StringForm { message: &'static str, span: Span },
    /// Something else than a date after `until`.
    DateForm { span: Span },
    /// A number that JSON doesn't know.
    NumberForm { text: String, span: Span },
    /// A count outside 1 to 2^63−1.
    CountRange { text: String, span: Span },
    /// More parentheses, lists or objects inside each other than anyone needs.
    NestedTooDeep { span: Span },
    /// A carriage return that ends no line.
    CarriageReturn { span: Span },
    /// A key that stands twice in a call's arguments.
    DuplicateArgument { key: String, span: Span },
    /// `get_* tools`
    GlobSet { pattern: String, span: Span },
    /// `matches //`
    EmptyRegex { span: Span },
    /// More text than is read.
    TooLong { span: Span },
}

impl SyntaxError {
    /// The fault as it is reported.
    pub(super) fn finding(self) -> Finding {
        match self {
            Self::Unexpected { found, expected, span } => unexpected(&found, &expected, span),
            Self::UnknownStatement { word, nearest, span } => {
                Finding::error("unknown-statement", span, format!("{} begins no statement", tick(&word)))
                    .note(match nearest {
                        Some(nearest) => format!("did you mean `{nearest}`?"),
                        None => "expected a statement".to_owned(),
                    })
                    .help("a statement begins with `allow`, `restrict`, `deny`, `approve`, `hide`, `limit all tools`, `default`, `let`, `group`, `classify`, `never allow`, `accept`, `policy`, `catalog`, `include` or `test`")
            }
            Self::ReservedWord { word, names_tool, span } => reserved_word(&word, names_tool, span),
            Self::UnclosedBlock { open, span } => {
                Finding::error("unclosed-block", span, "the block before this has no `}`")
                    .note("expected `}` before this")
                    .label(open, "the block begins here")
                    .help("close the block with `}`")
            }
            Self::UnclosedString { span } => Finding::error("unclosed-string", span, "this text has no closing quote")
                .note("ends with the line")
                .help("write `\"` at its end; a line break inside a text is written `\\n`"),
            Self::UnclosedRegex { span } => Finding::error("unclosed-regex", span, "this regular expression has no closing `/`")
                .note("ends with the line")
                .help("write `/` at its end; a slash inside is written `\\/`"),
            Self::StringForm { message, span } => Finding::error("string-form", span, message)
                .help("texts are JSON's: the escapes are `\\\"`, `\\\\`, `\\/`, `\\b`, `\\f`, `\\n`, `\\r`, `\\t` and `\\uXXXX`"),
            Self::DateForm { span } => Finding::error("date-form", span, "after `until` stands a date")
                .help("write it as `2027-06-30`: the last day on which the waiver holds, UTC"),
            Self::NumberForm { text, span } => number_form(&text, span),
            Self::CountRange { text, span } => count_range(&text, span),
            Self::NestedTooDeep { span } => {
                Finding::error("nested-too-deep", span, "this is nested more than 64 levels deep")
                    .help("write it flatter")
            }
            Self::CarriageReturn { span } => {
                Finding::error("carriage-return", span, "a carriage return that ends no line")
                    .note("text after it can look like part of a comment")
                    .help("end lines with LF or CRLF")
            }
            Self::DuplicateArgument { key, span } => {
                Finding::error("duplicate-argument", span, format!("the key {} stands twice in these arguments", tick(&key)))
                    .help("keep one of the two: gateways and servers disagree about which one counts")
            }
            Self::GlobSet { pattern, span } => {
                Finding::error("glob-set", span, "before `tools` stands a class or a group, not a pattern")
                    .help(format!("write {} alone", tick(&pattern)))
            }
            Self::EmptyRegex { span } => {
                Finding::error("empty-regex", span, "an empty regular expression is found in every string")
                    .help("write `exists`, or say what the text must look like")
            }
            Self::TooLong { span } => {
                Finding::error("policy-too-long", span, "the text is longer than the 16 MiB that a policy can have, as it stands or as it is formatted")
                    .help("check that it is a policy; parts of one can be files of their own, taken in with `include`")
            }
        }
    }
}

fn reserved_word(word: &str, names_tool: bool, span: Span) -> Finding {
    let help = match names_tool {
        true => format!("write `\"{word}\"`, in quotes, where it names a tool"),
        false => "choose another name".to_owned(),
    };
    let message = format!("{} is a word of the language, not a name", tick(word));
    Finding::error("reserved-word", span, message).note("expected a name").help(help)
}

fn number_form(text: &str, span: Span) -> Finding {
    let too_large = text.parse::<f64>().is_ok_and(f64::is_infinite);
    if too_large {
        return Finding::error(
            "number-form",
            span,
            "this number is larger than any that a gateway can compare",
        )
        .help("write a number below 1.8e308");
    }
    Finding::error("number-form", span, "this is not a number as JSON writes it")
        .help("write digits, with a fraction or an exponent if need be: `100`, `0.5`, `-2`, `1e6`")
}

fn count_range(text: &str, span: Span) -> Finding {
    let zero = text.bytes().all(|byte| byte == b'0');
    let help = match zero {
        true => "where no call may pass, write `deny` or `hide`",
        false => "write it in digits alone",
    };
    let message = "this must be a whole number from 1 to 9223372036854775807";
    Finding::error("count-range", span, message).help(help)
}

fn unexpected(found: &str, expected: &[String], span: Span) -> Finding {
    let message = match found {
        "" => "the file ends here".to_owned(),
        _ => format!("{} is not expected here", tick(found)),
    };
    let finding = Finding::error("unexpected-token", span, message);
    if expected.is_empty() {
        return finding.note("expected white space");
    }
    let quoted = expected.len() == 1 && expected.iter().all(|word| word == words::TEXT);
    let help = match quoted && found.starts_with(|first: char| first.is_alphanumeric()) {
        true => Some("write `\"…\"`, in double quotes".to_owned()),
        false => meant(found, expected),
    };
    finding.note(format!("expected {}", joined_with(expected, "or"))).help_if(help)
}

/// The expected word that a misspelled one is near.
fn meant(found: &str, expected: &[String]) -> Option<String> {
    let is_word =
        |word: &str| word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    let words = expected.iter().filter_map(|word| word.strip_prefix('`')?.strip_suffix('`'));
    let word = nearest(found, words.filter(|word| is_word(word) && *word != found))?;
    is_word(found).then(|| format!("write `{word}`"))
}
