//! Keys and tokens in the text of a policy.

use crate::finding::secret::{Secret, secrets};
use crate::finding::{Finding, tick};
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Concern, Subject};
use crate::policy::Part;
use crate::source::Span;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "secret-in-policy",
    weight: Weight::Deny,
    summary: "the text holds a key or token",
    check: Check::Policy(check),
};

fn check<'s>(subject: &'s Subject<'_>) -> Vec<Concern<'s>> {
    let found = subject.parts.iter().flat_map(|part| {
        secrets(part.source.text()).into_iter().map(move |secret| finding(part, &secret))
    });
    found.map(Concern::of_policy).collect()
}

/// Says what kind of secret it is, and nothing of the secret itself.
fn finding(part: &Part<'_>, secret: &Secret) -> Finding {
    let Secret { kind, range, public } = secret;
    let begins = part.source.text().get(range.start..range.start + public).unwrap_or_default();
    let span = Span::new(part.source.id(), range.start, range.end);
    let message = format!("this looks like {kind}: {}", tick(&format!("{begins}…")));
    Finding::warn(LINT.name, span, message)
        .note("everyone who reads the policy has it")
        .help("revoke it, then take it out; to speak of such texts, write how they begin")
}
