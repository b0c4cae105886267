//! Values that look like globs, in operators that take them as they are written.
//!
//! A whole value with a `*` is refused when names are resolved (`glob-in-value`); what is left is a
//! glob inside the text that an operator looks for, and the other wildcards.

use super::per_rule::RuleLint;
use super::tool_names::list_if_several;
use crate::analysis::{Answer, Formula, Test as Asked};
use crate::finding::Call;
use crate::json::Value;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext, Remaining};
use crate::policy::condition::{Operator, Path, Test, TextOperator};
use crate::policy::{Polarity, Rule};
use crate::re2::escaped;
use crate::strings::tick;
use crate::syntax::argument_text;
use crate::witness::Callable;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "glob-as-text",
    weight: Weight::Warn,
    summary: "a value looks like a glob, and its wildcards are compared as plain characters",
    check: Check::per_rule::<GlobAsText>(),
};

/// [`LINT`]
pub(in crate::lint) struct GlobAsText;

/// A test whose value looks like a glob, and a call that shows that it is none.
pub(in crate::lint) struct PlainGlob<'s> {
    test: &'s Test,
    glob: &'s str,
    call: Call,
}

/// Where in the argument an operator looks for its text.
#[derive(Clone, Copy)]
enum Anchor {
    Whole,
    Start,
    End,
    Anywhere,
}

impl RuleLint for GlobAsText {
    type Found<'s> = PlainGlob<'s>;

    fn find<'s>(
        context: &'s LintContext<'_>,
        tool: &'s Callable<'_>,
        rule: &'s Rule,
    ) -> Answer<Self::Found<'s>> {
        let Some(polarity) = rule.kind.polarity() else { return Answer::None };
        let globs = rule.kind.tests().into_iter().flat_map(globs_of);
        let free = globs.filter(|(test, ..)| !is_enumerated(tool, &test.path));
        Answer::first_found(free.map(|(test, glob, anchor)| {
            let asked = missed(test, glob, anchor, polarity);
            let call = context.finder.find_call(tool, &asked);
            call.map(|call| PlainGlob { test, glob, call })
        }))
    }

    fn draft(_: &LintContext<'_>, _: &Rule, tools: &Remaining<'_, Self::Found<'_>>) -> Draft {
        let PlainGlob { test, glob, call } = tools.first_found();
        let argument = argument_text(&test.path);
        let (_, _, anchor) = globs_of(test).into_iter().next().unwrap_or((test, "", Anchor::Whole));
        let pattern = anchored(&pattern_of(glob), anchor).replace('/', "\\/");
        Draft::new(test.span, format!("{} is no glob here", tick(glob)))
            .note("compares `*`, `?` and brackets as plain characters")
            .help(format!(
                "write {}; wildcards that are meant as characters are written with `matches`{}",
                tick(&format!("{argument} matches /{pattern}/")),
                list_if_several(tools.names())
            ))
            .call(Some(call.clone()))
    }
}

/// The texts of a test that look like globs, with where the argument is to have them.
fn globs_of(test: &Test) -> Vec<(&Test, &str, Anchor)> {
    let (texts, anchor) = match &test.operator {
        Operator::Equal(value) | Operator::NotEqual(value) => (texts([value]), Anchor::Whole),
        Operator::In(values) | Operator::NotIn(values) => (texts(values), Anchor::Whole),
        Operator::Contains(value) => (texts([value]), Anchor::Anywhere),
        Operator::Text(TextOperator::StartsWith(text)) => (vec![text.as_str()], Anchor::Start),
        Operator::Text(TextOperator::EndsWith(text)) => (vec![text.as_str()], Anchor::End),
        _ => return Vec::new(),
    };
    let globs = texts.into_iter().filter(|text| looks_like_glob(text));
    globs.map(|glob| (test, glob, anchor)).collect()
}

fn texts<'v>(values: impl IntoIterator<Item = &'v Value>) -> Vec<&'v str> {
    let texts = values.into_iter().filter_map(|value| match value {
        Value::String(text) => Some(text.as_str()),
        _ => None,
    });
    texts.collect()
}

/// Whether a text is a name or a path with a wildcard in it: `*.example.com`, `src/*/secret`,
/// `file-?.txt`. Prose, expressions (`SELECT *`) and addresses with a query are none.
fn looks_like_glob(text: &str) -> bool {
    let is_of_name = |character: char| character.is_alphanumeric() || "-_./:@".contains(character);
    let has_name = text.chars().filter(|character| character.is_alphanumeric()).count() > 1;
    let is_plain =
        text.chars().all(|character| is_of_name(character) || "*?[]".contains(character));
    let has_set = || text.find('[').is_some_and(|open| text.get(open + 2..).is_some_and(closes));
    let has_mark = || !text.contains("://") && text.trim_end_matches('?').contains('?');
    is_plain && has_name && (text.contains('*') || has_mark() || has_set())
}

/// Whether a set of characters ends in a text, and isn't an index: `[a-z]`, not `[0]`.
fn closes(rest: &str) -> bool {
    rest.split_once(']').is_some_and(|(inside, _)| inside.starts_with('-'))
}

/// Whether the catalog lists the values of an argument, so that a wildcard in one is itself.
fn is_enumerated(tool: &Callable<'_>, path: &Path) -> bool {
    let argument = tool.tool.and_then(|tool| tool.arguments().lookup(path).ok());
    argument.is_some_and(|argument| argument.values().is_some())
}

/// The calls that show that a text is no glob: what a refusal of the glob would refuse and this one
/// doesn't name; of a requirement, the text itself.
fn missed(test: &Test, glob: &str, anchor: Anchor, polarity: Polarity) -> Formula {
    let has = |pattern: String| Formula::test(&test.path, Asked::Matches(pattern));
    let itself = has(anchored(&escaped(glob), anchor));
    match polarity {
        Polarity::MustHold => itself,
        Polarity::MustNotHold => has(r"\A[!-~]{1,60}\z".to_owned())
            .and(has(anchored(&pattern_of(glob), anchor)))
            .and(!itself),
    }
}

fn anchored(pattern: &str, anchor: Anchor) -> String {
    match anchor {
        Anchor::Whole => format!("^{pattern}$"),
        Anchor::Start => format!("^{pattern}"),
        Anchor::End => format!("{pattern}$"),
        Anchor::Anywhere => pattern.to_owned(),
    }
}

/// The pattern that a glob means.
fn pattern_of(glob: &str) -> String {
    let part = |character: char| match character {
        '*' => ".+".to_owned(),
        '?' => ".".to_owned(),
        '[' | ']' | '-' => character.to_string(),
        other => escaped(&other.to_string()),
    };
    glob.replace("**", "*").chars().map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_paths_with_wildcards_look_like_globs() {
        for glob in ["*.example.com", "src/*/secret", "file-?.txt", "secrets/*", "log[a-z].txt"] {
            assert!(looks_like_glob(glob), "{glob}");
        }
        for text in ["SELECT *", "a * b", "/*", "**", "why?", "https://a.example/?q=1", "a[0]", "*"]
        {
            assert!(!looks_like_glob(text), "{text}");
        }
    }
}
