//! Near misses round a comparison's argument and operand: `1 <= args.a`, `> 0 and < 10`,
//! `== a@b.c`.

use super::condition::{is_part_start, is_path};
use super::{NearMiss, clause, explained, is_dot, line, span_from, touch};
use crate::source::Span;
use crate::syntax::diagnose::{Context, dotted};
use crate::syntax::lexis::{self, Kind, Token};
use crate::syntax::operator;

/// A comparison in another form.
pub(super) fn detect_comparison(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    lone_argument(context, token)
        .or_else(|| comma(context, token))
        .or_else(|| turned(context, token))
        .or_else(|| shortened(context, token))
        .or_else(|| compared_presence(context, token))
        .or_else(|| object(context, token))
        .or_else(|| bare_operand(context, token))
}

fn other(context: &Context<'_>, span: Span, instead: String) -> NearMiss {
    let found = context.text.get(span.start as usize..span.end as usize);
    NearMiss::OtherForm { found: found.unwrap_or_default().to_owned(), instead, span }
}

/// The argument that was named last.
fn last_path<'t>(context: &Context<'t>) -> Option<&'t str> {
    let args = context.before.iter().rfind(|token| token.is("args"))?;
    Some(dotted(context.text, args.start)).filter(|path| path.contains('.'))
}

/// `require args.a`
fn lone_argument(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let ends = ["}", ")", "and", "or", "because"];
    let is_end = token.first_on_line || ends.iter().any(|end| token.is(end));
    let is_condition = !context.before.first()?.is("limit") && context.before.len() > 3;
    let args = context.before.iter().rfind(|token| token.is("args"))?;
    let last = context.back(1).filter(|_| is_end && is_condition && is_path(context))?;
    is_part_start(context.before.iter().rfind(|token| token.start < args.start)?).then_some(())?;
    Some(NearMiss::LoneArgument {
        path: dotted(context.text, args.start).to_owned(),
        span: span_from(context, args, last),
    })
}

/// `args.a >= 1, args.a <= 5`, `<= 50,000`
fn comma(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let (before, next) = (context.back(1)?, context.next.filter(|_| token.is(","))?);
    let rule = context.before.first().filter(|_| context.inside)?;
    let is_number = before.kind == Kind::Number && next.kind == Kind::Number;
    if is_number && touch(before, token) && touch(token, &next) {
        let run = line(context, before.start);
        let end = run.find(|it: char| !it.is_ascii_digit() && it != ',').unwrap_or(run.len());
        let digits = run.get(..end)?.trim_end_matches(',');
        let span = Span::new(context.source, before.start, before.start + digits.len());
        return Some(other(context, span, digits.replace(',', "")));
    }
    let is_rule = ["require", "deny", "approve"].iter().any(|word| rule.is(word));
    (is_rule && next.is("args")).then(|| other(context, context.span(token), "and".to_owned()))
}

/// `1 <= args.a <= 500`
fn turned(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let is_value = matches!(token.kind, Kind::Number | Kind::String);
    context.back(1).filter(|before| is_value && is_part_start(before))?;
    let clause = clause(context, token.start);
    let words: Vec<_> = lexis::words(&clause, 0).collect();
    let operator = turn(words.get(1)?.text).or_else(|| held(words.get(1)?))?;
    let args = words.get(2).filter(|args| args.is("args"))?;
    let path = dotted(&clause, args.start);
    let end = args.start + path.len();
    let mut after = words.iter().skip_while(|word| word.start < end);
    let first = format!("{path} {operator} {}", token.text);
    let second = after.next().filter(|word| turn(word.text).is_some()).zip(after.next());
    let (instead, end) = match second {
        Some((second, value)) => {
            (format!("{first} and {path} {} {}", second.text, value.text), value.end())
        }
        None => (first, end),
    };
    let span = Span::new(context.source, token.start, token.start + end);
    Some(other(context, span, instead))
}

/// The operator of a list or text that holds a value.
fn held(operator: &Token<'_>) -> Option<&'static str> {
    operator.is("in").then_some("contains")
}

/// The operator that says the same with its sides changed.
fn turn(operator: &str) -> Option<&'static str> {
    const TURNED: [(&str, &str); 6] =
        [("<", ">"), ("<=", ">="), (">", "<"), (">=", "<="), ("==", "=="), ("!=", "!=")];
    TURNED.iter().find(|(from, _)| *from == operator).map(|(_, to)| *to)
}

