//! Codes by level: how often they came, and how much of a cycle of their own has passed since they came last.

use crate::stretches::{Ends, Stretch};

/// So many levels there are: three of those that have come lately, by how often they have; then two of others.
pub const LEVELS: usize = 5;
/// Of those that have not come for a while.
const AWAY: usize = 3;
/// Of those that have not come for longer.
const GONE: usize = 4;

/// What tells the levels.
#[derive(Clone, Copy, Debug)]
pub struct Levels {
    /// Those that came so often are of the third level; those that came once are of the first.
    pub often: u32,
    /// For each of the three the hundredths of the cycle that make lately.
    pub lately: [u32; 3],
    /// After so many hundredths those are gone that are of none of the three.
    pub gone: u32,
}

impl Levels {
    /// The level of one that came so often just now, and for how many steps it stays there and is not gone.
    #[inline]
    fn stay(&self, times: u32, cycle: u32) -> (usize, [u64; 2]) {
        let level = match times {
            0 | 1 => 0,
            times if times < self.often => 1,
            _ => 2,
        };
        let steps = |percent: u32| u64::from(percent) * u64::from(cycle) / 10_000;
        (level, [self.lately[level], self.gone].map(steps))
    }

    /// The level of one that came so often, so many steps after it came last, with a cycle in hundredths of a step.
    pub fn on(&self, times: u32, steps: u32, cycle: u32) -> usize {
        let (level, [lately, gone]) = self.stay(times, cycle);
        match u64::from(steps) {
            steps if steps <= lately => level,
            steps if steps <= gone => AWAY,
            _ => GONE,
        }
    }
}

/// Codes by level at the ends of periods.
#[derive(Clone, Debug)]
pub struct Standings {
    levels: Levels,
    /// For each end how many more, or fewer, are of each level than at the one before; one more entry behind them.
    pub changes: Vec<[i64; LEVELS]>,
    /// For each end what came since the one before, by the level there; behind them that of codes that were not there.
    pub sums: Vec<[i64; LEVELS + 1]>,
    /// The end of which moves are told.
    moved: Option<usize>,
    /// By the level at the end before it, or behind them not there, then by that at it.
    pub moves: [[u64; LEVELS]; LEVELS + 1],
    /// By the level at the last end: codes, rows, the sum of the amounts.
    pub last: [(u64, u64, i64); LEVELS],
    /// The code that is told of: its level, rows and sum so far.
    code: (usize, u64, i64),
}

impl Standings {
    /// None yet, of so many ends, of one of which moves are told.
    pub fn of(levels: Levels, ends: usize, moved: Option<usize>) -> Standings {
        Standings {
            levels,
            changes: vec![[0; LEVELS]; ends + 1],
            sums: vec![[0; LEVELS + 1]; ends],
            moved,
            moves: Default::default(),
            last: Default::default(),
            code: (LEVELS, 0, 0),
        }
    }

