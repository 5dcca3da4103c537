//! A byte for each row that says what became of it; and the rows with one of them, a block at a time.

use std::ops::Range;

use crate::codes::Codes;
use crate::numbers::Numbers;

/// So many rows are looked at together: what is read of them stays near at hand.
pub const BLOCK: usize = 1024;
const EIGHT: usize = 8;

/// A byte for each row.
#[derive(Clone, Debug, Default)]
pub struct RowMarks {
    marks: Vec<u8>,
}

impl RowMarks {
    /// So many rows with one mark.
    pub fn all(mark: u8, rows: usize) -> RowMarks {
        RowMarks { marks: vec![mark; rows] }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.marks.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.marks.is_empty()
    }

    /// The mark of a row, if there is such a row.
    #[inline]
    pub fn get(&self, row: usize) -> Option<u8> {
        self.marks.get(row).copied()
    }

    /// All rows, a block at a time.
    pub fn blocks(&self) -> impl Iterator<Item = Range<usize>> + use<> {
        let rows = self.marks.len();
        (0..rows).step_by(BLOCK).map(move |from| from..rows.min(from + BLOCK))
    }

    /// Changes the mark of a row that there is.
    #[inline]
    pub fn set(&mut self, row: usize, mark: u8) {
        if let Some(own) = self.marks.get_mut(row) {
            *own = mark;
        }
    }

    /// How many rows have a mark.
    pub fn count(&self, mark: u8) -> usize {
        // By blocks: bytes are summed many at once.
        let of_block =
            |block: &[u8]| usize::from(block.iter().map(|&own| u16::from(own == mark)).sum::<u16>());
        self.marks.chunks(BLOCK).map(of_block).sum()
    }

    /// Whether there is a row with a mark, by the table of all marks.
    pub fn any(&self, is: &[bool; 256]) -> bool {
        self.marks.iter().any(|&mark| is[usize::from(mark)])
    }

    /// Puts the next rows that have a mark into `rows`, ascending, at most [`BLOCK`] of them, and moves `from` behind;
    /// whether there are any more.
    pub fn next(&self, mark: u8, from: &mut usize, rows: &mut Vec<u32>) -> bool {
        self.next_rows(mark, 0, from, rows)
    }

    /// The same of the rows that have another.
    pub fn next_other(&self, mark: u8, from: &mut usize, rows: &mut Vec<u32>) -> bool {
        self.next_rows(mark, 1, from, rows)
    }

    /// Those that have the mark, or, where `other` is 1, another.
    #[inline(never)]
    fn next_rows(&self, mark: u8, other: usize, from: &mut usize, rows: &mut Vec<u32>) -> bool {
        const LOW: u64 = u64::from_le_bytes([1; EIGHT]);
        const HIGH: u64 = LOW << 7;
        let mut found = 0;
        while found == 0 && *from < self.marks.len() {
            let window = &self.marks[*from..self.marks.len().min(*from + BLOCK)];
            // What stands there already is written over.
            rows.resize(BLOCK + EIGHT, 0);
            let mut row = *from as u32;
            let (eights, rest) = window.as_chunks::<EIGHT>();
            for eight in eights {
                let Some(places) = rows.get_mut(found..).and_then(<[u32]>::first_chunk_mut::<EIGHT>) else {
                    break;
                };
                let apart = u64::from_le_bytes(*eight) ^ (LOW * u64::from(mark));
                // Bytes of 0 have the mark: all of them, or none.
                let (all, none) = (apart == 0, apart.wrapping_sub(LOW) & !apart & HIGH == 0);
                if all || none {
                    if all == (other == 0) {
                        *places = std::array::from_fn(|at| row + at as u32);
                        found += EIGHT;
                    }
                } else {
                    let mut more = 0;
                    for (at, &own) in eight.iter().enumerate() {
                        // Without a branch: the next overwrites it where it is none.
                        places[more % EIGHT] = row + at as u32;
                        more += usize::from(own == mark) ^ other;
                    }
                    found += more;
                }
                row += EIGHT as u32;
            }
            for (row, _) in (row..).zip(rest).filter(|(_, own)| usize::from(**own == mark) != other) {
                rows[found] = row;
                found += 1;
            }
            *from += window.len();
        }
        rows.truncate(found);
        found > 0
    }

