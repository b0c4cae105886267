//! Near misses in statements and blocks.

use super::own_marks::with_own_marks;
use super::{NearMiss, clause, explained, inside, misplaced, selector, span_from, touch};
use crate::source::Span;
use crate::syntax::diagnose::{Context, dotted};
use crate::syntax::keywords;
use crate::syntax::lexis::{self, Kind, Token};
use crate::syntax::operator;

/// A comma, and then nothing that could follow one.
pub(super) fn detect_trailing_comma(context: &Context<'_>) -> Option<NearMiss> {
    let comma = context.back(1).filter(|token| token.is(","))?;
    let follows = context.token.is_some_and(|token| match token.kind {
        Kind::Word => token.first_on_line && keywords::is_reserved(token.text) || goes_on(&token),
        Kind::Mark => matches!(token.text, "]" | "}" | "{" | ")"),
        Kind::Comment | Kind::Number | Kind::String | Kind::Regex => false,
    });
    (follows || context.token.is_none())
        .then(|| NearMiss::TrailingComma { span: context.span(comma) })
}

/// Whether a word goes on with the statement that a list stands in.
fn goes_on(token: &Token<'_>) -> bool {
    ["because", "except", "when", "as"].iter().any(|word| token.is(word))
}

/// Words of the language where it doesn't have them.
pub(super) fn detect_in_statement(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let span = context.span(token);
    let statement = context.before.first().map_or("", |first| first.text);
    match token.text {
        "unless" => Some(unless(context, token, statement)),
        "when" | "if" | "where" => condition(context, token, statement),
        "args" => argument_as_name(context, token).or_else(|| match context.before.len() {
            1 => argument(context, token, statement),
            _ => bare_condition(context, token, statement),
        }),
        "because" if statement == "allow" && !context.inside => Some(allow_because(context, token)),
        "because" if statement == "hide" => Some(hide_because(context, token)),
        "reason" | "message" | "msg" | "since" if context.before.len() > 1 => {
            because(context, token)
        }
        "=" | ":" if is_nameless(context) => Some(nameless(context, token, statement)),
        ":" if is_before_text(context) => {
            Some(NearMiss::StrayMark { mark: token.text.to_owned(), span })
        }
        ":" | "=" if is_after_first_word(context) => {
            Some(NearMiss::StrayMark { mark: token.text.to_owned(), span })
        }
        ":" | "==" | "=>" if matches!(statement, "let" | "group") && context.before.len() == 2 => {
            Some(definition_mark(context, token))
        }
        word if statement == "default" && context.before.len() == 1 => {
            let (word, decision) = (word.to_owned(), keywords::decision_meant_by(word)?);
            Some(NearMiss::DefaultWord { word, decision, span })
        }
        _ if statement == "default" && context.before.len() == 2 && !token.first_on_line => {
            Some(more_of_default(context, token))
        }
        "because" if statement == "limit" => Some(NearMiss::LimitBecause { span }),
        "all" if statement != "limit" && !context.inside => Some(all_tools(context, token)),
        "{" => block(context, token, statement),
        "deny" | "hide" | "approve" if statement == "never" && context.before.len() == 1 => {
            let instead = format!("never allow {}", clause(context, token.end()));
            Some(NearMiss::OtherForm { found: token.text.to_owned(), instead, span })
        }
        _ if statement == "never" && context.before.len() == 1 && is_name(token) => {
            let (found, span) = (token.text.to_owned(), context.span(token));
            let instead = format!("never allow {}", clause(context, token.start));
            Some(NearMiss::OtherForm { found, instead, span })
        }
        "require" if !context.inside => {
            let above = inside::statement_above(context, token.start);
            Some(NearMiss::RuleOutsideBraces { rule: "require".to_owned(), above, span })
        }
        _ if token.kind == Kind::Word && context.inside => inside_braces(context, token),
        _ => None,
    }
}

/// The statements that people write a condition after.
const CONDITIONAL: [&str; 5] = ["allow", "restrict", "deny", "approve", "hide"];

