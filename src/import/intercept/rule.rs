//! The rules of one tool.

use super::{EVERY, Intercept};
use crate::gateway::{Entry, Pointer};
use crate::import::fault::Fault;
use crate::import::intercept::condition::Condition;
use crate::import::tree::Tree;
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

impl Intercept {
    pub(super) fn tool(&mut self, tool: &str, tree: &Tree) {
        if matches!(tree.kind, crate::import::tree::Kind::Null) {
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
        let place = first_line(tree);
        match rule.take("name") {
            Some(name) => drop(self.reader.text(&name.value, "`name`")),
            None => {
                self.reader.refused::<()>(
                    place,
                    "a rule has no `name`",
                    "add a `name`, such as `name: limit`",
                );
            }
        }
        let action = match rule.take("action") {
            Some(action) => self.action(&action.value),
            None => Some(Action::Evaluate),
        };
        let on_deny = rule.take("on_deny").and_then(|it| self.reader.text(&it.value, "`on_deny`"));
        self.bounds.clear();
        let conditions = rule.take("conditions");
        let conditions = conditions.map(|it| (it.key_span, self.conditions(&it.value)));
        let (at, conditions) = conditions.unwrap_or((place, Vec::new()));
        if let Some(spend) = rule.take("spend_limit") {
            let message = "`spend_limit` sums what a price list says of each call".to_owned();
            let help = "write a sum over an argument: `state` with `increment_from`".to_owned();
            self.reader.fault::<()>(Fault::NotAnalysed { span: spend.key_span, message, help });
        }
        match action? {
            Action::Evaluate => {
                self.evaluate(tool, conditions, on_deny.as_deref(), place);
                if let Some(rate) = rule.take("rate_limit") {
                    self.rate_limit(tool, &rate.value, on_deny.as_deref());
                }
                if let Some(state) = rule.take("state") {
                    self.state(tool, state, on_deny.as_deref());
                }
            }
            Action::Deny => self.deny(tool, (at, &conditions), on_deny, place),
            Action::RequireApproval => self.approve(tool, conditions, on_deny, place),
        }
        Some(())
    }

    fn action(&mut self, tree: &Tree) -> Option<Action> {
        let word = self.reader.text(tree, "`action`")?;
        let known = Action::ALL.into_iter().find(|(name, _)| *name == word);
        known.map(|(_, action)| action).or_else(|| {
            let help = match word.as_str() {
                "allow" => "leave `action` out: a rule without conditions refuses nothing",
                _ => "write `evaluate` or `deny`",
            };
            self.reader.refused(tree.span, format!("{} is no action", tick(&word)), help)
        })
    }

    /// Everything that must hold; a condition that never does refuses every call.
    fn evaluate(
        &mut self,
        tool: &str,
        conditions: Vec<Condition>,
        on_deny: Option<&str>,
        place: Span,
    ) {
        let never = conditions.iter().any(|it| matches!(it, Condition::Never));
        let conditions: Vec<_> =
            conditions.into_iter().filter_map(Condition::of_arguments).collect();
        let on_deny = on_deny.map(str::to_owned);
        if never {
            self.refuse(tool, Entry { conditions: Vec::new(), on_deny }, place);
        } else if !conditions.is_empty() {
            self.require(tool, Entry { conditions, on_deny }, place);
        }
    }

    fn deny(
        &mut self,
        tool: &str,
        (at, conditions): (Span, &[Condition]),
        on_deny: Option<String>,
        place: Span,
    ) {
        if !conditions.is_empty() {
            let help = "leave `conditions` out, or write what must hold in a rule with `evaluate`";
            self.reader.refused::<()>(at, "`deny` takes no conditions", help);
        }
        self.refuse(tool, Entry { conditions: Vec::new(), on_deny }, place);
    }

    fn approve(
        &mut self,
        tool: &str,
        conditions: Vec<Condition>,
        on_deny: Option<String>,
        place: Span,
    ) {
        if conditions.iter().any(|it| matches!(it, Condition::Never)) {
            return;
        }
        let conditions: Vec<_> =
            conditions.into_iter().filter_map(Condition::of_arguments).collect();
        let reason = on_deny.map(|reason| format!(" {reason}")).unwrap_or_default();
        let on_deny = Some(format!("Requires human approval.{reason}"));
        self.refuse(tool, Entry { conditions, on_deny }, place);
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
            let message = "this counter is another rule's of the tool already";
            self.reader.refused::<()>(span, message, "keep the smaller of the two limits");
        }
    }
}

/// The line on which a value begins.
fn first_line(tree: &Tree) -> Span {
    let first = tree.members().first();
    first.map_or(tree.span, |member| member.key_span.to(member.value.span))
}
