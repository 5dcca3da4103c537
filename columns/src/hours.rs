//! Rows by the weekday and the hour of their moments.

use crate::numbers::Numbers;

/// Seconds of a day.
const DAY: i64 = 86_400;
/// The place of rows at midnight sharp: they have no time.
pub const NO_TIME: usize = 24;
/// A kind of rows that are left out.
pub const NO_KIND: u8 = u8::MAX;

/// Rows in seconds since 1970.
#[derive(Clone, Copy, Debug)]
pub struct Timed<'a> {
    /// A code each, as many as are looked at.
    pub codes: &'a [u32],
    /// Their moments.
    pub moments: &'a Numbers,
    /// Whether each is looked at; `None`: all are.
    pub kept: Option<&'a [bool]>,
}

/// How many rows lie in each hour of each weekday from Monday, and how many without a time.
pub type Week = [[u64; NO_TIME + 1]; 7];

impl Timed<'_> {
    /// Whether a row has a time.
    pub fn have_times(&self) -> bool {
        self.moments.iter().take(self.codes.len()).any(|moment| moment.rem_euclid(DAY) > 0)
    }

    /// The week of each of so many kinds: `kinds` says of each code which it is of, `others` of those beyond; rows of
    /// [`NO_KIND`] are in none.
    pub fn weeks(&self, kinds: &[u8], others: u8, count: usize) -> Vec<Week> {
        let mut weeks = vec![Week::default(); count];
        let (mut start, mut weekday) = (0, weekday(0));
        for (row, &code) in self.codes.iter().enumerate() {
            let kind = kinds.get(code as usize).copied().unwrap_or(others);
            let is_kept = self.kept.is_none_or(|kept| kept.get(row) == Some(&true));
            let Some(week) = weeks.get_mut(usize::from(kind)).filter(|_| is_kept) else { continue };
            let moment = self.moments.get(row).unwrap_or(0);
            if moment < start || moment - start >= DAY {
                let day = moment.div_euclid(DAY);
                (start, weekday) = (day * DAY, self::weekday(day));
            }
            let second = (moment - start) as u32;
            let hour = if second == 0 { NO_TIME } else { (second / 3_600) as usize };
            week[weekday][hour] += 1;
        }
        weeks
    }
}

/// The first day of all was a Thursday.
fn weekday(day: i64) -> usize {
    (day + 3).rem_euclid(7) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MISSING;

    #[test]
    fn rows_are_counted_by_weekday_and_hour() {
        // 1970-01-01 was a Thursday.
        let seconds = [-1, 0, 1, 3_599, 3_600, DAY - 1, DAY, 5 * DAY + 7_200, -3 * DAY, i64::MIN + 9];
        let moments: Numbers = seconds.into_iter().collect();
        let codes = [0, 0, 1, MISSING, 1, 2, 0, MISSING, 1, 2];
        let timed = Timed { codes: &codes, moments: &moments, kept: None };
        let weeks = timed.weeks(&[0, 1, NO_KIND], 1, 2);
        let found = |week: &Week| {
            let days = (0..7).flat_map(|day| (0..=NO_TIME).map(move |hour| (day, hour)));
            days.filter(|&(day, hour)| week[day][hour] > 0)
                .map(|(day, hour)| (day, hour, week[day][hour]))
                .collect::<Vec<_>>()
        };
        assert_eq!(found(&weeks[0]), [(2, 23, 1), (3, NO_TIME, 1), (4, NO_TIME, 1)]);
        assert_eq!(found(&weeks[1]), [(0, NO_TIME, 1), (1, 2, 1), (3, 0, 2), (3, 1, 1)]);
        let kept = [false, true, false, false, false, false, false, false, false, false];
        let some = Timed { kept: Some(&kept), ..timed };
        assert_eq!(found(&some.weeks(&[], 0, 1)[0]), [(3, NO_TIME, 1)]);
        assert!(timed.have_times() && Timed { codes: &codes[..1], ..timed }.have_times());
        let sharp: Numbers = [0, DAY, -DAY, 1].into_iter().collect();
        assert!(!Timed { codes: &codes[..3], moments: &sharp, kept: None }.have_times());
    }
}
