//! The values at ranks, without sorting and without a copy: some bits of them at a time.

use crate::numbers::{Numbers, Plain};

/// So many bits are told apart at once, if there are more than [`FEW_BITS`].
const BITS: u32 = 16;
/// So many bits never take a second look.
const FEW_BITS: u32 = 12;

impl Numbers {
    /// The smallest and the largest value.
    pub fn ends(&self) -> Option<(i64, i64)> {
        let first = self.get(0)?;
        if let Some(plain) = self.plain() {
            return Some((plain.value(plain.least), plain.value(plain.most)));
        }
        Some(self.iter().fold((first, first), |(least, most), value| (least.min(value), most.max(value))))
    }

    /// The values that stand at these places, from 0, when all are sorted; `None` where there is no such place.
    pub fn ranked(&self, ranks: &[usize]) -> Option<Vec<i64>> {
        let (least, most) = self.ends()?;
        if ranks.iter().any(|&rank| rank >= self.len()) {
            return None;
        }
        match self.plain() {
            Some(plain) => Some(plain.ranked(ranks)),
            None => Some(ranks.iter().map(|&rank| self.ranked_far(rank as u32, least, most)).collect()),
        }
    }

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

impl Plain<'_> {
    /// The values at ranks that there are: half of their bits are counted for all of them, then the others for those
    /// that may stand at one of the ranks.
    fn ranked(&self, ranks: &[usize]) -> Vec<i64> {
        let above = |short: i32| short.wrapping_sub(self.least) as u32;
        let bits = u32::BITS - above(self.most).leading_zeros();
        let unknown = bits - bits.min(FEW_BITS).max(bits.div_ceil(2));
        let mut counts = vec![0_u32; 1 << (bits - unknown)];
        for &short in self.near {
            counts[(above(short) >> unknown) as usize] += 1;
        }
        // For each rank the first bits of its value, and its rank among those that have them too.
        let mut ranks: Vec<(usize, u32)> = ranks
            .iter()
            .map(|&rank| {
                let mut rank = rank as u32;
                (digit(&counts, &mut rank), rank)
            })
            .collect();
        if unknown > 0 {
            self.take_second_look(unknown, counts, &mut ranks);
        }
        ranks.into_iter().map(|(above, _)| self.value(self.least).wrapping_add(above as i64)).collect()
    }

    /// Adds the last bits to the first ones of each rank.
    fn take_second_look(&self, unknown: u32, mut slots: Vec<u32>, ranks: &mut [(usize, u32)]) {
        slots.fill(0);
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
        for &short in self.near {
            let above = short.wrapping_sub(self.least) as u32;
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
