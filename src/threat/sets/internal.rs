//! Addresses inside the network where the server runs.

use crate::analysis::Formula;
use crate::finding::Weight::Warn;
use crate::risk::Effect;
use crate::threat::constants::Extent;
use crate::threat::hosts;
use crate::threat::question::of_effects;
use crate::threat::resolved;
use crate::threat::row::{Examples, Exemplar::Text, Levels, Row, Set};
use crate::threat::subject::Subject;

use super::url::{ROW, is_fetched, names_hosts};

/// Addresses inside the network, but those of this machine that the policy lists.
pub(super) const INTERNAL: Row = Row {
    name: "url.internal",
    asked: is_listed,
    beside: fetching,
    set: Set::Texts {
        within: r"(?i)\A\s*https?://(localhost|127\.[0-9.]+|169\.254\.[0-9.]+|100\.100\.100\.200|10\.[0-9]+\.[0-9]+\.[0-9]+|192\.168\.[0-9]+\.[0-9]+|172\.(1[6-9]|2[0-9]|3[01])\.[0-9]+\.[0-9]+|\[::1\]|\[::ffff:[0-9a-f.:]+\]|\[f[cd][0-9a-f]{2}:[0-9a-f:]+\]|0\.0\.0\.0|2130706433|0x7f000001|metadata\.google\.internal|[a-z0-9-]+\.internal)\.?(:[0-9]*)?([/?#\s\\]|\z)",
        less: Some(r"(?i)\A\s*https?://{C}(:[0-9]*)?([/?#\s\\]|\z)"),
    },
    known: hosts::loopback,
    exemplars: &[
        Text("http://169.254.169.254/latest/meta-data/"),
        Text("http://metadata.google.internal/computeMetadata/v1/"),
        Text("http://10.0.0.1/"),
        Text("http://192.168.0.1/"),
        Text("http://172.16.0.1/"),
        Text("http://127.0.0.2/"),
        Text("https://169.254.169.254/"),
        Text("https://10.0.0.1/"),
        Text("http://100.100.100.200/latest/meta-data/"),
        Text("http://[fd00:ec2::254]/latest/meta-data/"),
        Text("http://169.254.169.254/x{E}"),
        Text("https://169.254.169.254/x{E}"),
    ],
    levels: Levels::ruled(Warn),
    lint: "internal-host-reachable",
    says: "may be an address inside the network",
    examples: Examples {
        constants: &["localhost"],
        within: &[
            "http://169.254.169.254/latest/meta-data/",
            " http://127.0.0.1:8080/é\n",
            "http://[fd00:ec2::254]/",
        ],
        outside: &[
            "https://10.example.com/",
            "https://localhost.acme.com/",
            "http://localhost:8080/",
        ],
    },
    ..ROW
};

/// Names that the policy lists and that lead to such addresses.
pub(super) const RESOLVED: Row = Row {
    name: "url.resolved",
    set: Set::Texts { within: r"(?i)\A\s*https?://{C}\.?(:[0-9]*)?([/?#\s\\]|\z)", less: None },
    known: resolved::inside,
    exemplars: &[Text("http://{C}/"), Text("https://{C}/")],
    says: "may be a name that leads to an address inside the network",
    examples: Examples {
        constants: &["10.0.0.1.nip.io"],
        within: &["http://10.0.0.1.nip.io/", " https://10.0.0.1.nip.io:8080/é\n"],
        outside: &["http://8.8.8.8.nip.io/", "http://10.0.0.1.nip.io.acme.com/"],
    },
    ..INTERNAL
};

/// By these a refusal shows that it thinks of internal hosts.
const INTERNAL_SIGNS: &[&str] = &[
    "localhost",
    "127.",
    "169.254",
    "10.",
    "192.168",
    "172.",
    "::1",
    "metadata",
    "internal",
    ".local",
    "0.0.0.0",
];

/// Whether the tool fetches what this argument addresses, and some rule names hosts.
pub(super) fn is_listed(subject: &Subject<'_, '_>) -> bool {
    names_hosts(subject) && subject.fetches()
}

/// Whether it fetches the address, and the rules want it to begin or look like something that is no
/// host, or refuse some hosts of the network.
pub(super) fn leaves_internal(subject: &Subject<'_, '_>) -> bool {
    let constants = &subject.constants;
    let is_internal = |text: &str| INTERNAL_SIGNS.iter().any(|sign| text.contains(sign));
    let refuses = constants.refused.iter().any(|it| is_internal(&it.text.to_ascii_lowercase()));
    let starts = constants.of_extent(&[Extent::Start]).next().is_some();
    let requires = starts || !constants.patterns.is_empty();
    is_fetched(subject) && (requires || refuses)
}

/// The calls that fetch something.
pub(super) fn fetching(subject: &Subject<'_, '_>) -> Formula {
    of_effects(subject.profile.effects(), &[Effect::Fetch])
}
