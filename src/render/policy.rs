//! A policy's text that mcpol wrote.

use serde::Serialize;

use super::{Format, Render, RenderFn};
use crate::strings::{escape, tick};

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

/// A first policy that was written to a file.
#[derive(Debug, Serialize)]
pub(crate) struct WrittenPolicy<'t> {
    pub(crate) policy: &'t str,
    /// The file.
    pub(crate) output: &'t str,
    /// The file that the policy names its catalog by, where the catalog is yet to be saved.
    #[serde(skip)]
    pub(crate) unsaved: Option<&'t str>,
}

impl Render for WrittenPolicy<'_> {
    fn renderers() -> Vec<(Format, RenderFn<Self>)> {
        vec![
            (Format::Human, |it, _| it.next_steps()),
            (Format::Json, |it, context| context.notes.json(it)),
        ]
    }
}

impl WrittenPolicy<'_> {
    fn next_steps(&self) -> String {
        let file = escape::inline(self.output);
        let save = self.unsaved.map(|catalog| format!("Save the catalog as {}. ", tick(catalog)));
        let save = save.unwrap_or_default();
        format!(
            "wrote {}\n{save}Read it and narrow it to what the agent is for, then run\n  \
             mcpol check {file}\n  mcpol test {file}\n  mcpol compile {file} --write\n",
            tick(self.output)
        )
    }
}

/// First policies for the servers of one agent, with the configuration that lists them.
#[derive(Debug, Serialize)]
pub(crate) struct WrittenStack<'t> {
    /// The configuration.
    pub(crate) output: &'t str,
    /// The folder of all of them.
    #[serde(skip)]
    pub(crate) folder: &'t str,
    pub(crate) servers: Vec<WrittenServer<'t>>,
}

/// One of these policies.
#[derive(Debug, Serialize)]
pub(crate) struct WrittenServer<'t> {
    pub(crate) server: &'t str,
    pub(crate) policy: &'t str,
    /// The policy's file.
    pub(crate) output: String,
    /// The catalog's file.
    pub(crate) catalog: String,
}

impl Render for WrittenStack<'_> {
    fn renderers() -> Vec<(Format, RenderFn<Self>)> {
        vec![
            (Format::Human, |it, _| it.next_steps()),
            (Format::Json, |it, context| context.notes.json(it)),
        ]
    }
}

impl WrittenStack<'_> {
    fn next_steps(&self) -> String {
        let mut text = format!("wrote {}, which lists\n", tick(self.output));
        for WrittenServer { server, output, catalog, .. } in &self.servers {
            let server = escape::inline(server);
            text.push_str(&format!("  {server}: {} for {}\n", tick(output), tick(catalog)));
        }
        let folder = escape::inline(self.folder);
        text.push_str("Read the policies and narrow them to what the agent is for, then run\n");
        for command in ["check", "access", "test", "compile --write"] {
            text.push_str(&format!("  mcpol {command} {folder}\n"));
        }
        text
    }
}

/// A policy that was made of another program's and written to a file.
#[derive(Debug, Serialize)]
pub(crate) struct ImportedPolicy<'t> {
    pub(crate) policy: &'t str,
    /// The file.
    pub(crate) output: &'t str,
    /// The file that it was made of.
    pub(crate) from: &'t str,
    /// Whether it is about the tools of the catalog alone.
    #[serde(skip)]
    pub(crate) is_of_catalog: bool,
}

impl Render for ImportedPolicy<'_> {
    fn renderers() -> Vec<(Format, RenderFn<Self>)> {
        vec![
            (Format::Human, |it, _| {
                let (output, from) = (tick(it.output), tick(it.from));
                let calls = match it.is_of_catalog {
                    true => "the calls of the catalog's tools",
                    false => "the calls",
                };
                format!("wrote {output}: it allows {calls} that {from} allows, which is proved\n")
            }),
            (Format::Json, |it, context| context.notes.json(it)),
        ]
    }
}
