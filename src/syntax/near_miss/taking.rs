//! Near misses of `tools with args.PATH`.

use super::own_marks::with_own_marks;
use super::selector::{begins_term, is_in_selector};
use super::statement::{has_block, selector_text};
use super::{NearMiss, clause};
use crate::syntax::diagnose::{Context, dotted};
use crate::syntax::keywords;
use crate::syntax::lexis::{self, Kind, Token};

/// What people write in the place of `with`.
const OTHERS: [&str; 6] = ["that", "having", "which", "taking", "where", "using"];

/// What a term says about arguments in another form.
pub(super) fn detect_taking(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    if !is_in_selector(context) {
        return None;
    }
    if token.is("tools") && begins_term(context) {
        return Some(bare(context, token));
    }
    let is_taking = context.before.iter().any(|before| before.is("with"));
    match token.text {
        "with" => with(context, token),
        "without" | "but" | "excluding" | "minus" | "besides" => without(context, token),
        word if OTHERS.contains(&word) && context.back(1).is_some_and(|it| it.is("tools")) => {
            Some(other_word(context, token))
        }
        "and" | "or" | "&&" if is_taking => Some(two(context, token)),
        "args" if is_taking && context.back(1).is_some_and(|it| it.is(",")) => {
            Some(two(context, token))
        }
        _ if is_taking && context.back(1).is_some_and(|it| it.is("with")) => {
            Some(no_argument(context, token))
        }
        _ if is_taking && is_operator(token) => Some(condition(context, token)),
        _ => None,
    }
}

fn miss(
    context: &Context<'_>,
    token: &Token<'_>,
    message: &'static str,
    instead: String,
) -> NearMiss {
    NearMiss::ToolsWith { message, instead, span: context.span(token) }
}

/// The argument that is named from a token on, or one in its place.
fn argument(context: &Context<'_>, start: usize) -> String {
    let mut words =
        lexis::words(context.text, start).take(4).filter(|word| word.kind == Kind::Word);
    let named = words.find(|word| word.is("args")).map(|args| dotted(context.text, args.start));
    named.filter(|path| path.contains('.')).unwrap_or("args.path").to_owned()
}

/// `tools` where a term begins, and nothing of an argument after it.
fn bare(context: &Context<'_>, tools: &Token<'_>) -> NearMiss {
    match context.next {
        Some(next) if next.is("with") => {
            let after = lexis::words(context.text, next.end()).next().unwrap_or(next);
            no_argument(context, &after)
        }
        Some(next) if next.is("without") => {
            without(context, &next).unwrap_or(NearMiss::AllTools { span: context.span(tools) })
        }
        Some(next) if OTHERS.contains(&next.text) => other_word(context, &next),
        _ => NearMiss::AllTools { span: context.span(tools) },
    }
}

/// `t with args.x`
fn with(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    context.back(1).filter(|before| matches!(before.kind, Kind::Word | Kind::String))?;
    if let Some(miss) = rule_after_with(context, token) {
        return Some(miss);
    }
    let instead = format!("tools with {}", argument(context, token.end()));
    Some(miss(context, token, "`with` follows `tools`", instead))
}

/// `t with args.x <= 5`, `t with limit 5 per hour`
fn rule_after_with(context: &Context<'_>, with: &Token<'_>) -> Option<NearMiss> {
    let first = context.before.first()?;
    let rest = clause(context, with.end());
    let words: Vec<_> = lexis::words(&rest, 0).collect();
    let selector = selector_text(context.text.get(first.end()..with.start)?);
    let statement = first.text.to_owned();
    if words.first().is_some_and(|word| keywords::RULES.contains(&word.text)) {
        let head = if statement == "allow" { "allow" } else { "restrict" };
        let (found, span) = ("with".to_owned(), context.span(with));
        let instead = format!("{head} {selector} {{ {rest} }}");
        return Some(NearMiss::OtherForm { found, instead, span });
    }
    words.iter().find(|word| is_operator(word))?;
    let condition = with_own_marks(&rest);
    if statement == "never" {
        let (found, span) = ("with".to_owned(), context.span(with));
        let instead = format!("never {selector} when {condition}");
        return Some(NearMiss::OtherForm { found, instead, span });
    }
    let has_block = has_block(context, with.end());
    let span = context.span(with);
    Some(NearMiss::WhenOutsideBraces { statement, selector, condition, has_block, span })
}

