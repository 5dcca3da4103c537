//! Values that programs number, as `C000123`: of a row nothing is kept but the number in its value, beside the first.
//! Which values there are, and which of them a row has, is found out [behind the last row](parted).
//!
//! It is begun once enough values are there to tell how they are written, and ended by the first that is written
//! otherwise or is too far from the first.

use std::collections::TryReserveError;

use crate::codes::Codes;
use crate::ids::Form;
use crate::interner::Interner;
use crate::parcel::{Parcel, Unpacking, Words};
use crate::{MISSING, parted};

/// Rows whose values are all written alike.
#[derive(Debug)]
pub(crate) struct Keyed {
    form: Form,
    /// The number whose key is 0: the first value is in the middle of all that there can be.
    zero: u64,
    /// [`MISSING`] where a row has no value.
    keys: Vec<u32>,
}

const MIDDLE: u64 = 1 << 31;

impl Keyed {
    /// The rows of these codes, where all values are written alike and close together.
    pub fn of(values: &Interner, codes: &Codes) -> Option<Keyed> {
        // Zeros in front tell how wide all are.
        let first_digit = |value: &[u8]| value.iter().copied().find(u8::is_ascii_digit);
        let padded = values.iter().find(|value| first_digit(value) == Some(b'0'));
        let form = Form::of(padded.unwrap_or(values.get(0)))?;
        let zero = form.number(values.get(0))?.wrapping_sub(MIDDLE);
        let mut keyed = Keyed { form, zero, keys: Vec::new() };
        let keys = keyed.keys_of(values)?;
        let key = |code: u32| keys.get(code as usize).copied().unwrap_or(MISSING);
        keyed.keys = codes.iter().map(key).collect();
        Some(keyed)
    }

    fn keys_of(&self, values: &Interner) -> Option<Vec<u32>> {
        values.iter().map(|value| self.key(value)).collect()
    }

    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Makes room for more rows, and no more than that.
    pub fn reserve(&mut self, more: usize) -> Result<(), TryReserveError> {
        self.keys.try_reserve_exact(more)
    }

    /// Adds the rows of these cells up to the first that is written otherwise; how many.
    #[inline]
    pub fn push_all<'a>(&mut self, cells: impl Iterator<Item = &'a [u8]>) -> usize {
        let before = self.len();
        let mut keys = std::mem::take(&mut self.keys);
        keys.extend(cells.map_while(|cell| self.key(cell)));
        self.keys = keys;
        self.len() - before
    }

    /// What tells a value from all others that are written alike; [`MISSING`] where there is none.
    #[inline]
    fn key(&self, value: &[u8]) -> Option<u32> {
        if value.is_empty() {
            return Some(MISSING);
        }
        let above = self.form.number(value)?.wrapping_sub(self.zero);
        u32::try_from(above).ok().filter(|&key| key != MISSING)
    }

    /// The rows as codes of values, new ones of which are added.
    pub fn into_codes(mut self, values: &mut Interner) -> Codes {
        let known = self.keys_of(values).unwrap_or_default();
        let mut rows = std::mem::take(&mut self.keys);
        // As if the rows before these had them: so they keep their numbers.
        rows.splice(0..0, known.iter().copied());
        let keys = parted::number(&mut rows, values.seed());
        rows.drain(..known.len());
        values.reserve(keys.len() - known.len().min(keys.len()));
        for &key in keys.get(known.len()..).unwrap_or_default() {
            values.append_by(|text| self.form.write(self.zero.wrapping_add(key.into()), text));
        }
        Codes::of_all(rows, values.len())
    }

    /// Hands all rows over.
    pub fn hand_over(&mut self, parcel: &mut Parcel) {
        Form::hand_over(Some(&self.form), parcel);
        parcel.number(self.zero);
        parcel.words(std::mem::take(&mut self.keys).into_iter());
    }

    /// Adds rows that were handed over, where all have keys here; whether they have.
    pub fn take_in(&mut self, rows: &HandedKeys<'_>) -> bool {
        let is_alike = self.form == rows.form && self.zero == rows.zero;
        if is_alike {
            self.keys.extend(rows.keys.iter());
        }
        is_alike
    }
}

/// The rows that were handed over.
#[derive(Debug)]
pub struct HandedKeys<'a> {
    form: Form,
    zero: u64,
    keys: Words<'a>,
}

