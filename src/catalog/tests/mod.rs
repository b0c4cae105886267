//! Catalogs: what is read, what its schemas mean, what holds for all of them.

mod corpus;
mod forms;
mod laws;
mod paths;
mod read;
mod types;

use super::Catalog;
use crate::source::Sources;

/// A catalog of one tool, `t`, with this schema.
fn catalog(schema: &str) -> Catalog {
    let text = format!(r#"{{"tools":[{{"name":"t","inputSchema":{schema}}}]}}"#);
    let (catalog, findings) = Catalog::read(Sources::default().add("c", text).unwrap());
    assert_eq!(findings, [], "{schema}");
    catalog
}
