//! Distinct byte strings, numbered by their first appearance, in one buffer.
//!
//! An open table of slots of eight bytes: the number and 32 bits of the hash. Only where these agree are bytes
//! compared, and the table grows without hashing anything again. Half of the time of reading a large file is spent
//! here waiting for memory, so [`Interner::intern_all`] hashes many cells, touches their slots, and only then
//! compares: the waits overlap.

use super::MISSING;
use super::bytes;
use super::room::grow_by_quarter;

/// A set of byte strings with numbers; a number never changes.
#[derive(Clone, Debug)]
pub struct Interner {
    bytes: Vec<u8>,
    ends: Vec<u32>,
    /// `hash << 32 | number`; [`FREE`] where there is none. A power of two of them, at most seven in eight taken.
    slots: Vec<u64>,
    /// Room for the numbers of values that are likely to be met.
    likely: Vec<u32>,
    seed: u64,
}

/// No value has the number [`MISSING`].
const FREE: u64 = u64::MAX;
/// Slots of a set that was begun.
const FEWEST: usize = 16;

impl Default for Interner {
    fn default() -> Interner {
        Interner::seeded(0)
    }
}

impl Interner {
    /// An empty set. The numbers do not depend on the seed, only on the order of the values.
    pub fn seeded(seed: u64) -> Interner {
        Interner { bytes: Vec::new(), ends: Vec::new(), slots: Vec::new(), likely: Vec::new(), seed }
    }

    pub(crate) fn seed(&self) -> u64 {
        self.seed
    }

    /// The number of `value`, new or known.
    pub fn intern(&mut self, value: &[u8]) -> u32 {
        self.place(value, self.hash(value))
    }

    /// The number of `value`, if it is known.
    pub fn find(&self, value: &[u8]) -> Option<u32> {
        let known = !self.slots.is_empty();
        known.then(|| self.seek(value, self.hash(value)).ok()).flatten()
    }

