//! Compiled policies against policies: random calls come out as the statements say.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod generate;

use std::collections::BTreeMap;

use mcpol::finding::Level;
use mcpol::gateway::policylayer::{Call, Gateway, emit, read};
use mcpol::json::Value;
use mcpol::policy::condition::{Condition, Path};
use mcpol::policy::{
    Decision, Default, Effect, Policy, Quota, Rule, RuleKind, Statement, Tools, Window,
};
use mcpol::source::{Sources, Span};
use proptest::prelude::*;

/// A policy read statement by statement, with what each quota has used in its window.
struct Reading<'p> {
    policy: &'p Policy,
    used: BTreeMap<(String, Option<&'p Path>, Window), (i64, i64)>,
}

impl<'p> Reading<'p> {
    fn decide(&mut self, call: &Call) -> bool {
        self.passes(&call.name, &call.arguments) && self.has_room(call)
    }

    fn about(&self, tool: &str) -> Vec<&'p Effect> {
        let names = |tools: &Tools| match tools {
            Tools::Every => true,
            Tools::Named(names) => names.iter().any(|(name, _)| **name == *tool),
        };
        let all = self.policy.statements.iter();
        all.filter(|statement| names(&statement.tools)).map(|statement| &statement.effect).collect()
    }

    fn rules(&self, tool: &str) -> Vec<&'p RuleKind> {
        let effects = self.about(tool).into_iter();
        effects.flat_map(|effect| effect.rules()).map(|rule| &rule.kind).collect()
    }

    fn passes(&self, tool: &str, arguments: &Value) -> bool {
        let effects = self.about(tool);
        let allowed = self.policy.default.decision == Decision::Allow
            || effects.iter().any(|effect| matches!(effect, Effect::Allow(_)));
        allowed
            && effects.iter().all(|effect| matches!(effect, Effect::Allow(_) | Effect::Restrict(_)))
            && self.rules(tool).into_iter().all(|rule| match rule {
                RuleKind::Require { condition, .. } => holds(condition, arguments),
                RuleKind::Refuse { condition, .. } => !holds(condition, arguments),
                RuleKind::Limit(_) => true,
            })
    }

    /// Whether every quota has room; then each counts the call, once for equal ones.
    fn has_room(&mut self, call: &Call) -> bool {
        let all = self.policy.all_tools.iter().map(|quota| (String::new(), quota));
        let own = self.rules(&call.name).into_iter().filter_map(|rule| match rule {
            RuleKind::Limit(quota) => Some((format!("tool {}", call.name), quota)),
            _ => None,
        });
        let mut after = BTreeMap::new();
        for (owner, quota) in all.chain(own) {
            let key = (owner, quota.sum.as_ref(), quota.window);
            let Some(more) = amount(quota, &call.arguments) else { return false };
            let window = call.at.div_euclid(quota.window.seconds());
            let used = self.used.get(&key).filter(|(last, _)| *last == window);
            let used = used.map_or(0, |(_, used)| *used) + more;
            if used > quota.max {
                return false;
            }
            after.insert(key, (window, used));
        }
        self.used.extend(after);
        true
    }
}

/// What a call adds to a quota; nothing where a sum has no number to add.
fn amount(quota: &Quota, arguments: &Value) -> Option<i64> {
    let Some(path) = &quota.sum else { return Some(1) };
    let found = path.iter().try_fold(arguments, |value, key| match value {
        Value::Object(members) => members.get(key),
        _ => None,
    });
    match found? {
        #[expect(clippy::cast_possible_truncation, reason = "amounts are cut")]
        Value::Number(number) => Some(number.as_f64() as i64),
        _ => None,
    }
}

/// Single tests are the gateway's own; what stands between them is read here.
fn holds(condition: &Condition, arguments: &Value) -> bool {
    match condition {
        Condition::And(parts) => parts.iter().all(|part| holds(part, arguments)),
        Condition::Or(parts) => parts.iter().any(|part| holds(part, arguments)),
        Condition::Test(_) => {
            let call = Call { name: "t".to_owned(), arguments: arguments.clone(), at: 0 };
            let document = emit(&requiring(condition.clone())).document;
            Gateway::new(&document).decide(&call).decision == Decision::Allow
        }
    }
}

/// `allow t { require CONDITION }`
fn requiring(condition: Condition) -> Policy {
    let span = Span::default();
    let kind = RuleKind::Require { condition, message: String::new() };
    let tools = Tools::Named(vec![("t".into(), span)]);
    let effect = Effect::Allow(vec![Rule { span, kind }]);
    Policy {
        name: None,
        default: Default { decision: Decision::Deny, span: None },
        statements: vec![Statement { span, own: true, tools, effect }],
        all_tools: Vec::new(),
    }
}

proptest! {
    #[test]
    fn a_compiled_policy_decides_every_call_as_its_statements_do(
        policy in generate::policy(),
        calls in generate::calls(),
    ) {
        let emitted = emit(&policy);
        prop_assume!(emitted.findings.iter().all(|finding| finding.level != Level::Error));
        let file = Sources::default().add("compiled.json", emitted.document.to_json()).unwrap();
        prop_assert_eq!(read(&file), Ok(emitted.document.clone()));
        let mut gateway = Gateway::new(&emitted.document);
        let mut reading = Reading { policy: &policy, used: BTreeMap::new() };
        for call in &calls {
            let expected = reading.decide(call);
            let verdict = gateway.decide(call);
            prop_assert_eq!(verdict.decision == Decision::Allow, expected, "{:?}", (call, verdict));
        }
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
