//! The figures as `mcpol catalog classify --score` prints them.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde::Serialize;

use super::{Format, Render, RenderFn};
use crate::risk::score::{Answer, Figures};
use crate::risk::{Class, UNCLASSIFIED, class_name};
use crate::strings::csv;

/// Figures over labels: all rows, and the rows of one half of the servers' names each.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Report {
    /// Over every row.
    pub every: Halves,
    /// Over the rows that aren't disputed, where some are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undisputed: Option<Halves>,
    #[serde(skip)]
    answers: Vec<Answer>,
}

/// Figures told apart by the first letter of the server's name.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Halves {
    /// Every server.
    pub all: Scores,
    /// Servers whose name begins with a letter up to m.
    pub a_to_m: Scores,
    /// The others.
    pub n_to_z: Scores,
}

/// The figures with what follows from them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Scores {
    /// The part that got the class of its label; null without rows.
    pub accuracy: Option<f64>,
    /// Precision and recall of each class.
    pub classes: Vec<ClassScores>,
    /// The counts.
    #[serde(flatten)]
    pub figures: Figures,
}

/// How well one class was told.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct ClassScores {
    /// The class.
    pub class: Class,
    /// Of those that were given the class, the part that is labelled so.
    pub precision: Option<f64>,
    /// Of those that are labelled so, the part that was given the class.
    pub recall: Option<f64>,
}

/// The figures over these answers; `disputed` names servers and tools whose labels are doubted.
pub(crate) fn report(
    answers: Vec<Answer>,
    disputed: Option<&BTreeSet<(String, String)>>,
) -> Report {
    let undisputed = disputed.map(|disputed| {
        let kept = |answer: &&Answer| {
            let label = &answer.label;
            !disputed.contains(&(label.server.clone(), label.tool.clone()))
        };
        Halves::of(&answers.iter().filter(kept).collect::<Vec<_>>())
    });
    Report { every: Halves::of(&answers.iter().collect::<Vec<_>>()), undisputed, answers }
}

impl Halves {
    fn of(answers: &[&Answer]) -> Self {
        let half = |seen: bool| {
            Scores::of(answers.iter().copied().filter(move |answer| answer.is_seen() == seen))
        };
        let all = Scores::of(answers.iter().copied());
        Self { all, a_to_m: half(true), n_to_z: half(false) }
    }
}

impl Scores {
    fn of<'a>(answers: impl Iterator<Item = &'a Answer>) -> Self {
        let figures = Figures::of(answers);
        let scores = |class| ClassScores {
            class,
            precision: figures.precision(class),
            recall: figures.recall(class),
        };
        let classes = Class::ALL.into_iter().map(scores).collect();
        Self { accuracy: figures.accuracy(), classes, figures }
    }

    /// `n to z    108    100   92.6 %             1                     0`
    fn line(&self, name: &str) -> String {
        let Figures { tools, right, unclassified, changes_called_read, .. } = &self.figures;
        let accuracy = percent(self.accuracy);
        format!(
            "{name:22}{tools:>7}{right:>7}{accuracy:>10}{unclassified:>14}{changes_called_read:>21}\n"
        )
    }

    /// The confusion matrix, a label a line.
    fn matrix(&self) -> String {
        let given = || Class::ALL.into_iter().map(Class::name).chain([UNCLASSIFIED]);
        let mut text = format!("{:13}", "label");
        // Writing to a string can't fail.
        for name in given() {
            let _ = write!(text, "{name:>13}");
        }
        text.push_str("    precision    recall\n");
        for scores in &self.classes {
            let _ = write!(text, "{:13}", scores.class);
            for name in given() {
                let _ = write!(text, "{:>13}", self.figures.cell(scores.class, name));
            }
            let (precision, recall) = (percent(scores.precision), percent(scores.recall));
            let _ = writeln!(text, "{precision:>13}{recall:>10}");
        }
        text
    }
}

impl Render for Report {
    fn renderers() -> Vec<(Format, RenderFn<Self>)> {
        vec![
            (Format::Human, |it, _| it.listing()),
            (Format::Json, |it, context| context.notes.json(it)),
            (Format::Csv, |it, _| it.csv()),
        ]
    }
}

impl Report {
    /// For people: a line for each half of the servers, and the confusion matrices.
    pub(crate) fn listing(&self) -> String {
        let mut text = format!(
            "{:22}{:>7}{:>7}{:>10}{:>14}{:>21}\n",
            "servers", "tools", "right", "accuracy", "unclassified", "changes called read"
        );
        let parts = [("", Some(&self.every)), (", undisputed", self.undisputed.as_ref())];
        for (suffix, halves) in parts {
            let Some(Halves { all, a_to_m, n_to_z }) = halves else { continue };
            for (name, scores) in [("all", all), ("a to m", a_to_m), ("n to z", n_to_z)] {
                text.push_str(&scores.line(&format!("{name}{suffix}")));
            }
        }
        let last = self.undisputed.as_ref().unwrap_or(&self.every);
        let title = if self.undisputed.is_some() { ", undisputed" } else { "" };
        for (name, scores) in [("a to m", &last.a_to_m), ("n to z", &last.n_to_z)] {
            let _ = write!(text, "\n{name}{title}\n{}", scores.matrix());
        }
        text
    }

    /// Every row with the class that it was given, as comma-separated values.
    pub(crate) fn csv(&self) -> String {
        let header = csv::row(["server", "tool", "label", "class"]);
        let row = |Answer { label, class }: &Answer| {
            csv::row([&*label.server, &*label.tool, label.class.name(), class_name(*class)])
        };
        [header].into_iter().chain(self.answers.iter().map(row)).collect()
    }
}

fn percent(ratio: Option<f64>) -> String {
    ratio.map_or_else(|| "-".to_owned(), |ratio| format!("{:.1} %", ratio * 100.0))
}
