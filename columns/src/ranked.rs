//! The values at ranks, without sorting and without a copy: some bits of them at a time.

use crate::numbers::{Numbers, Plain};

/// So many bits are told apart at once, if there are more than [`FEW_BITS`].
const BITS: u32 = 16;
/// So many bits never take a second look.
const FEW_BITS: u32 = 12;

/// What tells the values of a column at ranks: it is gone through once for all of them, or once more each time.
#[derive(Debug)]
pub struct Ranking<'a> {
    of: &'a Numbers,
    ends: Option<(i64, i64)>,
    /// Where all values lie near the base.
    plain: Option<Counted<'a>>,
}

/// How many values have the same first bits above the least one.
#[derive(Debug)]
struct Counted<'a> {
    plain: Plain<'a>,
    /// So many bits come behind these.
    unknown: u32,
    counts: Vec<u32>,
}

impl Numbers {
    /// What tells the values at ranks.
    pub fn ranking(&self) -> Ranking<'_> {
        let plain = self.plain().map(Counted::of);
        let ends = match (&plain, self.get(0)) {
            (Some(counted), _) => {
                let plain = counted.plain;
                Some((plain.value(plain.least), plain.value(plain.most)))
            }
            (None, Some(first)) => Some(
                self.iter().fold((first, first), |(least, most), value| (least.min(value), most.max(value))),
            ),
            (None, None) => None,
        };
        Ranking { of: self, ends, plain }
    }
}

impl Ranking<'_> {
    /// The smallest and the largest value.
    pub fn ends(&self) -> Option<(i64, i64)> {
        self.ends
    }

    /// How many values there are.
    pub fn len(&self) -> usize {
        self.of.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.of.is_empty()
    }

    /// The sum of the values, which must stay below 2^63.
    pub fn sum(&self) -> i64 {
        match &self.plain {
            Some(Counted { plain, unknown: 0, counts }) => {
                let least = plain.value(plain.least);
                let sum = |(above, &count): (i64, &u32)| least.wrapping_add(above).wrapping_mul(count.into());
                (0..).zip(counts).map(sum).fold(0, i64::wrapping_add)
            }
            _ => self.of.sum(0..self.len()),
        }
    }

    /// The values that stand at these places, from 0, when all are sorted; `None` where there is no such place.
    pub fn ranked(&self, ranks: &[usize]) -> Option<Vec<i64>> {
        let (least, most) = self.ends?;
        if ranks.iter().any(|&rank| rank >= self.len()) {
            return None;
        }
        match &self.plain {
            Some(counted) => Some(counted.ranked(ranks)),
            None => Some(ranks.iter().map(|&rank| self.of.ranked_far(rank as u32, least, most)).collect()),
        }
    }
}

impl Numbers {
    /// Where some values are kept beside the column.
    fn ranked_far(&self, mut rank: u32, least: i64, most: i64) -> i64 {
        let mut unknown = u64::BITS - most.abs_diff(least).leading_zeros();
        let (mut known, mut counts) = (0_u64, Vec::new());
        while unknown > 0 {
            let (bits, before) = (unknown.min(BITS), unknown);
            unknown -= bits;
            counts.clear();
            counts.resize(1 << bits, 0);
            for above in self.iter().map(|value| value.abs_diff(least)) {
                if before >= u64::BITS || above >> before == known {
                    counts[(above >> unknown) as usize & ((1 << bits) - 1)] += 1;
                }
            }
            known = known << bits | digit(&counts, &mut rank) as u64;
        }
        least.wrapping_add_unsigned(known)
    }
}

impl Counted<'_> {
    /// Half of the bits are counted for all values.
    fn of(plain: Plain<'_>) -> Counted<'_> {
        let above = |short: i32| short.wrapping_sub(plain.least) as u32;
        let bits = u32::BITS - above(plain.most).leading_zeros();
        let unknown = bits - bits.min(FEW_BITS).max(bits.div_ceil(2));
        let mut counts = vec![0_u32; 1 << (bits - unknown)];
        for &short in plain.near {
            counts[(above(short) >> unknown) as usize] += 1;
        }
        Counted { plain, unknown, counts }
    }

    /// The values at ranks that there are: the other bits are counted for those that may stand at one of the ranks.
    fn ranked(&self, ranks: &[usize]) -> Vec<i64> {
        // For each rank the first bits of its value, and its rank among those that have them too.
        let mut ranks: Vec<(usize, u32)> = ranks
            .iter()
            .map(|&rank| {
                let mut rank = rank as u32;
                (digit(&self.counts, &mut rank), rank)
            })
            .collect();
        if self.unknown > 0 {
            self.take_second_look(&mut ranks);
        }
        let least = self.plain.value(self.plain.least);
        ranks.into_iter().map(|(above, _)| least.wrapping_add(above as i64)).collect()
    }

    /// Adds the last bits to the first ones of each rank.
    fn take_second_look(&self, ranks: &mut [(usize, u32)]) {
        let (unknown, mut slots) = (self.unknown, vec![0_u32; self.counts.len()]);
        let mut many = 1;
        for (first, _) in &*ranks {
            if slots[*first] == 0 {
                slots[*first] = many;
                many += 1;
            }
        }
        // Those of no interest are counted together, which is quicker than to leave them out.
        let mut counts = vec![0_u32; (many as usize) << unknown];
        let mask = (1 << unknown) - 1;
        for &short in self.plain.near {
            let above = short.wrapping_sub(self.plain.least) as u32;
            let slot = slots[(above >> unknown) as usize] << unknown;
            counts[(slot | above & mask) as usize] += 1;
        }
        for (first, rank) in ranks {
            let start = (slots[*first] as usize) << unknown;
            *first = *first << unknown | digit(&counts[start..start + (1 << unknown)], rank);
        }
    }
}

/// The digit that the value at a rank has, and its rank among those that have it too.
fn digit(counts: &[u32], rank: &mut u32) -> usize {
    let mut digit = 0;
    while let Some(&count) = counts.get(digit).filter(|&&count| *rank >= count) {
        *rank -= count;
        digit += 1;
    }
    digit
}
