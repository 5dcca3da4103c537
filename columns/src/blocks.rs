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

/// How many rows of a kind there are, and the sum of what they have.
pub type Sum = (u64, i64);

/// Adds the row of each code, and its amount, at the code's place; at the last, of which there must be one, where there
/// is none.
pub fn add_up(codes: &[u32], amounts: &[i64], sums: &mut [Sum]) {
    let Some(last) = sums.len().checked_sub(1) else { return };
    for (&code, &amount) in codes.iter().zip(amounts) {
        let (rows, sum) = &mut sums[last.min(code as usize)];
        *rows += 1;
        *sum = sum.saturating_add(amount);
    }
}

/// For each number 1 where it is above `most` and not 0, else 0; over what is in `codes`.
pub fn are_something(numbers: &[i64], most: i64, codes: &mut Vec<u32>) {
    codes.clear();
    codes.extend(numbers.iter().map(|&number| u32::from(number > most && number != 0)));
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
        span(&mut self.first, &mut self.counts, days);
        days.iter().for_each(|&day| self.counts[(day - self.first) as usize] += 1);
    }

    /// The days that have rows, ascending, and how many.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (i32, u32)> + Clone + '_ {
        let days = self.counts.iter().enumerate().filter(|(_, rows)| **rows > 0);
        days.map(|(index, &rows)| (self.first + index as i32, rows))
    }
}

/// The same with the sum of what the rows have.
#[derive(Clone, Debug, Default)]
pub struct DaySums {
    first: i32,
    sums: Vec<Sum>,
}

impl DaySums {
    /// Adds rows.
    pub fn add(&mut self, days: &[i32], amounts: &[i64]) {
        span(&mut self.first, &mut self.sums, days);
        for (&day, &amount) in days.iter().zip(amounts) {
            let (rows, sum) = &mut self.sums[(day - self.first) as usize];
            *rows += 1;
            *sum = sum.saturating_add(amount);
        }
    }

    /// The days that have rows, ascending.
    pub fn iter(&self) -> impl Iterator<Item = (i32, Sum)> + '_ {
        let days = self.sums.iter().enumerate().filter(|(_, (rows, _))| *rows > 0);
        days.map(|(index, &sum)| (self.first + index as i32, sum))
    }
}

/// Makes places for these days too; at the first one is what belongs to the day `first`.
fn span<T: Clone + Default>(first: &mut i32, places: &mut Vec<T>, days: &[i32]) {
    let (Some(&least), Some(&most)) = (days.iter().min(), days.iter().max()) else { return };
    if places.is_empty() {
        *first = least;
    }
    if least < *first {
        let before = (*first - least) as usize;
        places.splice(0..0, std::iter::repeat_n(T::default(), before));
        *first = least;
    }
    let count = (most - *first) as usize + 1;
    if count > places.len() {
        places.resize(count, T::default());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_counted_and_translated() {
        let mut codes = [2, 0, MISSING, 2];
        assert_eq!([are_below(&codes, 2), are_below(&codes, 3), are_below(&[], 0)], [false, true, true]);
        let mut sums = [(1, 0), (0, 9), (0, i64::MAX)];
        add_up(&codes, &[5, 6, 7, -1], &mut sums);
        assert_eq!(sums, [(2, 6), (0, 9), (3, i64::MAX - 1)]);
        add_up(&codes, &[5], &mut []);
        translate(&mut codes, &[7, 8]);
        assert_eq!(codes, [MISSING, 7, MISSING, MISSING]);
    }

    #[test]
    fn days_are_counted_between_the_first_and_the_last() {
        let mut something = vec![5];
        are_something(&[3, 0, -1, -9], -9, &mut something);
        assert_eq!(something, [1, 0, 1, 0]);
        let own = [0, 0, 1, -1, -2];
        let (mut counts, mut sums) = (DayCounts::default(), DaySums::default());
        for days in [&own[..0], &own[..3], &own[3..]] {
            counts.add(days);
            sums.add(days, &[7, 8, -9][..days.len()]);
        }
        assert!(counts.iter().eq([(-2, 1), (-1, 1), (0, 2), (1, 1)]));
        assert!(sums.iter().eq([(-2, (1, 8)), (-1, (1, 7)), (0, (2, 15)), (1, (1, -9))]));
    }
}
