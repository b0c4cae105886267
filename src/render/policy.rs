//! A policy's text that mcpol wrote.

use serde::Serialize;

use super::{Format, Render, RenderFn};

/// A first policy.
#[derive(Debug, Serialize)]
pub(crate) struct PolicyText<'t> {
    pub(crate) policy: &'t str,
}

impl Render for PolicyText<'_> {
    const IS_VERBATIM: bool = true;

    fn renderers() -> Vec<(Format, RenderFn<Self>)> {
        vec![
            (Format::Human, |it, _| it.policy.to_owned()),
            (Format::Json, |it, context| context.notes.json(it)),
        ]
    }
}
