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
        self.numbers.get(self.place(step)).copied()
    }

    /// Where it stands, if there is one.
    #[inline]
    pub(crate) fn place(&self, step: i32) -> usize {
        step.wrapping_sub(self.first) as u32 as usize
    }
}

/// The rows of a kind in one period.
#[derive(Clone, Copy, Default)]
struct Cell {
    rows: u64,
    sum: i64,
}

/// What a row is to its code in its period: the very first one, the first one in this period, the second one, any other.
const KINDS: usize = 4;
const FIRST: usize = 0;
const NEW: usize = 1;
const AGAIN: usize = 2;
const MORE: usize = 3;

impl Gathered {
    /// What lies in each of so many periods. Where rows are `distinct`, those of one step are one for
    /// [`again`](Visits::again).
    pub fn visits(&self, periods: Periods<'_>, count: usize, distinct: bool) -> Vec<Visits> {
        // For each step where the cells of its period begin; what lies in no period is behind them.
        let nowhere = count * KINDS;
        let cells_of: Vec<usize> =
            periods.numbers.iter().map(|&number| nowhere.min(number as usize * KINDS)).collect();
        let mut found = vec![Cell::default(); nowhere + KINDS];
        let mut begins = self.begins();
        let (mut before, mut last, mut is_again) = (nowhere, 0, false);
        for (place, (&step, &short)) in self.steps.iter().zip(self.amounts.shorts()).enumerate() {
            let own = cells_of.get(periods.place(step)).copied();
            let own = own.unwrap_or(nowhere);
            let kind = if begins.at(place) {
                (before, is_again) = (own, false);
                FIRST
            } else if own != before {
                (before, is_again) = (own, false);
                NEW
            } else if is_again || distinct && step == last {
                MORE
            } else {
                is_again = true;
                AGAIN
            };
            let cell = &mut found[own + kind];
            cell.rows += 1;
            cell.sum += self.amounts.value(place, short);
            last = step;
        }
        found[..nowhere].chunks_exact(KINDS).map(Visits::of).collect()
    }
}

impl Visits {
    fn of(kinds: &[Cell]) -> Visits {
        Visits {
            codes: kinds[FIRST].rows + kinds[NEW].rows,
            again: kinds[AGAIN].rows,
            rows: kinds.iter().map(|kind| kind.rows).sum(),
            sum: kinds.iter().map(|kind| kind.sum).sum(),
            firsts: kinds[FIRST].rows,
            first_sum: kinds[FIRST].sum,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gather::tests::scattered;
    use crate::totals::tests::gathered;

    /// Code by code and period by period.
    fn plain(all: &Gathered, periods: Periods<'_>, count: usize, distinct: bool) -> Vec<Visits> {
        let mut found = vec![Visits::default(); count];
        for (number, visits) in (0..).zip(&mut found) {
            for group in all.groups() {
                let is_inside = |at: &usize| periods.of(group.steps[*at]) == Some(number);
                let inside: Vec<usize> = (0..group.steps.len()).filter(is_inside).collect();
                let amount = |at: &usize| all.amounts.get(group.start + at).unwrap();
                let mut steps: Vec<i32> = inside.iter().map(|at| group.steps[*at]).collect();
                if distinct {
                    steps.dedup();
                }
                visits.codes += u64::from(!steps.is_empty());
                visits.again += u64::from(steps.len() > 1);
                visits.rows += inside.len() as u64;
                visits.sum += inside.iter().map(amount).sum::<i64>();
                if inside.first() == Some(&0) {
                    visits.firsts += 1;
                    visits.first_sum += amount(&0);
                }
            }
        }
        found
    }

    #[test]
    fn all_rows_come_to_what_they_do_code_by_code() {
        // From step 10 to 49; the last period is not asked for.
        let numbers: Vec<u32> = (0..40).map(|step| step / 8).collect();
        let periods = Periods { first: 10, numbers: &numbers };
        for seed in 0..6 {
            let all = scattered(seed);
            for (count, distinct) in [(4, false), (4, true), (0, false), (9, true)] {
                let expected = plain(&all, periods, count, distinct);
                assert_eq!(all.visits(periods, count, distinct), expected, "{seed}");
            }
        }
    }

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
