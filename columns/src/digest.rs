//! A number for the bytes of a file, whatever slices they come in: files that differ in it are different.

const LANES: usize = 4;
const BLOCK: usize = 8 * LANES;
const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

/// Takes in bytes.
#[derive(Clone, Debug)]
pub struct Digest {
    lanes: [u64; LANES],
    /// What is left over of a block.
    held: [u8; BLOCK],
    held_len: usize,
}

impl Default for Digest {
    fn default() -> Digest {
        Digest { lanes: [1, 2, 3, 4], held: [0; BLOCK], held_len: 0 }
    }
}

impl Digest {
    /// Takes the next slice.
    pub fn push(&mut self, bytes: &[u8]) {
        let taken = (BLOCK - self.held_len).min(bytes.len());
        self.held[self.held_len..self.held_len + taken].copy_from_slice(&bytes[..taken]);
        self.held_len += taken;
        if self.held_len < BLOCK {
            return;
        }
        let held = self.held;
        self.take(&held);
        let (blocks, rest) = bytes[taken..].as_chunks::<BLOCK>();
        blocks.iter().for_each(|block| self.take(block));
        self.held[..rest.len()].copy_from_slice(rest);
        self.held_len = rest.len();
    }

    #[inline]
    fn take(&mut self, block: &[u8; BLOCK]) {
        let (words, _) = block.as_chunks::<8>();
        for (lane, word) in self.lanes.iter_mut().zip(words) {
            *lane = mix(*lane, u64::from_le_bytes(*word));
        }
    }

    /// The number of all bytes so far.
    pub fn number(&self) -> u64 {
        let mut last = self.clone();
        last.held[self.held_len..].fill(0);
        let held = last.held;
        last.take(&held);
        last.lanes.into_iter().fold(self.held_len as u64, mix)
    }
}

#[inline]
fn mix(lane: u64, word: u64) -> u64 {
    let product = (lane ^ word).wrapping_mul(FACTOR);
    product ^ product >> 29
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
        }
        assert_ne!(of(&[0; 5], 9), of(&[0; 6], 9));
    }
}
