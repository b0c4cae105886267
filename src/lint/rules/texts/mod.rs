//! Tests of texts, and the calls that slip through them.
//!
//! Each lint about texts knows one way to slip through: the shape of test that it is about, and a
//! question to the exact analysis whose answer shows it. A weak rule gets the strongest finding and
//! not five.
//!
//! | step | where |
//! |---|---|
//! | the tests and what they are about | `gather` |
//! | which lint reports a test | `search` |
//! | the ends of patterns | `anchors` |
//! | the words that a refusal names | `refused` |
//! | rules written otherwise | `edit` |

pub(super) mod anchors;
pub(super) mod edit;
mod gather;
pub(super) mod refused;
mod search;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::analysis::{Formula, Reason, Test as Asked};
use crate::finding::Call;
use crate::lint::{Draft, Issue, LintContext, Remaining, Superseded};
use crate::policy::Rule;
use crate::policy::condition::{Operator, Test};
use crate::risk::Content;
use crate::source::Span;

pub(super) use gather::{TextTest, texts};
use search::Search;

/// How a lint looks at a test of a string.
#[derive(Debug, Clone, Copy)]
pub(in crate::lint) struct TextCheck {
    /// What to ask of a test; nothing where it hasn't the shape that the lint is about.
    pub(in crate::lint) questions: fn(&TextTest<'_, '_>) -> Vec<Question>,
    /// What is said about a test and these tools.
    pub(in crate::lint) draft: fn(&LintContext<'_>, &WeakTest<'_>, &[Arc<str>]) -> Draft,
    /// Of which tests it is a matter of taste.
    pub(in crate::lint) is_taste: fn(&TextTest<'_, '_>) -> bool,
}

/// What is asked of the exact analysis.
pub(in crate::lint) struct Question {
    /// What the finding is about: the hosts, the folders, the word.
    pub(super) about: Vec<String>,
    /// The calls that slip through.
    pub(super) slips: Formula,
    /// Those among them that show it best, the best first.
    pub(super) best: Vec<Formula>,
}

/// A test of one tool that calls slip through.
#[derive(Debug)]
pub(in crate::lint) struct WeakTest<'a> {
    lint: &'static str,
    tool: &'a Arc<str>,
    /// The rule that it stands in.
    pub(super) rule: &'a Rule,
    /// The test.
    pub(super) test: &'a Test,
    /// What its argument holds.
    pub(super) content: Option<Content>,
    is_taste: bool,
    /// [`Question::about`]
    pub(super) about: Vec<String>,
    found: Result<Call, Reason>,
}

/// One issue for each test that a lint is about, about all the tools for which it is.
pub(in crate::lint) fn issues<'s>(
    context: &'s LintContext<'_>,
    lint: &str,
    draft: fn(&LintContext<'_>, &WeakTest<'_>, &[Arc<str>]) -> Draft,
    superseded: &Superseded,
) -> Vec<Issue<'s>> {
    let mut tests: BTreeMap<Span, Vec<&WeakTest<'_>>> = BTreeMap::new();
    let own = weak_tests(context).iter().filter(|weak| weak.lint == lint);
    for weak in own.filter(|weak| !superseded.has_argument(weak.tool, &weak.test.path)) {
        tests.entry(weak.test.span).or_default().push(weak);
    }
    tests.into_iter().flat_map(|(span, weak)| issues_of_test(context, span, weak, draft)).collect()
}

fn issues_of_test<'s>(
    context: &'s LintContext<'_>,
    span: Span,
    weak: Vec<&'s WeakTest<'_>>,
    draft: fn(&LintContext<'_>, &WeakTest<'_>, &[Arc<str>]) -> Draft,
) -> Vec<Issue<'s>> {
    let (found, unsure): (Vec<_>, Vec<_>) = weak.into_iter().partition(|weak| weak.found.is_ok());
    let reason = unsure.first().and_then(|weak| weak.found.as_ref().err().copied());
    let names = unsure.iter().map(|weak| Arc::clone(weak.tool)).collect();
    let unsure = reason.map(|reason| Issue::unsure(names, span, reason));
    let topic = found.first().map(|weak| (weak.rule.span, weak.test.path.clone()));
    let is_taste = found.iter().all(|weak| weak.is_taste);
    let found = topic.map(|(rule, path)| {
        let found = found.into_iter().map(|weak| (Arc::clone(weak.tool), weak)).collect();
        let issue = Issue::of_found(found, move |tools: &Remaining<'_, &WeakTest<'_>>| {
            let weak = tools.first_found();
            draft(context, weak, tools.names()).call(weak.call())
        });
        let issue = issue.about_rules([rule]).about_argument(path);
        if is_taste { issue.pedantic() } else { issue }
    });
    found.into_iter().chain(unsure).collect()
}

/// Every weak test of every callable tool, sorted by the tool's name.
fn weak_tests<'s, 'a>(context: &'s LintContext<'a>) -> &'s [WeakTest<'a>] {
    context.weak_tests.get_or_init(|| {
        let (mut texts, mut search) = (gather::Texts::default(), Search::new(context));
        let mut weak = Vec::new();
        for tool in context.callable() {
            for tests in gather::by_argument(tool, &mut texts).into_values() {
                weak.extend(search.of_argument(&tests));
            }
        }
        weak
    })
}

impl WeakTest<'_> {
    /// The first of what the finding is about.
    pub(super) fn first(&self) -> &str {
        self.about.first().map_or("", String::as_str)
    }

    /// The pattern of its test; empty where that has another operator.
    pub(super) fn pattern(&self) -> &str {
        match &self.test.operator {
            Operator::Matches(pattern) => pattern,
            _ => "",
        }
    }

    fn call(&self) -> Option<Call> {
        self.found.as_ref().ok().cloned()
    }
}

/// Every test matters.
pub(in crate::lint) fn never(_: &TextTest<'_, '_>) -> bool {
    false
}

/// The argument of a test is a text in which RE2 finds this pattern.
pub(super) fn matches(test: &Test, pattern: impl Into<String>) -> Formula {
    Formula::test(&test.path, Asked::Matches(pattern.into()))
}
