//! Logistic regression over signs that are there or not, one sum for each role.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::samples::Sample;
use crate::risk::roles::STEPS;

/// How often every sample is looked at.
const ROUNDS: usize = 25;

/// How far the first step goes.
const STEP: f32 = 0.15;

/// How much of a weight is taken away in a step, so that rare signs weigh little.
const DECAY: f32 = 0.002;

/// How often a sign must occur to count.
const LEAST: usize = 2;

/// Weights below this aren't written.
const SMALL: f32 = 4.0;

/// The table, as text.
pub(super) fn table(samples: &[&Sample]) -> String {
    let roles: Vec<&str> =
        samples.iter().map(|sample| &*sample.role).collect::<BTreeSet<_>>().into_iter().collect();
    let signs = counted(samples);
    let weights = learned(samples, &roles, &signs);
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

fn learned(samples: &[&Sample], roles: &[&str], signs: &BTreeMap<&str, usize>) -> Vec<Vec<f32>> {
    let mut weights = vec![vec![0.0_f32; roles.len()]; signs.len()];
    let mut squares = vec![vec![1.0_f32; roles.len()]; signs.len()];
    let places: Vec<Vec<usize>> = samples
        .iter()
        .map(|sample| sample.signs.iter().filter_map(|sign| signs.get(&**sign)).copied().collect())
        .collect();
    let wanted: Vec<usize> = samples
        .iter()
        .map(|sample| roles.iter().position(|role| *role == sample.role).unwrap())
        .collect();
    for round in 0..ROUNDS {
        for turn in 0..samples.len() {
            // A stride that shares no factor with the number of samples visits each once.
            let at = (turn * stride(samples.len()) + round * 17) % samples.len();
            let errors = errors(&weights, &places[at], wanted[at], samples[at].weight, roles.len());
            for place in &places[at] {
                let row = weights[*place].iter_mut().zip(&mut squares[*place]);
                for ((weight, square), error) in row.zip(&errors) {
                    let slope = error - DECAY * *weight;
                    *square += slope * slope;
                    *weight += STEP * slope / square.sqrt();
                }
            }
        }
    }
    weights
}

fn stride(count: usize) -> usize {
    let shares = |stride: &usize| {
        (2..=*stride).any(|by| stride.is_multiple_of(by) && count.is_multiple_of(by))
    };
    (1_009..).find(|stride| !shares(stride)).unwrap()
}

/// How far each role's likelihood is from what the label says.
fn errors(
    weights: &[Vec<f32>],
    places: &[usize],
    wanted: usize,
    counts: f32,
    roles: usize,
) -> Vec<f32> {
    let mut sums = vec![0.0_f32; roles];
    for place in places {
        for (sum, weight) in sums.iter_mut().zip(&weights[*place]) {
            *sum += weight;
        }
    }
    let highest = sums.iter().copied().fold(f32::MIN, f32::max);
    let powers: Vec<f32> = sums.iter().map(|sum| (sum - highest).exp()).collect();
    let all: f32 = powers.iter().sum();
    let error = |(at, power): (usize, &f32)| counts * (f32::from(at == wanted) - power / all);
    powers.iter().enumerate().map(error).collect()
}

fn written(roles: &[&str], signs: &BTreeMap<&str, usize>, weights: &[Vec<f32>]) -> String {
    let mut text = roles.join("\t");
    text.push('\n');
    for (sign, at) in signs {
        let steps = weights[*at].iter().map(|weight| (weight * STEPS).round());
        let heavy = steps.enumerate().filter(|(_, steps)| steps.abs() >= SMALL);
        let row: Vec<_> =
            heavy.map(|(place, steps)| format!("{place}:{}", steps.clamp(-127.0, 127.0))).collect();
        if !row.is_empty() {
            writeln!(text, "{sign}\t{}", row.join(" ")).unwrap();
        }
    }
    text
}
