//! How often the answers agree with those of people: [`agreement`] over tables of classes alone,
//! [`benchmark`] over tables of effects and roles.

mod agreement;
pub(crate) mod benchmark;
mod labels;
mod table;

pub(crate) use agreement::{Answer, Figures, answers};
pub(crate) use labels::{Label, LabelError, labels, named};
