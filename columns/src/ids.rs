//! Order ids: texts that hardly ever repeat. Programs write them alike (`HT0000123`, `112-7311234-5678901`), and then
//! the digits are enough: a number of four or eight bytes instead of a text, its end and its place in a table.

use std::collections::TryReserveError;

use crate::bytes;
use crate::codes::Codes;
use crate::digits;
use crate::id_numbers::{IdNumbers, NONE};
use crate::parcel::{Parcel, Unpacking};
use crate::row_marks::RowMarks;
use crate::row_order::RowOrder;

/// How the ids of a column are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// One run of digits between texts that never change, with zeros in front up to a width.
    Counter { before: Vec<u8>, width: usize, after: Vec<u8> },
    /// Several runs of digits, all of them of fixed length: digits stand where the pattern has `0`.
    Pattern(Vec<u8>),
}

/// So many digits always fit.
const MOST_DIGITS: usize = 19;

impl Form {
    /// The form of an id, if it has one that a number can stand for.
    pub(crate) fn of(id: &[u8]) -> Option<Form> {
        let digits = id.iter().filter(|byte| byte.is_ascii_digit()).count();
        let first = id.iter().position(u8::is_ascii_digit)?;
        let last = id.iter().rposition(u8::is_ascii_digit)?;
        if digits > MOST_DIGITS {
            return None;
        }
        if last + 1 - first > digits {
            let pattern = id.iter().map(|&byte| if byte.is_ascii_digit() { b'0' } else { byte });
            return Some(Form::Pattern(pattern.collect()));
        }
        let width = if id[first] == b'0' { digits } else { 1 };
        Some(Form::Counter { before: id[..first].to_vec(), width, after: id[last + 1..].to_vec() })
    }

    /// The number that stands for an id; `None` where it is not written like that.
    #[inline]
    pub(crate) fn number(&self, id: &[u8]) -> Option<u64> {
        match self {
            Form::Counter { before, width, after } => {
                let (start, rest) = id.split_at_checked(before.len())?;
                let (digits, end) = rest.split_at_checked(rest.len().checked_sub(after.len())?)?;
                let is_written_so = digits.len() == *width || digits.len() > *width && digits[0] != b'0';
                let ends_so = after.is_empty() || bytes::equal(end, after);
                if !is_written_so || !ends_so || !bytes::equal(start, before) {
                    return None;
                }
                digits::number(digits)
            }
            Form::Pattern(pattern) => {
                let mut number = 0;
                for (&byte, &place) in id.iter().zip(pattern) {
                    match (place, byte.wrapping_sub(b'0')) {
                        (b'0', digit @ 0..=9) => number = number * 10 + u64::from(digit),
                        (b'0', _) => return None,
                        _ if byte != place => return None,
                        _ => {}
                    }
                }
                (id.len() == pattern.len()).then_some(number)
            }
        }
    }

    /// Writes the id behind what is in `text`.
    pub(crate) fn write(&self, mut number: u64, text: &mut Vec<u8>) {
        match self {
            Form::Counter { before, width, after } => {
                bytes::append(text, before);
                digits::write(number, *width, text);
                bytes::append(text, after);
            }
            Form::Pattern(pattern) => {
                let start = text.len();
                text.extend_from_slice(pattern);
                for place in text[start..].iter_mut().rev().filter(|place| **place == b'0') {
                    *place = b'0' + (number % 10) as u8;
                    number /= 10;
                }
            }
        }
    }
}

impl Form {
    /// Writes it: its kind, its texts and its width.
    pub(crate) fn hand_over(form: Option<&Form>, parcel: &mut Parcel) {
        let (kind, before, width, after) = match form {
            None => (0, &[][..], 0, &[][..]),
            Some(Form::Counter { before, width, after }) => (1, &before[..], *width, &after[..]),
            Some(Form::Pattern(pattern)) => (2, &pattern[..], 0, &[][..]),
        };
        parcel.number(kind);
        parcel.bytes(before);
        parcel.number(width as u64);
        parcel.bytes(after);
    }

    /// Reads what was written.
    pub(crate) fn read(from: &mut Unpacking<'_>) -> Option<Option<Form>> {
        let (kind, before) = (from.number()?, from.bytes()?.to_vec());
        let (width, after) = (from.count()?, from.bytes()?.to_vec());
        match kind {
            0 => Some(None),
            1 => Some(Some(Form::Counter { before, width, after })),
            2 => Some(Some(Form::Pattern(before))),
            _ => None,
        }
    }
}

/// What orders ids as their bytes do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sorting {
    /// Their numbers: all are of one length.
    ByNumber,
    /// Their digits from the left: of ids that begin alike the bytes decide.
    ByFirstDigits,
    /// The bytes alone.
    ByBytes,
}

/// Ids that are all written alike.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ids {
    form: Option<Form>,
    numbers: IdNumbers,
}

impl Ids {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Makes room for more, and no more than that.
    ///
    /// # Errors
    /// There is no such room.
    pub fn reserve(&mut self, more: usize) -> Result<(), TryReserveError> {
        self.numbers.reserve(more)
    }

