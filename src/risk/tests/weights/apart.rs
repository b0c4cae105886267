//! How right the answers are on servers, and on domains of our own examples, that nothing was
//! learned from.

use std::collections::BTreeSet;

use super::learn;
use super::samples::{self, FINER, Sample};
use crate::risk::Role;
use crate::risk::roles::by_table;

/// How many parts they are left out in.
const PARTS: usize = 5;

/// How right answers are.
#[derive(Debug, Default)]
struct Tally {
    right: usize,
    clear: usize,
    found: usize,
    dangerous: usize,
}

#[test]
#[ignore = "needs MCPOL_CORPUS, and takes minutes"]
fn servers_that_nothing_was_learned_from_are_judged_as_well() {
    let tally = apart(&samples::all(), false);
    assert!(tally.right * 100 >= tally.clear * 80, "{tally:?}");
    assert!(tally.found * 100 >= tally.dangerous * 80, "{tally:?}");
}

#[test]
#[ignore = "needs MCPOL_CORPUS, and takes minutes"]
fn domains_that_nothing_was_learned_from_are_judged_as_well() {
    let tally = apart(&samples::all(), true);
    assert!(tally.right * 100 >= tally.clear * 70, "{tally:?}");
    assert!(tally.found * 100 >= tally.dangerous * 65, "{tally:?}");
}

/// How right the answers are on servers, or on domains of our own, part by part judged by what the
/// others give.
fn apart(samples: &[Sample], own: bool) -> Tally {
    let names = samples.iter().filter(|sample| sample.own == own).map(|sample| &*sample.server);
    let names: Vec<&str> = names.collect::<BTreeSet<_>>().into_iter().collect();
    let mut tally = Tally::default();
    for part in 0..PARTS {
        let is_out = |sample: &&Sample| {
            let at = names.iter().position(|name| *name == sample.server);
            sample.own == own && at.map(|at| at % PARTS) == Some(part)
        };
        let (out, kept): (Vec<&Sample>, Vec<&Sample>) = samples.iter().partition(is_out);
        let table = learn::table(&kept);
        tally.add(&table, &out);
    }
    println!("{tally:?}");
    tally
}

impl Tally {
    /// Counts what a table says of samples, and shows what is wrong.
    fn add(&mut self, table: &str, samples: &[&Sample]) {
        let signs: Vec<_> = samples.iter().map(|sample| sample.signs.clone()).collect();
        let judged = samples.iter().zip(by_table(table, &signs));
        for (sample, by_table) in judged.filter(|(sample, _)| sample.clear) {
            let given = sample.sure.unwrap_or(by_table);
            let fits = fits(&sample.role, given);
            let danger = Role::named(&sample.role).is_some_and(Role::is_dangerous);
            self.clear += 1;
            self.right += usize::from(fits);
            self.dangerous += usize::from(danger);
            self.found += usize::from(danger && fits);
            if !fits {
                let how = if sample.sure.is_some() { "RULE" } else { "TABLE" };
                println!("{how} {}: want {} got {given}", sample.place, sample.role);
            }
        }
    }
}

fn fits(label: &str, given: &str) -> bool {
    label == given || FINER.iter().any(|(finer, labels)| *finer == given && labels.contains(&label))
}
