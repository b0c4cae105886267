//! Compiled policies against policies: random calls come out at the evaluator as the source means.

use crate::finding::Level;
use crate::gateway::{Call, Document, Gateway, check, emit, read, write};
use crate::policy::Policy;
use crate::source::Sources;
use crate::testkit::{ReferenceEvaluator, generate, laws};
use proptest::prelude::*;

proptest! {
    #![proptest_config(laws::tried(64))]

    #[test]
    fn a_compiled_policy_decides_every_call_as_its_statements_do(
        policy in generate::policy(),
        calls in generate::calls(),
    ) {
        prop_assume!(check(&policy, None).iter().all(|finding| finding.level != Level::Error));
        let emitted = emit(&policy);
        let file = Sources::default().add("compiled.json", write(&emitted.document)).unwrap();
        prop_assert_eq!(read(&file), Ok(emitted.document.clone()));
        agree(&policy, &emitted.document, &calls)?;
    }

    #[test]
    fn a_sum_adds_up_as_its_rule_does(
        policy in generate::sum(),
        calls in generate::amounts(),
    ) {
        agree(&policy, &emit(&policy).document, &calls)?;
    }

    #[test]
    fn every_rule_that_refuses_has_its_place(
        policy in generate::policy(),
        calls in generate::calls(),
    ) {
        let emitted = emit(&policy);
        let mut gateway = Gateway::new(&emitted.document);
        for rule in calls.iter().filter_map(|call| gateway.decide(call).rule) {
            let known = emitted.mappings.iter().any(|mapping| mapping.pointer == rule);
            prop_assert!(known || rule.starts_with('('), "{rule}");
        }
    }
}

#[test]
fn each_test_decides_every_value_as_it_reads() {
    let calls = generate::values_as_calls();
    for policy in generate::single_tests() {
        assert_eq!(check(&policy, None), []);
        let emitted = emit(&policy);
        let agreed = agree(&policy, &emitted.document, &calls);
        assert!(agreed.is_ok(), "{agreed:?} {policy:?}");
    }
}

/// The calls come out of the document as they do of the policy.
fn agree(policy: &Policy, document: &Document, calls: &[Call]) -> Result<(), TestCaseError> {
    let mut gateway = Gateway::new(document);
    let mut reference = ReferenceEvaluator::new(policy);
    for call in calls {
        let meant = reference.decide(&call.name, &call.arguments, call.at);
        let verdict = gateway.decide(call);
        prop_assert_eq!(verdict.decision, meant, "{:?}", (call, verdict));
    }
    Ok(())
}
