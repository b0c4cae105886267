//! Rules that a fix adds beside the one that a finding is about.

use std::sync::Arc;

use crate::finding::{Edit, Fix, Safety};
use crate::lint::LintContext;
use crate::policy::Rule;
use crate::source::Span;
use crate::syntax::name_text;

/// How many tools a statement that is added names.
const MOST_NAMES: usize = 16;

/// What to write, and the fix that writes it.
pub(super) struct Added {
    /// As in `` add `require args.n exists` ``.
    pub(super) help: String,
    /// None where it would name too many tools.
    pub(super) fix: Option<Fix>,
}

/// A rule for these tools of those that `rule` holds for: before that one where they are all, else
/// in a `restrict` of their own.
pub(super) fn for_tools(
    context: &LintContext<'_>,
    rule: &Rule,
    tools: &[Arc<str>],
    text: &str,
) -> Added {
    if is_about_all(context, rule, tools) {
        let fix = Some(before(context, rule.span, text));
        return Added { help: format!("add `{text}`"), fix };
    }
    let names: Vec<_> = tools.iter().take(MOST_NAMES).map(|tool| name_text(tool)).collect();
    let names = names.join(", ");
    if tools.len() > MOST_NAMES {
        return Added { help: format!("add `{text}` in a `restrict` for these tools"), fix: None };
    }
    let title = format!("add `restrict {names} {{ {text} }}`");
    let fix = restriction(context, rule.span, &names, text, &title);
    Added { help: title, fix }
}

/// Whether a rule holds for no callable tool but these.
pub(super) fn is_about_all(context: &LintContext<'_>, rule: &Rule, tools: &[Arc<str>]) -> bool {
    let mut ruled =
        context.callable().filter(|tool| tool.rules.iter().any(|it| it.span == rule.span));
    ruled.all(|tool| tools.contains(tool.name))
}

fn restriction(
    context: &LintContext<'_>,
    rule: Span,
    names: &str,
    text: &str,
    title: &str,
) -> Option<Fix> {
    let span = context.end_of_line(context.statement(rule)?)?;
    let text = format!("\n\nrestrict {names} {{\n    {text}\n}}");
    let edits = vec![Edit { span, text }];
    Some(Fix { safety: Safety::Safe, title: title.to_owned(), edits })
}

/// Puts a rule before another one and its comments: on a line of its own where that one has its
/// own; else that one goes to the next line.
pub(super) fn before(context: &LintContext<'_>, rule: Span, text: &str) -> Fix {
    let title = format!("add `{text}`");
    let own_line = context.indentation(rule).zip(context.above_comments(rule));
    let edit = match own_line {
        Some((indent, span)) => Edit { span, text: format!("{indent}{text}\n") },
        None => Edit { span: Span { end: rule.start, ..rule }, text: format!("{text}\n    ") },
    };
    Fix { safety: Safety::Safe, title, edits: vec![edit] }
}
