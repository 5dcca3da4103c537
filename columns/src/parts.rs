//! Whole parts of amounts.

use crate::gather::Gathered;
use crate::visits::Periods;

/// An amount times `times` over `over`, rounded down; nothing of negative amounts.
#[derive(Clone, Copy, Debug)]
pub struct Fraction {
    /// What amounts are multiplied by.
    pub times: u32,
    /// What they are divided by, above 0.
    pub over: i64,
}

/// The parts of the codes that have any.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Holdings {
    /// How many codes.
    pub codes: u64,
    /// All their parts.
    pub sum: u64,
    /// The fewest that one has.
    pub least: u64,
    /// The most.
    pub most: u64,
}

impl Fraction {
    /// Those of an amount.
    #[inline]
    pub fn of(self, amount: i64) -> u64 {
        match amount.max(0).checked_mul(self.times.into()) {
            Some(product) => product.checked_div(self.over).unwrap_or(0) as u64,
            None => self.of_large(amount),
        }
    }

    #[cold]
    fn of_large(self, amount: i64) -> u64 {
        let parts = i128::from(amount) * i128::from(self.times) / i128::from(self.over.max(1));
        u64::try_from(parts).unwrap_or(u64::MAX)
    }
}

impl Gathered {
    /// The rows of each of so many periods and their parts, and what codes hold of rows from the step `since` on.
    pub fn parts(
        &self,
        fraction: Fraction,
        periods: Periods<'_>,
        count: usize,
        since: i32,
    ) -> (Vec<[u64; 2]>, Holdings) {
        let mut found = vec![[0; 2]; count];
        let mut holdings = Holdings { least: u64::MAX, ..Holdings::default() };
        for (_, places) in self.spans() {
            let mut held = 0;
            for (place, &step) in places.clone().zip(&self.steps[places]) {
                let parts = fraction.of(self.amounts.get(place).unwrap_or(0));
                held += if step >= since { parts } else { 0 };
                let number = periods.of(step).map_or(usize::MAX, |number| number as usize);
                if let Some([rows, sum]) = found.get_mut(number) {
                    (*rows, *sum) = (*rows + 1, *sum + parts);
                }
            }
            if held > 0 {
                holdings.codes += 1;
                holdings.sum += held;
                holdings.least = holdings.least.min(held);
                holdings.most = holdings.most.max(held);
            }
        }
        (found, if holdings.codes > 0 { holdings } else { Holdings::default() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::totals::tests::gathered;

    #[test]
    fn parts_are_whole() {
        let fraction = Fraction { times: 3, over: 10 };
        assert_eq!([0, 3, 4, 10, -50].map(|amount| fraction.of(amount)), [0, 0, 1, 3, 0]);
        assert_eq!(Fraction { times: u32::MAX, over: 1 << 31 }.of(1 << 40), (1 << 41) - 512);
        assert_eq!(Fraction { times: u32::MAX, over: 1 }.of(1 << 60), u64::MAX);
    }

    #[test]
    fn parts_are_added_up_by_period_and_code() {
        // Steps 1, 1, 4, 9; 5; -2, 7, in the periods -2 to 3, 4 to 8 and 9.
        let all = gathered([10, 5, 6, 3, 20, -5, 4]);
        let numbers = [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2];
        let periods = Periods { first: -2, numbers: &numbers };
        let (found, holdings) = all.parts(Fraction { times: 1, over: 2 }, periods, 3, 4);
        assert_eq!(found, [[3, 10], [3, 11], [1, 2]]);
        assert_eq!(holdings, Holdings { codes: 2, sum: 13, least: 3, most: 10 });
        let (_, none) = all.parts(Fraction { times: 1, over: 2 }, periods, 3, 10);
        assert_eq!(none, Holdings::default());
    }
}
