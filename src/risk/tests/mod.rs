//! What a tool can do, in our own words.

mod builtin;
mod classes;
mod corpus;
mod effects;
mod examples;
mod laws;
mod roles;
mod tools;
mod traits;
mod weights;

/// The rows of a table, five cells each, without its header and its titles.
fn cells(table: &str) -> impl Iterator<Item = [&str; 5]> {
    let rows = table.lines().skip(1).filter(|line| !line.is_empty() && !line.starts_with('#'));
    rows.map(|line| {
        let mut cells = line.split('\t');
        std::array::from_fn(|_| cells.next().unwrap_or_default())
    })
}
