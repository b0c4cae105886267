//! Switches: which way they weaken, and whether they widen.

use crate::risk::words;

/// Words by which a switch that is on takes a protection away.
const OPENING: &[&str] = &[
    "skip",
    "disable",
    "disabled",
    "allow",
    "insecure",
    "force",
    "ignore",
    "bypass",
    "no",
    "not",
    "without",
    "unprotect",
    "unprotected",
    "unsafe",
    "public",
    "trust",
    "override",
    "unrestricted",
    "open",
    "anonymous",
    "unencrypted",
    "remove",
    "permit",
    "privileged",
];

/// Words by which a switch that is off does.
const GUARDING: &[&str] = &[
    "verify",
    "verification",
    "protect",
    "protection",
    "protected",
    "enable",
    "enabled",
    "require",
    "required",
    "requires",
    "check",
    "validate",
    "validation",
    "encrypt",
    "encrypted",
    "encryption",
    "backup",
    "sandbox",
    "strict",
    "mfa",
    "firewall",
    "secure",
    "security",
    "enforce",
    "auth",
    "authentication",
    "log",
    "logging",
    "audit",
    "safe",
    "ssl",
    "tls",
    "starttls",
    "lock",
    "locked",
    "monitoring",
    "approval",
    "restrict",
    "private",
];

/// Words by which a switch makes a call reach other things than the one that it names.
const REACHING: &[&str] = &[
    "all",
    "every",
    "everyone",
    "everything",
    "any",
    "across",
    "wide",
    "global",
    "following",
    "cascade",
    "cascading",
    "dependent",
    "dependency",
];

/// The value by which a switch of this name takes a protection away: `skip_checks` by true,
/// `verify_jwt` by false. `None` where its words don't tell.
pub(crate) fn weakening_value(name: &str) -> Option<bool> {
    let has = |list| words::parts(name).any(|word| words::is_any(word, list));
    if has(OPENING) {
        return Some(true);
    }
    has(GUARDING).then_some(false)
}

/// Whether a switch of this name makes a call reach other things than the one that it names:
/// `allNamespaces`, not `force` nor `purge`.
pub(crate) fn widens_reach(name: &str) -> bool {
    words::parts(name).any(|word| words::is_any(word, REACHING))
}

#[cfg(test)]
mod tests {
    use super::{weakening_value, widens_reach};

    #[test]
    fn a_switch_weakens_in_the_direction_of_its_name() {
        for on in ["skipTlsVerification", "allow_force_push", "insecure", "disable_protection"] {
            assert_eq!(weakening_value(on), Some(true), "{on}");
        }
        for off in
            ["verify_jwt", "deletion_protection", "require_approval", "strict_mode", "backups"]
        {
            assert_eq!(weakening_value(off), Some(false), "{off}");
        }
        assert_eq!(weakening_value("color"), None);
    }

    #[test]
    fn what_only_insists_widens_nothing() {
        assert!(
            widens_reach("allNamespaces")
                && widens_reach("all")
                && widens_reach("this_and_following")
                && widens_reach("cascade")
                && widens_reach("withDependents")
        );
        assert!(!widens_reach("force") && !widens_reach("purge") && !widens_reach("recursive"));
    }
}
