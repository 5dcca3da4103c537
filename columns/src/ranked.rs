//! The values at ranks, without sorting and without a copy: 16 bits of them at a time.

use crate::numbers::{Numbers, Plain};

/// So many bits are told apart in one pass.
const BITS: u32 = 16;

/// What is counted once for all ranks of a column.
#[derive(Clone, Debug)]
pub struct Ranking<'a> {
    numbers: &'a Numbers,
    plain: Option<Plain<'a>>,
    least: i64,
    /// Bits that are not told by the first count.
    unknown: u32,
    /// How many values have each of the first bits.
    counts: Vec<u32>,
}

/// Some bits of how far values lie above the smallest one.
#[derive(Clone, Copy)]
struct Digit {
    least: i64,
    /// How many bits follow.
    unknown: u32,
    /// How many it has.
    bits: u32,
    /// What stands before it.
    known: u64,
}

impl Numbers {
    /// The smallest and the largest value.
    pub fn ends(&self) -> Option<(i64, i64)> {
        let first = self.get(0)?;
        if let Some(plain) = self.plain() {
            return Some((plain.value(plain.least), plain.value(plain.most)));
        }
        Some(self.iter().fold((first, first), |(least, most), value| (least.min(value), most.max(value))))
    }

    /// The value that stands at this place, from 0, when all are sorted; for several places there is a [`Ranking`].
    pub fn ranked(&self, rank: usize) -> Option<i64> {
        Ranking::of(self)?.at(rank)
    }

    /// How many values have each of the digits, of those that have what is known before it.
    fn count_digits(&self, plain: Option<Plain<'_>>, digit: Digit) -> Vec<u32> {
        let mut counts = vec![0_u32; 1 << digit.bits];
        match plain {
            Some(Plain { base, near, .. }) => {
                let offset = base.wrapping_sub(digit.least);
                digit.count(near.iter().map(|&short| offset.wrapping_add(short.into()) as u64), &mut counts);
            }
            None => digit.count(self.iter().map(|value| value.abs_diff(digit.least)), &mut counts),
        }
        counts
    }
}

impl Digit {
    #[inline]
    fn count(self, above: impl Iterator<Item = u64>, counts: &mut [u32]) {
        let mask = (1 << self.bits) - 1;
        let before = self.unknown + self.bits;
        for above in above {
            if before >= u64::BITS || above >> before == self.known {
                counts[(above >> self.unknown & mask) as usize] += 1;
            }
        }
    }
}

impl Ranking<'_> {
    /// `None` without values.
    pub fn of(numbers: &Numbers) -> Option<Ranking<'_>> {
        let plain = numbers.plain();
        let (least, most) = match plain {
            Some(plain) => (plain.value(plain.least), plain.value(plain.most)),
            None => numbers.ends()?,
        };
        let bits = u64::BITS - most.abs_diff(least).leading_zeros();
        let unknown = bits.saturating_sub(BITS);
        let counts = numbers.count_digits(plain, Digit { least, unknown, bits: bits - unknown, known: 0 });
        Some(Ranking { numbers, plain, least, unknown, counts })
    }

    /// The smallest value.
    pub fn least(&self) -> i64 {
        self.least
    }

    /// How many values there are.
    pub fn values(&self) -> usize {
        self.numbers.len()
    }

    /// The value that stands at this place, from 0, when all are sorted.
    pub fn at(&self, rank: usize) -> Option<i64> {
        let mut rank = u32::try_from(rank).ok().filter(|&rank| (rank as usize) < self.numbers.len())?;
        let mut known = digit(&self.counts, &mut rank);
        let mut unknown = self.unknown;
        while unknown > 0 {
            let bits = unknown.min(BITS);
            unknown -= bits;
            let counts =
                self.numbers.count_digits(self.plain, Digit { least: self.least, unknown, bits, known });
            known = known << bits | digit(&counts, &mut rank);
        }
        Some(self.least.wrapping_add_unsigned(known))
    }
}

/// The digit that the value at a rank has, and its rank among those that have it too.
fn digit(counts: &[u32], rank: &mut u32) -> u64 {
    let mut digit = 0;
    while let Some(&count) = counts.get(digit).filter(|&&count| *rank >= count) {
        *rank -= count;
        digit += 1;
    }
    digit as u64
}
