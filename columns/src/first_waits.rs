//! How long codes wait after their very first row, and whose first rows hold what.

use crate::code_gaps::Returns;
use crate::codes::Codes;
use crate::gaps::{Gaps, count, open};
use crate::gather::Gathered;

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

/// From the step of each code's very first row to the next step with a row that counts, by code.
#[derive(Clone, Debug, Default)]
pub struct FirstWaits {
    /// The very first rows.
    pub rows: Vec<u32>,
    /// How many steps; where there is no such row up to the end.
    pub steps: Vec<u32>,
    /// Whether there is such a row.
    pub have_ended: Vec<bool>,
}

/// Codes that have been watched for long enough, by code.
#[derive(Clone, Debug, Default)]
pub struct Watched {
    /// Their very first rows.
    pub rows: Vec<u32>,
    /// Whether they were back in time.
    pub are_back: Vec<bool>,
    /// What came on each step, from the first one on that is looked at.
    pub by_step: Vec<Newcomers>,
}

/// Codes whose very first row lies on one step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Newcomers {
    /// Those that were not back in time, and those that were.
    pub codes: [u64; 2],
    /// The sum of the amounts of these rows.
    pub sum: i64,
}

/// So many rows are read at once.
const BLOCK: usize = 1_024;

impl Watch<'_> {
    /// Each code that is looked at and where its rows begin.
    #[inline]
    fn codes(&self) -> impl Iterator<Item = (u32, usize)> + '_ {
        let is_shown = |code: u32| self.shown.is_none_or(|shown| shown.get(code as usize) == Some(&true));
        let spans = self.all.spans().map(|(code, places)| (code, places.start));
        spans.filter(move |&(code, start)| self.all.steps[start] >= self.from && is_shown(code))
    }

    /// Whether a step lies so far back.
    #[inline]
    fn is_long_ago(&self, step: i32, steps: u32) -> bool {
        i64::from(step) + i64::from(steps) <= self.until.into()
    }
}

impl Gathered {
    /// The first wait of each code, and all waits between distinct steps by place, of which so many are told apart. The
    /// rows here are those that count.
    pub fn waits(&self, watch: Watch<'_>, places: usize) -> (FirstWaits, Gaps) {
        let mut firsts = FirstWaits::for_codes(watch.all.group_count());
        let mut gaps = Gaps::of_places(places);
        for (code, start) in watch.codes() {
            let (mut last, mut place, mut first) = (watch.all.steps[start], 0, None);
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
            firsts.rows.push(watch.all.rows[start]);
            firsts.steps.push(first.unwrap_or(rest));
            firsts.have_ended.push(first.is_some());
        }
        (firsts, gaps)
    }

    /// Codes whose very first row lies so many steps back or more, and whether a later one came within these.
    pub fn watched(&self, watch: Watch<'_>, within: u32) -> Watched {
        let room = watch.all.group_count();
        let (rows, are_back) = (Vec::with_capacity(room), Vec::with_capacity(room));
        let steps = i64::from(watch.until) - i64::from(watch.from) + 1;
        let by_step = vec![Newcomers::default(); steps.max(0) as usize];
        let mut watched = Watched { rows, are_back, by_step };
        for (code, start) in watch.codes() {
            let from = watch.all.steps[start];
            if !watch.is_long_ago(from, within) {
                continue;
            }
            let is_back = self.first_wait(code, from).is_some_and(|steps| steps <= within);
            watched.rows.push(watch.all.rows[start]);
            watched.are_back.push(is_back);
            let newcomers = &mut watched.by_step[from.wrapping_sub(watch.from) as usize];
            newcomers.codes[usize::from(is_back)] += 1;
            newcomers.sum += watch.all.amounts.get(start).unwrap_or(0);
        }
        watched
    }

    /// For each number of steps how many codes have been watched for so long, and how many of these came again within it.
    pub fn within(&self, watch: Watch<'_>, limits: &[u32]) -> Vec<[u64; 2]> {
        let mut found = vec![[0; 2]; limits.len()];
        for (code, start) in watch.codes() {
            let from = watch.all.steps[start];
            let first = self.first_wait(code, from).unwrap_or(u32::MAX);
            for ([watched, within], &limit) in found.iter_mut().zip(limits) {
                let is_watched = watch.is_long_ago(from, limit);
                *watched += u64::from(is_watched);
                *within += u64::from(is_watched && first <= limit);
            }
        }
        found
    }

