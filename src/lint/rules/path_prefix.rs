//! Rules about folders that let other folders through whose names begin alike.

use std::sync::Arc;

use super::texts::{self, Question, TextCheck, TextTest, WeakTest, folders, matches};
use super::tool_names::list_if_several;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext};
use crate::policy::semantics::of_test;
use crate::re2::escaped;
use crate::strings::tick;
use crate::syntax::argument_text;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "path-prefix",
    weight: Weight::Deny,
    summary: "a rule about a folder accepts other folders whose names begin alike",
    check: Check::Text(TextCheck { questions, draft, is_taste: texts::never }),
};

fn questions(text: &TextTest<'_, '_>) -> Vec<Question> {
    let Some(folder) = folders::unclosed(text) else { return Vec::new() };
    let folder_text = escaped(&folder);
    let beside = matches(text.test, format!(r"\A{folder_text}[0-9A-Za-z_-]"));
    let slips = of_test(text.test).and(beside);
    let best = [format!(r"\A{folder_text}_secret/[a-z]"), format!(r"\A{folder_text}_secret")];
    let best = best.map(|pattern| matches(text.test, pattern)).into();
    vec![Question { about: vec![folder], slips, best }]
}

fn draft(context: &LintContext<'_>, weak: &WeakTest<'_>, tools: &[Arc<str>]) -> Draft {
    let argument = argument_text(&weak.test.path);
    let folder = tick(weak.first());
    let message =
        format!("{} may be in another folder whose name begins with {folder}", tick(&argument));
    Draft::new(weak.test.span, message)
        .note("matches every path that begins like this")
        .help(format!("{}{}", folders::help(weak, &argument), list_if_several(tools)))
        .fix(folders::fix(context, weak))
}
