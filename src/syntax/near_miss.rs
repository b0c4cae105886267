//! What people write who know other languages, each with the form that is right here.

use super::diagnose::Context;
use super::lexis::{Kind, Token};
use crate::finding::{Finding, tick};
use crate::source::Span;

/// A form that isn't the language's, but whose meaning is plain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NearMiss {
    /// `allow X when C` and the like.
    WhenOutsideBraces { statement: String, selector: String, condition: String, span: Span },
    /// A rule that stands alone.
    RuleOutsideBraces { rule: String, span: Span },
    /// `limit X to 5 per minute`
    LimitOfTools { tools: String, span: Span },
    /// `limit … because`
    LimitBecause { span: Span },
    /// `allow all tools`
    AllTools { span: Span },
    /// `not` before a condition.
    Not { span: Span },
    /// `/x/i`
    RegexFlags { flags: String, span: Span },
    /// `args.a[0]`
    ArrayIndex { span: Span },
    /// `args.a == args.b`
    ArgumentOnTheRight { span: Span },
    /// `matches "x"`
    QuotedRegex { span: Span },
    /// `and` beside `or`.
    MixedConnectives { first: &'static str, second: &'static str, first_span: Span, span: Span },
    /// `&&`, `||`, `!`
    SymbolConnective { symbol: String, word: &'static str, span: Span },
    /// A comma with nothing after it.
    TrailingComma { span: Span },
    /// `//` or `/*`
    SlashComment { span: Span },
    /// `'text'`
    SingleQuotes { span: Span },
    /// `=` for `==`
    SingleEquals { span: Span },
    /// `5/minute`
    SlashQuota { count: String, window: String, span: Span },
    /// `per 5 minutes`
    LongWindow { span: Span },
    /// `per minutes`
    PluralWindow { window: String, span: Span },
    /// `require amount <= 5`
    MissingArgs { name: String, span: Span },
}

impl NearMiss {
    /// The near miss as it is reported.
    pub(super) fn finding(self) -> Finding {
        match self {
            Self::WhenOutsideBraces { statement, selector, condition, span } => {
                when_outside_braces(&statement, &selector, &condition, span)
            }
            Self::RuleOutsideBraces { rule, span } => {
                Finding::error("rule-outside-braces", span, format!("{} is a rule: it stands inside the braces of `allow` or `restrict`", tick(&rule)))
                    .note("which tools is this about?")
                    .help(format!("write `allow TOOL {{ {rule} … }}`, or `restrict TOOL {{ {rule} … }}` to add the rule to what is allowed elsewhere"))
            }
            Self::LimitOfTools { tools, span } => {
                Finding::error("limit-of-tools", span, "outside braces, `limit` is about all tools together")
                    .note("`limit all tools to N per WINDOW`")
                    .help(format!("write `restrict {tools} {{ limit N per WINDOW }}`, or put `limit N per WINDOW` inside the braces of `allow`"))
            }
            Self::LimitBecause { span } => {
                Finding::error("limit-because", span, "a limit has no reason: the gateway sends no message for it")
                    .help("write the reason as a comment: `# …`")
            }
            Self::AllTools { span } => Finding::error("all-tools", span, "all tools are written `*`").help("write `*`"),
            Self::Not { span } => Finding::error("no-not", span, "there is no `not` before a condition")
                .help("turn the operator round (`!=`, `not in`, `missing`, `<` for `>=`), or write `deny when` instead of `require`"),
            Self::RegexFlags { flags, span } => {
                Finding::error("regex-flags", span, "a regular expression has no flags after it")
                    .help(format!("write them in front, inside: `/(?{flags})…/`"))
            }
            Self::ArrayIndex { span } => Finding::error("array-index", span, "the gateway can't look inside a list")
                .help("say something about the whole list (`contains`, `exists`, `missing`), or refuse the tool"),
            Self::ArgumentOnTheRight { span } => {
                Finding::error("argument-on-the-right", span, "an argument can't be compared with another")
                    .note("expected a value")
                    .help("compare with a value or the name of a `let`")
            }
            Self::QuotedRegex { span } => {
                Finding::error("quoted-regex", span, "a regular expression stands between slashes")
                    .help("write `/…/`; for plain text, `==`, `starts with` or `ends with`")
            }
            Self::MixedConnectives { first, second, first_span, span } => {
                Finding::error("mixed-connectives", span, format!("`{first}` and `{second}` need parentheses between them"))
                    .label(first_span, format!("`{first}` stands here"))
                    .help(format!("write `A {first} (B {second} C)` or `(A {first} B) {second} C`"))
            }
            Self::SymbolConnective { symbol, word, span } => {
                Finding::error("symbol-connective", span, format!("`{symbol}` is written `{word}`"))
                    .help(format!("write `{word}`"))
            }
            Self::TrailingComma { span } => Finding::error("trailing-comma", span, "nothing follows this comma")
                .help("remove the comma"),
            Self::SlashComment { span } => {
                Finding::error("slash-comment", span, "comments begin with `#`").help("write `#`, on every line of the comment")
            }
            Self::SingleQuotes { span } => {
                Finding::error("single-quotes", span, "text stands in double quotes").help("write `\"…\"`")
            }
            Self::SingleEquals { span } => {
                Finding::error("single-equals", span, "equality is written `==`").help("write `==`")
            }
            Self::SlashQuota { count, window, span } => {
                Finding::error("slash-quota", span, "a quota is written in words")
                    .help(format!("write `{count} per {window}`"))
            }
            Self::LongWindow { span } => {
                Finding::error("long-window", span, "the gateway counts in single minutes, hours and days")
                    .help("write `per minute`, `per hour` or `per day`, and a number that fits")
            }
            Self::PluralWindow { window, span } => {
                Finding::error("plural-window", span, "after `per` the window stands in the singular")
                    .help(format!("write `per {window}`"))
            }
            Self::MissingArgs { name, span } => {
                Finding::error("missing-args", span, format!("an argument is written `args.{}`", name))
                    .help(format!("write `args.{name}`"))
            }
        }
    }
}

