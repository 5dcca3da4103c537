//! Rows in the order of their numbers. What is equal there is left to the caller, who knows how ties are broken.
//!
//! Most exports are in order, and then nothing is sorted. Else the rows are dealt into regions by the upper bits of
//! their numbers, and each region is sorted by the lower bits where the cache holds it.

use crate::numbers::Numbers;
use crate::row_order::{REGIONS, RowOrder};

/// Puts rows of equal numbers into their order.
pub type Ties<'a> = &'a mut dyn FnMut(&mut [u32]);

/// All rows, by ascending numbers; `None` where they stand so. `ties` is given each run of rows whose numbers may be
/// equal (they are, unless some are [far](Numbers::has_far)), in ascending order of rows.
pub fn ascending(numbers: &Numbers, ties: Ties) -> Option<RowOrder> {
    match numbers.are_ascending() {
        true => with_ties_ordered(numbers, ties).map(RowOrder::of_rows),
        false => Some(dealt(numbers, ties)),
    }
}

/// Of rows that are sorted, but for ties.
fn with_ties_ordered(numbers: &Numbers, ties: Ties) -> Option<Vec<u32>> {
    let mut order: Option<Vec<u32>> = None;
    let mut run: Vec<u32> = Vec::new();
    let mut from = 0;
    while let Some(start) = numbers.next_tie(from) {
        let rank = numbers.rank(start);
        let end = (start + 2..numbers.len()).find(|&row| numbers.rank(row) != rank).unwrap_or(numbers.len());
        run.clear();
        run.extend(start as u32..end as u32);
        ties(&mut run);
        if order.is_some() || run.iter().zip(start as u32..).any(|(&row, place)| row != place) {
            let order = order.get_or_insert_with(|| (0..numbers.len() as u32).collect());
            order[start..end].copy_from_slice(&run);
        }
        from = end;
    }
    order
}

fn dealt(numbers: &Numbers, ties: Ties) -> RowOrder {
    let ranks = || (0..numbers.len()).map(|row| numbers.rank(row));
    let (least, most) =
        ranks().fold((i32::MAX, i32::MIN), |(least, most), rank| (least.min(rank), most.max(rank)));
    let above = |rank: i32| rank.wrapping_sub(least) as u32;
    let bits = u32::BITS - above(most).leading_zeros();
    let shift = bits.saturating_sub(REGIONS.ilog2());
    let order = RowOrder::of_regions(ranks().map(|rank| (above(rank) >> shift) as u8).collect());
    let rows = order.dealt(0..numbers.len() as u32);
    // What is sorted by, and, region by region, what comes of it.
    let mut places = order.dealt(ranks().map(above));
    let mut sorted = Sorted::default();
    for span in order.spans() {
        sorted.sort(&places[span.clone()], shift);
        sorted.settle(&rows[span.clone()], ties);
        places[span].iter_mut().zip(&sorted.keys).for_each(|(place, &key)| *place = key as u32);
    }
    order.with_places(places)
}

/// The rows of a region by their ranks.
#[derive(Default)]
struct Sorted {
    /// Of each row the rank, and, in the lower half, which of its region it is.
    keys: Vec<u64>,
    others: Vec<u64>,
    ends: Vec<u32>,
    tied: Vec<u32>,
}

/// At most so many bits decide at a time.
const MOST_BITS: u32 = 11;
/// So few rows are sorted by comparing them, and so many, which would need as much room again.
const FEW: usize = 64;
const MANY: usize = 1 << 22;

impl Sorted {
    /// Sorts rows whose ranks differ in so many bits.
    fn sort(&mut self, ranks: &[u32], bits: u32) {
        self.keys.clear();
        self.keys.extend(ranks.iter().zip(0_u64..).map(|(&rank, place)| u64::from(rank) << 32 | place));
        if ranks.len() <= FEW || ranks.len() > MANY {
            return self.keys.sort_unstable();
        }
        self.others.resize(ranks.len(), 0);
        let width = bits.div_ceil(bits.div_ceil(MOST_BITS).max(1));
        for shift in (32..32 + bits).step_by(width.max(1) as usize) {
            let digit = |key: u64| (key >> shift) as usize & ((1 << width) - 1);
            self.ends.clear();
            self.ends.resize((1 << width) + 1, 0);
            self.keys.iter().for_each(|&key| self.ends[digit(key) + 1] += 1);
            sum_up(&mut self.ends);
            for &key in &self.keys {
                let end = &mut self.ends[digit(key)];
                self.others[*end as usize] = key;
                *end += 1;
            }
            std::mem::swap(&mut self.keys, &mut self.others);
        }
    }

    /// Puts those of these rows that have one rank into their order.
    fn settle(&mut self, rows: &[u32], ties: Ties) {
        let Sorted { keys, others: before, tied, .. } = self;
        let row = |key: u64| rows[key as u32 as usize];
        let mut from = 0;
        while let Some(at) = keys[from..].windows(2).position(|pair| pair[0] >> 32 == pair[1] >> 32) {
            let start = from + at;
            let rank = keys[start] >> 32;
            let count = keys[start..].iter().take_while(|&key| key >> 32 == rank).count();
            let keys = &mut keys[start..start + count];
            before.clear();
            before.extend_from_slice(keys);
            tied.clear();
            tied.extend(keys.iter().map(|&key| row(key)));
            ties(tied);
            for (key, &tied) in keys.iter_mut().zip(&*tied) {
                // They stood in ascending order of rows.
                let place = before.partition_point(|&key| row(key) < tied);
                *key = before[place];
            }
            from = start + count;
        }
    }
}