/// `> 0 and < 10`, `== "a" or "b"`
fn shortened(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let connective = context.back(1).filter(|word| word.is("and") || word.is("or"))?;
    let path = last_path(context)?;
    let operand = context.back(2)?;
    if operator::begins_operator(token.text) && token.kind != Kind::String {
        let instead = format!("{path} {}", clause(context, token.start));
        return Some(other(context, context.span(token), instead));
    }
    let is_value = |token: &Token<'_>| matches!(token.kind, Kind::Number | Kind::String);
    let operator = context.back(3).filter(|_| is_value(token) && is_value(operand))?;
    let list = format!("[{}, {}]", operand.text, token.text);
    let span = span_from(context, operator, token);
    match (operator.text, connective.text) {
        ("==", "or") => Some(other(context, span, format!("in {list}"))),
        ("!=", _) => Some(other(context, span, format!("not in {list}"))),
        ("==", _) => None,
        _ => {
            let first = if operator.is("with") { context.back(4)? } else { operator };
            let operator = context.text.get(first.start..operator.end())?;
            let instead = format!("{path} {operator} {}", token.text);
            Some(other(context, context.span(token), instead))
        }
    }
}

/// `exists == true`, `missing == false`
fn compared_presence(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let before = context.back(1).filter(|it| it.is("exists") || it.is("missing"))?;
    let value = context.next.filter(|value| value.is("true") || value.is("false"))?;
    let is_same = token.is("==") == value.is("true");
    let instead = if before.is("exists") == is_same { "exists" } else { "missing" };
    let span = span_from(context, before, &value);
    (token.is("==") || token.is("!=")).then(|| other(context, span, instead.to_owned()))
}

/// `args.a == {}`
fn object(context: &Context<'_>, open: &Token<'_>) -> Option<NearMiss> {
    let operators = ["==", "!=", "contains", "in"];
    context.back(1).filter(|before| operators.iter().any(|word| before.is(word)))?;
    let path = last_path(context).filter(|_| open.is("{"))?;
    let help = format!("test what it holds, `{path}.NAME == …`, or write `{path} missing`");
    Some(explained(context.span(open), "nothing can be compared with an object", help))
}

/// `== a@b.c`, `== /pi/`, `under /workspace`, `<= $max`
fn bare_operand(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let before = context.back(1)?;
    if let Some(name) = context.next.filter(|next| token.is("$") && next.kind == Kind::Word) {
        let span = span_from(context, token, &name);
        return Some(match is_dot(Some(before)) {
            true => NearMiss::UnquotedKey { key: format!("${}", name.text), span },
            false => other(context, span, name.text.to_owned()),
        });
    }
    let is_operator = |word: &Token<'_>| {
        ["==", "!=", "<", "<=", ">", ">=", "under", "with", "contains"]
            .iter()
            .any(|operator| word.is(operator))
    };
    let is_odd = |token: &Token<'_>| ["/", "//", ".", "~", "@", ":"].iter().any(|it| token.is(it));
    let first = match is_operator(before) {
        true => token,
        false => before,
    };
    let operator = if is_operator(before) { before } else { context.back(2)? };
    let is_number = |next: Token<'_>| next.kind == Kind::Number && touch(token, &next);
    if token.is(".") && context.next.is_some_and(is_number) {
        return None;
    }
    if !is_odd(token) || !is_operator(operator) || token.start > first.end() {
        return None;
    }
    let rest = line(context, first.start);
    if first.is("/") && (operator.is("==") || operator.is("!=")) {
        let regex = rest.get(..lexis::delimited(rest, b'/'))?;
        if regex.len() > 1 && regex.ends_with('/') {
            return matching(context, operator, first, regex);
        }
    }
    let run = rest.split([' ', '\t', ')', '}', ',', '"', '#']).next()?;
    let span = Span::new(context.source, first.start, first.start + run.len());
    let is_plain = !run.contains(['\\', '\'']);
    is_plain.then(|| other(context, span, format!("\"{run}\"")))
}

/// A regular expression after `==`.
fn matching(
    context: &Context<'_>,
    operator: &Token<'_>,
    first: &Token<'_>,
    regex: &str,
) -> Option<NearMiss> {
    let span = Span::new(context.source, operator.start, first.start + regex.len());
    Some(match operator.is("==") {
        true => other(context, span, format!("matches {regex}")),
        false => NearMiss::NegatedMatch { span },
    })
}
