//! Values that programs number, as `C000123`: the number in them finds them, without a look at their bytes.
//!
//! An open table of slots of eight bytes: what the number is beside the first, in four bytes, and which value it is. One
//! wait for memory finds a value, where [`Interner`] waits for its slot, its place and its bytes. The table is made once
//! enough values are there to tell how they are written, and given up with the first that is written otherwise or too far
//! from the first.

use crate::MISSING;
use crate::ids::Form;
use crate::interner::Interner;

/// Values that are all written alike, found by their numbers.
#[derive(Debug)]
pub(crate) struct Counted {
    form: Form,
    /// The first value's number.
    base: u64,
    /// `key << 32 | value`; [`FREE`] where there is none. A power of two of them, at most seven in eight taken.
    slots: Vec<u64>,
    taken: usize,
    /// Room for the slots in which values are likely to be.
    likely: Vec<u64>,
    seed: u64,
}

/// No value has the number [`MISSING`].
const FREE: u64 = u64::MAX;
/// Slots at first.
const FEWEST: usize = 1 << 12;

impl Counted {
    /// The table of these values, where they are written alike and close together. The time alone depends on the seed.
    pub fn of(values: &Interner, seed: u64) -> Option<Counted> {
        // Zeros in front tell how wide all are.
        let first_digit = |value: &[u8]| value.iter().copied().find(u8::is_ascii_digit);
        let padded = values.iter().find(|value| first_digit(value) == Some(b'0'));
        let form = Form::of(padded.unwrap_or(values.get(0)))?;
        let base = form.number(values.get(0))?;
        let mut counted =
            Counted { form, base, slots: vec![FREE; FEWEST], taken: 0, likely: Vec::new(), seed };
        for (number, value) in (0..).zip(values.iter()) {
            let key = counted.key(value)?;
            counted.find(key, || number);
        }
        Some(counted)
    }

    /// The number of a value, new or known; `None` where it is not written like the others.
    pub fn intern(&mut self, value: &[u8], known: &mut Interner) -> Option<u32> {
        let key = self.key(value)?;
        Some(self.find(key, || known.append(value)))
    }

    /// The numbers of values, in place of what is in `numbers`, as far as they are written like the others; [`MISSING`]
    /// for empty ones.
    pub fn intern_all<'a>(
        &mut self,
        cells: impl Iterator<Item = &'a [u8]> + Clone,
        known: &mut Interner,
        numbers: &mut Vec<u32>,
    ) {
        numbers.clear();
        numbers
            .extend(cells.clone().map_while(|cell| if cell.is_empty() { Some(0) } else { self.key(cell) }));
        // All slots are asked for before one is looked at: the waits overlap.
        let mut likely = std::mem::take(&mut self.likely);
        likely.clear();
        likely.extend(numbers.iter().map(|&key| self.slots[self.place(key)]));
        for ((cell, number), &slot) in cells.zip(numbers).zip(&likely) {
            *number = if cell.is_empty() {
                MISSING
            } else if (slot >> 32) as u32 == *number && slot != FREE {
                slot as u32
            } else {
                self.find(*number, || known.append(cell))
            };
        }
        self.likely = likely;
    }

    /// What tells a value from all others that are written alike.
    #[inline]
    fn key(&self, value: &[u8]) -> Option<u32> {
        let apart = self.form.number(value)?.wrapping_sub(self.base);
        i32::try_from(apart as i64).ok().map(|apart| apart as u32)
    }

    /// Where the search for a key begins.
    #[inline]
    fn place(&self, key: u32) -> usize {
        let product = (u64::from(key) ^ self.seed).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (product >> 32) as usize & (self.slots.len() - 1)
    }

    /// The value of a key, else that of `new`.
    #[inline]
    fn find(&mut self, key: u32, new: impl FnOnce() -> u32) -> u32 {
        let mut at = self.place(key);
        loop {
            let slot = self.slots[at];
            if slot == FREE {
                break;
            }
            if (slot >> 32) as u32 == key {
                return slot as u32;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        let number = new();
        self.slots[at] = u64::from(key) << 32 | u64::from(number);
        self.taken += 1;
        if self.taken * 8 >= self.slots.len() * 7 {
            self.grow();
        }
        number
    }

    #[cold]
    fn grow(&mut self) {
        let count = self.slots.len() * 2;
        let old = std::mem::replace(&mut self.slots, vec![FREE; count]);
        for slot in old.into_iter().filter(|&slot| slot != FREE) {
            let mut at = self.place((slot >> 32) as u32);
            while self.slots[at] != FREE {
                at = (at + 1) & (count - 1);
            }
            self.slots[at] = slot;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a table and an interner make of the same values; whether the table knew them all.
    fn both(values: &[String], begun: usize) -> bool {
        let (mut known, mut expected) = (Interner::seeded(1), Interner::seeded(2));
        values[..begun].iter().for_each(|value| assert!((known.intern(value.as_bytes()) as usize) < begun));
        let mut numbers: Vec<u32> = (0..begun).map(|at| known.intern(values[at].as_bytes())).collect();
        let Some(mut counted) = Counted::of(&known, 7) else { return false };
        known.seal();
        let mut more = Vec::new();
        for block in values[begun..].chunks(1_000) {
            counted.intern_all(block.iter().map(String::as_bytes), &mut known, &mut more);
            numbers.extend_from_slice(&more);
            if more.len() < block.len() {
                break;
            }
        }
        let intern = |value: &String| match value.as_str() {
            "" => MISSING,
            value => expected.intern(value.as_bytes()),
        };
        let all: Vec<u32> = values.iter().map(intern).collect();
        assert!(numbers == all[..numbers.len()]);
        assert!(known.iter().eq(expected.iter().take(known.len())));
        numbers.len() == values.len()
    }

    #[test]
    fn counted_values_have_the_numbers_that_an_interner_gives() {
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
        assert!(both(&texts(&["5000000000", "2852516352", "7147483647"]), 1));
        assert!(!both(&texts(&["5000000000", "2852516351"]), 1));
        assert!(!both(&texts(&["5000000000", "7147483648"]), 1));
        assert!(!both(&texts(&["9999999999999999999", "1"]), 1));
    }
}
