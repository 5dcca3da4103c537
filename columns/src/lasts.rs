//! The last row of each code, what its rows come to, and the middle of its gaps: some codes at a time.

use crate::gather::Gathered;

/// Some codes that have rows, and what is told of each.
#[derive(Clone, Debug, Default)]
pub struct Lasts {
    /// By code.
    pub all: Vec<Last>,
    /// The last row of each.
    pub rows: Vec<u32>,
    /// Those with two gaps or more.
    pub middles: Vec<Middle>,
}

/// What the rows of a code come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Last {
    /// Which code.
    pub code: u32,
    /// How many rows.
    pub rows: u32,
    /// The last step.
    pub step: i32,
    /// The sum of their amounts.
    pub sum: i64,
}

/// The gaps between the distinct steps of a code that stands at a place among others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Middle {
    /// Its place.
    pub at: u32,
    /// How many gaps, at least two.
    pub gaps: u32,
    /// Twice their median.
    pub doubled: u32,
}

/// So many codes are told of at once.
const BLOCK: usize = 1_024;

impl Gathered {
    /// Tells of all codes that have rows.
    pub fn each_lasts(&self, found: &mut dyn FnMut(&Lasts)) {
        let (mut lasts, mut gaps) = (Lasts::default(), Vec::new());
        let plain = self.amounts.plain();
        for (code, places) in self.spans() {
            let (steps, last) = (&self.steps[places.clone()], places.end - 1);
            if steps.len() > 2 {
                let at = lasts.all.len() as u32;
                let middle = middle(steps, &mut gaps).map(|(gaps, doubled)| Middle { at, gaps, doubled });
                lasts.middles.extend(middle);
            }
            let sum = self.amounts.sum_of_few(plain, places);
            lasts.all.push(Last { code, rows: steps.len() as u32, step: self.steps[last], sum });
            lasts.rows.push(self.rows[last]);
            if lasts.all.len() == BLOCK {
                found(&lasts);
                lasts.clear();
            }
        }
        if !lasts.all.is_empty() {
            found(&lasts);
        }
    }
}

impl Lasts {
    fn clear(&mut self) {
        self.all.clear();
        self.rows.clear();
        self.middles.clear();
    }
}

/// How many gaps lie between the distinct ones of some ascending steps, and twice their median; `None` where there are
/// fewer than two. `gaps` is room to work in.
pub fn middle(steps: &[i32], gaps: &mut Vec<u32>) -> Option<(u32, u32)> {
    if let &[first, second, third] = steps {
        return (first < second && second < third).then(|| (2, third.wrapping_sub(first) as u32));
    }
    gaps.clear();
    for pair in steps.windows(2) {
        let gap = pair[1].wrapping_sub(pair[0]) as u32;
        if gap > 0 {
            insert(gaps, gap);
        }
    }
    doubled_median(gaps).map(|doubled| (gaps.len() as u32, doubled))
}

/// Twice the median of gaps that are ascending; `None` of fewer than two.
#[inline]
pub fn doubled_median(gaps: &[u32]) -> Option<u32> {
    let (low, high) = (gaps.len().checked_sub(1)? / 2, gaps.len() / 2);
    (gaps.len() > 1).then(|| gaps[low] + gaps[high])
}

/// Keeps gaps ascending.
#[inline]
pub fn insert(gaps: &mut Vec<u32>, gap: u32) {
    let mut place = gaps.len();
    gaps.push(gap);
    while place > 0 && gaps[place - 1] > gap {
        gaps[place] = gaps[place - 1];
        place -= 1;
    }
    gaps[place] = gap;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gather::Rows;
    use crate::numbers::Numbers;
    use crate::totals::tests::gathered;

    #[test]
    fn the_last_row_of_each_code() {
        // Steps 1, 1, 4, 9; 5; -2, 7.
        for large in [0, 1 << 40] {
            let mut found = Vec::new();
            gathered([10, 1, 2, 3, 20, -5, 4 + large]).each_lasts(&mut |lasts| found.push(lasts.clone()));
            let last = |code, rows, step, sum| Last { code, rows, step, sum };
            assert_eq!(found[0].all, [last(0, 4, 9, 10 + large), last(2, 1, 5, 20), last(3, 2, 7, 5)]);
            assert_eq!(found[0].rows, [6, 4, 5]);
            assert_eq!(found[0].middles, [Middle { at: 0, gaps: 2, doubled: 8 }]);
        }
        Gathered::default().each_lasts(&mut |_| unreachable!());
    }

    #[test]
    fn many_codes_are_told_of_once() {
        for distinct in [1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 5] {
            let codes: Vec<u32> = (0..3 * distinct as u32).map(|row| row % distinct as u32).collect();
            let numbers: Numbers = (0..3 * distinct as i64).collect();
            let rows = Rows { codes: &codes, moments: &numbers, amounts: &numbers };
            let (mut all, mut middles) = (0, 0);
            Gathered::of(rows, distinct, 1).each_lasts(&mut |lasts| {
                let is_next = |(at, last): (usize, &Last)| last.code as usize == all + at && last.rows == 3;
                assert!(lasts.all.iter().enumerate().all(is_next));
                assert!(lasts.middles.iter().all(|middle| middle.doubled as usize == 2 * distinct));
                (all, middles) = (all + lasts.all.len(), middles + lasts.middles.len());
            });
            assert_eq!((all, middles), (distinct, distinct));
        }
    }

    #[test]
    fn the_middle_of_gaps_is_that_of_sorted_ones() {
        let mut room = vec![7];
        let mut seed = 5_u32;
        for count in 0..40 {
            let mut step = -20;
            let mut next = || {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                step += (seed >> 29) as i32;
                step
            };
            let steps: Vec<i32> = (0..count).map(|_| next()).collect();
            let mut gaps: Vec<u32> = steps.windows(2).map(|pair| (pair[1] - pair[0]) as u32).collect();
            gaps.retain(|&gap| gap > 0);
            gaps.sort_unstable();
            let expected = (gaps.len() > 1).then(|| gaps[(gaps.len() - 1) / 2] + gaps[gaps.len() / 2]);
            assert_eq!(middle(&steps, &mut room), expected.map(|doubled| (gaps.len() as u32, doubled)));
        }
    }
}
