//! The numbers that stand for ids: four bytes each while all lie near the first, as those do that a shop counts, and
//! else eight.

use std::collections::TryReserveError;

use crate::codes::Codes;
use crate::parted;
use crate::row_marks::RowMarks;
use crate::row_order::RowOrder;

/// No id's number.
pub(crate) const NONE: u64 = u64::MAX;
/// Stands for [`NONE`] among those of four bytes.
const NEAR_NONE: i32 = i32::MIN;

/// A column of them; [`NONE`] is one of them.
#[derive(Clone, Debug, Default)]
pub(crate) struct IdNumbers {
    /// The first that is not none.
    base: Option<u64>,
    rows: Rows,
}

#[derive(Clone, Debug)]
enum Rows {
    /// What each is above the base.
    Near(Vec<i32>),
    Far(Vec<u64>),
}

impl Default for Rows {
    fn default() -> Rows {
        Rows::Near(Vec::new())
    }
}

impl IdNumbers {
    pub(crate) fn len(&self) -> usize {
        match &self.rows {
            Rows::Near(rows) => rows.len(),
            Rows::Far(rows) => rows.len(),
        }
    }

    pub(crate) fn reserve(&mut self, more: usize) -> Result<(), TryReserveError> {
        match &mut self.rows {
            Rows::Near(rows) => rows.try_reserve_exact(more),
            Rows::Far(rows) => rows.try_reserve_exact(more),
        }
    }

    pub(crate) fn clear(&mut self) {
        self.truncate(0);
    }

    pub(crate) fn truncate(&mut self, length: usize) {
        match &mut self.rows {
            Rows::Near(rows) => rows.truncate(length),
            Rows::Far(rows) => rows.truncate(length),
        }
    }

    /// Leaves the numbers of rows with a mark.
    pub(crate) fn keep(&mut self, marks: &RowMarks, mark: u8) {
        match &mut self.rows {
            Rows::Near(rows) => marks.keep(mark, rows),
            Rows::Far(rows) => marks.keep(mark, rows),
        }
    }

    /// Puts the numbers into another order.
    pub(crate) fn arrange(&mut self, order: &RowOrder) {
        match &mut self.rows {
            Rows::Near(rows) => order.arrange(rows),
            Rows::Far(rows) => order.arrange(rows),
        }
    }

    #[inline]
    pub(crate) fn push(&mut self, number: u64) {
        if self.base.is_none() && number != NONE {
            self.base = Some(number);
        }
        let near = self.near(number);
        match (&mut self.rows, near) {
            (Rows::Near(rows), Some(near)) => rows.push(near),
            (Rows::Far(rows), _) => rows.push(number),
            (Rows::Near(_), None) => self.widen(number),
        }
    }

    /// The four bytes of a number, where they are enough.
    #[inline]
    fn near(&self, number: u64) -> Option<i32> {
        if number == NONE {
            return Some(NEAR_NONE);
        }
        let above = number.wrapping_sub(self.base.unwrap_or_default()) as i64;
        i32::try_from(above).ok().filter(|&near| near != NEAR_NONE)
    }

    #[inline]
    fn number(&self, near: i32) -> u64 {
        if near == NEAR_NONE { NONE } else { self.base.unwrap_or_default().wrapping_add(near as u64) }
    }

    /// Gives each eight bytes, and adds one that needs them.
    #[cold]
    fn widen(&mut self, number: u64) {
        if let Rows::Near(rows) = &self.rows {
            let mut wide = Vec::with_capacity(rows.capacity().max(rows.len() + 1));
            wide.extend(rows.iter().map(|&near| self.number(near)));
            wide.push(number);
            self.rows = Rows::Far(wide);
        }
    }

    /// The number at a place; [`NONE`] where there is no such place.
    #[inline]
    pub(crate) fn get(&self, at: usize) -> u64 {
        match &self.rows {
            Rows::Near(rows) => rows.get(at).map_or(NONE, |&near| self.number(near)),
            Rows::Far(rows) => rows.get(at).copied().unwrap_or(NONE),
        }
    }

    /// Whether none is there twice or missing, as far as a look at each can tell: they rise or fall, as most exports
    /// have them, or lie close together.
    pub(crate) fn never_repeat(&self) -> bool {
        match &self.rows {
            Rows::Near(rows) => {
                !rows.contains(&NEAR_NONE)
                    && (rows.is_sorted_by(|a, b| a < b) || rows.is_sorted_by(|a, b| a > b) || are_apart(rows))
            }
            Rows::Far(rows) => {
                !rows.contains(&NONE) && (rows.is_sorted_by(|a, b| a < b) || rows.is_sorted_by(|a, b| a > b))
            }
        }
    }

