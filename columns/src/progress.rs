//! How far codes are in cycles of their own, and when these end.

use crate::lasts::Last;

/// Where a part of a cycle has passed.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// So many hundredths of it.
    pub percent: u32,
    /// Whether it has passed only after that.
    pub is_inside: bool,
}

/// What codes come to that are as far in their cycles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Passed {
    /// How many codes.
    pub codes: u64,
    /// Their rows.
    pub rows: u64,
    /// The sum of the amounts of these.
    pub sum: i64,
}

/// Codes by how far they are in their cycles, which begin at their last step.
#[derive(Clone, Debug)]
pub struct Progress<const LIMITS: usize> {
    limits: [Limit; LIMITS],
    until: i32,
    /// By how many of the limits have passed at the step `until`.
    pub passed: Vec<Passed>,
    /// How many cycles end on each step after that.
    pub ends: Vec<u32>,
    /// How many are half over on each.
    pub halves: Vec<u32>,
}

impl Limit {
    /// Whether so many steps have passed it in a cycle of so many hundredths of a step.
    #[inline]
    fn has_passed(self, steps: u32, cycle: u32) -> bool {
        let (passed, limit) = (u64::from(steps) * 10_000, u64::from(self.percent) * u64::from(cycle));
        passed >= limit + u64::from(self.is_inside)
    }

    /// How many of some limits have been passed.
    #[inline]
    pub fn passed(limits: &[Limit], steps: u32, cycle: u32) -> usize {
        limits.iter().map(|limit| usize::from(limit.has_passed(steps, cycle))).sum()
    }
}

impl<const LIMITS: usize> Progress<LIMITS> {
    /// None yet: what is asked of the step `until` and so many steps after it.
    pub fn of(limits: [Limit; LIMITS], until: i32, steps: usize) -> Progress<LIMITS> {
        let passed = vec![Passed::default(); limits.len() + 1];
        Progress { limits, until, passed, ends: vec![0; steps], halves: vec![0; steps] }
    }

    /// Adds codes with their cycles, in hundredths of a step. Ends are rounded half up.
    pub fn add(&mut self, lasts: &[Last], cycles: &[u32]) {
        for (last, &cycle) in lasts.iter().zip(cycles) {
            let steps = self.until.wrapping_sub(last.step) as u32;
            let passed = &mut self.passed[Limit::passed(&self.limits, steps, cycle)];
            passed.codes += 1;
            passed.rows += u64::from(last.rows);
            passed.sum += last.sum;
            // From the step after `until` on.
            let ahead = |length: u32| length.wrapping_sub(steps).wrapping_sub(1) as usize;
            if let Some(count) = self.ends.get_mut(ahead(cycle.saturating_add(50) / 100)) {
                *count += 1;
            }
            if let Some(count) = self.halves.get_mut(ahead(cycle.saturating_add(100) / 200)) {
                *count += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_as_far_as_whole_numbers_say() {
        let limit = |percent, is_inside| Limit { percent, is_inside };
        let limits = [limit(50, false), limit(75, false), limit(125, true), limit(300, true)];
        let cycles = [2_000, 2_001, 2_049, 2_050, 0, u32::MAX];
        for until in [-3, 0, 70] {
            let mut progress = Progress::of(limits, until, 84);
            let lasts = |cycle: u32| {
                (0..=61)
                    .map(move |ago| (Last { code: ago, rows: 2, step: until - ago as i32, sum: -5 }, cycle))
            };
            let all: Vec<(Last, u32)> = cycles.into_iter().flat_map(lasts).collect();
            let (lasts, own): (Vec<Last>, Vec<u32>) = all.iter().copied().unzip();
            progress.add(&lasts, &own);
            let far = |last: &Last, cycle: u32| {
                let (ago, cycle) = (f64::from(last.code) * 100.0, f64::from(cycle));
                [ago >= 0.5 * cycle, ago >= 0.75 * cycle, ago > 1.25 * cycle, ago > 3.0 * cycle]
                    .into_iter()
                    .filter(|has| *has)
                    .count()
            };
            for (at, passed) in progress.passed.iter().enumerate() {
                let codes = all.iter().filter(|(last, cycle)| far(last, *cycle) == at).count() as u64;
                assert_eq!(*passed, Passed { codes, rows: 2 * codes, sum: -5 * codes as i64 });
            }
            for step in 0..84 {
                let day = f64::from(until + 1 + step);
                let count = |part: f64| {
                    let end = |(last, cycle): &&(Last, u32)| {
                        f64::from(last.step) + (f64::from(*cycle) / 100.0 * part + 0.5).floor() == day
                    };
                    all.iter().filter(end).count() as u32
                };
                let at = step as usize;
                assert_eq!((progress.ends[at], progress.halves[at]), (count(1.0), count(0.5)), "{step}");
            }
        }
    }
}
