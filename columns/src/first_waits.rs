//! How long codes wait after their very first row.

use crate::gaps::{Gaps, count, open};
use crate::gather::Gathered;

/// From the step of a code's very first row to the next step with a row that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirstWait {
    /// The very first row.
    pub row: u32,
    /// Its step.
    pub from: i32,
    /// How many steps.
    pub steps: u32,
    /// Whether there is such a row; else they are those up to the end.
    pub has_ended: bool,
}

/// Which codes are looked at, and when.
#[derive(Clone, Copy, Debug)]
pub struct Watch<'a> {
    /// All rows: they tell the very first one.
    pub all: &'a Gathered,
    /// For each code whether it is; `None`: all are.
    pub shown: Option<&'a [bool]>,
    /// Codes whose first row lies before this step are not.
    pub from: i32,
    /// The end.
    pub until: i32,
}

impl Gathered {
    /// The first wait of each code, by code, and all waits between distinct steps by place, of which so many are told
    /// apart. The rows here are those that count.
    pub fn waits(&self, watch: Watch<'_>, places: usize) -> (Vec<FirstWait>, Gaps) {
        let mut firsts = Vec::new();
        let mut gaps = Gaps { ended: vec![Vec::new(); places + 1], open: vec![Vec::new(); places + 1] };
        let is_shown = |code: u32| watch.shown.is_none_or(|shown| shown.get(code as usize) == Some(&true));
        for (code, all) in watch.all.spans() {
            let (row, from) = (watch.all.rows[all.start], watch.all.steps[all.start]);
            if from < watch.from || !is_shown(code) {
                continue;
            }
            let (mut last, mut place, mut first) = (from, 0, None);
            for &step in &self.steps[self.places(code)] {
                if step > last {
                    let steps = step.wrapping_sub(last) as u32;
                    first = first.or(Some(steps));
                    count(&mut gaps.ended[place], steps);
                    place = (place + 1).min(places);
                    last = step;
                }
            }
            let rest = open(last, watch.until);
            count(&mut gaps.open[place], rest);
            let has_ended = first.is_some();
            firsts.push(FirstWait { row, from, steps: first.unwrap_or(rest), has_ended });
        }
        (firsts, gaps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::totals::tests::gathered;

    #[test]
    fn codes_wait_for_their_next_step() {
        // Steps 1, 1, 4, 9; 5; -2, 7.
        let all = gathered([0; 7]);
        let watch = Watch { all: &all, shown: None, from: -2, until: 10 };
        let (firsts, gaps) = all.waits(watch, 1);
        let told = |firsts: &[FirstWait]| {
            firsts.iter().map(|wait| (wait.row, wait.from, wait.steps, wait.has_ended)).collect::<Vec<_>>()
        };
        assert_eq!(told(&firsts), [(1, 1, 3, true), (4, 5, 5, false), (0, -2, 9, true)]);
        assert_eq!((gaps.ended[0].len(), gaps.ended[0][3], gaps.ended[0][9]), (10, 1, 1));
        assert_eq!((&gaps.ended[1], &gaps.open[0]), (&vec![0, 0, 0, 0, 0, 1], &vec![0, 0, 0, 0, 0, 1]));
        assert_eq!(gaps.open[1], [0, 1, 0, 1]);
        let shown = [true, true, true, false];
        let (firsts, _) = all.waits(Watch { shown: Some(&shown), from: 2, ..watch }, 1);
        assert_eq!(told(&firsts), [(4, 5, 5, false)]);
        // Where no row counts the first one waits for another all the same.
        let none = Gathered { starts: vec![0; 5], ..Gathered::default() };
        assert_eq!(told(&none.waits(watch, 1).0)[0], (1, 1, 9, false));
    }
}