fn when_outside_braces(statement: &str, selector: &str, condition: &str, span: Span) -> Finding {
    let message = format!("`{statement}` takes no condition: conditions stand inside braces");
    let help = match statement {
        "allow" => format!("write `allow {selector} {{ require {condition} }}`"),
        "restrict" => format!("write `restrict {selector} {{ deny when {condition} }}`"),
        "approve" => format!("write `restrict {selector} {{ approve when {condition} }}`"),
        _ => format!("write `restrict {selector} {{ deny when {condition} }}`"),
    };
    Finding::error("when-outside-braces", span, message).help(help)
}

/// What the author meant, where the tokens round a failure tell.
pub(super) fn detect(context: &Context<'_>) -> Option<NearMiss> {
    comma(context).or_else(|| {
        let token = context.token?;
        mark(context, &token)
            .or_else(|| word(context, &token))
            .or_else(|| quota(context, &token))
            .or_else(|| operand(context, &token))
    })
}

/// A comma, and then nothing that could follow one.
fn comma(context: &Context<'_>) -> Option<NearMiss> {
    let comma = context.back(1).filter(|token| token.is(","))?;
    let follows = context.token.is_some_and(|token| match token.kind {
        Kind::Word => token.first_on_line && super::keywords::is_reserved(token.text),
        Kind::Mark => matches!(token.text, "]" | "}" | "{" | ")"),
        Kind::Comment | Kind::Number | Kind::String | Kind::Regex => false,
    });
    (follows || context.token.is_none())
        .then(|| NearMiss::TrailingComma { span: context.span(comma) })
}

/// Marks that other languages write.
fn mark(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let span = context.span(token);
    let symbol = token.text.to_owned();
    Some(match token.text {
        "//" | "/*" => NearMiss::SlashComment { span },
        "'" => NearMiss::SingleQuotes { span: quoted(context, token) },
        "&&" | "&" => NearMiss::SymbolConnective { symbol, word: "and", span },
        "||" | "|" => NearMiss::SymbolConnective { symbol, word: "or", span },
        "!" => NearMiss::Not { span },
        "=" if context.before.iter().any(|token| token.is("args")) => {
            NearMiss::SingleEquals { span }
        }
        "[" if is_key(context.back(1)) && is_dot(context.back(2)) => NearMiss::ArrayIndex { span },
        "/" => slash(context, token)?,
        _ => return None,
    })
}

/// `5/minute`
fn slash(context: &Context<'_>, slash: &Token<'_>) -> Option<NearMiss> {
    let count = context.back(1).filter(|token| token.kind == Kind::Number)?;
    let window = context.next.filter(|token| token.kind == Kind::Word)?;
    let window_name = window.text.trim_end_matches('s').to_owned();
    let span = span_from(context, count, slash).to(context.span(&window));
    Some(NearMiss::SlashQuota { count: count.text.to_owned(), window: window_name, span })
}

