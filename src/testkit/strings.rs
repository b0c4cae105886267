//! Strings in which a pattern is found, drawn at random.

use regex_syntax::hir::{Class, Hir, HirKind};

use crate::re2::{Pattern, translated};

/// How often a repetition without a bound repeats at most beyond what it must.
const MAX_MORE: u32 = 6;

/// So many strings in which RE2 finds the pattern, from its beginning to its end; fewer where most
/// draws miss what the pattern says of words' edges.
pub(crate) fn of_pattern(pattern: &str, count: usize) -> Vec<String> {
    let hir = regex_syntax::parse(&translated(pattern).unwrap()).unwrap();
    let found = Pattern::new(pattern).unwrap();
    let mut rng = Draws(0);
    let drawn = (0..count * 8).map(|_| {
        let mut text = String::new();
        draw(&hir, &mut rng, &mut text);
        text
    });
    drawn.filter(|text| found.is_match(text)).take(count).collect()
}

/// The same numbers on every run.
struct Draws(u64);

impl Draws {
    /// A number below this one; 0 below 0.
    fn below(&mut self, end: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        u32::try_from((mixed >> 32) % u64::from(end.max(1))).unwrap()
    }

    fn index(&mut self, length: usize) -> usize {
        self.below(u32::try_from(length).unwrap()) as usize
    }
}

fn draw(hir: &Hir, rng: &mut Draws, text: &mut String) {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.push_str(std::str::from_utf8(&literal.0).unwrap()),
        HirKind::Class(class) => text.extend(character(class, rng)),
        HirKind::Repetition(repetition) => {
            let most = repetition.max.unwrap_or(repetition.min + MAX_MORE);
            let times = repetition.min
                + rng.below(most.min(repetition.min + MAX_MORE) - repetition.min + 1);
            (0..times).for_each(|_| draw(&repetition.sub, rng, text));
        }
        HirKind::Capture(capture) => draw(&capture.sub, rng, text),
        HirKind::Concat(parts) => parts.iter().for_each(|part| draw(part, rng, text)),
        HirKind::Alternation(parts) => {
            draw(&parts[rng.index(parts.len())], rng, text);
        }
    }
}

/// Of the printable ones if there are any, mostly.
fn character(class: &Class, rng: &mut Draws) -> Option<char> {
    let Class::Unicode(class) = class else { return None };
    let plain = class.ranges().iter().flat_map(|range| {
        let (start, end) = (range.start().max(' '), range.end().min('~'));
        (start <= end).then_some((start, end))
    });
    let mut ranges: Vec<(char, char)> = plain.collect();
    if ranges.is_empty() || rng.below(16) == 0 {
        ranges = class.ranges().iter().map(|range| (range.start(), range.end())).collect();
    }
    let (start, end) = *ranges.get(rng.index(ranges.len()))?;
    let drawn = u32::from(start) + rng.below(u32::from(end) - u32::from(start) + 1);
    char::from_u32(drawn).or(Some(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_drawn_from_all_of_a_pattern() {
        let drawn = of_pattern(r"(?i)\A(ab|c)\b[^;]*\z", 200);
        assert_eq!(drawn.len(), 200);
        assert!(
            ["a", "A", "c", "C"]
                .iter()
                .all(|start| { drawn.iter().any(|text| text.starts_with(start)) })
        );
    }
}
