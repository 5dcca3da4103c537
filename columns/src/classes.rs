//! Rows told apart by where their values lie between edges, and what each class of them comes to.

use crate::numbers::{Numbers, Plain};

/// So many bits of a value are looked up in a table.
const TABLE_BITS: u32 = 12;

/// What each class adds to a row's code.
pub type Weights = [u16; 256];

/// Each class is its code.
pub const ITSELF: Weights = {
    let (mut weights, mut class) = ([0; 256], 0);
    while class < weights.len() {
        weights[class] = class as u16;
        class += 1;
    }
    weights
};

impl Numbers {
    /// For each value how many of these edges lie at or below it: at most 255, ascending.
    pub fn classes(&self, edges: &[i64]) -> Vec<u8> {
        match self.plain() {
            Some(plain) => plain.classes(edges),
            None => self.iter().map(|value| class(edges, value)).collect(),
        }
    }
}

fn class(edges: &[i64], value: i64) -> u8 {
    edges.partition_point(|&edge| edge <= value) as u8
}

impl Plain<'_> {
    fn classes(&self, edges: &[i64]) -> Vec<u8> {
        // What lies above the smallest value, where all fits into 32 bits and nothing is below 0.
        let least = self.value(self.least);
        let most = self.most.abs_diff(self.least);
        let above = |edge: i64| u32::try_from(edge.saturating_sub(least).max(0)).ok();
        let within: Vec<u32> = edges.iter().filter_map(|&edge| above(edge)).collect();
        let shift = (u32::BITS - most.leading_zeros()).saturating_sub(TABLE_BITS);
        // The class of the smallest of the values that have the same first bits; a larger one may be some classes further.
        let lowest = |first: u32| within.partition_point(|&edge| edge <= first << shift);
        let table: Vec<usize> = (0..=most >> shift).map(lowest).collect();
        let class = |&short: &i32| {
            let above = short.wrapping_sub(self.least) as u32;
            let mut class = table.get((above >> shift) as usize).copied().unwrap_or(0);
            while within.get(class).is_some_and(|&edge| edge <= above) {
                class += 1;
            }
            class as u8
        };
        self.near.iter().map(class).collect()
    }
}

/// For each row the sum of what its classes weigh.
pub fn codes(columns: &[(&[u8], &Weights)]) -> Vec<u16> {
    let mut codes = vec![0_u16; columns.first().map_or(0, |(classes, _)| classes.len())];
    for (classes, weights) in columns {
        for (code, &class) in codes.iter_mut().zip(*classes) {
            *code = code.wrapping_add(weights[usize::from(class)]);
        }
    }
    codes
}

/// Changes each code to what stands at its place in `table`; to 0 where there is nothing.
pub fn translate(codes: &mut [u16], table: &[u16]) {
    codes.iter_mut().for_each(|code| *code = table.get(usize::from(*code)).copied().unwrap_or(0));
}

/// How many rows have each code below `distinct`.
pub fn counts(codes: &[u16], distinct: usize) -> Vec<u32> {
    let mut counts = vec![0; distinct];
    for &code in codes {
        if let Some(count) = counts.get_mut(usize::from(code)) {
            *count += 1;
        }
    }
    counts
}

/// For each code below `distinct` the sum of its rows' values.
pub fn sums(codes: &[u16], values: &Numbers, distinct: usize) -> Vec<i64> {
    let mut sums = vec![0_i64; distinct];
    let mut add = |code: u16, value: i64| {
        if let Some(sum) = sums.get_mut(usize::from(code)) {
            *sum += value;
        }
    };
    match values.plain() {
        Some(plain) => {
            codes.iter().zip(plain.near).for_each(|(&code, &short)| add(code, plain.value(short)));
        }
        None => codes.iter().zip(values.iter()).for_each(|(&code, value)| add(code, value)),
    }
    sums
}

/// How many rows have each pair of codes, the second below `width`; of rows that are not among the first ones the first
/// code is `other`.
pub fn pairs(first: &[u16], is_among: &[bool], other: u16, second: &[u16], width: usize) -> Vec<u32> {
    let mut counts = vec![0; (usize::from(other) + 1) * width];
    let mut known = first.iter();
    for (&is_among, &code) in is_among.iter().zip(second) {
        let before = if is_among { known.next().copied().unwrap_or(other) } else { other };
        if let Some(count) = counts.get_mut(usize::from(before) * width + usize::from(code)) {
            *count += 1;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_lie_between_edges() {
        for values in [vec![-3, 0, 4, 5, 9], vec![-3, 0, 4, 5, 1 << 20], vec![-3, 0, 4, 5, 1 << 50]] {
            let numbers: Numbers = values.into_iter().collect();
            assert_eq!(numbers.classes(&[-3, 4, 5, 9]), [1, 1, 2, 3, 4]);
            assert_eq!(numbers.classes(&[i64::MIN, -2]), [1, 2, 2, 2, 2]);
            assert_eq!(numbers.classes(&[]), [0; 5]);
        }
        assert_eq!(Numbers::default().classes(&[1]), [0; 0]);
    }

    #[test]
    fn classes_are_those_of_a_plain_search() {
        let numbers: Numbers = (-5_000_i64..5_000).map(|n| n * n * n / 100).collect();
        assert!(numbers.plain().is_some());
        for edges in [
            vec![i64::MIN, -1_250_000_000, -1_249_250_149, -9, 0, 0, 1, 7, 8, 400_000_000, i64::MAX],
            (-100..100).map(|edge| edge * edge * edge * 1_000).collect(),
            vec![i64::MAX],
        ] {
            let expected = numbers.iter().map(|value| class(&edges, value));
            assert!(numbers.classes(&edges).into_iter().eq(expected), "{edges:?}");
        }
    }

    #[test]
    fn numbers_are_taken_from_a_table() {
        let mut codes = [2, 0, 1, 7];
        translate(&mut codes, &[10, 20, 30]);
        assert_eq!(codes, [30, 10, 20, 0]);
    }

    #[test]
    fn rows_of_a_code_are_counted_and_summed() {
        let (mut tens, mut ones) = ([0; 256], [0; 256]);
        (0..3).for_each(|class: u16| {
            (tens[usize::from(class)], ones[usize::from(class)]) = (10 * class, class)
        });
        let codes = codes(&[(&[2, 0, 2, 1], &tens), (&[1, 1, 1, 0], &ones)]);
        assert_eq!(codes, [21, 1, 21, 10]);
        let counted = counts(&codes, 22);
        assert_eq!((counted[21], counted[1], counted[10], counted.iter().sum::<u32>()), (2, 1, 1, 4));
        for large in [0, 1 << 40] {
            let found = sums(&codes, &[5, 6, -7 + large, 8].into_iter().collect(), 22);
            assert_eq!((found[21], found[1], found[10]), (large - 2, 6, 8));
        }
    }

    #[test]
    fn pairs_know_who_is_not_among_the_first() {
        let found = pairs(&[1, 0], &[false, true, true], 2, &[0, 1, 1], 2);
        assert_eq!(found, [0, 1, 0, 1, 1, 0]);
    }
}
