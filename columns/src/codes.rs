//! The numbers of distinct values, one a row: nothing while each row has the next number, as ids have that never
//! repeat; else one byte each while there are few, then two, then four.

use std::collections::TryReserveError;
use std::ops::Range;

use super::MISSING;
use crate::numbers::Numbers;
use crate::parcel::Parcel;
use crate::row_marks::RowMarks;
use crate::row_order::RowOrder;

/// A column of codes; [`MISSING`] is one of them.
#[derive(Clone, Debug)]
pub struct Codes {
    rows: Rows,
}

/// The largest number of each width stands for [`MISSING`].
#[derive(Clone, Debug)]
enum Rows {
    /// Each row's code is the row's own number.
    Sequence(u32),
    One(Vec<u8>),
    Two(Vec<u16>),
    Four(Vec<u32>),
}

impl Default for Codes {
    fn default() -> Codes {
        Codes { rows: Rows::Sequence(0) }
    }
}

#[inline]
fn widened(code: u32, missing: u32) -> u32 {
    if code == missing { MISSING } else { code }
}

impl Codes {
    /// So many rows without a value.
    pub fn missing(rows: usize) -> Codes {
        Codes { rows: Rows::One(vec![u8::MAX; rows]) }
    }

    /// So many rows, each with its own number as its code.
    pub fn sequence(rows: u32) -> Codes {
        Codes { rows: Rows::Sequence(rows) }
    }

    /// No rows yet, of the codes of so many values: as wide as they need.
    pub fn for_values(values: usize) -> Codes {
        let rows = if values <= usize::from(u8::MAX) {
            Rows::One(Vec::new())
        } else if values <= usize::from(u16::MAX) {
            Rows::Two(Vec::new())
        } else {
            Rows::Four(Vec::new())
        };
        Codes { rows }
    }

