//! One text cell a row, each distinct value kept once and as it was read.

use std::borrow::Cow;
use std::collections::TryReserveError;

use crate::MISSING;
use crate::cells;
use crate::codes::Codes;
use crate::ids::Ids;
use crate::interner::Interner;
use crate::keyed::{HandedKeys, Keyed};
use crate::parcel::{Parcel, Unpacking, Words};
use crate::recent::Recent;

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
    /// Rows that are no codes yet, in place of all that are.
    keyed: Option<Keyed>,
}

/// The rows that a column has handed over.
#[derive(Debug)]
pub enum HandedTexts<'a> {
    /// Ids that are written alike.
    Ids(Ids),
    /// Rows as keys.
    Keys(HandedKeys<'a>),
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
        match from.number()? {
            0 => {}
            1 => return Ids::read(from).map(HandedTexts::Ids),
            _ => return HandedKeys::read(from).map(HandedTexts::Keys),
        }
        let first = from.number()?.try_into().ok()?;
        let (lengths, bytes, codes) = (from.words()?, from.bytes()?, from.words()?);
        Some(HandedTexts::Values { first, lengths, bytes, codes })
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        match self {
            HandedTexts::Ids(ids) => ids.len(),
            HandedTexts::Keys(keys) => keys.len(),
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
            HandedTexts::Ids(_) | HandedTexts::Keys(_) => true,
            HandedTexts::Values { first, .. } => column.packed.is_none() && *first as usize <= known.len(),
        }
    }
}