    /// The number of a value with this hash, else the slot where it belongs; there is a free one.
    #[inline]
    fn seek(&self, value: &[u8], hash: u32) -> Result<u32, usize> {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let slot = self.slots[at];
            if slot == FREE {
                return Err(at);
            }
            if (slot >> 32) as u32 == hash && bytes::equal(self.get(slot as u32), value) {
                return Ok(slot as u32);
            }
            at = (at + 1) & mask;
        }
    }

    /// The numbers of many values, in their order; [`MISSING`] for empty ones.
    pub fn intern_all<'a>(&mut self, values: impl Iterator<Item = &'a [u8]> + Clone, numbers: &mut Vec<u32>) {
        numbers.clear();
        numbers.extend(values.clone().map(|value| self.hash(value)));
        self.touch(numbers);
        for (value, number) in values.zip(numbers) {
            *number = if value.is_empty() { MISSING } else { self.place(value, *number) };
        }
    }

    /// Reads what will be needed to find values with these hashes: it is not used here, but on its way when it is.
    fn touch(&mut self, hashes: &[u32]) {
        let Some(mask) = self.slots.len().checked_sub(1) else { return };
        self.likely.clear();
        self.likely.extend(hashes.iter().map(|&hash| self.slots[hash as usize & mask] as u32));
        let mut touched = 0;
        for number in &mut self.likely {
            *number = self.ends.get((*number as usize).wrapping_sub(1)).copied().unwrap_or(0);
        }
        for &start in &self.likely {
            touched ^= self.bytes.get(start as usize).copied().unwrap_or(0);
        }
        std::hint::black_box(touched);
    }

    #[inline]
    fn hash(&self, value: &[u8]) -> u32 {
        bytes::hash(self.seed, value)
    }

    #[inline]
    fn place(&mut self, value: &[u8], hash: u32) -> u32 {
        if self.ends.len() * 8 >= self.slots.len() * 7 {
            self.grow();
        }
        self.seek(value, hash).unwrap_or_else(|at| {
            let new = self.append(value);
            self.slots[at] = u64::from(hash) << 32 | u64::from(new);
            new
        })
    }

    fn append(&mut self, value: &[u8]) -> u32 {
        grow_by_quarter(&mut self.bytes, value.len());
        self.append_by(|bytes| bytes.extend_from_slice(value))
    }

    /// Adds a value that is not there and is written like that, to a set that [gave up](Interner::seal) finding values.
    /// Its number.
    #[inline]
    pub(crate) fn append_by(&mut self, write: impl FnOnce(&mut Vec<u8>)) -> u32 {
        grow_by_quarter(&mut self.ends, 1);
        write(&mut self.bytes);
        self.ends.push(self.bytes.len() as u32);
        self.ends.len() as u32 - 1
    }

    /// Makes room for more values, all of about the length of the first, and no more than that.
    pub(crate) fn reserve(&mut self, more: usize) {
        let bytes = more * self.get(0).len();
        // What finds no room grows as it is filled.
        let _ = self.ends.try_reserve_exact(more);
        let _ = self.bytes.try_reserve_exact(bytes + bytes / 32);
    }

    #[cold]
    fn grow(&mut self) {
        let count = (self.slots.len() * 2).max(self.room_needed());
        let old = match std::mem::replace(&mut self.slots, vec![FREE; count]) {
            // It was sealed.
            none if none.is_empty() => (0..self.len() as u32).map(|number| self.slot(number)).collect(),
            old => old,
        };
        let mask = count - 1;
        for slot in old.into_iter().filter(|&slot| slot != FREE) {
            let mut at = (slot >> 32) as usize & mask;
            while self.slots[at] != FREE {
                at = (at + 1) & mask;
            }
            self.slots[at] = slot;
        }
    }

    /// Slots for as many values as there are, and one more.
    fn room_needed(&self) -> usize {
        (self.len() / 7 * 8 + FEWEST).next_power_of_two()
    }

    fn slot(&self, number: u32) -> u64 {
        u64::from(self.hash(self.get(number))) << 32 | u64::from(number)
    }

    /// The value with this number; empty if there is none.
    #[inline]
    pub fn get(&self, number: u32) -> &[u8] {
        let number = number as usize;
        let Some(&end) = self.ends.get(number) else { return &[] };
        let start = if number == 0 { 0 } else { self.ends[number - 1] };
        &self.bytes[start as usize..end as usize]
    }

    /// The bytes of the values from this number on.
    pub fn behind(&self, number: u32) -> &[u8] {
        let start = (number as usize)
            .checked_sub(1)
            .map_or(0, |before| self.ends.get(before).map_or(self.bytes.len(), |&end| end as usize));
        &self.bytes[start..]
    }

    /// How many distinct values there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// How many bytes the values have together: what numbers end in stays below 4 GiB.
    pub fn size(&self) -> usize {
        self.bytes.len()
    }

    /// All values in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.len() as u32).map(|number| self.get(number))
    }

    /// Makes the capital letters of ASCII small in all values that are ASCII. Returns for each value the number of the
    /// first that is equal to it now, where any are; the others keep their numbers and are not found any more.
    pub fn fold_case(&mut self) -> Option<Vec<u32>> {
        let has_small = bytes::has_any(&self.bytes, |byte| byte.is_ascii_lowercase());
        let has_folded = if self.bytes.is_ascii() {
            let has_capitals = bytes::has_any(&self.bytes, |byte| byte.is_ascii_uppercase());
            self.bytes.make_ascii_lowercase();
            has_capitals
        } else {
            self.fold_each()
        };
        if !has_folded {
            return None;
        }
        if !has_small {
            // Letters that were all capitals do not become equal to others.
            self.slots = Vec::new();
            return None;
        }
        self.slots.clear();
        self.slots.resize(self.room_needed(), FREE);
        let mut same: Option<Vec<u32>> = None;
        for number in 0..self.len() as u32 {
            let first = self.place_again(number);
            if first != number {
                same.get_or_insert_with(|| (0..self.ends.len() as u32).collect())[number as usize] = first;
            }
        }
        same
    }

    /// Folds those that are ASCII among others; whether any had capitals.
    fn fold_each(&mut self) -> bool {
        let mut start = 0;
        let mut has_folded = false;
        for &end in &self.ends {
            let value = &mut self.bytes[start..end as usize];
            if bytes::is_ascii_with_capitals(value) {
                value.make_ascii_lowercase();
                has_folded = true;
            }
            start = end as usize;
        }
        has_folded
    }

    /// The first value that is equal to one that has a number.
    fn place_again(&mut self, number: u32) -> u32 {
        let slot = self.slot(number);
        let mask = self.slots.len() - 1;
        let mut at = (slot >> 32) as usize & mask;
        while self.slots[at] != FREE {
            let other = self.slots[at];
            if other >> 32 == slot >> 32 && bytes::equal(self.get(other as u32), self.get(number)) {
                return other as u32;
            }
            at = (at + 1) & mask;
        }
        self.slots[at] = slot;
        number
    }

    /// The numbers of the values that have a byte outside all of the `plain` ranges, or none in `telling`, or `hiding`.
    pub fn without(&self, plain: [(u8, u8); 3], telling: (u8, u8), hiding: u8) -> Vec<u32> {
        let is_in = |byte: u8, (least, most): (u8, u8)| (byte >= least) & (byte <= most);
        let is_odd =
            |byte: u8| plain.iter().fold(true, |odd, &range| odd & !is_in(byte, range)) | (byte == hiding);
        let is_any_odd = bytes::has_any(&self.bytes, is_odd);
        let mut found = Vec::new();
        let mut start = 0;
        for (number, &end) in (0..).zip(&self.ends) {
            let bytes = &self.bytes[start..end as usize];
            let tells = bytes.iter().rev().any(|&byte| is_in(byte, telling));
            if !tells || is_any_odd && bytes.iter().any(|&byte| is_odd(byte)) {
                found.push(number);
            }
            start = end as usize;
        }
        found
    }

    /// The values in one buffer, and where each ends.
    pub fn into_parts(self) -> (Vec<u8>, Vec<u32>) {
        (self.bytes, self.ends)
    }

    /// Gives back what is only needed to find values, until one is interned again.
    pub fn seal(&mut self) {
        self.slots = Vec::new();
        self.bytes.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_numbered_by_first_appearance_whatever_the_seed() {
        for seed in [0, 1, u64::MAX] {
            let mut set = Interner::seeded(seed);
            let values: Vec<String> = (0..5_000).map(|i| format!("c{}", i * 7919 % 1_201)).collect();
            let mut known: Vec<&str> = Vec::new();
            for value in &values {
                let expected = known.iter().position(|known| known == value).unwrap_or_else(|| {
                    known.push(value);
                    known.len() - 1
                });
                assert_eq!(set.intern(value.as_bytes()) as usize, expected);
            }
            assert_eq!((set.len(), set.get(3)), (1_201, known[3].as_bytes()));
            let find = |value: &str| set.find(value.as_bytes());
            assert!((0..).zip(&known).all(|(number, known)| find(known) == Some(number)));
            assert!(find("c").is_none() && find("").is_none() && Interner::default().find(b"c").is_none());
            let mut numbers = Vec::new();
            let mut again = Interner::seeded(seed ^ 5);
            for block in values.chunks(900) {
                again.intern_all(block.iter().map(String::as_bytes), &mut numbers);
                let one_by_one: Vec<u32> = block.iter().map(|value| set.intern(value.as_bytes())).collect();
                assert_eq!(numbers, one_by_one);
            }
        }
    }

    #[test]
    fn capitals_of_ascii_become_small() {
        let mut set = Interner::default();
        let values = ["b1", "A1", "订A", "a1", "B1", "C2"];
        values.iter().for_each(|value| assert!((set.intern(value.as_bytes()) as usize) < values.len()));
        assert_eq!(set.fold_case(), Some(vec![0, 1, 2, 1, 0, 5]));
        assert_eq!([set.intern(b"a1"), set.intern("订A".as_bytes()), set.intern(b"c2")], [1, 2, 5]);
        assert_eq!(set.fold_case(), None);
        let mut sealed = Interner::default();
        ["b1", "B1"].iter().for_each(|value| assert!(sealed.intern(value.as_bytes()) < 2));
        sealed.seal();
        assert_eq!(sealed.fold_case(), Some(vec![0, 0]));
    }

    #[test]
    fn capitals_alone_become_small_and_stay_apart() {
        let mut set = Interner::default();
        ["B1", "A1", "订A", "77"].iter().for_each(|value| assert!(set.intern(value.as_bytes()) < 4));
        assert_eq!(set.fold_case(), None);
        assert_eq!(
            [set.intern(b"a1"), set.intern("订A".as_bytes()), set.intern(b"b1"), set.intern(b"c")],
            [1, 2, 0, 4]
        );
    }

    #[test]
    fn values_are_told_by_their_bytes() {
        let mut set = Interner::default();
        ["a1", "ab", "x1", "1", "", "a-1"].iter().for_each(|value| assert!(set.intern(value.as_bytes()) < 6));
        let without =
            |set: &Interner| set.without([(b'a', b'z'), (b'0', b'9'), (b'_', b'_')], (b'0', b'8'), b'x');
        assert_eq!(without(&set), [1, 2, 4, 5]);
        let mut plain = Interner::default();
        let values = (0..200).map(|at| format!("a_{at}"));
        assert!(values.enumerate().all(|(at, value)| plain.intern(value.as_bytes()) == at as u32));
        assert_eq!(without(&plain), [9, 99]);
    }

    #[test]
    fn empty_values_have_a_number_alone_and_none_in_a_column() {
        let mut set = Interner::default();
        assert_eq!([set.intern(b""), set.intern(b"a"), set.intern(b"")], [0, 1, 0]);
        set.seal();
        assert_eq!(set.intern(b"a"), 1);
        let mut numbers = Vec::new();
        set.intern_all([&b""[..], b"a", b"b"].into_iter(), &mut numbers);
        assert_eq!(numbers, [MISSING, 1, 2]);
    }
}
