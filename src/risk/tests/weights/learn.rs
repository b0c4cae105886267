//! A support vector machine for each role over signs that are there or not, learned by coordinate
//! descent on its dual (Hsieh, Chang, Lin, Keerthi and Sundararajan, 2008: squared losses).

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::samples::Sample;
use crate::risk::roles::STEPS;

/// How often every sample is looked at.
const ROUNDS: usize = 20;

/// What a sample on the wrong side costs.
const COST: f32 = 0.05;

/// How often a sign must occur to count.
const LEAST: usize = 2;

/// Weights below this aren't written.
const SMALL: f32 = 4.0;

/// The table, as text.
pub(super) fn table(samples: &[&Sample]) -> String {
    let roles: Vec<&str> =
        samples.iter().map(|sample| &*sample.role).collect::<BTreeSet<_>>().into_iter().collect();
    let signs = counted(samples);
    let weights: Vec<Vec<f32>> =
        roles.iter().map(|role| Machine::learned(samples, &signs, role)).collect();
    written(&roles, &signs, &weights)
}

/// The signs that occur often enough, each with its place.
fn counted<'s>(samples: &[&'s Sample]) -> BTreeMap<&'s str, usize> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for sign in samples.iter().flat_map(|sample| &sample.signs) {
        *counts.entry(sign).or_default() += 1;
    }
    let often = counts.into_iter().filter(|(_, count)| *count >= LEAST);
    often.enumerate().map(|(at, (sign, _))| (sign, at)).collect()
}

/// What tells one role from all others.
struct Machine {
    /// What each sign adds.
    weights: Vec<f32>,
    /// How much each sample pulls.
    pulls: Vec<f32>,
}

/// One sample as the machine sees it.
struct Point {
    /// The places of its signs.
    places: Vec<usize>,
    /// 1 for the role, -1 for others.
    side: f32,
    /// What softens its margin: less where it counts more.
    slack: f32,
}

impl Machine {
    /// The weight of each sign for a role.
    fn learned(samples: &[&Sample], signs: &BTreeMap<&str, usize>, role: &str) -> Vec<f32> {
        let point = |sample: &&Sample| {
            let places = sample.signs.iter().filter_map(|sign| signs.get(&**sign)).copied();
            let side = if sample.role == role { 1.0 } else { -1.0 };
            Point { places: places.collect(), side, slack: 0.5 / (COST * sample.weight) }
        };
        let points: Vec<Point> = samples.iter().map(point).collect();
        let mut machine = Self { weights: vec![0.0; signs.len()], pulls: vec![0.0; points.len()] };
        let stride = stride(points.len());
        for round in 0..ROUNDS {
            for turn in 0..points.len() {
                let at = (turn * stride + round * 17) % points.len();
                machine.look_at(at, &points[at]);
            }
        }
        machine.weights
    }

    fn look_at(&mut self, at: usize, point: &Point) {
        let sum: f32 = point.places.iter().map(|place| self.weights[*place]).sum();
        let slope = point.side * sum - 1.0 + point.slack * self.pulls[at];
        let pull = (self.pulls[at] - slope / (length(point) + point.slack)).max(0.0);
        let change = (pull - self.pulls[at]) * point.side;
        self.pulls[at] = pull;
        for place in &point.places {
            self.weights[*place] += change;
        }
    }
}

/// The square of a point's distance from nothing: each sign counts 1.
fn length(point: &Point) -> f32 {
    f32::from(u16::try_from(point.places.len()).unwrap())
}

/// A stride that shares no factor with the number of samples, so that it visits each once.
fn stride(count: usize) -> usize {
    let shares = |stride: &usize| {
        (2..=*stride).any(|by| stride.is_multiple_of(by) && count.is_multiple_of(by))
    };
    (1_009..).find(|stride| !shares(stride)).unwrap()
}

fn written(roles: &[&str], signs: &BTreeMap<&str, usize>, weights: &[Vec<f32>]) -> String {
    let mut text = roles.join("\t");
    text.push('\n');
    for (sign, at) in signs {
        let steps = weights.iter().map(|of_role| (of_role[*at] * STEPS).round());
        let heavy = steps.enumerate().filter(|(_, steps)| steps.abs() >= SMALL);
        let row: Vec<_> =
            heavy.map(|(place, steps)| format!("{place}:{}", steps.clamp(-127.0, 127.0))).collect();
        if !row.is_empty() {
            writeln!(text, "{sign}\t{}", row.join(" ")).unwrap();
        }
    }
    text
}
