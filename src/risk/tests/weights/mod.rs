//! Learns `src/risk/roles/weights.tsv` from labelled tools, in one way only: the same labels give
//! the same file.

mod apart;
mod learn;
mod samples;

use std::env;
use std::fs;
use std::path::Path;

use crate::risk::roles::WEIGHTS;

#[test]
#[ignore = "needs MCPOL_CORPUS"]
fn the_weights_are_what_the_labels_give() {
    let samples = samples::all();
    assert!(samples.len() > 3_000);
    let table = learn::table(&samples.iter().collect::<Vec<_>>());
    if env::var_os("MCPOL_BLESS").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/risk/roles/weights.tsv");
        fs::write(path, &table).unwrap();
    } else {
        assert!(table == WEIGHTS, "run this with MCPOL_BLESS=1");
    }
}
