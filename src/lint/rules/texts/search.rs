//! Which lint reports a weak test.
//!
//! 1. What is wrong with each pattern.
//! 2. Apart from that, what is wrong with each refusal, once for a rule.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::{Question, TextCheck, TextTest, WeakTest};
use crate::analysis::{Answer, Formula};
use crate::finding::Call;
use crate::lint::LintContext;
use crate::lint::registry::{Check, Lint};
use crate::lint::rules::{
    case_bypass, denylist_on_text, half_anchored_regex, unanchored_regex, unescaped_dot,
};
use crate::risk::{Content, Role};
use crate::source::Span;
use crate::witness::Callable;

/// Of a pattern, the strongest first.
const OF_PATTERNS: [Lint; 3] =
    [half_anchored_regex::LINT, unanchored_regex::LINT, unescaped_dot::LINT];

/// Of a refusal, the strongest first.
const OF_REFUSALS: [Lint; 2] = [denylist_on_text::LINT, case_bypass::LINT];

/// The ways through tests, tried on one after the other.
pub(super) struct Search<'s, 'a> {
    context: &'s LintContext<'a>,
    /// What was asked of tests so far: many tools may share one.
    asked: BTreeMap<Asking, Rc<[Question]>>,
}

/// The lint and all that its questions depend on.
type Asking = (&'static str, Span, Option<Content>, Option<Role>, [bool; 2]);

impl<'s, 'a> Search<'s, 'a> {
    pub(super) fn new(context: &'s LintContext<'a>) -> Self {
        Self { context, asked: BTreeMap::new() }
    }

    /// What is weak of the tests of one argument.
    pub(super) fn of_argument(&mut self, tests: &[TextTest<'_, 'a>]) -> Vec<WeakTest<'a>> {
        let (refusing, accepting): (Vec<_>, Vec<_>) = tests.iter().partition(|test| test.refuses);
        let accepting: Vec<_> = accepting.into_iter().filter(|test| !test.listed).collect();
        let mut weak = self.each(&OF_PATTERNS, &accepting);
        let refusals = self.each(&OF_REFUSALS, &refusing).into_iter();
        weak.extend(refusals.fold(Vec::new(), one_of_a_rule));
        weak
    }

    /// The first way through each of the tests.
    fn each(&mut self, lints: &[Lint], tests: &[&TextTest<'_, 'a>]) -> Vec<WeakTest<'a>> {
        let mut of_test = |test: &TextTest<'_, 'a>| {
            first_found(lints.iter().filter_map(|lint| self.of_lint(lint, test)))
        };
        tests.iter().filter_map(|test| of_test(test)).collect()
    }

    fn of_lint(&mut self, lint: &Lint, text: &TextTest<'_, 'a>) -> Option<WeakTest<'a>> {
        let Check::Text(check) = lint.check else { return None };
        let questions = self.questions(lint.name, check, text);
        first_found(questions.iter().filter_map(|question| {
            let found = match answer(self.context, text.tool, question) {
                Answer::Found(call) => Ok(call),
                Answer::None => return None,
                Answer::Unknown(reason) => Err(reason),
            };
            let TextTest { tool, rule, test, content, .. } = *text;
            let (tool, about, is_taste) =
                (tool.name, question.about.clone(), (check.is_taste)(text));
            Some(WeakTest { lint: lint.name, tool, rule, test, content, is_taste, about, found })
        }))
    }

    fn questions(
        &mut self,
        lint: &'static str,
        check: TextCheck,
        text: &TextTest<'_, 'a>,
    ) -> Rc<[Question]> {
        let asking = (lint, text.test.span, text.content, text.role, [text.listed, text.pinned]);
        let new = || (check.questions)(text).into();
        Rc::clone(self.asked.entry(asking).or_insert_with(new))
    }
}

/// Something found before what is unknown.
fn first_found<'a>(weak: impl Iterator<Item = WeakTest<'a>>) -> Option<WeakTest<'a>> {
    let mut unsure = None;
    for weak in weak {
        match weak.found {
            Ok(_) => return Some(weak),
            Err(_) => unsure = unsure.or(Some(weak)),
        }
    }
    unsure
}

/// The weak tests with another one, unless they know one of its rule.
fn one_of_a_rule<'a>(mut known: Vec<WeakTest<'a>>, weak: WeakTest<'a>) -> Vec<WeakTest<'a>> {
    if known.iter().all(|known| known.rule.span != weak.rule.span) {
        known.push(weak);
    }
    known
}

/// The call that shows best what slips through; nothing where none does.
fn answer(context: &LintContext<'_>, tool: &Callable<'_>, question: &Question) -> Answer<Call> {
    let better = |best: &Formula| {
        context.finder.find_valid_call(tool, &question.slips.clone().and(best.clone())).found()
    };
    let call = context.finder.find_valid_call(tool, &question.slips);
    call.map(|call| question.best.iter().find_map(better).unwrap_or(call))
}
