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

/// So many rows are read at once.
const BLOCK: usize = 1_024;

impl Contents<'_> {
    /// For each content how often it came again to one of the codes on a later step.
    pub fn returns(&self, gathered: &Gathered) -> Vec<u32> {
        let mut returns = vec![0_u32; self.distinct];
        self.each_return(gathered, |content, before, step| {
            if let Some(count) = returns.get_mut(content) {
                *count += u32::from(before < step);
            }
        });
        returns
    }

    /// For so many chosen contents how long it took; `chosen` says of each content which of them it is. What is open is
    /// so up to the step `until`.
    pub fn returns_of(&self, gathered: &Gathered, until: i32, chosen: &[u32], many: usize) -> Vec<Returns> {
        let mut returns = vec![Returns::default(); many];
        let of = |content: usize| chosen.get(content).map_or(many, |&at| at as usize);
        // All are open first; then those are not that came again.
        self.each_held(gathered, |content, step| {
            if let Some(returns) = returns.get_mut(of(content)) {
                count(&mut returns.open, open(step, until));
            }
        });
        self.each_return(gathered, |content, before, step| {
            let Some(returns) = returns.get_mut(of(content)) else { return };
            returns.open[open(before, until) as usize] -= 1;
            if before < step {
                count(&mut returns.ended, step.wrapping_sub(before) as u32);
            }
        });
        for Returns { open, .. } in &mut returns {
            let most = open.iter().rposition(|&count| count > 0);
            open.truncate(most.map_or(0, |most| most + 1));
        }
        returns
    }

    /// Tells each content of the rows, and when it came.
    #[inline]
    fn each_held(&self, gathered: &Gathered, mut found: impl FnMut(usize, i32)) {
        if !self.ends.is_empty() {
            for (place, &step) in gathered.steps.iter().enumerate() {
                self.each(place, |content| found(content, step));
            }
            return;
        }
        let mut codes = Vec::new();
        for (at, steps) in gathered.steps.chunks(BLOCK).enumerate() {
            self.codes.read_range(at * BLOCK..at * BLOCK + steps.len(), &mut codes);
            for (&content, &step) in codes.iter().zip(steps).filter(|(content, _)| **content != MISSING) {
                found(content as usize, step);
            }
        }
    }

    /// Tells of each content that came to a code before: when it came last, and when it comes again.
    #[inline]
    fn each_return(&self, gathered: &Gathered, mut found: impl FnMut(usize, i32, i32)) {
        // For each content the place behind the last that had it.
        let mut last = vec![0_u32; self.distinct];
        let mut see = |content: u32, place: usize, start: usize| {
            let Some(last) = last.get_mut(content as usize) else { return };
            let before = std::mem::replace(last, place as u32 + 1) as usize;
            if before > start {
                found(content as usize, gathered.steps[before - 1], gathered.steps[place]);
            }
        };
        if !self.ends.is_empty() {
            for (_, places) in gathered.spans() {
                let start = places.start;
                places.for_each(|place| self.each(place, |content| see(content as u32, place, start)));
            }
            return;
        }
        // The contents of some rows, from this place on.
        let (mut codes, mut first) = (Vec::new(), 0);
        for (_, places) in gathered.spans().filter(|(_, places)| places.len() > 1) {
            if places.end - first > codes.len() {
                first = places.start;
                let end = places.end.max(first + BLOCK).min(gathered.steps.len());
                self.codes.read_range(first..end, &mut codes);
            }
            let own = codes.get(places.start - first..places.end - first).unwrap_or_default();
            own.iter().zip(places.clone()).for_each(|(&content, place)| see(content, place, places.start));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::Codes;
    use crate::gather::Rows;
    use crate::numbers::Numbers;
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

    #[test]
    fn contents_come_again_as_a_plain_search_says() {
        // Code c has c rows, each of one of five contents, some on one step.
        let code = |row: u32| (0..40).find(|code| row < (code + 1) * code / 2).unwrap_or(40);
        let row_codes: Vec<u32> = (0..780).map(code).collect();
        let steps: Numbers = (0..780).map(|row| row / 2).collect();
        let rows = Rows { codes: &row_codes, moments: &steps, amounts: &steps };
        let gathered = Gathered::of(rows, 41, 1);
        let content = |place: usize| [0, 1, MISSING, 3, 4][place * place * 7 % 31 % 5];
        let codes: Codes = (0..780).map(content).collect();
        let contents = Contents { ends: &[], codes: &codes, distinct: 5 };
        let mut returns = [0; 5];
        let (mut ended, mut open) = (vec![vec![0; 400]; 5], vec![vec![0; 400]; 5]);
        for (_, places) in gathered.spans() {
            for place in places.clone().filter(|&place| content(place) != MISSING) {
                let step = |place: usize| gathered.steps[place] as usize;
                let next = (place + 1..places.end).find(|&next| content(next) == content(place));
                let at = content(place) as usize;
                match next.map(|next| step(next) - step(place)) {
                    Some(0) => {}
                    Some(gap) => (returns[at], ended[at][gap]) = (returns[at] + 1, ended[at][gap] + 1),
                    None => open[at][395 - step(place)] += 1,
                }
            }
        }
        assert_eq!(contents.returns(&gathered), returns);
        let found = contents.returns_of(&gathered, 395, &[0, 1, 2, 3, 4], 5);
        for (at, mut found) in found.into_iter().enumerate() {
            found.ended.resize(400, 0);
            found.open.resize(400, 0);
            assert_eq!((found.ended, found.open), (ended[at].clone(), open[at].clone()));
        }
        assert!(returns.iter().sum::<u32>() > 100);
    }
}
