//! Test results as JUnit's XML: a suite for each file, a case for each test.

use std::collections::BTreeMap;

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::{Mutation, Test, TestReport};
use crate::finding::Level;
use crate::render::findings::report::Item;
use crate::render::{RunError, RunNotes};
use crate::strings::escape;

/// Every test; a case for each error of a file that can't be tested, for each change that no test
/// notices, and for what other commands found that the run fails for. Nothing in it depends on the
/// clock.
pub(crate) fn junit(report: &TestReport<'_>, others: Vec<Item>, notes: &RunNotes) -> String {
    let errors = report.findings.iter().map(|it| Item::new(it, report.sources));
    let found: Vec<_> = others.into_iter().chain(errors).collect();
    let mut suites = Suites::of_findings(&found, notes);
    for test in report.tests {
        suites.add(&test.at.file, of_test(test));
    }
    for item in report.mutation.iter().copied().flatten().flat_map(Mutation::items) {
        suites.add(&item.at.file, of_item(&item, NonSuccessKind::Failure));
    }
    suites.document()
}

/// What a run says that came to no tests.
pub(in crate::render) fn without_tests(notes: &RunNotes) -> String {
    Suites::of_findings(&notes.findings, notes).document()
}

/// The cases of each suite by its name, in their order.
struct Suites(BTreeMap<String, Vec<TestCase>>);

impl Suites {
    /// A case for each finding, and one for each thing that the run could not do.
    fn of_findings(findings: &[Item], notes: &RunNotes) -> Self {
        let mut suites = Self(BTreeMap::new());
        for item in findings {
            suites.add(&item.at.file, of_item(item, kind(item.level)));
        }
        for error in &notes.errors {
            suites.add(RUN, of_run_error(error));
        }
        suites
    }

    fn add(&mut self, name: &str, case: TestCase) {
        self.0.entry(escape::inline(name).into_owned()).or_default().push(case);
    }

    fn document(self) -> String {
        let mut document = Report::new(RUN);
        document.add_test_suites(self.0.into_iter().map(|(name, cases)| suite(name, cases)));
        // Writing to a string can't fail.
        document.to_string().unwrap_or_default()
    }
}

/// The name of the run, and of the suite of what it could not do.
const RUN: &str = "mcpol test";

fn suite(file: String, cases: Vec<TestCase>) -> TestSuite {
    let mut suite = TestSuite::new(&file);
    suite.add_test_cases(cases.into_iter().map(|mut case| {
        case.set_classname(&file);
        case
    }));
    suite
}

fn of_test(test: &Test) -> TestCase {
    let status = match test.failures.first() {
        None => TestCaseStatus::success(),
        Some(first) => {
            let details: Vec<_> =
                test.failures.iter().map(|it| details(&it.message, &it.item)).collect();
            let details = details.join("\n\n");
            failure(NonSuccessKind::Failure, &first.item.code, &first.message, &details)
        }
    };
    TestCase::new(escape::inline(&test.name), status)
}

fn of_run_error(error: &RunError) -> TestCase {
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
    status.set_type("run-error").set_message(&error.message);
    TestCase::new("could not do the job", status)
}

/// An error is one; what a lint says is a check that failed.
fn kind(level: Level) -> NonSuccessKind {
    match level {
        Level::Error => NonSuccessKind::Error,
        Level::Deny | Level::Warn => NonSuccessKind::Failure,
    }
}

fn of_item(item: &Item, kind: NonSuccessKind) -> TestCase {
    let name = format!("{} at {}:{}", item.code, item.at.line, item.at.column);
    let details = details(&item.message, item);
    TestCase::new(name, failure(kind, &item.code, &item.message, &details))
}

fn failure(kind: NonSuccessKind, code: &str, message: &str, details: &str) -> TestCaseStatus {
    let mut status = TestCaseStatus::non_success(kind);
    status.set_type(code).set_message(message).set_description(details);
    status
}

/// Where it is, and everything that is said about it.
fn details(message: &str, item: &Item) -> String {
    let details: String = item.details().iter().map(|line| format!("\n{line}")).collect();
    format!("{}: {message}{details}", item.at)
}
