//! What rows hold, and which codes hold it when: products in the orders of customers, say.

use crate::MISSING;
use crate::codes::Codes;
use crate::gaps::count;
use crate::gather::Gathered;

/// What rows hold, place by place as they are gathered: one content each, or several.
#[derive(Clone, Copy, Debug)]
pub struct Contents<'a> {
    /// Where each row's contents end; empty where each has one.
    pub ends: &'a [u32],
    /// The contents of all rows, below `distinct` or [`MISSING`].
    pub codes: &'a Codes,
    /// How many distinct ones there are.
    pub distinct: usize,
}

/// Whether codes come to hold a content again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Again {
    /// How often each number of steps lies between two steps of a code with it.
    pub gaps: Vec<u32>,
    /// Codes that have had time: whose first step with it lies as far back as its limit, or further.
    pub watched: u64,
    /// Those of them with another step with it.
    pub again: u64,
    /// Those of them where that is within the limit.
    pub within: u64,
}

/// Contents of consecutive rows of one code, of so many that are chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairs {
    /// Pairs of rows that both hold something.
    pub pairs: u64,
    /// Of these, those whose first row holds each.
    pub with_first: Vec<u64>,
    /// Those whose next row does.
    pub with_next: Vec<u64>,
    /// Those with each in the first row and each in the next: the first changes slowest.
    pub together: Vec<u32>,
}

/// A code, and its first and last step with a content.
#[derive(Clone, Copy)]
struct Seen {
    code: u32,
    first: i32,
    last: i32,
}

const NOBODY: Seen = Seen { code: MISSING, first: 0, last: 0 };

impl Contents<'_> {
    /// Tells each content of a row that is one.
    #[inline]
    pub(crate) fn each(&self, place: usize, mut found: impl FnMut(usize)) {
        if self.ends.is_empty() {
            let content = self.codes.get(place);
            return if content != MISSING {
                found(content as usize)
            };
        }
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        for at in start..self.ends[place] {
            let content = self.codes.get(at as usize);
            if content != MISSING {
                found(content as usize);
            }
        }
    }

    /// How many codes hold each.
    pub fn holders(&self, gathered: &Gathered) -> Vec<u32> {
        let mut holders = vec![(0_u32, MISSING); self.distinct];
        for (code, places) in gathered.spans() {
            for place in places {
                self.each(place, |content| {
                    if let Some(holder) = holders.get_mut(content).filter(|holder| holder.1 != code) {
                        *holder = (holder.0 + 1, code);
                    }
                });
            }
        }
        holders.into_iter().map(|(count, _)| count).collect()
    }

    /// Whether codes come to hold those again that are chosen: `chosen` says of each content which of them it is, and
    /// each of them has a limit in steps. All are looked at up to the step `until`.
    pub fn again(&self, gathered: &Gathered, until: i32, chosen: &[u32], limits: &[u32]) -> Vec<Again> {
        let mut found = vec![Again::default(); limits.len()];
        let mut seen = vec![NOBODY; limits.len()];
        for (code, places) in gathered.spans() {
            for (place, &step) in places.clone().zip(&gathered.steps[places]) {
                self.each(place, |content| {
                    let at = chosen.get(content).map_or(usize::MAX, |&at| at as usize);
                    let Some(((found, seen), &limit)) =
                        found.get_mut(at).zip(seen.get_mut(at)).zip(limits.get(at))
                    else {
                        return;
                    };
                    let is_watched = |first: i32| i64::from(until) - i64::from(first) >= limit.into();
                    if seen.code != code {
                        *seen = Seen { code, first: step, last: step };
                        found.watched += u64::from(is_watched(step));
                    } else if step > seen.last {
                        let gap = step.wrapping_sub(seen.last) as u32;
                        count(&mut found.gaps, gap);
                        if seen.last == seen.first && is_watched(seen.first) {
                            found.again += 1;
                            found.within += u64::from(gap <= limit);
                        }
                        seen.last = step;
                    }
                });
            }
        }
        found
    }

    /// What consecutive rows of one code hold, of so many contents that are chosen; each counts once in a row.
    pub fn pairs(&self, gathered: &Gathered, chosen: &[u32], many: usize) -> Pairs {
        let each = || vec![0; many];
        let mut found =
            Pairs { pairs: 0, with_first: each(), with_next: each(), together: vec![0; many * many] };
        let (mut before, mut now) = (Vec::new(), Vec::new());
        for (_, places) in gathered.spans().filter(|(_, places)| places.len() > 1) {
            before.clear();
            for place in places {
                now.clear();
                self.each(place, |content| {
                    // Those that are not chosen stand behind the others.
                    let Some(&at) = chosen.get(content) else { return };
                    let at = (at as usize).min(many);
                    if !now.contains(&at) {
                        now.push(at);
                    }
                });
                if !before.is_empty() && !now.is_empty() {
                    found.add(&before, &now, many);
                }
                std::mem::swap(&mut before, &mut now);
            }
        }
        found
    }
}

