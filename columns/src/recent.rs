//! Values that were seen of late: most columns repeat a few words. They are found by their ends, which is all that there
//! is of short ones.

use crate::MISSING;
use crate::bytes;
use crate::interner::Interner;

/// Numbers of values by what they look like.
#[derive(Debug, Default)]
pub(crate) struct Recent {
    /// A power of two of them, several for each value.
    places: Vec<Seen>,
}

/// A value that was seen.
#[derive(Clone, Copy, Debug)]
struct Seen {
    ends: (u64, u64),
    length: u32,
    number: u32,
}

impl Recent {
    const FEWEST: usize = 64;
    /// There is no value without bytes.
    const NONE: Seen = Seen { ends: (0, 0), length: 0, number: MISSING };

    /// The number of a cell's value, where that is known; and its place.
    #[inline(always)]
    pub fn find(&self, cell: &[u8], values: &Interner) -> (Option<u32>, usize) {
        const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
        let ends = bytes::ends(cell);
        // What differs is mostly the last byte, which is the highest: it comes down before it is multiplied.
        let both = ends.0.wrapping_mul(FACTOR).wrapping_add(ends.1.rotate_left(29));
        let place =
            ((both ^ both >> 32).wrapping_mul(FACTOR) >> 44) as usize & self.places.len().wrapping_sub(1);
        let Some(seen) = self.places.get(place) else { return (None, place) };
        let is_it = seen.ends == ends
            && seen.length as usize == cell.len()
            && (cell.len() <= 16 || bytes::equal(values.get(seen.number), cell));
        (is_it.then_some(seen.number), place)
    }

    /// Notes a value that was not found at its place; of so many values.
    pub fn note(&mut self, place: usize, cell: &[u8], number: u32, values: usize) {
        if self.places.len() < 4 * values {
            self.places = vec![Recent::NONE; (8 * values).next_power_of_two().max(Recent::FEWEST)];
        } else if let (Some(seen), Ok(length)) = (self.places.get_mut(place), cell.len().try_into()) {
            *seen = Seen { ends: bytes::ends(cell), length, number };
        }
    }
}
