//! The near misses in words.

use super::NearMiss;
use crate::finding::Finding;
use crate::source::Span;
use crate::strings::{joined, tick};
use crate::syntax::operator;

impl NearMiss {
    /// The near miss as it is reported.
    pub(in crate::syntax) fn finding(self) -> Finding {
        match self {
            Self::WhenOutsideBraces { statement, selector, condition, span } => {
                when_outside_braces(&statement, &selector, &condition, span)
            }
            Self::RuleOutsideBraces { rule, span } => rule_outside_braces(&rule, span),
            Self::StatementInsideBraces { statement, span } => statement_inside_braces(&statement, span),
            Self::NoBlock { statement, selector, span } => no_block(&statement, &selector, span),
            Self::MissingWhen { rule, span } => {
                Finding::error("missing-when", span, "`when` is missing between this word and its condition")
                    .help(format!("write `{rule} …`"))
            }
            Self::LimitOfTools { tools, quota, span } => limit_of_tools(&tools, &quota, span),
            Self::LimitBecause { span } => {
                Finding::error("limit-because", span, "a limit has no reason: the gateway sends no message for it")
                    .help("write the reason as a comment: `# …`")
            }
            Self::AllTools { span } => Finding::error("all-tools", span, "all tools are written `*`")
                .help("write `*`; a tool that is called all is written `\"all\"`, in quotes"),
            Self::UnquotedName { name, span } => {
                Finding::error("unquoted-name", span, format!("the name {} needs quotes", tick(&name)))
                    .note("has characters other than letters, digits, `_` and `-`")
                    .help(format!("write `\"{name}\"`"))
            }
            Self::Semicolon { span } => Finding::error("semicolon", span, "nothing stands between statements, nor between rules")
                .help("remove the `;`"),
            Self::Not { span } => Finding::error("no-not", span, "a condition can't be turned round with `not`")
                .help("turn the operator round (`!=`, `not in`, `missing`, `<` for `>=`), or write `deny when` instead of `require`"),
            Self::UnknownOperator { operator, instead, span } => unknown_operator(&operator, instead, span),
            Self::RegexFlags { flags, span } => {
                Finding::error("regex-flags", span, "a regular expression has no flags after it")
                    .help(format!("write them in front, inside: `/(?{flags})…/`"))
            }
            Self::ArrayIndex { span } => Finding::error("array-index", span, "the gateway can't look inside a list")
                .help("say something about the whole list (`contains`, `exists`, `missing`), or refuse the tool"),
            Self::BracketKey { key, span } => Finding::error("bracket-key", span, "a key is written after a dot")
                .help(format!("write `.{key}`")),
            Self::ListBrackets { span } => Finding::error("list-brackets", span, "a list stands in square brackets")
                .help("write `[…]`"),
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
                Finding::error("slash-comment", span, "comments begin with `#`")
                    .help("write `#`, on every line of the comment")
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
                Finding::error("plural-window", span, format!("after `per`, this window is written `{window}`"))
                    .help(format!("write `per {window}`"))
            }
            Self::MissingArgs { name, span } => {
                Finding::error("missing-args", span, format!("an argument is written `args.{name}`"))
                    .help(format!("write `args.{name}`"))
            }
        }
    }
}

fn when_outside_braces(statement: &str, selector: &str, condition: &str, span: Span) -> Finding {
    let message = format!("`{statement}` takes no condition: conditions stand inside braces");
    let block = match statement {
        "allow" => format!("allow {selector} {{ require {condition} }}"),
        "approve" => format!("restrict {selector} {{ approve when {condition} }}"),
        _ => format!("restrict {selector} {{ deny when {condition} }}"),
    };
    Finding::error("when-outside-braces", span, message).help(format!("write `{block}`"))
}

fn rule_outside_braces(rule: &str, span: Span) -> Finding {
    let message =
        format!("`{rule}` is a rule: it stands inside the braces of `allow` or `restrict`");
    Finding::error("rule-outside-braces", span, message)
        .note("which tools is this about?")
        .help(format!(
            "write `allow TOOL {{ {rule} … }}`, or `restrict TOOL {{ {rule} … }}` to add the rule to \
             what is allowed elsewhere"
        ))
}

fn statement_inside_braces(statement: &str, span: Span) -> Finding {
    let message = format!("`{statement}` begins a statement: it can't stand inside braces");
    let help = match statement {
        "deny" | "approve" => format!(
            "write `{statement} when …` for a rule of these tools, or close the braces first"
        ),
        "limit" => "write `limit N per WINDOW` for each of these tools, or close the braces first"
            .to_owned(),
        _ => "close the braces first".to_owned(),
    };
    Finding::error("statement-inside-braces", span, message).help(help)
}

fn no_block(statement: &str, selector: &str, span: Span) -> Finding {
    let message = format!("`{statement}` takes no rules: it is about every call of its tools");
    let help = match statement {
        "never" => format!("write `never {selector} when …`"),
        _ => format!(
            "leave the braces out, or write `restrict {selector} {{ … }}` to refuse some calls only"
        ),
    };
    Finding::error("no-block", span, message).help(help)
}

fn limit_of_tools(tools: &str, quota: &str, span: Span) -> Finding {
    Finding::error("limit-of-tools", span, "outside braces, `limit` is about all tools together")
        .note("expected `all tools`")
        .help(format!(
            "write `restrict {tools} {{ limit {quota} }}`, or put `limit {quota}` inside the braces of `allow`"
        ))
}

fn unknown_operator(operator: &str, instead: Option<&str>, span: Span) -> Finding {
    let help = match instead {
        Some(instead) => format!("write `{instead}`"),
        None => {
            let all: Vec<_> = operator::all_words().map(|words| format!("`{words}`")).collect();
            format!("the operators are {}", joined(&all))
        }
    };
    Finding::error("unknown-operator", span, format!("{} is no operator", tick(operator)))
        .note("expected an operator")
        .help(help)
}
