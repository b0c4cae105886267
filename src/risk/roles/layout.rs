//! A table of weights laid out so that what a sign weighs is found without reading the others.
//!
//! The build lays out the program's own: build.rs has this file too, so it knows nothing of the
//! crate.

/// How many bytes a slot has: the key of a sign, and where its weights begin. An empty one is zero.
const SLOT: usize = size_of::<u64>() + size_of::<u32>();

/// A table: slots by the keys of signs, a power of two of them, and what they lead to.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// The slots.
    pub(super) slots: Vec<u8>,
    /// For each sign how many weights it has, and each of them: the place of an answer, and what
    /// the sign adds to its sum.
    pub(super) weights: Vec<u8>,
}

/// Lays out lines of signs and what each adds to answers, as in `last:url` and `19:4 26:-4`; what
/// can't be read adds nothing.
pub(super) fn lay_out(lines: &str, key: impl Fn(&str) -> u64) -> Layout {
    let rows: Vec<(&str, &str)> = lines.lines().filter_map(|line| line.split_once('\t')).collect();
    let mut slots = vec![[0; SLOT]; (rows.len() * 2).next_power_of_two()];
    // No row begins at zero, which an empty slot says.
    let mut weights = vec![0];
    for (sign, written) in rows {
        let own: Vec<[u8; 2]> = written.split(' ').filter_map(weight).collect();
        let (key, start) = (key(sign), weights.len() as u32);
        weights.push(own.len() as u8);
        weights.extend(own.as_flattened());
        let first = key as usize & (slots.len() - 1);
        let (before, from) = slots.split_at_mut(first);
        let mut next = from.iter_mut().chain(before);
        let is_free = |slot: &&mut [u8; SLOT]| {
            slot.ends_with(&[0; 4]) || slot.starts_with(&key.to_le_bytes())
        };
        if let Some(slot) = next.find(is_free) {
            let written = key.to_le_bytes().into_iter().chain(start.to_le_bytes());
            slot.iter_mut().zip(written).for_each(|(byte, own)| *byte = own);
        }
    }
    Layout { slots: slots.into_flattened(), weights }
}

/// `12:-5`
fn weight(text: &str) -> Option<[u8; 2]> {
    let (place, weight) = text.split_once(':')?;
    let weight: i8 = weight.parse().ok()?;
    Some([place.parse().ok()?, weight.cast_unsigned()])
}
