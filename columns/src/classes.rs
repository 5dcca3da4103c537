//! Rows told apart by where their values lie between edges, and what each class of them comes to.

use crate::numbers::{Numbers, Plain};
use crate::totals::Stay;

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
        // The class of the smallest of the values that have the same first bits, and the edge above it.
        let lowest = |first: u32| {
            let class = within.partition_point(|&edge| edge <= first << shift);
            (class as u32, within.get(class).copied().unwrap_or(u32::MAX))
        };
        let table: Vec<(u32, u32)> = (0..=most >> shift).map(lowest).collect();
        let class = |&short: &i32| {
            let above = short.wrapping_sub(self.least) as u32;
            let (class, next) = table[(above >> shift) as usize];
            if above < next { class as u8 } else { further(&within, class as usize, above) }
        };
        self.near.iter().map(class).collect()
    }
}

/// The class of a value that is some classes above this one.
#[cold]
fn further(edges: &[u32], from: usize, value: u32) -> u8 {
    let further = edges.iter().skip(from).take_while(|&&edge| edge <= value);
    (from + further.count()) as u8
}

/// For each row the sum of what its classes weigh.
pub fn codes(columns: &[(&[u8], &Weights)]) -> Vec<u16> {
    let weighed = |&class: &u8, weights: &Weights| weights[usize::from(class)];
    match *columns {
        [(own, weights)] => own.iter().map(|class| weighed(class, weights)).collect(),
        [(first, a), (second, b), (third, c)] => {
            let classes = first.iter().zip(second).zip(third);
            let code = |((first, second), third)| {
                weighed(first, a).wrapping_add(weighed(second, b)).wrapping_add(weighed(third, c))
            };
            classes.map(code).collect()
        }
        _ => {
            let mut codes = vec![0_u16; columns.first().map_or(0, |(classes, _)| classes.len())];
            for (classes, weights) in columns {
                for (code, class) in codes.iter_mut().zip(*classes) {
                    *code = code.wrapping_add(weighed(class, weights));
                }
            }
            codes
        }
    }
}

/// Changes each code to what stands at its place in `table`; to 0 where there is nothing.
pub fn translate(codes: &mut [u16], table: &[u16]) {
    codes.iter_mut().for_each(|code| *code = table.get(usize::from(*code)).copied().unwrap_or(0));
}

/// Changes each code to what stands at its place in `table`, and to `none` where there is nothing.
pub fn look_up(codes: &mut [u32], table: &[u32], none: u32) {
    codes.iter_mut().for_each(|code| *code = table.get(*code as usize).copied().unwrap_or(none));
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

/// What rows come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally<const SUMS: usize> {
    /// How many rows.
    pub rows: u32,
    /// The sums of their values, column by column.
    pub sums: [i64; SUMS],
}

impl<const SUMS: usize> Tally<SUMS> {
    /// No row.
    pub const NONE: Tally<SUMS> = Tally { rows: 0, sums: [0; SUMS] };
}

/// What the rows of each code below `distinct` come to.
pub fn tallies<const SUMS: usize>(
    codes: &[u16],
    columns: [&Numbers; SUMS],
    distinct: usize,
) -> Vec<Tally<SUMS>> {
    let mut tallies = vec![Tally::NONE; distinct];
    for (row, &code) in codes.iter().enumerate() {
        let Some(tally) = tallies.get_mut(usize::from(code)) else { continue };
        tally.rows += 1;
        for (sum, column) in tally.sums.iter_mut().zip(columns) {
            *sum += column.get(row).unwrap_or(0);
        }
    }
    tallies
}

/// What the rows of each pair of classes come to, the second below `width`: the first changes slowest.
pub fn crossed([first, second]: [&[u8]; 2], width: usize, values: &Numbers) -> Vec<Tally<1>> {
    let height = first.iter().max().map_or(0, |&most| usize::from(most) + 1);
    let mut tallies = vec![Tally::NONE; height * width];
    for (row, (&first, &second)) in first.iter().zip(second).enumerate() {
        if let Some(tally) = tallies.get_mut(usize::from(first) * width + usize::from(second)) {
            tally.rows += 1;
            tally.sums[0] += values.get(row).unwrap_or(0);
        }
    }
    tallies
}

/// How many rows have each pair of codes, apart by whether they came again, the second below `width`: before that is
/// `other` for those that came later.
pub fn moved(first: &[u16], stays: &[Stay], other: u16, second: &[u16], width: usize) -> Vec<[u32; 2]> {
    let mut counts = vec![[0; 2]; (usize::from(other) + 1) * width];
    let mut known = first.iter();
    for (&stay, &code) in stays.iter().zip(second) {
        let before = if stay == Stay::Later { other } else { known.next().copied().unwrap_or(other) };
        if let Some(counts) = counts.get_mut(usize::from(before) * width + usize::from(code)) {
            counts[usize::from(stay == Stay::Again)] += 1;
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
        let mut codes = [2, 0, u32::MAX, 7];
        look_up(&mut codes, &[10, 20, 30], 9);
        assert_eq!(codes, [30, 10, 9, 9]);
    }

    #[test]
    fn rows_of_a_code_are_counted_and_summed() {
        let (mut tens, mut ones) = ([0; 256], [0; 256]);
        (0..3).for_each(|class: u16| {
            (tens[usize::from(class)], ones[usize::from(class)]) = (10 * class, class)
        });
        let (first, second): ([u8; 4], [u8; 4]) = ([2, 0, 2, 1], [1, 1, 1, 0]);
        let codes = codes(&[(&first, &tens), (&second, &ones)]);
        assert_eq!(codes, [21, 1, 21, 10]);
        assert_eq!(super::codes(&[(&first, &tens)]), [20, 0, 20, 10]);
        assert_eq!(super::codes(&[(&first, &tens), (&second, &ones), (&first, &ones)]), [23, 1, 23, 11]);
        let counted = counts(&codes, 23);
        assert_eq!((counted[21], counted[1], counted[10], counted.iter().sum::<u32>()), (2, 1, 1, 4));
        for large in [0, 1 << 40] {
            let values: Numbers = [5, 6, -7 + large, 8].into_iter().collect();
            let found = sums(&codes, &values, 23);
            assert_eq!((found[21], found[1], found[10]), (large - 2, 6, 8));
            let others: Numbers = [1, 2, 3, 4].into_iter().collect();
            let tallied = tallies(&codes, [&values, &others], 23);
            for (at, tally) in tallied.iter().enumerate() {
                assert_eq!((tally.rows, tally.sums[0]), (counted[at], found[at]));
            }
            assert_eq!((tallied[21].sums[1], tallied[10].sums[1]), (4, 4));
            let crossed = crossed([&first, &second], 3, &values);
            assert_eq!(crossed.len(), 9);
            for (at, tally) in crossed.iter().enumerate() {
                assert_eq!(
                    (tally.rows, tally.sums[0]),
                    (counted[at / 3 * 10 + at % 3], found[at / 3 * 10 + at % 3])
                );
            }
        }
        assert_eq!(super::crossed([&[], &[]], 3, &Numbers::default()), []);
    }

    #[test]
    fn pairs_know_who_came_later() {
        let stays = [Stay::Later, Stay::Once, Stay::Again];
        let found = moved(&[1, 0], &stays, 2, &[0, 1, 1], 2);
        assert_eq!(found, [[0, 0], [0, 1], [0, 0], [1, 0], [1, 0], [0, 0]]);
    }
}
