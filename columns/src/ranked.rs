//! The values at ranks, without sorting and without a copy: 16 bits of them at a time.

use crate::numbers::Numbers;

/// So many bits are told apart in one pass.
const BITS: u32 = 16;

/// What is counted once for all ranks of a column.
#[derive(Clone, Debug)]
pub struct Ranking<'a> {
    numbers: &'a Numbers,
    least: i64,
    /// Bits that are not told by the first count.
    unknown: u32,
    /// How many values have each of the first bits.
    counts: Vec<u32>,
}

impl Numbers {
    /// The smallest and the largest value.
    pub fn ends(&self) -> Option<(i64, i64)> {
        let first = self.get(0)?;
        Some(self.iter().fold((first, first), |(least, most), value| (least.min(value), most.max(value))))
    }

    /// The value that stands at this place, from 0, when all are sorted; for several places there is a [`Ranking`].
    pub fn ranked(&self, rank: usize) -> Option<i64> {
        Ranking::of(self)?.at(rank)
    }

    /// How many values have each of the next bits behind those that are known, after `unknown` others.
    fn count_bits(&self, least: i64, unknown: u32, known: u64) -> Vec<u32> {
        let mut counts = vec![0_u32; 1 << BITS];
        for above in self.iter().map(|value| value.abs_diff(least)) {
            if above.checked_shr(unknown + BITS).unwrap_or(0) == known {
                counts[(above >> unknown) as usize & ((1 << BITS) - 1)] += 1;
            }
        }
        counts
    }
}

impl Ranking<'_> {
    /// `None` without values.
    pub fn of(numbers: &Numbers) -> Option<Ranking<'_>> {
        let (least, most) = numbers.ends()?;
        let bits = (u64::BITS - most.abs_diff(least).leading_zeros()).next_multiple_of(BITS);
        let unknown = bits.saturating_sub(BITS);
        Some(Ranking { numbers, least, unknown, counts: numbers.count_bits(least, unknown, 0) })
    }

    /// The smallest value.
    pub fn least(&self) -> i64 {
        self.least
    }

    /// The value that stands at this place, from 0, when all are sorted.
    pub fn at(&self, rank: usize) -> Option<i64> {
        let mut rank = u32::try_from(rank).ok().filter(|&rank| (rank as usize) < self.numbers.len())?;
        let mut known = digit(&self.counts, &mut rank);
        let mut unknown = self.unknown;
        while unknown > 0 {
            unknown -= BITS;
            let counts = self.numbers.count_bits(self.least, unknown, known);
            known = known << BITS | digit(&counts, &mut rank);
        }
        Some(self.least.wrapping_add_unsigned(known))
    }
}

/// The bits that the value at a rank has, and its rank among those that have them too.
fn digit(counts: &[u32], rank: &mut u32) -> u64 {
    let mut digit = 0;
    while let Some(&count) = counts.get(digit).filter(|&&count| *rank >= count) {
        *rank -= count;
        digit += 1;
    }
    digit as u64
}
