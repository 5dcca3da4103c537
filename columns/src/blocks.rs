//! What is done with the codes and numbers of a block of rows, once they are read.

use crate::MISSING;

/// Changes each code to what stands at its place in `table`; to [`MISSING`] where there is nothing.
pub fn translate(codes: &mut [u32], table: &[u32]) {
    codes.iter_mut().for_each(|code| *code = table.get(*code as usize).copied().unwrap_or(MISSING));
}

/// Counts each code at its place; those without one at the last, of which there must be one.
pub fn count(codes: &[u32], counts: &mut [u32]) {
    let Some(last) = counts.len().checked_sub(1) else { return };
    codes.iter().for_each(|&code| counts[last.min(code as usize)] += 1);
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

/// Adds the bits that stand in `table` at each code to those of its row; none where nothing stands there.
pub fn add_bits(codes: &[u32], table: &[u8], bits: &mut [u8]) {
    for (&code, bits) in codes.iter().zip(bits) {
        *bits |= table.get(code as usize).copied().unwrap_or(0);
    }
}

/// For each number 1 where it is above `most` and not 0, else 0; over what is in `codes`.
pub fn are_something(numbers: &[i64], most: i64, codes: &mut Vec<u32>) {
    codes.clear();
    codes.extend(numbers.iter().map(|&number| u32::from(number > most && number != 0)));
}

/// The days since 1970 of moments, over what is in `days`.
pub fn days(moments: &[i64], days: &mut Vec<i32>) {
    const DAY: u32 = 86_400;
    days.clear();
    days.extend(moments.iter().map(|&moment| match u32::try_from(moment) {
        // Quicker than in 64 bits.
        Ok(moment) => (moment / DAY) as i32,
        Err(_) => moment.div_euclid(DAY.into()) as i32,
    }));
}

/// Makes each code's number the smaller of itself and that of its row; codes without a place are passed over.
pub fn least(codes: &[u32], numbers: &[i32], least: &mut [i32]) {
    for (&code, &number) in codes.iter().zip(numbers) {
        if let Some(least) = least.get_mut(code as usize) {
            *least = number.min(*least);
        }
    }
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
        let mut counts = [0; 4];
        count(&codes, &mut counts);
        assert_eq!(counts, [1, 0, 2, 1]);
        assert_eq!((count_known(&codes, &mut counts), counts), (3, [2, 0, 4, 1]));
        let mut bits = [1; 4];
        add_bits(&codes, &[2, 4, 8], &mut bits);
        assert_eq!(bits, [9, 3, 1, 9]);
        translate(&mut codes, &[7, 8]);
        assert_eq!(codes, [MISSING, 7, MISSING, MISSING]);
    }

    #[test]
    fn days_and_what_is_the_least_of_each_code() {
        let mut own = vec![3];
        let mut something = vec![5];
        are_something(&[3, 0, -1, -9], -9, &mut something);
        assert_eq!(something, [1, 0, 1, 0]);
        days(&[0, 86_399, 86_400, -1, -86_401, 5_000_000_000], &mut own);
        assert_eq!(own, [0, 0, 1, -1, -2, 57_870]);
        let codes = [0, 1, 0, 1, MISSING, 0];
        let mut first = [i32::MAX; 2];
        least(&codes, &own, &mut first);
        assert_eq!(first, [0, -1]);
        assert_eq!(compare(&codes, &own, &first), [3, 2, 1]);
        let mut counts = DayCounts::default();
        counts.add(&[]);
        counts.add(&own[..3]);
        counts.add(&own[3..5]);
        assert!(counts.iter().eq([(-2, 1), (-1, 1), (0, 2), (1, 1)]));
    }
}
