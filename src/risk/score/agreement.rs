//! How often [`classify`] agrees with classes that people gave to tools.
//!
//! Labels are evidence, not truth; this only counts. Rows are told apart by their server's first
//! letter, so that rules can be written looking at one half and judged on the other.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::Label;
use crate::catalog::{Catalog, Tool};
use crate::json::quoted;
use crate::risk::class::{Class, class_name};
use crate::risk::classify::classify;
use crate::source::Sources;

/// Figures over some labels.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub(crate) struct Figures {
    /// How many tools are labelled.
    pub tools: usize,
    /// How many of them got the class of their label.
    pub right: usize,
    /// How many were left unclassified.
    pub unclassified: usize,
    /// How many that change something were called read.
    pub changes_called_read: usize,
    /// For each label, how many tools got which class.
    pub confusion: BTreeMap<&'static str, BTreeMap<&'static str, usize>>,
}

/// How one label was met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    /// The label.
    pub label: Label,
    /// What [`classify`] says.
    pub class: Option<Class>,
}

/// Classifies every labelled tool: with its whole definition where the catalog has it, else by
/// the label's name and description.
pub(crate) fn answers(labels: &[Label], catalog: Option<&Catalog>) -> Vec<Answer> {
    let known = |label: &Label| catalog.and_then(|catalog| catalog.tool(&label.tool));
    let class = |label: &Label| match known(label) {
        Some(tool) => classify(tool).class,
        None => alone(label),
    };
    labels.iter().map(|label| Answer { label: label.clone(), class: class(label) }).collect()
}

/// The class of a tool that only a label describes.
fn alone(label: &Label) -> Option<Class> {
    let definition = if label.description.is_empty() {
        format!("[{{\"name\":{}}}]", quoted(&label.tool))
    } else {
        let (name, description) = (quoted(&label.tool), quoted(&label.description));
        format!("[{{\"name\":{name},\"description\":{description}}}]")
    };
    let source = Sources::default().add("label", definition)?;
    let (catalog, _) = Catalog::read(Arc::clone(&source));
    catalog.tools().first().and_then(|tool: &Tool| classify(tool).class)
}

impl Answer {
    /// Whether the server's name begins with a letter up to m.
    pub(crate) fn is_seen(&self) -> bool {
        let first = self.label.server.chars().next().map(|letter| letter.to_ascii_lowercase());
        first.is_some_and(|letter| letter <= 'm')
    }
}

impl Figures {
    /// The figures over these answers.
    pub(crate) fn of<'a>(answers: impl IntoIterator<Item = &'a Answer>) -> Self {
        let mut figures = Self::default();
        for answer in answers {
            figures.count(answer);
        }
        figures
    }

    fn count(&mut self, answer: &Answer) {
        let (wanted, given) = (answer.label.class, answer.class);
        self.tools += 1;
        self.right += usize::from(given == Some(wanted));
        self.unclassified += usize::from(given.is_none());
        self.changes_called_read +=
            usize::from(wanted != Class::Read && given == Some(Class::Read));
        let row = self.confusion.entry(wanted.name()).or_default();
        *row.entry(class_name(given)).or_default() += 1;
    }

    /// The part that got the class of its label; none without tools.
    pub(crate) fn accuracy(&self) -> Option<f64> {
        ratio(self.right, self.tools)
    }

    /// Of those that were given the class, the part that is labelled so.
    pub(crate) fn precision(&self, class: Class) -> Option<f64> {
        let given = self.confusion.values().filter_map(|row| row.get(class.name())).sum();
        ratio(self.cell(class, class.name()), given)
    }

    /// Of those that are labelled so, the part that was given the class.
    pub(crate) fn recall(&self, class: Class) -> Option<f64> {
        let wanted = self.confusion.get(class.name()).map_or(0, |row| row.values().sum());
        ratio(self.cell(class, class.name()), wanted)
    }

    /// How many tools with this label were given this class.
    pub(crate) fn cell(&self, label: Class, given: &str) -> usize {
        self.confusion.get(label.name()).and_then(|row| row.get(given)).copied().unwrap_or(0)
    }
}

fn ratio(part: usize, whole: usize) -> Option<f64> {
    // Tables have far fewer rows than a float can count.
    #[expect(clippy::cast_precision_loss, reason = "counts of rows are small")]
    (whole > 0).then(|| part as f64 / whole as f64)
}
