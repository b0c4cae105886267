//! Two random policies about real tools: what is said of their difference holds.

use crate::analysis::Reason;
use crate::diff::{Side, Verdict, diff};
use crate::gateway::{Document, Gateway};
use crate::session::Checked;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};

use super::arguments::Tool;
use super::{check, policies};
use crate::testkit::replayed;

/// How many calls policies that are equal have to agree on.
const CALLS: usize = 1_000;

/// Calls that are shown come out as they are said to, and policies that are equal decide alike. Only
/// another order of limits isn't analysed.
pub(crate) fn differ(tools: Vec<Tool>, catalog: &str, config: Config) -> Result<(), String> {
    let ran = TestRunner::new(config).run(&policies::pair(tools), |(old, new, tools)| {
        let sides = [old, new].map(|policy| check(&policy, catalog));
        prop_assume!(!sides.iter().any(Checked::has_errors));
        let [old, new] = sides.each_ref().map(|side| side.emit().unwrap().document);
        let [was, is] = &sides;
        let found = diff(side(was, &old), side(is, &new));
        prop_assert_eq!(replayed::unfounded(&found, &old, &new), None);
        let reasons: Vec<_> =
            found.tools.iter().filter_map(|it| it.not_analysed.as_ref()).collect();
        prop_assert!(reasons.iter().all(|it| matches!(it, Reason::LimitOrder)), "{:?}", found);
        prop_assert!(found.verdict != Verdict::Unknown || !reasons.is_empty(), "{:?}", found);
        match found.verdict {
            Verdict::Equal => decide_alike(&old, &new, tools),
            _ => Ok(()),
        }
    });
    ran.map_err(|error| error.to_string())
}

fn side<'s>(checked: &'s Checked, document: &'s Document) -> Side<'s> {
    let policy = checked.policy.as_ref();
    Side { document, policy, catalog: checked.catalog(), places: &|_| None, sources: None }
}

fn decide_alike(old: &Document, new: &Document, tools: Vec<Tool>) -> Result<(), TestCaseError> {
    let drawn = policies::calls(tools, CALLS).new_tree(&mut TestRunner::deterministic());
    let (mut old, mut new) = (Gateway::new(old), Gateway::new(new));
    for call in drawn.unwrap().current() {
        let (one, other) = (old.decide(&call), new.decide(&call));
        prop_assert_eq!(one.decision, other.decision, "{:?}", call);
    }
    Ok(())
}
