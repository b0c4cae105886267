//! A run that came to no result: only what it found in what it read, and what it could not do.

use super::results::{github, gitlab, markdown, sarif};
use super::testing::junit;
use super::{Format, Render, RenderFn};
use crate::json;

/// That there is no result.
#[derive(Debug)]
pub(crate) struct NoResult {
    /// The command, as in `check`.
    pub(crate) command: &'static str,
}

impl Render for NoResult {
    fn renderers() -> Vec<(Format, RenderFn<Self>)> {
        vec![
            (Format::Human, |_, _| String::new()),
            // One line, so that it is a line of JSON too.
            (Format::Json, |_, context| json::line(&context.notes.report())),
            // No table has such a row.
            (Format::Csv, |_, _| String::new()),
            (Format::Markdown, |it, context| markdown(&context.notes.results(it.command))),
            (Format::Sarif, |it, context| sarif(&context.notes.results(it.command))),
            (Format::Github, |it, context| github(&context.notes.results(it.command))),
            (Format::Gitlab, |it, context| gitlab(&context.notes.results(it.command))),
            (Format::Junit, |_, context| junit::without_tests(context.notes)),
        ]
    }
}
