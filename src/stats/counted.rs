//! Quantiles of whole numbers that are small and many, such as days: only how often each occurs is kept.
//!
//! **Definition.** Hyndman and Fan's type 7, the one of Excel, R and pandas: of n ascending values x₀, x₁, … the
//! quantile at p lies at position h = (n − 1) p, and between two values in proportion.
//!
//! **Choices.** p is a whole number of percent, so that position and result are whole numbers until one last
//! division: the order of the values changes nothing, to the last bit.
//!
//! **Source.** R. J. Hyndman and Y. Fan (1996), The American Statistician 50, 361-365.

/// How often each of the values 0, 1, 2, … occurs. Memory grows with the largest value, not with their number.
#[derive(Clone, Debug, Default)]
pub struct Counted {
    counts: Vec<u32>,
    total: u64,
}

impl Counted {
    /// From how often each value occurs.
    pub fn of(counts: Vec<u32>) -> Counted {
        let total = counts.iter().map(|count| u64::from(*count)).sum();
        Counted { counts, total }
    }

    /// One more of a value.
    pub fn add(&mut self, value: u32) {
        let at = value as usize;
        if at >= self.counts.len() {
            self.counts.resize(at + 1, 0);
        }
        self.counts[at] += 1;
        self.total += 1;
    }

    /// How many values there are.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// How many of them lie in `from..=to`.
    pub fn between(&self, from: u32, to: u32) -> u64 {
        let (from, end) = (from as usize, (to as usize).saturating_add(1).min(self.counts.len()));
        self.counts.get(from..end).unwrap_or_default().iter().map(|count| u64::from(*count)).sum()
    }

    /// The quantile at `percent`, 0..=100; `None` without values.
    ///
    /// ```
    /// use huitou::stats::counted::Counted;
    /// let mut counted = Counted::default();
    /// [1, 2, 4, 8].into_iter().for_each(|value| counted.add(value));
    /// assert_eq!(counted.quantile(50), Some(3.0));
    /// assert_eq!(counted.quantile(25), Some(1.75));
    /// assert_eq!(counted.quantile(100), Some(8.0));
    /// assert_eq!(Counted::default().quantile(50), None);
    /// ```
    pub fn quantile(&self, percent: u32) -> Option<f64> {
        let hundredths = self.total.checked_sub(1)? * u64::from(percent.min(100));
        let (rank, rest) = (hundredths / 100, hundredths % 100);
        let (low, high) = (self.nth(rank), self.nth(rank + u64::from(rest > 0)));
        Some((low * (100 - rest) + high * rest) as f64 / 100.0)
    }

    /// The value at a rank from 0, which is below the total.
    fn nth(&self, rank: u64) -> u64 {
        let mut passed = 0;
        let at = self.counts.iter().position(|count| {
            passed += u64::from(*count);
            passed > rank
        });
        at.unwrap_or_default() as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn between_two_values_in_proportion() {
        // By hand: sorted 1 1 2 3 3 4 5 5 6 9, positions 0.9, 2.25, 4.5, 6.75 and 8.1.
        let mut counted = Counted::default();
        [3, 1, 4, 1, 5, 9, 2, 6, 5, 3].into_iter().for_each(|value| counted.add(value));
        let found = [10, 25, 50, 75, 90].map(|percent| counted.quantile(percent).unwrap());
        assert_eq!(found, [1.0, 2.25, 3.5, 5.0, 6.3]);
        assert_eq!((counted.total(), counted.between(2, 4), counted.between(10, u32::MAX)), (10, 4, 0));
    }
}
