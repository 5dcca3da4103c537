//! Integers of 64 bits, nearly all of which lie within 32 bits of a base: four bytes a row.
//!
//! What lies outside is kept beside the column, by row. The eight smallest numbers of 64 bits are free for marks
//! (an empty cell, one that can't be read) and take four bytes too.

use std::ops::Range;

use std::collections::TryReserveError;

use crate::parcel::{Parcel, Unpacking, Words};
use crate::row_marks::{BLOCK, RowMarks};

/// So many of the smallest numbers are marks.
const MARKS: i64 = 8;
/// Stands for a number that is kept in `large`.
const LARGE: i32 = i32::MIN + MARKS as i32;

/// A column of integers.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    base: i64,
    near: Vec<i32>,
    /// The numbers that are far from the base, by row, ascending.
    far: Vec<(u32, i64)>,
}

/// Rows that all lie near the base: what goes through them is a few instructions a row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plain<'a> {
    pub(crate) base: i64,
    /// What each is apart from the base.
    pub(crate) near: &'a [i32],
    /// The ends of these.
    pub(crate) least: i32,
    pub(crate) most: i32,
}

impl Plain<'_> {
    /// The value so far from the base.
    #[inline]
    pub(crate) fn value(&self, short: i32) -> i64 {
        self.base.wrapping_add(short.into())
    }
}

/// The rows that a column has handed over.
#[derive(Debug)]
pub struct HandedNumbers<'a> {
    base: i64,
    near: Words<'a>,
    far: Vec<(u32, i64)>,
}

impl<'a> HandedNumbers<'a> {
    /// Reads them.
    pub fn read(from: &mut Unpacking<'a>) -> Option<HandedNumbers<'a>> {
        let (base, near, rows) = (from.number()? as i64, from.words()?, from.words()?);
        let values = from.longs()?;
        let far = rows.iter().zip(values.map(|value| value as i64)).collect();
        Some(HandedNumbers { base, near, far })
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.near.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.near.is_empty()
    }
}

impl Numbers {
    /// A column of numbers that mostly lie around `base`.
    pub fn around(base: i64) -> Numbers {
        Numbers { base, ..Numbers::default() }
    }

    /// So many rows of one value.
    pub fn of(value: i64, rows: usize) -> Numbers {
        let mut numbers = Numbers::default();
        match numbers.short(value) {
            Some(short) => numbers.near = vec![short; rows],
            None => (0..rows).for_each(|_| numbers.push(value)),
        }
        numbers
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.near.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.near.is_empty()
    }

    /// Makes room for more rows, and no more than that.
    ///
    /// # Errors
    /// There is no such room.
    pub fn reserve(&mut self, rows: usize) -> Result<(), TryReserveError> {
        self.near.try_reserve_exact(rows)
    }

    /// Gives back room that no row takes.
    pub fn shrink(&mut self) {
        self.near.shrink_to_fit();
    }

    /// Adds a row.
    #[inline]
    pub fn push(&mut self, value: i64) {
        match self.short(value) {
            Some(short) => self.near.push(short),
            None => self.push_far(value),
        }
    }

    /// Adds many rows.
    #[inline(never)]
    pub fn push_all(&mut self, values: &[i64]) {
        let base = self.base;
        let is_near = |value: i64| {
            let apart = value.wrapping_sub(base);
            apart > i64::from(LARGE) && apart <= i64::from(i32::MAX) && value >= i64::MIN + MARKS
        };
        if values.iter().fold(true, |all, &value| all & is_near(value)) {
            self.near.extend(values.iter().map(|&value| value.wrapping_sub(base) as i32));
        } else {
            values.iter().for_each(|&value| self.push(value));
        }
    }

    /// Leaves the rows with a mark.
    pub fn keep(&mut self, marks: &RowMarks, mark: u8) {
        marks.keep(mark, &mut self.near);
        if !self.far.is_empty() {
            let own = marks.as_slice().iter().zip(0..).filter(|(own, _)| **own == mark).map(|(_, row)| row);
            let kept: Vec<u32> = own.collect();
            self.far.retain_mut(|(row, _)| {
                let at = kept.binary_search(row);
                at.map(|at| *row = at as u32).is_ok()
            });
        }
    }

    /// Adds the rows of another column.
    pub fn append(&mut self, others: &Numbers) {
        others.iter().for_each(|value| self.push(value));
    }

    /// Hands all rows over.
    pub fn hand_over(&mut self, parcel: &mut Parcel) {
        parcel.number(self.base as u64);
        parcel.words(self.near.iter().map(|&near| near as u32));
        parcel.words(self.far.iter().map(|&(row, _)| row));
        parcel.longs(self.far.iter().map(|&(_, value)| value as u64));
        self.near.clear();
        self.far.clear();
    }

