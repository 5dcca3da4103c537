//! The days of the year on which people buy otherwise than usual, wherever the shop is.

use serde::{Deserialize, Serialize};

use crate::time::{Day, Period, PeriodKind};

/// A campaign or a holiday that shows in most shops' orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum Campaign {
    /// The first day of the lunar year, when hardly a parcel moves.
    SpringFestival,
    /// 18 June, since 2010.
    June18,
    /// 11 November, since 2009.
    Double11,
    /// The day after the fourth Thursday of November.
    BlackFriday,
}

/// The first day of the lunar year as month and day, from 2000 on, as the Hong Kong Observatory's tables have it.
const LUNAR_NEW_YEARS: [(u32, u32); 36] = [
    (2, 5),
    (1, 24),
    (2, 12),
    (2, 1),
    (1, 22),
    (2, 9),
    (1, 29),
    (2, 18),
    (2, 7),
    (1, 26),
    (2, 14),
    (2, 3),
    (1, 23),
    (2, 10),
    (1, 31),
    (2, 19),
    (2, 8),
    (1, 28),
    (2, 16),
    (2, 5),
    (1, 25),
    (2, 12),
    (2, 1),
    (1, 22),
    (2, 10),
    (1, 29),
    (2, 17),
    (2, 6),
    (1, 26),
    (2, 13),
    (2, 3),
    (1, 23),
    (2, 11),
    (1, 31),
    (2, 19),
    (2, 8),
];
const FIRST_LUNAR_YEAR: i32 = 2000;

impl Campaign {
    /// In the order of the year.
    pub const ALL: [Campaign; 4] =
        [Campaign::SpringFestival, Campaign::June18, Campaign::Double11, Campaign::BlackFriday];

    /// Its day in a year; `None` where it was not held, or is not known.
    pub fn day(self, year: i32) -> Option<Day> {
        match self {
            Campaign::SpringFestival => {
                let at = usize::try_from(year - FIRST_LUNAR_YEAR).ok()?;
                let (month, day) = *LUNAR_NEW_YEARS.get(at)?;
                Day::from_ymd(year, month, day)
            }
            Campaign::June18 => Day::from_ymd(year, 6, 18).filter(|_| year >= 2010),
            Campaign::Double11 => Day::from_ymd(year, 11, 11).filter(|_| year >= 2009),
            Campaign::BlackFriday => {
                let first = Day::from_ymd(year, 11, 1)?;
                // Thursday is 3; its fourth is three weeks after the first.
                Some(first.plus((3 - first.weekday() as i32).rem_euclid(7) + 21 + 1))
            }
        }
    }

    /// Those inside a day, week or month; none for longer periods, of which each has some.
    pub fn inside(period: Period) -> Vec<Campaign> {
        if matches!(period.kind, PeriodKind::Quarter | PeriodKind::Year) {
            return Vec::new();
        }
        Campaign::between(period.first_day(), period.last_day())
    }

    /// Those from one day to another, both included, that lie less than a year apart.
    pub fn between(first: Day, last: Day) -> Vec<Campaign> {
        let is_inside = |campaign: &Campaign| {
            // A week may begin in one year and end in another.
            [first, last]
                .iter()
                .any(|end| campaign.day(end.ymd().0).is_some_and(|day| first <= day && day <= last))
        };
        Campaign::ALL.into_iter().filter(is_inside).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_as_calendars_have_them() {
        let day = |campaign: Campaign, year| campaign.day(year).map(|day| day.to_string());
        for (campaign, year, expected) in [
            (Campaign::BlackFriday, 2023, "2023-11-24"),
            (Campaign::BlackFriday, 2024, "2024-11-29"),
            (Campaign::BlackFriday, 2025, "2025-11-28"),
            (Campaign::SpringFestival, 2000, "2000-02-05"),
            (Campaign::SpringFestival, 2024, "2024-02-10"),
            (Campaign::SpringFestival, 2025, "2025-01-29"),
            (Campaign::SpringFestival, 2035, "2035-02-08"),
            (Campaign::Double11, 2009, "2009-11-11"),
            (Campaign::June18, 2026, "2026-06-18"),
        ] {
            assert_eq!(day(campaign, year).as_deref(), Some(expected));
        }
        assert_eq!((day(Campaign::Double11, 2008), day(Campaign::SpringFestival, 1999)), (None, None));
        assert_eq!(day(Campaign::SpringFestival, 2036), None);
    }

    #[test]
    fn lunar_years_have_twelve_or_thirteen_months() {
        let days: Vec<Day> = (2000..2036).filter_map(|year| Campaign::SpringFestival.day(year)).collect();
        assert_eq!(days.len(), 36);
        assert!(days.windows(2).all(|pair| matches!(pair[1].days_since(pair[0]), 353..=355 | 383..=385)));
    }

    #[test]
    fn periods_hold_their_campaigns() {
        let inside = |day: &str, kind| Campaign::inside(Period::of(day.parse().unwrap(), kind));
        assert_eq!(inside("2024-11-02", PeriodKind::Month), [Campaign::Double11, Campaign::BlackFriday]);
        assert_eq!(inside("2024-11-11", PeriodKind::Day), [Campaign::Double11]);
        assert_eq!(inside("2024-11-12", PeriodKind::Day), []);
        // 2025-01-29 is the Wednesday of a week that begins on the 27th.
        assert_eq!(inside("2025-02-01", PeriodKind::Week), [Campaign::SpringFestival]);
        assert_eq!(inside("2024-12-31", PeriodKind::Week), []);
        assert_eq!(inside("2024-11-11", PeriodKind::Quarter), []);
        let between =
            |first: &str, last: &str| Campaign::between(first.parse().unwrap(), last.parse().unwrap());
        assert_eq!(between("2024-11-11", "2024-11-17"), [Campaign::Double11]);
        assert_eq!(between("2024-11-12", "2024-11-28"), []);
    }
}
