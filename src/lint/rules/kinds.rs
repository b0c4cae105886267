//! Kinds of resources, each of which a cluster knows by several names.

/// One of a cluster's kinds.
struct Kind {
    /// What it is called: one, several, and for short.
    names: &'static [&'static str],
    /// Its full name.
    full: &'static str,
}

const fn kind(names: &'static [&'static str], full: &'static str) -> Kind {
    Kind { names, full }
}

const KINDS: &[Kind] = &[
    kind(&["secret", "secrets"], "secrets.v1."),
    kind(&["configmap", "configmaps", "cm"], "configmaps.v1."),
    kind(&["pod", "pods", "po"], "pods.v1."),
    kind(&["service", "services", "svc"], "services.v1."),
    kind(&["serviceaccount", "serviceaccounts", "sa"], "serviceaccounts.v1."),
    kind(&["namespace", "namespaces", "ns"], "namespaces.v1."),
    kind(&["node", "nodes", "no"], "nodes.v1."),
    kind(&["event", "events", "ev"], "events.v1."),
    kind(&["persistentvolume", "persistentvolumes", "pv"], "persistentvolumes.v1."),
    kind(&["persistentvolumeclaim", "persistentvolumeclaims", "pvc"], "persistentvolumeclaims.v1."),
    kind(&["deployment", "deployments", "deploy"], "deployments.v1.apps"),
    kind(&["statefulset", "statefulsets", "sts"], "statefulsets.v1.apps"),
    kind(&["daemonset", "daemonsets", "ds"], "daemonsets.v1.apps"),
    kind(&["replicaset", "replicasets", "rs"], "replicasets.v1.apps"),
    kind(&["cronjob", "cronjobs", "cj"], "cronjobs.v1.batch"),
    kind(&["role", "roles"], "roles.v1.rbac.authorization.k8s.io"),
    kind(&["rolebinding", "rolebindings"], "rolebindings.v1.rbac.authorization.k8s.io"),
    kind(&["clusterrole", "clusterroles"], "clusterroles.v1.rbac.authorization.k8s.io"),
    kind(
        &["clusterrolebinding", "clusterrolebindings"],
        "clusterrolebindings.v1.rbac.authorization.k8s.io",
    ),
];

/// Whether an argument says by its name of which kind a thing is.
pub(super) fn is_kind(name: &str) -> bool {
    let name = name.to_ascii_lowercase().replace(['_', '-'], "");
    ["kind", "kinds", "resourcetype", "resourcetypes", "resourcekind"].contains(&name.as_str())
}

/// What else a kind is called, the likeliest first; nothing of one that is written as in manifests,
/// with a capital, and of what is no cluster's kind.
pub(super) fn other_names(word: &str) -> Vec<String> {
    let Some(kind) = KINDS.iter().find(|kind| kind.names.contains(&word)) else {
        return Vec::new();
    };
    let names = kind.names.iter().chain([&kind.full]).filter(|name| **name != word);
    let capital = kind.names.first().map(|name| capitalised(name));
    capital.into_iter().chain(names.map(|name| (*name).to_owned())).collect()
}

fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_kinds_are_called() {
        for (word, expected) in [
            ("secrets", vec!["Secret", "secret", "secrets.v1."]),
            ("cm", vec!["Configmap", "configmap", "configmaps", "configmaps.v1."]),
            ("Secret", vec![]),
            ("invoice", vec![]),
        ] {
            assert_eq!(other_names(word), expected, "{word}");
        }
    }

    #[test]
    fn arguments_that_name_kinds() {
        for (name, expected) in [("resourceType", true), ("kind", true), ("kindness", false)] {
            assert_eq!(is_kind(name), expected, "{name}");
        }
    }
}