    /// Adds the rows that another column of this kind handed over.
    pub fn take_in(&mut self, rows: &HandedNumbers<'_>) {
        if rows.base != self.base {
            let mut far = rows.far.iter();
            return rows.near.iter().for_each(|near| match near as i32 {
                LARGE => self.push(far.next().map_or(i64::MIN, |&(_, value)| value)),
                short if short < LARGE => self.push(self.rare(0, short)),
                short => self.push(i64::from(short).wrapping_add(rows.base)),
            });
        }
        let before = self.near.len() as u32;
        self.far.extend(rows.far.iter().map(|&(row, value)| (before + row, value)));
        self.near.extend(rows.near.iter().map(|near| near as i32));
    }

    #[cold]
    fn push_far(&mut self, value: i64) {
        self.far.push((self.near.len() as u32, value));
        self.near.push(LARGE);
    }

    /// The four bytes of a value, where they are enough.
    #[inline]
    fn short(&self, value: i64) -> Option<i32> {
        let apart = value.wrapping_sub(self.base);
        if apart > i64::from(LARGE) && apart <= i64::from(i32::MAX) && value >= i64::MIN + MARKS {
            return Some(apart as i32);
        }
        (value < i64::MIN + MARKS).then(|| i32::MIN + (value - i64::MIN) as i32)
    }

    /// The value of a row, if there is such a row.
    #[inline]
    pub fn get(&self, row: usize) -> Option<i64> {
        Some(self.value(row, *self.near.get(row)?))
    }

    #[cold]
    fn rare(&self, row: usize, short: i32) -> i64 {
        if short < LARGE {
            return i64::MIN + (i64::from(short) - i64::from(i32::MIN));
        }
        let at = self.far.binary_search_by_key(&(row as u32), |(row, _)| *row);
        at.ok().and_then(|at| self.far.get(at)).map_or(i64::MIN, |(_, value)| *value)
    }

    /// The last row's value.
    pub fn last(&self) -> Option<i64> {
        self.get(self.len().checked_sub(1)?)
    }

    /// Changes the value of a row that there is.
    pub fn set(&mut self, row: usize, value: i64) {
        let short = self.short(value);
        let Some(near) = self.near.get_mut(row) else { return };
        *near = short.unwrap_or(LARGE);
        match (self.far.binary_search_by_key(&(row as u32), |(row, _)| *row), short) {
            (Ok(at), None) => self.far[at].1 = value,
            (Ok(at), Some(_)) => drop(self.far.remove(at)),
            (Err(at), None) => self.far.insert(at, (row as u32, value)),
            (Err(_), Some(_)) => {}
        }
    }

    /// All values, row by row.
    pub fn iter(&self) -> impl Iterator<Item = i64> + Clone + '_ {
        let value = |(row, &short): (usize, &i32)| self.value(row, short);
        self.near.iter().enumerate().map(value)
    }

    #[inline]
    fn value(&self, row: usize, short: i32) -> i64 {
        if short > LARGE { i64::from(short).wrapping_add(self.base) } else { self.rare(row, short) }
    }

