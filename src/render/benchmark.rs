//! The score of judged effects and roles as `mcpol catalog classify --score FOLDER` prints it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Format, Render, RenderFn};
use crate::risk::Evidence;
use crate::risk::score::benchmark::{Figures, Miss, Part, Score, Share, Told};
use crate::strings::{counted, escape};

/// The score, with what is wrong where that is asked for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Report {
    /// The figures.
    #[serde(flatten)]
    pub score: Score,
    /// What mcpol gets wrong over the catalogs that aren't kept apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub misses: Option<Vec<Miss>>,
}

/// A figure with what it is called.
type Line = (&'static str, fn(&Figures) -> Share);

/// The figures that are shares, in their order.
const LINES: [Line; 7] = [
    ("clear roles right", |figures| figures.clear_roles),
    ("dangerous roles found", |figures| figures.dangerous_found),
    ("dangerous roles named right", |figures| figures.dangerous_named),
    ("all roles right", |figures| figures.all_roles),
    ("effects found", |figures| figures.effects_found),
    ("effects named right", |figures| figures.effects_named),
    ("classes right", |figures| figures.classes),
];

impl Render for Report {
    fn renderers() -> Vec<(Format, RenderFn<Self>)> {
        vec![
            (Format::Human, |it, _| it.listing()),
            (Format::Json, |it, context| context.notes.json(it)),
        ]
    }
}

impl Report {
    /// For people: the figures, effect by effect, role by role; what is wrong.
    fn listing(&self) -> String {
        let Score { tuned_on, kept_apart } = &self.score;
        let mut parts = vec![part("tuned on", tuned_on)];
        parts.extend(kept_apart.as_ref().map(|apart| part("kept apart", apart)));
        parts.extend(self.misses.as_deref().map(misses));
        parts.join("\n")
    }
}

fn part(title: &str, part: &Part) -> String {
    let counts = [(part.catalogs, "catalog"), (part.tools, "tool"), (part.arguments, "argument")];
    let counts: Vec<_> = counts.into_iter().map(|(count, noun)| counted(count, noun)).collect();
    let title = format!("{title}: {}\n", counts.join(", "));
    [title, figures(part), told("effect", &part.effects), told("role", &part.roles)].join("\n")
}

/// A figure a line, for mcpol and each yardstick.
fn figures(part: &Part) -> String {
    let answers = [&part.mcpol, &part.naive, &part.hints];
    let head = row("", ["mcpol", "names alone", "hints alone"].map(str::to_owned));
    let shares = LINES.iter().map(|(name, of)| row(name, answers.map(|it| share(of(it)))));
    let read = answers.map(|figures| figures.changes_called_read.to_string());
    let read = row("changing tools called read", read);
    std::iter::once(head).chain(shares).chain([read]).collect()
}

fn row(name: &str, [mcpol, naive, hints]: [String; 3]) -> String {
    format!("{name:28}{mcpol:>24}{naive:>24}{hints:>24}\n")
}

/// How well each effect or role was told, one a line.
fn told(what: &str, told: &BTreeMap<&'static str, Told>) -> String {
    let head = format!("{what:28}{:>24}{:>24}\n", "found", "named right");
    let lines = told.iter().map(|(name, Told { found, named })| {
        format!("{name:28}{:>24}{:>24}\n", share(*found), share(*named))
    });
    std::iter::once(head).chain(lines).collect()
}

/// `92.4 % (73 of 79)`
fn share(share: Share) -> String {
    let percent = |part: f64| format!("{:.1} % ({} of {})", part * 100.0, share.right, share.of);
    share.part().map_or_else(|| "-".to_owned(), percent)
}

/// Every wrong answer, one a line.
fn misses(misses: &[Miss]) -> String {
    let head = format!("{}\n", counted(misses.len(), "wrong answer"));
    std::iter::once(head).chain(misses.iter().map(miss)).collect()
}

/// `role stripe__mcp create_refund amount: quantity instead of amount-out ("amount" in the name)`
fn miss(miss: &Miss) -> String {
    let place = [Some(&*miss.catalog), Some(&*miss.tool), miss.path.as_deref()];
    let place: Vec<_> = place.into_iter().flatten().map(escape::inline).collect();
    let evidence: Vec<_> = miss.evidence.iter().map(Evidence::to_string).collect();
    let evidence = match evidence.is_empty() {
        true => String::new(),
        false => format!(" ({})", evidence.join("; ")),
    };
    let words = match (&*miss.wanted, &*miss.found) {
        (wanted, []) => format!("{} not found", wanted.join(", ")),
        ([], found) => format!("{} too much", found.join(", ")),
        (wanted, found) => format!("{} instead of {}", found.join(", "), wanted.join(" or ")),
    };
    format!("{} {}: {words}{evidence}\n", miss.what, place.join(" "))
}
