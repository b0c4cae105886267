//! Files of each format and what comes of them, and laws over random policies.

mod cases;
mod laws;

use crate::catalog::Catalog;
use crate::import::{Format, Heading, Imported, Request, import};
use crate::source::Source;

/// What comes of a file, its format told by its content.
fn imported(source: &Source, catalog: Option<&Catalog>) -> Imported {
    let format = Format::told(source).unwrap();
    let heading = Heading { policy: "case", catalog: None };
    import(&Request { source, format, catalog, server: None, heading })
}