    /// Gives numbers of four bytes new ones, and leaves one of each: what they were counted from 0 by their first
    /// appearance, [`MISSING`](crate::MISSING) for none. `None` for others.
    pub(crate) fn number_near(&mut self) -> Option<Codes> {
        let Rows::Near(rows) = &mut self.rows else { return None };
        // None of them becomes the one that stands for none there.
        let turned = |near: i32| (near ^ i32::MAX) as u32;
        let mut keys: Vec<u32> = std::mem::take(rows).into_iter().map(turned).collect();
        let is_first = parted::firsts(&mut keys, 0);
        let firsts: u32 = is_first.iter().map(|bits| bits.count_ones()).sum();
        let codes = if firsts as usize == keys.len() {
            Codes::sequence(firsts)
        } else {
            let mut numbered = std::mem::take(&mut keys);
            keys = parted::numbered(&mut numbered, &is_first);
            Codes::of_all(numbered, keys.len())
        };
        *rows = keys.into_iter().map(|key| key as i32 ^ i32::MAX).collect();
        Some(codes)
    }

    /// Puts the number at one place at another, which there is, over what stands there.
    #[inline]
    pub(crate) fn copy(&mut self, from: usize, to: usize) {
        match &mut self.rows {
            Rows::Near(rows) => rows[to] = rows[from],
            Rows::Far(rows) => rows[to] = rows[from],
        }
    }

    pub(crate) fn iter(&self) -> impl ExactSizeIterator<Item = u64> + Clone + '_ {
        (0..self.len()).map(|at| self.get(at))
    }
}

/// Whether numbers that lie so close together that a bit for each is little are all different.
fn are_apart(rows: &[i32]) -> bool {
    const MOST_BITS: u64 = 8;
    let (Some(&least), Some(&most)) = (rows.iter().min(), rows.iter().max()) else { return true };
    let span = u64::from(most.abs_diff(least)) + 1;
    if span > MOST_BITS * rows.len() as u64 {
        return false;
    }
    let mut seen = vec![0_u64; span.div_ceil(64) as usize];
    rows.iter().all(|row| {
        let at = row.abs_diff(least) as usize;
        let (word, bit) = (&mut seen[at / 64], 1 << (at % 64));
        let is_new = *word & bit == 0;
        *word |= bit;
        is_new
    })
}

impl FromIterator<u64> for IdNumbers {
    fn from_iter<I: IntoIterator<Item = u64>>(numbers: I) -> IdNumbers {
        let numbers = numbers.into_iter();
        let mut all = IdNumbers { rows: Rows::Near(Vec::with_capacity(numbers.size_hint().0)), base: None };
        numbers.for_each(|number| all.push(number));
        all
    }
}

impl PartialEq for IdNumbers {
    fn eq(&self, other: &IdNumbers) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for IdNumbers {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MISSING;

    #[test]
    fn numbers_that_never_repeat_are_known_to() {
        let cases: [(&[u64], bool); 9] = [
            (&[], true),
            (&[7], true),
            (&[7, 9, 8, 71, 70, 72, 73, 74, 75], true),
            (&[7, 9, 8, 9], false),
            (&[7, 9, NONE], false),
            (&[9, 8, 1], true),
            (&[1, 1 << 30, 1 << 40], true),
            // Nobody looks whether these repeat.
            (&[1, 1 << 40, 1 << 30], false),
            (&[1, 1 << 30, 1 << 20], false),
        ];
        for (numbers, expected) in cases {
            let all: IdNumbers = numbers.iter().copied().collect();
            assert_eq!(all.never_repeat(), expected, "{numbers:?}");
        }
    }

    #[test]
    fn numbers_are_counted_by_their_first_appearance() {
        for (count, distinct) in [(0_u64, 1), (1, 1), (70, 5), (5_000, 1 << 40), (40_000, 20_000)] {
            let number = |at: u64| match at % 11 {
                3 if distinct < 1 << 40 => NONE,
                _ => 70_000_000 - at * 7_919 % distinct,
            };
            let before: Vec<u64> = (0..count).map(number).collect();
            let mut known = std::collections::BTreeMap::from([(NONE, MISSING)]);
            let expected: Vec<u32> = before
                .iter()
                .map(|&number| {
                    let next = known.len() as u32 - 1;
                    *known.entry(number).or_insert(next)
                })
                .collect();
            let mut numbers: IdNumbers = before.iter().copied().collect();
            let codes = numbers.number_near().unwrap();
            assert!(codes.iter().eq(expected));
            assert_eq!(
                (numbers.len(), codes.is_sequence()),
                (known.len() - 1, known.len() - 1 == before.len())
            );
            for (&number, code) in before.iter().zip(codes.iter()).filter(|(_, code)| *code != MISSING) {
                assert_eq!(numbers.get(code as usize), number);
            }
        }
        assert!([1, 1 << 40].into_iter().collect::<IdNumbers>().number_near().is_none());
    }

    #[test]
    fn numbers_near_and_far_come_back() {
        const SPAN: u64 = 1 << 31;
        let base = 1 << 40;
        let all = [NONE, base, base + SPAN - 1, base + 1 - SPAN, NONE, base - SPAN, 0, NONE - 1, base + SPAN];
        for end in 0..all.len() {
            let numbers: IdNumbers = all[..end].iter().copied().collect();
            assert!(numbers.iter().eq(all[..end].iter().copied()));
            assert_eq!(matches!(numbers.rows, Rows::Near(_)), end < 6, "{end}");
            assert_eq!(numbers.get(end), NONE);
        }
    }
}