/// From so many distinct values on the time goes into waiting for memory.
const MANY: usize = 4_000;
/// From so many on rows are kept as keys, where that can be.
const KEYED: usize = 2_000;

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
    pub fn push_column(&mut self, cells: &[&[u8]], are_ids: bool, numbers: &mut Vec<u32>) {
        if are_ids {
            self.push_each(cells.iter().map(|cell| cells::id(cell)), numbers);
        } else {
            self.push_each(cells.iter().map(|cell| cells::value(cell)), numbers);
        }
    }

    /// Adds the cells of many rows; `numbers` is room that is used again.
    pub fn push_all(&mut self, cells: &[&[u8]], numbers: &mut Vec<u32>) {
        self.push_each(cells.iter().copied(), numbers);
    }

    #[inline]
    fn push_each<'a>(&mut self, mut cells: impl Iterator<Item = &'a [u8]> + Clone, numbers: &mut Vec<u32>) {
        if let Some(ids) = &mut self.packed {
            let other = cells.find(|cell| !ids.push(cell));
            let Some(other) = other else { return };
            self.push_other_id(other);
        }
        if let Some(keyed) = &mut self.keyed {
            let keyed = keyed.push_all(cells.clone());
            let Some(other) = cells.nth(keyed) else { return };
            self.end_keys();
            self.push_text(other);
        }
        numbers.clear();
        if self.values.len() < MANY {
            numbers.extend(cells.map(|cell| self.number(cell)));
        } else {
            self.recent = Recent::default();
            self.values.intern_all(cells, numbers);
        }
        self.codes.push_all(numbers);
    }

    #[inline]
    fn push_text(&mut self, cell: &[u8]) {
        if let Some(keyed) = &mut self.keyed {
            if keyed.push_all(std::iter::once(cell)) == 1 {
                return;
            }
            self.end_keys();
        }
        let number = self.number(cell);
        self.codes.push(number);
    }

    /// The number of a cell's value, new or known.
    #[inline(always)]
    fn number(&mut self, cell: &[u8]) -> u32 {
        if cell.is_empty() {
            return MISSING;
        }
        let (known, place) = self.recent.find(cell, &self.values);
        match known {
            Some(number) => number,
            None => self.learn(cell, place),
        }
    }

    #[cold]
    #[inline(never)]
    fn learn(&mut self, cell: &[u8], place: usize) -> u32 {
        let number = self.values.intern(cell);
        if self.values.len() < MANY {
            self.recent.note(place, cell, number, self.values.len());
        }
        number
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
        parcel.number(if self.keyed.is_some() { 2 } else { self.packed.is_some().into() });
        if let Some(ids) = &mut self.packed {
            return ids.hand_over(parcel);
        }
        if let Some(keyed) = &mut self.keyed {
            return keyed.hand_over(parcel);
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
            HandedTexts::Keys(keys) => {
                if !self.keyed.as_mut().is_some_and(|keyed| keyed.take_in(keys)) {
                    keys.each_value(&mut |value| self.push(value));
                }
            }
            HandedTexts::Values { first, lengths, bytes, codes } => {
                self.end_keys();
                known.truncate(*first as usize);
                let mut rest = *bytes;
                known.extend(lengths.iter().map(|length| {
                    let (value, behind) = rest.split_at(rest.len().min(length as usize));
                    rest = behind;
                    self.values.intern(value)
                }));
                let number = |code: u32| known.get(code as usize).copied().unwrap_or(MISSING);
                let numbers: Vec<u32> = codes.iter().map(number).collect();
                self.codes.push_all(&numbers);
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
                self.begin_keys();
                let TextColumn { keyed, codes, values, .. } = self;
                // The values before come to stand before the rows.
                keyed.as_mut().map_or_else(|| codes.reserve(rows), |keyed| keyed.reserve(rows + values.len()))
            }
        }
    }

    /// Rows are kept as keys from here on, where there are many values and all are written alike.
    pub fn begin_keys(&mut self) {
        if self.keyed.is_none() && self.packed.is_none() && self.values.len() >= KEYED {
            self.keyed = Keyed::of(&self.values, &self.codes);
        }
        if self.keyed.is_some() {
            self.codes = Codes::default();
            self.values.seal();
        }
    }

    /// Keys become codes: after the last row, or where a value comes that has no key.
    #[cold]
    fn end_keys(&mut self) {
        if let Some(keyed) = self.keyed.take() {
            self.codes = keyed.into_codes(&mut self.values);
        }
    }

    /// Ends the rows: keys become codes, packed ids are numbered.
    pub fn end(&mut self) {
        self.end_keys();
        if let Some(ids) = &mut self.packed {
            self.codes = ids.number();
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

    /// The packed ids alone.
    pub fn into_packed(self) -> Option<Ids> {
        self.packed
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

    /// Values of all lengths that differ in one byte, more of them than have places.
    #[test]
    fn many_rows_are_numbered_as_one_by_one() {
        let mut cells: Vec<Vec<u8>> = vec![Vec::new()];
        for length in 1..60_usize {
            for at in 0..length {
                let mut cell = vec![b'a'; length];
                cell[at] = b'b' + (at % 7) as u8;
                cells.push(cell);
            }
        }
        cells.extend((0..9_000).map(|number| format!("C{:05}", number * 7 % 5_000).into_bytes()));
        let (mut one_by_one, mut column) = (Interner::default(), TextColumn::default());
        let mut numbers = Vec::new();
        let mut expected = Vec::new();
        for round in 0..2 {
            for block in cells.chunks(301 + round) {
                let block: Vec<&[u8]> = block.iter().map(Vec::as_slice).collect();
                column.push_all(&block, &mut numbers);
            }
            let number = |cell: &Vec<u8>| if cell.is_empty() { MISSING } else { one_by_one.intern(cell) };
            expected.extend(cells.iter().map(number));
        }
        assert!(column.codes.iter().eq(expected));
        assert!(column.values.iter().eq(one_by_one.iter()));
    }

    #[test]
    fn values_that_have_keys_and_then_have_none_keep_their_numbers() {
        let mut cells: Vec<String> = (0..9_000).map(|at| format!("C{:05}", at * 7_919 % 5_003)).collect();
        for odd in [8_999, 6_000] {
            cells[odd] = format!("guest {odd}");
            cells[odd - 1].clear();
            let (mut column, mut plain) = (TextColumn::seeded(1), TextColumn::seeded(2));
            for (at, cell) in cells.iter().enumerate() {
                if at == 3_000 {
                    column.reserve(6_000).unwrap();
                    assert!(column.keyed.is_some());
                }
                column.push(cell.as_bytes());
                plain.push(cell.as_bytes());
            }
            let mut batches = TextColumn::seeded(3);
            for block in cells.chunks(500) {
                let block: Vec<&[u8]> = block.iter().map(String::as_bytes).collect();
                batches.push_all(&block, &mut Vec::new());
                if batches.codes.len() == 3_000 && batches.keyed.is_none() {
                    batches.reserve(6_000).unwrap();
                }
            }
            for one in [column, batches] {
                assert!(one.keyed.is_none() && one.codes == plain.codes);
                assert!(one.values.iter().eq(plain.values.iter()));
            }
        }
    }

    #[test]
    fn ids_that_are_written_otherwise_are_texts() {
        let cells = ["7", "8", "", "7", "x", "8"].map(str::as_bytes);
        let (mut column, mut at_once) = (TextColumn::of_ids(7), TextColumn::of_ids(7));
        cells.iter().for_each(|cell| column.push(cell));
        at_once.push_all(&cells, &mut Vec::new());
        for mut column in [column, at_once] {
            column.end();
            assert!(column.packed().is_none() && column.codes.iter().eq([0, 1, MISSING, 0, 2, 1]));
        }
    }
}
