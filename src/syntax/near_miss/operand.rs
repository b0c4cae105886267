//! Near misses in what an argument is compared with: `in range(1, 5)`, `<= $5`, `matches ^a`.

use super::condition::is_part_start;
use super::{NearMiss, explained, line, replaced, span_from, touch};
use crate::source::Span;
use crate::syntax::defined::definition;
use crate::syntax::diagnose::{Context, dotted};
use crate::syntax::lexis::{self, Kind, Token};

/// An operand in another form.
pub(super) fn detect_operand(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    question_mark(context, token)
        .or_else(|| range(context, token))
        .or_else(|| dollar(context, token))
        .or_else(|| placeholder(context, token))
        .or_else(|| pattern(context, token))
}

/// `args.limit? <= 5`, `<= 5?`
fn question_mark(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let before = context.back(1).filter(|before| token.is("?") && touch(before, token))?;
    let is_argument = before.is_key || matches!(before.kind, Kind::String | Kind::Number);
    let (mark, span) = (token.text.to_owned(), context.span(token));
    is_argument.then_some(NearMiss::StrayMark { mark, span })
}

/// `in range(1, 5)`
fn range(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let (name, word) = (context.back(1)?, context.back(2)?);
    let is_range = token.is("(") && name.is("range") && word.is("in");
    let args = context.before.iter().rfind(|word| word.is("args")).filter(|_| is_range)?;
    let inside = lexis::words(context.text, token.end()).take(4);
    let parts: Vec<_> = inside.collect();
    let [least, comma, most, close] = parts.as_slice() else { return None };
    let is_whole = comma.is(",") && close.is(")");
    let path = dotted(context.text, args.start);
    let instead = format!(">= {} and {path} <= {}", least.text, most.text);
    let message = "a range is two comparisons";
    is_whole.then(|| replaced(span_from(context, word, close), message, instead))
}

/// `<= $5`, `require $.limit <= 5`
fn dollar(context: &Context<'_>, dollar: &Token<'_>) -> Option<NearMiss> {
    let (before, next) = (context.back(1)?, context.next.filter(|_| dollar.is("$"))?);
    if next.kind == Kind::Number && touch(dollar, &next) {
        let span = span_from(context, dollar, &next);
        return Some(replaced(span, "numbers are written in digits alone", next.text));
    }
    let path = dotted(context.text, next.end());
    let is_path = next.is(".") && is_part_start(before) && !path.is_empty();
    let span = Span::new(context.source, dollar.start, next.end() + path.len());
    is_path.then(|| replaced(span, "arguments begin with `args.`", format!("args.{path}")))
}

/// `<= {max}`, `<= ${max}`
fn placeholder(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let before = context.back(1)?;
    let is_operator = ["==", "!=", "<", "<=", ">", ">="].iter().any(|operator| before.is(operator));
    let open = match context.next.filter(|next| token.is("$") && next.is("{")) {
        Some(open) => open,
        None => *token,
    };
    let mut after = lexis::words(context.text, open.end());
    let name = after.next().filter(|name| open.is("{") && name.kind == Kind::Word)?;
    let close = after.next().filter(|close| is_operator && close.is("}"))?;
    let span = span_from(context, token, &close);
    Some(replaced(span, "what a `let` names is written as its name alone", name.text))
}

/// `matches ^pi_`, `matches re`
fn pattern(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    context.back(1).filter(|before| before.is("matches") && token.kind != Kind::String)?;
    let run = line(context, token.start).split_whitespace().next()?;
    let span = Span::new(context.source, token.start, token.start + run.len());
    let is_name = run.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    if is_name {
        let pattern = definition(context.text, run).filter(|value| value.starts_with('/'));
        let help = format!("write the pattern itself: `matches {}`", pattern.unwrap_or("/…/"));
        return Some(explained(span, "a pattern has no name: it stands where it is used", help));
    }
    let is_plain = !run.starts_with(['}', ')', '/', '\'']) && !run.contains('"');
    let message = "regular expressions are written between slashes";
    is_plain.then(|| replaced(span, message, format!("/{}/", run.replace('/', "\\/"))))
}
