//! By code, as customers have them: how many rows, and the first day of any, whatever the order of the rows.

/// What is counted by code.
#[derive(Clone, Debug, Default)]
pub struct FirstDays {
    of: Vec<Rows>,
    known: u64,
    unknown: u64,
}

/// The rows of a code: side by side, as they are read by random.
#[derive(Clone, Copy, Debug)]
struct Rows {
    count: u32,
    first_day: i32,
    on_first_day: u32,
}

impl FirstDays {
    /// No rows yet, of codes below `distinct`.
    pub fn of(distinct: usize) -> FirstDays {
        FirstDays {
            of: vec![Rows { count: 0, first_day: i32::MAX, on_first_day: 0 }; distinct],
            known: 0,
            unknown: 0,
        }
    }

    /// Whether there are no codes.
    pub fn is_empty(&self) -> bool {
        self.of.is_empty()
    }

    /// Adds rows; how many have a code.
    #[inline(never)]
    pub fn add(&mut self, codes: &[u32], days: &[i32]) -> u64 {
        let mut known = 0;
        for (&code, &day) in codes.iter().zip(days) {
            let Some(rows) = self.of.get_mut(code as usize) else { continue };
            let before = if day < rows.first_day { 0 } else { rows.on_first_day };
            rows.first_day = rows.first_day.min(day);
            rows.on_first_day = before + u32::from(day == rows.first_day);
            rows.count += 1;
            known += 1;
        }
        self.known += known;
        self.unknown += codes.len() as u64 - known;
        known
    }

    /// Adds a row that is not told apart by whether it is on the first day; whether it has a code.
    pub fn add_apart(&mut self, code: u32, day: i32) -> bool {
        let Some(rows) = self.of.get_mut(code as usize) else { return false };
        if day < rows.first_day {
            (rows.first_day, rows.on_first_day) = (day, 0);
        }
        rows.count += 1;
        true
    }

    /// Of the rows that are told apart: how many are behind the first day of their code, on it, and without a code.
    pub fn told_apart(&self) -> [u64; 3] {
        let on_first_day: u64 = self.of.iter().map(|rows| u64::from(rows.on_first_day)).sum();
        [self.known - on_first_day, on_first_day, self.unknown]
    }

    /// The same of one other row: 0, 1 or 2.
    #[inline]
    pub fn tell(&self, code: u32, day: i32) -> u32 {
        self.of.get(code as usize).map_or(2, |rows| u32::from(rows.first_day >= day))
    }

    /// The same of many, in place of their codes.
    pub fn tell_all(&self, codes: &mut [u32], days: &[i32]) {
        codes.iter_mut().zip(days).for_each(|(code, &day)| *code = self.tell(*code, day));
    }

    /// The last code of those with the most rows, and how many these are; if there are rows with a code.
    pub fn most(&self) -> Option<(u32, u32)> {
        let most = self.of.iter().fold(0, |most, rows| rows.count.max(most));
        let code = self.of.iter().rposition(|rows| rows.count == most && most > 0)?;
        Some((code as u32, most))
    }

    /// How many codes have rows.
    pub fn distinct(&self) -> usize {
        self.of.iter().map(|rows| usize::from(rows.count > 0)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MISSING;

    #[test]
    fn rows_are_told_apart_by_the_first_day_of_their_code() {
        let codes = [1, 0, 1, MISSING, 1, 3, 1, 0, 3];
        let days = [5, 7, 5, 1, 4, -2, 4, 7, 9];
        for size in [1, 2, 9] {
            let mut first = FirstDays::of(5);
            let known: u64 =
                codes.chunks(size).zip(days.chunks(size)).map(|(codes, days)| first.add(codes, days)).sum();
            // By hand: behind are two of code 1 and one of code 3.
            assert_eq!((known, first.told_apart()), (8, [3, 5, 1]));
            assert_eq!((first.most(), first.distinct()), (Some((1, 4)), 3));
            assert!(first.add_apart(0, 9) && first.add_apart(3, -3) && !first.add_apart(MISSING, 0));
            assert_eq!((first.told_apart(), first.most()), ([4, 4, 1], Some((1, 4))));
            assert!(first.add_apart(3, 0) && first.most() == Some((3, 4)));
            let mut told = [0, 0, 2, 5, 3];
            first.tell_all(&mut told, &[7, 8, 9, 9, -3]);
            assert_eq!(told, [1, 0, 1, 2, 1]);
        }
        let none = FirstDays::of(0);
        assert_eq!(
            (none.is_empty(), none.told_apart(), none.most(), none.distinct()),
            (true, [0; 3], None, 0)
        );
        assert_eq!(FirstDays::of(2).most(), None);
    }
}
