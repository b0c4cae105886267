//! The messages of near misses.

use super::NearMiss;
use crate::finding::{Finding, Fix, Safety};
use crate::source::Span;
use crate::strings::{joined, tick};
use crate::syntax::operator;

impl NearMiss {
    /// The near miss as it is reported.
    pub(in crate::syntax) fn finding(self) -> Finding {
        match self {
            Self::OtherForm { found, instead, span } => {
                Finding::error("unexpected-token", span, format!("unexpected {}", tick(&found)))
                    .help(format!("write `{instead}`"))
            }
            Self::Replaced { message, instead, span } => {
                Finding::error("unexpected-token", span, message)
                    .help(format!("write `{instead}`"))
                    .fix(Some(Fix::replacement(Safety::Unsafe, span, instead)))
            }
            Self::Explained { message, help, span } => {
                Finding::error("unexpected-token", span, message).help(help)
            }
            Self::EarlySlash { instead, span } => {
                Finding::error("unexpected-token", span, "the regular expression ends at the `/` before this")
                    .help(format!("escape the slash, inside a class too: write `{instead}`"))
            }
            Self::WhenOutsideBraces { statement, selector, condition, has_block, span } => {
                when_outside_braces(&statement, &selector, &condition, has_block, span)
            }
            Self::RuleOutsideBraces { rule, above, span } => {
                rule_outside_braces(&rule, above.as_deref(), span)
            }
            Self::StatementInsideBraces { statement, line, span } => {
                statement_inside_braces(&statement, line.as_deref(), span)
            }
            Self::NoBlock { statement, selector, reason, span } => {
                no_block(&statement, &selector, reason.as_deref(), span)
            }
            Self::MissingWhen { rule, condition, span } => {
                Finding::error("missing-when", span, "missing `when` before the condition")
                    .help(format!("write `{rule} {condition}`"))
            }
            Self::LimitOfTools { tools, limit, span } => limit_of_tools(&tools, &limit, span),
            Self::LimitBecause { span } => {
                Finding::error("limit-because", span, "`limit` takes no `because`: the gateway sends no message for it")
                    .help("write the reason as a comment: `# …`")
            }
            Self::AllTools { span } => Finding::error("all-tools", span, "all tools are written `*`")
                .help("write `*`; a tool named `all` is written `\"all\"` in quotes"),
            Self::UnquotedName { name, span } => {
                Finding::error("unquoted-name", span, format!("the name {} must be quoted", tick(&name)))
                    .note("contains characters other than letters, digits, `_`, `-` and single dots")
                    .help(format!("write `\"{name}\"`"))
            }
            Self::ArgumentAsName { name, span } => {
                Finding::error("unquoted-name", span, "a tool's name that begins with `args.` must be quoted")
                    .help(format!("write `\"{name}\"`; conditions on arguments stand in `{{ … }}`"))
            }
            Self::PrefixedName { name, last, span } => {
                Finding::error("prefixed-name", span, "tools are named without a server or client before them")
                    .help(format!("write `{last}`; a tool whose whole name this is is written `\"{name}\"` in quotes"))
            }
            Self::QuestionMark { glob, span } => {
                Finding::error("question-mark", span, "`?` is no wildcard")
                    .help(format!("write `{glob}`, where `*` stands for any run of characters, or the names"))
            }
            Self::ToolsWith { message, instead, span } => {
                Finding::error("tools-with", span, message).help(format!("write `{instead}`"))
            }
            Self::NegatedTerm { instead, span } => {
                Finding::error("negated-term", span, "tools are taken out with `except`")
                    .help(format!("write `{instead}`"))
            }
            Self::ListedTools { names, span } => {
                Finding::error("listed-tools", span, "tools are listed with commas alone")
                    .help(format!("write `{names}`"))
            }
            Self::JoinedTools { word, span } => {
                Finding::error("joined-tools", span, format!("tools are listed with commas, not with {}", tick(&word)))
                    .help("write `,`")
            }
            Self::NoSelector { statement, span } => {
                Finding::error("no-selector", span, format!("{} names no tools", tick(&statement)))
                    .help(format!("write `{statement} TOOL {{ … }}`, or `{statement} * {{ … }}` for all tools"))
            }
            Self::StrayMark { mark, span } => {
                Finding::error("stray-mark", span, format!("{} means nothing here", tick(&mark)))
                    .help(format!("remove the {}", tick(&mark)))
                    .fix(Some(Fix::removal(Safety::Safe, span, &tick(&mark))))
            }
            Self::DefinitionMark { mark, span } => {
                Finding::error("definition-mark", span, format!("definitions are written with `=`, not with {}", tick(&mark)))
                    .help("write `=`")
                    .fix(Some(Fix { title: "write `=`".to_owned(), ..Fix::replacement(Safety::Safe, span, " =") }))
            }
            Self::DefaultWord { word, decision, span } => {
                Finding::error("default-word", span, format!("the default is `deny` or `allow`, not {}", tick(&word)))
                    .help(format!("write `default {decision}`"))
                    .fix(Some(Fix::replacement(Safety::Unsafe, span, decision)))
            }
            Self::LookAlike { name, plain, character, letter, span } => {
                let code = u32::from(character);
                Finding::error("look-alike", span, format!("{} holds a letter of another script", tick(&name)))
                    .note(format!("U+{code:04X} only looks like `{letter}`"))
                    .help(format!("write `{plain}`"))
                    .fix(Some(Fix::replacement(Safety::Unsafe, span, plain)))
            }
            Self::UnquotedKey { key, span } => {
                Finding::error("unquoted-key", span, format!("the key {} must be quoted", tick(&key)))
                    .note("contains characters other than letters, digits, `_` and `-`")
                    .help(format!("write `\"{key}\"`"))
                    .fix(Some(Fix::replacement(Safety::Safe, span, format!("\"{key}\""))))
            }
            Self::OddSpace { character, span } => {
                let code = u32::from(character);
                // One without width may stand inside a word.
                let fix = character.is_whitespace().then(|| Fix {
                    title: "write a plain blank".to_owned(),
                    ..Fix::replacement(Safety::Safe, span, " ")
                });
                Finding::error("odd-space", span, format!("a special blank (U+{code:04X}) where a plain one belongs"))
                    .help(if fix.is_some() { "write a plain blank" } else { "remove it, or write a plain blank" })
                    .fix(fix)
            }
            Self::TypographicQuotes { text, span } => {
                let finding = Finding::error("typographic-quotes", span, "strings are written in plain double quotes");
                match text {
                    Some(text) => finding
                        .help(format!("write `\"{text}\"`"))
                        .fix(Some(Fix::replacement(Safety::Safe, span, format!("\"{text}\"")))),
                    None => finding.help("write `\"…\"`"),
                }
            }
            Self::NegatedMatch { span } => {
                Finding::error("no-not", span, "a regular expression can't be negated")
                    .help("write `deny when … matches /…/` instead of `require`, or a pattern of what is good")
            }
            Self::Unless { instead, span } => {
                Finding::error("no-unless", span, "`unless` is no word of the language").help(instead)
            }
            Self::MissingRequire { condition, inside, span } => missing_require(&condition, inside, span),
            Self::Function { name, instead, span } => {
                Finding::error("no-functions", span, format!("conditions have no functions: {}", tick(&name)))
                    .note("expected an argument and an operator")
                    .help(instead)
            }
            Self::NotOfTheCall { name, span } => {
                Finding::error("not-of-the-call", span, format!("{} is no part of a call: a policy sees a call's arguments alone", tick(&name)))
                    .help(match is_of_time(&name) {
                        true => format!("write `args.{name}` for an argument of this name; rules hold at any time, and a `limit` counts per minute, hour or day"),
                        false => format!("write `args.{name}` for an argument of this name; for each kind of caller, write a policy"),
                    })
            }
            Self::Semicolon { span } => Finding::error("semicolon", span, "statements and rules are not separated by `;`")
                .help("remove the `;`")
                .fix(Some(Fix::removal(Safety::Safe, span, "`;`"))),
            Self::Not { instead, span } => {
                let finding = Finding::error("no-not", span, "conditions can't be negated with `not`");
                finding.help(instead.unwrap_or_else(|| {
                    "negate the operator (`!=`, `not in`, `missing`, `<` for `>=`), or write `deny when` instead of `require`".to_owned()
                }))
            }
            Self::UnknownOperator { operator, instead, span } => unknown_operator(&operator, instead.as_deref(), span),
            Self::RegexFlags { regex, flags, span } => {
                Finding::error("regex-flags", span, "flags after a regular expression are not supported")
                    .help(format!("write them inside the pattern: `/(?{flags}){regex}/`"))
            }
            Self::ArrayIndex { span } => Finding::error("array-index", span, "list elements can't be addressed")
                .help("test the whole list (`contains`, `exists`, `missing`), or refuse the tool"),
            Self::BracketKey { path, key, span } => {
                Finding::error("bracket-key", span, "keys are written after a dot")
                    .help(format!("write `{path}.{key}`"))
                    .fix(Some(Fix::replacement(Safety::Safe, span, format!(".{key}"))))
            }
            Self::ListBrackets { entries, span } => {
                let list = format!("[{}]", entries.as_deref().unwrap_or("…"));
                Finding::error("list-brackets", span, "lists are written in square brackets")
                    .help(format!("write `{list}`"))
                    .fix(entries.map(|_| Fix::replacement(Safety::Safe, span, list)))
            }
            Self::ArgumentOnTheRight { span } => {
                Finding::error("argument-on-the-right", span, "arguments can't be compared with each other")
                    .note("expected a value")
                    .help("compare with a value or the name of a `let`")
            }
            Self::QuotedRegex { instead, span } => {
                Finding::error("quoted-regex", span, "regular expressions are written between slashes")
                    .help(match instead {
                        Some(instead) => format!("write `{instead}`"),
                        None => "write `/…/`; to compare with a string, use `==`, `starts with` or `ends with`".to_owned(),
                    })
            }
            Self::MixedConnectives { first, second, first_span, span } => {
                Finding::error("mixed-connectives", span, format!("`{first}` and `{second}` can't be mixed without parentheses"))
                    .label(first_span, format!("`{first}` is here"))
                    .help(format!("write `A {first} (B {second} C)` or `(A {first} B) {second} C`"))
            }
            Self::SymbolConnective { symbol, word, span } => {
                Finding::error("symbol-connective", span, format!("`{symbol}` is written `{word}`"))
                    .help(format!("write `{word}`"))
                    .fix((symbol.len() == 2).then(|| Fix::replacement(Safety::Safe, span, word)))
            }
            Self::TrailingComma { span } => Finding::error("trailing-comma", span, "trailing comma")
                .help("remove the comma")
                .fix(Some(Fix::removal(Safety::Safe, span, "comma"))),
            Self::SlashComment { span } => {
                Finding::error("slash-comment", span, "comments begin with `#`")
                    .help("begin every line of the comment with `#`")
            }
            Self::SingleQuotes { text, span } => {
                let string = format!("\"{}\"", text.as_deref().unwrap_or("…"));
                Finding::error("single-quotes", span, "strings are written in double quotes")
                    .help(format!("write `{string}`"))
                    .fix(text.map(|_| Fix::replacement(Safety::Safe, span, string)))
            }
            Self::SingleEquals { fixes, span } => {
                Finding::error("single-equals", span, "equality is written `==`")
                    .help("write `==`")
                    .fix(fixes.then(|| Fix::replacement(Safety::Safe, span, "==")))
            }
            Self::LoneArgument { path, span } => {
                Finding::error("unexpected-token", span, "an argument alone is no condition")
                    .note("expected an operator after it")
                    .help(format!("write `{path} exists`, or `{path} == true` for a boolean"))
            }
            Self::HideBecause { selector, span } => {
                Finding::error("unexpected-token", span, "`hide` takes no `because`: nobody sees the tool or a message")
                    .help(format!("write the reason as a comment: `# …`; to list the tool and refuse its calls, write `deny {selector} because …`"))
            }
            Self::LimitOutsideBraces { limit, above, span } => {
                limit_outside_braces(&limit, above.as_deref(), span)
            }
            Self::LimitUnit { word, limit, rest, span } => {
                let fix = match rest {
                    Some((rest, text)) => Fix::replacement(Safety::Safe, rest, text),
                    None => Fix::removal(Safety::Safe, span, "word"),
                };
                Finding::error("limit-unit", span, format!("{} says nothing here: a limit counts calls", tick(&word)))
                    .note("expected `per`")
                    .help(format!("write `{limit}`"))
                    .fix(Some(fix))
            }
            Self::LimitPer { word, span } => {
                Finding::error("limit-per", span, format!("limits are written with `per`, not with {}", tick(&word)))
                    .help("write `per`")
                    .fix(Some(Fix::replacement(Safety::Safe, span, "per")))
            }
            Self::SlashLimit { count, window, span } => {
                let text = format!("{count} per {window}");
                Finding::error("slash-quota", span, "limits are written in words")
                    .help(format!("write `{text}`"))
                    .fix(Some(Fix::replacement(Safety::Safe, span, text)))
            }
            Self::LongWindow { span } => {
                Finding::error("long-window", span, "limits are per `minute`, `hour` or `day`")
                    .help("write `per minute`, `per hour` or `per day`, and scale the number")
            }
            Self::PluralWindow { written, window, limit, span } => {
                // `m` may be a month.
                let is_certain = written.len() > 1;
                Finding::error("plural-window", span, format!("expected `{window}` after `per`"))
                    .help(format!("write {}", tick(&limit)))
                    .fix(is_certain.then(|| Fix::replacement(Safety::Safe, span, window)))
            }
            Self::MissingArgs { name, span } => {
                Finding::error("missing-args", span, "missing `args.` before an argument")
                    .help(format!("write `args.{name}`"))
            }
        }
    }
}