    /// Adds an id, or none where it is empty; whether it is written like those before. If not it is not added.
    #[inline]
    pub fn push(&mut self, id: &[u8]) -> bool {
        if id.is_empty() {
            self.numbers.push(NONE);
            return true;
        }
        if self.form.is_none() {
            self.form = Form::of(id);
        }
        match self.form.as_ref().and_then(|form| form.number(id)) {
            Some(number) => {
                self.numbers.push(number);
                true
            }
            None => false,
        }
    }

    /// Hands all ids over; the next are to be written alike.
    pub fn hand_over(&mut self, parcel: &mut Parcel) {
        Form::hand_over(self.form.as_ref(), parcel);
        parcel.longs(self.numbers.iter());
        self.numbers.clear();
    }

    /// Reads ids that were handed over.
    pub fn read(from: &mut Unpacking<'_>) -> Option<Ids> {
        Some(Ids { form: Form::read(from)?, numbers: from.longs()?.collect() })
    }

    /// Adds ids that were handed over; whether they are written alike. If not none is added.
    pub fn take_in(&mut self, ids: &Ids) -> bool {
        if self.form.is_none() && self.numbers.iter().all(|number| number == NONE) {
            self.form.clone_from(&ids.form);
        }
        let is_alike = ids.form.is_none() || ids.form == self.form;
        if is_alike {
            ids.numbers.iter().for_each(|number| self.numbers.push(number));
        }
        is_alike
    }

    /// Whether the id at a place is empty.
    pub fn is_missing(&self, at: usize) -> bool {
        self.numbers.get(at) == NONE
    }

    /// Writes the id at a place over what is in `text`; nothing where there is none.
    pub fn write(&self, at: usize, text: &mut Vec<u8>) {
        text.clear();
        if let (Some(form), false) = (&self.form, self.is_missing(at)) {
            form.write(self.numbers.get(at), text);
        }
    }

    /// How the ids' bytes can be put in order without writing them.
    pub fn sorting(&self) -> Sorting {
        let Some(Form::Counter { width, after, .. }) = &self.form else { return Sorting::ByNumber };
        let digits = |number: u64| number.checked_ilog10().map_or(1, |log| log as usize + 1).max(*width);
        let lengths = || self.numbers.iter().filter(|&number| number != NONE).map(digits);
        match (lengths().min(), lengths().max()) {
            (least, most) if least == most => Sorting::ByNumber,
            _ if after.is_empty() => Sorting::ByFirstDigits,
            _ => Sorting::ByBytes,
        }
    }

    /// A number in the order of the ids' bytes; equal ones may stand for different ids, unless the ids are sorted
    /// [by number](Sorting::ByNumber).
    pub fn sort_key(&self, at: usize, sorting: Sorting) -> u64 {
        let number = self.numbers.get(at);
        if number == NONE {
            return 0;
        }
        match sorting {
            Sorting::ByNumber => number + 1,
            Sorting::ByFirstDigits => {
                let digits = number.checked_ilog10().map_or(1, |log| log as usize + 1);
                let width = match &self.form {
                    Some(Form::Counter { width, .. }) => *width,
                    _ => 1,
                };
                // "1" is followed by "10", "2" by nothing that begins with 1.
                number * 10_u64.pow((MOST_DIGITS - digits.max(width).min(MOST_DIGITS)) as u32) + 1
            }
            Sorting::ByBytes => 1,
        }
    }

    /// Puts the ids into another order.
    pub fn arrange(&mut self, order: &RowOrder) {
        self.numbers.arrange(order);
    }

    /// None of these, with room for so many of them.
    pub fn none_yet(&self, count: usize) -> Ids {
        let mut numbers = IdNumbers::default();
        // What finds no room grows as it is filled.
        let _ = numbers.reserve(count);
        Ids { form: self.form.clone(), numbers }
    }

    /// Leaves the ids of rows with a mark.
    pub fn keep(&mut self, marks: &RowMarks, mark: u8) {
        self.numbers.keep(marks, mark);
    }

    /// Adds others that are written alike.
    pub fn append(&mut self, others: &Ids) {
        others.numbers.iter().for_each(|number| self.numbers.push(number));
    }

    /// Adds the ids at these places of others that are written alike.
    #[inline(never)]
    pub fn push_places(&mut self, from: &Ids, places: &[u32]) {
        places.iter().for_each(|&at| self.numbers.push(from.numbers.get(at as usize)));
    }

    /// Numbers distinct ids by their first appearance, and leaves one id for each number. Every place's number, or
    /// [`MISSING`](super::MISSING) for none.
    pub fn number(&mut self) -> Codes {
        if self.numbers.never_repeat() {
            return Codes::sequence(self.len() as u32);
        }
        self.numbers.number_near().unwrap_or_else(|| self.number_far())
    }

