//! Integers of 64 bits, nearly all of which lie within 32 bits of a base: four bytes a row.
//!
//! What lies outside is kept beside the column, by row. The eight smallest numbers of 64 bits are free for marks
//! (an empty cell, one that can't be read) and take four bytes too.

mod asked;

use std::collections::TryReserveError;
use std::ops::Range;

use crate::parcel::{Parcel, Unpacking, Words};
use crate::row_marks::RowMarks;
use crate::row_order::RowOrder;

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

    /// The value of a row for which this stands.
    #[inline]
    pub(crate) fn value(&self, row: usize, short: i32) -> i64 {
        if short > LARGE { i64::from(short).wrapping_add(self.base) } else { self.rare(row, short) }
    }

    /// The rows of a column of which none is kept beside it or is a mark; `None` for others, and without rows.
    pub(crate) fn plain(&self) -> Option<Plain<'_>> {
        let ends = |(least, most): (i32, i32), &short: &i32| (least.min(short), most.max(short));
        let (least, most) = self.near.iter().fold((i32::MAX, i32::MIN), ends);
        (LARGE < least && least <= most).then_some(Plain { base: self.base, near: &self.near, least, most })
    }

    /// The sum of the values at some places, which most often are one or two; `plain` is what the column is.
    #[inline]
    pub(crate) fn sum_of_few(&self, plain: Option<Plain<'_>>, places: Range<usize>) -> i64 {
        let Some(plain) = plain else { return self.sum(places) };
        let near = &plain.near[places];
        let apart = match *near {
            [one] => one.into(),
            [one, two] => i64::from(one) + i64::from(two),
            _ => near.iter().fold(0, |sum, &short| sum + i64::from(short)),
        };
        plain.base.wrapping_mul(near.len() as i64).wrapping_add(apart)
    }

    /// Puts the rows into another order.
    pub fn arrange(&mut self, order: &RowOrder) {
        order.arrange(&mut self.near);
        if !self.far.is_empty() {
            self.far = self.far_among(&self.near, &order.rows());
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

    /// What stands for each row's value in [`Numbers::scattered`].
    pub(crate) fn shorts(&self) -> &[i32] {
        &self.near
    }
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

    pub(super) const VALUES: [i64; 12] = [
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
            let ranking = numbers.ranking();
            for (rank, value) in values.iter().enumerate() {
                assert_eq!(ranking.ranked(&[rank]), Some(vec![*value]), "round {round}");
            }
            let some = [values.len() - 1, 0, values.len() / 3, values.len() / 2, values.len() / 3];
            assert_eq!(ranking.ranked(&some), Some(some.map(|rank| values[rank]).to_vec()));
            assert_eq!(ranking.ranked(&[0, values.len()]), None);
            assert_eq!(ranking.ends(), values.first().copied().zip(values.last().copied()));
            let sum = values.iter().fold(0_i64, |sum, value| sum.wrapping_add(*value));
            assert_eq!((ranking.sum(), ranking.len()), (sum, values.len()));
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