/// The class or group before `tools`, where that is the last word that was read.
fn class<'t>(context: &Context<'t>) -> Option<&'t str> {
    context.back(1).filter(|tools| tools.is("tools"))?;
    let class = context.back(2).filter(|class| class.kind == Kind::Word)?;
    (!keywords::is_reserved(class.text)).then_some(class.text)
}

fn without(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let after = lexis::words(context.text, token.end()).next()?;
    if !after.is("args") {
        let is_tool = matches!(after.kind, Kind::Word | Kind::String) && !after.first_on_line;
        return is_tool.then(|| taken_out(context, token));
    }
    let all = class(context).map_or("*".to_owned(), |class| format!("{class} tools"));
    let instead = format!("{all} except tools with {}", argument(context, token.end()));
    let message = "there is no `without`: tools are taken out with `except`";
    Some(miss(context, token, message, instead))
}

/// `* without t`, `read tools but t`
fn taken_out(context: &Context<'_>, word: &Token<'_>) -> NearMiss {
    let head = context.before.iter().rfind(|token| ["=", "for"].iter().any(|it| token.is(it)));
    let head = head.or(context.before.first()).map_or(word.start, Token::end);
    let kept = selector_text(context.text.get(head..word.start).unwrap_or_default());
    let kept = match kept.strip_prefix("allow ").unwrap_or(&kept) {
        "" | "tools" | "all" | "all tools" => "*",
        kept => kept,
    };
    let rest = clause(context, word.end());
    let ends = [" because ", " when ", " as "];
    let end = ends.iter().filter_map(|it| rest.find(it)).min().unwrap_or(rest.len());
    let instead = format!("{kept} except {}", rest.get(..end).unwrap_or_default());
    NearMiss::NegatedTerm { instead, span: context.span(word) }
}

fn other_word(context: &Context<'_>, token: &Token<'_>) -> NearMiss {
    let class = class(context).map_or(String::new(), |class| format!("{class} "));
    let instead = format!("{class}tools with {}", argument(context, token.end()));
    miss(context, token, "tools that take an argument are written with `with`", instead)
}

/// `tools with x`
fn no_argument(context: &Context<'_>, token: &Token<'_>) -> NearMiss {
    let named = token.kind == Kind::Word;
    let name = if named { dotted(context.text, token.start) } else { "path" };
    miss(context, token, "an argument begins with `args.`", format!("tools with args.{name}"))
}

/// `tools with args.x == 1`
fn condition(context: &Context<'_>, token: &Token<'_>) -> NearMiss {
    let path = context.before.iter().rfind(|before| before.is("args"));
    let condition = path.map(|path| clause(context, path.start)).unwrap_or_default();
    let message = "a selector looks at schemas, not at values: the condition belongs into a rule";
    miss(context, token, message, format!("require {condition}"))
}

/// A second argument.
fn two(context: &Context<'_>, token: &Token<'_>) -> NearMiss {
    let from = if token.is("args") { token.start } else { token.end() };
    let first = context.before.iter().rfind(|before| before.is("args"));
    let first = first.map_or("args.path", |args| dotted(context.text, args.start));
    let second = argument(context, from);
    if token.is("and") || token.is("&&") {
        let instead =
            format!("group some = tools with {first}`, and then `some tools with {second}");
        return miss(context, token, "a term names one argument: both take a group", instead);
    }
    let instead = format!("tools with {first}, tools with {second}");
    miss(context, token, "a term names one argument", instead)
}

fn is_operator(token: &Token<'_>) -> bool {
    matches!(
        token.text,
        "==" | "!="
            | "<"
            | "<="
            | ">"
            | ">="
            | "="
            | "in"
            | "not"
            | "exists"
            | "missing"
            | "matches"
            | "contains"
            | "starts"
            | "ends"
            | "under"
            | "host"
            | "domain"
    )
}
