//! The rules of one tool.

use super::{EVERY, Intercept};
use crate::gateway::{Entry, Pointer};
use crate::import::fault::Fault;
use crate::import::intercept::condition::Condition;
use crate::import::tree::{Kind, Member, Tree};
use crate::source::Span;
use crate::strings::tick;

/// The keys of a rule; the last two are of later versions.
const KEYS: &[&str] = &[
    "name",
    "action",
    "conditions",
    "on_deny",
    "rate_limit",
    "state",
    "approval_timeout",
    "spend_limit",
];

/// What a rule does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Action {
    Evaluate,
    Deny,
    RequireApproval,
}

impl Action {
    const ALL: [(&str, Self); 3] = [
        ("evaluate", Self::Evaluate),
        ("deny", Self::Deny),
        ("require_approval", Self::RequireApproval),
    ];
}

/// What a rule says, and where it stands.
struct Says<'t> {
    place: Span,
    /// Some conditions.
    conditions: Option<&'t Member>,
    rate: Option<&'t Member>,
    state: Option<&'t Member>,
    spend: Option<&'t Member>,
}

impl Intercept {
    pub(super) fn tool(&mut self, tool: &str, tree: &Tree) {
        if matches!(tree.kind, Kind::Null) {
            return;
        }
        let Some(mut object) = self.reader.object(tree, "a tool", &["rules"]) else { return };
        let Some(rules) = object.take("rules") else { return };
        for rule in self.reader.list(&rules.value, "`rules`").unwrap_or_default() {
            self.rule(tool, rule);
        }
        self.check_windows(tool);
    }

    fn rule(&mut self, tool: &str, tree: &Tree) -> Option<()> {
        let mut rule = self.reader.object(tree, "a rule", KEYS)?;
        let place = tree.head();
        let name = rule.take("name").and_then(|it| self.reader.text(&it.value, "`name`"));
        if name.is_none_or(|name| name.is_empty()) {
            let help = "add a `name`, such as `name: limit`";
            self.reader.refused::<()>(place, "a rule has no `name`", help);
        }
        let action = match rule.take("action") {
            Some(action) => self.action(&action.value),
            None => Some(Action::Evaluate),
        };
        let on_deny = rule.take("on_deny").and_then(|it| self.reader.text(&it.value, "`on_deny`"));
        self.bounds.clear();
        let written = rule.take("conditions");
        let conditions = written.map(|it| self.conditions(&it.value)).unwrap_or_default();
        let says = Says {
            place,
            conditions: written.filter(|it| !is_empty(&it.value)),
            rate: rule.take("rate_limit"),
            state: rule.take("state"),
            spend: rule.take("spend_limit"),
        };
        if let Some(spend) = says.spend {
            let message = "`spend_limit` sums what a price list says of each call".to_owned();
            let help = "write a sum over an argument: `state` with `increment_from`".to_owned();
            self.reader.fault::<()>(Fault::NotAnalysed { span: spend.key_span, message, help });
        }
        match action? {
            Action::Evaluate => {
                self.check_evaluate(&says);
                self.evaluate(tool, conditions, on_deny.as_deref(), place);
                if let Some(rate) = says.rate {
                    self.rate_limit(tool, &rate.value, on_deny.as_deref());
                }
                if let Some(state) = says.state {
                    self.state(tool, state, on_deny.as_deref());
                }
            }
            Action::Deny => {
                self.check_deny(&says);
                self.refuse(tool, Entry { conditions: Vec::new(), on_deny }, place);
            }
            Action::RequireApproval => {
                self.check_approval(&says);
                self.approve(tool, conditions, on_deny, place);
            }
        }
        self.loose.append(&mut self.bounds);
        Some(())
    }

