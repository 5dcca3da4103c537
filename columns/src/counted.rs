//! Values that a program has counted, as `C000123`: the number in them finds them, without a hash and without a look
//! at their bytes.
//!
//! A table says for each number between the least and the most which value has it. It is made once enough values are
//! there to tell how they are written, and given up with the first that is written otherwise or lies too far off.

use crate::MISSING;
use crate::ids::Form;
use crate::interner::Interner;

/// Values that are all written alike, found by their numbers.
#[derive(Debug)]
pub(crate) struct Counted {
    form: Form,
    /// The number of the first place.
    base: u64,
    /// For each number from there on which value it is, or [`MISSING`].
    values: Vec<u32>,
    /// So many places may there be.
    most: u64,
}

impl Counted {
    /// The table of these values, where they are written alike and close together; of which there may be so many.
    pub fn of(values: &Interner, most: u64) -> Option<Counted> {
        let form = Form::of(values.get(0))?;
        let mut counted = Counted { form, base: 0, values: Vec::new(), most };
        for (value, text) in (0..).zip(values.iter()) {
            *counted.place(text)? = value;
        }
        Some(counted)
    }

    /// The number of a value, new or known; `None` where it is not counted like the others.
    #[inline]
    pub fn intern(&mut self, value: &[u8], known: &mut Interner) -> Option<u32> {
        let place = self.place(value)?;
        if *place == MISSING {
            *place = known.append(value);
        }
        Some(*place)
    }

    /// The numbers of values, as far as they are counted, behind those in `numbers`; [`MISSING`] for empty ones. The
    /// first that is not.
    pub fn intern_all<'a>(
        &mut self,
        mut cells: impl Iterator<Item = &'a [u8]>,
        known: &mut Interner,
        numbers: &mut Vec<u32>,
    ) -> Option<&'a [u8]> {
        cells.find(|cell| {
            if cell.is_empty() {
                numbers.push(MISSING);
                return false;
            }
            let number = self.intern(cell, known);
            numbers.extend(number);
            number.is_none()
        })
    }

    /// Where it stands which value this is; `None` where it is not counted like the others.
    #[inline]
    fn place(&mut self, value: &[u8]) -> Option<&mut u32> {
        let number = self.form.number(value)?;
        let at = number.wrapping_sub(self.base);
        if at >= self.values.len() as u64 {
            self.make_room(number)?;
        }
        self.values.get_mut(number.wrapping_sub(self.base) as usize)
    }

    /// Makes the table reach to a number, and a little further, unless it gets too large.
    #[cold]
    fn make_room(&mut self, number: u64) -> Option<()> {
        let length = self.values.len() as u64;
        if length == 0 {
            self.base = number;
        }
        let least = self.base.min(number);
        let needed = (self.base + length).max(number.checked_add(1)?) - least;
        if needed > self.most {
            return None;
        }
        let more = (needed - length).max(length / 4).min(self.most - length);
        if number >= self.base {
            self.values.resize((length + more) as usize, MISSING);
        } else {
            let before = more.min(self.base);
            let mut values = Vec::with_capacity((before + length) as usize);
            values.resize(before as usize, MISSING);
            values.append(&mut self.values);
            (self.base, self.values) = (self.base - before, values);
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a table and an interner make of the same values; whether the table knew them all.
    fn both(values: &[String], most: u64, begun: usize) -> bool {
        let (mut known, mut expected) = (Interner::seeded(1), Interner::seeded(2));
        values[..begun].iter().for_each(|value| assert!((known.intern(value.as_bytes()) as usize) < begun));
        let mut numbers: Vec<u32> = (0..begun).map(|at| known.intern(values[at].as_bytes())).collect();
        let Some(mut counted) = Counted::of(&known, most) else { return false };
        known.seal();
        let other =
            counted.intern_all(values[begun..].iter().map(String::as_bytes), &mut known, &mut numbers);
        let intern = |value: &String| match value.as_str() {
            "" => MISSING,
            value => expected.intern(value.as_bytes()),
        };
        let all: Vec<u32> = values.iter().map(intern).collect();
        assert_eq!(numbers, all[..numbers.len()]);
        assert!(known.iter().eq(expected.iter().take(known.len())));
        assert_eq!(other.is_none(), numbers.len() == values.len());
        other.is_none()
    }

    #[test]
    fn counted_values_have_the_numbers_that_an_interner_gives() {
        let values = |count: u64, factor: u64| -> Vec<String> {
            (0..count).map(|at| format!("C{:06}", 500_000 + at * factor % 9_973)).collect()
        };
        assert!(both(&values(30_000, 7_919), 20_000, 5_000));
        assert!(both(&values(3_000, 1), 20_000, 1));
        assert!(!both(&values(30_000, 7_919), 9_000, 1));
        let mut down = values(9_000, 1);
        down.reverse();
        assert!(both(&down, 20_000, 3));
        let mut odd = values(900, 3);
        odd.insert(700, String::new());
        assert!(both(&odd, 20_000, 9));
        odd.insert(800, "c500000".to_string());
        assert!(!both(&odd, 20_000, 9));
        assert!(!both(&["guest".to_string(), "C1".to_string()], 20_000, 1));
        assert!(both(&["0".to_string(), "18446744073709551615".to_string()][..1], 9, 1));
        assert!(!both(&["9999999999999999999".to_string(), "18446744073709551615".to_string()], 9, 1));
    }
}
