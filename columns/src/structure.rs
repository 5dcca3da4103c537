//! Where cells and records end, 64 bytes at a time.
//!
//! Each byte of a block of 64 is compared with the delimiter, the quote and the line ends at once; what comes out are
//! words of 64 bits in which a bit is a byte. A running exclusive-or over the quotes tells what lies inside of them.
//!
//! That is right only where quotes stand as programs write them: the first at the beginning of a cell, the last at its
//! end, and in between by twos. A quote anywhere else is noticed, and the scan ends before its block: who asked must
//! read on exactly from the last record that is whole. What is found never depends on where a scan begins, as long as
//! that is the beginning of a record.

use std::ops::Deref;

/// How cells are separated and quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Structure {
    /// Between cells.
    pub delimiter: u8,
    /// Around cells.
    pub quote: u8,
}

/// What a scan has found; positions count from the beginning of its input.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Where cells and records end: delimiters and line ends outside of quotes.
    pub ends: Positions,
    /// Which of these, by their number, are line ends: there records end.
    pub last_ends: Positions,
    /// Line ends inside of quotes.
    pub inner_line_ends: Vec<u32>,
    /// Quotes inside of quotes, each written as two.
    pub doubled_quotes: Vec<u32>,
}

/// Numbers in room that is made once: they are written several at a time, however many are wanted, so that nothing
/// waits for how many there are, and the next are written over those that were not.
#[derive(Clone, Debug, Default)]
pub struct Positions {
    room: Vec<u32>,
    len: usize,
}

impl Positions {
    /// So many are written at once.
    const AT_ONCE: usize = 8;

    fn clear(&mut self, most: usize) {
        self.len = 0;
        // Not all that is written is wanted.
        let room = most + Positions::AT_ONCE;
        if self.room.len() < room {
            self.room.resize(room, 0);
        }
    }

    /// Adds the position of each bit.
    #[inline]
    fn push(&mut self, at: u32, mut mask: u64) {
        let wanted = self.len + mask.count_ones() as usize;
        loop {
            if let Some(room) = self.room.get_mut(self.len..self.len + Positions::AT_ONCE) {
                for position in room {
                    *position = at + mask.trailing_zeros();
                    mask &= mask.wrapping_sub(1);
                }
            }
            if mask == 0 {
                break;
            }
            self.len += Positions::AT_ONCE;
        }
        self.len = wanted;
    }

    /// Adds a number where it is wanted.
    #[inline]
    fn push_if(&mut self, is_wanted: bool, number: u32) {
        if let Some(room) = self.room.get_mut(self.len) {
            *room = number;
        }
        self.len += usize::from(is_wanted);
    }
}

impl Deref for Positions {
    type Target = [u32];

    fn deref(&self) -> &[u32] {
        self.room.get(..self.len).unwrap_or_default()
    }
}

const BLOCK: usize = 64;

/// One bit a byte.
struct Masks {
    delimiters: u64,
    quotes: u64,
    line_ends: u64,
}

impl Structure {
    /// Finds what there is in `input`, which begins as a record begins; what was found before is forgotten. Returns
    /// how many bytes were scanned: fewer than there are where a quote stands as no program writes it.
    pub fn scan(&self, input: &[u8], found: &mut Found) -> usize {
        found.ends.clear(input.len());
        found.last_ends.clear(input.len());
        found.inner_line_ends.clear();
        found.doubled_quotes.clear();
        let mut carried = Carried { inside: 0, may_open: 1, closed: 0 };
        let (blocks, rest) = input.as_chunks::<BLOCK>();
        for (at, block) in blocks.iter().enumerate() {
            if !carried.take(&self.masks(block), (at * BLOCK) as u32, u64::MAX, found) {
                return at * BLOCK;
            }
        }
        let mut block = [0; BLOCK];
        block[..rest.len()].copy_from_slice(rest);
        let there = (1 << rest.len()) - 1;
        let is_regular = carried.take(&self.masks(&block), (blocks.len() * BLOCK) as u32, there, found);
        if is_regular { input.len() } else { blocks.len() * BLOCK }
    }
}

