//! Bytes to text.

/// The text of some bytes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    /// What is no text is a replacement character in it.
    pub(super) text: String,
    pub(super) fault: Option<Fault>,
}

/// Why bytes aren't UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// They are UTF-16 and say so.
    Utf16,
    /// They are no text from this byte of the decoded text on.
    Broken { at: usize },
}

/// Reads UTF-8, and UTF-16 that begins with a byte-order mark, which isn't kept.
pub(super) fn decode(bytes: Vec<u8>) -> Decoded {
    match *bytes {
        [0xFF, 0xFE, ref units @ ..] => utf16(units, u16::from_le_bytes),
        [0xFE, 0xFF, ref units @ ..] => utf16(units, u16::from_be_bytes),
        _ => utf8(bytes),
    }
}

fn utf8(bytes: Vec<u8>) -> Decoded {
    match String::from_utf8(bytes) {
        Ok(text) => Decoded { text, fault: None },
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            Decoded { text, fault: Some(Fault::Broken { at }) }
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Decoded {
    let (units, half) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(units.len());
    let mut fault = Fault::Utf16;
    let characters = char::decode_utf16(units.iter().map(|bytes| unit(*bytes)));
    let half = half.first().map(|_| None);
    for character in characters.map(Result::ok).chain(half) {
        if character.is_none() && fault == Fault::Utf16 {
            fault = Fault::Broken { at: text.len() };
        }
        text.push(character.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    Decoded { text, fault: Some(fault) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn either_order_of_bytes_is_read() {
        let little: Vec<u8> = "\u{feff}é\n🦀".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "\u{feff}é\n🦀".encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [little, big] {
            let decoded = Decoded { text: "é\n🦀".to_owned(), fault: Some(Fault::Utf16) };
            assert_eq!(decode(bytes), decoded);
        }
    }

    #[test]
    fn what_is_broken_has_a_place() {
        let fault = |bytes: &[u8]| decode(bytes.to_vec()).fault;
        assert_eq!(fault(b"a\xff"), Some(Fault::Broken { at: 1 }));
        assert_eq!(fault(b"\xff\xfea\0\0\xd8"), Some(Fault::Broken { at: 1 }));
        assert_eq!(fault(b"\xfe\xff\0a\0"), Some(Fault::Broken { at: 1 }));
        assert_eq!(decode(b"\xff\xfea\0\0\xd8".to_vec()).text, "a\u{fffd}");
        assert_eq!((fault("é".as_bytes()), fault(b"")), (None, None));
    }
}
