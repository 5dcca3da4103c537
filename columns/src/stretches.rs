//! From one end of a period to a later one nothing new comes to a code: what it has come to by then.

use crate::gather::Gathered;
use crate::lasts::{Middle, doubled_median, insert};

/// Some stretches of time, code by code, and what is told of each.
#[derive(Clone, Debug, Default)]
pub struct Stretches {
    /// Those of one code follow each other.
    pub all: Vec<Stretch>,
    /// The last row before the end of each.
    pub rows: Vec<u32>,
    /// Those before whose ends lie two gaps or more.
    pub middles: Vec<Middle>,
}

/// Some ends of periods before and between which no row lies that is not told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Which code.
    pub code: u32,
    /// The first of the ends, by number.
    pub from: u32,
    /// The first end that is not one of them.
    pub to: u32,
    /// How many rows came since the end before, all earlier ones if it is the first.
    pub rows: u32,
    /// The sum of their amounts.
    pub sum: i64,
    /// How many rows, or distinct steps, there were up to here.
    pub times: u32,
    /// The step of the last one.
    pub step: i32,
    /// Whether there are none before.
    pub is_first: bool,
    /// Whether rows come later.
    pub goes_on: bool,
}

/// The ends of periods.
#[derive(Clone, Debug)]
pub struct Ends {
    /// Ascending.
    steps: Vec<i32>,
    /// For each step from the first end on the number of the first end that does not lie before it.
    numbers: Vec<u32>,
}

/// So many stretches are told of at once, or some more.
const BLOCK: usize = 1_024;

impl Ends {
    /// These, which are ascending.
    pub fn of(steps: Vec<i32>) -> Ends {
        let mut numbers = Vec::new();
        if let Some(&first) = steps.first() {
            for (number, &end) in (0..).zip(&steps) {
                numbers.resize((i64::from(end) - i64::from(first) + 1) as usize, number);
            }
        }
        Ends { steps, numbers }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.steps.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// The number of the first end at this step or later.
    #[inline]
    pub fn first_from(&self, step: i64) -> usize {
        let Some(&first) = self.steps.first() else { return 0 };
        let at = (step - i64::from(first)).max(0) as u64;
        usize::try_from(at).ok().and_then(|at| self.numbers.get(at)).map_or(self.len(), |&end| end as usize)
    }
}

impl Gathered {
    /// Tells of all codes that have rows by the last of some ends. Where rows are `distinct`, those of one step are one
    /// [time](Stretch::times).
    pub fn each_stretch(&self, ends: &Ends, distinct: bool, found: &mut dyn FnMut(&Stretches)) {
        let (mut stretches, mut gaps) = (Stretches::default(), Vec::new());
        let plain = self.amounts.plain();
        for (code, places) in self.spans() {
            let steps = &self.steps[places.clone()];
            let (mut at, mut times, mut from) = (0, 0, ends.first_from(steps[0].into()));
            gaps.clear();
            while from < ends.len() {
                let start = at;
                while at < steps.len() && steps[at] <= ends.steps[from] {
                    let gap = if at == 0 { 0 } else { steps[at].wrapping_sub(steps[at - 1]) as u32 };
                    if gap > 0 {
                        insert(&mut gaps, gap);
                    }
                    times += u32::from(at == 0 || gap > 0 || !distinct);
                    at += 1;
                }
                let to = steps.get(at).map_or(ends.len(), |&step| ends.first_from(step.into()));
                if let Some(doubled) = doubled_median(&gaps) {
                    let at = stretches.all.len() as u32;
                    stretches.middles.push(Middle { at, gaps: gaps.len() as u32, doubled });
                }
                stretches.rows.push(self.rows[places.start + at - 1]);
                stretches.all.push(Stretch {
                    code,
                    from: from as u32,
                    to: to as u32,
                    rows: (at - start) as u32,
                    sum: self.amounts.sum_of_few(plain, places.start + start..places.start + at),
                    times,
                    step: steps[at - 1],
                    is_first: start == 0,
                    goes_on: at < steps.len(),
                });
                from = to;
            }
            if stretches.all.len() >= BLOCK {
                found(&stretches);
                stretches.clear();
            }
        }
        if !stretches.all.is_empty() {
            found(&stretches);
        }
    }
}

impl Stretches {
    fn clear(&mut self) {
        self.all.clear();
        self.rows.clear();
        self.middles.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::totals::tests::gathered;

    #[test]
    fn the_first_end_that_does_not_lie_before() {
        let ends = Ends::of(vec![-3, -3, 0, 4]);
        let found = [i64::MIN / 2, -4, -3, -2, 0, 1, 4, 5, i64::MAX / 2].map(|step| ends.first_from(step));
        assert_eq!(found, [0, 0, 0, 2, 2, 3, 3, 4, 4]);
        assert_eq!((Ends::of(Vec::new()).first_from(0), Ends::of(Vec::new()).len()), (0, 0));
    }

    #[test]
    fn what_has_come_by_each_end() {
        // Steps 1, 1, 4, 9; 5; -2, 7.
        for large in [0, 1 << 40] {
            let gathered = gathered([10, 1, 2, 3, 20, -5, 4 + large]);
            for (distinct, times) in [(false, [2, 3, 4]), (true, [1, 2, 3])] {
                let mut all = Vec::new();
                gathered.each_stretch(&Ends::of(vec![0, 3, 6, 8, 12]), distinct, &mut |found| {
                    all.push(found.clone());
                });
                let stretch = |code,
                               [from, to]: [u32; 2],
                               [rows, times]: [u32; 2],
                               sum,
                               step,
                               [is_first, goes_on]: [bool; 2]| {
                    Stretch { code, from, to, rows, sum, times, step, is_first, goes_on }
                };
                assert_eq!(
                    all[0].all,
                    [
                        stretch(0, [1, 2], [2, times[0]], 3, 1, [true, true]),
                        stretch(0, [2, 4], [1, times[1]], 3, 4, [false, true]),
                        stretch(0, [4, 5], [1, times[2]], 4 + large, 9, [false, false]),
                        stretch(2, [2, 5], [1, 1], 20, 5, [true, false]),
                        stretch(3, [0, 3], [1, 1], 10, -2, [true, true]),
                        stretch(3, [3, 5], [1, 2], -5, 7, [false, false]),
                    ]
                );
                assert_eq!(all[0].rows, [2, 3, 6, 4, 0, 5]);
                assert_eq!(all[0].middles, [Middle { at: 2, gaps: 2, doubled: 8 }]);
            }
            let mut early = Vec::new();
            gathered.each_stretch(&Ends::of(vec![4]), true, &mut |found| early.extend(found.all.clone()));
            let codes: Vec<(u32, u32, bool)> =
                early.iter().map(|stretch| (stretch.code, stretch.rows, stretch.goes_on)).collect();
            assert_eq!(codes, [(0, 3, true), (3, 1, true)]);
        }
    }
}
