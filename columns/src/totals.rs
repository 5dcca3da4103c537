//! What the rows of each code come to.

use std::ops::Range;

use crate::gather::Gathered;
use crate::numbers::Numbers;

/// One entry for each code that has rows up to a step, by code.
#[derive(Clone, Debug, Default)]
pub struct Totals {
    /// Steps from the last of its rows to that step.
    pub since: Numbers,
    /// How many rows.
    pub rows: Numbers,
    /// On how many distinct steps they lie; empty unless asked for.
    pub steps: Numbers,
    /// The sum of their amounts.
    pub sums: Numbers,
}

/// How the rows of a code lie around a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stay {
    /// All come later.
    Later,
    /// There are some at that step or before, and none later.
    Once,
    /// There are some at that step or before, and later.
    Again,
}

impl Gathered {
    /// What the rows up to a step come to; codes without such rows are left out.
    pub fn totals(&self, until: i32, with_steps: bool) -> Totals {
        let mut totals = Totals::default();
        let groups = self.group_count();
        for column in [&mut totals.since, &mut totals.rows, &mut totals.sums] {
            // Without the room it grows row by row.
            column.reserve(groups).ok();
        }
        let plain = self.amounts.plain();
        for (_, mut places) in self.spans() {
            let mut last = self.steps[places.end - 1];
            if last > until {
                let rows = self.steps[places.clone()].partition_point(|&step| step <= until);
                places.end = places.start + rows;
                match self.steps[places.clone()].last() {
                    Some(&before) => last = before,
                    None => continue,
                }
            }
            totals.since.push(i64::from(until) - i64::from(last));
            totals.rows.push(places.len() as i64);
            if with_steps {
                totals.steps.push(self.steps[places.clone()].chunk_by(|a, b| a == b).count() as i64);
            }
            totals.sums.push(self.amounts.sum_of_few(plain, places));
        }
        totals
    }

    /// What the rows from a step on come to, without [`since`](Totals::since); codes without such rows are left out.
    pub fn since(&self, from: i32) -> Totals {
        let mut totals = Totals::default();
        let groups = self.group_count();
        for column in [&mut totals.rows, &mut totals.sums] {
            // Without the room it grows row by row.
            column.reserve(groups).ok();
        }
        for (_, places) in self.spans() {
            let (mut start, mut sum) = (places.end, 0_i64);
            while start > places.start && self.steps[start - 1] >= from {
                start -= 1;
                sum += self.amounts.get(start).unwrap_or(0);
            }
            if start < places.end {
                totals.rows.push((places.end - start) as i64);
                totals.sums.push(sum);
            }
        }
        totals
    }

    /// How the rows of each code that has any lie around this step, by code.
    pub fn stays(&self, until: i32) -> Vec<Stay> {
        let mut stays = Vec::with_capacity(self.group_count());
        for (_, places) in self.spans() {
            let (first, last) = (self.steps[places.start], self.steps[places.end - 1]);
            stays.push(match first <= until {
                false => Stay::Later,
                true if last > until => Stay::Again,
                true => Stay::Once,
            });
        }
        stays
    }

    /// How many codes have two rows or more; where rows are `distinct`, on two steps or more.
    pub fn repeaters(&self, distinct: bool) -> usize {
        if !distinct {
            return self.starts.windows(2).filter(|pair| pair[1] - pair[0] > 1).count();
        }
        let is_again = |places: &Range<usize>| self.steps[places.start] != self.steps[places.end - 1];
        self.spans().filter(|(_, places)| is_again(places)).count()
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::gather::Rows;

    /// Four codes: 0 with rows at steps 1, 1, 4 and 9, 1 without any, 2 with one at 5, 3 with rows at -2 and 7.
    pub(crate) fn gathered(amounts: [i64; 7]) -> Gathered {
        let moments: Numbers = [-2, 1, 1, 4, 5, 7, 9].into_iter().collect();
        let amounts: Numbers = amounts.into_iter().collect();
        let codes = [3, 0, 0, 0, 2, 3, 0];
        Gathered::of(Rows { codes: &codes, moments: &moments, amounts: &amounts }, 4, 1)
    }

    fn listed(numbers: &Numbers) -> Vec<i64> {
        numbers.iter().collect()
    }

    #[test]
    fn rows_are_counted_and_summed_up_to_a_step() {
        for large in [0, 1 << 40] {
            let gathered = gathered([10, 1, 2, 3, 20, -5, 4 + large]);
            let all = gathered.totals(9, true);
            assert_eq!((listed(&all.since), listed(&all.rows)), (vec![0, 4, 2], vec![4, 1, 2]));
            assert_eq!((listed(&all.steps), listed(&all.sums)), (vec![3, 1, 2], vec![10 + large, 20, 5]));
            let early = gathered.totals(4, false);
            assert_eq!((listed(&early.since), listed(&early.rows)), (vec![0, 6], vec![3, 1]));
            assert_eq!((early.steps.len(), listed(&early.sums)), (0, vec![6, 10]));
            let late = gathered.since(5);
            assert_eq!((listed(&late.rows), listed(&late.sums)), (vec![1, 1, 1], vec![4 + large, 20, -5]));
            let latest = gathered.since(6);
            assert_eq!((listed(&latest.rows), listed(&latest.sums)), (vec![1, 1], vec![4 + large, -5]));
            assert_eq!(listed(&gathered.since(i32::MIN).sums), [10 + large, 20, 5]);
            assert_eq!(gathered.stays(4), [Stay::Again, Stay::Later, Stay::Again]);
            assert_eq!(gathered.stays(7), [Stay::Again, Stay::Once, Stay::Once]);
            assert_eq!([false, true].map(|distinct| gathered.repeaters(distinct)), [2, 2]);
        }
        let empty = Gathered::default();
        assert_eq!(empty.totals(0, true).rows.len(), 0);
    }
}
