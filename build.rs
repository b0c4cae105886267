//! Embeds the pages of docs/errors and docs/lints, so that `mcpol explain` works without the
//! project's folder, and the table of weights that tells what arguments are, laid out.

use std::hash::Hasher;
use std::path::Path;
use std::{env, fs, io};

#[path = "src/strings/hash.rs"]
mod hash;
#[path = "src/risk/roles/layout.rs"]
mod layout;

/// The table of weights as it is learned.
const WEIGHTS: &str = "src/risk/roles/weights.tsv";

const FOLDERS: [&str; 2] = ["docs/errors", "docs/lints"];

fn main() -> io::Result<()> {
    let mut pages = Vec::new();
    for folder in FOLDERS {
        println!("cargo::rerun-if-changed={folder}");
        pages.extend(names(folder)?.into_iter().map(|name| (name, folder)));
    }
    pages.sort();
    let out = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo sets OUT_DIR"))?;
    let out = Path::new(&out);
    fs::write(out.join("pages.rs"), table(&pages))?;
    lay_out_weights(out)
}

/// The table of weights in three files: its answers, and its rows with where each begins.
fn lay_out_weights(out: &Path) -> io::Result<()> {
    println!("cargo::rerun-if-changed={WEIGHTS}");
    let text = fs::read_to_string(WEIGHTS)?;
    let (answers, lines) = text.split_once('\n').unwrap_or((&text, ""));
    let layout = layout::lay_out(lines, |sign| {
        let mut hash = hash::Quick::default();
        hash.write(sign.as_bytes());
        hash.finish()
    });
    fs::write(out.join("weights.answers"), answers)?;
    fs::write(out.join("weights.slots"), layout.slots)?;
    fs::write(out.join("weights.rows"), layout.weights)
}

/// The names of a folder's pages.
fn names(folder: &str) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        names.extend(name.strip_suffix(".md").filter(|name| *name != "README").map(str::to_owned));
    }
    Ok(names)
}

/// A slice of pairs: each name with its page's text.
fn table(pages: &[(String, &str)]) -> String {
    let rows: String = pages
        .iter()
        .map(|(name, folder)| {
            format!(
                "    ({name:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \
                 \"/{folder}/{name}.md\"))),\n"
            )
        })
        .collect();
    format!("&[\n{rows}]\n")
}