    /// Adds stretches with the cycles of their codes then, in hundredths of a step.
    pub fn add(&mut self, ends: &Ends, stretches: &[Stretch], cycles: &[u32]) {
        for (stretch, &cycle) in stretches.iter().zip(cycles) {
            let (from, to) = (stretch.from as usize, stretch.to as usize);
            let (before, rows, sum) = if stretch.is_first { (LEVELS, 0, 0) } else { self.code };
            let (rows, sum) = (rows + u64::from(stretch.rows), sum + stretch.sum);
            let (level, stays) = self.levels.stay(stretch.times, cycle);
            // The first end that lies further away.
            let [away, gone] = stays.map(|steps| {
                let steps = steps.min(u32::MAX.into()) as i64;
                ends.first_from(i64::from(stretch.step) + steps + 1)
            });
            let away = away.clamp(from, to);
            let gone = gone.clamp(away, to);
            for (level, from, to) in [(level, from, away), (AWAY, away, gone), (GONE, gone, to)] {
                if from < to {
                    self.changes[from][level] += 1;
                    self.changes[to][level] -= 1;
                }
            }
            let level_at = |end: usize| match end {
                end if end < away => level,
                end if end < gone => AWAY,
                _ => GONE,
            };
            self.sums[from][before] += stretch.sum;
            if let Some(moved) = self.moved.filter(|&moved| from <= moved && moved < to) {
                let before = if moved > from { level_at(moved - 1) } else { before };
                self.moves[before][level_at(moved)] += 1;
            }
            let level = level_at(to - 1);
            self.code = (level, rows, sum);
            if to == ends.len() {
                let last = &mut self.last[level];
                *last = (last.0 + 1, last.1 + rows, last.2 + sum);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::totals::tests::gathered;

    const RULE: Levels = Levels { often: 3, lately: [100, 150, 150], gone: 300 };

    #[test]
    fn a_hundredth_of_a_step_decides() {
        let on = |times, steps| RULE.on(times, steps, 2_000);
        assert_eq!([on(1, 20), on(1, 21), on(1, 60), on(1, 61)], [0, 3, 3, 4]);
        assert_eq!([on(2, 30), on(2, 31), on(2, 60), on(9, 30), on(3, 61)], [1, 3, 3, 2, 4]);
        assert_eq!([RULE.on(1, 20, 1_999), RULE.on(1, u32::MAX, u32::MAX)], [3, 4]);
        assert_eq!([64_424_509, 64_424_510].map(|steps| RULE.on(2, steps, u32::MAX)), [1, 3]);
        // What is gone before it is away is gone at once.
        let short = Levels { gone: 50, ..RULE };
        assert_eq!([short.on(1, 20, 2_000), short.on(1, 21, 2_000)], [0, 4]);
    }

    #[test]
    fn standings_are_those_at_each_end() {
        for (gone, cycle) in [(300, 100), (300, 230), (50, 170), (100, 0), (400, 900)] {
            let levels = Levels { gone, ..RULE };
            let steps = vec![0, 1, 3, 6, 8, 12, 15];
            let ends = Ends::of(steps.clone());
            let gathered = gathered([10, 1, 2, 3, 20, -5, 4]);
            for moved in [None, Some(1), Some(4), Some(6)] {
                let mut found = Standings::of(levels, ends.len(), moved);
                let mut stretches = Vec::new();
                gathered.each_stretch(&ends, false, &mut |all| stretches.extend(all.all.clone()));
                found.add(&ends, &stretches, &vec![cycle; stretches.len()]);
                // The same, code by code and end by end.
                let mut expected = Standings::of(levels, ends.len(), moved);
                for group in gathered.groups() {
                    let mut before = LEVELS;
                    for (end, &step) in steps.iter().enumerate() {
                        let times = group.steps.partition_point(|&other| other <= step);
                        if times == 0 {
                            continue;
                        }
                        let since = (step - group.steps[times - 1]) as u32;
                        let level = levels.on(times as u32, since, cycle);
                        let earlier = if end == 0 { i32::MIN } else { steps[end - 1] };
                        let new =
                            group.steps.iter().filter(|&&other| earlier < other && other <= step).count();
                        let new = group.start + times - new..group.start + times;
                        let sum = gathered.amounts.sum(new);
                        expected.sums[end][before] += sum;
                        expected.changes[end][level] += 1;
                        expected.changes[end + 1][level] -= 1;
                        if moved == Some(end) {
                            expected.moves[before][level] += 1;
                        }
                        if end + 1 == steps.len() {
                            let last = &mut expected.last[level];
                            let sum = gathered.amounts.sum(group.start..group.start + times);
                            *last = (last.0 + 1, last.1 + times as u64, last.2 + sum);
                        }
                        before = level;
                    }
                }
                assert_eq!(found.changes, expected.changes);
                assert_eq!((found.moves, found.last), (expected.moves, expected.last));
                assert_eq!(found.sums, expected.sums);
            }
        }
    }
}