    /// Gives the rows of one mark, from a row on, the mark that stands in the table at their classes; those of 0 keep
    /// theirs.
    pub fn set_by(&mut self, from: usize, mark: u8, classes: &[u8], table: &[u8; 256]) {
        let Some(marks) = self.marks.get_mut(from..) else { return };
        for (own, &class) in marks.iter_mut().zip(classes) {
            let new = table[usize::from(class)];
            *own = if *own == mark && new != 0 { new } else { *own };
        }
    }

    /// Notes the classes that rows of one mark have, from a row on.
    pub fn note_classes(&self, from: usize, mark: u8, classes: &[u8], seen: &mut [bool; 256]) {
        let marks = self.marks.get(from..).unwrap_or_default();
        marks.iter().zip(classes).for_each(|(&own, &class)| seen[usize::from(class)] |= own == mark);
    }

    /// Leaves those values whose rows have a mark, and gives back the room of the others.
    #[inline(never)]
    pub(crate) fn keep<T: Copy>(&self, mark: u8, values: &mut Vec<T>) {
        let mut kept = 0;
        let (eights, rest) = self.marks.as_chunks::<EIGHT>();
        let mut row = 0;
        for marks in eights {
            let Some(&eight) = values.get(row..).and_then(<[T]>::first_chunk::<EIGHT>) else { break };
            let Some(places) = values.get_mut(kept..).and_then(<[T]>::first_chunk_mut::<EIGHT>) else {
                break;
            };
            if marks.iter().fold(true, |all, &own| all & (own == mark)) {
                *places = eight;
                kept += EIGHT;
            } else {
                let mut more = 0;
                for (&own, value) in marks.iter().zip(eight) {
                    // Without a branch: the next overwrites it where it is none. No row behind is touched.
                    places[more % EIGHT] = value;
                    more += usize::from(own == mark);
                }
                kept += more;
            }
            row += EIGHT;
        }
        for (row, _) in (row..values.len()).zip(rest).filter(|(_, own)| **own == mark) {
            values[kept] = values[row];
            kept += 1;
        }
        values.truncate(kept);
        values.shrink_to_fit();
    }

    /// The marks, row by row.
    pub(crate) fn as_slice(&self) -> &[u8] {
        &self.marks
    }

    /// Gives the rows another mark whose number is below `least` or not there.
    pub fn unless_from(&mut self, numbers: &Numbers, least: i64, mark: u8) {
        let known = numbers.len().min(self.marks.len());
        match numbers.threshold(least) {
            Some((near, least)) => {
                for (own, &short) in self.marks.iter_mut().zip(near) {
                    *own = if short < least { mark } else { *own };
                }
            }
            None => {
                for (own, number) in self.marks.iter_mut().zip(numbers.iter()) {
                    *own = if number < least { mark } else { *own };
                }
            }
        }
        self.marks[known..].fill(mark);
    }

    /// Gives the rows another mark whose number is above `most` and not 0.
    pub fn unless_nothing(&mut self, numbers: &Numbers, most: i64, mark: u8) {
        for (own, number) in self.marks.iter_mut().zip(numbers.iter()) {
            *own = if number > most && number != 0 { mark } else { *own };
        }
    }

