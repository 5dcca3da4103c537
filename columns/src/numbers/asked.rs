//! What is asked of many rows at once: sums, days, ties, limits. Where all rows lie near the base it is a few
//! instructions a row.

use std::ops::Range;

use super::{LARGE, Numbers};
use crate::row_marks::{BLOCK, RowMarks};

impl Numbers {
    /// What stands for the rows, and from where on it stands for a value of at least `least`; `None` where values are kept
    /// beside the column, or where no four bytes are that limit.
    pub(crate) fn threshold(&self, least: i64) -> Option<(&[i32], i32)> {
        self.base.checked_add(i32::MIN.into())?;
        let most = self.base.checked_add(i32::MAX.into())?;
        let is_there = self.far.is_empty() && least <= most;
        is_there.then(|| (self.near.as_slice(), self.short(least).unwrap_or(LARGE + 1)))
    }

    /// Whether any value is above `least` and below `most`.
    pub fn any_between(&self, least: i64, most: i64) -> bool {
        let Some(least) = least.checked_add(1) else { return false };
        match (self.threshold(least), self.threshold(most)) {
            (Some((near, least)), Some((_, most))) => {
                near.iter().fold(false, |any, &short| any | (short >= least) & (short < most))
            }
            _ => self.iter().any(|value| value >= least && value < most),
        }
    }

    /// The first row from one on whose rank is that of the next.
    pub(crate) fn next_tie(&self, from: usize) -> Option<usize> {
        if !self.far.is_empty() {
            return (from..self.len().saturating_sub(1)).find(|&row| self.rank(row) == self.rank(row + 1));
        }
        let pairs = (self.near.get(from..)?, self.near.get(from + 1..)?);
        first_equal(pairs.0, pairs.1).map(|at| from + at)
    }

    /// Behind which of these rows, whose values ascend, the first one that is larger than `most` lies; behind the first
    /// row at least.
    pub(crate) fn end_of_run(&self, rows: Range<usize>, most: i64) -> usize {
        let (mut least, mut end) = (rows.start + 1, rows.end);
        while least < end {
            let middle = least + (end - least) / 2;
            if self.get(middle).is_some_and(|value| value <= most) {
                least = middle + 1;
            } else {
                end = middle;
            }
        }
        least
    }

    /// Whether no rank is below the one before.
    pub(crate) fn are_ascending(&self) -> bool {
        match self.far.is_empty() {
            true => self.near.is_sorted(),
            false => (1..self.len()).all(|row| self.rank(row - 1) <= self.rank(row)),
        }
    }

    /// The days since 1970 of rows that are moments, over what is in `days`.
    #[inline(never)]
    pub fn days(&self, rows: &[u32], days: &mut Vec<i32>) {
        const DAY: i64 = 86_400;
        // Days of 128 seconds fewer: what is left of a moment fits into 32 bits.
        const SHARE: u32 = 128;
        let least = self.base.wrapping_add(i32::MIN.into());
        let (first, into) = (least.div_euclid(DAY) as i32, least.rem_euclid(DAY) as u64);
        days.clear();
        days.extend(rows.iter().map(|&row| match self.near.get(row as usize) {
            Some(&short) if short > LARGE => {
                let above = u64::from(short.wrapping_sub(i32::MIN) as u32) + into;
                first + ((above / u64::from(SHARE)) as u32 / (DAY as u32 / SHARE)) as i32
            }
            Some(&short) => self.value(row as usize, short).div_euclid(DAY) as i32,
            None => 0,
        }));
    }

    /// The sum of the rows that have a mark, and how many these are: as far as 64 bits reach.
    pub fn sum_marked(&self, marks: &RowMarks, mark: u8) -> (u64, i64) {
        let (mut count, mut sum) = (0, 0_i64);
        for (at, (own, near)) in marks.as_slice().chunks(BLOCK).zip(self.near.chunks(BLOCK)).enumerate() {
            let mut block = (0_u32, 0_i64, i32::MAX);
            for (&own, &short) in own.iter().zip(near) {
                let short = if own == mark { short } else { 0 };
                block = (block.0 + u32::from(own == mark), block.1 + i64::from(short), block.2.min(short));
            }
            count += u64::from(block.0);
            if block.2 > LARGE {
                sum = sum.saturating_add(block.1.saturating_add(self.base.saturating_mul(block.0.into())));
                continue;
            }
            for (row, (_, &short)) in
                (at * BLOCK..).zip(own.iter().zip(near)).filter(|(_, (own, _))| **own == mark)
            {
                sum = sum.saturating_add(self.value(row, short));
            }
        }
        (count, sum)
    }

    /// The sum of the values of some rows, which must stay below 2^63.
    pub fn sum(&self, rows: Range<usize>) -> i64 {
        let Some(near) = self.near.get(rows.clone()) else { return 0 };
        let add = |(sum, least): (i64, i32), &short: &i32| (sum + i64::from(short), least.min(short));
        let (apart, least) = near.iter().fold((0, i32::MAX), add);
        if least > LARGE {
            return apart.wrapping_add(self.base.wrapping_mul(near.len() as i64));
        }
        near.iter().zip(rows).map(|(&short, row)| self.value(row, short)).fold(0, i64::wrapping_add)
    }

