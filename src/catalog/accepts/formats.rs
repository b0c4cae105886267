//! The formats of strings that servers see to: what is certainly no such text.

/// An example of a format.
pub(in crate::catalog) fn example(format: &str) -> Option<&'static str> {
    Some(match format {
        "email" | "idn-email" => "a@example.com",
        "uri" | "url" | "uri-reference" | "iri" | "iri-reference" => "https://example.com/",
        "date" => "2026-01-01",
        "date-time" => "2026-01-01T00:00:00Z",
        "time" => "00:00:00Z",
        "duration" => "P1D",
        "uuid" => "00000000-0000-4000-8000-000000000000",
        "ipv4" => "192.0.2.1",
        "ipv6" => "2001:db8::1",
        "hostname" | "idn-hostname" => "example.com",
        "json-pointer" => "/a",
        _ => return None,
    })
}

/// Whether a text may be of a format.
pub(super) fn is_of(format: &str, text: &str) -> bool {
    match format {
        "email" | "idn-email" => is_mail(text),
        "uri" | "url" | "iri" => is_address(text),
        "uri-reference" | "iri-reference" => is_of_address(text),
        "date" => is_date(text),
        "date-time" => is_moment(text),
        "time" => is_time(text),
        "duration" => text.starts_with('P') && text.len() > 2,
        "uuid" => is_shaped(text, "hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh"),
        "ipv4" => text.parse::<std::net::Ipv4Addr>().is_ok(),
        "ipv6" => text.parse::<std::net::Ipv6Addr>().is_ok(),
        "hostname" => is_host(text),
        "json-pointer" => text.is_empty() || text.starts_with('/'),
        _ => true,
    }
}

fn is_mail(text: &str) -> bool {
    let Some((user, domain)) = text.rsplit_once('@') else { return false };
    let is_plain = |it: char| !it.is_whitespace() && !it.is_control();
    let is_quoted = user.len() > 1 && user.starts_with('"') && user.ends_with('"');
    let is_user =
        is_quoted || user.chars().all(|it| is_plain(it) && !"@,;:<>()[]\\\"".contains(it));
    let is_literal = domain.starts_with('[') && domain.ends_with(']');
    !user.is_empty()
        && is_user
        && !user.starts_with('.')
        && !user.ends_with('.')
        && !user.contains("..")
        && (is_literal || is_host(domain))
}

fn is_host(text: &str) -> bool {
    let is_label = |label: &str| {
        let plain = |it: char| it == '-' || it.is_alphanumeric();
        (1..=63).contains(&label.len())
            && label.chars().all(plain)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    text.len() <= 253 && text.split('.').all(is_label)
}

fn is_address(text: &str) -> bool {
    let Some((scheme, _)) = text.split_once(':') else { return false };
    let plain = |it: char| it.is_ascii_alphanumeric() || "+-.".contains(it);
    scheme.starts_with(|it: char| it.is_ascii_alphabetic())
        && scheme.chars().all(plain)
        && is_of_address(text)
}

fn is_of_address(text: &str) -> bool {
    let is_apart = |it: char| it.is_whitespace() || it.is_control() || "<>\"{}|\\^`".contains(it);
    !text.contains(is_apart) && text.matches('#').count() <= 1 && has_whole_escapes(text)
}

fn has_whole_escapes(text: &str) -> bool {
    let mut parts = text.split('%').skip(1);
    parts.all(|part| part.len() > 1 && part.bytes().take(2).all(|it| it.is_ascii_hexdigit()))
}

fn is_date(text: &str) -> bool {
    let part = |start, end| text.get(start..end).and_then(|it: &str| it.parse::<u32>().ok());
    is_shaped(text, "dddd-dd-dd")
        && part(5, 7).is_some_and(|month| (1..=12).contains(&month))
        && part(8, 10).is_some_and(|day| (1..=31).contains(&day))
}

fn is_moment(text: &str) -> bool {
    let (Some(date), Some(time)) = (text.get(..10), text.get(11..)) else { return false };
    let between = text.get(10..11).is_some_and(|it| it == "T" || it == "t");
    between && is_date(date) && is_time(time)
}

fn is_time(text: &str) -> bool {
    let (Some(clock), Some(rest)) = (text.get(..8), text.get(8..)) else { return false };
    let zone = match rest.strip_prefix('.') {
        Some(fraction) => fraction.trim_start_matches(|it: char| it.is_ascii_digit()),
        None => rest,
    };
    let is_zone =
        zone == "Z" || zone == "z" || is_shaped(zone, "+dd:dd") || is_shaped(zone, "-dd:dd");
    let part = |start, end| clock.get(start..end).and_then(|it: &str| it.parse::<u32>().ok());
    is_shaped(clock, "dd:dd:dd")
        && is_zone
        && part(0, 2).is_some_and(|hour| hour < 24)
        && part(3, 5).is_some_and(|minute| minute < 60)
        && part(6, 8).is_some_and(|second| second < 61)
}

/// Whether a text has a shape: `d` stands for a digit, `h` for one of sixteen.
fn is_shaped(text: &str, shape: &str) -> bool {
    let fits = |(character, wanted): (char, char)| match wanted {
        'd' => character.is_ascii_digit(),
        'h' => character.is_ascii_hexdigit(),
        other => character == other,
    };
    text.len() == shape.len() && text.chars().zip(shape.chars()).all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_are_of_their_format() {
        for format in [
            "email",
            "uri",
            "uri-reference",
            "date",
            "date-time",
            "time",
            "duration",
            "uuid",
            "ipv4",
            "ipv6",
            "hostname",
            "json-pointer",
        ] {
            assert!(is_of(format, example(format).unwrap()), "{format}");
        }
    }

    #[test]
    fn what_is_no_such_text_is_told() {
        for (format, text) in [
            ("email", "x"),
            ("email", "a b@example.com"),
            ("email", "a@b@example.com"),
            ("uri", "x"),
            ("uri", "/etc/passwd"),
            ("uri", "https://a b"),
            ("uri", "http://a/%zz"),
            ("date", "2026-13-01"),
            ("date", "today"),
            ("date-time", "2026-01-01"),
            ("time", "24:00:00Z"),
            ("uuid", "x"),
            ("ipv4", "256.0.0.1"),
            ("ipv6", "x:"),
            ("hostname", "a_b"),
            ("hostname", "-a.example"),
            ("json-pointer", "a"),
        ] {
            assert!(!is_of(format, text), "{format} {text}");
        }
    }
}
