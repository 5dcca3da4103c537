//! On which line of its file each row starts: mostly one behind the row before.

use crate::parcel::{Parcel, Unpacking};
use crate::room::grow_by_quarter;

/// The lines of rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowLines {
    /// The first row of each run in which every row starts a line behind the one before, and its line.
    runs: Vec<(u32, u32)>,
    rows: u32,
    next: u32,
}

impl RowLines {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows as usize
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Adds a row.
    #[inline]
    pub fn push(&mut self, line: u32) {
        if line != self.next || self.rows == 0 {
            grow_by_quarter(&mut self.runs, 1);
            self.runs.push((self.rows, line));
        }
        self.rows += 1;
        self.next = line.wrapping_add(1);
    }

    /// Adds many rows.
    pub fn push_all(&mut self, lines: impl Iterator<Item = u32>) {
        lines.for_each(|line| self.push(line));
    }

    /// Hands all rows over.
    pub fn hand_over(&mut self, parcel: &mut Parcel) {
        parcel.number(self.rows.into());
        parcel.words(self.runs.iter().map(|&(first, _)| first));
        parcel.words(self.runs.iter().map(|&(_, line)| line));
        *self = RowLines::default();
    }

    /// Reads rows that were handed over.
    pub fn read(from: &mut Unpacking<'_>) -> Option<RowLines> {
        let rows = from.number()?.try_into().ok()?;
        let (firsts, lines) = (from.words()?, from.words()?);
        let runs: Vec<(u32, u32)> = firsts.iter().zip(lines.iter()).collect();
        let next = runs.last().map_or(0, |&(first, line)| line.wrapping_add(rows - first));
        Some(RowLines { runs, rows, next })
    }

    /// Adds rows that were handed over, so many lines further down.
    pub fn take_in(&mut self, rows: &RowLines, lines: u32) {
        for &(first, line) in &rows.runs {
            let (first, line) = (self.rows + first, line.wrapping_add(lines));
            // A run may go on that was begun before.
            if first != self.rows || line != self.next || self.rows == 0 {
                grow_by_quarter(&mut self.runs, 1);
                self.runs.push((first, line));
            }
        }
        self.rows += rows.rows;
        self.next = rows.next.wrapping_add(lines);
    }

    /// The line of a row, if there is such a row.
    pub fn get(&self, row: usize) -> Option<u32> {
        let row = u32::try_from(row).ok().filter(|&row| row < self.rows)?;
        let after = self.runs.partition_point(|&(first, _)| first <= row);
        let &(first, line) = self.runs.get(after.checked_sub(1)?)?;
        Some(line.wrapping_add(row - first))
    }

    /// All lines, row by row.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        let ends = self.runs.iter().skip(1).map(|&(first, _)| first).chain([self.rows]);
        self.runs
            .iter()
            .zip(ends)
            .flat_map(|(&(first, line), end)| (0..end - first).map(move |row| line.wrapping_add(row)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_with_gaps_come_back() {
        let expected = [2, 3, 4, 7, 8, 8, 1, 2, u32::MAX, 0];
        let mut lines = RowLines::default();
        expected.iter().for_each(|&line| lines.push(line));
        assert_eq!(lines.iter().collect::<Vec<_>>(), expected);
        assert_eq!((0..11).filter_map(|row| lines.get(row)).collect::<Vec<_>>(), expected);
        for cut in 0..expected.len() {
            let (mut first, mut second) = (RowLines::default(), RowLines::default());
            expected[..cut].iter().for_each(|&line| first.push(line));
            expected[cut..].iter().for_each(|&line| second.push(line.wrapping_sub(5)));
            let mut parcel = Parcel::default();
            second.hand_over(&mut parcel);
            let handed = RowLines::read(&mut Unpacking::new(&parcel.into_bytes())).unwrap();
            first.take_in(&handed, 5);
            assert_eq!((first, second), (lines.clone(), RowLines::default()));
        }
    }
}
