//! Judgements against the meaning that is compiled, over random policies and calls.

use proptest::prelude::*;

use super::super::counters::{Counters, Taken};
use super::super::judge::{Judge, Judgement, RuleName};
use super::super::quota::{Counted, limits, quotas};
use super::support::InMemory;
use crate::gateway::Call;
use crate::json::Value;
use crate::policy::semantics::PolicySemantics;
use crate::policy::{Decision, Effect, Policy, Refusal, RuleKind};
use crate::testkit::{ReferenceEvaluator, generate, laws};

proptest! {
    #![proptest_config(laws::tried(256))]

    /// What runs here passes at the gateway, and the other way round, but for the gap that no
    /// target can close. What is asked about is refused there.
    #[test]
    fn what_is_allowed_passes_at_the_gateway(
        policy in generate::policy(),
        calls in generate::calls(),
    ) {
        let mut judge = Judge::new(&policy, None);
        let mut reference = ReferenceEvaluator::new(&policy);
        let semantics = PolicySemantics::new(&policy);
        for Call { name, arguments, .. } in &calls {
            let passes = reference.allows(name, arguments);
            let judgement = judge.judge(name, arguments);
            match judgement {
                Judgement::Allow => prop_assert!(passes, "{name} {arguments}"),
                Judgement::Ask(_) => prop_assert!(!passes, "{name} {arguments}"),
                Judgement::Deny(_) if semantics.shapes(name).is_empty() => {
                    prop_assert!(!passes, "{name} {arguments}");
                }
                Judgement::Deny(_) => {}
            }
        }
    }

    /// A call is asked about where it would pass if nothing asked.
    #[test]
    fn whatever_refuses_holds_beside_what_asks(
        policy in generate::policy(),
        calls in generate::calls(),
    ) {
        let without = without_approvals(&policy);
        let (mut judge, mut open) = (Judge::new(&policy, None), Judge::new(&without, None));
        for Call { name, arguments, .. } in &calls {
            let judgement = judge.judge(name, arguments);
            let passes = open.judge(name, arguments) == Judgement::Allow;
            prop_assert_eq!(!matches!(judgement, Judgement::Deny(_)), passes, "{} {}", name, arguments);
        }
    }

    /// Counters let through what the gateway's do, where amounts are what sums are made for.
    #[test]
    fn limits_count_as_the_gateway_counts(
        policy in generate::policy(),
        calls in generate::calls(),
    ) {
        prop_assume!(calls.iter().all(|call| is_plain(&policy, call)));
        let mut reference = ReferenceEvaluator::new(&policy);
        let mut counters = InMemory::default();
        for call in &calls {
            if !reference.allows(&call.name, &call.arguments) {
                continue;
            }
            let meant = reference.decide(&call.name, &call.arguments, call.at);
            prop_assert_eq!(counted(&policy, &mut counters, call), meant, "{:?}", call);
        }
    }
}

fn counted(policy: &Policy, counters: &mut InMemory, call: &Call) -> Decision {
    let Call { name: tool, arguments, at } = call;
    let counted = Counted { policy: "p", tool, arguments, at: *at };
    let Ok(quotas) = quotas(&limits(policy, tool), counted, policy) else { return Decision::Deny };
    match counters.take(&quotas).unwrap() {
        Taken::All => Decision::Allow,
        Taken::Full(_) => Decision::Deny,
    }
}

/// Whether no amount wraps a counter or gives budget back, where the gateway is another matter.
fn is_plain(policy: &Policy, call: &Call) -> bool {
    let sums = limits(policy, &call.name).into_iter().filter_map(|limit| limit.sum);
    sums.into_iter().all(|path| match crate::analysis::value_at(&call.arguments, path) {
        Some(Value::Number(number)) => (0.0..1e12).contains(&number.as_f64()),
        _ => true,
    })
}

/// The same policy, where what needs approval is simply allowed.
fn without_approvals(policy: &Policy) -> Policy {
    let mut policy = policy.clone();
    for statement in &mut policy.statements {
        match &mut statement.effect {
            Effect::Approve(_) => statement.effect = Effect::Allow(Vec::new()),
            Effect::Allow(rules) | Effect::Restrict(rules) => rules.retain(|rule| {
                let asks = Refusal::NeedsApproval;
                !matches!(&rule.kind, RuleKind::Refuse { refusal, .. } if *refusal == asks)
            }),
            Effect::Deny(_) | Effect::Hide => {}
        }
    }
    policy
}

#[test]
fn every_kind_of_rule_has_its_own_word() {
    use RuleName as Name;
    let all = [
        Name::Hide,
        Name::Default,
        Name::Require,
        Name::Deny,
        Name::Approve,
        Name::Never,
        Name::Limit,
        Name::Unlisted,
        Name::Fault,
    ];
    let words: std::collections::BTreeSet<_> = all.map(RuleName::word).into();
    assert_eq!(words.len(), all.len());
}