    /// That a rule is a limit of calls alone, or has conditions.
    fn check_evaluate(&mut self, says: &Says<'_>) {
        let is_conditional = says.conditions.is_some();
        match says.rate {
            Some(rate) if is_conditional || says.state.is_some() => {
                let message = "`rate_limit` stands with no `conditions` and no `state`";
                let help = "write a rule of its own for it";
                self.reader.refused::<()>(rate.key_span, message, help);
            }
            None if !is_conditional && says.spend.is_none() => {
                let message = "a rule that evaluates has no `conditions`";
                let help = "add some, or leave the rule out: it would refuse nothing";
                self.reader.refused::<()>(says.place, message, help);
            }
            _ => {}
        }
    }

    fn check_deny(&mut self, says: &Says<'_>) {
        if let Some(conditions) = says.conditions {
            let help = "leave `conditions` out, or write what must hold in a rule with `evaluate`";
            self.reader.refused::<()>(conditions.key_span, "`deny` takes no conditions", help);
        }
        if let Some(rate) = says.rate {
            let help = "leave `action` out, or the limit";
            self.reader.refused::<()>(rate.key_span, "`deny` takes no `rate_limit`", help);
        }
    }

    fn check_approval(&mut self, says: &Says<'_>) {
        if let Some(limit) = says.rate.or(says.state) {
            let message = "a limit in a rule that asks a person".to_owned();
            let help = "write a rule of its own for it".to_owned();
            self.reader.fault::<()>(Fault::NotAnalysed { span: limit.key_span, message, help });
        }
    }

    fn action(&mut self, tree: &Tree) -> Option<Action> {
        let word = self.reader.text(tree, "`action`")?;
        let known = Action::ALL.into_iter().find(|(name, _)| *name == word);
        known.map(|(_, action)| action).or_else(|| {
            let help = match word.as_str() {
                "allow" => "leave the rule out: it would refuse nothing",
                _ => "write `evaluate` or `deny`",
            };
            self.reader.refused(tree.span, format!("{} is no action", tick(&word)), help)
        })
    }

    /// Everything that must hold.
    fn evaluate(
        &mut self,
        tool: &str,
        conditions: Vec<Condition>,
        on_deny: Option<&str>,
        place: Span,
    ) {
        let conditions: Vec<_> =
            conditions.into_iter().filter_map(Condition::of_arguments).collect();
        if !conditions.is_empty() {
            let on_deny = on_deny.map(str::to_owned);
            self.require(tool, Entry { conditions, on_deny }, place);
        }
    }

    fn approve(
        &mut self,
        tool: &str,
        conditions: Vec<Condition>,
        on_deny: Option<String>,
        place: Span,
    ) {
        let conditions: Vec<_> =
            conditions.into_iter().filter_map(Condition::of_arguments).collect();
        let reason = on_deny.map(|reason| format!(" {reason}")).unwrap_or_default();
        let on_deny = Some(format!("Requires human approval.{reason}"));
        self.refuse(tool, Entry { conditions, on_deny }, place);
    }

    /// Keeps that another rule of the tool has a counter already.
    pub(super) fn counted_twice(&mut self, span: Span) {
        let message = "this counter is another rule's of the tool already";
        self.reader.refused::<()>(span, message, "keep the smaller of the two limits");
    }

    /// Two limits of calls with one window are one counter twice.
    fn check_windows(&mut self, tool: &str) {
        let limits = match tool {
            EVERY => &self.document.all_tools.limits,
            tool => match self.document.tools.get(tool) {
                Some(rules) => &rules.limits,
                None => return,
            },
        };
        let twice = |index: &usize| {
            let before = limits.get(..*index).unwrap_or_default();
            limits
                .get(*index)
                .is_some_and(|limit| before.iter().any(|it| it.counter == limit.counter))
        };
        let at = |index| match tool {
            EVERY => Pointer::AllToolsLimit(index),
            tool => Pointer::Limit(tool, index),
        };
        let clash = (0..limits.len()).find(twice).and_then(|index| self.places.of(at(index)));
        if let Some(span) = clash {
            self.counted_twice(span);
        }
    }
}

fn is_empty(tree: &Tree) -> bool {
    matches!(&tree.kind, Kind::List(items) if items.is_empty())
}
