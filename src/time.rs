//! Days, moments, periods and the steps between them. The only file that names `chrono`.
//!
//! All of it is wall time of the shop's reporting zone: a [`Moment`] carries no zone.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// Days from 0001-01-01 (chrono's day 1) to 1970-01-01.
const UNIX_EPOCH_FROM_CE: i32 = 719_163;

/// A calendar day, counted from 1970-01-01 (day 0).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Day(pub i32);

/// A second of wall time, counted from 1970-01-01 00:00:00.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(pub i64);

impl Day {
    /// So many seconds are a day of wall time.
    pub const SECONDS: i64 = 86_400;

    /// The day of a date, or `None` where no calendar has it.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Day> {
        NaiveDate::from_ymd_opt(year, month, day).map(Day::from_date)
    }

    /// Year, month 1..=12 and day of the month 1..=31.
    pub fn ymd(self) -> (i32, u32, u32) {
        let date = self.date();
        (date.year(), date.month(), date.day())
    }

    /// Monday = 0 ... Sunday = 6.
    pub fn weekday(self) -> u32 {
        self.date().weekday().num_days_from_monday()
    }

    /// Whole days from `earlier` to this day; negative if it lies before.
    pub fn days_since(self, earlier: Day) -> i32 {
        self.0 - earlier.0
    }

    /// The day `days` later.
    pub fn plus(self, days: i32) -> Day {
        Day(self.0.saturating_add(days))
    }

    /// Midnight at the start of this day.
    pub fn start(self) -> Moment {
        Moment(i64::from(self.0) * Day::SECONDS)
    }

    fn from_date(date: NaiveDate) -> Day {
        Day(date.num_days_from_ce() - UNIX_EPOCH_FROM_CE)
    }

    fn date(self) -> NaiveDate {
        let from_ce = self.0.saturating_add(UNIX_EPOCH_FROM_CE);
        NaiveDate::from_num_days_from_ce_opt(from_ce).unwrap_or_default()
    }
}

/// `2024-03-09`, as ISO 8601 writes it.
impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// Reads what [`Day`]'s `Display` writes.
impl std::str::FromStr for Day {
    type Err = ();

    fn from_str(text: &str) -> Result<Day, ()> {
        let mut parts = text.splitn(3, '-');
        let mut number = || parts.next().filter(|part| part.bytes().all(|b| b.is_ascii_digit()));
        let (Some(year), Some(month), Some(day)) = (number(), number(), number()) else { return Err(()) };
        let part = |text: &str| text.parse::<u32>().map_err(|_| ());
        let year = i32::try_from(part(year)?).map_err(|_| ())?;
        Day::from_ymd(year, part(month)?, part(day)?).ok_or(())
    }
}

impl Moment {
    /// The start of 2010, around which columns of moments are kept: four bytes each for 68 years before and after.
    pub const USUAL: Moment = Moment(1_262_304_000);

    /// The calendar day that this moment lies in.
    pub fn day(self) -> Day {
        let day = self.0.div_euclid(Day::SECONDS);
        Day(day.clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32)
    }

    /// Seconds since midnight, 0..86400.
    pub fn second_of_day(self) -> u32 {
        self.0.rem_euclid(Day::SECONDS) as u32
    }

    /// The moment `seconds` later.
    pub fn plus_seconds(self, seconds: i64) -> Moment {
        Moment(self.0.saturating_add(seconds))
    }
}

/// The length of a period of the calendar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum PeriodKind {
    /// A calendar day.
    Day,
    /// An ISO week, from Monday, named by ISO year and week.
    Week,
    /// A week from Sunday, named by its first day.
    SundayWeek,
    /// A calendar month.
    #[default]
    Month,
    /// Three months from January, April, July or October.
    Quarter,
    /// A calendar year.
    Year,
}

/// One period: the `index`-th of its kind since the one that holds 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Period {
    /// How long it is.
    pub kind: PeriodKind,
    /// Steps from the period that holds 1970-01-01; may be negative.
    pub index: i32,
}

