//! How many steps pass between the rows of a code.

use crate::gather::Gathered;

/// How often each number of steps occurs: by place, then by number.
#[derive(Clone, Debug, Default)]
pub struct Gaps {
    /// Between two rows: at 0 between the first and the second, and so on; at the last place all later ones.
    pub ended: Vec<Vec<u32>>,
    /// From the last row on, by how many have ended before.
    pub open: Vec<Vec<u32>>,
}

/// Counts one more of a number.
#[inline]
pub(crate) fn count(counts: &mut Vec<u32>, number: u32) {
    let at = number as usize;
    if at >= counts.len() {
        grow(counts, at);
    }
    counts[at] += 1;
}

/// How long a wait lasted by the end, which does not lie before it.
#[inline]
pub(crate) fn open(from: i32, until: i32) -> u32 {
    if from < until { until.wrapping_sub(from) as u32 } else { 0 }
}

#[cold]
fn grow(counts: &mut Vec<u32>, at: usize) {
    counts.resize(at + 1, 0);
}

impl Gaps {
    /// None yet, of which so many places are told apart.
    pub fn of_places(places: usize) -> Gaps {
        Gaps { ended: vec![Vec::new(); places + 1], open: vec![Vec::new(); places + 1] }
    }
}

impl Gathered {
    /// The gaps of all codes; those that are open up to `until`. The first `places` are told apart. Where rows are
    /// `distinct`, those of one step are one.
    pub fn gaps(&self, until: i32, places: usize, distinct: bool) -> Gaps {
        let mut gaps = Gaps::of_places(places);
        for (_, own) in self.spans() {
            let [mut before, ref rest @ ..] = self.steps[own] else { continue };
            let mut place = 0;
            for &step in rest {
                if !distinct || step != before {
                    count(&mut gaps.ended[place], step.wrapping_sub(before) as u32);
                    place += usize::from(place < places);
                    before = step;
                }
            }
            count(&mut gaps.open[place], open(before, until));
        }
        gaps
    }
}

impl Gaps {
    /// Those of all places together.
    pub fn ended_anywhere(&self) -> Vec<u32> {
        joined(&self.ended)
    }

    /// Those that are open, of all places together.
    pub fn open_anywhere(&self) -> Vec<u32> {
        joined(&self.open)
    }
}

fn joined(places: &[Vec<u32>]) -> Vec<u32> {
    let mut all = vec![0; places.iter().map(Vec::len).max().unwrap_or(0)];
    for place in places {
        all.iter_mut().zip(place).for_each(|(sum, &count)| *sum += count);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::totals::tests::gathered;

    #[test]
    fn gaps_are_counted_by_place() {
        // Steps 1, 1, 4, 9; 5; -2, 7.
        let gathered = gathered([0; 7]);
        let rows = gathered.gaps(10, 2, false);
        let at = |number: usize| (0..=number).map(|at| u32::from(at == number)).collect::<Vec<u32>>();
        assert_eq!(rows.ended, [[vec![1], vec![0; 8], vec![1]].concat(), at(3), at(5)]);
        assert_eq!(rows.open, [at(5), at(3), at(1)]);
        let steps = gathered.gaps(10, 1, true);
        assert_eq!(steps.ended, [[at(3), at(5)].concat(), at(5)]);
        assert_eq!(steps.ended_anywhere(), [0, 0, 0, 1, 0, 1, 0, 0, 0, 1]);
        assert_eq!(steps.open_anywhere(), [0, 1, 0, 1, 0, 1]);
        assert_eq!(Gathered::default().gaps(3, 1, true).ended_anywhere(), [0; 0]);
    }
}