    /// One row for each of these codes of so many values.
    pub(crate) fn of_all(rows: Vec<u32>, values: usize) -> Codes {
        let mut codes = Codes::for_values(values);
        match &mut codes.rows {
            Rows::Four(all) => *all = rows,
            _ => codes.push_all(&rows),
        }
        codes
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        match &self.rows {
            Rows::Sequence(rows) => *rows as usize,
            Rows::One(rows) => rows.len(),
            Rows::Two(rows) => rows.len(),
            Rows::Four(rows) => rows.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether each row's code is the row's own number: none repeats.
    pub fn is_sequence(&self) -> bool {
        matches!(self.rows, Rows::Sequence(_))
    }

    /// Makes room for more rows, and no more than that.
    ///
    /// # Errors
    /// There is no such room.
    pub fn reserve(&mut self, more: usize) -> Result<(), TryReserveError> {
        match &mut self.rows {
            Rows::Sequence(_) => Ok(()),
            Rows::One(rows) => rows.try_reserve_exact(more),
            Rows::Two(rows) => rows.try_reserve_exact(more),
            Rows::Four(rows) => rows.try_reserve_exact(more),
        }
    }

    /// Adds a row.
    #[inline]
    pub fn push(&mut self, code: u32) {
        self.widen_for(self.len(), code);
        match &mut self.rows {
            Rows::Sequence(rows) => *rows += 1,
            Rows::One(rows) => rows.push(code as u8),
            Rows::Two(rows) => rows.push(code as u16),
            Rows::Four(rows) => rows.push(code),
        }
    }

    /// Adds many rows.
    pub fn push_all(&mut self, codes: &[u32]) {
        // One above the largest, so that a missing one is 0.
        let above = codes.iter().fold(0, |most, code| code.wrapping_add(1).max(most));
        match &mut self.rows {
            Rows::One(rows) if above <= u8::MAX.into() => rows.extend(codes.iter().map(|&code| code as u8)),
            Rows::Two(rows) if above <= u16::MAX.into() => rows.extend(codes.iter().map(|&code| code as u16)),
            Rows::Four(rows) => rows.extend_from_slice(codes),
            _ => codes.iter().for_each(|&code| self.push(code)),
        }
    }

    /// Leaves the rows with a mark.
    pub fn keep(&mut self, marks: &RowMarks, mark: u8) {
        match &mut self.rows {
            Rows::Sequence(rows) if marks.count(mark) == *rows as usize => {}
            Rows::Sequence(rows) => {
                let mut own: Vec<u32> = (0..*rows).collect();
                marks.keep(mark, &mut own);
                self.rows = Rows::Four(own);
            }
            Rows::One(rows) => marks.keep(mark, rows),
            Rows::Two(rows) => marks.keep(mark, rows),
            Rows::Four(rows) => marks.keep(mark, rows),
        }
    }

    /// Adds the rows of another column.
    pub fn append(&mut self, others: &Codes) {
        others.iter().for_each(|code| self.push(code));
    }

    /// All codes.
    pub fn into_numbers(self) -> Vec<u32> {
        match self.rows {
            Rows::Four(rows) => rows,
            _ => self.iter().collect(),
        }
    }

    /// For each number 1 where it is above `most` and not 0, else 0.
    #[inline(never)]
    pub fn are_something(numbers: &Numbers, most: i64) -> Codes {
        let is_something = |number| u8::from(number > most && number != 0);
        Codes { rows: Rows::One(numbers.iter().map(is_something).collect()) }
    }

    /// Hands all rows over.
    pub fn hand_over(&mut self, parcel: &mut Parcel) {
        parcel.words((0..self.len()).map(|row| self.get(row)));
        match &mut self.rows {
            Rows::Sequence(rows) => *rows = 0,
            Rows::One(rows) => rows.clear(),
            Rows::Two(rows) => rows.clear(),
            Rows::Four(rows) => rows.clear(),
        }
    }

    /// The code of a row; [`MISSING`] where there is no such row.
    #[inline]
    pub fn get(&self, row: usize) -> u32 {
        match &self.rows {
            Rows::Sequence(rows) => {
                if row < *rows as usize {
                    row as u32
                } else {
                    MISSING
                }
            }
            Rows::One(rows) => rows.get(row).map_or(MISSING, |&code| widened(code.into(), u8::MAX.into())),
            Rows::Two(rows) => rows.get(row).map_or(MISSING, |&code| widened(code.into(), u16::MAX.into())),
            Rows::Four(rows) => rows.get(row).copied().unwrap_or(MISSING),
        }
    }

    /// The last row's code, if there is a row.
    pub fn last(&self) -> Option<u32> {
        Some(self.get(self.len().checked_sub(1)?))
    }

    /// Changes the code of a row that there is.
    pub fn set(&mut self, row: usize, code: u32) {
        self.widen_for(row, code);
        match &mut self.rows {
            Rows::Sequence(_) => {}
            Rows::One(rows) => rows[row] = code as u8,
            Rows::Two(rows) => rows[row] = code as u16,
            Rows::Four(rows) => rows[row] = code,
        }
    }

    /// All codes, row by row.
    pub fn iter(&self) -> impl Iterator<Item = u32> + Clone + '_ {
        (0..self.len()).map(|row| self.get(row))
    }

    /// The largest code of a row that has a value.
    pub fn largest(&self) -> Option<u32> {
        match &self.rows {
            Rows::Sequence(rows) => rows.checked_sub(1),
            // One above each code, so that a missing one is 0.
            Rows::One(rows) => {
                u32::from(rows.iter().fold(0, |most, code| most.max(code.wrapping_add(1)))).checked_sub(1)
            }
            Rows::Two(rows) => {
                u32::from(rows.iter().fold(0, |most, code| most.max(code.wrapping_add(1)))).checked_sub(1)
            }
            Rows::Four(rows) => {
                rows.iter().fold(0, |most, code| most.max(code.wrapping_add(1))).checked_sub(1)
            }
        }
    }

    /// Puts the rows into another order.
    pub fn arrange(&mut self, order: &RowOrder) {
        match &mut self.rows {
            Rows::Sequence(_) => self.rows = Rows::Four(order.rows()),
            Rows::One(codes) => order.arrange(codes),
            Rows::Two(codes) => order.arrange(codes),
            Rows::Four(codes) => order.arrange(codes),
        }
    }

    /// The codes of these rows, in this order.
    pub fn arranged(&self, rows: &[u32]) -> Codes {
        let rows = match &self.rows {
            Rows::Sequence(_) => Rows::Four(rows.iter().map(|&row| self.get(row as usize)).collect()),
            Rows::One(codes) => Rows::One(arranged(codes, rows, u8::MAX)),
            Rows::Two(codes) => Rows::Two(arranged(codes, rows, u16::MAX)),
            Rows::Four(codes) => Rows::Four(arranged(codes, rows, MISSING)),
        };
        Codes { rows }
    }

    /// The codes of some rows, over what is in `codes`; [`MISSING`] where there is no such row.
    #[inline(never)]
    pub fn read(&self, rows: &[u32], codes: &mut Vec<u32>) {
        codes.clear();
        match &self.rows {
            Rows::Sequence(count) => {
                codes.extend(rows.iter().map(|&row| if row < *count { row } else { MISSING }))
            }
            Rows::One(own) => read(own, u8::MAX, rows, codes),
            Rows::Two(own) => read(own, u16::MAX, rows, codes),
            Rows::Four(own) => read(own, MISSING, rows, codes),
        }
    }

    /// How many rows have each code below `distinct`.
    pub fn counts(&self, distinct: usize) -> Vec<u32> {
        let mut counts = vec![0; distinct];
        match &self.rows {
            Rows::Sequence(rows) => counts.iter_mut().take(*rows as usize).for_each(|count| *count = 1),
            Rows::One(rows) => count(rows, u8::MAX, &mut counts),
            Rows::Two(rows) => count(rows, u16::MAX, &mut counts),
            Rows::Four(rows) => count(rows, MISSING, &mut counts),
        }
        counts
    }

    /// The codes of rows that follow each other, over what is in `codes`.
    #[inline(never)]
    pub fn read_range(&self, rows: Range<usize>, codes: &mut Vec<u32>) {
        codes.clear();
        match &self.rows {
            Rows::Sequence(count) => {
                codes.extend((rows.start as u32..rows.end as u32).filter(|row| row < count))
            }
            Rows::One(own) => codes.extend(wide(own, rows, u8::MAX)),
            Rows::Two(own) => codes.extend(wide(own, rows, u16::MAX)),
            Rows::Four(own) => codes.extend_from_slice(own.get(rows).unwrap_or_default()),
        }
    }

    /// Adds to the bits of rows that follow each other from one on those that stand in `table` at their codes; none where
    /// nothing stands there.
    #[inline(never)]
    pub fn add_bits(&self, from: usize, table: &[u8], bits: &mut [u8]) {
        let at = |code: u32| table.get(code as usize).copied().unwrap_or(0);
        match &self.rows {
            Rows::One(own) => {
                let own = own.get(from..).unwrap_or_default();
                let mut whole = [0; u8::MAX as usize + 1];
                whole.iter_mut().take(u8::MAX.into()).zip(table).for_each(|(whole, &bits)| *whole = bits);
                bits.iter_mut().zip(own).for_each(|(bits, &code)| *bits |= whole[usize::from(code)]);
            }
            _ => bits.iter_mut().zip(from..).for_each(|(bits, row)| *bits |= at(self.get(row))),
        }
    }

    /// Counts the code of each row with a mark at its place; those without one at the last, of which there must be one.
    #[inline(never)]
    pub fn count_marked(&self, marks: &RowMarks, mark: u8, counts: &mut [u32]) {
        let Some(last) = counts.len().checked_sub(1) else { return };
        let marks = marks.as_slice().iter().map(|&own| u32::from(own == mark));
        match &self.rows {
            Rows::One(own) => {
                // Without a look at where a code's place is.
                let mut all = [0; u8::MAX as usize + 1];
                own.iter().zip(marks).for_each(|(&code, more)| all[usize::from(code)] += more);
                for (&more, code) in all.iter().zip(0..) {
                    counts[last.min(widened(code, u8::MAX.into()) as usize)] += more;
                }
            }
            Rows::Two(own) => own.iter().zip(marks).for_each(|(&code, more)| {
                counts[last.min(widened(code.into(), u16::MAX.into()) as usize)] += more;
            }),
            _ => self.iter().zip(marks).for_each(|(code, more)| counts[last.min(code as usize)] += more),
        }
    }

    /// Changes each code to the one that stands at its place in `new`, which must not be larger than the largest;
    /// to [`MISSING`] where there is none. A sequence stays one.
    pub(crate) fn translate(&mut self, new: &[u32]) {
        let with = new;
        let new = |code: u32| new.get(code as usize).copied().unwrap_or(MISSING);
        match &mut self.rows {
            Rows::Sequence(_) => {}
            Rows::One(rows) => {
                let mut whole = [u8::MAX; u8::MAX as usize + 1];
                whole.iter_mut().take(u8::MAX.into()).zip(with).for_each(|(whole, &new)| *whole = new as u8);
                rows.iter_mut().for_each(|code| *code = whole[usize::from(*code)]);
            }
            Rows::Two(rows) => {
                rows.iter_mut().for_each(|code| *code = new(widened((*code).into(), u16::MAX.into())) as u16)
            }
            Rows::Four(rows) => rows.iter_mut().for_each(|code| *code = new(*code)),
        }
    }

    #[inline]
    fn widen_for(&mut self, row: usize, code: u32) {
        let fits = match &self.rows {
            Rows::Sequence(_) => row as u32 == code,
            Rows::One(_) => code < u32::from(u8::MAX) || code == MISSING,
            Rows::Two(_) => code < u32::from(u16::MAX) || code == MISSING,
            Rows::Four(_) => true,
        };
        if !fits {
            self.widen(code);
        }
    }

    /// Rewrites all rows in a width that has room for this code too.
    #[cold]
    fn widen(&mut self, code: u32) {
        let (largest, room) = match &self.rows {
            Rows::Sequence(rows) => (rows.saturating_sub(1), *rows as usize + 1),
            Rows::One(rows) => (0, rows.capacity()),
            Rows::Two(rows) => (u32::from(u8::MAX), rows.capacity()),
            Rows::Four(rows) => (u32::from(u16::MAX), rows.capacity()),
        };
        let largest = if code == MISSING { largest } else { largest.max(code) };
        self.rows = if largest < u32::from(u8::MAX) {
            Rows::One(collected(room, self.iter().map(|code| code as u8)))
        } else if largest < u32::from(u16::MAX) {
            Rows::Two(collected(room, self.iter().map(|code| code as u16)))
        } else {
            Rows::Four(collected(room, self.iter()))
        };
    }
}

fn count<T: Copy + Into<u32>>(codes: &[T], missing: T, counts: &mut [u32]) {
    // No value has the number that stands for a missing one.
    let places = counts.len().min(missing.into() as usize);
    let counts = &mut counts[..places];
    for &code in codes {
        if let Some(count) = counts.get_mut(code.into() as usize) {
            *count += 1;
        }
    }
}

fn arranged<T: Copy>(codes: &[T], rows: &[u32], missing: T) -> Vec<T> {
    rows.iter().map(|&row| codes.get(row as usize).copied().unwrap_or(missing)).collect()
}

fn read<T: Copy + Into<u32>>(own: &[T], missing: T, rows: &[u32], codes: &mut Vec<u32>) {
    let code = |&row: &u32| widened(own.get(row as usize).copied().unwrap_or(missing).into(), missing.into());
    codes.extend(rows.iter().map(code));
}

fn wide<T: Copy + Into<u32>>(own: &[T], rows: Range<usize>, missing: T) -> impl Iterator<Item = u32> {
    own.get(rows).unwrap_or_default().iter().map(move |&code| widened(code.into(), missing.into()))
}

fn collected<T>(room: usize, rows: impl Iterator<Item = T>) -> Vec<T> {
    let mut all = Vec::with_capacity(room);
    all.extend(rows);
    all
}

/// Columns are equal where their codes are, whatever their width.
impl PartialEq for Codes {
    fn eq(&self, other: &Codes) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl Eq for Codes {}

impl FromIterator<u32> for Codes {
    fn from_iter<I: IntoIterator<Item = u32>>(codes: I) -> Codes {
        let mut all = Codes::default();
        codes.into_iter().for_each(|code| all.push(code));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_rows_with_a_mark_are_counted() {
        let columns: [&[u32]; 5] = [
            &[],
            &[0, 1, 2, 3, 4, 5],
            &[3, 1, MISSING, 254, 1, 3, 3],
            &[3, MISSING, 255, 65_534, 3],
            &[70_000, 3, MISSING, 3, 2],
        ];
        for column in columns {
            let codes: Codes = column.iter().copied().collect();
            let mut marks = RowMarks::all(1, column.len());
            (0..column.len()).step_by(3).for_each(|row| marks.set(row, 2));
            for places in [0, 1, 4, 256, 300, 70_002] {
                let (mut counts, mut expected) = (vec![0; places], vec![0; places]);
                codes.count_marked(&marks, 1, &mut counts);
                for (row, &code) in column.iter().enumerate().filter(|(row, _)| places > 0 && row % 3 != 0) {
                    expected[(code as usize).min(places - 1)] += 1;
                    assert_eq!(marks.get(row), Some(1));
                }
                assert_eq!(counts, expected);
            }
            let table = [4, 8, 0, 16];
            for from in 0..=column.len() {
                let mut bits = vec![1; column.len() - from + 1];
                codes.add_bits(from, &table, &mut bits);
                let of = |code: &u32| 1 | table.get(*code as usize).copied().unwrap_or(0);
                assert!(bits.iter().copied().eq(column[from..].iter().map(of).chain([1])));
            }
        }
    }

    #[test]
    fn codes_of_every_width_come_back() {
        let edges = [0, MISSING, 254, 255, 256, MISSING, 65_534, 65_535, 65_536, 7, MISSING - 1, MISSING];
        for end in 1..=edges.len() {
            let codes: Codes = edges[..end].iter().copied().collect();
            assert_eq!(codes.iter().collect::<Vec<_>>(), edges[..end]);
            assert_eq!(codes.largest(), edges[..end].iter().copied().filter(|&code| code != MISSING).max());
            let occurs = |code: u32| codes.iter().filter(|other| *other == code).count() as u32;
            for distinct in [0, 8, 256, 70_000] {
                let counts = codes.counts(distinct as usize);
                assert!(counts.len() == distinct as usize);
                let known = edges.iter().filter(|&&code| code < distinct);
                known.for_each(|&code| assert_eq!(counts[code as usize], occurs(code)));
            }
            let last: Vec<u32> = (0..end as u32).rev().collect();
            for cut in 0..end {
                let (mut first, mut all) = (Codes::default(), Codes::default());
                first.push_all(&edges[..cut]);
                first.push_all(&edges[cut..end]);
                all.push_all(&edges[..end]);
                assert_eq!([&first, &all], [&codes, &codes], "{cut} {end}");
            }
            assert!(codes.arranged(&last).iter().eq(edges[..end].iter().rev().copied()));
            let mut read = vec![5];
            codes.read(&last, &mut read);
            assert!(read.iter().eq(edges[..end].iter().rev()));
            codes.read_range(end / 2..end, &mut read);
            assert_eq!(read, edges[end / 2..end]);
        }
        let flags = Codes::are_something(&[3, 0, -1, -9, 1 << 40].into_iter().collect(), -9);
        assert!(flags.iter().eq([1, 0, 1, 0, 1]));
        let mut codes = Codes::missing(2);
        codes.set(1, 70_000);
        assert_eq!([codes.get(0), codes.get(1), codes.get(2)], [MISSING, 70_000, MISSING]);
        for values in [0, 255, 256, 65_535, 65_536] {
            let mut codes = Codes::for_values(values);
            let width = std::mem::discriminant(&codes.rows);
            let all = [MISSING, (values as u32).saturating_sub(1)];
            all.iter().for_each(|&code| codes.push(code));
            assert!(codes.iter().eq(all) && std::mem::discriminant(&codes.rows) == width, "{values}");
        }
        let mut sequence: Codes = (0..300).collect();
        assert_eq!(sequence, Codes::sequence(300));
        let mut read = Vec::new();
        sequence.read(&[299, 300, 0], &mut read);
        assert_eq!(read, [299, MISSING, 0]);
        assert_eq!((sequence.counts(2), sequence.counts(301)[300]), (vec![1, 1], 0));
        sequence.set(299, 299);
        sequence.push(MISSING);
        assert!(sequence.iter().eq((0..300).chain([MISSING])));
    }
}
