//! Bytes: which are worth trying, in the order of how well they read, and which make UTF-8.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

use crate::strings::Quick;

/// How far a character has come, by the table of well-formed byte sequences in the Unicode
/// standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Utf8 {
    /// Between two characters.
    Boundary,
    /// One more byte, `80` to `BF`.
    One,
    /// Two more bytes.
    Two,
    /// Three more bytes.
    Three,
    /// Two more bytes, the first of them from `A0` on.
    TwoHigh,
    /// Two more bytes, the first of them up to `9F`.
    TwoLow,
    /// Three more bytes, the first of them from `90` on.
    ThreeHigh,
    /// Three more bytes, the first of them up to `8F`.
    ThreeLow,
}

impl Utf8 {
    /// After one more byte; `None` where no text goes on like that.
    pub(super) fn next(self, byte: u8) -> Option<Self> {
        match (self, byte) {
            (Self::Boundary, 0x00..=0x7F) | (Self::One, 0x80..=0xBF) => Some(Self::Boundary),
            (Self::Boundary, 0xC2..=0xDF)
            | (Self::Two, 0x80..=0xBF)
            | (Self::TwoHigh, 0xA0..=0xBF)
            | (Self::TwoLow, 0x80..=0x9F) => Some(Self::One),
            (Self::Boundary, 0xE0) => Some(Self::TwoHigh),
            (Self::Boundary, 0xED) => Some(Self::TwoLow),
            (Self::Boundary, 0xE1..=0xEF)
            | (Self::Three, 0x80..=0xBF)
            | (Self::ThreeHigh, 0x90..=0xBF)
            | (Self::ThreeLow, 0x80..=0x8F) => Some(Self::Two),
            (Self::Boundary, 0xF0) => Some(Self::ThreeHigh),
            (Self::Boundary, 0xF1..=0xF3) => Some(Self::Three),
            (Self::Boundary, 0xF4) => Some(Self::ThreeLow),
            _ => None,
        }
    }

    /// How many bytes the character lacks.
    pub(super) fn lacking(self) -> usize {
        match self {
            Self::Boundary => 0,
            Self::One => 1,
            Self::Two | Self::TwoHigh | Self::TwoLow => 2,
            Self::Three | Self::ThreeHigh | Self::ThreeLow => 3,
        }
    }
}

/// The class of a byte: no state of a character tells bytes of one class apart.
fn utf8_class(byte: u8) -> u8 {
    const FIRST: [u8; 13] =
        [0x80, 0x90, 0xA0, 0xC0, 0xC2, 0xE0, 0xE1, 0xED, 0xEE, 0xF0, 0xF1, 0xF4, 0xF5];
    FIRST.iter().filter(|first| **first <= byte).count() as u8
}

/// Bytes by class, each class's best-reading byte first, and the classes in the order of these.
#[derive(Debug)]
pub(super) struct Alphabet {
    classes: Vec<Vec<u8>>,
}

impl Alphabet {
    /// The classes of bytes that none of these classes and no character tells apart.
    pub(super) fn new(all: impl Iterator<Item = impl Fn(u8) -> u8>) -> Self {
        let mut numbers: Vec<u8> = (0..=u8::MAX).map(utf8_class).collect();
        for class in all {
            let mut known = HashMap::<_, u8, BuildHasherDefault<Quick>>::default();
            for (byte, number) in (0..=u8::MAX).zip(&mut numbers) {
                let next = known.len() as u8;
                *number = *known.entry((*number, class(byte))).or_insert(next);
            }
        }
        let mut classes: Vec<(u8, Vec<u8>)> = Vec::new();
        for byte in best_reading() {
            let Some(number) = numbers.get(usize::from(*byte)) else { continue };
            match classes.iter_mut().find(|(known, _)| known == number) {
                Some((_, class)) => class.push(*byte),
                None => classes.push((*number, vec![*byte])),
            }
        }
        Self { classes: classes.into_iter().map(|(_, class)| class).collect() }
    }

    /// One byte of each class that isn't set apart, and every byte that is.
    pub(super) fn bytes<'a>(&'a self, apart: &'a [u8]) -> impl Iterator<Item = u8> + 'a {
        let others = self
            .classes
            .iter()
            .filter_map(|class| class.iter().copied().find(|byte| !apart.contains(byte)));
        others.chain(apart.iter().copied())
    }
}

/// Every byte, the best-reading first.
fn best_reading() -> &'static [u8] {
    static BYTES: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let mut bytes: Vec<u8> = (0..=u8::MAX).collect();
        bytes.sort_by_key(|byte| readability(*byte));
        bytes
    });
    &BYTES
}

/// Letters before digits, before what stands in names and addresses, before the rest; what can't be
/// seen comes last.
fn readability(byte: u8) -> (u8, u8) {
    let rank = match byte {
        b'a'..=b'z' => 0,
        b'0'..=b'9' => 1,
        b'A'..=b'Z' => 2,
        b'-' | b'_' | b'.' | b'/' | b'@' | b':' => 3,
        b' ' => 4,
        0x21..=0x7E => 5,
        0xA1..=0xF4 => 6,
        _ => 7,
    };
    (rank, byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_the_encodings_of_characters_are_well_formed() {
        let well_formed = |bytes: &[u8]| {
            let mut state = Some(Utf8::Boundary);
            for byte in bytes {
                state = state.and_then(|state| state.next(*byte));
            }
            state == Some(Utf8::Boundary)
        };
        let interesting = [
            0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0,
            0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
        ];
        for a in interesting {
            for b in interesting {
                for c in interesting {
                    for d in interesting {
                        for bytes in [&[a][..], &[a, b], &[a, b, c], &[a, b, c, d]] {
                            assert_eq!(well_formed(bytes), std::str::from_utf8(bytes).is_ok());
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn bytes_of_one_class_are_not_told_apart() {
        let states = [
            Utf8::Boundary,
            Utf8::One,
            Utf8::Two,
            Utf8::Three,
            Utf8::TwoHigh,
            Utf8::TwoLow,
            Utf8::ThreeHigh,
            Utf8::ThreeLow,
        ];
        for state in states {
            for one in 0..=u8::MAX {
                for other in (0..=u8::MAX).filter(|other| utf8_class(*other) == utf8_class(one)) {
                    assert_eq!(state.next(one), state.next(other), "{state:?} {one:x} {other:x}");
                }
            }
        }
    }
}