    /// Gives the rows another mark whose code is flagged.
    pub fn unless_flagged(&mut self, codes: &Codes, flags: &[bool], mark: u8) {
        for (own, code) in self.marks.iter_mut().zip(codes.iter()) {
            *own = if flags.get(code as usize) == Some(&true) { mark } else { *own };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MISSING;

    fn rows_of(marks: &RowMarks, mark: u8, is_other: bool) -> Vec<u32> {
        let (mut from, mut rows, mut all) = (0, Vec::new(), Vec::new());
        let next = if is_other { RowMarks::next_other } else { RowMarks::next };
        while next(marks, mark, &mut from, &mut rows) {
            assert!(rows.len() <= BLOCK);
            all.extend_from_slice(&rows);
        }
        all
    }

    #[test]
    fn rows_are_those_with_the_mark_and_all_others() {
        for count in [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 5 * BLOCK + 7] {
            let mut marks = RowMarks::all(1, count);
            for every in [1, 2, 7, 3_000] {
                (0..count).step_by(every).for_each(|row| marks.set(row, every as u8 + 1));
            }
            let blocks: Vec<usize> =
                marks.blocks().inspect(|rows| assert!(rows.len() <= BLOCK)).flatten().collect();
            assert!(blocks.into_iter().eq(0..count));
            for mark in 0..9 {
                let expected: Vec<u32> =
                    (0..count as u32).filter(|&row| marks.marks[row as usize] == mark).collect();
                assert_eq!(rows_of(&marks, mark, false), expected);
                assert_eq!((marks.count(mark), marks.len()), (expected.len(), count));
                let others: Vec<u32> =
                    (0..count as u32).filter(|&row| marks.marks[row as usize] != mark).collect();
                assert_eq!(rows_of(&marks, mark, true), others);
                let mut table = [false; 256];
                table[usize::from(mark)] = true;
                assert_eq!(marks.any(&table), !expected.is_empty());
            }
        }
    }

    #[test]
    fn values_of_rows_with_a_mark_are_kept() {
        for count in [0, 1, 7, 8, 9, 64, 1_003] {
            for every in [1, 2, 5, 40] {
                let mut marks = RowMarks::all(1, count);
                (0..count).step_by(every).for_each(|row| marks.set(row, 2));
                for mark in 0..3 {
                    let rows: Vec<usize> = (0..count).filter(|&row| marks.marks[row] == mark).collect();
                    let mut values: Vec<usize> = (0..count).collect();
                    marks.keep(mark, &mut values);
                    assert_eq!(values, rows);
                    let value = |row: usize| [3, 1 << 40, -7, i64::MIN][row % 9 % 4] + row as i64;
                    let mut numbers: Numbers = (0..count).map(value).collect();
                    numbers.keep(&marks, mark);
                    numbers.append(&[1 << 50, 4].into_iter().collect());
                    assert!(numbers.iter().eq(rows.iter().map(|&row| value(row)).chain([1 << 50, 4])));
                    for code in [|row| row, |row| row % 7, |row| row % 300, |row| row * 70] {
                        let mut codes: Codes = (0..count).map(|row| code(row) as u32).collect();
                        codes.keep(&marks, mark);
                        codes.append(&[MISSING, 70_000].into_iter().collect());
                        let expected = rows.iter().map(|&row| code(row) as u32).chain([MISSING, 70_000]);
                        assert!(codes.iter().eq(expected.clone()));
                        assert!(codes.into_numbers().into_iter().eq(expected));
                    }
                }
            }
        }
    }

    #[test]
    fn marks_change_by_what_columns_say() {
        let numbers: Numbers = [5, -1, 0, i64::MIN].into_iter().collect();
        let mut marks = RowMarks::all(1, 5);
        marks.unless_from(&numbers, 0, 7);
        assert_eq!(marks.marks, [1, 7, 1, 7, 7]);
        for (base, least) in [(0, -1), (0, 6), (5, 0), (1 << 40, 0), (0, 1 << 40), (0, i64::MIN + 3)] {
            for others in [&[][..], &[1 << 40, -(1 << 40)]] {
                let mut numbers = Numbers::around(base);
                [5, -1, 0, i64::MIN, i64::MIN + 3].iter().chain(others).for_each(|&n| numbers.push(n));
                let mut marks = RowMarks::all(1, numbers.len());
                marks.unless_from(&numbers, least, 7);
                let expected = numbers.iter().map(|number| if number < least { 7 } else { 1 });
                assert!(marks.marks.iter().copied().eq(expected), "{base} {least}");
            }
        }
        let mut marks = RowMarks::all(1, 5);
        marks.unless_nothing(&numbers, i64::MIN, 7);
        assert_eq!(marks.marks, [7, 7, 1, 1, 1]);
        let codes: Codes = [0, 1, MISSING].into_iter().collect();
        let mut marks = RowMarks::all(1, 4);
        marks.unless_flagged(&codes, &[false, true], 7);
        assert_eq!(marks.marks, [1, 7, 1, 1]);
        let mut table = [0; 256];
        (table[3], table[5]) = (9, 6);
        marks.set_by(1, 1, &[3, 4, 5, 3], &table);
        assert_eq!(
            (marks.marks.as_slice(), marks.is_empty(), marks.get(4)),
            (&[1, 7, 1, 6][..], false, None)
        );
        marks.set_by(0, 1, &[3], &table);
        marks.set_by(9, 1, &[3], &table);
        assert_eq!(marks.marks, [9, 7, 1, 6]);
        let mut seen = [false; 256];
        marks.note_classes(1, 1, &[8, 2, 4], &mut seen);
        marks.note_classes(9, 1, &[8], &mut seen);
        assert!((0..256).all(|class| seen[class] == (class == 2)));
    }
}
