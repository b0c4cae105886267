//! A catalog's text that mcpol wrote.

use super::{Format, Render, RenderFn};

/// A catalog.
#[derive(Debug)]
pub(crate) struct CatalogText<'t>(pub(crate) &'t str);

impl Render for CatalogText<'_> {
    const IS_VERBATIM: bool = true;

    fn renderers() -> Vec<(Format, RenderFn<Self>)> {
        vec![(Format::Human, |it, _| it.0.to_owned()), (Format::Json, |it, _| it.0.to_owned())]
    }
}
