//! Distinct byte strings, numbered by their first appearance, in one buffer.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use hashbrown::HashTable;

use crate::order::MISSING;

/// A set of byte strings with numbers; a number never changes.
#[derive(Clone, Debug, Default)]
pub(super) struct Interner {
    bytes: Vec<u8>,
    ends: Vec<usize>,
    numbers: HashTable<u32>,
    /// A fixed seed: the same file gives the same store. What is hashed is the merchant's own.
    hasher: FixedState,
}

impl Interner {
    /// The number of `value`, new or known.
    pub fn intern(&mut self, value: &[u8]) -> u32 {
        let hash = self.hasher.hash_one(value);
        let (bytes, ends) = (&self.bytes, &self.ends);
        if let Some(&known) = self.numbers.find(hash, |&n| slice(bytes, ends, n) == value) {
            return known;
        }
        let new = self.ends.len() as u32;
        self.bytes.extend_from_slice(value);
        self.ends.push(self.bytes.len());
        let (bytes, ends, hasher) = (&self.bytes, &self.ends, &self.hasher);
        self.numbers.insert_unique(hash, new, |&n| hasher.hash_one(slice(bytes, ends, n)));
        new
    }

    /// The value with this number; empty if there is none.
    pub fn get(&self, number: u32) -> &[u8] {
        slice(&self.bytes, &self.ends, number)
    }

    /// How many distinct values there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// All values in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.len() as u32).map(|n| self.get(n))
    }
}

fn slice<'a>(bytes: &'a [u8], ends: &[usize], number: u32) -> &'a [u8] {
    let number = number as usize;
    let Some(&end) = ends.get(number) else { return &[] };
    let start = if number == 0 { 0 } else { ends[number - 1] };
    &bytes[start..end]
}

/// One text cell a row, each distinct value kept once and as it was read.
#[derive(Debug, Default)]
pub(super) struct TextColumn {
    /// The distinct values.
    pub values: Interner,
    /// For each row the number of its value, or [`MISSING`] for an empty cell.
    pub codes: Vec<u32>,
    /// The encoding of the values, where it is not that of the file: they come from another.
    pub encoding: Option<&'static str>,
}

impl TextColumn {
    /// Adds a row's cell.
    pub fn push(&mut self, cell: &[u8]) {
        let code = match self.codes.last() {
            _ if cell.is_empty() => MISSING,
            Some(&last) if last != MISSING && self.values.get(last) == cell => last,
            _ => self.values.intern(cell),
        };
        self.codes.push(code);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_numbered_by_first_appearance() {
        let mut column = TextColumn::default();
        for cell in ["b", "b", "", "a", "b"] {
            column.push(cell.as_bytes());
        }
        assert_eq!(column.codes, [0, 0, MISSING, 1, 0]);
        assert_eq!(column.values.iter().collect::<Vec<_>>(), [b"b", b"a"]);
    }
}
