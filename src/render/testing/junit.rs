//! Test results as JUnit's XML: a suite for each file, a case for each test.

use std::collections::BTreeMap;

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::{Mutation, Test, TestReport};
use crate::render::findings::report::Item;
use crate::strings::escape;

/// Every test; a case for each error of a file that can't be tested, and one for each change that
/// no test notices. Nothing in it depends on the clock.
pub(crate) fn junit(report: &TestReport<'_>) -> String {
    let errors = report.findings.iter().map(|it| Item::new(it, report.sources));
    let changes = report.mutation.iter().copied().flatten().flat_map(Mutation::items);
    let mut suites: BTreeMap<String, Vec<TestCase>> = BTreeMap::new();
    let mut add = |file: &str, case: TestCase| {
        let file = escape::inline(file).into_owned();
        suites.entry(file).or_default().push(case);
    };
    report.tests.iter().for_each(|test| add(&test.at.file, of_test(test)));
    errors.for_each(|item| add(&item.at.file, of_item(&item, NonSuccessKind::Error)));
    changes.for_each(|item| add(&item.at.file, of_item(&item, NonSuccessKind::Failure)));
    let mut document = Report::new("mcpol test");
    document.add_test_suites(suites.into_iter().map(|(file, cases)| suite(file, cases)));
    // Writing to a string can't fail.
    document.to_string().unwrap_or_default()
}

fn suite(file: String, cases: Vec<TestCase>) -> TestSuite {
    let mut suite = TestSuite::new(&file);
    suite.add_test_cases(cases.into_iter().map(|mut case| {
        case.set_classname(&file);
        case
    }));
    suite
}

fn of_test(test: &Test) -> TestCase {
    let items: Vec<&Item> = test.failures.iter().map(|failed| &failed.item).collect();
    let status = match items.first() {
        None => TestCaseStatus::success(),
        Some(first) => {
            let details: Vec<_> = items.iter().map(|item| details(item)).collect();
            failure(NonSuccessKind::Failure, first, &details.join("\n\n"))
        }
    };
    TestCase::new(escape::inline(&test.name), status)
}

fn of_item(item: &Item, kind: NonSuccessKind) -> TestCase {
    let name = format!("{} at {}:{}", item.code, item.at.line, item.at.column);
    TestCase::new(name, failure(kind, item, &details(item)))
}

fn failure(kind: NonSuccessKind, item: &Item, details: &str) -> TestCaseStatus {
    let mut status = TestCaseStatus::non_success(kind);
    status.set_type(&item.code).set_message(&item.message).set_description(details);
    status
}

/// Where it is, and everything that is said about it.
fn details(item: &Item) -> String {
    let (file, at) = (escape::inline(&item.at.file), &item.at);
    format!("{file}:{}:{}\n{}", at.line, at.column, item.lines().join("\n"))
}