/// Whether a statement's first word stands right before, where no mark follows it.
fn is_after_first_word(context: &Context<'_>) -> bool {
    let words = if context.inside { &keywords::RULES[..] } else { &keywords::STATEMENTS };
    let first = context.before.first().filter(|_| context.before.len() == 1);
    first.is_some_and(|first| words.contains(&first.text))
}

/// Whether a mark stands where only a text or braces can follow: `because: "x"`, `test "x": {`.
fn is_before_text(context: &Context<'_>) -> bool {
    let is_test =
        context.before.len() == 2 && context.before.first().is_some_and(|it| it.is("test"));
    is_test || context.back(1).is_some_and(|before| before.is("because"))
}

/// Whether a name must stand here.
fn is_nameless(context: &Context<'_>) -> bool {
    let first = context.before.first().filter(|_| context.before.len() == 1);
    first.is_some_and(|first| first.is("let") || first.is("group"))
}

/// `group = a, b`
fn nameless(context: &Context<'_>, mark: &Token<'_>, statement: &str) -> NearMiss {
    let value = clause(context, mark.end());
    let help = format!("write `{statement} NAME = {value}`");
    explained(context.span(mark), format!("the name is missing after `{statement}`"), help)
}

/// `unless`, which each rule says in another way.
fn unless(context: &Context<'_>, token: &Token<'_>, statement: &str) -> NearMiss {
    let condition = clause(context, token.end());
    let first = context.before.first();
    let selector =
        first.and_then(|first| context.text.get(first.end()..token.start)).map(selector_text);
    let selector = selector.unwrap_or_default();
    let instead = match (statement, context.inside) {
        ("allow", false) => format!("write `allow {selector} {{ deny when {condition} }}`"),
        ("deny" | "hide" | "restrict", false) => {
            format!("write `restrict {selector} {{ require {condition} }}`")
        }
        ("deny", true) if context.before.len() == 1 => format!("write `require {condition}`"),
        ("require", true) => "write `or`, or a rule for each of the two conditions".to_owned(),
        ("never", false) => {
            "write `never allow … when` with the opposite condition (`!=` for `==`)".to_owned()
        }
        ("approve", _) => {
            "write `approve when` with the opposite condition (`!=` for `==`)".to_owned()
        }
        _ => "write `and` with the opposite condition (`!=` for `==`)".to_owned(),
    };
    NearMiss::Unless { instead, span: context.span(token) }
}

/// An argument without a test where a tool's name is expected.
fn argument_as_name(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let begins_term = context.before.len() == 1 || context.back(1).is_some_and(|it| it.is(","));
    let name = dotted(context.text, token.start);
    let end = token.start + name.len();
    let ends_term = lexis::words(context.text, end).next().is_none_or(|next| {
        next.first_on_line || [",", "}", "{", "except"].iter().any(|word| next.is(word))
    });
    let is_name = begins_term && ends_term && name.len() > token.text.len();
    (is_name && selector::is_in_selector(context)).then(|| NearMiss::ArgumentAsName {
        name: name.to_owned(),
        span: Span::new(context.source, token.start, end),
    })
}

/// A condition that stands after a whole piece, or alone.
fn bare_condition(context: &Context<'_>, token: &Token<'_>, statement: &str) -> Option<NearMiss> {
    let (condition, span) = (clause(context, token.start), context.span(token));
    if context.inside {
        let inside = true;
        return context.begins.then_some(NearMiss::MissingRequire { condition, inside, span });
    }
    if context.before.is_empty() {
        return Some(NearMiss::MissingRequire { condition, inside: false, span });
    }
    let first = context.before.first()?;
    let selects = CONDITIONAL.contains(&statement) && selector::is_in_selector(context);
    let is_condition = context.back(1).is_some_and(|word| word.is("if") || word.is("where"));
    if selects && is_condition && context.before.len() == 2 {
        let rule = format!("{statement} when");
        return Some(NearMiss::RuleOutsideBraces {
            rule,
            above: None,
            span: span_from(context, first, token),
        });
    }
    selects.then(|| NearMiss::WhenOutsideBraces {
        statement: statement.to_owned(),
        selector: selector_text(context.text.get(first.end()..token.start).unwrap_or_default()),
        has_block: has_block(context, token.start),
        condition: with_own_marks(&condition),
        span,
    })
}