/// The values of a column from the least to the largest, where none is [far](Numbers::has_far); `None` for others.
pub fn ascending_values(numbers: &Numbers) -> Option<impl DoubleEndedIterator<Item = i64>> {
    let plain = numbers.plain()?;
    let above = |short: i32| short.wrapping_sub(plain.least) as u32;
    let mut values: Vec<u32> = plain.near.iter().map(|&short| above(short)).collect();
    let mut others = vec![0; values.len()];
    let bits = u32::BITS - above(plain.most).leading_zeros();
    for shift in (0..bits).step_by(MOST_BITS as usize) {
        let digit = |value: u32| (value >> shift) as usize & ((1 << MOST_BITS) - 1);
        let mut ends = [0_u32; (1 << MOST_BITS) + 1];
        values.iter().for_each(|&value| ends[digit(value) + 1] += 1);
        sum_up(&mut ends);
        for &value in &values {
            let end = &mut ends[digit(value)];
            others[*end as usize] = value;
            *end += 1;
        }
        std::mem::swap(&mut values, &mut others);
    }
    let least = plain.value(plain.least);
    Some(values.into_iter().map(move |value| least.wrapping_add(value.into())))
}

/// Turns counts into where each begins.
pub(crate) fn sum_up(counts: &mut [u32]) {
    let mut sum = 0;
    for count in counts {
        sum += *count;
        *count = sum;
    }
}

/// Sorts rows by a key; `ties` is given the rows of equal keys.
pub fn by_key(rows: &mut [u32], key: &dyn Fn(u32) -> u64, ties: Ties) {
    let mut keys: Vec<(u64, u32)> = rows.iter().map(|&row| (key(row), row)).collect();
    keys.sort_unstable();
    for (row, (_, sorted)) in rows.iter_mut().zip(&keys) {
        *row = *sorted;
    }
    let mut rest = rows;
    for run in keys.chunk_by(|a, b| a.0 == b.0) {
        let (equal, others) = rest.split_at_mut(run.len());
        if equal.len() > 1 {
            ties(equal);
        }
        rest = others;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a plain comparison sort makes of it, ties by descending row.
    fn expected(values: &[i64]) -> Vec<u32> {
        let mut rows: Vec<u32> = (0..values.len() as u32).collect();
        rows.sort_by_key(|&row| (values[row as usize], std::cmp::Reverse(row)));
        rows
    }

    fn sorted(values: &[i64]) -> Vec<u32> {
        let mut numbers = Numbers::around(1_262_304_000);
        values.iter().for_each(|&value| numbers.push(value));
        let mut ties = |rows: &mut [u32]| {
            assert!(rows.is_sorted());
            rows.sort_by_key(|&row| (values[row as usize], std::cmp::Reverse(row)));
        };
        let all = || (0..values.len() as u32).collect();
        ascending(&numbers, &mut ties).map_or_else(all, |order| order.rows())
    }

    #[test]
    fn rows_stand_as_a_plain_sort_puts_them() {
        let mut seed = 1_u64;
        let mut chance = |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % below
        };
        for round in 0..400 {
            let spread = [1, 3, 1_000, 1 << 31, 1 << 30][round % 5];
            // Above and below what is sorted by comparing.
            let most = if round % 40 < 5 { 90_000 } else { 600 };
            let mut values: Vec<i64> =
                (0..chance(most)).map(|_| 1_262_304_000 + chance(spread) as i64 - 500).collect();
            for value in values.iter_mut().filter(|_| round % 7 == 0) {
                match chance(9) {
                    0 => *value = -2_208_988_800,
                    1 => *value = 7_226_582_400 + chance(2) as i64,
                    2 => *value = [i64::MIN, i64::MIN + 3, i64::MAX][chance(3) as usize],
                    _ => {}
                }
            }
            match round % 3 {
                0 => values.sort_unstable(),
                1 => values.sort_unstable_by(|a, b| b.cmp(a)),
                _ => {}
            }
            assert_eq!(sorted(&values), expected(&values), "round {round}");
        }
    }

    #[test]
    fn values_are_told_from_the_least_on() {
        let mut seed = 1_u64;
        for (count, spread) in [(1, 1), (2, 3), (700, 5), (3_000, 1 << 12), (3_000, 1 << 31), (900, 1 << 33)]
        {
            let value = || {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (seed >> 31) as i64 % spread - spread / 2
            };
            let mut values: Vec<i64> = std::iter::repeat_with(value).take(count).collect();
            let numbers: Numbers = values.iter().copied().collect();
            let found: Option<Vec<i64>> = ascending_values(&numbers).map(Iterator::collect);
            values.sort_unstable();
            assert_eq!(found, (spread < 1 << 33).then_some(values), "{spread}");
        }
        assert!(ascending_values(&[1, 1 << 40].into_iter().collect()).is_none());
        assert!(ascending_values(&Numbers::default()).is_none());
    }

    #[test]
    fn what_stands_in_order_is_left() {
        let numbers: Numbers = [1, 2, 2, 5].into_iter().collect();
        assert!(ascending(&numbers, &mut |_| {}).is_none());
        let turned = ascending(&numbers, &mut |rows| rows.reverse()).map(|order| order.rows());
        assert_eq!(turned, Some(vec![0, 2, 1, 3]));
        assert!(ascending(&Numbers::default(), &mut |_| {}).is_none());
    }

    #[test]
    fn rows_of_one_key_are_left_to_the_caller() {
        let mut rows = [5, 1, 4, 2, 3];
        by_key(&mut rows, &|row| u64::from(row % 2), &mut |rows| rows.reverse());
        assert_eq!(rows, [4, 2, 5, 3, 1]);
    }
}
