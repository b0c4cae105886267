//! Names under which anybody can register others.

/// Below these, names are given to anybody who asks: tenants of services, tunnels, names of any
/// address, inboxes for tests. The list of public suffixes doesn't have them.
const TENANTS: &[&str] = &[
    "amazonaws.com",
    "atlassian.net",
    "auth0.com",
    "azure-api.net",
    "azurecr.io",
    "backblazeb2.com",
    "beeceptor.com",
    "burpcollaborator.net",
    "cloudapp.azure.com",
    "codesandbox.io",
    "digitaloceanspaces.com",
    "freshdesk.com",
    "glitch.me",
    "interact.sh",
    "jfrog.io",
    "lhr.life",
    "loca.lt",
    "localtunnel.me",
    "lvh.me",
    "my.salesforce.com",
    "nip.io",
    "oastify.com",
    "okta.com",
    "pipedream.net",
    "requestbin.net",
    "run.app",
    "serveo.net",
    "service-now.com",
    "sharepoint.com",
    "snowflakecomputing.com",
    "sslip.io",
    "stackblitz.io",
    "traefik.me",
    "webcontainer.io",
    "webhook.site",
    "wordpress.com",
    "xip.io",
    "zendesk.com",
];

/// Whether anybody can have a name below this one.
pub(super) fn is_shared(name: &str) -> bool {
    let suffix = psl::suffix(name.as_bytes()).filter(|suffix| suffix.is_known());
    TENANTS.contains(&name) || suffix.is_some_and(|suffix| suffix.as_bytes() == name.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_anybody_can_have() {
        for name in ["com", "co.uk", "github.io", "amazonaws.com", "nip.io", "jfrog.io"] {
            assert!(is_shared(name), "{name}");
        }
        for name in ["acme.com", "acme.github.io", "internal", "github.com"] {
            assert!(!is_shared(name), "{name}");
        }
    }
}
