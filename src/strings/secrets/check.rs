//! What holds of a token besides its alphabet and length.

use super::{counts, is_placeholder};

/// What is asked of a token's characters.
#[derive(Debug, Clone, Copy)]
pub(super) enum Check {
    /// The last six are the CRC-32 of those before, in base 62.
    Crc32,
    /// These stand in it, with others before and behind.
    Contains(&'static str),
    /// Up to the first full stop it is base 64 of a JSON object that names an algorithm.
    TokenHeader,
    /// It is too irregular to have been thought of.
    Random,
}

impl Check {
    /// Whether it holds of the token that is `rest` behind `start`.
    pub(super) fn holds(self, start: &str, rest: &str) -> bool {
        match self {
            Self::Crc32 => has_checksum(rest),
            Self::Contains(text) => rest.find(text).is_some_and(|at| {
                let behind = rest.len() - at - text.len();
                at >= MIN_AROUND && behind >= MIN_AROUND
            }),
            Self::TokenHeader => {
                let head = rest.split('.').next().unwrap_or_default();
                let header = decoded(start.bytes().chain(head.bytes()));
                header.starts_with(b"{\"") && contains(&header, b"\"alg\"")
            }
            Self::Random => looks_random(rest) && is_broken(rest),
        }
    }
}

/// Whether a text is too irregular to have been thought of.
pub(crate) fn looks_random(text: &str) -> bool {
    let mixed = text.bytes().any(|byte| byte.is_ascii_digit())
        && text.bytes().any(|byte| byte.is_ascii_alphabetic());
    let one_word = text.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>{}$".contains(&byte));
    text.len() >= 16 && mixed && one_word && !is_placeholder(text) && entropy(text) >= 3.4
}

/// Shannon's measure, in bits for each character.
fn entropy(text: &str) -> f64 {
    let length = f64::from(u32::try_from(text.chars().count()).unwrap_or(u32::MAX));
    counts(text)
        .values()
        .map(|count| f64::from(*count) / length)
        .map(|part| -part * part.log2())
        .sum()
}

/// Whether letters and digits follow each other as often as in no words with numbers.
fn is_broken(text: &str) -> bool {
    let kinds = || text.bytes().map(|byte| (byte.is_ascii_digit(), byte.is_ascii_alphabetic()));
    let changes = kinds()
        .zip(kinds().skip(1))
        .filter(|pair| matches!(pair, ((true, _), (_, true)) | ((_, true), (true, _))));
    changes.count() * MAX_UNBROKEN >= text.len()
}

/// How many characters there are at most to each change between letters and digits.
const MAX_UNBROKEN: usize = 10;

/// How many characters stand at least on either side of a text that is contained.
const MIN_AROUND: usize = 20;

/// How many characters a checksum has.
const CHECKSUM: usize = 6;

fn has_checksum(token: &str) -> bool {
    let at = token.len().saturating_sub(CHECKSUM);
    token.split_at_checked(at).is_some_and(|(text, checksum)| checksum == base62(crc32(text)))
}

/// CRC-32 as in zip files.
fn crc32(text: &str) -> u32 {
    !text.bytes().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| {
            (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg())
        })
    })
}

/// Six digits: decimal ones, capital letters, small letters.
fn base62(mut number: u32) -> String {
    let mut digits = [b'0'; CHECKSUM];
    for digit in digits.iter_mut().rev() {
        let value = u8::try_from(number % 62).unwrap_or_default();
        *digit = match value {
            0..=9 => b'0' + value,
            10..=35 => b'A' + value - 10,
            _ => b'a' + value - 36,
        };
        number /= 62;
    }
    digits.into_iter().map(char::from).collect()
}

/// What base 64 stands for, up to the first character that is none of it.
fn decoded(text: impl Iterator<Item = u8>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0_u32, 0);
    for digit in text.map_while(digit) {
        bits = ((bits << 6) | u32::from(digit)) & 0xFFFF;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from((bits >> count) & 0xFF).unwrap_or_default());
        }
    }
    bytes
}

fn digit(byte: u8) -> Option<u8> {
    Some(match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'-' | b'+' => 62,
        b'_' | b'/' => 63,
        _ => return None,
    })
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A text with its checksum behind it.
    pub(in super::super) fn with_checksum(text: &str) -> String {
        format!("{text}{}", base62(crc32(text)))
    }

    #[test]
    fn checksums_are_those_of_zip_in_base_62() {
        assert_eq!(crc32("123456789"), 0xCBF4_3926);
        assert_eq!([base62(0), base62(61), base62(62)], ["000000", "00000z", "000010"]);
        assert_eq!(base62(u32::MAX), "4gfFC3");
        assert!(has_checksum(&with_checksum("abc")) && !has_checksum("abc000000"));
        assert!(!has_checksum("short"));
    }

    #[test]
    fn base_64_is_decoded() {
        assert_eq!(decoded("eyJhbGciOiJIUzI1NiJ9.x".bytes()), br#"{"alg":"HS256"}"#);
        assert_eq!(decoded("-_8".bytes()), [0xFB, 0xFF]);
    }
}