impl Pairs {
    #[inline]
    fn add(&mut self, before: &[usize], now: &[usize], many: usize) {
        self.pairs += 1;
        for &next in now.iter().filter(|&&next| next < many) {
            self.with_next[next] += 1;
        }
        for &first in before.iter().filter(|&&first| first < many) {
            self.with_first[first] += 1;
            for &next in now.iter().filter(|&&next| next < many) {
                self.together[first * many + next] += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::totals::tests::gathered;

    // Steps 1, 1, 4, 9; 5; -2, 7, as they are gathered.

    #[test]
    fn contents_are_held_again() {
        let gathered = gathered([0; 7]);
        let codes: Codes = [0, 0, 1, 0, 0, 2, 2].into_iter().collect();
        let one = Contents { ends: &[], codes: &codes, distinct: 3 };
        let several: Codes = [0, MISSING, 0, 1, 0, 0, 2, 2].into_iter().collect();
        let several = Contents { ends: &[2, 3, 4, 5, 6, 7, 8], codes: &several, distinct: 3 };
        for contents in [one, several] {
            assert_eq!(contents.holders(&gathered), [2, 1, 1]);
            let again = contents.again(&gathered, 10, &[1, MISSING, 0], &[8, 6]);
            let at = |number: usize| (0..=number).map(|at| u32::from(at == number)).collect::<Vec<u32>>();
            assert_eq!(again[0], Again { gaps: at(9), watched: 1, again: 1, within: 0 });
            assert_eq!(again[1], Again { gaps: at(8), watched: 1, again: 1, within: 0 });
            let wide = contents.again(&gathered, 10, &[MISSING, MISSING, 0], &[9]);
            assert_eq!(wide[0], Again { gaps: at(9), watched: 1, again: 1, within: 1 });
        }
    }

    #[test]
    fn pairs_are_of_consecutive_rows() {
        let gathered = gathered([0; 7]);
        // Rows of the first code: 0 and 1, nothing, 1 twice, 2; then 0; then 2 and 0.
        let codes: Codes = [0, 1, MISSING, 1, 1, 2, 0, 2, 0].into_iter().collect();
        let contents = Contents { ends: &[2, 3, 5, 6, 7, 8, 9], codes: &codes, distinct: 3 };
        let found = contents.pairs(&gathered, &[0, 1, MISSING], 2);
        // 1 then 2, and 2 then 0: what follows nothing is no pair.
        assert_eq!((found.pairs, &found.with_first, &found.with_next), (2, &vec![0, 1], &vec![1, 0]));
        assert_eq!(found.together, [0; 4]);
        let found = contents.pairs(&gathered, &[0, 1, 2], 3);
        assert_eq!(found.together, [0, 0, 0, 0, 0, 1, 1, 0, 0]);
    }
}