impl Period {
    /// The period that holds `day`.
    pub fn of(day: Day, kind: PeriodKind) -> Period {
        let months = || {
            let (year, month, _) = day.ymd();
            (year - 1970) * 12 + month as i32 - 1
        };
        let index = match kind {
            PeriodKind::Day => day.0,
            // 1970-01-01 was a Thursday: its week began three days before, or four for Sunday weeks.
            PeriodKind::Week => (day.0 + 3).div_euclid(7),
            PeriodKind::SundayWeek => (day.0 + 4).div_euclid(7),
            PeriodKind::Month => months(),
            PeriodKind::Quarter => months().div_euclid(3),
            PeriodKind::Year => day.ymd().0 - 1970,
        };
        Period { kind, index }
    }

    /// Its first calendar day.
    pub fn first_day(self) -> Day {
        let month_start = |months: i32| {
            let year = 1970 + months.div_euclid(12);
            Day::from_ymd(year, months.rem_euclid(12) as u32 + 1, 1).unwrap_or(Day(0))
        };
        match self.kind {
            PeriodKind::Day => Day(self.index),
            PeriodKind::Week => Day(self.index * 7 - 3),
            PeriodKind::SundayWeek => Day(self.index * 7 - 4),
            PeriodKind::Month => month_start(self.index),
            PeriodKind::Quarter => month_start(self.index * 3),
            PeriodKind::Year => month_start(self.index * 12),
        }
    }

    /// Its last calendar day.
    pub fn last_day(self) -> Day {
        Day(self.plus(1).first_day().0 - 1)
    }

    /// The period `steps` later.
    pub fn plus(self, steps: i32) -> Period {
        Period { kind: self.kind, index: self.index + steps }
    }

    /// Steps from `earlier` (of the same kind) to this period.
    pub fn steps_since(self, earlier: Period) -> i32 {
        self.index - earlier.index
    }
}

/// The language-free name: `2024-03-09`, `2024-W10`, `2024-03`, `2024-Q1`, `2024`;
/// a Sunday week is named by its first day.
impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let first = self.first_day();
        let (year, month, _) = first.ymd();
        match self.kind {
            PeriodKind::Day | PeriodKind::SundayWeek => write!(f, "{first}"),
            PeriodKind::Week => {
                let week = first.date().iso_week();
                write!(f, "{:04}-W{:02}", week.year(), week.week())
            }
            PeriodKind::Month => write!(f, "{year:04}-{month:02}"),
            PeriodKind::Quarter => write!(f, "{year:04}-Q{}", month.div_ceil(3)),
            PeriodKind::Year => write!(f, "{year:04}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn days_round_trip_and_impossible_dates_are_none() {
        assert_eq!(day("1970-01-01"), Day(0));
        assert_eq!(day("2024-02-29").to_string(), "2024-02-29");
        assert_eq!(Day::from_ymd(2025, 2, 30), None);
        assert_eq!(Day::from_ymd(0, 0, 0), None);
        assert_eq!(day("2026-11-22").weekday(), 6);
    }

    #[test]
    fn moments_before_the_epoch_belong_to_their_own_day() {
        assert_eq!(Moment(-1).day(), Day(-1));
        assert_eq!(Moment(-1).second_of_day(), 86_399);
    }

    #[test]
    fn periods_hold_their_days_and_follow_each_other() {
        let kinds = [
            (PeriodKind::Day, "2020-12-31"),
            (PeriodKind::Week, "2020-W53"),
            (PeriodKind::SundayWeek, "2020-12-27"),
            (PeriodKind::Month, "2020-12"),
            (PeriodKind::Quarter, "2020-Q4"),
            (PeriodKind::Year, "2020"),
        ];
        for (kind, name) in kinds {
            let period = Period::of(day("2020-12-31"), kind);
            assert_eq!(period.to_string(), name);
            for offset in -800..800 {
                let day = day("2020-12-31").plus(offset);
                let period = Period::of(day, kind);
                assert!(period.first_day() <= day && day <= period.last_day(), "{kind:?} {day}");
                assert_eq!(Period::of(period.last_day().plus(1), kind), period.plus(1));
            }
        }
        // ISO 8601: 2021-01-03 is still in week 53 of 2020.
        assert_eq!(Period::of(day("2021-01-03"), PeriodKind::Week).to_string(), "2020-W53");
    }
}
