//! Rows in the order of their numbers. What is equal there is left to the caller, who knows how ties are broken.
//!
//! Most exports are in order, and then nothing is sorted. Else the rows are dealt into some thousand buckets, each of
//! which is sorted where the cache holds it: four bytes a row, and no more than a bucket beside them.

use crate::MISSING;
use crate::numbers::Numbers;

/// So many bits of a number decide about its bucket.
const BUCKET_BITS: u32 = 12;

/// Puts rows of equal numbers into their order.
pub type Ties<'a> = &'a mut dyn FnMut(&mut [u32]);

/// All rows, by ascending numbers; `None` where they stand so. `ties` is given each run of rows whose numbers may be
/// equal (they are, unless some are [far](Numbers::has_far)), in ascending order of rows.
pub fn ascending(numbers: &Numbers, ties: Ties) -> Option<Vec<u32>> {
    if numbers.are_ascending() { with_ties_ordered(numbers, ties) } else { Some(dealt(numbers, ties)) }
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

fn dealt(numbers: &Numbers, ties: Ties) -> Vec<u32> {
    let ranks = || (0..numbers.len()).map(|row| numbers.rank(row));
    let (least, most) =
        ranks().fold((i32::MAX, i32::MIN), |(least, most), rank| (least.min(rank), most.max(rank)));
    let above = |row: usize| (i64::from(numbers.rank(row)) - i64::from(least)) as u32;
    let bits = u32::BITS - ((i64::from(most) - i64::from(least)) as u32).leading_zeros();
    let shift = bits.saturating_sub(BUCKET_BITS);
    let mut ends = vec![0_u32; (1 << BUCKET_BITS) + 1];
    for row in 0..numbers.len() {
        ends[(above(row) >> shift) as usize + 1] += 1;
    }
    sum_up(&mut ends);
    let mut rows = vec![0_u32; numbers.len()];
    for row in 0..numbers.len() {
        let end = &mut ends[(above(row) >> shift) as usize];
        rows[*end as usize] = row as u32;
        *end += 1;
    }
    let mut keys = Vec::new();
    let mut start = 0;
    for &end in &ends[..1 << BUCKET_BITS] {
        sort_bucket(&mut rows[start..end as usize], &mut keys, above, ties);
        start = end as usize;
    }
    rows
}

/// Turns counts into where each begins.
pub(crate) fn sum_up(counts: &mut [u32]) {
    let mut sum = 0;
    for count in counts {
        sum += *count;
        *count = sum;
    }
}

fn sort_bucket(rows: &mut [u32], keys: &mut Vec<u64>, rank: impl Fn(usize) -> u32, ties: Ties) {
    keys.clear();
    keys.extend(rows.iter().map(|&row| u64::from(rank(row as usize)) << 32 | u64::from(row)));
    keys.sort_unstable();
    for (row, key) in rows.iter_mut().zip(&*keys) {
        *row = *key as u32;
    }
    let mut rest = rows;
    for run in keys.chunk_by(|a, b| a >> 32 == b >> 32) {
        let (equal, others) = rest.split_at_mut(run.len());
        if equal.len() > 1 {
            ties(equal);
        }
        rest = others;
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

/// The values of these rows, in this order.
pub fn arranged(values: &[u32], rows: &[u32]) -> Vec<u32> {
    rows.iter().map(|&row| values.get(row as usize).copied().unwrap_or(MISSING)).collect()
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
        ascending(&numbers, &mut ties).unwrap_or_else(all)
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
            let mut values: Vec<i64> =
                (0..chance(600)).map(|_| 1_262_304_000 + chance(spread) as i64 - 500).collect();
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
    fn what_stands_in_order_is_left() {
        let numbers: Numbers = [1, 2, 2, 5].into_iter().collect();
        assert_eq!(ascending(&numbers, &mut |_| {}), None);
        assert_eq!(ascending(&numbers, &mut |rows| rows.reverse()), Some(vec![0, 2, 1, 3]));
        assert_eq!(ascending(&Numbers::default(), &mut |_| {}), None);
    }

    #[test]
    fn rows_of_one_key_are_left_to_the_caller() {
        let mut rows = [5, 1, 4, 2, 3];
        by_key(&mut rows, &|row| u64::from(row % 2), &mut |rows| rows.reverse());
        assert_eq!(rows, [4, 2, 5, 3, 1]);
    }
}