fn missing_when(context: &Context<'_>, first: &Token<'_>, token: &Token<'_>) -> NearMiss {
    let rule = format!("{} when", first.text);
    let condition = condition_from(context, token.end());
    NearMiss::MissingWhen { rule, condition, span: span_from(context, first, token) }
}

/// The condition from an offset on, in the language's own marks.
pub(super) fn condition_from(context: &Context<'_>, start: usize) -> String {
    match with_own_marks(&clause(context, start)) {
        condition if condition.is_empty() => "…".to_owned(),
        condition => condition,
    }
}

/// A condition where the statement takes none.
fn condition(context: &Context<'_>, token: &Token<'_>, statement: &str) -> Option<NearMiss> {
    let first = context.before.first()?;
    if context.before.len() == 1 && context.inside && matches!(statement, "deny" | "approve") {
        return Some(missing_when(context, first, token));
    }
    if statement == "never" && !token.is("when") {
        let selector = selector_text(context.text.get(first.end()..token.start)?);
        let (rule, span) = (format!("never {selector} when"), context.span(token));
        let condition = condition_from(context, token.end());
        return Some(NearMiss::MissingWhen { rule, condition, span });
    }
    if statement == "never" && context.before.len() == 2 {
        let instead = format!("never allow * when {}", condition_from(context, token.end()));
        let (found, span) = (token.text.to_owned(), context.span(token));
        return Some(NearMiss::OtherForm { found, instead, span });
    }
    if !CONDITIONAL.contains(&statement) || context.inside {
        return None;
    }
    if context.before.len() == 1 {
        let rule = format!("{statement} when");
        return Some(NearMiss::RuleOutsideBraces {
            rule,
            above: None,
            span: span_from(context, first, token),
        });
    }
    Some(NearMiss::WhenOutsideBraces {
        statement: statement.to_owned(),
        selector: selector_text(context.text.get(first.end()..token.start)?),
        condition: with_own_marks(&clause(context, token.end())),
        has_block: has_block(context, token.end()),
        span: context.span(token),
    })
}

/// Whether a block follows the condition that begins at an offset.
pub(super) fn has_block(context: &Context<'_>, start: usize) -> bool {
    let mut words = lexis::words(context.text, start);
    let brace = words.find(|word| word.is("{") || word.is("}") || is_statement(word));
    brace.is_some_and(|brace| brace.is("{"))
}

fn is_statement(token: &Token<'_>) -> bool {
    token.first_on_line && keywords::STATEMENTS.contains(&token.text)
}

/// The text of a selector, without a block after it.
pub(super) fn selector_text(text: &str) -> String {
    let words = text.split('{').next().unwrap_or_default().split_whitespace();
    words.collect::<Vec<_>>().join(" ")
}

/// A condition right after `deny` or `approve`.
fn argument(context: &Context<'_>, token: &Token<'_>, statement: &str) -> Option<NearMiss> {
    let first = context.before.first().filter(|_| matches!(statement, "deny" | "approve"))?;
    let rule = format!("{statement} when");
    Some(match context.inside {
        true => NearMiss::MissingWhen {
            rule,
            condition: condition_from(context, token.start),
            span: context.span(first),
        },
        false => NearMiss::RuleOutsideBraces {
            rule,
            above: None,
            span: span_from(context, first, token),
        },
    })
}

fn hide_because(context: &Context<'_>, token: &Token<'_>) -> NearMiss {
    let text = context.before.first().and_then(|hide| context.text.get(hide.end()..token.start));
    let selector = selector_text(text.unwrap_or_default());
    NearMiss::HideBecause { selector, span: context.span(token) }
}

