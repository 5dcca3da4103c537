//! Integers of 64 bits, nearly all of which lie within 32 bits of a base: four bytes a row.
//!
//! What lies outside is kept beside the column, by row. The eight smallest numbers of 64 bits are free for marks
//! (an empty cell, one that can't be read) and take four bytes too.

/// So many of the smallest numbers are marks.
const MARKS: i64 = 8;
/// Stands for a number that is kept in `large`.
const LARGE: i32 = i32::MIN + MARKS as i32;

/// A column of integers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    base: i64,
    near: Vec<i32>,
    /// The numbers that are far from the base, by row, ascending.
    far: Vec<(u32, i64)>,
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
    pub fn reserve(&mut self, rows: usize) {
        self.near.reserve_exact(rows);
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
        let short = *self.near.get(row)?;
        Some(if short > LARGE { i64::from(short).wrapping_add(self.base) } else { self.rare(row, short) })
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
        (0..self.len()).map(|row| self.get(row).unwrap_or(i64::MIN))
    }

    /// The values of these rows, in this order.
    pub fn arranged(&self, rows: &[u32]) -> Numbers {
        let mut arranged = Numbers::around(self.base);
        arranged.reserve(rows.len());
        for &row in rows {
            match self.near.get(row as usize) {
                Some(&LARGE) | None => arranged.push(self.get(row as usize).unwrap_or(i64::MIN)),
                Some(&short) => arranged.near.push(short),
            }
        }
        arranged
    }
}

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
