//! Embeds the pages of docs/errors and docs/lints, so that `mcpol explain` works without the
//! project's folder.

use std::path::Path;
use std::{env, fs, io};

const FOLDERS: [&str; 2] = ["docs/errors", "docs/lints"];

fn main() -> io::Result<()> {
    let mut pages = Vec::new();
    for folder in FOLDERS {
        println!("cargo::rerun-if-changed={folder}");
        pages.extend(names(folder)?.into_iter().map(|name| (name, folder)));
    }
    pages.sort();
    let out = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo sets OUT_DIR"))?;
    fs::write(Path::new(&out).join("pages.rs"), table(&pages))
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
