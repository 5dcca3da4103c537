//! Rows of codes by the period that their step lies in.

use crate::gather::Gathered;

/// Which period each step lies in.
#[derive(Clone, Copy, Debug)]
pub struct Periods<'a> {
    /// The first step that lies in one.
    pub first: i32,
    /// For each step from then on the number of its period, ascending.
    pub numbers: &'a [u32],
}

/// What lies in one period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Visits {
    /// Codes with rows in it.
    pub codes: u64,
    /// Those with two or more.
    pub again: u64,
    /// The rows.
    pub rows: u64,
    /// The sum of their amounts.
    pub sum: i64,
    /// Codes whose first row lies in it.
    pub firsts: u64,
    /// The sum of these rows' amounts.
    pub first_sum: i64,
}

impl Periods<'_> {
    /// The number of a step's period.
    #[inline]
    pub fn of(&self, step: i32) -> Option<u32> {
        self.numbers.get(i64::from(step).wrapping_sub(self.first.into()) as usize).copied()
    }
}

impl Gathered {
    /// What lies in each of so many periods. Where rows are `distinct`, those of one step are one for
    /// [`again`](Visits::again).
    pub fn visits(&self, periods: Periods<'_>, count: usize, distinct: bool) -> Vec<Visits> {
        let mut visits = vec![Visits::default(); count];
        let plain = self.amounts.plain();
        let amount = |place: usize| match plain {
            Some(plain) => plain.value(plain.near[place]),
            None => self.amounts.get(place).unwrap_or(0),
        };
        for (_, places) in self.spans() {
            let (mut before, mut last, mut is_again) = (None, 0, false);
            let start = places.start;
            for (at, &step) in self.steps[places].iter().enumerate() {
                let number = periods.of(step);
                let Some(visit) = number.and_then(|number| visits.get_mut(number as usize)) else { continue };
                let amount = amount(start + at);
                visit.rows += 1;
                visit.sum += amount;
                if number != before {
                    visit.codes += 1;
                    (before, is_again) = (number, false);
                } else if !(is_again || distinct && step == last) {
                    visit.again += 1;
                    is_again = true;
                }
                if at == 0 {
                    visit.firsts += 1;
                    visit.first_sum += amount;
                }
                last = step;
            }
        }
        visits
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::totals::tests::gathered;

    #[test]
    fn rows_are_counted_in_their_periods() {
        // Steps 1, 1, 4, 9; 5; -2, 7, in the periods -2 to 3, 4 to 8 and 9.
        let numbers = [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2];
        let periods = Periods { first: -2, numbers: &numbers };
        for large in [0, 1 << 40] {
            let gathered = gathered([10, 1, 2, 3, 20, -5, 4 + large]);
            let found = gathered.visits(periods, 3, false);
            assert_eq!(found[0], Visits { codes: 2, again: 1, rows: 3, sum: 13, firsts: 2, first_sum: 11 });
            assert_eq!(found[1], Visits { codes: 3, again: 0, rows: 3, sum: 18, firsts: 1, first_sum: 20 });
            assert_eq!((found[2].rows, found[2].sum, found[2].firsts), (1, 4 + large, 0));
            assert_eq!(gathered.visits(periods, 3, true)[0].again, 0);
        }
        assert_eq!((periods.of(-3), periods.of(10), periods.of(9)), (None, None, Some(2)));
    }
}
