//! Mail providers where anybody can have an address.

use super::constants::{Constants, Extent};
use super::row::Known;

/// Their domains.
const PROVIDERS: &[&str] = &[
    "163.com",
    "aol.com",
    "fastmail.com",
    "gmail.com",
    "gmx.at",
    "gmx.ch",
    "gmx.com",
    "gmx.de",
    "gmx.net",
    "googlemail.com",
    "hey.com",
    "hotmail.com",
    "icloud.com",
    "laposte.net",
    "libero.it",
    "live.com",
    "mail.com",
    "mail.ru",
    "me.com",
    "msn.com",
    "naver.com",
    "orange.fr",
    "outlook.com",
    "pm.me",
    "proton.me",
    "protonmail.com",
    "qq.com",
    "tuta.com",
    "tutanota.com",
    "uol.com.br",
    "web.de",
    "yahoo.com",
    "yandex.com",
    "yandex.ru",
    "zohomail.com",
];

/// The domains that a policy lists as a whole and at which anybody can have an address.
pub(super) fn anybodys(constants: &Constants<'_>) -> Vec<Known> {
    let listed = constants.of_extent(&[Extent::Domain, Extent::End]);
    let domains = listed.map(|text| text.rsplit_once('@').map_or(text, |(_, domain)| domain));
    let domains = domains.map(str::to_ascii_lowercase);
    domains.filter(|domain| PROVIDERS.contains(&&**domain)).map(|it| Known::text(&it)).collect()
}
