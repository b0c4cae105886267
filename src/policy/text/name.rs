//! Names of hosts and domains as operands.

use crate::strings::tick;

/// The longest name, and the longest of its labels, that the domain name system takes.
const LONGEST_NAME: usize = 253;
const LONGEST_LABEL: usize = 63;

/// Whether this is a dotted name of plain ASCII labels, with `extra` as further inner characters.
///
/// A name that ends in a number is refused: URL parsers read it as an IPv4 address.
pub(super) fn check(name: &str, extra: &[char]) -> Result<(), String> {
    if name.is_empty() {
        return Err("the name is empty: write one such as `api.acme.com`".to_owned());
    }
    if name.ends_with('.') {
        let plain = name.trim_end_matches('.');
        return Err(format!("{} ends with a dot: write {}", tick(name), tick(plain)));
    }
    if !name.is_ascii() {
        return Err(format!(
            "{} is not ASCII: write its encoded form, which begins with `xn--`",
            tick(name)
        ));
    }
    if name.len() > LONGEST_NAME || !name.split('.').all(|label| is_label(label, extra)) {
        return Err(format!(
            "{} is not a valid domain name: write one such as `api.acme.com`",
            tick(name)
        ));
    }
    if name.rsplit('.').next().is_some_and(is_number) {
        return Err(format!(
            "{} ends in a number, so it is not a domain name: write one such as `api.acme.com`",
            tick(name)
        ));
    }
    Ok(())
}

fn is_label(label: &str, extra: &[char]) -> bool {
    let inner = |character: char| {
        character.is_ascii_alphanumeric() || character == '-' || extra.contains(&character)
    };
    (1..=LONGEST_LABEL).contains(&label.len())
        && label.chars().all(inner)
        && !label.starts_with('-')
        && !label.ends_with('-')
}

fn is_number(label: &str) -> bool {
    let hexadecimal = label.strip_prefix("0x").or_else(|| label.strip_prefix("0X"));
    label.bytes().all(|byte| byte.is_ascii_digit())
        || hexadecimal.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}
