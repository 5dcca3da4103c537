//! How many steps pass until a code's rows hold the same content again.

use crate::MISSING;
use crate::contents::Contents;
use crate::gaps::{count, open};
use crate::gather::Gathered;

/// How often each number of steps passed until the same content came again, or to the end where it has not.
#[derive(Clone, Debug, Default)]
pub struct Returns {
    /// Until it came again.
    pub ended: Vec<u32>,
    /// To the end.
    pub open: Vec<u32>,
}

impl Contents<'_> {
    /// For each content how often it came again to one of the codes on a later step.
    pub fn returns(&self, gathered: &Gathered) -> Vec<u32> {
        let mut returns = vec![0_u32; self.distinct];
        // For each content the code that had it last, and when.
        let mut last = vec![(MISSING, 0_i32); self.distinct];
        for (code, places) in gathered.spans() {
            for (place, &step) in places.clone().zip(&gathered.steps[places]) {
                self.each(place, |content| {
                    let Some((last, count)) = last.get_mut(content).zip(returns.get_mut(content)) else {
                        return;
                    };
                    *count += u32::from(last.0 == code && last.1 < step);
                    *last = (code, step);
                });
            }
        }
        returns
    }

    /// For so many chosen contents how long it took; `chosen` says of each content which of them it is. What is open is
    /// so up to the step `until`.
    pub fn returns_of(&self, gathered: &Gathered, until: i32, chosen: &[u32], many: usize) -> Vec<Returns> {
        let returns = std::cell::RefCell::new(vec![Returns::default(); many]);
        let of = |content: usize| chosen.get(content).map_or(many, |&at| at as usize);
        self.each_gap(
            gathered,
            |content, gap| {
                if let Some(returns) = returns.borrow_mut().get_mut(of(content)) {
                    count(&mut returns.ended, gap);
                }
            },
            |content, last| {
                if let Some(returns) = returns.borrow_mut().get_mut(of(content)) {
                    count(&mut returns.open, open(last, until));
                }
            },
        );
        returns.into_inner()
    }

    /// Tells each gap between two steps of a code with the same content, and the last step of each content.
    #[inline]
    fn each_gap(
        &self,
        gathered: &Gathered,
        mut ended: impl FnMut(usize, u32),
        mut open: impl FnMut(usize, i32),
    ) {
        // For each content the code that had it last, and when.
        let mut last = vec![(MISSING, 0_i32); self.distinct];
        for (group, places) in gathered.spans() {
            for (place, &step) in places.clone().zip(&gathered.steps[places.clone()]) {
                self.each(place, |content| {
                    let Some(last) = last.get_mut(content) else { return };
                    let (code, before) = std::mem::replace(last, (group, step));
                    if code == group && before < step {
                        ended(content, step.wrapping_sub(before) as u32);
                    }
                });
            }
            for place in places {
                self.each(place, |content| {
                    let Some(last) = last.get_mut(content).filter(|last| last.0 == group) else {
                        return;
                    };
                    open(content, last.1);
                    last.0 = MISSING;
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::Codes;
    use crate::totals::tests::gathered;

    #[test]
    fn contents_come_again() {
        // Steps 1, 1, 4, 9; 5; -2, 7, as they are gathered. Content 0 comes at 1, 1 and 9, then at 5; 1 at 4; 2 at -2, 7.
        let gathered = gathered([0; 7]);
        let codes: Codes = [0, 0, 1, 0, 0, 2, 2].into_iter().collect();
        let one = Contents { ends: &[], codes: &codes, distinct: 3 };
        let several: Codes = [0, MISSING, 0, 1, 0, 0, 2, 2].into_iter().collect();
        let ends = [2, 3, 4, 5, 6, 7, 8];
        for contents in [one, Contents { ends: &ends, codes: &several, distinct: 3 }] {
            assert_eq!(contents.returns(&gathered), [1, 0, 1]);
            let returns = contents.returns_of(&gathered, 10, &[1, MISSING, 0], 2);
            let at = |number: usize| (0..=number).map(|at| u32::from(at == number)).collect::<Vec<u32>>();
            assert_eq!((&returns[0].ended, &returns[0].open), (&at(9), &at(3)));
            assert_eq!((&returns[1].ended, &returns[1].open), (&at(8), &vec![0, 1, 0, 0, 0, 1]));
        }
    }
}