/// What a block leaves to the next.
struct Carried {
    /// All ones inside of quotes.
    inside: u64,
    /// One where the last byte was the end of a cell: a quote may open.
    may_open: u64,
    /// One where the last byte was a quote that closed: a cell must end, or the quote opens again.
    closed: u64,
}

impl Carried {
    /// Takes the bytes of a block that are `there`; whether their quotes are regular.
    #[inline]
    fn take(&mut self, masks: &Masks, at: u32, there: u64, found: &mut Found) -> bool {
        let Masks { delimiters, quotes, line_ends } = masks;
        let (delimiters, quotes, line_ends) = (delimiters & there, quotes & there, line_ends & there);
        let mut inside = self.inside;
        if quotes | self.closed != 0 {
            inside ^= running_xor(quotes);
            let (opens, closes) = (quotes & inside, quotes & !inside);
            let after_close = closes << 1 | self.closed;
            let ends = (delimiters | line_ends) & !inside;
            let may_open = ends << 1 | self.may_open;
            let is_odd = opens & !(may_open | after_close) | after_close & there & !(ends | quotes);
            if is_odd != 0 {
                return false;
            }
            push(&mut found.doubled_quotes, at, opens & after_close);
            self.closed = closes >> (BLOCK - 1);
        }
        let ends = (delimiters | line_ends) & !inside;
        self.may_open = ends >> (BLOCK - 1);
        self.inside = if inside >> (BLOCK - 1) == 1 { u64::MAX } else { 0 };
        let mut last = line_ends & !inside;
        loop {
            let before = ends & (last & last.wrapping_neg()).wrapping_sub(1);
            found.last_ends.push_if(last != 0, found.ends.len as u32 + before.count_ones());
            last &= last.wrapping_sub(1);
            if last == 0 {
                break;
            }
        }
        found.ends.push(at, ends);
        push(&mut found.inner_line_ends, at, line_ends & inside);
        true
    }
}

#[inline]
fn push(positions: &mut Vec<u32>, at: u32, mut mask: u64) {
    if mask == 0 {
        return;
    }
    // How many come is known: there is no look for room at each.
    positions.extend((0..mask.count_ones()).map(|_| {
        let position = at + mask.trailing_zeros();
        mask &= mask - 1;
        position
    }));
}

/// Each bit the exclusive-or of itself and all below.
#[inline]
fn running_xor(mut mask: u64) -> u64 {
    for shift in [1, 2, 4, 8, 16, 32] {
        mask ^= mask << shift;
    }
    mask
}

