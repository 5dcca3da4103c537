//! One text cell a row, each distinct value kept once and as it was read.

use std::borrow::Cow;
use std::collections::TryReserveError;
use std::ops::Range;

use crate::MISSING;
use crate::bytes;
use crate::cells;
use crate::codes::Codes;
use crate::counted::Counted;
use crate::ids::Ids;
use crate::interner::Interner;
use crate::parcel::{Parcel, Unpacking, Words};
use crate::record::Batch;

/// A column of texts.
#[derive(Debug, Default)]
pub struct TextColumn {
    /// The distinct values; none where they are packed.
    pub values: Interner,
    /// Order ids that are all written alike: those of the rows while they are read, and the distinct ones after that.
    packed: Option<Ids>,
    /// For each row the number of its value, or [`MISSING`] for an empty cell.
    pub codes: Codes,
    /// The encoding of the values, where it is not that of the file: they come from another.
    pub encoding: Option<&'static str>,
    /// Numbers of values that were seen of late, by what they look like.
    recent: Recent,
    /// Finds the values while all of them are counted.
    counted: Option<Counted>,
}

/// Most columns repeat a few words: they are found by a look at their ends, without a hash.
#[derive(Debug)]
struct Recent([u32; Recent::PLACES]);

impl Recent {
    const PLACES: usize = 128;

    #[inline]
    fn place(cell: &[u8]) -> usize {
        let (first, last) = (cell[0], cell[cell.len() - 1]);
        let before = cell[cell.len().saturating_sub(2)];
        let ends = usize::from(first) + usize::from(last) * 5 + usize::from(before) * 31;
        (ends + cell.len() * 9) % Recent::PLACES
    }
}

impl Default for Recent {
    fn default() -> Recent {
        Recent([MISSING; Recent::PLACES])
    }
}

/// The rows that a column has handed over.
#[derive(Debug)]
pub enum HandedTexts<'a> {
    /// Ids that are written alike.
    Ids(Ids),
    /// Values: the number of the first new one, how long the new ones are, and their bytes; and the numbers of rows.
    Values {
        /// So many were handed over before.
        first: u32,
        /// Of each new value.
        lengths: Words<'a>,
        /// All new values.
        bytes: &'a [u8],
        /// Row by row.
        codes: Words<'a>,
    },
}