/// Whether a name speaks of when a call is made.
fn is_of_time(name: &str) -> bool {
    ["time", "date", "now"].contains(&name.split('.').next().unwrap_or_default())
}

fn when_outside_braces(
    statement: &str,
    selector: &str,
    condition: &str,
    has_block: bool,
    span: Span,
) -> Finding {
    let message = format!("`{statement}` takes no condition outside braces");
    let selector = selector.trim_end_matches(',');
    let condition = if condition.is_empty() { "…" } else { condition };
    let (head, rule) = match statement {
        "allow" => ("allow", "require"),
        "approve" => ("restrict", "approve when"),
        _ => ("restrict", "deny when"),
    };
    let help = match has_block {
        true => format!(
            "write `{head} {selector} {{`, and then `{rule} {condition}` inside these braces"
        ),
        false => format!("write `{head} {selector} {{ {rule} {condition} }}`"),
    };
    Finding::error("when-outside-braces", span, message).help(help)
}

fn rule_outside_braces(rule: &str, above: Option<&str>, span: Span) -> Finding {
    let message =
        format!("`{rule}` is a rule and must be inside the braces of `allow` or `restrict`");
    let help = match above {
        Some(statement) => format!("write `{statement} {{ {rule} … }}`"),
        None => format!(
            "write `allow TOOL {{ {rule} … }}`, or `restrict TOOL {{ {rule} … }}` to add the rule to \
             what is allowed elsewhere"
        ),
    };
    Finding::error("rule-outside-braces", span, message).note("applies to no tools here").help(help)
}