    /// Those of eight bytes, by a table of all.
    fn number_far(&mut self) -> Codes {
        let mut codes = Codes::default();
        let mut slots = vec![super::MISSING; (self.len() + self.len() / 3 + 2).next_power_of_two()];
        let mask = slots.len() - 1;
        let mut kept = 0;
        for at in 0..self.numbers.len() {
            let number = self.numbers.get(at);
            if number == NONE {
                codes.push(super::MISSING);
                continue;
            }
            // Many exports have a row for each piece: the rows of an order follow each other.
            if kept > 0 && self.numbers.get(kept - 1) == number {
                codes.push(kept as u32 - 1);
                continue;
            }
            let mut slot = spread(number) as usize & mask;
            while slots[slot] != super::MISSING && self.numbers.get(slots[slot] as usize) != number {
                slot = (slot + 1) & mask;
            }
            if slots[slot] == super::MISSING {
                slots[slot] = kept as u32;
                self.numbers.copy(at, kept);
                kept += 1;
            }
            codes.push(slots[slot]);
        }
        self.numbers.truncate(kept);
        codes
    }
}

/// A number whose low bits depend on all bits.
#[inline]
fn spread(number: u64) -> u64 {
    let product = u128::from(number ^ 0x9E37_79B9_7F4A_7C15) * 0xD6E8_FEB8_6659_FD93;
    (product as u64) ^ (product >> 64) as u64
}

#[cfg(test)]
mod tests {
    use super::super::MISSING;
    use super::*;

    fn text(ids: &Ids, at: usize) -> String {
        let mut text = b"before".to_vec();
        ids.write(at, &mut text);
        String::from_utf8(text).unwrap()
    }

    #[test]
    fn ids_that_are_written_alike_come_back() {
        let columns: [&[&str]; 6] = [
            &["1", "20", "", "9999999999999999999", "0"],
            &["007", "1000", "000", "999"],
            &["#1001", "#999"],
            &["HT20240101-x", "HT9-x"],
            &["112-7311234-5678901", "002-0000000-0000009"],
            &["7A001", "9A000"],
        ];
        for column in columns {
            let mut ids = Ids::default();
            for id in column {
                assert!(ids.push(id.as_bytes()), "{id}");
            }
            for (at, id) in column.iter().enumerate() {
                assert_eq!(&text(&ids, at), id);
            }
        }
    }

    #[test]
    fn ids_are_sorted_as_their_bytes_are() {
        let columns: [(&[&str], Sorting); 5] = [
            (&["20", "11", "", "99"], Sorting::ByNumber),
            (&["a1-02", "", "a0-10", "a9-99"], Sorting::ByNumber),
            (&["1", "10", "9", "100", "", "0", "9999999999999999999", "19"], Sorting::ByFirstDigits),
            (&["#007", "#1000", "#100", "#999", "#000"], Sorting::ByFirstDigits),
            (&["1x", "10x", "15x", "2x"], Sorting::ByBytes),
        ];
        for (column, sorting) in columns {
            let mut ids = Ids::default();
            assert!(column.iter().all(|id| ids.push(id.as_bytes())));
            assert_eq!(ids.sorting(), sorting);
            for (a, b) in (0..column.len()).flat_map(|a| (0..column.len()).map(move |b| (a, b))) {
                let (first, second) = (ids.sort_key(a, sorting), ids.sort_key(b, sorting));
                assert!(column[a] > column[b] || first <= second, "{} {}", column[a], column[b]);
                assert!(sorting != Sorting::ByNumber || a == b || first != second);
            }
        }
    }

    #[test]
    fn what_no_number_can_stand_for_is_not_taken() {
        let columns: [[&str; 2]; 8] = [
            ["10", "007"],
            ["007", "07"],
            ["#1", "1"],
            ["1", "1a"],
            ["1", "10000000000000000000"],
            ["1-2", "1-20"],
            ["1-2", "1_2"],
            ["00", "0"],
        ];
        for [first, second] in columns {
            let mut ids = Ids::default();
            assert!(ids.push(first.as_bytes()) && !ids.push(second.as_bytes()), "{first} {second}");
            assert_eq!(ids.len(), 1);
        }
        assert!(!Ids::default().push(b"abc") && !Ids::default().push(b"12345678901234567890"));
    }

    #[test]
    fn distinct_ids_are_numbered_by_first_appearance() {
        let cases: [(&[&str], &[u32]); 4] = [
            (&["3", "5", "9"], &[0, 1, 2]),
            (&["9", "5", "3"], &[0, 1, 2]),
            (&["5", "5", "3", "", "5", "8", "3"], &[0, 0, 1, MISSING, 0, 2, 1]),
            (&[], &[]),
        ];
        for (column, expected) in cases {
            let mut ids = Ids::default();
            assert!(column.iter().all(|id| ids.push(id.as_bytes())));
            let numbers: Vec<u32> = ids.number().iter().collect();
            assert_eq!(numbers, expected);
            for (id, &number) in column.iter().zip(&numbers).filter(|(id, _)| !id.is_empty()) {
                assert_eq!(&text(&ids, number as usize), id);
            }
        }
    }
}
