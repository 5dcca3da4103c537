//! The rows of each code, side by side.

use std::ops::Range;

use crate::numbers::Numbers;
use crate::sorting::sum_up;

/// Rows gathered by their code, in their order; rows without a code are left out.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    /// The rows of code `i` stand at `starts[i]..starts[i + 1]` in the other columns.
    pub starts: Vec<u32>,
    /// Which rows they were.
    pub rows: Vec<u32>,
    /// For each row its moment in whole steps, rounded down.
    pub steps: Vec<i32>,
    /// For each row its amount.
    pub amounts: Numbers,
}

/// The rows of one code, in their order.
#[derive(Clone, Copy, Debug)]
pub struct Group<'a> {
    /// Which code.
    pub code: u32,
    /// Where they begin in the columns.
    pub start: usize,
    /// Which rows they were.
    pub rows: &'a [u32],
    /// For each row its moment in whole steps.
    pub steps: &'a [i32],
}

/// The rows of each code that has any, by code.
#[derive(Clone, Debug)]
pub struct Groups<'a> {
    from: &'a Gathered,
    next: usize,
}

impl Gathered {
    /// The rows of one code.
    pub fn group(&self, code: u32) -> Group<'_> {
        let at = code as usize;
        let (start, end) = (self.starts[at] as usize, self.starts[at + 1] as usize);
        Group { code, start, rows: &self.rows[start..end], steps: &self.steps[start..end] }
    }

    /// The rows of each code that has any, by code.
    pub fn groups(&self) -> Groups<'_> {
        Groups { from: self, next: 0 }
    }

    /// The places of a code's rows.
    #[inline]
    pub(crate) fn places(&self, code: u32) -> Range<usize> {
        let at = code as usize;
        self.starts[at] as usize..self.starts[at + 1] as usize
    }

    /// Each code that has rows, and their places: what loops here go through.
    #[inline]
    pub(crate) fn spans(&self) -> impl Iterator<Item = (u32, Range<usize>)> + '_ {
        let pairs = self.starts.windows(2).zip(0..);
        pairs
            .filter(|(pair, _)| pair[0] < pair[1])
            .map(|(pair, code)| (code, pair[0] as usize..pair[1] as usize))
    }

    /// Where codes begin: for what goes through the rows of all of them one after the other.
    #[inline]
    pub(crate) fn begins(&self) -> Begins<'_> {
        Begins { starts: &self.starts, next: 0 }
    }

    /// For each code what stands here for it among those that have rows; `none` for others.
    pub fn spread(&self, groups: &[u16], none: u8) -> Vec<u8> {
        let mut spread = vec![none; self.starts.len().saturating_sub(1)];
        for ((code, _), &group) in self.spans().zip(groups) {
            spread[code as usize] = group as u8;
        }
        spread
    }

    /// How many codes have rows.
    pub fn group_count(&self) -> usize {
        self.starts.windows(2).filter(|pair| pair[0] < pair[1]).count()
    }
}

/// Where codes begin.
pub(crate) struct Begins<'a> {
    starts: &'a [u32],
    next: usize,
}

impl Begins<'_> {
    /// Whether a code begins at the next place, the first of which is 0.
    #[inline]
    pub(crate) fn at(&mut self, place: usize) -> bool {
        if place != self.next {
            return false;
        }
        while let [start, rest @ ..] = self.starts {
            self.starts = rest;
            if *start as usize > place {
                self.next = *start as usize;
                break;
            }
        }
        true
    }
}

impl<'a> Iterator for Groups<'a> {
    type Item = Group<'a>;

    fn next(&mut self) -> Option<Group<'a>> {
        while let Some(&[start, end]) = self.from.starts.get(self.next..self.next + 2) {
            self.next += 1;
            if start < end {
                return Some(self.from.group(self.next as u32 - 1));
            }
        }
        None
    }
}

/// What is gathered, row by row.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'a> {
    /// A code, or [`MISSING`](crate::MISSING).
    pub codes: &'a [u32],
    /// A moment, ascending.
    pub moments: &'a Numbers,
    /// An amount.
    pub amounts: &'a Numbers,
}

/// Rows are dealt by so many bits of their code first, so that what is then put into order fits into the cache.
const REGION_BITS: u32 = 8;