fn limit_outside_braces(limit: &str, above: Option<&str>, span: Span) -> Finding {
    let message = "`limit` is a rule and must be inside the braces of `allow` or `restrict`";
    let of_all = format!("`limit all tools to {limit}` for all tools together");
    let help = match above {
        Some(statement) => format!("write `{statement} {{ limit {limit} }}`, or {of_all}"),
        None => format!("write {of_all}, or `allow TOOL {{ limit {limit} }}` for each tool"),
    };
    Finding::error("rule-outside-braces", span, message).note("applies to no tools here").help(help)
}

fn missing_require(condition: &str, inside: bool, span: Span) -> Finding {
    let finding = Finding::error(
        "missing-require",
        span,
        "a condition stands after `require`, `deny when` or `approve when`",
    );
    match inside {
        true => finding.help(format!("write `require {condition}`")),
        false => finding.help(format!("write `allow TOOL {{ require {condition} }}`")),
    }
}

fn statement_inside_braces(statement: &str, line: Option<&str>, span: Span) -> Finding {
    let message = format!("`{statement}` is a statement and can't be inside braces");
    let rule = match statement {
        "deny" => Some("`deny when …` for a rule of these tools"),
        "approve" => Some("`approve when …` for a rule of these tools"),
        "allow" => Some("`require …` for what must hold for a call of these tools"),
        "limit" => Some("`limit N per WINDOW` for each of these tools"),
        _ => None,
    };
    let outside = line.map(|line| format!("the line {} outside the braces", tick(line)));
    let help = match (rule, outside) {
        (Some(rule), Some(outside)) => format!("write {rule}, or {outside}"),
        (Some(rule), None) => format!("write {rule}, or close the braces first"),
        (None, Some(outside)) => format!("write {outside}"),
        (None, None) => "close the braces first".to_owned(),
    };
    Finding::error("statement-inside-braces", span, message).help(help)
}

