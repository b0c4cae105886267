//! A policy's text that mcpol wrote.

use serde::Serialize;

use super::{Format, Render, RenderFn};
use crate::json;

/// A first policy.
#[derive(Debug, Serialize)]
pub(crate) struct PolicyText<'t> {
    pub(crate) policy: &'t str,
}

impl Render for PolicyText<'_> {
    const IS_VERBATIM: bool = true;

    fn renderer(format: Format) -> Option<RenderFn<Self>> {
        match format {
            Format::Human => Some(|text, _| text.policy.to_owned()),
            Format::Json => Some(|text, _| json::document(text)),
            Format::Csv
            | Format::Markdown
            | Format::Sarif
            | Format::Github
            | Format::Gitlab
            | Format::Junit => None,
        }
    }
}