impl<'a> HandedTexts<'a> {
    /// Reads them.
    pub fn read(from: &mut Unpacking<'a>) -> Option<HandedTexts<'a>> {
        if from.number()? != 0 {
            return Ids::read(from).map(HandedTexts::Ids);
        }
        let first = from.number()?.try_into().ok()?;
        let (lengths, bytes, codes) = (from.words()?, from.bytes()?, from.words()?);
        Some(HandedTexts::Values { first, lengths, bytes, codes })
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        match self {
            HandedTexts::Ids(ids) => ids.len(),
            HandedTexts::Values { codes, .. } => codes.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether a column can take them in that has these numbers of the values that were handed over before.
    pub fn fit(&self, column: &TextColumn, known: &[u32]) -> bool {
        match self {
            HandedTexts::Ids(_) => true,
            HandedTexts::Values { first, .. } => column.packed.is_none() && *first as usize <= known.len(),
        }
    }
}

/// From so many distinct values on the time goes into waiting for memory.
const MANY: usize = 2_000;

impl TextColumn {
    /// A column whose values are found by hashes under this seed.
    pub fn seeded(seed: u64) -> TextColumn {
        TextColumn { values: Interner::seeded(seed), ..TextColumn::default() }
    }

    /// A column of order ids: hardly any repeats.
    pub fn of_ids(seed: u64) -> TextColumn {
        TextColumn { packed: Some(Ids::default()), ..TextColumn::seeded(seed) }
    }

    /// A column of these values, as another file has them.
    pub fn of(values: Interner, codes: Codes, encoding: &'static str) -> TextColumn {
        TextColumn { values, codes, encoding: Some(encoding), ..TextColumn::default() }
    }

    /// Adds a row's cell.
    #[inline]
    pub fn push(&mut self, cell: &[u8]) {
        match &mut self.packed {
            None => self.push_text(cell),
            Some(ids) => {
                if !ids.push(cell) {
                    self.push_other_id(cell);
                }
            }
        }
    }

    /// Adds the cells of a column, as ids or as other values; `numbers` is room that is used again.
    #[inline(never)]
    pub fn push_column(
        &mut self,
        batch: &Batch<'_>,
        rows: Range<usize>,
        column: usize,
        are_ids: bool,
        numbers: &mut Vec<u32>,
    ) {
        let cells = rows.map(|index| batch.record(index).cell(column));
        let cells: Vec<&[u8]> =
            if are_ids { cells.map(cells::id).collect() } else { cells.map(cells::value).collect() };
        self.push_all(&cells, numbers);
    }

    /// Adds the cells of many rows; `numbers` is room that is used again.
    pub fn push_all(&mut self, cells: &[&[u8]], numbers: &mut Vec<u32>) {
        if self.packed.is_some() {
            return cells.iter().for_each(|cell| self.push(cell));
        }
        numbers.clear();
        let TextColumn { counted, values, codes, .. } = self;
        if let Some(table) = counted {
            let other = table.intern_all(cells.iter().copied(), values, numbers);
            codes.push_all(numbers);
            if other.is_some() {
                *counted = None;
                let rest = &cells[numbers.len()..];
                self.push_all(rest, numbers);
            }
            return;
        }
        if self.values.len() < MANY {
            numbers.clear();
            numbers.extend(cells.iter().map(|cell| self.number(cell)));
        } else {
            self.values.intern_all(cells.iter().copied(), numbers);
        }
        self.codes.push_all(numbers);
    }

    #[inline]
    fn push_text(&mut self, cell: &[u8]) {
        let number = self.number(cell);
        self.codes.push(number);
    }

    /// The number of a cell's value, new or known.
    #[inline]
    fn number(&mut self, cell: &[u8]) -> u32 {
        if cell.is_empty() {
            return MISSING;
        }
        let place = Recent::place(cell);
        let recent = self.recent.0[place];
        if recent != MISSING && bytes::equal(self.values.get(recent), cell) {
            return recent;
        }
        let number = self.intern(cell);
        self.recent.0[place] = number;
        number
    }

    /// The number of a value, new or known.
    fn intern(&mut self, value: &[u8]) -> u32 {
        let TextColumn { counted, values, .. } = self;
        let known = counted.as_mut().and_then(|counted| counted.intern(value, values));
        known.unwrap_or_else(|| {
            *counted = None;
            values.intern(value)
        })
    }

    /// The first id that is written otherwise: from here on they are texts.
    #[cold]
    fn push_other_id(&mut self, cell: &[u8]) {
        let ids = self.packed.take().unwrap_or_default();
        let mut id = Vec::new();
        for row in 0..ids.len() {
            ids.write(row, &mut id);
            self.push_text(&id);
        }
        self.push_text(cell);
    }

    /// Hands all rows over, and of the values those with numbers from `sent` on: who takes them in has the others.
    pub fn hand_over(&mut self, sent: &mut u32, parcel: &mut Parcel) {
        parcel.number(self.packed.is_some().into());
        if let Some(ids) = &mut self.packed {
            return ids.hand_over(parcel);
        }
        parcel.number((*sent).into());
        let new = *sent..self.values.len() as u32;
        parcel.words(new.clone().map(|number| self.values.get(number).len() as u32));
        parcel.bytes(self.values.behind(new.start));
        self.codes.hand_over(parcel);
        *sent = new.end;
    }

    /// Adds rows that another column handed over, and notes in `known` which number here each of its values has.
    pub fn take_in(&mut self, rows: &HandedTexts<'_>, known: &mut Vec<u32>) {
        match rows {
            HandedTexts::Ids(ids) => {
                if !self.packed.as_mut().is_some_and(|packed| packed.take_in(ids)) {
                    self.push_ids(ids);
                }
            }
            HandedTexts::Values { first, lengths, bytes, codes } => {
                known.truncate(*first as usize);
                let mut rest = *bytes;
                known.extend(lengths.iter().map(|length| {
                    let (value, behind) = rest.split_at(rest.len().min(length as usize));
                    rest = behind;
                    self.intern(value)
                }));
                let number = |code: u32| known.get(code as usize).copied().unwrap_or(MISSING);
                codes.iter().for_each(|code| self.codes.push(number(code)));
            }
        }
    }

    /// Ids that are not written like those here.
    #[cold]
    fn push_ids(&mut self, ids: &Ids) {
        let mut id = Vec::new();
        for row in 0..ids.len() {
            ids.write(row, &mut id);
            self.push(&id);
        }
    }

    /// Makes room for more rows.
    pub fn reserve(&mut self, rows: usize) -> Result<(), TryReserveError> {
        match &mut self.packed {
            Some(ids) => ids.reserve(rows),
            None => {
                self.count(rows);
                self.codes.reserve(rows)
            }
        }
    }

    /// Counts the values from here on, where there are many, all written alike and close together for so many rows.
    fn count(&mut self, rows: usize) {
        if self.counted.is_none() && self.values.len() >= MANY {
            self.counted = Counted::of(&self.values, (rows + self.codes.len()) as u64);
            if self.counted.is_some() {
                self.values.seal();
            }
        }
    }

    /// Ends the rows: packed ids are numbered.
    pub fn end(&mut self) {
        let TextColumn { packed, codes, counted, .. } = self;
        *counted = None;
        if let Some(ids) = packed {
            *codes = ids.number();
        }
    }

    /// Packed ids become texts: what is compared with those of other files.
    pub fn unpack(&mut self) {
        if let Some(ids) = self.packed.take() {
            let mut id = Vec::new();
            for number in 0..ids.len() {
                ids.write(number, &mut id);
                self.values.intern(&id);
            }
        }
    }

    /// The packed ids, by their numbers.
    pub fn packed(&self) -> Option<&Ids> {
        self.packed.as_ref()
    }

    /// Whether something holds for all distinct values, in the order of their numbers.
    pub fn all_values(&self, holds: &mut dyn FnMut(&[u8]) -> bool) -> bool {
        let Some(ids) = &self.packed else { return self.values.iter().all(holds) };
        let mut id = Vec::new();
        (0..ids.len()).all(|number| {
            ids.write(number, &mut id);
            holds(&id)
        })
    }

    /// Whether there is no value.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many distinct values there are.
    pub fn len(&self) -> usize {
        self.packed.as_ref().map_or(self.values.len(), Ids::len)
    }

    /// The value with this number; empty if there is none.
    pub fn value(&self, number: u32) -> Cow<'_, [u8]> {
        match &self.packed {
            None => Cow::Borrowed(self.values.get(number)),
            Some(ids) => {
                let mut id = Vec::new();
                ids.write(number as usize, &mut id);
                Cow::Owned(id)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_numbered_by_first_appearance() {
        for mut column in [TextColumn::default(), TextColumn::of_ids(7)] {
            for cell in ["2", "2", "", "1", "2"] {
                column.push(cell.as_bytes());
            }
            column.end();
            assert!(column.codes.iter().eq([0, 0, MISSING, 1, 0]));
            assert_eq!((column.len(), &*column.value(1)), (2, &b"1"[..]));
            column.unpack();
            assert_eq!(column.values.iter().collect::<Vec<_>>(), [b"2", b"1"]);
        }
    }

    #[test]
    fn values_that_are_counted_and_then_are_not_keep_their_numbers() {
        let mut cells: Vec<String> = (0..9_000).map(|at| format!("C{:05}", at * 7_919 % 5_003)).collect();
        for odd in [8_999, 6_000] {
            cells[odd] = format!("guest {odd}");
            cells[odd - 1].clear();
            let (mut column, mut plain) = (TextColumn::seeded(1), TextColumn::seeded(2));
            for (at, cell) in cells.iter().enumerate() {
                if at == 3_000 {
                    column.reserve(6_000).unwrap();
                    assert!(column.counted.is_some());
                }
                column.push(cell.as_bytes());
                plain.push(cell.as_bytes());
            }
            let mut batches = TextColumn::seeded(3);
            for block in cells.chunks(500) {
                let block: Vec<&[u8]> = block.iter().map(String::as_bytes).collect();
                batches.push_all(&block, &mut Vec::new());
                if batches.codes.len() == 3_000 {
                    batches.reserve(6_000).unwrap();
                }
            }
            for one in [column, batches] {
                assert!(one.counted.is_none() && one.codes == plain.codes);
                assert!(one.values.iter().eq(plain.values.iter()));
            }
        }
    }

    #[test]
    fn ids_that_are_written_otherwise_are_texts() {
        let mut column = TextColumn::of_ids(7);
        for cell in ["7", "8", "", "7", "x", "8"] {
            column.push(cell.as_bytes());
        }
        column.end();
        assert!(column.packed().is_none() && column.codes.iter().eq([0, 1, MISSING, 0, 2, 1]));
    }
}
