//! Limits: of calls, and by counters of a rule's own.

use super::condition::Bound;
use super::{EVERY, Intercept};
use crate::gateway::{Limit, Pointer, Scope, counter_name, keys};
use crate::import::fault::Fault;
use crate::import::tree::{Member, Tree};
use crate::policy::Window;
use crate::source::Span;
use crate::strings::tick;

/// What the proxy calls the counters of all tools together.
const GLOBAL: &str = "_global";

/// The largest maximum that no engine rounds.
const MAX: i64 = 1 << f64::MANTISSA_DIGITS;

impl Intercept {
    /// `rate_limit: N/WINDOW`.
    pub(super) fn rate_limit(
        &mut self,
        tool: &str,
        tree: &Tree,
        on_deny: Option<&str>,
    ) -> Option<()> {
        let text = self.reader.text(tree, "`rate_limit`")?;
        let parsed = text.split_once('/').and_then(|(max, window)| {
            let max = max.parse::<i64>().ok().filter(|max| (1..=MAX).contains(max))?;
            Some((max, named(window)?))
        });
        let Some((max, window)) = parsed else {
            let message = format!("{} is no limit", tick(&text));
            let help = "write a number from 1 on and `/minute`, `/hour` or `/day`, without blanks";
            return self.reader.refused(tree.span, message, help);
        };
        self.counted.insert(format!("{}._rate_{}", scope(tool), window.name()));
        self.limit(tool, (max, window, None), on_deny, tree.span)
    }

    /// A counter of the rule's own, which one of its conditions bounds.
    pub(super) fn state(
        &mut self,
        tool: &str,
        state: &Member,
        on_deny: Option<&str>,
    ) -> Option<()> {
        const KEYS: &[&str] = &["counter", "window", "increment", "increment_from"];
        let (tree, span) = (&state.value, state.key_span);
        let mut object = self.reader.object(tree, "`state`", KEYS)?;
        let counter =
            object.take("counter").and_then(|it| self.reader.text(&it.value, "`counter`"));
        let Some(counter) = counter.filter(|counter| !counter.is_empty()) else {
            return self.reader.missing(span, "`state`", "counter");
        };
        let name = format!("{}.{counter}", scope(tool));
        if !self.counted.insert(name.clone()) {
            self.counted_twice(span);
        }
        let bound = self.bound_of(&name);
        let window = object.take("window");
        let Some(window) = window else { return self.reader.missing(span, "`state`", "window") };
        let word = self.reader.text(&window.value, "`window`")?;
        let Some(unit) = named(&word) else {
            let message = format!("{} is no window", tick(&word));
            return self.reader.refused(
                window.value.span,
                message,
                "write `minute`, `hour` or `day`",
            );
        };
        let increment = match object.take("increment") {
            Some(it) => self.increment(&it.value)?,
            None => 1,
        };
        let from = match object.take("increment_from") {
            Some(it) => {
                let path = self.reader.text(&it.value, "`increment_from`")?;
                self.argument(&path, it.value.span)?;
                Some(path)
            }
            None => None,
        };
        let Some(max) = bound else {
            let message = format!("no condition of this rule holds `state.{name}` down");
            let does = "nothing is ever counted".to_owned();
            let help =
                Some(format!("add the condition `state.{name}` `lte` and the largest number"));
            return self.reader.fault(Fault::NeverMatches { span, message, does, help });
        };
        let max = max?;
        if !(0..=MAX).contains(&max) {
            let message = "a counter's largest number that gateways round".to_owned();
            let help = format!("write a number from 0 to {MAX}");
            return self.reader.fault(Fault::NotAnalysed { span, message, help });
        }
        let max = if from.is_some() { max } else { max / increment };
        self.limit(tool, (max, unit, from), on_deny, span)
    }

    /// The smallest bound on a counter among the rule's conditions, if all of them are analysed;
    /// they are taken.
    fn bound_of(&mut self, name: &str) -> Option<Option<i64>> {
        let (own, others): (Vec<_>, Vec<_>) =
            self.bounds.drain(..).partition(|bound| bound.counter == name);
        self.bounds = others;
        let bounds: Option<Vec<i64>> = own.iter().map(|bound| bound.max).collect();
        let smallest = bounds.map(|bounds| bounds.into_iter().min());
        (!own.is_empty()).then(|| smallest.flatten())
    }

    /// That every counter which a condition looks at is counted, by the condition's own rule.
    pub(super) fn check_counters(&mut self) {
        for Bound { counter, span, max } in std::mem::take(&mut self.loose) {
            let name = tick(&format!("state.{counter}"));
            if !self.counted.contains(&counter) {
                let help = "add the counter's `state` to the rule";
                self.reader.refused::<()>(span, format!("nothing counts {name}"), help);
            } else if max.is_some() {
                let message = format!("a condition on {name}, which another rule counts");
                let help = "write the condition in the rule with the counter's `state`".to_owned();
                self.reader.fault::<()>(Fault::NotAnalysed { span, message, help });
            }
        }
    }

    fn increment(&mut self, tree: &Tree) -> Option<i64> {
        let (text, span) = (self.reader.text(tree, "`increment`")?, tree.span);
        match text.parse::<i64>() {
            Ok(0) => {
                let message = "an `increment` of 0 is read as 1".to_owned();
                let does = "counts every call".to_owned();
                let help = Some("leave it out, or write a number from 1 on".to_owned());
                self.reader.fault::<()>(Fault::NeverMatches { span, message, does, help });
                Some(1)
            }
            Ok(number) if number > 0 => Some(number),
            _ => {
                let message = format!("a counter that goes up by {}", tick(&text));
                let help = "write a whole number from 1 on".to_owned();
                self.reader.fault(Fault::NotAnalysed { span, message, help })
            }
        }
    }

    fn limit(
        &mut self,
        tool: &str,
        (max, window, sum): (i64, Window, Option<String>),
        on_deny: Option<&str>,
        span: Span,
    ) -> Option<()> {
        if tool.contains('.') {
            let message = "the name of a tool with a counter can't have a dot";
            return self.reader.refused(span, message, "leave the limit out");
        }
        let is_every = tool == EVERY;
        if let Some(path) = sum.as_ref().filter(|_| is_every) {
            let message = format!("the sum of {} over all tools", tick(path));
            let help = Some("write it for each tool".to_owned());
            return self.reader.fault(Fault::NoExactForm { span, message, help });
        }
        let path = sum.as_deref().and_then(keys);
        let counter = counter_name((!is_every).then_some(tool), path.as_ref(), window);
        let limit = Limit { counter, window, max, increment_from: sum, scope: Scope::Grant };
        let limits = match is_every {
            true => &mut self.document.all_tools.limits,
            false => &mut self.document.tools.entry(tool.to_owned()).or_default().limits,
        };
        let at = match is_every {
            true => Pointer::AllToolsLimit(limits.len()),
            false => Pointer::Limit(tool, limits.len()),
        };
        self.places.set(at, span);
        if let Some(reason) = on_deny {
            self.notes.add(at, reason);
        }
        limits.push(limit);
        Some(())
    }
}

/// What stands for a tool in the names of counters.
fn scope(tool: &str) -> &str {
    if tool == EVERY { GLOBAL } else { tool }
}

fn named(word: &str) -> Option<Window> {
    Window::ALL.into_iter().find(|window| window.name() == word)
}
