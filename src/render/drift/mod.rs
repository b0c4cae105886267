//! What changes between two catalogs, and what that does to policies, for people and programs.

mod facts;
mod human;
mod markdown;
mod policies;
mod word_diff;
mod words;

pub(crate) use policies::{ChangedPolicy, FoundCount};
#[cfg(feature = "live")]
pub(crate) use words::changes;

use serde::Serialize;

use super::{Format, Render, RenderFn};
use crate::drift::{Drift, ServerDrift, ToolDrift};

/// What came of comparing two catalogs.
#[derive(Debug)]
pub(crate) struct CatalogDrift<'d> {
    /// What changes between them.
    pub(crate) drift: &'d Drift<'d>,
    /// How many errors the catalogs have: what they are about isn't compared.
    pub(crate) catalog_errors: usize,
    /// What that does to each policy.
    pub(crate) policies: &'d [ChangedPolicy],
}

/// The shape of the JSON.
#[derive(Serialize)]
struct Document<'d> {
    #[serde(skip_serializing_if = "Option::is_none")]
    server: Option<&'d ServerDrift>,
    tools: &'d [ToolDrift<'d>],
    #[serde(skip_serializing_if = "is_zero")]
    catalog_errors: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    policies: Vec<policies::OfPolicy<'d>>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over the field")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

impl Render for CatalogDrift<'_> {
    fn renderers() -> Vec<(Format, RenderFn<Self>)> {
        vec![
            (Format::Human, |it, context| human::text(it, context.terminal)),
            (Format::Json, |it, context| context.notes.json(&it.document())),
            (Format::Markdown, |it, context| {
                markdown::text(it) + &context.notes.markdown("catalog diff")
            }),
        ]
    }
}

impl CatalogDrift<'_> {
    fn document(&self) -> Document<'_> {
        let policies = self.policies.iter().map(ChangedPolicy::document).collect();
        let catalog_errors = self.catalog_errors;
        Document {
            server: self.drift.server.as_ref(),
            tools: &self.drift.tools,
            catalog_errors,
            policies,
        }
    }
}