/// `allow x because "…"`
fn allow_because(context: &Context<'_>, because: &Token<'_>) -> NearMiss {
    let reason = context.next.filter(|next| next.kind == Kind::String);
    let reason = reason.map_or("…", |reason| reason.text.trim_matches('"'));
    let message = "`allow` takes no `because`: nobody sees a message when a call passes";
    let help = format!("write the reason as a comment: `# {reason}`");
    explained(context.span(because), message, help)
}

/// `let x: 1`, `let x := 1`
fn definition_mark(context: &Context<'_>, mark: &Token<'_>) -> NearMiss {
    let more = context.next.filter(|next| next.is("=") && touch(mark, next));
    let last = more.unwrap_or(*mark);
    let written = context.text.get(mark.start..last.end()).unwrap_or_default();
    NearMiss::DefinitionMark { mark: written.to_owned(), span: span_from(context, mark, &last) }
}

/// `deny t reason "x"`
fn because(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let text = context.next.filter(|next| next.kind == Kind::String)?;
    let (found, span) = (token.text.to_owned(), context.span(token));
    Some(NearMiss::OtherForm { found, instead: format!("because {}", text.text), span })
}

fn is_name(token: &Token<'_>) -> bool {
    matches!(token.kind, Kind::Word | Kind::String) && !keywords::is_reserved(token.text)
}

/// `default deny all`
fn more_of_default(context: &Context<'_>, token: &Token<'_>) -> NearMiss {
    let decision = context.back(1).map_or("deny", |decision| decision.text);
    let (found, span) = (token.text.to_owned(), context.span(token));
    NearMiss::OtherForm { found, instead: format!("default {decision}"), span }
}

fn all_tools(context: &Context<'_>, token: &Token<'_>) -> NearMiss {
    let tools = context.next.filter(|next| next.is("tools"));
    NearMiss::AllTools { span: span_from(context, token, &tools.unwrap_or(*token)) }
}

/// A block after a statement without rules.
fn block(context: &Context<'_>, token: &Token<'_>, statement: &str) -> Option<NearMiss> {
    let first = context.before.first()?;
    let none = ["deny", "approve", "hide", "never"].contains(&statement) && !context.inside;
    let because = context.before.iter().find(|word| word.is("because"));
    let reason = because.and_then(|because| context.text.get(because.end()..token.start));
    let end = because.map_or(token.start, |because| because.start);
    let selector = context.text.get(first.end()..end).map(selector_text);
    if let Some(when) = context.next.filter(|next| none && next.is("when")) {
        return misplaced::lone_condition(context, token, &when, &selector.unwrap_or_default());
    }
    (none && context.before.len() > 1).then(|| NearMiss::NoBlock {
        statement: statement.to_owned(),
        selector: selector.unwrap_or_default(),
        reason: reason.map(|reason| reason.trim().to_owned()),
        span: context.span(token),
    })
}

/// A word where a rule must begin: a statement's, that of another language, an argument's name.
fn inside_braces(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let span = context.span(token);
    if !context.begins || context.in_test {
        return None;
    }
    if keywords::STATEMENTS.contains(&token.text) {
        return Some(inside::statement(context, token));
    }
    let next = context.next.filter(|_| token.first_on_line || context.before.is_empty())?;
    if operator::begins_operator(next.text) && next.kind == Kind::Mark {
        let condition = format!("args.{}", clause(context, token.start));
        return Some(NearMiss::MissingRequire { condition, inside: true, span });
    }
    let rule = keywords::rule_meant_by(token.text)?;
    let (found, condition) = (token.text.to_owned(), clause(context, token.end()));
    let words = lexis::words(&condition, 0);
    let start = words.skip_while(|word| ["when", "if", "be", "that"].iter().any(|it| word.is(it)));
    let start = start.map(|word| word.start).next();
    let condition = start.and_then(|start| condition.get(start..)).unwrap_or("…");
    Some(NearMiss::OtherForm { found, instead: format!("{rule} {condition}"), span })
}
