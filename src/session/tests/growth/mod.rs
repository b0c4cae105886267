//! What checking takes as policies grow: steps of the analysis and memory, which no machine's load
//! changes.

mod pages;
mod shapes;

use std::path::Path;

use jiff::civil::date;

use super::{Memory, files};
use crate::analysis::steps_of;
use crate::finding::Level;
use crate::lint::Settings;
use crate::session::{Depth, Lints, Session};

/// How many times as much twice as many may take: `n log n`, and some slack.
const MOST: f64 = 2.4;

/// What a check with every lint takes.
#[derive(Debug, Clone, Copy)]
struct Taken {
    /// Of the analysis.
    steps: u64,
    /// How often memory is asked for.
    allocations: u64,
    /// How many bytes of it are held at once.
    bytes: u64,
}

impl Taken {
    /// Of `policy.mcpol`, which names its catalog, or is checked with `catalog.json`.
    fn of(files: Memory, names_catalog: bool) -> Self {
        let mut steps = 0;
        let memory = allocation_counter::measure(|| {
            steps = steps_of(|| check(files, names_catalog));
        });
        Self { steps: steps as u64, allocations: memory.count_total, bytes: memory.bytes_max }
    }
}

fn check(files: Memory, names_catalog: bool) {
    let mut session = Session::new(files);
    if !names_catalog {
        session.use_catalog(Path::new("catalog.json")).unwrap();
    }
    session.lint(Lints::Fixed(Settings::new(date(2026, 11, 21), true)));
    let checked = session.check(Path::new("policy.mcpol"), Depth::Check).unwrap();
    let wrong = checked.findings.iter().find(|finding| finding.level == Level::Error);
    assert!(wrong.is_none(), "{wrong:?}");
}

/// Says so where one of three sizes, each twice the one before, takes too much more than that one.
fn grows_too_fast(name: &str, taken: [Taken; 3]) -> Option<String> {
    let kinds: [fn(Taken) -> u64; 3] = [|it| it.steps, |it| it.allocations, |it| it.bytes];
    #[expect(clippy::cast_precision_loss, reason = "a ratio")]
    let grows_fast = |of: &fn(Taken) -> u64| {
        taken.windows(2).any(|pair| of(pair[1]) as f64 / of(pair[0]).max(1) as f64 > MOST)
    };
    kinds.iter().any(grows_fast).then(|| format!("{name}: {taken:?}"))
}
