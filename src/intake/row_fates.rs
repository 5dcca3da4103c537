//! What became of the rows of a file that are not orders by themselves.

use huitou_columns::codes::Codes;

use super::ledger::Reason;

/// The number of the draft that a row is a part of, or why it is of none.
pub(super) type RowFate = Result<u32, Reason>;

/// The fates of some rows of a file, in their order.
#[derive(Clone, Debug, Default)]
pub(super) struct RowFates {
    /// Which rows: takes no room where it is all of them.
    rows: Codes,
    fates: Vec<RowFate>,
}

impl RowFates {
    /// All rows of a file, with one fate.
    pub fn all(rows: usize, fate: RowFate) -> RowFates {
        RowFates { rows: (0..rows as u32).collect(), fates: vec![fate; rows] }
    }

    /// Adds a row behind those before.
    pub fn push(&mut self, row: usize, fate: RowFate) {
        self.rows.push(row as u32);
        self.fates.push(fate);
    }

    /// The rows and their fates.
    pub fn iter(&self) -> impl Iterator<Item = (usize, RowFate)> + '_ {
        self.rows.iter().map(|row| row as usize).zip(self.fates.iter().copied())
    }

    /// Changes what became of a row, if it is among these.
    pub fn set(&mut self, row: usize, fate: RowFate) {
        if let Some(at) = self.position(row) {
            self.fates[at] = fate;
        }
    }

    /// What became of a row, if it is among these.
    pub fn get(&self, row: usize) -> Option<RowFate> {
        self.position(row).map(|at| self.fates[at])
    }

    fn position(&self, row: usize) -> Option<usize> {
        let (mut low, mut high) = (0, self.fates.len());
        // All rows up to it are mostly there.
        if self.rows.get(row) == row as u32 {
            return (row < high).then_some(row);
        }
        while low < high {
            let middle = low.midpoint(high);
            match self.rows.get(middle).cmp(&(row as u32)) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_among_some_and_among_all() {
        let mut some = RowFates::default();
        for row in [2, 5, 6, 9] {
            some.push(row, Ok(row as u32));
        }
        some.set(5, Err(Reason::Ragged));
        some.set(3, Err(Reason::Ragged));
        let found: Vec<Option<RowFate>> = (0..11).map(|row| some.get(row)).collect();
        for (row, fate) in found.into_iter().enumerate() {
            let expected = [2, 5, 6, 9].contains(&row).then_some(Ok(row as u32));
            assert_eq!(fate, if row == 5 { Some(Err(Reason::Ragged)) } else { expected }, "{row}");
        }
        let all = RowFates::all(3, Ok(7));
        assert_eq!((all.get(2), all.get(3), all.iter().count()), (Some(Ok(7)), None, 3));
    }
}
