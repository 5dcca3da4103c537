//! On which line of its file each row starts: mostly one behind the row before.

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
            self.runs.push((self.rows, line));
        }
        self.rows += 1;
        self.next = line.wrapping_add(1);
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
    }
}