    /// How many steps after this one a code has a row that counts.
    #[inline]
    fn first_wait(&self, code: u32, from: i32) -> Option<u32> {
        let later = self.steps[self.places(code)].iter().find(|&&step| step > from);
        later.map(|step| step.wrapping_sub(from) as u32)
    }
}

impl FirstWaits {
    fn for_codes(count: usize) -> FirstWaits {
        FirstWaits {
            rows: Vec::with_capacity(count),
            steps: Vec::with_capacity(count),
            have_ended: Vec::with_capacity(count),
        }
    }

    /// How many first rows hold each content below `distinct`.
    pub fn holders(&self, contents: &Codes, distinct: usize) -> Vec<u32> {
        let (mut holders, mut codes) = (vec![0; distinct], Vec::new());
        for rows in self.rows.chunks(BLOCK) {
            contents.read(rows, &mut codes);
            for &code in &codes {
                if let Some(holders) = holders.get_mut(code as usize) {
                    *holders += 1;
                }
            }
        }
        holders
    }

    /// The waits by what first rows hold: `chosen` says of each content which of so many groups it is in; all others are
    /// in one behind them.
    pub fn by_content(&self, contents: &Codes, chosen: &[u32], many: usize) -> Vec<Returns> {
        let (mut groups, mut codes) = (vec![Returns::default(); many + 1], Vec::new());
        let waits = self.steps.chunks(BLOCK).zip(self.have_ended.chunks(BLOCK));
        for (rows, (steps, have_ended)) in self.rows.chunks(BLOCK).zip(waits) {
            contents.read(rows, &mut codes);
            for ((&code, &steps), &has_ended) in codes.iter().zip(steps).zip(have_ended) {
                let at = chosen.get(code as usize).map_or(many, |&at| many.min(at as usize));
                let group = &mut groups[at];
                count(if has_ended { &mut group.ended } else { &mut group.open }, steps);
            }
        }
        groups
    }
}

impl Watched {
    /// For each content below `distinct` how many codes were not back and how many were whose first rows hold it; last
    /// those of others.
    pub fn by_content(&self, contents: &Codes, distinct: usize) -> Vec<[u64; 2]> {
        let (mut found, mut codes) = (vec![[0; 2]; distinct + 1], Vec::new());
        for (rows, are_back) in self.rows.chunks(BLOCK).zip(self.are_back.chunks(BLOCK)) {
            contents.read(rows, &mut codes);
            for (&code, &is_back) in codes.iter().zip(are_back) {
                found[distinct.min(code as usize)][usize::from(is_back)] += 1;
            }
        }
        found
    }

    /// The same by what is known of each of them.
    pub fn by_code(&self, codes: &[u32], distinct: usize) -> Vec<[u64; 2]> {
        self.tallied(codes.iter().map(|&code| code as usize), distinct)
    }

    /// The same by classes.
    pub fn by_class(&self, classes: &[u8], distinct: usize) -> Vec<[u64; 2]> {
        self.tallied(classes.iter().map(|&class| class.into()), distinct)
    }

