//! Rules about folders that let `..` through.

use std::sync::Arc;

use super::texts::{self, Question, TextCheck, TextTest, WeakTest, folders, matches};
use super::tool_names::{list_if_several, strings_with_or};
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext};
use crate::policy::semantics::of_test;
use crate::strings::tick;
use crate::syntax::argument_text;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "path-traversal",
    weight: Weight::Deny,
    summary: "a rule that keeps paths in a folder accepts `..`",
    check: Check::Text(TextCheck { questions, draft, is_taste: texts::never }),
};

fn questions(text: &TextTest<'_, '_>) -> Vec<Question> {
    let about = folders::of(text);
    if about.is_empty() {
        return Vec::new();
    }
    let up = matches(text.test, r"(?:\A|[/\\])\.\.(?:[/\\]|\z)");
    let slips = of_test(text.test).and(up);
    let best = [r"/\.\./\.\./etc/passwd\z", r"/\.\./etc/passwd\z", r"/\.\./[a-z]+"];
    let best = best.map(|pattern| matches(text.test, pattern)).into();
    vec![Question { about, slips, best }]
}

fn draft(context: &LintContext<'_>, weak: &WeakTest<'_>, tools: &[Arc<str>]) -> Draft {
    let argument = argument_text(&weak.test.path);
    let message = format!("{} may lead out of {}", tick(&argument), strings_with_or(&weak.about));
    Draft::new(weak.test.span, message)
        .note("accepts `..`")
        .help(format!("{}{}", folders::help(weak, &argument), list_if_several(tools)))
        .fix(folders::fix(context, weak))
}
