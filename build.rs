//! Embeds the pages of docs/errors, so that `mcpol explain` works without the project's folder.

use std::path::Path;
use std::{env, fs, io};

const PAGES: &str = "docs/errors";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed={PAGES}");
    let out = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo sets OUT_DIR"))?;
    fs::write(Path::new(&out).join("pages.rs"), table(&names()?))
}

/// The pages' names, sorted.
fn names() -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(PAGES)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        names.extend(name.strip_suffix(".md").map(str::to_owned));
    }
    names.sort();
    Ok(names)
}

/// A slice of pairs: each name with its page's text.
fn table(names: &[String]) -> String {
    let rows: String = names
        .iter()
        .map(|name| {
            format!(
                "    ({name:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \
                 \"/{PAGES}/{name}.md\"))),\n"
            )
        })
        .collect();
    format!("&[\n{rows}]\n")
}
