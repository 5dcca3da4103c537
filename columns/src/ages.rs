//! What codes come to by the steps since their very first row.

use crate::gather::Gathered;
use crate::visits::Periods;

/// The codes whose very first row lies in one period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aged {
    /// How many.
    pub codes: u64,
    /// The sums of their rows' amounts by age.
    pub sums: Vec<i64>,
}

impl Gathered {
    /// For each of `count` periods the codes that came first in it and are kept (`None`: all are). Of `all` rows the
    /// first one is a code's very first; the rows here are added up, by ages of so many steps, up to `most` ages.
    pub fn aged(
        &self,
        all: &Gathered,
        kept: Option<&[bool]>,
        periods: Periods<'_>,
        count: usize,
        (steps, most): (u32, usize),
    ) -> Vec<Aged> {
        let mut found = vec![Aged { codes: 0, sums: vec![0; most] }; count];
        let is_kept = |code: u32| kept.is_none_or(|kept| kept.get(code as usize) == Some(&true));
        for (code, places) in all.spans().filter(|(code, _)| is_kept(*code)) {
            let first = all.steps[places.start];
            let Some(aged) = periods.of(first).and_then(|number| found.get_mut(number as usize)) else {
                continue;
            };
            aged.codes += 1;
            let places = self.places(code);
            for (place, &step) in places.clone().zip(&self.steps[places]) {
                let age = (step.wrapping_sub(first) as u32).checked_div(steps).unwrap_or(0);
                if let Some(sum) = aged.sums.get_mut(age as usize) {
                    *sum += self.amounts.get(place).unwrap_or(0);
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::totals::tests::gathered;

    #[test]
    fn amounts_are_added_up_by_age() {
        // Steps 1, 1, 4, 9; 5; -2, 7, in the periods -2 to 3, 4 to 8 and 9.
        let numbers = [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2];
        let periods = Periods { first: -2, numbers: &numbers };
        for large in [0, 1 << 40] {
            let all = gathered([10, 1, 2, 3, 20, -5, 4 + large]);
            let aged = |codes, sums: [i64; 2]| Aged { codes, sums: sums.to_vec() };
            let found = all.aged(&all, None, periods, 3, (4, 2));
            assert_eq!(found, [aged(2, [16, 0]), aged(1, [20, 0]), aged(0, [0, 0])]);
            let found = all.aged(&all, Some(&[true, true, true, false]), periods, 3, (8, 2));
            assert_eq!(found[0], aged(1, [6, 4 + large]));
        }
    }
}
