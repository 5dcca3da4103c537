//! Keys numbered by their first appearance, without a table of all of them: rows are parted by the hash of their keys,
//! so that equal ones come into one part, and each part is small enough for all that it takes to be near at hand. A
//! table of all keys would keep each row waiting for memory.

use crate::MISSING;

/// About so many rows are in a part.
const PART_ROWS: usize = 1 << 15;
/// No row of a part looks like that: there is no key [`MISSING`].
const FREE: u64 = u64::MAX;

/// Gives each row the number of its key in place of the key; [`MISSING`] stays. The keys by their numbers, which do not
/// depend on the seed.
pub(crate) fn number(rows: &mut [u32], seed: u64) -> Vec<u32> {
    let is_first = firsts(rows, seed);
    numbered(rows, &is_first)
}

/// A bit for each row: whether it is the first with its key. Others get the number of that row in place of the key;
/// [`MISSING`] stays.
pub(crate) fn firsts(rows: &mut [u32], seed: u64) -> Vec<u64> {
    let parts = Parts::new(rows.len(), seed);
    let (placed, ends) = parts.placed(rows);
    let mut is_first = vec![0_u64; rows.len().div_ceil(64)];
    let mut slots = Vec::new();
    let mut start = 0;
    for end in ends {
        let part = &placed[start as usize..end as usize];
        slots.clear();
        slots.resize((2 * part.len()).next_power_of_two(), FREE);
        for &entry in part {
            let row = entry as u32 as usize;
            match parts.first(&mut slots, entry) {
                // The number of the first is not known yet.
                Some(first) => rows[row] = first,
                None => is_first[row / 64] |= 1 << (row % 64),
            }
        }
        start = end;
    }
    is_first
}

/// Gives each row the number of its key in place of the row that is the first with that key, or, where it is the first
/// itself, of the key. The keys.
pub(crate) fn numbered(rows: &mut [u32], is_first: &[u64]) -> Vec<u32> {
    let mut count = 0;
    let before = is_first.iter().map(|bits| {
        let before = count;
        count += bits.count_ones();
        before
    });
    let before: Vec<u32> = before.collect();
    let mut keys = Vec::with_capacity(count as usize);
    for (row, held) in rows.iter_mut().enumerate().filter(|(_, held)| **held != MISSING) {
        let mut first = row;
        if is_first[row / 64] >> (row % 64) & 1 == 1 {
            keys.push(*held);
        } else {
            first = *held as usize;
        }
        let in_word = is_first[first / 64] & !(u64::MAX << (first % 64));
        *held = before[first / 64] + in_word.count_ones();
    }
    keys
}

/// How rows are parted.
struct Parts {
    seed: u64,
    count: usize,
}

impl Parts {
    fn new(rows: usize, seed: u64) -> Parts {
        Parts { seed, count: (rows / PART_ROWS).next_power_of_two() }
    }

    #[inline]
    fn hash(&self, key: u32) -> u64 {
        (u64::from(key) ^ self.seed).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    }

    /// By the highest bits, which the place in a part's table does not depend on.
    #[inline]
    fn of(&self, key: u32) -> usize {
        (self.hash(key) >> 44) as usize & (self.count - 1)
    }

    /// Each row that has a key, `key << 32 | row`, part by part; and where the parts end.
    fn placed(&self, rows: &[u32]) -> (Vec<u64>, Vec<u32>) {
        let keyed = || (0_u32..).zip(rows).filter(|&(_, &key)| key != MISSING);
        let mut ends = vec![0_u32; self.count];
        keyed().for_each(|(_, &key)| ends[self.of(key)] += 1);
        let mut all = 0;
        for end in &mut ends {
            let rows = *end;
            *end = all;
            all += rows;
        }
        let mut placed = vec![0; all as usize];
        for (row, &key) in keyed() {
            let end = &mut ends[self.of(key)];
            placed[*end as usize] = u64::from(key) << 32 | u64::from(row);
            *end += 1;
        }
        (placed, ends)
    }

    /// The first row of the part with the same key; `None` where it is this one.
    #[inline]
    fn first(&self, slots: &mut [u64], entry: u64) -> Option<u32> {
        let mask = slots.len() - 1;
        let mut at = (self.hash((entry >> 32) as u32) >> 16) as usize & mask;
        while slots[at] != FREE {
            if slots[at] >> 32 == entry >> 32 {
                return Some(slots[at] as u32);
            }
            at = (at + 1) & mask;
        }
        slots[at] = entry;
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One after the other.
    fn slowly(rows: &[u32]) -> (Vec<u32>, Vec<u32>) {
        let mut keys = Vec::new();
        let mut numbers = std::collections::BTreeMap::new();
        let mut number = |&key: &u32| {
            let next = keys.len() as u32;
            *numbers.entry(key).or_insert_with(|| {
                keys.push(key);
                next
            })
        };
        let rows = rows.iter().map(|key| if *key == MISSING { MISSING } else { number(key) }).collect();
        (rows, keys)
    }

    #[test]
    fn keys_are_numbered_as_one_after_the_other() {
        let mut seed = 7_u32;
        let mut random = |below: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) % below
        };
        for (count, values) in
            [(0, 1), (1, 1), (64, 1), (65, 70), (1_000, 9), (40_000, 30_000), (100_000, 1 << 24)]
        {
            let mut rows: Vec<u32> = (0..count).map(|_| random(values)).collect();
            for at in (0..rows.len()).step_by(17) {
                rows[at] = MISSING;
            }
            rows.extend([u32::MAX - 1, 0, MISSING, u32::MAX - 1]);
            let expected = slowly(&rows);
            for seed in [0, u64::MAX, 0x0123_4567_89AB_CDEF] {
                let mut numbered = rows.clone();
                let keys = number(&mut numbered, seed);
                assert!((numbered, keys) == expected, "{count} of {values}");
            }
        }
    }
}