fn no_block(statement: &str, selector: &str, reason: Option<&str>, span: Span) -> Finding {
    let message = format!("`{statement}` takes no rules: it applies to every call of its tools");
    let purpose = if statement == "approve" { "ask about" } else { "refuse" };
    let help = match (statement, reason) {
        ("never", _) => format!("write `never {selector} when …`"),
        ("deny" | "approve", Some(reason)) => format!(
            "remove the braces, or write `restrict {selector} {{ {statement} when … because {reason} }}` \
             to {purpose} only some calls"
        ),
        _ => format!(
            "remove the braces, or write `restrict {selector} {{ … }}` to {purpose} only some calls"
        ),
    };
    Finding::error("no-block", span, message).help(help)
}

fn limit_of_tools(tools: &str, limit: &str, span: Span) -> Finding {
    let help = match tools {
        "*" | "all" | "any" | "everything" => format!(
            "write `limit all tools to {limit}` for what they take together, or `restrict * {{ limit {limit} }}` for each of them"
        ),
        _ => format!(
            "write `restrict {tools} {{ limit {limit} }}`, or put `limit {limit}` inside the braces of `allow`"
        ),
    };
    Finding::error("limit-of-tools", span, "outside braces, `limit` applies to all tools together")
        .note("expected `all tools`")
        .help(help)
}

fn unknown_operator(operator: &str, instead: Option<&str>, span: Span) -> Finding {
    let help = match instead {
        Some(instead) => format!("write `{instead}`"),
        None => {
            let all: Vec<_> = operator::all_words().map(|words| format!("`{words}`")).collect();
            format!("the operators are {}", joined(&all))
        }
    };
    Finding::error("unknown-operator", span, format!("unknown operator {}", tick(operator)))
        .note("expected an operator")
        .help(help)
}
