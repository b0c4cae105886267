//! Tests of texts, and the calls that slip through them.
//!
//! Each lint about texts knows one way to slip through: the shape of test that it speaks of, and a
//! question to the exact analysis whose answer shows it. A weak rule gets the strongest finding and
//! not five.
//!
//! | step | where |
//! |---|---|
//! | the tests and what they are about | `gather` |
//! | which lint speaks of a test | `search` |
//! | the hosts that a test lists, addresses that lead elsewhere | `hosts` |
//! | the folders that a test names | `folders` |
//! | the ends of patterns | `anchors` |
//! | the words that a refusal names | `refused` |
//! | rules written otherwise | `edit` |

pub(super) mod anchors;
pub(super) mod edit;
pub(super) mod folders;
mod gather;
pub(super) mod hosts;
pub(super) mod refused;
mod search;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::analysis::{Formula, Reason, Test as Asked};
use crate::finding::{Call, Finding};
use crate::lint::{Issue, LintContext};
use crate::policy::Rule;
use crate::policy::condition::Test;
use crate::risk::Content;
use crate::source::Span;
use crate::witness::Callable;

pub(super) use gather::{TextTest, texts};
use search::Search;

/// A way to slip through a test.
pub(super) struct Way {
    /// The lint that speaks of it.
    pub(super) lint: &'static str,
    /// What to ask of a test; nothing where it hasn't the shape that the lint speaks of.
    pub(super) questions: fn(&TextTest<'_, '_>) -> Vec<Question>,
}

/// What is asked of the exact analysis.
pub(super) struct Question {
    /// What the finding is about: the hosts, the folders, the word.
    pub(super) about: Vec<String>,
    /// The calls that slip through.
    pub(super) slips: Formula,
    /// Those among them that show it best, the best first.
    pub(super) best: Vec<Formula>,
}

/// A test of one tool that calls slip through.
#[derive(Debug)]
pub(in crate::lint) struct Weak<'a> {
    lint: &'static str,
    tool: &'a Arc<str>,
    /// The rule that it stands in.
    pub(super) rule: &'a Rule,
    /// The test.
    pub(super) test: &'a Test,
    /// What its argument holds.
    pub(super) content: Option<Content>,
    /// [`Question::about`]
    pub(super) about: Vec<String>,
    found: Result<Call, Reason>,
}

/// One concern for each test that a lint speaks of, about all the tools of which it does.
pub(super) fn concerns<'s>(
    context: &'s LintContext<'_>,
    lint: &'static str,
    tell: fn(&LintContext<'_>, &Weak<'_>, &[Arc<str>]) -> Finding,
) -> Vec<Issue<'s>> {
    let mut tests: BTreeMap<Span, Vec<&Weak<'_>>> = BTreeMap::new();
    for weak in all(context).iter().filter(|weak| weak.lint == lint) {
        tests.entry(weak.test.span).or_default().push(weak);
    }
    tests.into_iter().flat_map(|(span, weak)| of_test(context, lint, span, weak, tell)).collect()
}

fn of_test<'s>(
    context: &'s LintContext<'_>,
    lint: &'static str,
    span: Span,
    weak: Vec<&'s Weak<'_>>,
    tell: fn(&LintContext<'_>, &Weak<'_>, &[Arc<str>]) -> Finding,
) -> Vec<Issue<'s>> {
    let (found, unsure): (Vec<_>, Vec<_>) = weak.into_iter().partition(|weak| weak.found.is_ok());
    let reason = unsure.first().and_then(|weak| weak.found.as_ref().err().copied());
    let unsure = reason.map(|reason| Issue::unsure(names(&unsure), lint, span, reason));
    let found = (!found.is_empty()).then(|| {
        Issue::of_tools(names(&found), move |tools| {
            let told = found.iter().find(|weak| tools.contains(weak.tool));
            let finding = told.map(|weak| tell(context, weak, tools).call(weak.call()));
            finding.unwrap_or_else(|| Finding::warn(lint, span, String::new()))
        })
    });
    found.into_iter().chain(unsure).collect()
}

fn names(weak: &[&Weak<'_>]) -> Vec<Arc<str>> {
    weak.iter().map(|weak| Arc::clone(weak.tool)).collect()
}

/// Whether a lint about refusals, or about the addresses that an argument of the rule may lead to,
/// says that a rule of a tool is slipped past.
pub(super) fn says_of_refusal(context: &LintContext<'_>, tool: &Callable<'_>, rule: &Rule) -> bool {
    let all = all(context);
    let first = all.partition_point(|weak| weak.tool < tool.name);
    let mut own = all.iter().skip(first).take_while(|weak| weak.tool == tool.name);
    own.any(|weak| {
        let is_own = || search::is_of_refusals(weak.lint) && weak.rule.span == rule.span;
        let is_of_its_argument = || {
            let tests = rule.kind.tests();
            search::is_otherwise(weak.lint) && tests.iter().any(|it| it.path == weak.test.path)
        };
        weak.found.is_ok() && (is_own() || is_of_its_argument())
    })
}

/// Every weak test of every callable tool, sorted by the tool's name.
fn all<'s, 'a>(context: &'s LintContext<'a>) -> &'s [Weak<'a>] {
    context.weak_texts.get_or_init(|| {
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

impl Weak<'_> {
    /// The first of what the finding is about.
    pub(super) fn first(&self) -> &str {
        self.about.first().map_or("", String::as_str)
    }

    fn call(&self) -> Option<Call> {
        self.found.as_ref().ok().cloned()
    }
}

/// The argument of a test is a text in which RE2 finds this pattern.
pub(super) fn matches(test: &Test, pattern: impl Into<String>) -> Formula {
    Formula::test(&test.path, Asked::Matches(pattern.into()))
}