impl Gathered {
    /// Gathers rows of codes below `distinct`; so many moments are one step.
    pub fn of(from: Rows<'_>, distinct: usize, step: i64) -> Gathered {
        let runs = Runs::of(from, step);
        let shift = bits(distinct).saturating_sub(REGION_BITS).min(u32::BITS - bits(runs.ends.len())).max(1);
        let (ends, mut dealt) = Dealt::of(from, distinct, &runs.ends, shift);
        let mut starts = vec![0_u32; distinct + 1];
        let mut scratch = Dealt::default();
        let mut region_start = 0;
        for (region, &end) in ends.iter().enumerate() {
            let codes = (region << shift).min(distinct)..((region + 1) << shift).min(distinct);
            let places = region_start as usize..end as usize;
            scratch.copy(&dealt, places.clone());
            scratch.settle(&runs.steps, shift, &mut starts[codes], places, &mut dealt);
            region_start = end;
        }
        starts[distinct] = region_start;
        let amounts = from.amounts.scattered(dealt.near, &dealt.rows);
        Gathered { starts, rows: dealt.rows, steps: dealt.marks, amounts }
    }
}

/// Rows that follow each other within one step: where each run of them ends, and its step.
#[derive(Default)]
struct Runs {
    ends: Vec<usize>,
    steps: Vec<i32>,
}

impl Runs {
    fn of(from: Rows<'_>, step: i64) -> Runs {
        let (mut runs, mut start) = (Runs::default(), 0);
        while start < from.codes.len() {
            let number = from.moments.get(start).unwrap_or(0).div_euclid(step);
            let last = number.saturating_mul(step).saturating_add(step - 1);
            start = from.moments.end_of_run(start..from.codes.len(), last);
            runs.ends.push(start);
            runs.steps.push(number.clamp(i32::MIN.into(), i32::MAX.into()) as i32);
        }
        runs
    }
}

/// How many bits numbers below this one take.
fn bits(end: usize) -> u32 {
    usize::BITS - end.leading_zeros()
}

/// Rows on their way to their places.
#[derive(Default)]
struct Dealt {
    rows: Vec<u32>,
    /// The last `shift` bits of a code before the number of the row's run; in the end its step.
    marks: Vec<i32>,
    near: Vec<i32>,
}

impl Dealt {
    /// The rows by region, and where each region ends.
    fn of(from: Rows<'_>, distinct: usize, runs: &[usize], shift: u32) -> (Vec<u32>, Dealt) {
        let mut ends = region_starts(from.codes, distinct, shift);
        let count = ends.last().copied().unwrap_or(0) as usize;
        let mut dealt = Dealt { rows: vec![0; count], marks: vec![0; count], near: vec![0; count] };
        let near = from.amounts.shorts();
        let mut start = 0;
        for (number, &run) in (0_u32..).zip(runs) {
            let rows = from.codes[start..run].iter().zip(&near[start..run]).zip(start as u32..);
            for ((&code, &near), row) in rows.filter(|((code, _), _)| (**code as usize) < distinct) {
                let end = &mut ends[(code >> shift) as usize];
                let place = *end as usize;
                *end += 1;
                dealt.rows[place] = row;
                dealt.marks[place] = (code << (u32::BITS - shift) | number) as i32;
                dealt.near[place] = near;
            }
            start = run;
        }
        (ends, dealt)
    }

    fn copy(&mut self, from: &Dealt, places: Range<usize>) {
        self.rows.clear();
        self.rows.extend_from_slice(&from.rows[places.clone()]);
        self.marks.clear();
        self.marks.extend_from_slice(&from.marks[places.clone()]);
        self.near.clear();
        self.near.extend_from_slice(&from.near[places]);
    }

    /// Puts the rows of a region where they belong among its places in `to`, and writes where each code's rows start.
    fn settle(&self, steps: &[i32], shift: u32, starts: &mut [u32], places: Range<usize>, to: &mut Dealt) {
        let run_bits = u32::BITS - shift;
        let (code, run) = (|mark: i32| (mark as u32 >> run_bits) as usize, !(u32::MAX << run_bits));
        for &mark in &self.marks {
            starts[code(mark)] += 1;
        }
        let mut end = places.start as u32;
        for start in &mut *starts {
            end += *start;
            *start = end;
        }
        let to_rows = &mut to.rows[places.clone()];
        let to_steps = &mut to.marks[places.clone()];
        let to_near = &mut to.near[places.clone()];
        let rows = self.rows.iter().zip(&self.marks).zip(&self.near).rev();
        // From the last row to the first, each code's end becomes its start.
        for ((&row, &mark), &near) in rows {
            let end = &mut starts[code(mark)];
            *end -= 1;
            let place = *end as usize - places.start;
            to_rows[place] = row;
            to_steps[place] = steps[(mark as u32 & run) as usize];
            to_near[place] = near;
        }
    }
}

