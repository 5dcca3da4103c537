//! What is done with the codes and numbers of a block of rows, once they are read.

use crate::MISSING;

/// Changes each code to what stands at its place in `table`; to [`MISSING`] where there is nothing.
pub fn translate(codes: &mut [u32], table: &[u32]) {
    codes.iter_mut().for_each(|code| *code = table.get(*code as usize).copied().unwrap_or(MISSING));
}

/// Whether all codes but [`MISSING`] are below so many.
pub fn are_below(codes: &[u32], count: usize) -> bool {
    // One above the largest, so that a missing one is 0.
    codes.iter().fold(0, |most, code| code.wrapping_add(1).max(most)) as usize <= count
}

/// Counts each code that has a place there; how many had one.
pub fn count_known(codes: &[u32], counts: &mut [u32]) -> u64 {
    let mut known = 0;
    for &code in codes {
        if let Some(count) = counts.get_mut(code as usize) {
            *count += 1;
            known += 1;
        }
    }
    known
}

/// For each number 1 where it is above `most` and not 0, else 0; over what is in `codes`.
pub fn are_something(numbers: &[i64], most: i64, codes: &mut Vec<u32>) {
    codes.clear();
    codes.extend(numbers.iter().map(|&number| u32::from(number > most && number != 0)));
}

/// Makes each code's number in `least`, at first `i32::MAX`, the smaller of itself and that of its row, and counts as
/// [`compare`] does with what stands there then; whether a number came down that was there, which makes the counts of
/// rows before it wrong.
pub fn lower(codes: &[u32], numbers: &[i32], least: &mut [i32], counts: &mut [u64; 3]) -> bool {
    let mut came_down = false;
    let (mut below, mut known) = (0, 0);
    for (&code, &number) in codes.iter().zip(numbers) {
        if let Some(least) = least.get_mut(code as usize) {
            came_down |= (number < *least) & (*least != i32::MAX);
            *least = number.min(*least);
            below += u64::from(*least < number);
            known += 1;
        }
    }
    let more = [below, known - below, codes.len().min(numbers.len()) as u64 - known];
    counts.iter_mut().zip(more).for_each(|(count, more)| *count += more);
    came_down
}

/// How many rows' codes have a number in `of` that is below the row's own, one that is not, and none.
pub fn compare(codes: &[u32], numbers: &[i32], of: &[i32]) -> [u64; 3] {
    let mut counts = [0; 3];
    for (&code, number) in codes.iter().zip(numbers) {
        let which = of.get(code as usize).map_or(2, |of| usize::from(of >= number));
        counts[which] += 1;
    }
    counts
}

/// How many rows each day has, between the first and the last day that was ever seen.
#[derive(Clone, Debug, Default)]
pub struct DayCounts {
    first: i32,
    counts: Vec<u32>,
}

impl DayCounts {
    /// Adds rows.
    pub fn add(&mut self, days: &[i32]) {
        let (Some(&least), Some(&most)) = (days.iter().min(), days.iter().max()) else { return };
        if self.counts.is_empty() {
            self.first = least;
        }
        if least < self.first {
            let before = (self.first - least) as usize;
            self.counts.splice(0..0, std::iter::repeat_n(0, before));
            self.first = least;
        }
        let count = (most - self.first) as usize + 1;
        if count > self.counts.len() {
            self.counts.resize(count, 0);
        }
        days.iter().for_each(|&day| self.counts[(day - self.first) as usize] += 1);
    }

    /// The days that have rows, ascending, and how many.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (i32, u32)> + Clone + '_ {
        let days = self.counts.iter().enumerate().filter(|(_, rows)| **rows > 0);
        days.map(|(index, &rows)| (self.first + index as i32, rows))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_counted_and_translated() {
        let mut codes = [2, 0, MISSING, 2];
        assert_eq!([are_below(&codes, 2), are_below(&codes, 3), are_below(&[], 0)], [false, true, true]);
        let mut counts = [1, 0, 2, 1];
        assert_eq!((count_known(&codes, &mut counts), counts), (3, [2, 0, 4, 1]));
        translate(&mut codes, &[7, 8]);
        assert_eq!(codes, [MISSING, 7, MISSING, MISSING]);
    }

    #[test]
    fn days_and_what_is_the_least_of_each_code() {
        let mut something = vec![5];
        are_something(&[3, 0, -1, -9], -9, &mut something);
        assert_eq!(something, [1, 0, 1, 0]);
        let own = [0, 0, 1, -1, -2, 57_870];
        let codes = [0, 1, 0, 1, MISSING, 0];
        let mut first = [i32::MAX; 2];
        let mut counts = [0; 3];
        assert!(!lower(&codes[..1], &own[..1], &mut first, &mut counts));
        assert!(!lower(&codes[1..3], &own[1..3], &mut first, &mut counts));
        assert_eq!((first, counts, compare(&codes[..3], &own[..3], &first)), ([0, 0], counts, counts));
        assert_eq!(counts, [1, 2, 0]);
        assert!(lower(&codes[3..], &own[3..], &mut first, &mut counts));
        assert_eq!((first, counts), ([0, -1], [2, 3, 1]));
        assert_eq!(compare(&codes, &own, &first), [3, 2, 1]);
        let mut counts = DayCounts::default();
        counts.add(&[]);
        counts.add(&own[..3]);
        counts.add(&own[3..5]);
        assert!(counts.iter().eq([(-2, 1), (-1, 1), (0, 2), (1, 1)]));
    }
}
