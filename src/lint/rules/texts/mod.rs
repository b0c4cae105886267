//! Tests of texts, and the calls that slip through them.
//!
//! Each lint about texts knows one way to slip through: the shape of test that it speaks of, and a
//! question to the exact analysis whose answer shows it. Which of them speaks is decided here, so
//! that a weak rule gets the strongest finding and not five:
//!
//! 1. what an argument's content makes dangerous, once for an argument: another host, out of a
//!    folder, a second command;
//! 2. otherwise what is wrong with each pattern;
//! 3. otherwise internal addresses, once for an argument;
//! 4. apart from these, what is wrong with each refusal.
//!
//! | step | where |
//! |---|---|
//! | the tests and what they are about | `gather` |
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

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{
    case_bypass, denylist_on_text, half_anchored_regex, host_bypass, internal_host_reachable,
    path_prefix, path_traversal, shell_metacharacters, unanchored_regex, unescaped_dot,
};
use crate::analysis::{Formula, Test as Asked};
use crate::finding::{Call, Finding};
use crate::lint::{Callable, Concern, Doubt, Proof, Subject};
use crate::policy::Rule;
use crate::policy::condition::Test;
use crate::risk::Content;
use crate::source::Span;

pub(super) use gather::{TextTest, texts};

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
    found: Result<Call, Doubt>,
}

/// Of an argument as a whole, the strongest first.
const OF_ARGUMENTS: [Way; 4] =
    [host_bypass::WAY, path_traversal::WAY, path_prefix::WAY, shell_metacharacters::WAY];

/// Of a pattern, the strongest first.
const OF_PATTERNS: [Way; 3] = [half_anchored_regex::WAY, unanchored_regex::WAY, unescaped_dot::WAY];

/// Of an argument of which no other way is found.
const OTHERWISE: [Way; 1] = [internal_host_reachable::WAY];

/// Of a refusal, the strongest first.
const OF_REFUSALS: [Way; 2] = [denylist_on_text::WAY, case_bypass::WAY];

/// One concern for each test that a lint speaks of, about all the tools of which it does.
pub(super) fn concerns<'s>(
    subject: &'s Subject<'_>,
    lint: &'static str,
    tell: fn(&Subject<'_>, &Weak<'_>, &[Arc<str>]) -> Finding,
) -> Vec<Concern<'s>> {
    let mut tests: BTreeMap<Span, Vec<&Weak<'_>>> = BTreeMap::new();
    for weak in all(subject).iter().filter(|weak| weak.lint == lint) {
        tests.entry(weak.test.span).or_default().push(weak);
    }
    tests.into_iter().flat_map(|(span, weak)| of_test(subject, lint, span, weak, tell)).collect()
}

fn of_test<'s>(
    subject: &'s Subject<'_>,
    lint: &'static str,
    span: Span,
    weak: Vec<&'s Weak<'_>>,
    tell: fn(&Subject<'_>, &Weak<'_>, &[Arc<str>]) -> Finding,
) -> Vec<Concern<'s>> {
    let (found, unsure): (Vec<_>, Vec<_>) = weak.into_iter().partition(|weak| weak.found.is_ok());
    let doubt = unsure.first().and_then(|weak| weak.found.as_ref().err());
    let unsure = doubt.map(|doubt| Concern::unsure(names(&unsure), lint, span, doubt));
    let found = (!found.is_empty()).then(|| {
        Concern::of_tools(names(&found), move |tools| {
            let told = found.iter().find(|weak| tools.contains(weak.tool));
            let finding = told.map(|weak| tell(subject, weak, tools).call(weak.call()));
            finding.unwrap_or_else(|| Finding::warn(lint, span, String::new()))
        })
    });
    found.into_iter().chain(unsure).collect()
}