    /// The rows of a column of which none is kept beside it or is a mark; `None` for others, and without rows.
    pub(crate) fn plain(&self) -> Option<Plain<'_>> {
        let ends = |(least, most): (i32, i32), &short: &i32| (least.min(short), most.max(short));
        let (least, most) = self.near.iter().fold((i32::MAX, i32::MIN), ends);
        (LARGE < least && least <= most).then_some(Plain { base: self.base, near: &self.near, least, most })
    }

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

    /// The values of these rows, in this order.
    pub fn arranged(&self, rows: &[u32]) -> Numbers {
        let near = rows.iter().map(|&row| self.near.get(row as usize).copied().unwrap_or(i32::MIN));
        let mut arranged = Numbers { base: self.base, near: near.collect(), far: Vec::new() };
        arranged.far = self.far_among(&arranged.near, rows);
        arranged
    }

    /// The values of some rows that there are, over what is in `values`.
    #[inline(never)]
    pub fn read(&self, rows: &[u32], values: &mut Vec<i64>) {
        values.clear();
        let value = |&row: &u32| self.get(row as usize).unwrap_or(i64::MIN);
        values.extend(rows.iter().map(value));
    }

    /// Adds these rows of another column.
    #[inline(never)]
    pub fn push_rows(&mut self, from: &Numbers, rows: &[u32]) {
        if from.base == self.base {
            let short = |&row: &u32| from.near.get(row as usize).copied().unwrap_or(i32::MIN);
            let before = self.near.len() as u32;
            self.near.extend(rows.iter().map(short));
            let far = from.far_among(&self.near[before as usize..], rows);
            self.far.extend(far.into_iter().map(|(at, value)| (before + at, value)));
            return;
        }
        rows.iter().for_each(|&row| self.push(from.get(row as usize).unwrap_or(i64::MIN)));
    }

    /// What is far from the base among the arranged rows.
    fn far_among(&self, near: &[i32], rows: &[u32]) -> Vec<(u32, i64)> {
        if self.far.is_empty() {
            return Vec::new();
        }
        let at = near.iter().zip(rows).enumerate().filter(|&(_, (&short, _))| short == LARGE);
        at.map(|(at, (&short, &row))| (at as u32, self.rare(row as usize, short))).collect()
    }

    /// Whether a value is kept beside the column.
    pub fn has_far(&self) -> bool {
        !self.far.is_empty()
    }

    /// A number of 32 bits in the order of the values: equal ones may stand for different values where some are
    /// [far](Numbers::has_far).
    #[inline]
    pub(crate) fn rank(&self, row: usize) -> i32 {
        let short = self.near[row];
        if short == LARGE && self.rare(row, short) > self.base { i32::MAX } else { short }
    }

    /// A column with the given rows' values at the given places: what [`gather`](crate::gather) scatters.
    pub(crate) fn scattered(&self, near: Vec<i32>, rows: &[u32]) -> Numbers {
        let far = self.far_among(&near, rows);
        Numbers { base: self.base, near, far }
    }

    /// What stands for a row's value in [`Numbers::scattered`].
    #[inline]
    pub(crate) fn short_of(&self, row: usize) -> i32 {
        self.near[row]
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

/// Columns are equal where their values are.
impl PartialEq for Numbers {
    fn eq(&self, other: &Numbers) -> bool {
        if self.base == other.base {
            return self.near == other.near && self.far == other.far;
        }
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl Eq for Numbers {}

impl FromIterator<i64> for Numbers {
    fn from_iter<I: IntoIterator<Item = i64>>(values: I) -> Numbers {
        let mut numbers = Numbers::default();
        values.into_iter().for_each(|value| numbers.push(value));
        numbers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VALUES: [i64; 12] = [
        0,
        -1,
        i64::MIN,
        i64::MIN + 7,
        i64::MIN + 8,
        i64::MAX,
        i32::MAX as i64,
        i32::MIN as i64,
        LARGE as i64,
        LARGE as i64 + 1,
        1 << 53,
        1_700_000_000,
    ];

    #[test]
    fn every_number_comes_back() {
        for base in [0, 1_262_304_000, -5, i64::MAX] {
            let mut numbers = Numbers::around(base);
            VALUES.iter().for_each(|&value| numbers.push(value));
            assert_eq!(numbers.iter().collect::<Vec<_>>(), VALUES, "around {base}");
            assert_eq!(numbers.arranged(&[5, 2, 0]).iter().collect::<Vec<_>>(), [i64::MAX, i64::MIN, 0]);
            for other in [base, 7] {
                let mut rows = Numbers::around(other);
                rows.push(1 << 40);
                rows.push_rows(&numbers, &[5, 2, 0]);
                assert_eq!(rows.iter().collect::<Vec<_>>(), [1 << 40, i64::MAX, i64::MIN, 0]);
                let mut read = vec![1];
                rows.read(&[3, 0], &mut read);
                assert_eq!(read, [0, 1 << 40]);
            }
        }
    }

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

    #[test]
    fn ranks_are_those_of_sorted_values() {
        let mut seed = 3_u64;
        for round in 0..60_usize {
            let mut values: Vec<i64> = Vec::new();
            for _ in 0..1 + round * 7 % 200 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let width = [3, 12, 20, 31, 40, 63][round % 6];
                values.push((seed >> (64 - width)) as i64 - [0, 5, 1 << 20][round % 3]);
            }
            if round % 5 == 0 {
                values.extend([i64::MIN, i64::MAX]);
            }
            let numbers: Numbers = values.iter().copied().collect();
            values.sort_unstable();
            for (rank, value) in values.iter().enumerate() {
                assert_eq!(numbers.ranked(&[rank]), Some(vec![*value]), "round {round}");
            }
            let some = [values.len() - 1, 0, values.len() / 3, values.len() / 2, values.len() / 3];
            assert_eq!(numbers.ranked(&some), Some(some.map(|rank| values[rank]).to_vec()));
            assert_eq!(numbers.ranked(&[0, values.len()]), None);
            assert_eq!(numbers.ends(), values.first().copied().zip(values.last().copied()));
        }
    }

    #[test]
    fn a_row_can_change_to_any_number() {
        for from in VALUES {
            for to in VALUES {
                let mut numbers = Numbers::of(from, 3);
                numbers.set(1, to);
                assert_eq!(numbers.iter().collect::<Vec<_>>(), [from, to, from]);
            }
        }
        assert_eq!(Numbers::of(3, 2).get(2), None);
    }
}
