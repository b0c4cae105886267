//! Labelled arguments: those of the corpus whose servers aren't kept apart, and our own.

use std::collections::BTreeMap;
use std::fs;

use crate::catalog::Catalog;
use crate::risk::Profile;
use crate::risk::roles::{Known, signs_of};
use crate::risk::tests::examples::{self, Domain, Example};
use crate::risk::tests::tools;
use crate::source::Sources;
use crate::testkit::corpus;

/// Servers that figures are taken on, so that nothing may be learned from them.
const KEPT_APART: &[&str] = &[
    "airtable",
    "digitalocean",
    "firecrawl",
    "hubspot",
    "kubernetes-mcp-server",
    "mongodb",
    "slack",
    "sns-sqs",
    "atlassian",
    "sqlite",
    "proxmox",
    "asana",
];

/// Roles that the labels of the corpus don't have, each with the labels that it is given instead.
pub(super) const FINER: &[(&str, &[&str])] = &[
    ("payee", &["identity", "owner"]),
    ("grantee", &["mail", "identity", "owner", "none"]),
    ("network-range", &["none", "host", "filter"]),
    ("protection-switch", &["none"]),
    ("undo-switch", &["none", "widening-flag"]),
    ("size", &["none", "quantity", "identity"]),
    ("image", &["identity", "label", "url", "program", "code", "content"]),
    ("sender", &["none", "identity", "mail", "label", "phone", "content"]),
    ("dry-run", &["none", "confirming-flag"]),
];

/// One labelled argument.
#[derive(Clone)]
pub(super) struct Sample {
    /// Whether it is one of our own.
    pub(super) own: bool,
    /// The server, or the domain of our own.
    pub(super) server: String,
    /// Where it stands, for people.
    pub(super) place: String,
    /// Whether the label has no alternatives.
    pub(super) clear: bool,
    /// What a sure rule says.
    pub(super) sure: Option<&'static str>,
    /// The word of its role.
    pub(super) role: String,
    /// Its signs, none twice.
    pub(super) signs: Vec<String>,
    /// How much it counts.
    pub(super) weight: f32,
}

/// Every sample, in the order of the tables.
pub(super) fn all() -> Vec<Sample> {
    let mut samples = of_corpus();
    samples.extend(examples::all().iter().flat_map(of_domain));
    samples
}

fn of_domain(domain: &Domain) -> Vec<Sample> {
    let of_example = |example: &Example| -> Vec<Sample> {
        let catalog = tools::tool(&example.definition);
        let signs = signs(&Profile::of(catalog.tools().first().unwrap()));
        let labelled = |(path, role): &(String, String)| {
            let mut sample = sample(role, &signs[path], &domain.name);
            sample.place = format!("{} {} {path}", domain.name, example.tool);
            sample.own = true;
            sample
        };
        example.roles.iter().map(labelled).collect()
    };
    domain.examples.iter().flat_map(of_example).collect()
}

/// What the best rule says of each argument, and its signs, by its path.
type Signs = BTreeMap<String, Known>;

fn signs(profile: &Profile<'_>) -> Signs {
    signs_of(profile).into_iter().map(|known| (known.path.clone(), known)).collect()
}

fn sample(role: &str, known: &Known, server: &str) -> Sample {
    let best = known.best;
    let finer = FINER.iter().any(|(finer, given)| *finer == best && given.contains(&role));
    let role = if finer { best } else { role }.to_owned();
    let (place, server) = (known.path.clone(), server.to_owned());
    let signs = known.signs.clone();
    Sample { own: false, server, place, clear: true, sure: known.sure, role, signs, weight: 1.0 }
}

fn of_corpus() -> Vec<Sample> {
    let table = fs::read_to_string(corpus::folder().join("judged/roles/roles.tsv")).unwrap();
    let mut known: BTreeMap<(String, String), Signs> = BTreeMap::new();
    for path in [corpus::files("catalogs"), corpus::files("catalogs-more")].concat() {
        let server = path.file_stem().unwrap().to_string_lossy().into_owned();
        if is_kept_apart(&server) {
            continue;
        }
        let source = Sources::default().add("tools.json", fs::read_to_string(&path).unwrap());
        let (catalog, _) = Catalog::read(source.unwrap());
        for tool in catalog.tools() {
            let signs = signs(&Profile::of(tool));
            known.insert((server.clone(), tool.name().to_string()), signs);
        }
    }
    table.lines().skip(1).filter_map(|row| of_row(row, &known)).collect()
}

fn of_row(row: &str, known: &BTreeMap<(String, String), Signs>) -> Option<Sample> {
    let cells: Vec<&str> = row.split('\t').collect();
    let [server, tool, path, role, rest @ ..] = cells.as_slice() else { return None };
    let signs = known.get(&((*server).to_owned(), (*tool).to_owned()))?.get(*path)?;
    let debatable = rest.first().is_some_and(|note| note.starts_with("or "));
    let mut sample = sample(role, signs, server);
    sample.place = format!("{server} {tool} {path}");
    sample.clear = !debatable;
    sample.weight = if debatable { 0.5 } else { 1.0 };
    Some(sample)
}

/// A server's name within the file's, but `mcp-server-kubernetes` is another one.
fn is_kept_apart(server: &str) -> bool {
    KEPT_APART.iter().any(|kept| server.contains(kept))
        && !server.starts_with("mcp-server-kubernetes")
}
