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
            let max = max.trim().parse::<i64>().ok().filter(|max| (0..=MAX).contains(max))?;
            Some((max, named(window.trim())?))
        });
        let Some((max, window)) = parsed else {
            let message = format!("{} is no limit", tick(&text));
            let help = "write a number and `/minute`, `/hour` or `/day`";
            return self.reader.refused(tree.span, message, help);
        };
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
        let Some(counter) = counter else { return self.reader.missing(span, "`state`", "counter") };
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
            Some(it) => Some(self.summed(&it.value)?),
            None => None,
        };
        let scope = if tool == EVERY { GLOBAL } else { tool };
        let name = format!("{scope}.{counter}");
        let Some(max) = self.bound_of(&name) else {
            let message = format!("no condition of this rule holds `state.{name}` down");
            let does = "nothing is ever counted".to_owned();
            let help =
                Some(format!("add the condition `state.{name}` `lte` and the largest number"));
            return self.reader.fault(Fault::NeverMatches { span, message, does, help });
        };
        if !(0..=MAX).contains(&max) {
            let message = "a counter's largest number that gateways round".to_owned();
            let help = format!("write a number from 0 to {MAX}");
            return self.reader.fault(Fault::NotAnalysed { span, message, help });
        }
        let max = if from.is_some() { max } else { max / increment };
        self.limit(tool, (max, unit, from), on_deny, span)
    }

    /// The bound on a counter among the rule's conditions.
    fn bound_of(&self, name: &str) -> Option<i64> {
        let is_of = |(bound, _): &&(Bound, Span)| bound.counter == name;
        self.bounds.iter().filter(is_of).map(|(bound, _)| bound.max).min()
    }

    fn increment(&mut self, tree: &Tree) -> Option<i64> {
        let text = self.reader.text(tree, "`increment`")?;
        let number = text.parse::<i64>().ok().filter(|number| *number > 0);
        number.or_else(|| {
            let message = format!("a counter that goes up by {}", tick(&text));
            let help = "write a whole number from 1 on".to_owned();
            self.reader.fault(Fault::NotAnalysed { span: tree.span, message, help })
        })
    }

    fn summed(&mut self, tree: &Tree) -> Option<String> {
        let path = self.reader.text(tree, "`increment_from`")?;
        match keys(&path).is_some_and(|keys| keys.iter().all(|key| !key.is_empty())) {
            true => Some(path),
            false => {
                let message = format!("the path {} leads to no argument", tick(&path));
                let help = Some("write `args.` and the argument's name".to_owned());
                self.reader.fault(Fault::Shape { span: tree.span, message, help })
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

fn named(word: &str) -> Option<Window> {
    Window::ALL.into_iter().find(|window| window.name() == word)
}