fn names(weak: &[&Weak<'_>]) -> Vec<Arc<str>> {
    weak.iter().map(|weak| Arc::clone(weak.tool)).collect()
}

/// Whether a lint about refusals says that a rule of a tool is slipped past.
pub(super) fn says_of_refusal(subject: &Subject<'_>, tool: &Callable<'_>, rule: &Rule) -> bool {
    all(subject).iter().any(|weak| {
        weak.tool == tool.name
            && weak.rule.span == rule.span
            && OF_REFUSALS.iter().any(|way| way.lint == weak.lint)
            && weak.found.is_ok()
    })
}

/// Every weak test of every callable tool.
fn all<'s, 'a>(subject: &'s Subject<'a>) -> &'s [Weak<'a>] {
    subject.weak_texts.get_or_init(|| {
        let tools = subject.callable();
        tools
            .flat_map(|tool| {
                gather::by_argument(tool)
                    .into_values()
                    .flat_map(|tests| of_argument(subject, &tests))
                    .collect::<Vec<_>>()
            })
            .collect()
    })
}

/// What is weak of the tests of one argument.
fn of_argument<'a>(subject: &Subject<'a>, tests: &[TextTest<'_, 'a>]) -> Vec<Weak<'a>> {
    let (refusing, accepting): (Vec<&TextTest<'_, 'a>>, Vec<_>) =
        tests.iter().partition(|test| test.refuses);
    let accepting: Vec<_> = accepting.into_iter().filter(|test| !test.listed).collect();
    let mut weak = strongest(subject, &OF_ARGUMENTS, &accepting);
    if weak.is_empty() {
        weak = each(subject, &OF_PATTERNS, &accepting);
    }
    if weak.is_empty() {
        let unlisted: Vec<_> = tests.iter().filter(|test| !test.listed).collect();
        let internal = strongest(subject, &OTHERWISE, &unlisted);
        if !internal.is_empty() {
            return internal;
        }
    }
    let refusals = each(subject, &OF_REFUSALS, &refusing).into_iter();
    weak.extend(refusals.fold(Vec::new(), one_of_a_rule));
    weak
}

/// The weak tests with another one, unless they know one of its rule.
fn one_of_a_rule<'a>(mut known: Vec<Weak<'a>>, weak: Weak<'a>) -> Vec<Weak<'a>> {
    if known.iter().all(|known| known.rule.span != weak.rule.span) {
        known.push(weak);
    }
    known
}

/// The first way through any of the tests; something found before what can't be told.
fn strongest<'a>(
    subject: &Subject<'a>,
    ways: &[Way],
    tests: &[&TextTest<'_, 'a>],
) -> Vec<Weak<'a>> {
    let tried = ways.iter().flat_map(|way| tests.iter().map(move |test| (way, *test)));
    first_found(tried.filter_map(|(way, test)| of_way(subject, way, test))).into_iter().collect()
}

/// The first way through each of the tests.
fn each<'a>(subject: &Subject<'a>, ways: &[Way], tests: &[&TextTest<'_, 'a>]) -> Vec<Weak<'a>> {
    let of_test = |test: &&TextTest<'_, 'a>| {
        first_found(ways.iter().filter_map(|way| of_way(subject, way, test)))
    };
    tests.iter().filter_map(of_test).collect()
}

fn first_found<'a>(weak: impl Iterator<Item = Weak<'a>>) -> Option<Weak<'a>> {
    let mut unsure = None;
    for weak in weak {
        match weak.found {
            Ok(_) => return Some(weak),
            Err(_) => unsure = unsure.or(Some(weak)),
        }
    }
    unsure
}

fn of_way<'a>(subject: &Subject<'a>, way: &Way, text: &TextTest<'_, 'a>) -> Option<Weak<'a>> {
    let questions = (way.questions)(text).into_iter();
    first_found(questions.filter_map(|question| {
        let found = answer(subject, text.tool, &question)?;
        let TextTest { tool, rule, test, content, .. } = *text;
        let (tool, about) = (tool.name, question.about);
        Some(Weak { lint: way.lint, tool, rule, test, content, about, found })
    }))
}

/// The call that shows best what slips through; nothing where none does.
fn answer(
    subject: &Subject<'_>,
    tool: &Callable<'_>,
    question: &Question,
) -> Option<Result<Call, Doubt>> {
    let call = match subject.prover.valid(tool, &question.slips) {
        Proof::Nothing => return None,
        Proof::Unknown(doubt) => return Some(Err(doubt)),
        Proof::Call(call) => call,
    };
    let better = question.best.iter().find_map(|best| {
        subject.prover.valid(tool, &question.slips.clone().and(best.clone())).into_call()
    });
    Some(Ok(better.unwrap_or(call)))
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