impl<'a> HandedKeys<'a> {
    pub(crate) fn read(from: &mut Unpacking<'a>) -> Option<HandedKeys<'a>> {
        Some(HandedKeys { form: Form::read(from)??, zero: from.number()?, keys: from.words()? })
    }

    pub(crate) fn len(&self) -> usize {
        self.keys.len()
    }

    /// Writes the value of each row; nothing where it has none.
    pub(crate) fn each_value(&self, take: &mut dyn FnMut(&[u8])) {
        let mut value = Vec::new();
        for key in self.keys.iter() {
            value.clear();
            if key != MISSING {
                self.form.write(self.zero.wrapping_add(key.into()), &mut value);
            }
            take(&value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What comes of the values one by one and of all keyed behind the first `begun`; whether all could be.
    fn both(values: &[String], begun: usize) -> bool {
        let (mut known, mut expected) = (Interner::seeded(1), Interner::seeded(2));
        let mut codes = Codes::default();
        values[..begun].iter().for_each(|value| codes.push(known.intern(value.as_bytes())));
        let Some(mut keyed) = Keyed::of(&known, &codes) else { return false };
        let taken = keyed.push_all(values[begun..].iter().map(String::as_bytes));
        known.seal();
        let codes = keyed.into_codes(&mut known);
        let intern = |value: &String| match value.as_str() {
            "" => MISSING,
            value => expected.intern(value.as_bytes()),
        };
        let all: Vec<u32> = values[..begun + taken].iter().map(intern).collect();
        assert!(codes.iter().eq(all));
        assert!(known.iter().eq(expected.iter()));
        begun + taken == values.len()
    }

    #[test]
    fn keyed_values_have_the_numbers_that_an_interner_gives() {
        let values = |count: u64, factor: u64| -> Vec<String> {
            (0..count).map(|at| format!("C{:06}", 500_000 + at * factor % 9_973)).collect()
        };
        assert!(both(&values(30_000, 7_919), 5_000));
        assert!(both(&values(3_000, 1), 1));
        let padded = |at: u32| format!("C{:08}", at.wrapping_mul(0x9E37_79B9) % 100_000_000);
        assert!(both(&(0..20_000).map(padded).collect::<Vec<_>>(), 2_000));
        let mut down = values(9_000, 1);
        down.reverse();
        assert!(both(&down, 3));
        let mut odd = values(900, 3);
        odd.insert(700, String::new());
        assert!(both(&odd, 9));
        odd.insert(800, "c500000".to_string());
        assert!(!both(&odd, 9));
        let texts = |texts: &[&str]| texts.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert!(!both(&texts(&["guest", "C1"]), 1));
        assert!(both(&texts(&["5000000000", "2852516352", "7147483646"]), 1));
        assert!(both(&texts(&["5", "0", "2147483651"]), 1));
        assert!(!both(&texts(&["5000000000", "2852516351"]), 1));
        assert!(!both(&texts(&["5000000000", "7147483647"]), 1));
        assert!(!both(&texts(&["9999999999999999999", "1"]), 1));
    }

    #[test]
    fn rows_that_were_handed_over_are_those_of_the_file() {
        let value = |at: u32| format!("M-{:04}", at * 7 % 1_000);
        let all: Vec<String> = (0..3_000).map(value).collect();
        let mut known = Interner::seeded(1);
        let mut codes = Codes::default();
        all[..100].iter().for_each(|value| codes.push(known.intern(value.as_bytes())));
        let mut keyed = Keyed::of(&known, &codes).unwrap();
        let mut other = Keyed::of(&known, &Codes::default()).unwrap();
        other.push_all(all[100..2_000].iter().map(String::as_bytes));
        let mut parcel = Parcel::default();
        other.hand_over(&mut parcel);
        assert_eq!(other.len(), 0);
        let bytes = parcel.into_bytes();
        let handed = HandedKeys::read(&mut Unpacking::new(&bytes)).unwrap();
        let mut values = Vec::new();
        handed.each_value(&mut |value| values.push(String::from_utf8(value.to_vec()).unwrap()));
        assert_eq!((handed.len(), &values[..]), (1_900, &all[100..2_000]));
        assert!(keyed.take_in(&handed));
        keyed.push_all(all[2_000..].iter().map(String::as_bytes));
        let codes = keyed.into_codes(&mut known);
        assert!(codes.iter().map(|code| known.get(code)).eq(all.iter().map(String::as_bytes)));
    }
}
