//! Host names that lead into the network where the server runs: those that anybody's name server
//! answers with this machine, and those that carry the address with which they are answered.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::constants::Constants;
use super::hosts::{self, Host, Scope};
use super::row::Known;

/// Names that lead to this machine, as all below them do.
const LOCAL: &[&str] = &[
    "fuf.me",
    "lacolhost.com",
    "lcl.host",
    "local.gd",
    "localho.st",
    "localtest.me",
    "lvh.me",
    "spoofed.burpcollaborator.net",
    "vcap.me",
    "yoogle.com",
];

/// Services whose names carry the address, each with such a name of an address inside: some answer
/// with one of several in turn.
const CARRIERS: &[(&str, &str)] = &[
    ("1u.ms", "make-169-254-169-254-rr.1u.ms"),
    ("backname.io", "10.0.0.1.backname.io"),
    ("local-ip.co", "10-0-0-1.my.local-ip.co"),
    ("local-ip.sh", "10-0-0-1.local-ip.sh"),
    ("my.local-ip.co", "10-0-0-1.my.local-ip.co"),
    ("nip.io", "169.254.169.254.nip.io"),
    ("plex.direct", "10-0-0-1.x.plex.direct"),
    ("rbndr.us", "7f000001.a9fea9fe.rbndr.us"),
    ("rebind.network", "a.169.254.169.254.forever.rebind.network"),
    ("sslip.io", "169.254.169.254.sslip.io"),
    ("traefik.me", "10.0.0.1.traefik.me"),
    ("xip.io", "169.254.169.254.xip.io"),
];

/// For each host that the policy names and that leads into the network, such a name.
pub(super) fn inside(constants: &Constants<'_>) -> Vec<Known> {
    let names = hosts::named(constants).into_iter().filter_map(|host| into_network(&host));
    names.map(|name| Known::text(&name)).collect()
}

/// A name that is meant and leads into the network.
fn into_network(host: &Host) -> Option<String> {
    let name = host.name.as_str();
    let leads = lies_in(name, "localhost") && name != "localhost"
        || LOCAL.iter().any(|local| lies_in(name, local))
        || CARRIERS.iter().any(|(carrier, _)| carries(name, carrier));
    match host.scope {
        Scope::Itself | Scope::Both if leads => Some(name.to_owned()),
        Scope::Below if leads || name == "localhost" => Some(format!("x.{name}")),
        Scope::Below | Scope::Both => {
            let carrier = CARRIERS.iter().find(|(carrier, _)| *carrier == name)?;
            Some(carrier.1.to_owned())
        }
        Scope::Itself => None,
    }
}

/// Whether a name is another or below it.
fn lies_in(name: &str, other: &str) -> bool {
    name.strip_suffix(other).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// Whether a name below that of a service carries an address inside the network.
fn carries(name: &str, carrier: &str) -> bool {
    let Some(rest) = name.strip_suffix(carrier).and_then(|rest| rest.strip_suffix('.')) else {
        return false;
    };
    let parts: Vec<&str> = rest.split(['.', '-']).collect();
    let decimal = parts.windows(4).filter_map(|four| four.join(".").parse().ok());
    let hexadecimal = parts.iter().filter(|part| part.len() == 8);
    let hexadecimal = hexadecimal.filter_map(|part| u32::from_str_radix(part, 16).ok());
    let mut four = decimal.chain(hexadecimal.map(Ipv4Addr::from));
    let mut six = rest.split('.').filter_map(|label| label.replace('-', ":").parse().ok());
    four.any(is_inside) || six.any(is_inside_6)
}

fn is_inside(address: Ipv4Addr) -> bool {
    let is_of_carrier = matches!(address.octets(), [100, 64..=127, ..]);
    address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_unspecified()
        || is_of_carrier
}

fn is_inside_6(address: Ipv6Addr) -> bool {
    address.is_loopback()
        || address.is_unspecified()
        || address.is_unique_local()
        || address.is_unicast_link_local()
        || address.to_ipv4_mapped().is_some_and(is_inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_carry_an_address_inside() {
        for name in [
            "169.254.169.254.nip.io",
            "app.10.8.0.1.nip.io",
            "app-10-8-0-1.nip.io",
            "customer1-app-7f000101.nip.io",
            "192-168-1-1.sslip.io",
            "--1.sslip.io",
            "fd00-ec2--254.sslip.io",
            "make-1.2.3.4-rebind-169.254.169.254-rr.1u.ms",
            "7f000001.c0a80001.rbndr.us",
        ] {
            assert!(CARRIERS.iter().any(|(carrier, _)| carries(name, carrier)), "{name}");
        }
        for name in ["8.8.8.8.nip.io", "nip.io", "app.nip.io", "10.0.0.1.acme.com", "snip.io"] {
            assert!(!CARRIERS.iter().any(|(carrier, _)| carries(name, carrier)), "{name}");
        }
        for (carrier, name) in CARRIERS {
            assert!(carries(name, carrier), "{name}");
        }
    }
}
