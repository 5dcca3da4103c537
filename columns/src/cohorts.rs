//! In which periods codes come back, by the period that they came first in.

use crate::gaps::{count, open};
use crate::gather::Gathered;
use crate::visits::Periods;

/// The codes whose first row lies in one period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cohort {
    /// How many.
    pub codes: u64,
    /// How many of them have a row in each period from then on: at 0 in their first one.
    pub back: Vec<u64>,
}

/// How far before the start of a period, in which a code has rows, its row before lies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LookBacks {
    /// By number of steps.
    pub ended: Vec<u32>,
    /// Where there is none, the steps back to the first one that lies in a period.
    pub open: Vec<u32>,
}

impl Gathered {
    /// The cohort of each of `count` periods, followed over `most` more. Of `all` rows the first one tells the cohort of
    /// a code, of codes that are shown (`None`: all are); the rows here tell when they come back.
    pub fn cohorts(
        &self,
        all: &Gathered,
        shown: Option<&[bool]>,
        periods: Periods<'_>,
        count: usize,
        most: usize,
    ) -> Vec<Cohort> {
        let mut cohorts = vec![Cohort { codes: 0, back: vec![0; most + 1] }; count];
        let codes = all.starts.windows(2).zip(self.starts.windows(2)).enumerate();
        for (code, (of_all, own)) in codes {
            if of_all[0] == of_all[1] || shown.is_some_and(|shown| shown.get(code) != Some(&true)) {
                continue;
            }
            let Some(founded) = periods.of(all.steps[of_all[0] as usize]) else { continue };
            let Some(cohort) = cohorts.get_mut(founded as usize) else { continue };
            cohort.codes += 1;
            let (back, mut before) = (cohort.back.as_mut_slice(), u32::MAX);
            for &step in &self.steps[own[0] as usize..own[1] as usize] {
                let number = periods.of(step).unwrap_or(u32::MAX);
                if number != before {
                    let offset = number.wrapping_sub(founded) as usize;
                    back.get_mut(offset).into_iter().for_each(|back| *back += 1);
                    before = number;
                }
            }
        }
        cohorts
    }

    /// How far back the row before lies, for each code's first row in each period. `starts` are the periods' first steps;
    /// a period that begins with the first step, or before it, looks back on nothing.
    pub fn look_backs(&self, periods: Periods<'_>, starts: &[i32]) -> LookBacks {
        let mut found = LookBacks::default();
        // For each step where its period starts; before all steps where there is none.
        let start_of = |&number: &u32| starts.get(number as usize).copied().unwrap_or(i32::MIN);
        let starts: Vec<i32> = periods.numbers.iter().map(start_of).collect();
        let mut begins = self.begins();
        let mut before = 0;
        for (place, &step) in self.steps.iter().enumerate() {
            let start = starts.get(periods.place(step)).copied().unwrap_or(i32::MIN);
            if begins.at(place) {
                if start > periods.first {
                    count(&mut found.open, open(periods.first, start));
                }
            } else if before < start {
                count(&mut found.ended, open(before, start));
            }
            before = step;
        }
        found
    }

    /// How many codes have a row on the steps from `first` to `last`, and how many of them none before.
    pub fn active(&self, first: i32, last: i32) -> [u64; 2] {
        let mut counts = [0; 2];
        for (_, places) in self.spans() {
            let (earliest, latest) = (self.steps[places.start], self.steps[places.end - 1]);
            if latest < first || earliest > last {
                continue;
            }
            let is_new = earliest >= first;
            let is_inside = |step: i32| first <= step && step <= last;
            if is_new || is_inside(latest) || self.steps[places].iter().any(|&step| is_inside(step)) {
                counts[0] += 1;
                counts[1] += u64::from(is_new);
            }
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gather::tests::scattered;
    use crate::totals::tests::gathered;

    // Steps 1, 1, 4, 9; 5; -2, 7, in the periods -2 to 3, 4 to 8 and 9.
    const NUMBERS: [u32; 12] = [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2];
    const PERIODS: Periods<'static> = Periods { first: -2, numbers: &NUMBERS };

    #[test]
    fn codes_come_back_in_later_periods() {
        let gathered = gathered([0; 7]);
        let found = gathered.cohorts(&gathered, None, PERIODS, 3, 2);
        assert_eq!(found[0], Cohort { codes: 2, back: vec![2, 2, 1] });
        assert_eq!(found[1], Cohort { codes: 1, back: vec![1, 0, 0] });
        assert_eq!(found[2], Cohort { codes: 0, back: vec![0; 3] });
        let found = gathered.cohorts(&gathered, Some(&[true, true, true, false]), PERIODS, 3, 1);
        assert_eq!(found[0], Cohort { codes: 1, back: vec![1, 1] });
    }

    #[test]
    fn rows_look_back() {
        let gathered = gathered([0; 7]);
        let found = gathered.look_backs(PERIODS, &[-2, 4, 9]);
        // From 4 to 1, from 9 to 4, from 4 to -2; and from 4 to the first step.
        assert_eq!(found.ended, [0, 0, 0, 1, 0, 1, 1]);
        assert_eq!(found.open, [0, 0, 0, 0, 0, 0, 1]);
        let active = |first, last| gathered.active(first, last);
        assert_eq!([active(5, 7), active(9, 9), active(10, 9)], [[2, 1], [1, 0], [0, 0]]);
    }

    #[test]
    fn all_rows_come_to_what_they_do_code_by_code() {
        // From step 10 to 49.
        let numbers: Vec<u32> = (0..40).map(|step| step / 8).collect();
        let (periods, starts) = (Periods { first: 10, numbers: &numbers }, [2, 18, 26, 34, 42]);
        let shown: Vec<bool> = (0..39).map(|code| code % 5 > 0).collect();
        for seed in 0..6 {
            let (all, some) = (scattered(seed), scattered(seed / 2));
            let mut expected = vec![Cohort { codes: 0, back: vec![0; 3] }; 4];
            let (mut ended, mut open) = (vec![0; 60], vec![0; 60]);
            let mut counts = [0; 2];
            for group in all.groups() {
                let (first, last) = (group.steps[0], 29);
                let cohort = periods.of(first).and_then(|number| expected.get_mut(number as usize));
                if let Some(cohort) = cohort.filter(|_| shown.get(group.code as usize) == Some(&true)) {
                    cohort.codes += 1;
                    let numbers = some.group(group.code).steps.iter().filter_map(|step| periods.of(*step));
                    let founded = periods.of(first).unwrap();
                    for (offset, back) in (0..).zip(&mut cohort.back) {
                        *back += u64::from(numbers.clone().any(|number| number == founded + offset));
                    }
                }
                for at in 0..group.steps.len() {
                    let Some(number) = periods.of(group.steps[at]) else { continue };
                    let start = starts[number as usize];
                    match at.checked_sub(1).map(|before| group.steps[before]) {
                        Some(before) if before < start => ended[(start - before) as usize] += 1,
                        None if start > 10 => open[(start - 10) as usize] += 1,
                        _ => {}
                    }
                }
                counts[0] += u64::from(group.steps.iter().any(|step| (20..=last).contains(step)));
                counts[1] += u64::from((20..=last).contains(&first));
            }
            assert_eq!(some.cohorts(&all, Some(&shown), periods, 4, 2), expected, "{seed}");
            let mut found = all.look_backs(periods, &starts);
            found.ended.resize(60, 0);
            found.open.resize(60, 0);
            assert_eq!((found.ended, found.open), (ended, open), "{seed}");
            assert_eq!(all.active(20, 29), counts, "{seed}");
        }
    }
}