/// Words of the language where it doesn't have them.
fn word(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let span = context.span(token);
    let first = context.before.first();
    let statement = first.map_or("", |first| first.text);
    match token.text {
        "when" if context.before.len() == 1 => Some(NearMiss::RuleOutsideBraces {
            rule: format!("{statement} when"),
            span: span_from(context, first?, token),
        }),
        "when" => Some(NearMiss::WhenOutsideBraces {
            statement: statement.to_owned(),
            selector: between(context, first?.end(), token.start),
            condition: rest_of_line(context, token.end()),
            span,
        }),
        "require" if token.kind == Kind::Word => {
            Some(NearMiss::RuleOutsideBraces { rule: token.text.to_owned(), span })
        }
        "because" if statement == "limit" => Some(NearMiss::LimitBecause { span }),
        "all" if context.next.is_some_and(|next| next.is("tools")) => {
            Some(NearMiss::AllTools { span })
        }
        "args" if !is_part_start(context.back(1)) && statement != "limit" => {
            Some(NearMiss::ArgumentOnTheRight { span })
        }
        "not" => Some(NearMiss::Not { span }),
        _ => None,
    }
}

/// Quotas in other forms.
fn quota(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let span = context.span(token);
    let before = context.back(1)?;
    match (before.text, token.text) {
        ("per", "minutes" | "hours" | "days") => Some(NearMiss::PluralWindow {
            window: token.text.trim_end_matches('s').to_owned(),
            span,
        }),
        ("per", _) if token.kind == Kind::Number => Some(NearMiss::LongWindow { span }),
        ("limit", "args") => Some(NearMiss::RuleOutsideBraces {
            rule: "limit".to_owned(),
            span: span_from(context, before, token),
        }),
        ("limit", _)
            if token.kind == Kind::Number
                && crate::json::Number::new(token.text)
                    .is_some_and(|number| number.as_i64().is_some()) =>
        {
            Some(NearMiss::RuleOutsideBraces {
                rule: "limit".to_owned(),
                span: span_from(context, before, token),
            })
        }
        ("limit", _)
            if matches!(token.kind, Kind::Word | Kind::String) && context.before.len() == 1 =>
        {
            let tools = rest_of_line(context, token.start);
            let tools = tools.split(" to ").next().unwrap_or_default().to_owned();
            Some(NearMiss::LimitOfTools { tools, span })
        }
        _ => None,
    }
}

/// What stands beside an operator.
fn operand(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let span = context.span(token);
    let before = context.back(1)?;
    match token.kind {
        Kind::String if before.is("matches") => Some(NearMiss::QuotedRegex { span }),
        Kind::Word if before.kind == Kind::Regex && before.end() == token.start => {
            Some(NearMiss::RegexFlags { flags: token.text.to_owned(), span })
        }
        Kind::Number if is_dot(Some(before)) => Some(NearMiss::ArrayIndex { span }),
        Kind::Word if is_part_start(Some(before)) && !super::keywords::is_reserved(token.text) => {
            Some(NearMiss::MissingArgs { name: token.text.to_owned(), span })
        }
        _ => None,
    }
}

/// Whether a part of a condition begins after this token.
fn is_part_start(token: Option<&Token<'_>>) -> bool {
    token.is_some_and(|token| matches!(token.text, "require" | "when" | "and" | "or" | "("))
}

fn is_dot(token: Option<&Token<'_>>) -> bool {
    token.is_some_and(|token| token.is("."))
}

fn is_key(token: Option<&Token<'_>>) -> bool {
    token.is_some_and(|token| matches!(token.kind, Kind::Word | Kind::String))
}

fn span_from(context: &Context<'_>, first: &Token<'_>, last: &Token<'_>) -> Span {
    context.span(first).to(context.span(last))
}

/// From a single quote to the next on its line, or the quote alone.
fn quoted(context: &Context<'_>, quote: &Token<'_>) -> Span {
    let line = rest_of_line(context, quote.end());
    let width = line.find('\'').map_or(0, |at| at + 1);
    Span::new(context.source, quote.start, quote.end() + width)
}

fn between(context: &Context<'_>, start: usize, end: usize) -> String {
    context.text.get(start..end).unwrap_or_default().trim().to_owned()
}

/// At most the rest of the line, and no more than a message can hold.
fn rest_of_line(context: &Context<'_>, start: usize) -> String {
    let line = context.text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    line.trim_end().trim_start().chars().take(120).collect()
}
