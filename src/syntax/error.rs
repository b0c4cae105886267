//! What can be wrong with a text, in a reader's words.

use super::ast::MAX_COUNT;
use super::expected;
use crate::finding::{Finding, Fix, Safety};
use crate::json::Number;
use crate::source::Span;
use crate::strings::secrets::looks_random;
use crate::strings::{joined_with, nearest, tick};

/// A fault of the text itself, without looking at names or types.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum SyntaxError {
    /// Something else than the grammar expects.
    Unexpected { found: String, expected: Vec<String>, span: Span },
    /// A statement begins with a word that begins none.
    UnknownStatement { word: String, meant: Option<&'static str>, is_called: bool, span: Span },
    /// A reserved word where a name stands.
    ReservedWord { word: String, name: String, names_tool: bool, span: Span },
    /// A block without its closing brace.
    UnclosedBlock { open: Span, span: Span },
    /// A string without its closing quote.
    UnclosedString { span: Span },
    /// A regular expression without its closing slash.
    UnclosedRegex { span: Span },
    /// An escape or a control character that JSON's strings don't have.
    StringForm { message: &'static str, span: Span },
    /// Something else than a date after `until`.
    DateForm { span: Span },
    /// A number that JSON doesn't know.
    NumberForm { text: String, span: Span },
    /// A count outside 1 to [`MAX_COUNT`].
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
    /// Both sides of a merge.
    MergeConflict { span: Span },
    /// More text than is read.
    TooLong { span: Span },
}

impl SyntaxError {
    /// The fault as it is reported.
    pub(super) fn finding(self) -> Finding {
        match self {
            Self::Unexpected { found, expected, span } => unexpected(&found, &expected, span),
            Self::UnknownStatement { word, meant, is_called, span } => {
                unknown_statement(&word, meant, is_called, span)
            }
            Self::ReservedWord { word, name, names_tool, span } => {
                reserved_word(&word, &name, names_tool, span)
            }
            Self::UnclosedBlock { open, span } => {
                Finding::error("unclosed-block", span, "missing `}`")
                    .note("expected `}` before this")
                    .label(open, "block opened here")
                    .help("close the block with `}`")
            }
            Self::UnclosedString { span } => Finding::error("unclosed-string", span, "unterminated string")
                .note("no closing `\"` on this line")
                .help("add the closing `\"`; a line break inside a string is written `\\n`"),
            Self::UnclosedRegex { span } => Finding::error("unclosed-regex", span, "unterminated regular expression")
                .note("no closing `/` on this line")
                .help("add the closing `/`; a slash inside is written `\\/`"),
            Self::StringForm { message, span } => Finding::error("string-form", span, message)
                .help("a backslash itself is written `\\\\`; the valid escapes are `\\\"`, `\\\\`, `\\/`, `\\b`, `\\f`, `\\n`, `\\r`, `\\t` and `\\uXXXX`"),
            Self::DateForm { span } => Finding::error("date-form", span, "expected a date after `until`")
                .help("write the last day on which the waiver holds (UTC), such as `2027-06-30`"),
            Self::NumberForm { text, span } => number_form(&text, span),
            Self::CountRange { text, span } => count_range(&text, span),
            Self::NestedTooDeep { span } => {
                Finding::error("nested-too-deep", span, "nested more than 64 levels deep")
                    .help("reduce the nesting")
            }
            Self::CarriageReturn { span } => {
                Finding::error("carriage-return", span, "carriage return without a line feed")
                    .note("text after it can look like part of a comment")
                    .help("end lines with LF or CRLF")
            }
            Self::DuplicateArgument { key, span } => {
                Finding::error("duplicate-argument", span, format!("duplicate key {}", tick(&key)))
                    .help("remove one of the two: parsers disagree about which one counts")
            }
            Self::GlobSet { pattern, span } => {
                Finding::error("glob-set", span, "`tools` follows a class or a group, not a pattern")
                    .help(format!("write {} without `tools`", tick(&pattern)))
            }
            Self::EmptyRegex { span } => {
                Finding::error("empty-regex", span, "an empty regular expression matches every string")
                    .help("write `exists`, or a pattern")
            }
            Self::MergeConflict { span } => {
                Finding::error("merge-conflict", span, "a merge conflict is left in this file")
                    .note("nothing of it is read")
                    .help("decide what holds, and remove the lines of `<<<<<<<`, `=======` and `>>>>>>>`")
            }
            Self::TooLong { span } => {
                Finding::error("policy-too-long", span, "policy too large: at most 16 MiB of text, before and after formatting")
                    .help("check that this is a policy; a large one can be split into files that it includes")
            }
        }
    }
}

fn unknown_statement(
    word: &str,
    meant: Option<&'static str>,
    is_called: bool,
    span: Span,
) -> Finding {
    let finding =
        Finding::error("unknown-statement", span, format!("unknown statement {}", tick(word)))
            .note("expected a statement");
    match (word, meant) {
        ("if" | "when" | "unless" | "where" | "else", _) => finding.help(
            "conditions stand inside braces: `allow TOOL { require … }`, \
             `restrict TOOL { deny when … }`",
        ),
        (_, Some(meant)) if is_called => finding.help(format!(
            "statements name tools, without parentheses: `{meant} TOOL`; conditions stand inside \
             braces: `allow TOOL {{ require … }}`"
        )),
        (_, Some(meant)) => finding
            .help(format!("did you mean `{meant}`?"))
            .fix(Some(Fix::replacement(Safety::Unsafe, span, meant))),
        (_, None) => finding.help(
            "statements begin with `allow`, `restrict`, `deny`, `approve`, `hide`, \
             `limit all tools`, `default`, `let`, `group`, `classify`, `never allow`, `accept`, \
             `policy`, `catalog`, `include` or `test`",
        ),
    }
}

fn reserved_word(word: &str, name: &str, names_tool: bool, span: Span) -> Finding {
    let help = match names_tool {
        true => format!("to name a tool, write `\"{name}\"` in quotes"),
        false => "choose another name".to_owned(),
    };
    let message = format!("{} is a keyword", tick(word));
    Finding::error("reserved-word", span, message).note("expected a name").help(help)
}

fn number_form(text: &str, span: Span) -> Finding {
    let too_large = text.parse::<f64>().is_ok_and(f64::is_infinite);
    if too_large {
        return Finding::error(
            "number-form",
            span,
            "number too large: the gateway compares 64-bit floats",
        )
        .help("write a number below 1.8e308");
    }
    let help = match in_json(text) {
        Some(number) => format!("write `{number}`"),
        None => match range(text) {
            Some((least, most)) => format!(
                "write a range as two comparisons: `args.… >= {least} and args.… <= {most}`"
            ),
            None => "numbers are written as in JSON: `100`, `0.5`, `-2`, `1e6`".to_owned(),
        },
    };
    Finding::error("number-form", span, "invalid number").help(help)
}

/// Two numbers with `..` or `-` between them.
fn range(text: &str) -> Option<(&str, &str)> {
    let parts = text.split_once("..").or_else(|| text.split_once('-'));
    parts.filter(|(least, most)| Number::new(least).is_some() && Number::new(most).is_some())
}

/// A number without separators, `+`, leading zeros and a bare decimal point, where that is one.
fn in_json(text: &str) -> Option<String> {
    let digits = text.replace('_', "");
    let digits = digits.trim_start_matches('+').trim_end_matches('.').trim_start_matches('0');
    let number = match digits.starts_with(|first: char| first.is_ascii_digit()) {
        true => digits.to_owned(),
        false => format!("0{digits}"),
    };
    Number::new(&number).map(|_| number)
}

fn count_range(text: &str, span: Span) -> Finding {
    let zero = text.bytes().all(|byte| byte == b'0');
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let help = match (zero, digits) {
        (true, _) => "to allow no calls, write `deny` or `hide`",
        (false, true) => "larger numbers are rounded by the gateway",
        (false, false) => "write digits only",
    };
    let message = format!("expected a whole number from 1 to {MAX_COUNT}");
    Finding::error("count-range", span, message).help(help)
}

fn unexpected(found: &str, expected: &[String], span: Span) -> Finding {
    let message = match found {
        "" => "unexpected end of file".to_owned(),
        _ if is_token(found) => "unexpected text that looks like a secret".to_owned(),
        _ => format!("unexpected {}", tick(found)),
    };
    let finding = Finding::error("unexpected-token", span, message);
    if expected.is_empty() {
        return finding.note("expected white space");
    }
    let quoted = expected.len() == 1 && expected.iter().all(|word| word == expected::STRING);
    let help = match quoted && found.starts_with(|first: char| first.is_alphanumeric()) {
        true => Some("strings are written in double quotes: `\"…\"`".to_owned()),
        false => meant(found, expected),
    };
    finding.note(format!("expected {}", joined_with(expected, "or"))).help_if(help)
}

/// Whether a word may be the token of a secret whose beginning stands before it, as in `Bearer …`.
fn is_token(word: &str) -> bool {
    let is_alphanumeric = word.bytes().all(|byte| byte.is_ascii_alphanumeric());
    word.len() >= MIN_TOKEN && is_alphanumeric && looks_random(word)
}

/// How many characters a word has at least that is taken for a token.
const MIN_TOKEN: usize = 24;

/// The expected word that a misspelled one is near.
fn meant(found: &str, expected: &[String]) -> Option<String> {
    let is_word =
        |word: &str| word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    let words = expected.iter().filter_map(|word| word.strip_prefix('`')?.strip_suffix('`'));
    let word = nearest(found, words.filter(|word| is_word(word) && *word != found))?;
    is_word(found).then(|| format!("write `{word}`"))
}