#[cfg(target_arch = "wasm32")]
impl Structure {
    #[inline]
    fn masks(&self, block: &[u8; BLOCK]) -> Masks {
        use std::arch::wasm32::{u8x16_bitmask, u8x16_eq, u8x16_splat, u64x2, v128_or};
        let [delimiter, quote, lf, cr] =
            [self.delimiter, self.quote, b'\n', b'\r'].map(|byte| u8x16_splat(byte));
        let mut masks = Masks { delimiters: 0, quotes: 0, line_ends: 0 };
        let (lanes, _) = block.as_chunks::<16>();
        for (lane, bytes) in lanes.iter().enumerate() {
            let (words, _) = bytes.as_chunks::<8>();
            let bytes = u64x2(u64::from_le_bytes(words[0]), u64::from_le_bytes(words[1]));
            let bits = |found| u64::from(u8x16_bitmask(found)) << (16 * lane);
            masks.delimiters |= bits(u8x16_eq(bytes, delimiter));
            masks.quotes |= bits(u8x16_eq(bytes, quote));
            masks.line_ends |= bits(v128_or(u8x16_eq(bytes, lf), u8x16_eq(bytes, cr)));
        }
        masks
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Structure {
    #[inline]
    fn masks(&self, block: &[u8; BLOCK]) -> Masks {
        Masks {
            delimiters: mask(block, |byte| byte == self.delimiter),
            quotes: mask(block, |byte| byte == self.quote),
            line_ends: mask(block, |byte| (byte == b'\n') | (byte == b'\r')),
        }
    }
}

/// A bit for each byte that is so.
#[cfg(not(target_arch = "wasm32"))]
#[inline]
fn mask(block: &[u8; BLOCK], is_so: impl Fn(u8) -> bool) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let mut bits = [0; BLOCK];
    // Without a branch the compiler does many at once.
    for (at, (bit, &byte)) in bits.iter_mut().zip(block).enumerate() {
        *bit = u8::from(is_so(byte)).wrapping_neg() & 1 << (at % 8);
    }
    let (words, _) = bits.as_chunks::<8>();
    // The eight bytes of a word, each of which has a bit of its own, add up in the highest.
    let together = |word: &[u8; 8]| u64::from_le_bytes(*word).wrapping_mul(ONES) >> 56;
    words.iter().rev().fold(0, |mask, word| mask << 8 | together(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMAS: Structure = Structure { delimiter: b',', quote: b'"' };

    /// Byte by byte, as one would read it.
    fn slowly(input: &[u8]) -> Found {
        let mut found = Found::default();
        found.ends.clear(input.len());
        found.last_ends.clear(input.len());
        let mut inside = false;
        let mut at = 0;
        while at < input.len() {
            match input[at] {
                b'"' if inside && input.get(at + 1) == Some(&b'"') => {
                    at += 1;
                    found.doubled_quotes.push(at as u32);
                }
                b'"' => inside = !inside,
                b'\n' | b'\r' if inside => found.inner_line_ends.push(at as u32),
                b',' | b'\n' | b'\r' if !inside => {
                    if input[at] != b',' {
                        found.last_ends.push_if(true, found.ends.len() as u32);
                    }
                    found.ends.push_if(true, at as u32);
                }
                _ => {}
            }
            at += 1;
        }
        found
    }

    #[test]
    fn ends_are_those_that_a_slow_reader_finds() {
        let pieces =
            ["a", "bc", "\"x,y\"", "\"l\nm\"", "\"q\"\"r\"", "\"\"", "", "订单", "longer text of a cell"];
        let mut seed = 7_u32;
        let mut text = String::new();
        for _ in 0..3_000 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text.push_str(pieces[(seed >> 16) as usize % pieces.len()]);
            text.push_str([",", ",", ",", "\n", "\r\n", "\r"][(seed >> 8) as usize % 6]);
        }
        let mut found = Found::default();
        for length in (0..400).chain([text.len()]) {
            let input = &text.as_bytes()[..length];
            assert_eq!(COMMAS.scan(input, &mut found), length);
            let expected = slowly(input);
            assert_eq!(*found.ends, *expected.ends, "{length}");
            assert_eq!(*found.last_ends, *expected.last_ends, "{length}");
            assert_eq!(found.inner_line_ends, expected.inner_line_ends, "{length}");
            // The last byte of a cut text can look like a quote that closes.
            let whole = |quotes: &[u32]| quotes.iter().filter(|&&at| at as usize + 1 < length).count();
            assert_eq!(whole(&found.doubled_quotes), whole(&expected.doubled_quotes), "{length}");
        }
    }

    #[test]
    fn odd_quotes_end_the_scan_before_their_block() {
        let fill = "abcdefg,".repeat(20);
        for odd in ["5\" pipe", "\"a\"b", "x\"", " \"a\"", "\"a\" "] {
            let text = format!("{fill}{odd},{fill}");
            let scanned = COMMAS.scan(text.as_bytes(), &mut Found::default());
            assert!(
                scanned <= fill.len() + odd.len() && scanned.is_multiple_of(64) && scanned >= 64,
                "{odd}: {scanned}"
            );
        }
        for regular in ["\"a\"", "\"\"", "\"\"\"\"", "\"a,\n\"\"b\"\"\""] {
            let text = format!("{fill}{regular},{fill}");
            assert_eq!(COMMAS.scan(text.as_bytes(), &mut Found::default()), text.len(), "{regular}");
        }
    }
}
