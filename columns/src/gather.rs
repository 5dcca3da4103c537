//! The rows of each code, side by side.

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

impl Gathered {
    /// Gathers rows of codes below `distinct`; so many moments are one step.
    pub fn of(from: Rows<'_>, distinct: usize, step: i64) -> Gathered {
        let mut starts = vec![0_u32; distinct + 1];
        for &code in from.codes {
            if let Some(count) = starts.get_mut(code as usize) {
                *count += 1;
            }
        }
        sum_up(&mut starts);
        // From the last row to the first, each code's end becomes its start.
        let count = starts.last().copied().unwrap_or(0) as usize;
        let (mut rows, mut steps, mut near) = (vec![0_u32; count], vec![0_i32; count], vec![0_i32; count]);
        let mut clock = Clock::new(step);
        for (row, &code) in from.codes.iter().enumerate().rev() {
            let place = match starts.get_mut(code as usize) {
                Some(end) => {
                    *end -= 1;
                    *end as usize
                }
                None => continue,
            };
            rows[place] = row as u32;
            steps[place] = clock.step_of(from.moments.get(row).unwrap_or(0));
            near[place] = from.amounts.short_of(row);
        }
        let amounts = from.amounts.scattered(near, &rows);
        Gathered { starts, rows, steps, amounts }
    }
}

/// Whole steps of moments that hardly ever leave the step of the one before: without a division.
struct Clock {
    step: i64,
    number: i64,
    start: i64,
}

impl Clock {
    fn new(step: i64) -> Clock {
        Clock { step, number: 0, start: 0 }
    }

    #[inline]
    fn step_of(&mut self, moment: i64) -> i32 {
        let inside = moment.wrapping_sub(self.start);
        if inside < 0 || inside >= self.step {
            self.number = moment.div_euclid(self.step);
            self.start = self.number.saturating_mul(self.step);
        }
        self.number.clamp(i32::MIN.into(), i32::MAX.into()) as i32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MISSING;

    #[test]
    fn rows_stand_by_code_in_their_order() {
        let moments: Numbers = [i64::MIN + 9, -1, 5, 10, 19, 20, i64::MAX].into_iter().collect();
        let amounts: Numbers = [1, 1 << 40, 3, -4, 5, -(1 << 50), 7].into_iter().collect();
        let codes = [2, 0, MISSING, 2, 0, 2, 3];
        let gathered = Gathered::of(Rows { codes: &codes, moments: &moments, amounts: &amounts }, 4, 10);
        assert_eq!(gathered.starts, [0, 2, 2, 5, 6]);
        assert_eq!(gathered.rows, [1, 4, 0, 3, 5, 6]);
        assert_eq!(gathered.steps, [-1, 1, i32::MIN, 1, 2, i32::MAX]);
        assert!(gathered.amounts.iter().eq([1 << 40, 5, 1, -4, -(1 << 50), 7]));
    }
}
