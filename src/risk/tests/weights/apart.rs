//! How right the answers are on servers that nothing was learned from: each server of the corpus
//! in turn is judged by what the others and our own examples give.

use std::collections::BTreeSet;

use super::learn;
use super::samples::{self, FINER, Sample};
use crate::risk::Role;
use crate::risk::roles::by_table;

/// How many parts the servers are left out in.
const PARTS: usize = 6;

#[test]
#[ignore = "needs MCPOL_CORPUS, and takes minutes"]
fn servers_that_nothing_was_learned_from_are_judged_as_well() {
    let samples = samples::all();
    let servers: BTreeSet<&str> = samples.iter().map(|sample| &*sample.server).collect();
    let servers: Vec<&str> = servers.into_iter().filter(|server| !server.is_empty()).collect();
    let (mut right, mut clear, mut found, mut dangerous) = (0, 0, 0, 0);
    for part in 0..PARTS {
        let is_out = |sample: &Sample| {
            servers.iter().position(|server| *server == sample.server).map(|at| at % PARTS)
                == Some(part)
        };
        let (out, kept): (Vec<_>, Vec<_>) = samples.iter().cloned().partition(is_out);
        let table = learn::table(&kept);
        let signs: Vec<_> = out.iter().map(|sample| sample.signs.clone()).collect();
        for (sample, by_table) in
            out.iter().zip(by_table(&table, &signs)).filter(|(it, _)| it.clear)
        {
            let given = sample.sure.unwrap_or(by_table);
            let fits = fits(&sample.role, given);
            let danger = Role::named(&sample.role).is_some_and(Role::is_dangerous);
            clear += 1;
            right += usize::from(fits);
            dangerous += usize::from(danger);
            found += usize::from(danger && fits);
            if !fits {
                println!("MISS {}: want {} got {given}", sample.place, sample.role);
            }
        }
    }
    println!("RIGHT {right} of {clear}, dangerous {found} of {dangerous}");
    assert!(right * 100 >= clear * 80, "{right} of {clear}");
    assert!(found * 100 >= dangerous * 80, "{found} of {dangerous}");
}

fn fits(label: &str, given: &str) -> bool {
    label == given || FINER.iter().any(|(finer, labels)| *finer == given && labels.contains(&label))
}
