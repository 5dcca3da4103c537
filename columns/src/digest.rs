//! A number for the bytes of a file, whatever slices they come in: files that differ in it are different.

use crate::parcel::{Parcel, Unpacking};

const LANES: usize = 4;
const BLOCK: usize = 8 * LANES;
const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
const PLACE: u64 = 0xD6E8_FEB8_6659_FD93;

/// Takes in bytes. Each block counts with its place, and all add up: so parts can be taken in apart.
#[derive(Clone, Debug, Default)]
pub struct Digest {
    lanes: [u64; LANES],
    /// How many blocks stand before what is held.
    blocks: u64,
    /// What is left over of a block.
    held: [u8; BLOCK],
    held_len: usize,
}

impl Digest {
    /// Of a part that begins so many bytes behind the beginning; `None` inside of a block.
    pub fn from(position: u64) -> Option<Digest> {
        let is_between = position.is_multiple_of(BLOCK as u64);
        is_between.then(|| Digest { blocks: position / BLOCK as u64, ..Digest::default() })
    }

    /// Takes the next slice.
    pub fn push(&mut self, bytes: &[u8]) {
        let taken = (BLOCK - self.held_len).min(bytes.len());
        self.held[self.held_len..self.held_len + taken].copy_from_slice(&bytes[..taken]);
        self.held_len += taken;
        if self.held_len < BLOCK {
            return;
        }
        let held = self.held;
        self.take(&[held]);
        let (blocks, rest) = bytes[taken..].as_chunks::<BLOCK>();
        self.take(blocks);
        self.held[..rest.len()].copy_from_slice(rest);
        self.held_len = rest.len();
    }

    fn take(&mut self, blocks: &[[u8; BLOCK]]) {
        self.lanes = sums(self.lanes, blocks, self.blocks);
        self.blocks += blocks.len() as u64;
    }

    /// Hands over what was taken in.
    pub fn hand_over(&self, parcel: &mut Parcel) {
        parcel.longs(self.lanes.into_iter());
        parcel.number(self.blocks);
        parcel.bytes(&self.held[..self.held_len]);
    }

    /// Reads what was handed over.
    pub fn read(from: &mut Unpacking<'_>) -> Option<Digest> {
        let mut digest = Digest::default();
        digest.lanes.iter_mut().zip(from.longs()?).for_each(|(lane, handed)| *lane = handed);
        digest.blocks = from.number()?;
        let held = from.bytes()?;
        digest.held.get_mut(..held.len())?.copy_from_slice(held);
        digest.held_len = held.len();
        Some(digest)
    }

    /// Takes in the part that follows; whether it begins between blocks. If not it is not taken in.
    pub fn take_in(&mut self, next: &Digest) -> bool {
        if self.held_len > 0 || next.blocks < self.blocks {
            return false;
        }
        self.lanes.iter_mut().zip(next.lanes).for_each(|(lane, next)| *lane = lane.wrapping_add(next));
        *self = Digest { lanes: self.lanes, ..*next };
        true
    }

    /// The number of all bytes so far.
    pub fn number(&self) -> u64 {
        let mut last = self.clone();
        last.held[self.held_len..].fill(0);
        let held = last.held;
        last.take(&[held]);
        last.lanes.into_iter().fold(self.held_len as u64, mix)
    }
}

/// What blocks come to at their places, added to `lanes`: products of half words that the place changes, and the words
/// themselves, so that a product with zero hides nothing.
#[cfg(not(target_arch = "wasm32"))]
fn sums(mut lanes: [u64; LANES], blocks: &[[u8; BLOCK]], first: u64) -> [u64; LANES] {
    for (place, block) in (first..).zip(blocks) {
        let key = place.wrapping_mul(PLACE);
        let (words, _) = block.as_chunks::<8>();
        let word = |at: usize| u64::from_le_bytes(words[at]);
        for at in 0..2 {
            let (a, b) = (word(at) ^ key, word(at + 2) ^ !key);
            let low = (a & 0xFFFF_FFFF).wrapping_mul(b & 0xFFFF_FFFF);
            lanes[2 * at] = lanes[2 * at].wrapping_add(low);
            lanes[2 * at + 1] = lanes[2 * at + 1].wrapping_add((a >> 32).wrapping_mul(b >> 32));
        }
        lanes.iter_mut().enumerate().for_each(|(at, lane)| *lane = lane.wrapping_add(word(at)));
    }
    lanes
}

/// The same, two words at a time.
#[cfg(target_arch = "wasm32")]
fn sums(lanes: [u64; LANES], blocks: &[[u8; BLOCK]], first: u64) -> [u64; LANES] {
    use std::arch::wasm32::{
        u64x2, u64x2_add, u64x2_extmul_high_u32x4, u64x2_extmul_low_u32x4, u64x2_extract_lane, u64x2_splat,
        v128_not, v128_xor,
    };
    let [mut low, mut high] = [u64x2(lanes[0], lanes[1]), u64x2(lanes[2], lanes[3])];
    for (place, block) in (first..).zip(blocks) {
        let key = u64x2_splat(place.wrapping_mul(PLACE));
        let (words, _) = block.as_chunks::<8>();
        let word = |at: usize| u64::from_le_bytes(words[at]);
        let [a, b] = [u64x2(word(0), word(1)), u64x2(word(2), word(3))];
        let [key_a, key_b] = [v128_xor(a, key), v128_xor(b, v128_not(key))];
        low = u64x2_add(u64x2_add(low, a), u64x2_extmul_low_u32x4(key_a, key_b));
        high = u64x2_add(u64x2_add(high, b), u64x2_extmul_high_u32x4(key_a, key_b));
    }
    [
        u64x2_extract_lane::<0>(low),
        u64x2_extract_lane::<1>(low),
        u64x2_extract_lane::<0>(high),
        u64x2_extract_lane::<1>(high),
    ]
}

/// A number that depends on both.
#[inline]
fn mix(place: u64, word: u64) -> u64 {
    let product = (word ^ place.wrapping_mul(PLACE)).wrapping_mul(FACTOR);
    (product ^ product >> 29).wrapping_mul(PLACE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slices_do_not_matter_and_every_byte_does() {
        let bytes: Vec<u8> = (0..200_u8).collect();
        let of = |bytes: &[u8], size: usize| {
            let mut digest = Digest::default();
            bytes.chunks(size).for_each(|slice| digest.push(slice));
            digest.number()
        };
        for length in 0..200 {
            let expected = of(&bytes[..length], 1_000);
            assert!((1..70).all(|size| of(&bytes[..length], size) == expected), "{length}");
            for at in 0..length {
                let mut other = bytes[..length].to_vec();
                other[at] ^= 1;
                assert_ne!(of(&other, 64), expected);
            }
            assert_ne!(of(&bytes[..length + 1], 64), expected);
            for start in (0..length).step_by(BLOCK) {
                let mut whole = Digest::default();
                whole.push(&bytes[..start]);
                let mut part = Digest::from(start as u64).unwrap();
                part.push(&bytes[start..length]);
                let mut parcel = Parcel::default();
                part.hand_over(&mut parcel);
                let part = Digest::read(&mut Unpacking::new(&parcel.into_bytes())).unwrap();
                assert!(whole.take_in(&part));
                assert_eq!(whole.number(), expected);
            }
        }
        assert_ne!(of(&[0; 5], 9), of(&[0; 6], 9));
    }
}