/// Where the rows of each region of codes start.
fn region_starts(codes: &[u32], distinct: usize, shift: u32) -> Vec<u32> {
    let mut ends = vec![0_u32; (distinct >> shift) + 2];
    for &code in codes.iter().filter(|&&code| (code as usize) < distinct) {
        ends[(code >> shift) as usize + 1] += 1;
    }
    sum_up(&mut ends);
    ends
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::MISSING;

    /// Some rows at steps from 0 to 59, of 40 codes of which some have none; every tenth amount is a large one.
    pub(crate) fn scattered(seed: u32) -> Gathered {
        let chance = |row: u32| (row + 1_000 * seed).wrapping_mul(2_654_435_761) >> 16;
        let rows = 120 * seed;
        let codes: Vec<u32> = (0..rows).map(|row| chance(row) % 41).collect();
        let moments: Numbers = (0..rows).map(|row| i64::from(row * 60 / rows)).collect();
        let amount = |row| i64::from(chance(row) % 1_000) << if row % 10 == 0 { 40 } else { 0 };
        let amounts: Numbers = (0..rows).map(amount).collect();
        Gathered::of(Rows { codes: &codes, moments: &moments, amounts: &amounts }, 40, 1)
    }

    #[test]
    fn rows_stand_by_code_in_their_order() {
        let moments: Numbers = [i64::MIN + 9, -1, 5, 10, 19, 20, i64::MAX].into_iter().collect();
        let amounts: Numbers = [1, 1 << 40, 3, -4, 5, -(1 << 50), 7].into_iter().collect();
        let codes = [2, 0, MISSING, 2, 0, 2, 3];
        let gathered = Gathered::of(Rows { codes: &codes, moments: &moments, amounts: &amounts }, 4, 10);
        assert_eq!(gathered.starts, [0, 2, 2, 5, 6]);
        assert_eq!(gathered.spread(&[7, 8, 9], 1), [7, 1, 8, 9]);
        assert_eq!(Gathered::default().spread(&[7], 1), [0; 0]);
        assert_eq!(gathered.rows, [1, 4, 0, 3, 5, 6]);
        assert_eq!(gathered.steps, [-1, 1, i32::MIN, 1, 2, i32::MAX]);
        assert!(gathered.amounts.iter().eq([1 << 40, 5, 1, -4, -(1 << 50), 7]));
    }

    #[test]
    fn rows_of_many_codes_stand_as_a_plain_sort_puts_them() {
        for distinct in [1_usize, 2, 255, 256, 257, 1_000, 70_000] {
            let code = |row: u32| match row.wrapping_mul(2_654_435_761) >> 7 {
                odd if odd % 11 == 0 => MISSING,
                number => number % distinct as u32,
            };
            let codes: Vec<u32> = (0..5_000).map(code).collect();
            let moments: Numbers = (0..5_000).collect();
            let gathered =
                Gathered::of(Rows { codes: &codes, moments: &moments, amounts: &moments }, distinct, 1);
            let mut rows: Vec<u32> = (0..5_000).filter(|&row| codes[row as usize] != MISSING).collect();
            rows.sort_by_key(|&row| codes[row as usize]);
            assert_eq!(gathered.rows, rows);
            assert!(gathered.amounts.iter().eq(rows.iter().map(|&row| row.into())));
            assert!(gathered.steps.iter().map(|&step| step as u32).eq(rows.iter().copied()));
            for (code, pair) in gathered.starts.windows(2).enumerate() {
                let all = &rows[pair[0] as usize..pair[1] as usize];
                assert!(all.iter().all(|&row| codes[row as usize] == code as u32));
            }
            assert_eq!(
                (gathered.starts.len(), gathered.starts[distinct] as usize),
                (distinct + 1, rows.len())
            );
        }
    }
}
