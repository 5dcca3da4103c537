//! The value at a rank, without sorting and without a copy: 16 bits of it at a time.

use crate::numbers::Numbers;

/// So many bits are told apart in one pass.
const BITS: u32 = 16;

impl Numbers {
    /// The smallest and the largest value.
    pub fn ends(&self) -> Option<(i64, i64)> {
        let first = self.get(0)?;
        Some(self.iter().fold((first, first), |(least, most), value| (least.min(value), most.max(value))))
    }

    /// The value that stands at this place, from 0, when all are sorted.
    pub fn ranked(&self, rank: usize) -> Option<i64> {
        let (least, most) = self.ends().filter(|_| rank < self.len())?;
        let mut rank = rank as u32;
        let mut unknown = (u64::BITS - most.abs_diff(least).leading_zeros()).next_multiple_of(BITS);
        let mut known = 0_u64;
        let mut counts = vec![0_u32; 1 << BITS];
        while unknown > 0 {
            counts.fill(0);
            for above in self.iter().map(|value| value.abs_diff(least)) {
                if above.checked_shr(unknown).unwrap_or(0) == known {
                    counts[(above >> (unknown - BITS)) as usize & ((1 << BITS) - 1)] += 1;
                }
            }
            let mut digit = 0;
            while rank >= counts[digit] {
                rank -= counts[digit];
                digit += 1;
            }
            known = known << BITS | digit as u64;
            unknown -= BITS;
        }
        Some(least.wrapping_add_unsigned(known))
    }
}
