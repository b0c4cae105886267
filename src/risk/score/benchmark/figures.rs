//! Counts over rows and answers.

use std::collections::BTreeMap;

use serde::Serialize;

use super::answers::Answers;
use super::rules::is_dangerous;
use super::{Benchmark, JudgedArgument, JudgedTool, ToolKey};
use crate::risk::effects::Effect;
use crate::risk::roles::{Role, RoleAnswer};

/// How many of some are right.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Share {
    /// Those that are right.
    pub right: usize,
    /// All of them; 0 where nobody was asked.
    pub of: usize,
}

/// How often answers are right.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Figures {
    /// Of the arguments of which only one role is right: those that got it.
    pub clear_roles: Share,
    /// Of those whose only right role is dangerous: those that got it.
    pub dangerous_found: Share,
    /// Of those that got a dangerous role: those that have it.
    pub dangerous_named: Share,
    /// Of all arguments: those that got a right role.
    pub all_roles: Share,
    /// Of the effects of tools: those that were found.
    pub effects_found: Share,
    /// Of the effects that were found: those that are right.
    pub effects_named: Share,
    /// Of the tools: those that got a right class.
    pub classes: Share,
    /// The tools that change something and were called read.
    pub changes_called_read: usize,
}

/// How well one effect or role was told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Told {
    /// Of the rows that have it, clear ones of roles: those where it was found.
    pub found: Share,
    /// Of the answers that name it: those that are right.
    pub named: Share,
}

impl Share {
    /// The part that is right; none of nothing.
    pub(crate) fn part(self) -> Option<f64> {
        // Tables have far fewer rows than a float can count.
        #[expect(clippy::cast_precision_loss, reason = "counts of rows are small")]
        (self.of > 0).then(|| self.right as f64 / self.of as f64)
    }

    fn count(&mut self, is_right: bool) {
        self.of += 1;
        self.right += usize::from(is_right);
    }
}

/// Some rows of a benchmark with what was answered.
pub(super) struct Answered<'b> {
    benchmark: &'b Benchmark,
    answers: &'b Answers,
    keeps: &'b dyn Fn(&ToolKey) -> bool,
}

impl<'b> Answered<'b> {
    /// Those rows whose tools are kept.
    pub(super) fn new(
        benchmark: &'b Benchmark,
        answers: &'b Answers,
        keeps: &'b dyn Fn(&ToolKey) -> bool,
    ) -> Self {
        Self { benchmark, answers, keeps }
    }

    fn tools<T>(&self, answers: &'b [T]) -> impl Iterator<Item = (&'b JudgedTool, &'b T)> {
        let rows = self.benchmark.tools.iter().zip(answers);
        rows.filter(|(row, _)| (self.keeps)(&row.key))
    }

    fn arguments(&self) -> impl Iterator<Item = (&'b JudgedArgument, Option<RoleAnswer>)> {
        let answers = self.answers.roles.iter().flatten().copied();
        let rows = self.benchmark.arguments.iter().zip(answers);
        rows.filter(|(row, _)| (self.keeps)(&row.key))
    }

    /// The figures over the rows.
    pub(super) fn figures(&self) -> Figures {
        let mut figures = Figures::default();
        for (row, answer) in self.arguments() {
            figures.count_role(row, answer);
        }
        for told in self.effects().values() {
            figures.effects_found += told.found;
            figures.effects_named += told.named;
        }
        for (row, class) in self.tools(&self.answers.classes) {
            figures.classes.count(row.is_of(*class));
            figures.changes_called_read += usize::from(row.is_wrongly_read(*class));
        }
        figures
    }

    /// How well each effect was told.
    pub(super) fn effects(&self) -> BTreeMap<Effect, Told> {
        let mut told: BTreeMap<Effect, Told> = BTreeMap::new();
        let answers = self.answers.effects.as_deref().unwrap_or_default();
        for (row, found) in self.tools(answers) {
            for effect in &row.effects {
                told.entry(*effect).or_default().found.count(found.contains(effect));
            }
            for effect in found {
                told.entry(*effect).or_default().named.count(row.can(*effect));
            }
        }
        told
    }

    /// How well each role was told; `None` is harmless.
    pub(super) fn roles(&self) -> BTreeMap<Option<Role>, Told> {
        let mut told: BTreeMap<Option<Role>, Told> = BTreeMap::new();
        for (row, answer) in self.arguments() {
            let is_right = row.is(answer);
            if row.is_clear() {
                told.entry(row.role).or_default().found.count(is_right);
            }
            if let Some(RoleAnswer::Is(_) | RoleAnswer::Harmless) = answer {
                let named = answer.and_then(RoleAnswer::role);
                told.entry(named).or_default().named.count(is_right);
            }
        }
        told
    }
}

impl Figures {
    fn count_role(&mut self, row: &JudgedArgument, answer: Option<RoleAnswer>) {
        let is_right = row.is(answer);
        self.all_roles.count(is_right);
        if row.is_clear() {
            self.clear_roles.count(is_right);
            if is_dangerous(row.role) {
                self.dangerous_found.count(is_right);
            }
        }
        if is_dangerous(answer.and_then(RoleAnswer::role)) {
            self.dangerous_named.count(is_right);
        }
    }
}

impl std::ops::AddAssign for Share {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.of += other.of;
    }
}