    /// The sum of all values without their signs.
    pub fn total_size(&self) -> u128 {
        if self.base == 0 && !self.near.iter().any(|&short| short <= LARGE) {
            return self.near.iter().map(|&short| u64::from(short.unsigned_abs())).sum::<u64>().into();
        }
        self.iter().map(|value| u128::from(value.unsigned_abs())).sum()
    }

    /// Whether every row has this value.
    pub fn are_all(&self, value: i64) -> bool {
        match self.short(value) {
            Some(short) => self.near.iter().all(|&near| near == short),
            None => self.iter().all(|other| other == value),
        }
    }
}

/// The first place at which both have the same.
fn first_equal(a: &[i32], b: &[i32]) -> Option<usize> {
    const MANY: usize = 64;
    for (at, (a, b)) in a.chunks(MANY).zip(b.chunks(MANY)).enumerate() {
        if a.iter().zip(b).fold(false, |any, (a, b)| any | (a == b)) {
            return a.iter().zip(b).position(|(a, b)| a == b).map(|place| at * MANY + place);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::tests::VALUES;
    use super::*;

    #[test]
    fn days_are_those_of_the_moments() {
        let moments = [0, 86_399, 86_400, -1, -86_401, 1_262_304_000, 2_147_483_647, 5_000_000_000, 1 << 40];
        for base in [0, 1_262_304_000, 1_262_304_001, -5, 1 << 39] {
            let mut numbers = Numbers::around(base);
            moments.iter().for_each(|&moment| numbers.push(moment));
            let mut days = vec![7];
            numbers.days(&[8, 7, 6, 5, 4, 3, 2, 1, 0], &mut days);
            assert!(
                days.iter()
                    .rev()
                    .zip(moments)
                    .all(|(&day, moment)| i64::from(day) == moment.div_euclid(86_400))
            );
            assert_eq!(days.len(), moments.len());
        }
    }

    #[test]
    fn rows_with_a_mark_are_summed() {
        for base in [0, -5, 1 << 40] {
            for count in [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 5] {
                let mut numbers = Numbers::around(base);
                let value =
                    |row: usize| if row % 1_500 == 7 { VALUES[row % 5 + 5] >> 8 } else { row as i64 - 70 };
                (0..count).for_each(|row| numbers.push(value(row)));
                let mut marks = RowMarks::all(1, count);
                (0..count).step_by(4).for_each(|row| marks.set(row, 2));
                for mark in 0..3 {
                    let rows = || (0..count).filter(|&row| marks.get(row) == Some(mark));
                    let expected = (rows().count() as u64, rows().map(value).sum());
                    assert_eq!(numbers.sum_marked(&marks, mark), expected);
                }
            }
        }
    }

    #[test]
    fn ties_and_what_lies_between_are_found() {
        let columns: [&[i64]; 7] = [
            &[],
            &[5],
            &[1, 2, 3],
            &[1, 2, 2, 2, 5, 5],
            &[i64::MIN, i64::MIN, -7, 1 << 40, 1 << 41],
            &[-(1 << 40), 0, 1 << 40],
            &[9, i64::MIN + 1, 9, 9],
        ];
        for (column, base) in columns.iter().flat_map(|column| [0, 1 << 33].map(|base| (*column, base))) {
            let mut numbers = Numbers::around(base);
            column.iter().for_each(|&value| numbers.push(value));
            for from in 0..=column.len() {
                let is_tie = |row: &usize| numbers.rank(*row) == numbers.rank(row + 1);
                assert_eq!(numbers.next_tie(from), (from..column.len().saturating_sub(1)).find(is_tie));
            }
            let is_ascending = |pair: &[usize]| numbers.rank(pair[0]) <= numbers.rank(pair[1]);
            let rows: Vec<usize> = (0..column.len()).collect();
            assert_eq!(numbers.are_ascending(), rows.windows(2).all(is_ascending));
            for (least, most) in
                [(i64::MIN + 1, 0), (1, 5), (5, i64::MAX), (i64::MAX, i64::MAX), (0, 1 << 41)]
            {
                let expected = column.iter().any(|&value| least < value && value < most);
                assert_eq!(numbers.any_between(least, most), expected, "{column:?} {least} {most}");
            }
        }
        let many: Numbers = (0..200).chain([199, 300]).collect();
        assert_eq!((many.next_tie(0), many.next_tie(199), many.next_tie(200)), (Some(199), Some(199), None));
    }

    #[test]
    fn sums_and_ranks_are_those_of_the_values() {
        let kept = [3, -7, 1 << 40, 1_262_304_000, -(1 << 50), 0];
        for base in [0, 1_262_304_000, -5] {
            let mut numbers = Numbers::around(base);
            kept.iter().for_each(|&value| numbers.push(value));
            for end in 0..=kept.len() {
                assert_eq!(numbers.sum(0..end), kept[..end].iter().sum::<i64>());
            }
            assert_eq!((numbers.sum(1..2), numbers.sum(4..9)), (-7, 0));
            assert_eq!(numbers.total_size(), kept.iter().map(|value| u128::from(value.unsigned_abs())).sum());
            for (a, b) in (0..kept.len()).flat_map(|a| (0..kept.len()).map(move |b| (a, b))) {
                assert!(kept[a] > kept[b] || numbers.rank(a) <= numbers.rank(b), "around {base}");
            }
            assert!(numbers == kept.iter().copied().collect::<Numbers>());
            assert!(!numbers.are_all(3) && Numbers::of(1 << 40, 3).are_all(1 << 40));
        }
    }
}