    #[inline]
    fn tallied(&self, codes: impl Iterator<Item = usize>, distinct: usize) -> Vec<[u64; 2]> {
        let mut found = vec![[0; 2]; distinct + 1];
        for (code, &is_back) in codes.zip(&self.are_back) {
            found[distinct.min(code)][usize::from(is_back)] += 1;
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MISSING;
    use crate::gather::Rows;
    use crate::numbers::Numbers;
    use crate::totals::tests::gathered;

    fn told(firsts: &FirstWaits) -> Vec<(u32, u32, bool)> {
        let waits = firsts.rows.iter().zip(&firsts.steps).zip(&firsts.have_ended);
        waits.map(|((&row, &steps), &has_ended)| (row, steps, has_ended)).collect()
    }

    #[test]
    fn codes_wait_for_their_next_step() {
        // Steps 1, 1, 4, 9; 5; -2, 7.
        let all = gathered([0; 7]);
        let watch = Watch { all: &all, shown: None, from: -2, until: 10 };
        let (firsts, gaps) = all.waits(watch, 1);
        assert_eq!(told(&firsts), [(1, 3, true), (4, 5, false), (0, 9, true)]);
        assert_eq!((gaps.ended[0].len(), gaps.ended[0][3], gaps.ended[0][9]), (10, 1, 1));
        assert_eq!((&gaps.ended[1], &gaps.open[0]), (&vec![0, 0, 0, 0, 0, 1], &vec![0, 0, 0, 0, 0, 1]));
        assert_eq!(gaps.open[1], [0, 1, 0, 1]);
        let shown = [true, true, true, false];
        let (firsts, _) = all.waits(Watch { shown: Some(&shown), from: 2, ..watch }, 1);
        assert_eq!(told(&firsts), [(4, 5, false)]);
        // Where no row counts the first one waits for another all the same.
        let none = Gathered { starts: vec![0; 5], ..Gathered::default() };
        assert_eq!(told(&none.waits(watch, 1).0)[0], (1, 9, false));
    }

    #[test]
    fn codes_are_watched_for_long_enough() {
        let all = gathered([10, 1, 2, 3, 20, -5, 4]);
        let watch = Watch { all: &all, shown: None, from: -2, until: 10 };
        let watched = all.watched(watch, 5);
        assert_eq!((&watched.rows, &watched.are_back), (&vec![1, 4, 0], &vec![true, false, false]));
        assert_eq!(watched.by_step.len(), 13);
        assert_eq!(watched.by_step[3], Newcomers { codes: [0, 1], sum: 1 });
        assert_eq!(watched.by_step[7], Newcomers { codes: [1, 0], sum: 20 });
        assert_eq!(watched.by_step[0], Newcomers { codes: [1, 0], sum: 10 });
        assert_eq!(all.watched(watch, 9).rows, [1, 0]);
        let contents: Codes = [0, 2, MISSING, MISSING, 1].into_iter().collect();
        assert_eq!(watched.by_content(&contents, 2), [[1, 0], [1, 0], [0, 1]]);
        assert_eq!(watched.by_class(&[1, 0, 7], 2), [[1, 0], [0, 1], [1, 0]]);
        assert_eq!(watched.by_code(&[1, 0, MISSING], 2), [[1, 0], [0, 1], [1, 0]]);
        assert_eq!(all.within(watch, &[3, 5, 9, 20]), [[3, 1], [3, 1], [2, 2], [0, 0]]);
        let late = Watch { from: 11, ..watch };
        assert!(all.watched(late, 5).rows.is_empty() && all.within(late, &[3]) == [[0, 0]]);
    }

    #[test]
    fn blocks_of_rows_come_to_what_single_rows_do() {
        for many in [0, 1, 1_023, 1_024, 1_025, 2_500_u32] {
            // Each code has rows at steps of its own, the third and the fourth code in a row a second one.
            let codes: Vec<u32> = (0..many).chain((0..many).filter(|code| code % 4 > 1)).collect();
            let step = |(row, code): (usize, &u32)| (row as u32 / many * 50 + code % 7).into();
            let moments: Numbers = codes.iter().enumerate().map(step).collect();
            let rows = Rows { codes: &codes, moments: &moments, amounts: &moments };
            let all = Gathered::of(rows, many as usize, 1);
            let watch = Watch { all: &all, shown: None, from: 0, until: 60 };
            let contents: Codes = (0..many).map(|row| if row % 5 == 0 { MISSING } else { row % 5 }).collect();
            let (firsts, _) = all.waits(watch, 1);
            let (mut holders, mut groups) = (vec![0; 4], vec![Returns::default(); 3]);
            for (row, steps, has_ended) in told(&firsts) {
                let content = contents.get(row as usize) as usize;
                holders.get_mut(content).into_iter().for_each(|holders| *holders += 1);
                let group = &mut groups[if content == 3 {
                    0
                } else if content == 1 {
                    1
                } else {
                    2
                }];
                count(if has_ended { &mut group.ended } else { &mut group.open }, steps);
            }
            assert_eq!(firsts.holders(&contents, 4), holders);
            let found = firsts.by_content(&contents, &[MISSING, 1, 2, 0], 2);
            for (found, group) in found.iter().zip(&groups) {
                assert_eq!((&found.ended, &found.open), (&group.ended, &group.open), "{many}");
            }
            let watched = all.watched(watch, 55);
            let mut tallies = [[0; 2]; 5];
            for (&row, &is_back) in watched.rows.iter().zip(&watched.are_back) {
                tallies[4.min(contents.get(row as usize) as usize)][usize::from(is_back)] += 1;
            }
            assert_eq!(watched.by_content(&contents, 4), tallies);
        }
    }
}
